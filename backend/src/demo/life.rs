//! What becomes of a session's applications: its people, its staff and Balai itself act in the order
//! of time, by the same table of transitions and the same rules on seats as in life.

mod agenda;
mod cast;

use balai_shared::{
    application::{ActorKind, ActorRole, ApplicationState, Situation, next_at},
    id::{ApplicationId, EventId},
    seats::{Placement, may_promote, offer_expiry, on_submit},
    session::SessionLifecycle,
    time::Instant,
};

use self::agenda::{Agenda, Due, Step};
pub(super) use self::cast::{Candidate, Outcome, Staff, Stage};
use super::{data::scripts::When, dice::Dice};
use crate::{
    error::{Error, Result},
    model::application::{Application, Event},
};

/// Plays a session.
///
/// # Errors
/// [`Error::Internal`] for a script that asks for a step which the table does not know.
pub(super) fn play(stage: Stage, candidates: Vec<Candidate>, dice: &mut Dice) -> Result<Outcome> {
    let mut play = Play::new(stage, candidates, dice);
    while let Some((at, due)) = play.agenda.next(play.stage.until) {
        play.happens(at, due)?;
    }
    let applications = play
        .cast
        .into_iter()
        .filter_map(|part| Some((part.application?, part.candidate)))
        .collect::<Vec<_>>();
    let mut session = play.stage.session;
    session.applicant_count = i32::try_from(applications.len()).unwrap_or(i32::MAX);
    Ok(Outcome { session, waitlist_last: play.waitlist_last, applications, events: play.events })
}

struct Part {
    candidate: Candidate,
    application: Option<Application>,
    /// Which of the script's steps were set on the agenda: each is meant once.
    planned: Vec<bool>,
}

struct Play<'d> {
    stage: Stage,
    cast: Vec<Part>,
    agenda: Agenda,
    waitlist_last: i32,
    events: Vec<(Event, Option<u128>)>,
    dice: &'d mut Dice,
}

impl<'d> Play<'d> {
    fn new(stage: Stage, candidates: Vec<Candidate>, dice: &'d mut Dice) -> Self {
        let mut agenda = Agenda::default();
        for (who, candidate) in candidates.iter().enumerate() {
            agenda.add(candidate.submits_at, Due::Submit { who });
        }
        agenda.add(stage.session.starts_at, Due::Start);
        if let Some(at) = stage.session.selection_closed_at {
            agenda.add(at, Due::ListMoves);
        }
        if let Some(at) = stage.called_off_at {
            agenda.add(at, Due::CalledOff);
        }
        let part = |candidate: Candidate| Part {
            planned: vec![false; candidate.script.len()],
            candidate,
            application: None,
        };
        let cast = candidates.into_iter().map(part).collect();
        Self { stage, cast, agenda, waitlist_last: 0, events: Vec::new(), dice }
    }

    fn happens(&mut self, at: Instant, due: Due) -> Result<()> {
        match due {
            Due::Submit { who } => self.submit(who, at),
            Due::Intent { who, version, intent } => {
                let step = self.cast[who].candidate.script[intent].into();
                if self.stands(who, version) { self.take(who, step, at) } else { Ok(()) }
            }
            Due::Lapse { who, version } => {
                if self.stands(who, version) {
                    self.take(who, Step::LAPSE, at)
                } else {
                    Ok(())
                }
            }
            Due::ListMoves => self.promote(at),
            Due::Start => self.each_open(at, Step::CLOSE, |state| {
                matches!(
                    state,
                    ApplicationState::Submitted
                        | ApplicationState::Shortlisted
                        | ApplicationState::Waitlisted
                )
            }),
            Due::CalledOff => {
                self.stage.session.lifecycle = SessionLifecycle::Cancelled;
                self.stage.session.changed_at = at;
                self.each_open(at, Step::CANCEL, ApplicationState::is_open)
            }
        }
    }

    /// Whether nothing has happened to an application since something was planned for it.
    fn stands(&self, who: usize, version: i32) -> bool {
        self.cast[who].application.as_ref().is_some_and(|now| now.version == version)
    }

    fn each_open(
        &mut self,
        at: Instant,
        step: Step,
        which: impl Fn(ApplicationState) -> bool,
    ) -> Result<()> {
        for who in 0..self.cast.len() {
            if self.cast[who].application.as_ref().is_some_and(|now| which(now.state)) {
                self.take(who, step, at)?;
            }
        }
        Ok(())
    }

    fn submit(&mut self, who: usize, at: Instant) -> Result<()> {
        let session = &self.stage.session;
        if session.lifecycle == SessionLifecycle::Cancelled {
            return Ok(());
        }
        let submitted = Application {
            id: ApplicationId::from_u128(self.dice.id(at)),
            session: session.id,
            institution: session.institution,
            applicant: self.cast[who].candidate.applicant,
            state: ApplicationState::Submitted,
            waitlist_order: None,
            offer_expires_at: None,
            reason: None,
            submitted_at: Some(at),
            version: 1,
            draft_step: None,
            changed_at: at,
        };
        self.record(who, None, &submitted, Step::SUBMIT);
        self.enter(who, submitted, at);
        let session = &self.stage.session;
        let step = match on_submit(session.selection_method, self.list_closed(at), &session.seats) {
            Placement::Offer => Step::PLACE,
            Placement::Waitlist => Step::QUEUE,
            Placement::Submitted => return Ok(()),
        };
        self.take(who, step, at)
    }

