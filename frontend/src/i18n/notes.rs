//! The words for notes on participants.

use balai_shared::language::Language;

/// Words for notes in one language. `{}` in a text is filled with a value.
pub struct NoteWords {
    pub(crate) title: &'static str,
    pub(crate) intro: &'static str,
    pub(crate) note_on: &'static str,
    pub(crate) save: &'static str,
    pub(crate) none: &'static str,
}

/// The words of the page's language.
#[must_use]
pub fn note_words() -> &'static NoteWords {
    match crate::visit::language() {
        Language::Id => &ID,
        Language::En => &EN,
    }
}

static ID: NoteWords = NoteWords {
    title: "Catatan",
    intro: "Hanya petugas balai ini yang membacanya di sini. Peserta berhak meminta salinannya.",
    note_on: "Catatan tentang {}",
    save: "Simpan catatan",
    none: "Belum ada catatan.",
};

static EN: NoteWords = NoteWords {
    title: "Notes",
    intro: "Only this centre's staff read them here. Participants may ask for a copy.",
    note_on: "Note on {}",
    save: "Save note",
    none: "No notes yet.",
};
