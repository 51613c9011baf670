//! Applying to a session.

use balai_shared::{
    application::{self, ApplicationAction, ApplicationState, Situation},
    eligibility::Verdict,
    error::{ErrorCode, FieldCode, FieldError},
    id::{ApplicantId, ApplicationId, SessionId},
    policy::{Action, Actor, Resource, allow},
    seats::{Placement, on_submit},
    session::{Funding, SessionState},
    time::Instant,
};

use super::{
    Services, catalogue, eligibility, text,
    transition::{By, Step, record, take},
};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::{
        account::Applicant,
        application::Application,
        catalogue::{Listing, Session},
    },
    store::{self, Tx, session::SeatChange},
};

/// The longest motivation, in characters.
pub const LONGEST_MOTIVATION: usize = 2000;

/// What the person sends.
#[derive(Debug, Clone)]
pub struct Input {
    /// `ses_…`.
    pub session_id: String,
    /// Must be the session's.
    pub funding: Funding,
    /// May be empty.
    pub motivation: Option<String>,
}

/// Applies. Under FIRST_COME the answer is OFFERED or WAITLISTED, otherwise SUBMITTED.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN`; `NOT_FOUND` for no such session; `VALIDATION_FAILED` for another
/// funding or a motivation that is too long; `INVALID_TRANSITION` before registration opens or where
/// it never will, `DEADLINE_PASSED` after it closed; `CONFLICT` for a second live application;
/// `NOT_ELIGIBLE` with reasons.
pub async fn submit(services: &Services, actor: &Actor, input: Input) -> Result<Application> {
    allow(actor, Action::SubmitApplication, &Resource::None)?;
    let id: SessionId = input.session_id.parse()?;
    let listing = catalogue::session(services, actor, id).await?.ok_or(ErrorCode::NotFound)?;
    let motivation = check(&listing.session, Some(input.funding), input.motivation.as_deref())?;
    let applicant =
        eligibility::own_profile(services.store.read(), services.vault(), actor).await?;
    let by = By::applicant(actor);
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                apply(tx, applicant.id, &listing, (motivation, by), now).await
            })
        })
        .await
        .map_err(second_application)
}

/// Applies within a transaction: judges, writes, and gives the application its place.
///
/// # Errors
/// As [`submit`].
pub(super) async fn apply(
    tx: &Tx,
    applicant: ApplicantId,
    listing: &Listing,
    (motivation, by): (Option<String>, By),
    now: Instant,
) -> Result<Application> {
    may_register(listing, now)?;
    // One after the other for a person: what is read here stays true until the end, and the profile that
    // is judged is the one that holds the seat.
    store::applicant::lock(tx, applicant).await?;
    let read = store::applicant::by_ids(tx.conn(), tx.vault(), &[applicant]).await?;
    let applicant = &read.into_iter().next().ok_or(ErrorCode::NotFound)?;
    let newcomer = may_apply(tx, applicant, listing, now).await?;
    let submitted = enter(tx, applicant, &listing.session, (motivation, by), now).await?;
    place(tx, listing, submitted, newcomer, now).await
}

/// Two requests at once: the schema's index lets one through.
pub(super) fn second_application(error: Error) -> Error {
    if error.is_unique_violation() { Error::refused(ErrorCode::Conflict) } else { error }
}

/// What both a draft and an application say, checked; the motivation.
///
/// # Errors
/// `VALIDATION_FAILED` with every bad field.
pub(super) fn check(
    session: &Session,
    funding: Option<Funding>,
    motivation: Option<&str>,
) -> Result<Option<String>> {
    let mut fields = Vec::new();
    if funding.is_some_and(|funding| funding != session.funding) {
        fields.push(FieldError::new("funding", FieldCode::NotAllowed));
    }
    let motivation = text::optional("motivation", motivation, LONGEST_MOTIVATION, &mut fields);
    if fields.is_empty() { Ok(motivation) } else { Err(Error::invalid(fields)) }
}

/// Whether the session takes applications now.
///
/// # Errors
/// `NOT_FOUND`, `INVALID_TRANSITION` before registration opens, `DEADLINE_PASSED` after.
pub(super) fn may_register(listing: &Listing, now: Instant) -> Result<()> {
    let session = &listing.session;
    match session.state(now) {
        SessionState::Open => {}
        SessionState::Draft => return Err(Error::refused(ErrorCode::NotFound)),
        SessionState::Published | SessionState::Cancelled => {
            return Err(Error::refused(ErrorCode::InvalidTransition));
        }
        SessionState::Closed | SessionState::Running | SessionState::Completed => {
            return Err(Error::refused(ErrorCode::DeadlinePassed));
        }
    }
    let institution = &listing.institution;
    let today = session.time_zone.date_of(now);
    // An accreditation that expired closes new registration (DOMAIN, The institutions).
    if !institution.kind.may_register(session.funding, institution.accredited_until, today) {
        return Err(Error::refused(ErrorCode::DeadlinePassed));
    }
    Ok(())
}

