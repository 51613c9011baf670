//! Benefits and what was posted to them.

use balai_shared::{
    benefit::{checklist::Facts, ledger::LedgerKind, scheme::Scheme},
    id::{ApplicantId, BenefitId, PostingId, SchemeId},
    money::Rupiah,
    time::Instant,
};

/// A person's benefit of a scheme.
#[derive(Debug, Clone)]
pub struct Benefit {
    /// Its id.
    pub id: BenefitId,
    /// Whose.
    pub applicant: ApplicantId,
    /// Of which scheme.
    pub scheme_id: SchemeId,
    /// The scheme's rules.
    pub scheme: Scheme,
    /// The wave (gelombang).
    pub wave: i32,
    /// When the person was accepted.
    pub accepted_at: Instant,
    /// What the checklist is derived from; `incentive_paid` and `surveys_done` come from the ledger.
    pub facts: Facts,
}

/// An amount that moved from one account to another.
#[derive(Debug, Clone)]
pub struct Posting {
    /// Its id.
    pub id: PostingId,
    /// Of which benefit.
    pub benefit: BenefitId,
    /// Why it moved, which says from where to where.
    pub kind: LedgerKind,
    /// Above zero.
    pub amount: Rupiah,
    /// What caused it; the same cause posts once.
    pub reference: String,
    /// When.
    pub at: Instant,
}
