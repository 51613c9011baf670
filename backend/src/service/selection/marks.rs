//! What applicants reached in tests and interviews.

use std::collections::{BTreeMap, BTreeSet};

use balai_shared::{
    error::{ErrorCode, FieldCode, FieldError},
    id::{ApplicantId, ApplicationId, SessionId},
    policy::{Action, Actor, Resource, allow},
    ranking::{Mark, Points, PointsError},
};

use super::{held_open, run_by};
use crate::{
    error::{Error, Result},
    model::selection::{Candidate, Marks, Plan},
    service::{Services, applications},
    store::{self, Tx},
};

/// The most marks of one call, as the API keeps it: 10,000 applicants come as a file.
pub const MOST: usize = 1_000;

/// One mark as staff enter it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// `app_…`.
    pub application: String,
    /// The criterion's place in the plan, from 0.
    pub criterion: i32,
    /// `87.5`; none for who didn't come.
    pub points: Option<String>,
    /// Whether what was entered is cleared instead.
    pub clear: bool,
}

/// Enters marks, all or none. What was entered before is corrected or cleared; both stay in the records.
///
/// # Errors
/// `UNAUTHENTICATED`, `NOT_FOUND`, `FORBIDDEN` by policy; `INVALID_TRANSITION` once the selection is
/// over; `VALIDATION_FAILED` with every bad row.
pub async fn enter(
    services: &Services,
    actor: &Actor,
    session: &str,
    entries: Vec<Entry>,
) -> Result<(SessionId, usize)> {
    let listing = run_by(services, actor, session).await?;
    let id = listing.session.id;
    if entries.is_empty() {
        return Err(Error::field("marks", FieldCode::Required));
    }
    let by = maker(actor)?;
    let entered = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                held_open(tx, id).await?;
                let plan = store::selection::plan(tx.conn(), id).await?;
                let marks = parse(&plan, &known(tx, id).await?, &entries)?;
                let now = tx.now().await?;
                store::selection::mark(tx, &marks, (by, now)).await
            })
        })
        .await?;
    Ok((id, entered))
}

/// Who enters, for the records.
pub(super) fn maker(actor: &Actor) -> Result<u128> {
    match actor {
        Actor::Person { account, .. } => Ok(account.as_u128()),
        Actor::Partner { key, .. } => Ok(key.as_u128()),
        Actor::Visitor | Actor::System => Err(Error::refused(ErrorCode::Forbidden)),
    }
}

/// The applications of the session that can be judged, and whose they are.
pub(super) async fn known(
    tx: &Tx,
    session: SessionId,
) -> Result<BTreeMap<ApplicationId, ApplicantId>> {
    let candidates = store::selection::candidates(tx.conn(), session).await?;
    let whose = |Candidate { application, .. }| (application.id, application.applicant);
    Ok(candidates.into_iter().map(whose).collect())
}

fn parse(
    plan: &Plan,
    known: &BTreeMap<ApplicationId, ApplicantId>,
    entries: &[Entry],
) -> Result<Vec<(ApplicationId, usize, Mark)>> {
    let mut errors = Vec::new();
    let mut marks = Vec::with_capacity(entries.len());
    for (row, entry) in entries.iter().enumerate() {
        let path = |part: &str| format!("marks.{row}.{part}");
        let id = entry.application.parse().ok().filter(|id| known.contains_key(id));
        if id.is_none() {
            errors.push(FieldError::new(&path("applicationId"), FieldCode::NotAllowed));
        }
        let index = usize::try_from(entry.criterion).ok();
        let criterion = index.and_then(|index| Some((index, plan.criteria.get(index)?)));
        let Some((index, criterion)) = criterion else {
            errors.push(FieldError::new(&path("criterion"), FieldCode::OutOfRange));
            continue;
        };
        if entry.clear {
            if entry.points.is_some() {
                errors.push(FieldError::new(&path("points"), FieldCode::NotAllowed));
            }
            marks.extend(id.map(|id| (id, index, Mark::Missing)));
            continue;
        }
        match mark(entry.points.as_deref(), criterion.rule.maximum) {
            Ok(mark) => marks.extend(id.map(|id| (id, index, mark))),
            Err(error) => errors.push(FieldError::new(&path("points"), field_code(error))),
        }
    }
    if errors.is_empty() { Ok(marks) } else { Err(Error::invalid(errors)) }
}

/// What is wrong with points, at their field.
pub(super) const fn field_code(error: PointsError) -> FieldCode {
    match error {
        PointsError::Malformed => FieldCode::InvalidFormat,
        PointsError::TooMany => FieldCode::OutOfRange,
    }
}

/// A mark within the criterion's most.
pub(super) fn mark(text: Option<&str>, maximum: Points) -> Result<Mark, PointsError> {
    let Some(text) = text else { return Ok(Mark::Absent) };
    let points = Points::rounded(text)?;
    if points <= maximum { Ok(Mark::Given(points)) } else { Err(PointsError::TooMany) }
}

/// The marks of these applications, for who may see them: who decides, and the person concerned once the
/// selection is concluded. The others are left out.
///
/// # Errors
/// The database's own.
pub async fn of_applications(
    services: &Services,
    actor: &Actor,
    ids: &[ApplicationId],
) -> Result<Marks> {
    let seen = applications::by_ids(services, actor, ids).await?;
    let read = services.store.read();
    let all: Vec<_> = seen.iter().map(|application| application.id).collect();
    let concluded = store::selection_result::of_applications(read, &all).await?;
    let concluded: BTreeSet<_> = concluded.into_iter().map(|one| one.application).collect();
    let mut visible = Vec::new();
    for application in &seen {
        let resource = applications::resource(application);
        let own = allow(actor, Action::ActAsApplicant, &resource).is_ok();
        let runs = Resource::Institution(application.institution);
        let runs = allow(actor, Action::RunSelection, &runs).is_ok();
        if (runs && !own) || (own && concluded.contains(&application.id)) {
            visible.push(application.id);
        }
    }
    store::selection::marks(read, &visible).await
}