/// Whether the person may apply; `true` for the first time.
async fn may_apply(
    tx: &Tx,
    applicant: &Applicant,
    listing: &Listing,
    now: Instant,
) -> Result<bool> {
    let (before, live) =
        store::application::standing(tx.conn(), applicant.id, listing.session.id).await?;
    if live {
        return Err(Error::refused(ErrorCode::Conflict));
    }
    let judged = eligibility::judge(tx.conn(), tx.vault(), applicant, listing, now).await?;
    match judged.verdict {
        Verdict::Eligible => Ok(!before),
        // What is not known yet is asked for, before a seat is held by it.
        Verdict::NotEligible | Verdict::Tentative => {
            Err(Error::not_eligible(judged.open_reasons().copied().collect()))
        }
    }
}

/// Makes the application, of the person's draft where there is one, and records its first step.
async fn enter(
    tx: &Tx,
    applicant: &Applicant,
    session: &Session,
    (motivation, by): (Option<String>, By),
    now: Instant,
) -> Result<Application> {
    let draft = store::draft::of(tx.conn(), applicant.id, session.id).await?;
    let begun = match &draft {
        Some(draft) => draft.clone(),
        None => new_draft(applicant.id, session, now)?,
    };
    let situation = Situation {
        now,
        offer_expires_at: None,
        session_starts_at: session.starts_at,
        replacement_ends_at: session.replacement_ends_at,
    };
    let state = application::next_at(begun.state, ApplicationAction::Submit, by.role, &situation)
        .map_err(|error| Error::refused(error.code()))?;
    let submitted = Application {
        state,
        submitted_at: Some(now),
        version: begun.version + 1,
        draft_step: None,
        changed_at: now,
        ..begun
    };
    if draft.is_none() {
        store::application::insert(tx, &submitted, motivation.as_deref()).await?;
    } else if !store::draft::submit(tx, &submitted, motivation.as_deref()).await? {
        return Err(Error::refused(ErrorCode::Conflict));
    }
    let step = Step::new(ApplicationAction::Submit, by);
    record(tx, draft.map(|draft| draft.state), &submitted, step, now).await?;
    Ok(submitted)
}

/// An application that isn't sent. Its version is 0: the history begins with the submission.
///
/// # Errors
/// Where the system has no randomness.
pub(super) fn new_draft(
    applicant: ApplicantId,
    session: &Session,
    now: Instant,
) -> Result<Application> {
    Ok(Application {
        id: ApplicationId::from_u128(new_id(now)?),
        session: session.id,
        institution: session.institution,
        applicant,
        state: ApplicationState::Draft,
        waitlist_order: None,
        offer_expires_at: None,
        reason: None,
        submitted_at: None,
        version: 0,
        draft_step: None,
        changed_at: now,
    })
}

/// Gives the application its place: a seat, the end of the waiting list, or the staff's desk.
///
/// Counting the newcomer locks the session's row, so what is read of its seats afterwards stays true
/// until the end of the transaction; it is the last thing for which anybody waits. Whether it takes
/// applications is judged by that row once more: it may have been called off, or moved, since the
/// listing was read.
async fn place(
    tx: &Tx,
    listing: &Listing,
    submitted: Application,
    newcomer: bool,
    now: Instant,
) -> Result<Application> {
    let session = &listing.session;
    let counted = SeatChange { newcomers: i32::from(newcomer), ..SeatChange::default() };
    store::session::change_seats(tx, session.id, counted, now).await?;
    let current = store::session::by_id(tx.conn(), session.id)
        .await?
        .ok_or_else(|| Error::refused(ErrorCode::NotFound))?;
    may_register(&Listing { session: current.clone(), ..listing.clone() }, now)?;
    let current = decided_by(tx, session, current);
    let closed = current.selection_closed_at.is_some();
    let action = match on_submit(current.selection_method, closed, &current.seats) {
        Placement::Offer => ApplicationAction::Offer,
        Placement::Waitlist => ApplicationAction::Waitlist,
        Placement::Submitted => return Ok(submitted),
    };
    take(tx, &current, &submitted, Step::new(action, By::SYSTEM), now).await
}

/// The row that was locked decides.
#[cfg(not(feature = "sabotage"))]
fn decided_by(_: &Tx, _: &Session, locked: Session) -> Session {
    locked
}

/// The row that was locked decides, unless a test shows what happens when an older one does.
#[cfg(feature = "sabotage")]
fn decided_by(tx: &Tx, older: &Session, locked: Session) -> Session {
    if tx.is_sabotaged() { older.clone() } else { locked }
}
