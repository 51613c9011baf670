//! The words of an institution's page.

use balai_shared::language::Language;

/// The page's words in one language.
pub struct InstitutionWords {
    pub(crate) intro: &'static str,
    pub(crate) phone: &'static str,
    pub(crate) email: &'static str,
    pub(crate) hours: &'static str,
    pub(crate) map: &'static str,
    pub(crate) map_shown: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) sessions: &'static str,
}

/// Those words in this page's language.
#[must_use]
pub fn institution_words() -> &'static InstitutionWords {
    match crate::visit::language() {
        Language::Id => &ID,
        Language::En => &EN,
    }
}

static ID: InstitutionWords = InstitutionWords {
    intro: "Telepon, WhatsApp, email, jam buka, dan alamat.",
    phone: "Telepon",
    email: "Email",
    hours: "Jam buka",
    map: "Peta",
    map_shown: "Lihat di peta",
    nothing: "Balai ini belum mengisi nomor atau email. Datanglah ke alamatnya.",
    sessions: "Lihat pelatihannya",
};

static EN: InstitutionWords = InstitutionWords {
    intro: "Telephone, WhatsApp, e-mail, opening hours and address.",
    phone: "Telephone",
    email: "E-mail",
    hours: "Opening hours",
    map: "Map",
    map_shown: "See it on a map",
    nothing: "This centre has told no number or e-mail address yet. Go to its address.",
    sessions: "See its trainings",
};
