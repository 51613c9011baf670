//! Selection by merit: points by weighted criteria, ties broken by stated rules, and seats kept for
//! groups. Pure, so that anyone with the same points gets the same order.

pub mod plan;
mod points;
mod quota;
pub mod sheet;
mod words;

pub use points::{Points, PointsError, Total};
pub use quota::{Group, Groups, Quota};
pub use words::{SelectionOutcome, TieBreak};

use crate::id::ApplicationId;
use crate::time::Instant;

/// Something that applicants are judged by: a test, an interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Its part of the whole, in percent; those of a session add up to 100.
    pub weight: u32,
    /// The most points that can be reached.
    pub maximum: Points,
    /// Who has fewer isn't chosen, whatever the total.
    pub minimum: Option<Points>,
}

/// What somebody has under one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing was entered.
    Missing,
    /// The person didn't come.
    Absent,
    /// So many points.
    Given(Points),
}

/// One who is to be ranked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The application.
    pub id: ApplicationId,
    /// When it was sent.
    pub submitted_at: Instant,
    /// One for each criterion, in their order.
    pub marks: Vec<Mark>,
    /// For whom seats may be kept.
    pub groups: Groups,
}

/// How a place was decided against the one above, which has the same total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// The one above has more points under this criterion.
    Criterion(usize),
    /// The one above applied earlier.
    Submission,
}

/// What a place is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// A seat, by place alone.
    ByPlace,
    /// A seat that was kept for a group that the person belongs to.
    Reserved,
    /// None: the waiting list, in this order.
    Waits,
}

impl Seat {
    const fn of(chosen: bool, merit_place: u32, seats: u32) -> Self {
        match chosen {
            true if merit_place <= seats => Self::ByPlace,
            true => Self::Reserved,
            false => Self::Waits,
        }
    }
}

/// One who is ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The application.
    pub id: ApplicationId,
    /// From 1 on: the order in which seats are offered, and of the waiting list after them.
    pub place: u32,
    /// From 1 on: the place by points alone. Differs from `place` only where seats are kept.
    pub merit_place: u32,
    /// The weighted points.
    pub total: Total,
    /// Where the total is that of the next better by points.
    pub tie: Option<Tie>,
    /// What the place is worth.
    pub seat: Seat,
}

/// Why somebody has no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unplaced {
    /// A criterion, by its index, has no mark yet.
    Missing(usize),
    /// The person didn't come to it.
    Absent(usize),
    /// Too few points under it.
    BelowMinimum(usize),
}

/// The order of a session's applicants.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ranking {
    /// In the order of their places.
    pub placed: Vec<Placed>,
    /// In the order in which they applied.
    pub unplaced: Vec<(ApplicationId, Unplaced)>,
}

/// Ranks the candidates for so many seats.
///
/// The order by points: the higher total; where totals are the same as shown, with two decimals, more
/// points under the criterion that weighs most, then the next; then who applied earlier. Seats kept for
/// groups are filled from the best of each, one seat a person, so that as many of them as possible are
/// used with the best people; all others go by place. Who comes by place and belongs to a group fills a
/// kept seat too: a quota is a least number, not an addition.
#[must_use]
pub fn rank(
    criteria: &[Criterion],
    quotas: &[Quota],
    seats: u32,
    candidates: &[Candidate],
) -> Ranking {
    let mut unplaced = Vec::new();
    let mut ranked = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        match judge(criteria, candidate) {
            Ok(total) => ranked.push((candidate, total)),
            Err(why) => unplaced.push((candidate, why)),
        }
    }
    unplaced.sort_by_key(|(candidate, _)| (candidate.submitted_at, candidate.id));
    let weighty = by_weight(criteria);
    let key = |(candidate, total): &(&Candidate, Total)| {
        let points = weighty.iter().map(|index| points(candidate, *index)).collect::<Vec<_>>();
        std::cmp::Reverse((*total, points))
    };
    ranked.sort_by_cached_key(|one| (key(one), one.0.submitted_at, one.0.id));
    let chosen = quota::choose(
        &ranked.iter().map(|(candidate, _)| candidate.groups).collect::<Vec<_>>(),
        quotas,
        seats,
    );
    let by_points = place_by_points(&ranked, &weighty, seats, &chosen);
    Ranking {
        placed: in_order_of_offers(by_points),
        unplaced: unplaced.into_iter().map(|(candidate, why)| (candidate.id, why)).collect(),
    }
}

