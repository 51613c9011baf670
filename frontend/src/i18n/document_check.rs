//! The words by which staff ask for documents and say how they are; only the desk downloads them.

use balai_shared::language::Language;

/// Those words in one language. `{}` in a text is filled with a value.
pub struct CheckWords {
    pub(crate) title: &'static str,
    pub(crate) none: &'static str,
    pub(crate) until: &'static str,
    pub(crate) accept: &'static str,
    pub(crate) unreadable: &'static str,
    pub(crate) ask_title: &'static str,
    pub(crate) ask_hint: &'static str,
    pub(crate) which: &'static str,
    pub(crate) due: &'static str,
    pub(crate) due_hint: &'static str,
    pub(crate) note: &'static str,
    pub(crate) note_hint: &'static str,
    pub(crate) ask: &'static str,
}

/// Those words in this page's language.
#[must_use]
pub fn check_words() -> &'static CheckWords {
    match crate::visit::language() {
        Language::Id => &ID,
        Language::En => &EN,
    }
}

static ID: CheckWords = CheckWords {
    title: "Dokumen",
    none: "Belum ada dokumen.",
    until: "paling lambat {}",
    accept: "Sudah sesuai",
    unreadable: "Tidak terbaca",
    ask_title: "Minta dokumen",
    ask_hint: "Pendaftar diberi tahu lewat pesan. Batas waktu dan catatan di bawah juga ikut terkirim saat Anda menandai dokumen tidak terbaca.",
    which: "Perlu dilengkapi",
    due: "Paling lambat",
    due_hint: "Kosongkan bila boleh sampai Anda memutuskan.",
    note: "Catatan untuk pendaftar",
    note_hint: "Misalnya: foto KTP terpotong di kiri. Paling banyak 300 karakter.",
    ask: "Minta dokumen ini",
};

static EN: CheckWords = CheckWords {
    title: "Documents",
    none: "No documents yet.",
    until: "by {}",
    accept: "Accept",
    unreadable: "Unreadable",
    ask_title: "Ask for documents",
    ask_hint: "The applicant is told by message. The deadline and the note below also go along when you mark a document as unreadable.",
    which: "To be completed",
    due: "By",
    due_hint: "Leave it empty if there is time until you decide.",
    note: "Note to the applicant",
    note_hint: "For example: the left of the KTP is cut off. At most 300 characters.",
    ask: "Ask for these",
};
