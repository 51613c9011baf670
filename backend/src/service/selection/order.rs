//! The order of a session's applicants by their marks, as it would be concluded now.

use balai_shared::{
    id::{ApplicationId, RegionCode, SessionId},
    person::Sex,
    policy::Actor,
    ranking::{self, Group, Groups, Mark, Ranking},
    session::SelectionMethod,
};

use super::run_by;
use crate::{
    error::Result,
    model::selection::{Candidate, Marks, Outcome, Plan, Standing},
    service::Services,
    store,
};

/// One row of the order.
#[derive(Debug, Clone)]
pub struct Ranked {
    /// The application.
    pub application: ApplicationId,
    /// What it would get, or got.
    pub standing: Option<Standing>,
    /// What it is judged by, in the order of the criteria.
    pub marks: Vec<Mark>,
}

/// The order as it would be, or was, concluded.
#[derive(Debug, Clone)]
pub struct Order {
    /// The session.
    pub session: SessionId,
    /// With a place first, then those without, then those who lack a mark; before a draw, as they applied.
    pub rows: Vec<Ranked>,
    /// How many lack a mark.
    pub missing: usize,
    /// Whether it was concluded, so that nothing changes it any more.
    pub concluded: bool,
}

/// The order, for who runs the selection.
///
/// # Errors
/// `UNAUTHENTICATED`, `NOT_FOUND`, `FORBIDDEN` by policy.
pub async fn order(services: &Services, actor: &Actor, session: &str) -> Result<Order> {
    let listing = run_by(services, actor, session).await?;
    let id = listing.session.id;
    let read = services.store.read();
    let plan = store::selection::plan(read, id).await?;
    let marks = store::selection::marks_of_session(read, id).await?;
    let concluded = store::selection_result::all(read, id).await?;
    let row = |application, standing| {
        let marks = marks_of(&plan, &marks, application);
        Ranked { application, standing, marks }
    };
    if !concluded.is_empty() {
        let rows = concluded.into_iter().map(|one| row(one.application, Some(one))).collect();
        return Ok(Order { session: id, rows, missing: 0, concluded: true });
    }
    let candidates = store::selection::candidates(read, id).await?;
    if listing.session.selection_method == SelectionMethod::Lottery {
        // Nobody has a place before it is drawn, and nobody lacks anything.
        let rows = candidates.iter().map(|one| row(one.application.id, None)).collect();
        return Ok(Order { session: id, rows, missing: 0, concluded: false });
    }
    let (home, seats) = (&listing.institution.region, listing.session.seats.left());
    let ranking = rank(&plan, &marks, home, seats, &candidates);
    let (standings, missing) = standings(&ranking);
    let mut rows: Vec<Ranked> =
        standings.into_iter().map(|one| row(one.application, Some(one))).collect();
    rows.extend(missing.iter().map(|id| row(*id, None)));
    Ok(Order { session: id, rows, missing: missing.len(), concluded: false })
}

/// Ranks the candidates by the shared rule.
pub(super) fn rank(
    plan: &Plan,
    marks: &Marks,
    home: &RegionCode,
    seats: u32,
    candidates: &[Candidate],
) -> Ranking {
    let rules: Vec<_> = plan.criteria.iter().map(|criterion| criterion.rule.clone()).collect();
    let candidates: Vec<ranking::Candidate> = candidates
        .iter()
        .filter_map(|one| {
            let id = one.application.id;
            Some(ranking::Candidate {
                id,
                submitted_at: one.application.submitted_at?,
                marks: marks_of(plan, marks, id),
                groups: groups(one, home),
            })
        })
        .collect();
    ranking::rank(&rules, &plan.quotas, seats, &candidates)
}

/// For whom seats may be kept; what isn't told counts as no.
pub(super) fn groups(one: &Candidate, home: &RegionCode) -> Groups {
    [
        (Group::Women, one.sex == Some(Sex::Female)),
        (Group::Disability, one.disability),
        (Group::OwnRegion, one.region.as_ref() == Some(home)),
    ]
    .into_iter()
    .fold(Groups::NONE, |groups, (group, is_in)| if is_in { groups.with(group) } else { groups })
}

pub(super) fn marks_of(plan: &Plan, marks: &Marks, id: ApplicationId) -> Vec<Mark> {
    let own = marks.get(&id);
    let mark = |index| own.and_then(|own| own.get(&index)).copied().unwrap_or(Mark::Missing);
    (0..plan.criteria.len()).map(mark).collect()
}

/// The ranking as it is written down, and those who lack a mark.
pub(super) fn standings(ranking: &Ranking) -> (Vec<Standing>, Vec<ApplicationId>) {
    let outcome = |seat| match seat {
        ranking::Seat::ByPlace => Outcome::ByPlace,
        ranking::Seat::Reserved => Outcome::Reserved,
        ranking::Seat::Waits => Outcome::Waits,
    };
    let placed = ranking.placed.iter().map(|one| Standing {
        application: one.id,
        place: one.place,
        outcome: outcome(one.seat),
        merit_place: Some(one.merit_place),
        total: Some(one.total),
        tie: one.tie,
        applied: false,
    });
    let mut all: Vec<Standing> = placed.collect();
    let mut missing = Vec::new();
    for (id, why) in &ranking.unplaced {
        let outcome = match why {
            ranking::Unplaced::Missing(_) => {
                missing.push(*id);
                continue;
            }
            ranking::Unplaced::Absent(criterion) => Outcome::Absent(*criterion),
            ranking::Unplaced::BelowMinimum(criterion) => Outcome::BelowMinimum(*criterion),
        };
        let place = u32::try_from(all.len() + 1).unwrap_or(u32::MAX);
        all.push(Standing {
            application: *id,
            place,
            outcome,
            merit_place: None,
            total: None,
            tie: None,
            applied: false,
        });
    }
    (all, missing)
}
