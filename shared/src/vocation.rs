//! The 22 vocations (kejuruan) that are taught.

use crate::id::VocationCode;
use crate::language::Language;
use crate::session::Sector;

/// A vocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Vocation {
    /// The bare code, small letters; the API shows it as `voc_` and this.
    pub code: &'static str,
    /// The name at the centres.
    pub indonesian: &'static str,
    /// The name in English.
    pub english: &'static str,
    /// The priority sector that it serves most.
    pub sector: Sector,
}

const fn vocation(
    code: &'static str,
    indonesian: &'static str,
    english: &'static str,
    sector: Sector,
) -> Vocation {
    Vocation { code, indonesian, english, sector }
}

/// All vocations, in the order in which centres list them.
pub const ALL: &[Vocation] = &[
    vocation(
        "tik",
        "Teknologi Informasi dan Komunikasi",
        "Information and communication technology",
        Sector::Digital,
    ),
    vocation("otomotif", "Teknik Otomotif", "Automotive engineering", Sector::Manufacturing),
    vocation("las", "Teknik Las", "Welding", Sector::Manufacturing),
    vocation("listrik", "Teknik Listrik", "Electrical engineering", Sector::Construction),
    vocation("elektronika", "Teknik Elektronika", "Electronics", Sector::Manufacturing),
    vocation("manufaktur", "Teknik Manufaktur", "Manufacturing engineering", Sector::Manufacturing),
    vocation(
        "refrigerasi",
        "Refrigerasi dan Tata Udara",
        "Refrigeration and air conditioning",
        Sector::Construction,
    ),
    vocation("bangunan", "Bangunan", "Building", Sector::Construction),
    vocation("garmen", "Garmen Apparel", "Garments and apparel", Sector::Manufacturing),
    vocation("busana", "Tata Busana", "Dressmaking and fashion", Sector::Services),
    vocation("boga", "Tata Boga", "Cookery", Sector::Tourism),
    vocation("kecantikan", "Tata Kecantikan", "Beauty care", Sector::Services),
    vocation("pariwisata", "Pariwisata", "Tourism", Sector::Tourism),
    vocation("perhotelan", "Perhotelan", "Hotel trade", Sector::Tourism),
    vocation("bisnis", "Bisnis dan Manajemen", "Business and management", Sector::Services),
    vocation("penjualan", "Penjualan dan Pemasaran", "Sales and marketing", Sector::Services),
    vocation("bahasa", "Bahasa Asing", "Foreign languages", Sector::Tourism),
    vocation("pertanian", "Pertanian", "Farming", Sector::Agriculture),
    vocation("perikanan", "Perikanan", "Fisheries", Sector::Agriculture),
    vocation("processing", "Processing", "Food and crop processing", Sector::Agriculture),
    vocation("kreatif", "Industri Kreatif", "Creative industry", Sector::Digital),
    vocation("kesehatan", "Kesehatan", "Health", Sector::Services),
];

/// The vocation with this code, if it is one of ours.
#[must_use]
pub fn by_code(code: &VocationCode) -> Option<&'static Vocation> {
    ALL.iter().find(|vocation| vocation.code == code.bare())
}

impl Vocation {
    /// The name in a language.
    #[must_use]
    pub const fn name(&self, language: Language) -> &'static str {
        language.pick(self.indonesian, self.english)
    }
}
