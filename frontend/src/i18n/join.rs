//! The words for two accounts of one person; only the desk downloads them.

use balai_shared::language::Language;

/// Those words in one language. `{}` in a text is filled with a value.
pub struct JoinWords {
    pub(crate) title: &'static str,
    pub(crate) join: &'static str,
    pub(crate) intro: &'static str,
    pub(crate) send: &'static str,
    pub(crate) sent: &'static str,
    pub(crate) code: &'static str,
    pub(crate) done: &'static str,
}

/// Those words in this page's language.
#[must_use]
pub fn join_words() -> &'static JoinWords {
    match crate::visit::language() {
        Language::Id => &ID,
        Language::En => &EN,
    }
}

static ID: JoinWords = JoinWords {
    title: "Mungkin orang yang sama",
    join: "Gabungkan kedua akun",
    intro: "Hanya bila orangnya di depan Anda dengan KTP. Akun dengan NIK ini tetap. Yang lain ditutup dan pendaftarannya pindah.",
    send: "Kirim kode",
    sent: "Akun yang tetap: {} ({}). Pendaftaran yang pindah: {}. Kode dikirim ke {}.",
    code: "Kode yang disebutkan orangnya",
    done: "Kedua akun sudah menjadi satu.",
};

static EN: JoinWords = JoinWords {
    title: "May be the same person",
    join: "Join both accounts",
    intro: "Only with the person before you and the KTP at hand. The account with this NIK stays. The other is closed and its applications move.",
    send: "Send a code",
    sent: "The account that stays: {} ({}). Applications that move: {}. The code went to {}.",
    code: "The code that the person says",
    done: "The two accounts are one now.",
};
