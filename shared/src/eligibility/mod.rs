//! Eligibility: may this person join this session? The browser previews it, the server decides.
//!
//! Each condition gives one reason with a verdict of its own; the whole verdict is the worst of
//! them. A fact that is not known makes its condition TENTATIVE, never more: learning a fact can
//! settle a condition, and a settled one stays settled.

mod conditions;

use serde::{Deserialize, Serialize};

use crate::money::Rupiah;
use crate::person::{Education, Occupation, Profile};
use crate::time::Date;

word_enum! {
    /// Whether a person may join.
    pub enum Verdict {
        /// Every condition is met.
        Eligible = "ELIGIBLE",
        /// A condition isn't met.
        NotEligible = "NOT_ELIGIBLE",
        /// A fact is missing, so that it can't be told yet.
        Tentative = "TENTATIVE",
    }
}

impl Verdict {
    /// The worse of two: not eligible, then tentative, then eligible.
    #[must_use]
    pub const fn worse(self, other: Self) -> Self {
        match (self, other) {
            (Self::NotEligible, _) | (_, Self::NotEligible) => Self::NotEligible,
            (Self::Tentative, _) | (_, Self::Tentative) => Self::Tentative,
            (Self::Eligible, Self::Eligible) => Self::Eligible,
        }
    }
}

word_enum! {
    /// A condition of a session or scheme.
    pub enum EligibilityCode {
        /// The NIK is known and agrees with the birth date and sex; it also shows citizenship.
        Identity = "IDENTITY",
        /// Old enough.
        MinimumAge = "MINIMUM_AGE",
        /// Not too old.
        MaximumAge = "MAXIMUM_AGE",
        /// Enough schooling.
        MinimumEducation = "MINIMUM_EDUCATION",
        /// Not in formal education.
        NotInFormalEducation = "NOT_IN_FORMAL_EDUCATION",
        /// Not one of the occupations that the scheme shuts out.
        OccupationAllowed = "OCCUPATION_ALLOWED",
        /// Room for one more of the family card under the scheme.
        FamilyCardLimit = "FAMILY_CARD_LIMIT",
        /// The training balance covers the price.
        TrainingBalance = "TRAINING_BALANCE",
        /// No confirmed session at the same time.
        NoOverlap = "NO_OVERLAP",
        /// No live application to the same session.
        NotAppliedYet = "NOT_APPLIED_YET",
    }
}

/// What a session asks of its participants; `None` asks nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirements {
    /// The least schooling.
    pub minimum_education: Option<Education>,
    /// The least age in years.
    pub minimum_age: Option<u32>,
    /// The highest age in years, inclusive.
    pub maximum_age: Option<u32>,
}

/// What a scheme asks of those whose training it pays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemeRules {
    /// The least age in years.
    pub minimum_age: u32,
    /// The highest age in years, inclusive.
    pub maximum_age: u32,
    /// Who is shut out by occupation.
    pub excluded_occupations: Vec<Occupation>,
    /// Whether people in formal education are shut out.
    pub excludes_students: bool,
    /// How many people of one family card may take part.
    pub family_card_limit: u32,
}

impl SchemeRules {
    /// Prakerja from 2023 on [Perpres 113/2022]; recipients of social assistance may join.
    #[must_use]
    pub fn prakerja() -> Self {
        Self {
            minimum_age: 18,
            maximum_age: 64,
            excluded_occupations: vec![
                Occupation::Asn,
                Occupation::Tni,
                Occupation::Polri,
                Occupation::StateOfficial,
                Occupation::DprdMember,
                Occupation::VillageOfficial,
                Occupation::BumnLeader,
            ],
            excludes_students: true,
            family_card_limit: 2,
        }
    }
}

/// What is known besides the profile.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Circumstances {
    /// How many others of the same family card take part in the scheme; `None` when not looked up.
    pub family_members_in_scheme: Option<u32>,
    /// Whether a confirmed session of the person overlaps with this one.
    pub overlapping_confirmed: bool,
    /// Whether the person has a live application to this session.
    pub has_live_application: bool,
    /// What of the training balance can be spent; zero without a benefit, `None` when not looked up.
    pub balance: Option<Rupiah>,
    /// What the session costs.
    pub price: Rupiah,
}

/// The figures of a reason, for its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReasonParams {
    /// None.
    Nothing,
    /// An age limit and the person's age, both in years.
    Age {
        /// The limit.
        limit: u32,
        /// The age, where known.
        actual: Option<u32>,
        /// The day on which the age counts.
        on: Date,
    },
    /// A least schooling and the person's.
    Education {
        /// The least.
        least: Education,
        /// The person's, where known.
        actual: Option<Education>,
    },
    /// The person's occupation.
    Occupation {
        /// What the person does, where known.
        actual: Option<Occupation>,
    },
    /// A limit on people.
    People {
        /// At most so many.
        limit: u32,
    },
    /// A price and the balance.
    Balance {
        /// What is needed.
        needed: Rupiah,
        /// What can be spent, where known.
        available: Option<Rupiah>,
    },
}

/// One condition and how it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Which condition.
    pub code: EligibilityCode,
    /// Met, not met, or not known.
    pub verdict: Verdict,
    /// Its figures.
    pub params: ReasonParams,
}

/// A verdict and all it rests on, conditions met included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eligibility {
    /// The worst of the reasons' verdicts.
    pub verdict: Verdict,
    /// Every condition that applies, in the order of [`EligibilityCode`].
    pub reasons: Vec<Reason>,
}

impl Eligibility {
    /// The reasons that stand in the way or are not known.
    pub fn open_reasons(&self) -> impl Iterator<Item = &Reason> {
        self.reasons.iter().filter(|reason| reason.verdict != Verdict::Eligible)
    }
}

/// Assesses a person for a session on the day `today`; `scheme` where a scheme pays.
#[must_use]
pub fn assess(
    profile: &Profile,
    requirements: &Requirements,
    scheme: Option<&SchemeRules>,
    today: Date,
    circumstances: &Circumstances,
) -> Eligibility {
    let mut reasons = vec![conditions::identity(profile)];
    conditions::age(profile, requirements, scheme, today, &mut reasons);
    reasons.extend(conditions::education(profile, requirements));
    if let Some(rules) = scheme {
        conditions::under_scheme(profile, rules, circumstances, &mut reasons);
    }
    conditions::applications(circumstances, &mut reasons);
    let verdicts = reasons.iter().map(|reason| reason.verdict);
    let verdict = verdicts.fold(Verdict::Eligible, Verdict::worse);
    Eligibility { verdict, reasons }
}
