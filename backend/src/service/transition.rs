//! Taking one step of an application's life: the one place where its state is written.

use balai_shared::{
    application::{
        self, ActorKind, ActorRole, ApplicationAction, ApplicationState, ReasonCode, UNDO_SECONDS,
    },
    error::ErrorCode,
    id::{ApplicantId, ApplicationId, EventId, NotificationId},
    notification::NotificationKind,
    policy::Actor,
    seats,
    time::Instant,
};

use super::applications;
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::{
        application::{Application, Event},
        catalogue::Session,
        message::Subject,
    },
    store::{self, Tx, change::Change, notification::News, session::SeatChange},
};

/// Who takes a step, as the history names it.
#[derive(Debug, Clone, Copy)]
pub(super) struct By {
    pub(super) role: ActorRole,
    pub(super) kind: ActorKind,
    pub(super) id: Option<u128>,
}

impl By {
    /// Balai itself.
    pub(super) const SYSTEM: Self =
        Self { role: ActorRole::System, kind: ActorKind::System, id: None };

    /// The job seeker.
    pub(super) fn applicant(actor: &Actor) -> Self {
        Self { role: ActorRole::Applicant, kind: ActorKind::Applicant, id: actor_id(actor) }
    }

    /// The institution: a person of its staff, or its software.
    pub(super) fn centre(actor: &Actor) -> Self {
        let kind = match actor {
            Actor::Partner { .. } => ActorKind::Partner,
            Actor::System => ActorKind::System,
            Actor::Visitor | Actor::Person { .. } => ActorKind::Staff,
        };
        Self { role: ActorRole::Centre, kind, id: actor_id(actor) }
    }
}

/// Who acts, by account or key; nobody for Balai itself.
pub(super) fn actor_id(actor: &Actor) -> Option<u128> {
    match actor {
        Actor::Person { account, .. } => Some(account.as_u128()),
        Actor::Partner { key, .. } => Some(key.as_u128()),
        Actor::Visitor | Actor::System => None,
    }
}

/// A step to be taken.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) action: ApplicationAction,
    pub(super) by: By,
    pub(super) reason: Option<ReasonCode>,
    pub(super) note: Option<String>,
    /// Of an offer that is extended: its new end.
    pub(super) until: Option<Instant>,
}

impl Step {
    pub(super) const fn new(action: ApplicationAction, by: By) -> Self {
        Self { action, by, reason: None, note: None, until: None }
    }
}

/// Takes `step`, with all that goes with it: the session's counters, the history, the person's
/// message and money. `before` was read under [`store::application::lock`] in this transaction.
///
/// # Errors
/// `INVALID_TRANSITION` or `DEADLINE_PASSED` by the table; `SEATS_EXHAUSTED` where no seat is free;
/// `CONFLICT` where somebody else was first.
pub(super) async fn take(
    tx: &Tx,
    session: &Session,
    before: &Application,
    step: Step,
    now: Instant,
) -> Result<Application> {
    let situation = applications::situation(before, session, now);
    let to = application::next_at(before.state, step.action, step.by.role, &situation)
        .map_err(|error| Error::refused(error.code()))?;
    let until = || step.until.unwrap_or_else(|| expiry(session, now));
    let after = Application {
        state: to,
        waitlist_order: None,
        offer_expires_at: (to == ApplicationState::Offered).then(until),
        reason: step.reason.filter(|_| to == ApplicationState::Rejected),
        version: before.version + 1,
        changed_at: now,
        ..before.clone()
    };
    if waits_for_undo(&step) {
        store::decision_origin::keep(tx, before, now).await?;
    } else {
        untell(tx, before, now).await?;
    }
    write(tx, (session, before), after, step, now).await
}

/// Writes `after` over `before` by a step that may be taken, with all that goes with it.
///
/// # Errors
/// As [`take`].
pub(super) async fn write(
    tx: &Tx,
    (session, before): (&Session, &Application),
    mut after: Application,
    step: Step,
    now: Instant,
) -> Result<Application> {
    // Before the session's counters, as all who hold both. What can be undone goes back later.
    if before.state.is_live() && !after.state.is_live() && !waits_for_undo(&step) {
        store::slot_booking::release(tx, after.id, Some(now)).await?;
    }
    count_seats(tx, session, before.state, &mut after, now).await?;
    super::payment::settle(tx, session, before, &after, now).await?;
    if !store::application::transition(tx, before, &after).await? {
        return Err(Error::refused(ErrorCode::Conflict));
    }
    record(tx, Some(before.state), &after, step, now).await?;
    Ok(after)
}

/// Holds the row of whose application it is, for what can't be done once the account is erased.
///
/// # Errors
/// `INVALID_TRANSITION` where it is: to others that is how the application stands, and nothing that
/// the caller could mend.
pub(super) async fn hold_holder(tx: &Tx, of: &Application) -> Result<()> {
    store::applicant::lock(tx, of.applicant).await.map_err(|error| {
        if error.code() == ErrorCode::Unauthenticated {
            Error::refused(ErrorCode::InvalidTransition)
        } else {
            error
        }
    })
}