/// One who was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    /// The application.
    pub id: ApplicationId,
    /// From 1 on: the order in which seats are offered, and of the waiting list after them.
    pub place: u32,
    /// What the place is worth.
    pub seat: Seat,
}

/// Gives so many seats to people in the order in which they were drawn, with seats kept for groups as in
/// [`rank`].
#[must_use]
pub fn seat_drawn(drawn: &[(ApplicationId, Groups)], quotas: &[Quota], seats: u32) -> Vec<Drawn> {
    let groups: Vec<Groups> = drawn.iter().map(|(_, groups)| *groups).collect();
    let chosen = quota::choose(&groups, quotas, seats);
    let seat = |(place, (one, chosen)): (u32, (&(ApplicationId, Groups), &bool))| {
        (one.0, place, Seat::of(*chosen, place, seats))
    };
    let mut all: Vec<_> = (1..).zip(drawn.iter().zip(&chosen)).map(seat).collect();
    all.sort_by_key(|(_, lot, seat)| (*seat == Seat::Waits, *lot));
    (1..).zip(all).map(|(place, (id, _, seat))| Drawn { id, place, seat }).collect()
}

fn place_by_points(
    ranked: &[(&Candidate, Total)],
    weighty: &[usize],
    seats: u32,
    chosen: &[bool],
) -> Vec<Placed> {
    let mut above: Option<&(&Candidate, Total)> = None;
    let mut placed = Vec::with_capacity(ranked.len());
    for (merit_place, (one, has_seat)) in (1..).zip(ranked.iter().zip(chosen)) {
        let tie = above.filter(|above| above.1 == one.1).map(|above| tie(above.0, one.0, weighty));
        let seat = Seat::of(*has_seat, merit_place, seats);
        placed.push(Placed { id: one.0.id, place: 0, merit_place, total: one.1, tie, seat });
        above = Some(one);
    }
    placed
}

/// Those with a seat first, each part in the order by points.
fn in_order_of_offers(mut placed: Vec<Placed>) -> Vec<Placed> {
    placed.sort_by_key(|one| (one.seat == Seat::Waits, one.merit_place));
    for (place, one) in (1..).zip(&mut placed) {
        one.place = place;
    }
    placed
}

fn judge(criteria: &[Criterion], candidate: &Candidate) -> Result<Total, Unplaced> {
    let mut given = Vec::with_capacity(criteria.len());
    for (index, criterion) in criteria.iter().enumerate() {
        match candidate.marks.get(index).copied().unwrap_or(Mark::Missing) {
            Mark::Missing => return Err(Unplaced::Missing(index)),
            Mark::Absent => return Err(Unplaced::Absent(index)),
            Mark::Given(points) => given.push((criterion, points)),
        }
    }
    let too_few = |(criterion, points): &(&Criterion, Points)| {
        criterion.minimum.is_some_and(|minimum| *points < minimum)
    };
    match given.iter().position(too_few) {
        Some(index) => Err(Unplaced::BelowMinimum(index)),
        None => Ok(Total::of(
            given
                .into_iter()
                .map(|(criterion, points)| (criterion.weight, points, criterion.maximum)),
        )),
    }
}

/// The criteria's indexes, the weightiest first; among equals the one that is named first.
fn by_weight(criteria: &[Criterion]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..criteria.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(criteria.get(*index).map_or(0, |one| one.weight)));
    order
}

fn points(candidate: &Candidate, index: usize) -> Points {
    match candidate.marks.get(index) {
        Some(Mark::Given(points)) => *points,
        Some(Mark::Missing | Mark::Absent) | None => Points::ZERO,
    }
}

fn tie(above: &Candidate, below: &Candidate, weighty: &[usize]) -> Tie {
    let more = |index: &&usize| points(above, **index) > points(below, **index);
    weighty.iter().find(more).map_or(Tie::Submission, |index| Tie::Criterion(*index))
}

#[cfg(test)]
mod tests;
