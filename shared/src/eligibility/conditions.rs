//! The conditions one by one.

use super::{
    Circumstances, EligibilityCode as Code, Reason, ReasonParams as Params, Requirements,
    SchemeRules, Verdict,
};
use crate::person::{Occupation, Profile};
use crate::time::Date;

fn reason(code: Code, met: Option<bool>, params: Params) -> Reason {
    let verdict = match met {
        Some(true) => Verdict::Eligible,
        Some(false) => Verdict::NotEligible,
        None => Verdict::Tentative,
    };
    Reason { code, verdict, params }
}

/// The NIK must be known and agree with the birth date and the sex.
///
/// One fact that disagrees settles it, even while the other isn't known.
pub(super) fn identity(profile: &Profile) -> Reason {
    let agrees = profile.nik.as_ref().and_then(|nik| {
        let date = profile.birth_date.map(|date| nik.matches_birth_date(date));
        let sex = profile.sex.map(|sex| nik.matches_sex(sex));
        match (date, sex) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            (None, _) | (_, None) => None,
        }
    });
    reason(Code::Identity, agrees, Params::Nothing)
}

/// The stricter of the session's and the scheme's limits counts.
pub(super) fn age(
    profile: &Profile,
    requirements: &Requirements,
    scheme: Option<&SchemeRules>,
    today: Date,
    reasons: &mut Vec<Reason>,
) {
    let actual = profile.birth_date.map(|birth| birth.age_on(today));
    let least = requirements.minimum_age.into_iter().chain(scheme.map(|rules| rules.minimum_age));
    if let Some(limit) = least.max() {
        let params = Params::Age { limit, actual, on: today };
        reasons.push(reason(Code::MinimumAge, actual.map(|age| age >= limit), params));
    }
    let most = requirements.maximum_age.into_iter().chain(scheme.map(|rules| rules.maximum_age));
    if let Some(limit) = most.min() {
        let params = Params::Age { limit, actual, on: today };
        reasons.push(reason(Code::MaximumAge, actual.map(|age| age <= limit), params));
    }
}

pub(super) fn education(profile: &Profile, requirements: &Requirements) -> Option<Reason> {
    let least = requirements.minimum_education?;
    let actual = profile.education;
    let met = actual.map(|education| education.rank() >= least.rank());
    Some(reason(Code::MinimumEducation, met, Params::Education { least, actual }))
}

pub(super) fn under_scheme(
    profile: &Profile,
    rules: &SchemeRules,
    circumstances: &Circumstances,
    reasons: &mut Vec<Reason>,
) {
    let actual = profile.occupation;
    if rules.excludes_students {
        let met = actual.map(|occupation| occupation != Occupation::Student);
        reasons.push(reason(Code::NotInFormalEducation, met, Params::Occupation { actual }));
    }
    let met = actual.map(|occupation| !rules.excluded_occupations.contains(&occupation));
    reasons.push(reason(Code::OccupationAllowed, met, Params::Occupation { actual }));

    let limit = rules.family_card_limit;
    let others = circumstances.family_members_in_scheme.filter(|_| profile.kk.is_some());
    let met = others.map(|others| others < limit);
    reasons.push(reason(Code::FamilyCardLimit, met, Params::People { limit }));

    let (needed, available) = (circumstances.price, circumstances.balance);
    let met = available.map(|available| available >= needed);
    reasons.push(reason(Code::TrainingBalance, met, Params::Balance { needed, available }));
}

/// These two are told only when they stand in the way: nobody asks whether they are met.
pub(super) fn applications(circumstances: &Circumstances, reasons: &mut Vec<Reason>) {
    if circumstances.overlapping_confirmed {
        reasons.push(reason(Code::NoOverlap, Some(false), Params::Nothing));
    }
    if circumstances.has_live_application {
        reasons.push(reason(Code::NotAppliedYet, Some(false), Params::Nothing));
    }
}
