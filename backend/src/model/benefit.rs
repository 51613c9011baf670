//! Benefits and what was posted to them.

use balai_shared::{
    benefit::{
        checklist::Facts,
        ledger::LedgerKind,
        scheme::Scheme,
        survey::{Employment, IncomeBand, SkillUse},
    },
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
    /// The surveys that are answered, in their order.
    pub answers: Vec<Answer>,
    /// What the checklist is derived from; `incentive_paid` comes from the ledger, `surveys_done`
    /// from it and the answers.
    pub facts: Facts,
}

/// That a survey is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Which, from 1.
    pub number: u8,
    /// When.
    pub answered_at: Instant,
}

/// What a person answers to a survey.
#[derive(Debug, Clone)]
pub struct NewAnswer {
    /// Of which benefit.
    pub benefit: BenefitId,
    /// Which survey, from 1.
    pub number: u8,
    /// What the person does now.
    pub employment: Employment,
    /// How often what was learned is used.
    pub uses_skill: SkillUse,
    /// What the person earns.
    pub income_band: Option<IncomeBand>,
    /// What the person adds.
    pub note: Option<String>,
    /// When.
    pub at: Instant,
}

/// A rating as the person who gave it sees it.
#[derive(Debug, Clone)]
pub struct Rating {
    /// One to five.
    pub stars: i32,
    /// What the person wrote.
    pub review: Option<String>,
    /// When it was first given.
    pub rated_at: Instant,
}

/// What people say of a program, added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProgramRating {
    /// The average in tenths of a star: 10 to 50.
    pub tenths: i32,
    /// How many rated.
    pub count: i64,
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
