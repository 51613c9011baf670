//! Searches that people keep, to be told what is new in them.

use balai_shared::{
    id::{AccountId, InstitutionId, ProgramId, RegionCode, SavedSearchId, SessionId, VocationCode},
    notification::NotificationKind,
    session::{DeliveryMode, Funding},
    time::Instant,
};

use super::catalogue::SessionQuery;

/// What a search asks for; at least one of words, program, institution, field and region.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Criteria {
    /// Words to find, in small letters and with one space between them.
    pub words: Option<String>,
    /// Of this program.
    pub program: Option<ProgramId>,
    /// Of this institution.
    pub institution: Option<InstitutionId>,
    /// In this field.
    pub vocation: Option<VocationCode>,
    /// In this province, kabupaten or kota.
    pub region: Option<RegionCode>,
    /// In this way.
    pub mode: Option<DeliveryMode>,
    /// Paid by this.
    pub funding: Option<Funding>,
}

impl Criteria {
    /// The list that the search stands for: what is told of is what this list shows.
    #[must_use]
    pub fn query(&self) -> SessionQuery {
        SessionQuery {
            search: self.words.clone(),
            program: self.program,
            institution: self.institution,
            vocations: self.vocation.iter().cloned().collect(),
            region: self.region.clone(),
            modes: self.mode.into_iter().collect(),
            fundings: self.funding.into_iter().collect(),
            ..SessionQuery::default()
        }
    }

    /// Whether it narrows the catalogue down at all. How it is taught and who pays alone don't: that
    /// would tell of half of the country's sessions.
    #[must_use]
    pub const fn is_narrow(&self) -> bool {
        self.words.is_some()
            || self.program.is_some()
            || self.institution.is_some()
            || self.vocation.is_some()
            || self.region.is_some()
    }
}

/// A search that a person keeps.
#[derive(Debug, Clone)]
pub struct SavedSearch {
    /// Its id.
    pub id: SavedSearchId,
    /// Whose it is.
    pub account: AccountId,
    /// What it asks for.
    pub criteria: Criteria,
    /// Since when.
    pub created_at: Instant,
    /// When it last told of something.
    pub told_at: Option<Instant>,
}

/// What is to be told of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Announcement {
    /// Of which.
    pub session: SessionId,
    /// That it is public, or that it is open.
    pub kind: NotificationKind,
    /// Since when it is so: searches that are younger know already.
    pub at: Instant,
    /// How often telling was begun.
    pub tries: i32,
}
