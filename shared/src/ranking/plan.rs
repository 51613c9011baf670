//! How a session's people are to be chosen, as staff enter it.

use super::{Criterion, Group, Quota};
use crate::error::{FieldCode, FieldError};

/// The most criteria of a session: what fits a table that people still read.
pub const MOST_CRITERIA: usize = 8;

/// Everything that is wrong with a plan for so many seats: no more than eight criteria, whose weights add
/// up to 100 percent; a least number of points within the most; a group once, and no more seats kept than
/// there are.
#[must_use]
pub fn faults(criteria: &[Criterion], quotas: &[Quota], capacity: u32) -> Vec<FieldError> {
    let mut faults = Vec::new();
    if criteria.len() > MOST_CRITERIA {
        faults.push(FieldError::with_given("criteria", FieldCode::TooMany, criteria.len()));
    }
    for (index, criterion) in criteria.iter().enumerate() {
        let mut fault = |part: &str| {
            faults
                .push(FieldError::new(&format!("criteria.{index}.{part}"), FieldCode::OutOfRange));
        };
        if !(1..=100).contains(&criterion.weight) {
            fault("weight");
        }
        if criterion.maximum.hundredths() == 0 {
            fault("maximum");
        }
        if criterion.minimum.is_some_and(|minimum| minimum > criterion.maximum) {
            fault("minimum");
        }
    }
    let whole: u64 = criteria.iter().map(|criterion| u64::from(criterion.weight)).sum();
    if !criteria.is_empty() && whole != 100 && faults.is_empty() {
        faults.push(FieldError::new("criteria", FieldCode::OutOfRange));
    }
    let kept: u64 = quotas.iter().map(|quota| u64::from(quota.seats)).sum();
    let twice = |group: &&Group| quotas.iter().filter(|quota| quota.group == **group).count() > 1;
    if Group::ALL.iter().any(|group| twice(&group)) {
        faults.push(FieldError::new("quotas", FieldCode::NotAllowed));
    }
    if kept > u64::from(capacity) || quotas.iter().any(|quota| quota.seats == 0) {
        faults.push(FieldError::new("quotas", FieldCode::OutOfRange));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::Points;

    fn criterion(weight: u32, maximum: &str, minimum: Option<&str>) -> Criterion {
        let points = |text: &str| text.parse::<Points>().unwrap();
        Criterion { weight, maximum: points(maximum), minimum: minimum.map(points) }
    }

    fn paths(criteria: &[Criterion], quotas: &[(Group, u32)]) -> Vec<String> {
        let quotas: Vec<Quota> =
            quotas.iter().map(|(group, seats)| Quota { group: *group, seats: *seats }).collect();
        faults(criteria, &quotas, 16).into_iter().map(|fault| fault.path).collect()
    }

    #[test]
    fn weights_add_up_to_a_hundred() {
        let of = |weights: &[u32]| {
            weights.iter().map(|weight| criterion(*weight, "100", None)).collect::<Vec<_>>()
        };
        assert!(paths(&of(&[60, 40]), &[]).is_empty());
        assert!(paths(&[], &[]).is_empty());
        assert_eq!(paths(&of(&[60, 30]), &[]), ["criteria"]);
        assert_eq!(paths(&of(&[0, 101]), &[]), ["criteria.0.weight", "criteria.1.weight"]);
        assert_eq!(paths(&of(&[10; 9]), &[]), ["criteria"]);
    }

    #[test]
    fn points_have_a_most_and_a_least_below_it() {
        assert!(paths(&[criterion(100, "10", Some("10"))], &[]).is_empty());
        assert_eq!(paths(&[criterion(100, "10", Some("10.01"))], &[]), ["criteria.0.minimum"]);
        assert_eq!(paths(&[criterion(100, "0", None)], &[]), ["criteria.0.maximum"]);
    }

    #[test]
    fn no_more_seats_are_kept_than_there_are_and_a_group_is_named_once() {
        assert!(paths(&[], &[(Group::Women, 10), (Group::OwnRegion, 6)]).is_empty());
        assert_eq!(paths(&[], &[(Group::Women, 17)]), ["quotas"]);
        assert_eq!(paths(&[], &[(Group::Women, 0)]), ["quotas"]);
        assert_eq!(paths(&[], &[(Group::Women, 1), (Group::Women, 1)]), ["quotas"]);
    }
}
