//! The figures by who people are.

use std::collections::HashMap;

use balai_shared::{
    id::{SessionId, VocationCode},
    person::Sex,
    report::{AgeBand, hide_small},
};

use super::{Parts, counts};
use crate::model::report::{Counts, Group, Home, PeopleRow, Report, ReportQuery};

/// As many homes stand by themselves.
const HOMES: usize = 10;

/// Adds the groups to the report; `hides_small` leaves out what would tell of persons: counts below
/// five, and groups of people altogether but for one whole year of all programs. Of two periods of
/// which one is in the other the difference would tell of whoever is in the rest.
pub(super) fn fill(report: &mut Report, parts: &Parts, people: &[PeopleRow], hides_small: bool) {
    report.vocations = vocations(parts);
    report.hides_small = hides_small;
    if hides_small && !is_whole_year(&report.query) {
        return;
    }
    report.sexes = by(people, Sex::ALL.iter().copied().map(Some).chain([None]), |row| row.sex);
    report.ages = by(people, AgeBand::ALL.iter().copied().map(Some).chain([None]), |row| row.age);
    report.regions = homes(people);
    if hides_small {
        hide(&mut report.sexes);
        hide(&mut report.ages);
        hide(&mut report.regions);
    }
}

fn is_whole_year(query: &ReportQuery) -> bool {
    let Some((from, to)) = query.from.zip(query.to) else { return false };
    let begins = (from.month(), from.day()) == (1, 1);
    let ends = (to.month(), to.day()) == (12, 31);
    query.program.is_none() && begins && ends && from.year() == to.year()
}

fn group<T>(key: T, counts: Counts) -> Group<T> {
    let Counts { applied, took, completed } = counts;
    Group { key, applied: Some(applied), took: Some(took), completed: Some(completed) }
}

/// The rows of each key; of the unknown only where there are any.
fn by<T: Copy + PartialEq>(
    people: &[PeopleRow],
    keys: impl Iterator<Item = Option<T>>,
    of: impl Fn(&PeopleRow) -> Option<T>,
) -> Vec<Group<Option<T>>> {
    let mut groups = Vec::new();
    for key in keys {
        let mut sum = Counts::default();
        for row in people.iter().filter(|row| of(row) == key) {
            sum += row.counts;
        }
        if key.is_some() || sum.applied > 0 {
            groups.push(group(key, sum));
        }
    }
    groups
}

fn homes(people: &[PeopleRow]) -> Vec<Group<Home>> {
    let mut known: HashMap<_, Counts> = HashMap::new();
    let mut unknown = Counts::default();
    for row in people {
        match &row.region {
            Some(region) => *known.entry(region.clone()).or_default() += row.counts,
            None => unknown += row.counts,
        }
    }
    let mut known: Vec<_> = known.into_iter().collect();
    known.sort_by(|(one, few), (other, many)| {
        many.applied.cmp(&few.applied).then_with(|| one.cmp(other))
    });
    let others = known.split_off(known.len().min(HOMES));
    let mut groups: Vec<_> =
        known.into_iter().map(|(region, counts)| group(Home::In(region), counts)).collect();
    if !others.is_empty() {
        let mut sum = Counts::default();
        for (_, counts) in &others {
            sum += *counts;
        }
        groups.push(group(Home::Others(others.len()), sum));
    }
    if unknown.applied > 0 {
        groups.push(group(Home::Unknown, unknown));
    }
    groups
}

fn vocations(parts: &Parts) -> Vec<Group<VocationCode>> {
    let of_session: HashMap<SessionId, &VocationCode> =
        parts.sessions.iter().map(|row| (row.id, &row.vocation)).collect();
    let mut sums: HashMap<&VocationCode, Counts> = HashMap::new();
    for row in parts.sessions.iter().filter(|row| counts(row)) {
        sums.entry(&row.vocation).or_default();
    }
    for row in &parts.states {
        let Some(vocation) = of_session.get(&row.session) else { continue };
        let took = if row.state.takes_part() { row.count } else { 0 };
        let finished = row.state == balai_shared::application::ApplicationState::Completed;
        let completed = if finished { row.count } else { 0 };
        *sums.entry(vocation).or_default() += Counts { applied: row.count, took, completed };
    }
    let mut groups: Vec<_> =
        sums.into_iter().map(|(vocation, counts)| group(vocation.clone(), counts)).collect();
    groups.sort_by(|one, other| {
        other.applied.cmp(&one.applied).then_with(|| one.key.as_str().cmp(other.key.as_str()))
    });
    groups
}

/// Column by column, because each has a sum of its own.
fn hide<T>(groups: &mut [Group<T>]) {
    type Field<T> = fn(&mut Group<T>) -> &mut Option<i64>;
    let fields: [Field<T>; 3] =
        [|group| &mut group.applied, |group| &mut group.took, |group| &mut group.completed];
    for field in fields {
        let mut column: Vec<_> = groups.iter_mut().map(|group| *field(group)).collect();
        hide_small(&mut column);
        for (group, count) in groups.iter_mut().zip(column) {
            *field(group) = count;
        }
    }
}
