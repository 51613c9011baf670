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
    pub(crate) waits: &'static str,
    pub(crate) approve_intro: &'static str,
    pub(crate) approve: &'static str,
    pub(crate) approved: &'static str,
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
    intro: "Hanya bila orangnya di depan Anda dengan KTP. Ketik NIK dari KTP itu. Kontak lama langsung diberi tahu dan dapat menghentikannya. Nomor berlaku setelah petugas kedua menyetujui, kontak lama setuju, atau 24 jam berlalu.",
    phone: "Telepon",
    new_phone: "Nomor telepon baru",
    nik: "NIK dari KTP",
    button: "Minta nomor baru",
    done: "Nomor baru diminta. Mintalah rekan membuka pendaftaran ini dan menyetujuinya, selagi orangnya di sini.",
    waits: "Nomor baru {} menunggu. Berlaku sendiri mulai {}.",
    approve_intro: "Lihat sendiri orangnya dan KTP-nya, lalu setujui dengan kata sandi Anda. Kode untuk kata sandi baru dikirim ke nomor itu.",
    approve: "Setujui nomor baru",
    approved: "Nomor diganti. Minta orangnya membuka Lupa sandi dan mengetik kode yang baru diterima.",
    none: "tidak ada",
};

static EN: RecoverWords = RecoverWords {
    title: "Lost number?",
    intro: "Only with the person before you and the KTP at hand. Type the NIK from that card. The old contacts are told at once and can stop it. The number is good once a second member of staff approves, the old contact agrees, or 24 hours have passed.",
    phone: "Phone",
    new_phone: "New phone number",
    nik: "NIK from the KTP",
    button: "Ask for the new number",
    done: "The new number is asked for. Have a colleague open this application and approve it while the person is here.",
    waits: "The new number {} waits. It is good by itself from {} on.",
    approve_intro: "Look at the person and the KTP yourself, then approve with your own password. A code for a new password goes to that number.",
    approve: "Approve the new number",
    approved: "The number is changed. Have the person open Forgot password and type the code that just arrived.",
    none: "none",
};
