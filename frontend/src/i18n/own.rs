//! The few words about the account that the app's own pages need.

use balai_shared::language::Language;

/// Those words in one language.
pub struct OwnWords {
    pub(crate) account: &'static str,
    pub(crate) unconfirmed: &'static str,
    pub(crate) confirm_now: &'static str,
    pub(crate) read_own_data: &'static str,
    pub(crate) disability: &'static str,
    pub(crate) disability_hint: &'static str,
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
    unconfirmed: "Nomor atau email Anda belum diverifikasi, jadi kabar belum kami kirim ke sana.",
    confirm_now: "Pastikan sekarang",
    read_own_data: "Baca data saya",
    disability: "Saya penyandang disabilitas",
    disability_hint: "Menurut Anda sendiri, tanpa surat. Hanya dipakai kalau ada kursi khusus.",
};

static EN: OwnWords = OwnWords {
    account: "Account and security",
    unconfirmed: "Your number or email isn't confirmed yet, so we don't send news there.",
    confirm_now: "Confirm now",
    read_own_data: "Read my data",
    disability: "I have a disability",
    disability_hint: "By your own word, no letter needed. Used only where seats are kept for it.",
};
