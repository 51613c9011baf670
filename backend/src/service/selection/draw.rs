//! Concluding a selection by lot.

use std::collections::HashMap;

use balai_shared::{
    error::ErrorCode,
    id::{ApplicationId, SessionId},
    lottery::{self, Bits, Proof},
    policy::Actor,
    ranking::{self, Groups},
    session::SelectionMethod,
    time::Instant,
};

use super::{conclude, held_open, may_conclude, order, run_by, take_effect::hand_on};
use crate::{
    auth::{secret::random, vault::Vault},
    error::{Error, Result},
    model::{
        catalogue::Listing,
        selection::{Lottery, Outcome, Standing},
    },
    service::{Services, catalogue, transition::By},
    store::{self, Tx},
};

fn place(session: SessionId) -> String {
    format!("lotteries.seed_cipher/{session}")
}

/// The seed as the database keeps it.
///
/// # Errors
/// As [`Vault::seal`].
pub fn seal(vault: &Vault, session: SessionId, seed: Bits) -> Result<Vec<u8>> {
    vault.seal(&place(session), seed.bytes())
}

/// Draws a session's seed and locks it away; the fingerprint is public from now on.
pub(in crate::service) async fn lock_seed_away(
    tx: &Tx,
    session: SessionId,
    now: Instant,
) -> Result<()> {
    let seed = Bits::new(random::<32>()?);
    let new = Lottery {
        session,
        commitment: lottery::commitment(session, seed),
        committed_at: now,
        sealed: seal(tx.vault(), session, seed)?,
        drawn: None,
    };
    store::lottery::commit(tx, &new).await
}

/// Locks a seed away for every public session by lot that has none: those that were published before
/// draws had seeds. Gives how many those were.
///
/// # Errors
/// The database's own.
pub async fn commit_missing(services: &Services) -> Result<usize> {
    let now = services.store.ping().await?;
    let missing = store::lottery::without_seed(services.store.read(), now).await?;
    for session in &missing {
        let session = *session;
        services
            .store
            .write(move |tx| Box::pin(async move { lock_seed_away(tx, session, now).await }))
            .await?;
    }
    Ok(missing.len())
}

/// Draws: the seed is shown, the order follows from it, and takes effect as in a selection by merit.
///
/// # Errors
/// `UNAUTHENTICATED`, `NOT_FOUND`, `FORBIDDEN` by policy; `INVALID_TRANSITION` for another method, while
/// people can still apply, and where it was drawn; `DEADLINE_PASSED` once the training has begun.
pub async fn draw(services: &Services, actor: &Actor, session: &str) -> Result<Listing> {
    let listing = run_by(services, actor, session).await?;
    let (id, home) = (listing.session.id, listing.institution.region.clone());
    let by = By::centre(actor);
    let drawn = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let session = held_open(tx, id).await?;
                let now = tx.now().await?;
                may_conclude(&session, SelectionMethod::Lottery, now)?;
                let candidates = store::selection::candidates(tx.conn(), id).await?;
                let groups: HashMap<ApplicationId, Groups> = candidates
                    .iter()
                    .map(|one| (one.application.id, order::groups(one, &home)))
                    .collect();
                let seed = reveal(tx, id, now).await?;
                let ids: Vec<_> = candidates.iter().map(|one| one.application.id).collect();
                let drawn = lottery::draw(seed, &ids);
                let group = |id| (id, groups.get(&id).copied().unwrap_or_default());
                let drawn: Vec<_> = drawn.into_iter().map(group).collect();
                let plan = store::selection::plan(tx.conn(), id).await?;
                let seats = session.seats.left();
                let seated = standings(&drawn, &ranking::seat_drawn(&drawn, &plan.quotas, seats));
                conclude::write_down(tx, (&session, by), &seated, now).await
            })
        })
        .await;
    conclude::conclude_once(drawn)?;
    hand_on(services).await;
    run_by(services, actor, session).await
}

async fn reveal(tx: &Tx, session: SessionId, now: Instant) -> Result<Bits> {
    let lottery = store::lottery::of_session(tx.conn(), session).await?;
    // The worker locks one away within a minute.
    let lottery = lottery.ok_or_else(|| Error::later(ErrorCode::Unavailable, 60))?;
    let seed = open(tx.vault(), &lottery)?;
    if store::lottery::draw(tx, session, seed, now).await? {
        Ok(seed)
    } else {
        Err(Error::refused(ErrorCode::Conflict))
    }
}

fn open(vault: &Vault, lottery: &Lottery) -> Result<Bits> {
    let bytes = vault.open(&place(lottery.session), &lottery.sealed);
    let bytes = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    bytes.map(Bits::new).ok_or_else(|| Error::Internal("a seed can't be opened".to_owned()))
}

/// `merit_place` is the lot's, which the proof is made of again.
fn standings(drawn: &[(ApplicationId, Groups)], seated: &[ranking::Drawn]) -> Vec<Standing> {
    let lots: HashMap<ApplicationId, u32> = drawn.iter().map(|(id, _)| *id).zip(1..).collect();
    let outcome = |seat| match seat {
        ranking::Seat::ByPlace => Outcome::ByPlace,
        ranking::Seat::Reserved => Outcome::Reserved,
        ranking::Seat::Waits => Outcome::Waits,
    };
    seated
        .iter()
        .map(|one| Standing {
            application: one.id,
            place: one.place,
            outcome: outcome(one.seat),
            merit_place: lots.get(&one.id).copied(),
            total: None,
            tie: None,
            applied: false,
        })
        .collect()
}

/// The fingerprint of a session's seed, and the proof once it was drawn. Public.
///
/// # Errors
/// The database's own.
pub async fn proof(
    services: &Services,
    actor: &Actor,
    session: SessionId,
) -> Result<Option<(Lottery, Option<Proof>)>> {
    if catalogue::session(services, actor, session).await?.is_none() {
        return Ok(None);
    }
    let read = services.store.read();
    let Some(lottery) = store::lottery::of_session(read, session).await? else {
        return Ok(None);
    };
    let Some((seed, drawn_at)) = lottery.drawn else { return Ok(Some((lottery, None))) };
    let first = store::selection::first_applied(read, session).await?;
    let selection = store::selection_result::of_session(read, session).await?;
    let mut results = store::selection_result::all(read, session).await?;
    results.sort_by_key(|one| one.merit_place);
    let proof = Proof {
        format: Proof::FORMAT.to_owned(),
        session,
        commitment: lottery.commitment,
        committed_at: lottery.committed_at.to_string(),
        first_applied_at: first.map(|first| first.to_string()),
        seed,
        drawn_at: drawn_at.to_string(),
        seats: selection.map_or(0, |selection| selection.seats),
        order: results.into_iter().map(|one| one.application).collect(),
    };
    Ok(Some((lottery, Some(proof))))
}
