//! The words of the counter's form for a lost phone number; only the desk downloads them.

use balai_shared::language::Language;

/// Those words in one language.
pub struct RecoverWords {
    pub(crate) title: &'static str,
    pub(crate) intro: &'static str,
    pub(crate) phone: &'static str,
    pub(crate) new_phone: &'static str,
    pub(crate) nik: &'static str,
    pub(crate) button: &'static str,
    pub(crate) done: &'static str,
    pub(crate) none: &'static str,
}

/// Those words in this page's language.
#[must_use]
pub fn recover_words() -> &'static RecoverWords {
    match crate::visit::language() {
        Language::Id => &ID,
        Language::En => &EN,
    }
}

static ID: RecoverWords = RecoverWords {
    title: "Nomor hilang?",
    intro: "Hanya bila orangnya di depan Anda dengan KTP. Ketik NIK dari KTP itu. Kode untuk kata sandi baru dikirim ke nomor baru, dan kontak lama diberi tahu.",
    phone: "Telepon",
    new_phone: "Nomor telepon baru",
    nik: "NIK dari KTP",
    button: "Ganti nomor",
    done: "Nomor diganti. Minta orangnya membuka Lupa sandi dan mengetik kode yang baru diterima.",
    none: "tidak ada",
};

static EN: RecoverWords = RecoverWords {
    title: "Lost number?",
    intro: "Only with the person before you and the KTP at hand. Type the NIK from that card. A code for a new password goes to the new number, and the old contacts are told.",
    phone: "Phone",
    new_phone: "New phone number",
    nik: "NIK from the KTP",
    button: "Change the number",
    done: "The number is changed. Have the person open Forgot password and type the code that just arrived.",
    none: "none",
};
