//! Two accounts that may be one person's: when they look like it, and when they may be joined (DOMAIN,
//! Who may).

use crate::time::Date;
use crate::typed;

/// What is known of two accounts that may be one person's; one is to be joined to the other, which
/// stays.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pair {
    /// One of them has a role somewhere.
    pub has_role: bool,
    /// They don't look alike ([`look_alike`]): the KTP at the counter is one person's.
    pub two_people: bool,
    /// The one that is joined has a benefit: public money was given to it.
    pub has_benefit: bool,
    /// Both have an application that stands for one session.
    pub same_session: bool,
    /// Each has a confirmed seat, and the trainings share a day.
    pub trainings_overlap: bool,
    /// The one that is joined has a contact that a code proved.
    pub proved: bool,
}

/// Why two accounts can't be joined now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinHindrance {
    /// Who decides about others must not come into a colleague's hands.
    HasRole,
    /// They aren't one person.
    TwoPeople,
    /// What was granted stays with whom it was granted to.
    HasBenefit,
    /// One application is turned down as a duplicate first.
    SameSession,
    /// The person gives one seat back first.
    TrainingsOverlap,
    /// Nobody can show that the account is the person's.
    NoProvedContact,
}

/// Whether two accounts may be joined.
///
/// # Errors
/// What stands against it: what can't be mended comes first.
pub const fn may_join(pair: Pair) -> Result<(), JoinHindrance> {
    match pair {
        Pair { has_role: true, .. } => Err(JoinHindrance::HasRole),
        Pair { two_people: true, .. } => Err(JoinHindrance::TwoPeople),
        Pair { has_benefit: true, .. } => Err(JoinHindrance::HasBenefit),
        Pair { proved: false, .. } => Err(JoinHindrance::NoProvedContact),
        Pair { same_session: true, .. } => Err(JoinHindrance::SameSession),
        Pair { trainings_overlap: true, .. } => Err(JoinHindrance::TrainingsOverlap),
        Pair { .. } => Ok(()),
    }
}

/// Who somebody is, as far as one can look for the same person in another account.
#[derive(Debug, Clone, Copy)]
pub struct Likeness<'a> {
    /// The name.
    pub name: &'a str,
    /// The birth date, where it is told.
    pub birth_date: Option<Date>,
}

/// Whether two accounts look like one person's: the same birth date, and all words of the shorter name
/// are in the longer; or the same name where a birth date is missing. A reason to look, not a proof.
#[must_use]
pub fn look_alike(one: Likeness<'_>, other: Likeness<'_>) -> bool {
    let (words, others) = (name_words(one.name), name_words(other.name));
    let (few, many) =
        if words.len() <= others.len() { (&words, &others) } else { (&others, &words) };
    match (one.birth_date, other.birth_date) {
        (Some(date), Some(other)) if date != other => false,
        (Some(_), Some(_)) => !few.is_empty() && few.iter().all(|word| many.contains(word)),
        (None, _) | (_, None) => !words.is_empty() && words == others,
    }
}

/// The words of a name, small, in no order.
fn name_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = name
        .split(|letter: char| !letter.is_alphanumeric() || typed::is_apostrophe(letter))
        .filter(|word| !word.is_empty())
        .map(typed::folded)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}