/// Puts somebody who waits at the end of the list: a ranking or a draw places anew whom staff had put
/// there before it. No step of the table, because the state stays; the history tells it as WAITLIST.
///
/// # Errors
/// `CONFLICT` where somebody else was first.
pub(super) async fn place_anew(
    tx: &Tx,
    before: &Application,
    by: By,
    now: Instant,
) -> Result<Application> {
    if before.state != ApplicationState::Waitlisted {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    store::session::lengthen_list(tx, before.session).await?;
    let after = Application {
        waitlist_order: Some(store::session::waitlist_last(tx, before.session).await?),
        version: before.version + 1,
        changed_at: now,
        ..before.clone()
    };
    if !store::application::transition(tx, before, &after).await? {
        return Err(Error::refused(ErrorCode::Conflict));
    }
    record(tx, Some(before.state), &after, Step::new(ApplicationAction::Waitlist, by), now).await?;
    Ok(after)
}

/// Whether what the step tells has to wait until its maker can't take it back any more.
fn waits_for_undo(step: &Step) -> bool {
    let by_centre = match step.by.kind {
        ActorKind::Staff | ActorKind::Partner => true,
        ActorKind::Applicant | ActorKind::System => false,
    };
    by_centre && application::is_undoable(step.action)
}

/// What the person was to be told of a decision is over when somebody goes on from it: who took an
/// offered seat at once needn't read of the offer afterwards.
async fn untell(tx: &Tx, before: &Application, now: Instant) -> Result<()> {
    if before.changed_at.plus_seconds(UNDO_SECONDS) <= now {
        return Ok(());
    }
    let to = store::preference::recipient(tx, before.applicant).await?;
    let since = now.plus_millis(1);
    store::notification::untell(tx, to.account, before.id, since).await?;
    store::outbox::untell(tx, to.account, before.id, since).await?;
    Ok(())
}

/// Writes the event and tells the person: at once, or when a decision can't be undone any more.
pub(super) async fn record(
    tx: &Tx,
    from: Option<ApplicationState>,
    after: &Application,
    step: Step,
    now: Instant,
) -> Result<()> {
    let event = Event {
        id: EventId::from_u128(new_id(now)?),
        application: after.id,
        version: after.version,
        at: now,
        actor: step.by.kind,
        action: step.action,
        from,
        to: after.state,
        reason: step.reason,
        note: step.note.clone(),
    };
    store::event::insert(tx, &event, step.by.id).await?;
    tx.tell(Change {
        application: after.id,
        applicant: after.applicant,
        session: after.session,
        institution: after.institution,
    })
    .await?;
    let Some(kind) = NotificationKind::for_action(step.action) else { return Ok(()) };
    let at = if waits_for_undo(&step) { now.plus_seconds(UNDO_SECONDS) } else { now };
    tell(tx, (after.id, after.applicant), kind, at).await
}

/// Tells the person about an application, from `at` on: within Balai, and where the person wants it.
pub(super) async fn tell(
    tx: &Tx,
    (application, applicant): (ApplicationId, ApplicantId),
    kind: NotificationKind,
    at: Instant,
) -> Result<()> {
    let to = store::preference::recipient(tx, applicant).await?;
    let news = News {
        id: NotificationId::from_u128(new_id(at)?),
        account: to.account,
        about: Subject::Application(application),
        kind,
        at,
    };
    store::notification::insert(tx, news).await?;
    super::outbox::tell(tx, to, news).await
}

pub(super) fn expiry(session: &Session, now: Instant) -> Instant {
    let hours = u32::try_from(session.offer_hours).unwrap_or_default();
    seats::offer_expiry(now, hours, session.starts_at)
}

/// Moves the session's counters by what the step means for them; the application's place on the
/// waiting list is the number it drew there.
async fn count_seats(
    tx: &Tx,
    session: &Session,
    from: ApplicationState,
    after: &mut Application,
    now: Instant,
) -> Result<()> {
    let waits = |state| state == ApplicationState::Waitlisted;
    let change = SeatChange {
        taken: i32::from(after.state.holds_seat()) - i32::from(from.holds_seat()),
        waiting: i32::from(waits(after.state)) - i32::from(waits(from)),
        ..SeatChange::default()
    };
    if change == SeatChange::default() {
        return Ok(());
    }
    if !store::session::change_seats(tx, session.id, change, now).await? {
        return Err(Error::refused(ErrorCode::SeatsExhausted));
    }
    // Who comes back to the list has its number already.
    if waits(after.state) && after.waitlist_order.is_none() {
        after.waitlist_order = Some(store::session::waitlist_last(tx, session.id).await?);
    }
    Ok(())
}
