//! Filters whose choices are counted.

use super::catalogue::SessionQuery;

/// A filter whose choices are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Facet {
    /// Where it is taught.
    Mode,
    /// Who pays.
    Funding,
    /// The field.
    Vocation,
    /// The province of the institution.
    Province,
}

impl SessionQuery {
    /// The same without what that filter chose.
    #[must_use]
    pub fn without(self, facet: Facet) -> Self {
        match facet {
            Facet::Mode => Self { modes: Vec::new(), ..self },
            Facet::Funding => Self { fundings: Vec::new(), ..self },
            Facet::Vocation => Self { vocations: Vec::new(), ..self },
            Facet::Province => Self { region: None, ..self },
        }
    }
}