    /// Takes a step, unless it needs a seat and none is free.
    fn take(&mut self, who: usize, step: Step, at: Instant) -> Result<()> {
        let Some(before) = self.cast[who].application.clone() else { return Ok(()) };
        let session = &mut self.stage.session;
        let situation = Situation {
            now: at,
            offer_expires_at: before.offer_expires_at,
            session_starts_at: session.starts_at,
            replacement_ends_at: session.replacement_ends_at,
        };
        let to = next_at(before.state, step.action, step.by, &situation)
            .map_err(|error| Error::Internal(format!("a script's {}: {error}", step.action)))?;
        let (held, holds) = (before.state.holds_seat(), to.holds_seat());
        if holds && !held && session.seats.left() == 0 {
            return Ok(());
        }
        let seats = &mut session.seats;
        seats.taken = seats.taken + u32::from(holds) - u32::from(held);
        let waits = |state| state == ApplicationState::Waitlisted;
        seats.waiting = seats.waiting + u32::from(waits(to)) - u32::from(waits(before.state));
        session.changed_at = at;
        self.waitlist_last += i32::from(waits(to));
        let hours = u32::try_from(session.offer_hours).unwrap_or_default();
        let expires = offer_expiry(at, hours, session.starts_at);
        let after = Application {
            state: to,
            waitlist_order: waits(to).then_some(self.waitlist_last),
            offer_expires_at: (to == ApplicationState::Offered).then_some(expires),
            reason: step.reason.filter(|_| to == ApplicationState::Rejected),
            version: before.version + 1,
            changed_at: at,
            ..before
        };
        self.record(who, Some(before.state), &after, step);
        self.enter(who, after, at);
        if held && !holds { self.promote(at) } else { Ok(()) }
    }

    /// Sets what follows on the agenda.
    fn enter(&mut self, who: usize, application: Application, at: Instant) {
        let (state, version) = (application.state, application.version);
        if let Some(expires) = application.offer_expires_at {
            self.agenda.add(expires, Due::Lapse { who, version });
        }
        for (intent, step) in self.cast[who].candidate.script.iter().enumerate() {
            if step.on == state && !self.cast[who].planned[intent] {
                let when = self.moment(step.when, at).max(at.plus_minutes(1));
                self.agenda.add(when, Due::Intent { who, version, intent });
                self.cast[who].planned[intent] = true;
            }
        }
        self.cast[who].application = Some(application);
    }

    fn moment(&self, when: When, at: Instant) -> Instant {
        let session = &self.stage.session;
        match when {
            When::After(minutes) => at.plus_minutes(minutes),
            When::BeforeToday(minutes) => self.stage.until.plus_minutes(-minutes),
            When::AfterClosing(hours) => session.registration_closes_at.plus_hours(hours),
            When::AfterEnd(hours) => session.ends_at.plus_hours(hours),
        }
    }

    fn list_closed(&self, at: Instant) -> bool {
        self.stage.session.selection_closed_at.is_some_and(|closed| closed <= at)
    }

    /// Free seats go down the waiting list.
    fn promote(&mut self, at: Instant) -> Result<()> {
        let session = &self.stage.session;
        let (method, until) = (session.selection_method, session.replacement_ends_at);
        let free = may_promote(method, self.list_closed(at), at, until, &session.seats);
        if free == 0 || session.lifecycle == SessionLifecycle::Cancelled {
            return Ok(());
        }
        let order = |part: &Part| part.application.as_ref().and_then(|now| now.waitlist_order);
        let first =
            (0..self.cast.len()).filter_map(|who| Some((order(&self.cast[who])?, who))).min();
        let Some((_, who)) = first else { return Ok(()) };
        self.take(who, Step::PLACE, at)?;
        self.promote(at)
    }

    fn record(
        &mut self,
        who: usize,
        from: Option<ApplicationState>,
        after: &Application,
        step: Step,
    ) {
        let (actor, id) = match (step.by, self.stage.staff) {
            (ActorRole::Applicant, _) => {
                (ActorKind::Applicant, Some(self.cast[who].candidate.account.as_u128()))
            }
            (ActorRole::Centre | ActorRole::Maker, Staff::Person(id)) => {
                (ActorKind::Staff, Some(id.as_u128()))
            }
            (ActorRole::Centre | ActorRole::Maker, Staff::Software(id)) => {
                (ActorKind::Partner, Some(id.as_u128()))
            }
            (ActorRole::System, _) => (ActorKind::System, None),
        };
        let event = Event {
            id: EventId::from_u128(self.dice.id(after.changed_at)),
            application: after.id,
            version: after.version,
            at: after.changed_at,
            actor,
            action: step.action,
            from,
            to: after.state,
            reason: step.reason,
            note: step.note.map(str::to_owned),
        };
        self.events.push((event, id));
    }
}
