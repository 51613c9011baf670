//! What became of sessions, as rows: applications, history, messages, certificates.

use std::collections::HashMap;

use balai_shared::{
    application::ApplicationState,
    id::{ApplicantId, ApplicationId, CertificateId, NotificationId},
    money::Rupiah,
    notification::NotificationKind,
    session::Funding,
    time::{Instant, TimeZone},
};

use super::{benefits::Paid, calendar::Calendar, dice::Dice, life::Outcome, people::Person};
use crate::{
    model::{application::Notification, message::Subject},
    store::bulk::{Batch, NewApplication, NewCertificate, NewSession},
};

/// What the rows need besides the outcome.
#[derive(Debug, Clone, Copy)]
pub(super) struct Published {
    /// When the session was drafted.
    pub drafted_at: Instant,
    /// What a seat costs.
    pub price: Rupiah,
}

/// Collects outcomes.
#[derive(Debug)]
pub(super) struct Outcomes {
    calendar: Calendar,
    paid: HashMap<ApplicantId, Vec<Paid>>,
    completed: Vec<(Instant, TimeZone, ApplicationId)>,
    certificates: u32,
}

impl Outcomes {
    pub(super) fn new(calendar: Calendar) -> Self {
        Self { calendar, paid: HashMap::new(), completed: Vec::new(), certificates: 0 }
    }

    /// The steps of a person's courses that Prakerja pays, in order.
    pub(super) fn of(&self, person: &Person) -> &[Paid] {
        self.paid.get(&person.profile.id).map_or(&[], Vec::as_slice)
    }

    /// Takes a session in, with its applications and their history.
    pub(super) fn take_in(&mut self, outcome: Outcome, published: Published, batch: &mut Batch) {
        let Outcome { session, waitlist_last, applications, events } = outcome;
        if session.funding == Funding::Prakerja {
            let whose: HashMap<ApplicationId, ApplicantId> =
                applications.iter().map(|(now, _)| (now.id, now.applicant)).collect();
            for (event, _) in &events {
                if let Some(applicant) = whose.get(&event.application) {
                    let step = Paid { event: event.clone(), price: published.price };
                    self.paid.entry(*applicant).or_default().push(step);
                }
            }
        }
        for (application, candidate) in applications {
            if application.state == ApplicationState::Completed {
                self.completed.push((application.changed_at, session.time_zone, application.id));
            }
            batch
                .applications
                .push(NewApplication { application, motivation: candidate.motivation });
        }
        batch.events.extend(events);
        batch.sessions.push(NewSession { session, waitlist_last, at: published.drafted_at });
    }

    /// What Balai told the people, step by step; older messages are read.
    pub(super) fn tell(&self, outcome: &Outcome, dice: &mut Dice, batch: &mut Batch) {
        let accounts: HashMap<_, _> = outcome
            .applications
            .iter()
            .map(|(now, candidate)| (now.id, candidate.account))
            .collect();
        for (event, _) in &outcome.events {
            let kind = NotificationKind::for_action(event.action);
            let (Some(kind), Some(account)) = (kind, accounts.get(&event.application)) else {
                continue;
            };
            let read = event.at < self.calendar.now.plus_days(-4);
            batch.notifications.push(Notification {
                id: NotificationId::from_u128(dice.id(event.at)),
                account: *account,
                about: Subject::Application(event.application),
                kind,
                created_at: event.at,
                read_at: read.then(|| event.at.plus_hours(3)),
            });
        }
    }

    /// Issues the certificates of all who completed, numbered in the order in which they did.
    pub(super) fn certify(&mut self, dice: &mut Dice, batch: &mut Batch) {
        self.completed.sort_unstable_by_key(|(at, _, id)| (*at, *id));
        for (at, zone, application) in self.completed.drain(..) {
            self.certificates += 1;
            let issued_on = zone.date_of(at);
            batch.certificates.push(NewCertificate {
                id: CertificateId::from_u128(dice.id(at)),
                number: format!("BALAI-{}-{:06}", issued_on.year(), self.certificates),
                application,
                issued_on,
            });
        }
    }
}
