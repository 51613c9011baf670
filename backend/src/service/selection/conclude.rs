//! Concluding a selection by merit.

use balai_shared::{
    error::{ErrorCode, FieldCode},
    id::{RegionCode, SessionId},
    policy::Actor,
    ranking::{Mark, Ranking, Unplaced},
    session::SelectionMethod,
    time::Instant,
};

use super::{held_open, marks, may_conclude, order, run_by, take_effect::hand_on};
use crate::{
    error::{Error, Result},
    model::{
        catalogue::{Listing, Session},
        selection::{Selection, Standing},
    },
    service::{Services, transition::By},
    store::{self, Tx},
};

/// What is to be concluded.
#[derive(Debug, Clone)]
pub struct Input {
    /// `ses_…`.
    pub session: String,
    /// Whether who lacks a mark counts as not having come.
    pub missing_are_absent: bool,
}

/// Fixes the order and lets it take effect: seats are offered down the list, the rest wait in its order,
/// who didn't come or has too few points is turned down. From then on the list moves by itself.
///
/// # Errors
/// `UNAUTHENTICATED`, `NOT_FOUND`, `FORBIDDEN` by policy; `INVALID_TRANSITION` for another method, while
/// people can still apply, and where it was concluded; `DEADLINE_PASSED` once the training has begun;
/// `VALIDATION_FAILED` at `criteria` where there is nothing to judge by, and at `missingAreAbsent` where
/// somebody lacks a mark.
pub async fn conclude(services: &Services, actor: &Actor, input: Input) -> Result<Listing> {
    let listing = run_by(services, actor, &input.session).await?;
    let (by, work) = (By::centre(actor), Work::of(actor, &listing, &input)?);
    let concluded = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let (session, standings, now) = judge(tx, work).await?;
                write_down(tx, (&session, by), &standings, now).await
            })
        })
        .await;
    conclude_once(concluded)?;
    hand_on(services).await;
    run_by(services, actor, &input.session).await
}

/// The results that [`conclude`] would write down: by the same code, and taken back.
///
/// # Errors
/// As [`conclude`].
pub async fn preview(services: &Services, actor: &Actor, input: Input) -> Result<Vec<Standing>> {
    let listing = run_by(services, actor, &input.session).await?;
    let work = Work::of(actor, &listing, &input)?;
    services.store.rehearse(move |tx| Box::pin(async move { Ok(judge(tx, work).await?.1) })).await
}

/// What is concluded, by whom.
struct Work {
    session: SessionId,
    home: RegionCode,
    maker: u128,
    missing_are_absent: bool,
}

impl Work {
    fn of(actor: &Actor, listing: &Listing, input: &Input) -> Result<Self> {
        Ok(Self {
            session: listing.session.id,
            home: listing.institution.region.clone(),
            maker: marks::maker(actor)?,
            missing_are_absent: input.missing_are_absent,
        })
    }
}

/// What everybody gets.
async fn judge(tx: &Tx, work: Work) -> Result<(Session, Vec<Standing>, Instant)> {
    let Work { session: id, home, maker, missing_are_absent } = work;
    let session = held_open(tx, id).await?;
    let now = tx.now().await?;
    may_conclude(&session, SelectionMethod::Merit, now)?;
    let plan = store::selection::plan(tx.conn(), id).await?;
    if plan.criteria.is_empty() {
        return Err(Error::field("criteria", FieldCode::Required));
    }
    let candidates = store::selection::candidates(tx.conn(), id).await?;
    let mut known = store::selection::marks_of_session(tx.conn(), id).await?;
    let seats = session.seats.left();
    let mut ranking = order::rank(&plan, &known, &home, seats, &candidates);
    if missing_are_absent {
        mark_absent(tx, &ranking, (maker, now)).await?;
        known = store::selection::marks_of_session(tx.conn(), id).await?;
        ranking = order::rank(&plan, &known, &home, seats, &candidates);
    }
    let (standings, missing) = order::standings(&ranking);
    if !missing.is_empty() {
        return Err(Error::field("missingAreAbsent", FieldCode::Required));
    }
    Ok((session, standings, now))
}

/// A mark that is missing becomes an absence, one criterion after the other.
async fn mark_absent(tx: &Tx, ranking: &Ranking, by: (u128, Instant)) -> Result<()> {
    let absent: Vec<_> = ranking
        .unplaced
        .iter()
        .filter_map(|(id, why)| match why {
            Unplaced::Missing(criterion) => Some((*id, *criterion, Mark::Absent)),
            Unplaced::Absent(_) | Unplaced::BelowMinimum(_) => None,
        })
        .collect();
    store::selection::mark(tx, &absent, by).await?;
    Ok(())
}

/// Somebody else was faster.
pub(super) fn conclude_once(concluded: Result<()>) -> Result<()> {
    concluded.map_err(|error| {
        if error.is_unique_violation() { Error::refused(ErrorCode::Conflict) } else { error }
    })
}

/// Writes the selection down; nothing has taken effect yet.
pub(super) async fn write_down(
    tx: &Tx,
    (session, by): (&Session, By),
    standings: &[Standing],
    now: Instant,
) -> Result<()> {
    let selection = Selection {
        session: session.id,
        seats: session.seats.left(),
        concluded_at: now,
        actor: by.kind,
        actor_id: by.id,
        finished_at: None,
    };
    store::selection_result::insert(tx, &selection, standings).await
}
