//! The words about attendance and certificates that applicants and everybody read.

use balai_shared::language::Language;

/// Those words in one language. `{}` in a text is filled with a value.
pub struct LearnedWords {
    pub(crate) attended: &'static str,
    pub(crate) needed: &'static str,
    pub(crate) issued: &'static str,
    pub(crate) revoked: &'static str,
    pub(crate) paper: &'static str,
    pub(crate) show_code: &'static str,
}

/// Those words in this page's language.
#[must_use]
pub fn learned_words() -> &'static LearnedWords {
    match crate::visit::language() {
        Language::Id => &ID,
        Language::En => &EN,
    }
}

static ID: LearnedWords = LearnedWords {
    attended: "Anda hadir di {} dari {} pertemuan yang sudah dicatat ({}%).",
    needed: "Untuk lulus perlu {}% dari seluruh jam {} pertemuan.",
    issued: "Sertifikat Anda sudah terbit:",
    revoked: "Sertifikat ini dicabut oleh balai. Tanyakan sebabnya ke balai:",
    paper: "Unduh sertifikat (PDF)",
    show_code: "Kode hadir saya",
};

static EN: LearnedWords = LearnedWords {
    attended: "You were at {} of the {} meetings on record so far ({}%).",
    needed: "Finishing takes {}% of the hours of all {} meetings.",
    issued: "Your certificate is there:",
    revoked: "The centre took this certificate back. Ask the centre why:",
    paper: "Download the certificate (PDF)",
    show_code: "My attendance code",
};
