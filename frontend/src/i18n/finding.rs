//! A few words of the catalogue, a session and a program.

use balai_shared::language::Language;

/// Those words in one language. `{}` in a text is filled with a value.
pub struct FindingWords {
    pub(crate) previous_page: &'static str,
    pub(crate) pages: &'static str,
    pub(crate) rated: &'static str,
    pub(crate) full_now: &'static str,
    pub(crate) chosen_how: &'static str,
}

/// Those words in this page's language.
#[must_use]
pub fn finding_words() -> &'static FindingWords {
    match crate::visit::language() {
        Language::Id => &ID,
        Language::En => &EN,
    }
}

static ID: FindingWords = FindingWords {
    previous_page: "Sebelumnya",
    pages: "Halaman",
    rated: "Dinilai {} dari 5 oleh {} peserta.",
    full_now: "Kursi habis",
    chosen_how: "Lihat cara memilih dan hasilnya",
};

static EN: FindingWords = FindingWords {
    previous_page: "Previous",
    pages: "Pages",
    rated: "Rated {} out of 5 by {} participants.",
    full_now: "Full",
    chosen_how: "See how people are chosen, and the result",
};
