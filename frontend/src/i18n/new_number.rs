//! The words about a new number that a centre's staff asked for; the browser never downloads them.

use balai_shared::language::Language;

/// Those words in one language. `{}` in a text is filled with a value.
pub struct NewNumberWords {
    pub(crate) title: &'static str,
    pub(crate) intro: &'static str,
    pub(crate) code: &'static str,
    pub(crate) code_hint: &'static str,
    pub(crate) stop_title: &'static str,
    pub(crate) stop_intro: &'static str,
    pub(crate) stop: &'static str,
    pub(crate) stopped: &'static str,
    pub(crate) agree_title: &'static str,
    pub(crate) agree_intro: &'static str,
    pub(crate) agree: &'static str,
    pub(crate) agreed: &'static str,
    pub(crate) waits: &'static str,
}

/// Those words in this page's language.
#[must_use]
pub fn new_number_words() -> &'static NewNumberWords {
    match crate::visit::language() {
        Language::Id => &ID,
        Language::En => &EN,
    }
}

static ID: NewNumberWords = NewNumberWords {
    title: "Nomor baru untuk akun Anda",
    intro: "Petugas balai meminta nomor baru untuk akun Anda, dan kami memberi tahu kontak lama. Ketik kode dari pesan itu.",
    code: "Kode",
    code_hint: "Dua belas huruf dan angka, seperti 7K3M-9QXD-2HRT.",
    stop_title: "Bukan Anda yang meminta?",
    stop_intro: "Hentikan sekarang. Nomor Anda tetap seperti semula.",
    stop: "Hentikan",
    stopped: "Dihentikan. Nomor Anda tetap seperti semula. Beri tahu balai tempat Anda mendaftar.",
    agree_title: "Anda yang meminta?",
    agree_intro: "Setujui, dan nomor baru langsung berlaku. Kode untuk kata sandi baru dikirim ke nomor itu. Tanpa persetujuan, nomor baru berlaku 24 jam setelah diminta.",
    agree: "Setujui nomor baru",
    agreed: "Nomor baru sudah berlaku. Kode untuk kata sandi baru dikirim ke nomor itu.",
    waits: "Petugas balai meminta nomor baru {} untuk akun ini. Berlaku mulai {}. Bukan Anda? Hentikan.",
};

static EN: NewNumberWords = NewNumberWords {
    title: "A new number for your account",
    intro: "A centre's staff asked for a new number for your account, and we told the old contact. Type the code of that message.",
    code: "Code",
    code_hint: "Twelve letters and digits, like 7K3M-9QXD-2HRT.",
    stop_title: "Wasn't it you?",
    stop_intro: "Stop it now. Your number stays as it is.",
    stop: "Stop",
    stopped: "Stopped. Your number stays as it is. Tell the centre that you applied to.",
    agree_title: "Was it you?",
    agree_intro: "Agree, and the new number is good at once. A code for a new password goes to that number. Without your word, it is good 24 hours after it was asked for.",
    agree: "Agree to the new number",
    agreed: "The new number is good. A code for a new password goes there.",
    waits: "A centre's staff asked for the new number {} for this account. It is good from {} on. Wasn't it you? Stop it.",
};
