//! The few words about the account that the app's own pages need.

use balai_shared::language::Language;

/// Those words in one language.
pub struct OwnWords {
    pub(crate) account: &'static str,
    pub(crate) unconfirmed: &'static str,
    pub(crate) confirm_now: &'static str,
    pub(crate) read_own_data: &'static str,
}

/// Those words in this page's language.
#[must_use]
pub fn own_words() -> &'static OwnWords {
    match crate::visit::language() {
        Language::Id => &ID,
        Language::En => &EN,
    }
}

static ID: OwnWords = OwnWords {
    account: "Akun dan keamanan",
    unconfirmed: "Nomor atau email Anda belum dipastikan, jadi kabar belum kami kirim ke sana.",
    confirm_now: "Pastikan sekarang",
    read_own_data: "Baca data saya",
};

static EN: OwnWords = OwnWords {
    account: "Account and security",
    unconfirmed: "Your number or email isn't confirmed yet, so we don't send news there.",
    confirm_now: "Confirm now",
    read_own_data: "Read my data",
};
