//! Letters about applications, worded when they are sent.

use balai_shared::{
    format,
    id::{AccountId, ApplicationId},
    language::Language,
    message::{self, Letter},
    notification::NotificationKind,
    policy::Actor,
    time::TimeZone,
};

use super::{Services, cancel_session, catalogue, document_checks, fitting_sessions, selection};
use crate::{
    error::Result,
    model::{application::Application, catalogue::Listing},
    store,
};

/// How many sessions a letter names instead of one that was called off.
const INSTEAD: usize = 2;

/// What happened to an application, as its applicant reads it; `None` where there is none any more.
///
/// # Errors
/// The database's own.
pub(super) async fn letter(
    services: &Services,
    (account, id): (AccountId, ApplicationId),
    kind: NotificationKind,
    language: Language,
) -> Result<Option<Letter>> {
    let found = store::application::by_ids(services.store.read(), &[id]).await?;
    let Some(application) = found.into_iter().next() else { return Ok(None) };
    let session = catalogue::session(services, &Actor::System, application.session);
    let Some(listing) = session.await? else { return Ok(None) };
    let title = &listing.program.title;
    let session = &listing.session;
    let until = application
        .offer_expires_at
        .map(|until| format::deadline(until, session.time_zone, language));
    let told = message::notification(kind, title, until.as_deref(), language);
    if kind == NotificationKind::SessionCancelled {
        let reason = cancel_session::reason(services, &listing).await?;
        let instead = instead(services, account, (&application, &listing), language).await?;
        let more = (reason.as_deref(), &instead[..]);
        return Ok(Some(message::called_off(title, &told, more, language)));
    }
    if is_of_time(kind) {
        let times = times(services, id, session.time_zone, language).await?;
        return Ok(Some(message::appointment(title, &told, &times, language)));
    }
    if kind == NotificationKind::DocumentsWanted {
        let wanted = wanted(services, &application, session.time_zone, language).await?;
        if wanted.is_empty() {
            return Ok(None);
        }
        let page = services.public_url.as_deref();
        let page = page.map(|home| format!("{home}/lamaran/{id}/dokumen"));
        let wanted = (told.as_str(), &wanted[..]);
        return Ok(Some(message::documents_wanted(title, wanted, page.as_deref(), language)));
    }
    if kind == NotificationKind::SessionChanged {
        let first = format::date(session.starts_on, language);
        let days = format!("{first} – {}", format::date(session.ends_on, language));
        let place = (days.as_str(), session.address.as_deref());
        return Ok(Some(message::session_changed(title, &told, place, language)));
    }
    Ok(Some(message::news(title, &told, language)))
}

/// Whether the letter names what the person has chosen.
fn is_of_time(kind: NotificationKind) -> bool {
    kind == NotificationKind::SlotReminder || kind == NotificationKind::SlotChanged
}

/// The tests and interviews to come, in words: what, when, where.
async fn times(
    services: &Services,
    id: ApplicationId,
    zone: TimeZone,
    language: Language,
) -> Result<Vec<String>> {
    let now = services.clock().now();
    let booked = selection::slots::booked(services, &[id]).await?.remove(&id).unwrap_or_default();
    let to_come = booked.into_iter().filter(|(_, slot, _)| slot.starts_at > now);
    let worded = to_come.map(|(name, slot, _)| {
        let at = format::date_time_in_zone(slot.starts_at, zone, language);
        let what = if name.is_empty() { String::new() } else { format!("{name}: ") };
        format!("{what}{at}, {}", slot.place)
    });
    Ok(worded.collect())
}

/// The documents that are asked for, in words: which, why, until when.
async fn wanted(
    services: &Services,
    application: &Application,
    zone: TimeZone,
    language: Language,
) -> Result<Vec<String>> {
    let standings = document_checks::of_one(services, application).await?;
    let wanted = standings.into_iter().filter(|one| one.state.is_wanted());
    let worded = wanted.map(|one| {
        let name = message::document_kind(one.kind, language);
        let mut text = format!("{name}: {}", message::document_state(one.state, language));
        let due = one.check.and_then(|check| check.due_at);
        if let Some(due) = due {
            text.push_str(language.pick(", paling lambat ", ", by "));
            text.push_str(&format::deadline(due, zone, language));
        }
        text
    });
    Ok(worded.collect())
}

/// What fits the applicant instead, with its first day.
async fn instead(
    services: &Services,
    account: AccountId,
    (application, listing): (&Application, &Listing),
    language: Language,
) -> Result<Vec<String>> {
    let applicant = Some(application.applicant);
    let actor = Actor::Person { account, applicant, grants: Vec::new() };
    let fitting = fitting_sessions::instead_of(services, &actor, listing).await?;
    let named = fitting.into_iter().take(INSTEAD).map(|other| {
        let day = format::date_short(other.session.starts_on, language);
        format!("{} ({day})", other.program.title)
    });
    Ok(named.collect())
}
