//! Tells who waits for a session like it that one is public, or that one can apply to it now.
//!
//! An announcement is queued with the publication and stays until everybody was told, so that a crash
//! loses nobody; a person is told of a session once for each of the two, by a unique index, so that
//! neither a second try nor a second worker tells anybody twice.

use std::collections::HashSet;

use balai_shared::{
    eligibility::Verdict,
    format,
    id::{AccountId, NotificationId},
    language::Language,
    message,
    notification::NotificationKind,
    policy::{Actor, Scope},
    session::SessionState,
    time::Instant,
};

use super::{
    Services, catalogue, eligibility,
    find::{self, Spelling},
    outbox,
};
use crate::{
    auth::secret::new_id,
    error::Result,
    model::{
        catalogue::{Listing, SessionQuery},
        message::Subject,
        saved_search::{Announcement, Criteria},
    },
    store::{self, Tx, notification::News, saved_search::Watcher, session_list::View},
};

/// How many announcements one round takes on.
pub const ROUND: usize = 20;
/// How long one is its worker's alone, in minutes.
const CLAIMED_MINUTES: i64 = 5;
/// How many searches one statement compares with a session.
const COMPARED: usize = 40;
/// How many people are told in one transaction.
const TOLD: u64 = 100;
/// How many letters about sessions a person gets a day; what is more stands on the page alone.
const LETTERS_A_DAY: i64 = 3;

/// Queues what there is to tell of a session that is public from now on.
///
/// # Errors
/// The database's own.
pub(super) async fn queue(tx: &Tx, listing: &Listing, now: Instant) -> Result<()> {
    let (id, opens) = (listing.session.id, listing.session.registration_opens_at);
    if opens > now {
        store::announcement::insert(tx, id, NotificationKind::SessionAnnounced, now).await?;
    }
    let opened = opens.max(now);
    store::announcement::insert(tx, id, NotificationKind::SessionOpened, opened).await
}

/// The message in words: what is offered where, and until when to act, or from when on.
#[must_use]
pub fn told(listing: &Listing, kind: NotificationKind, language: Language) -> String {
    let session = &listing.session;
    let zone = session.time_zone;
    let moment = if kind == NotificationKind::SessionAnnounced {
        format::date_time_in_zone(session.registration_opens_at, zone, language)
    } else {
        format::deadline(session.registration_closes_at, zone, language)
    };
    let title = format!("{}, {}", listing.program.title, listing.institution.name);
    message::notification(kind, &title, Some(&moment), language)
}

/// Tells what is due; how many announcements were taken on.
///
/// # Errors
/// The database's own.
pub async fn announce_due(services: &Services) -> Result<usize> {
    let now = services.store.ping().await?;
    let most = u64::try_from(ROUND).unwrap_or(u64::MAX);
    let mut taken = 0;
    for one in store::announcement::due(services.store.read(), now, most).await? {
        let until = now.plus_minutes(CLAIMED_MINUTES);
        let claim = services.store.write(move |tx| {
            Box::pin(async move { store::announcement::claim(tx, one, until).await })
        });
        if !claim.await? {
            continue;
        }
        taken += 1;
        // What fails is tried again by itself, and holds up no other.
        if let Err(error) = announce(services, one, now).await {
            tracing::error!(%error, session = %one.session, "a session was not announced to all");
        }
    }
    Ok(taken)
}

/// What is to be done with an announcement at the moment.
enum Way {
    Tell,
    PutOff(Instant),
    Drop,
}

fn way(kind: NotificationKind, listing: &Listing, now: Instant) -> Way {
    let announces = kind == NotificationKind::SessionAnnounced;
    match listing.session.state(now) {
        SessionState::Published if announces => Way::Tell,
        // Its dates were moved.
        SessionState::Published => Way::PutOff(listing.session.registration_opens_at),
        SessionState::Open if !announces => Way::Tell,
        // That it is open is told by the other one.
        SessionState::Open
        | SessionState::Draft
        | SessionState::Closed
        | SessionState::Running
        | SessionState::Completed
        | SessionState::Cancelled => Way::Drop,
    }
}

async fn announce(services: &Services, one: Announcement, now: Instant) -> Result<()> {
    let listing = catalogue::session(services, &Actor::System, one.session).await?;
    if let Some(listing) = listing {
        match way(one.kind, &listing, now) {
            Way::Tell => tell_all(services, one, &listing, now).await?,
            Way::PutOff(until) => {
                let put_off = services.store.write(move |tx| {
                    Box::pin(async move { store::announcement::put_off(tx, one, until).await })
                });
                put_off.await?;
                return Ok(());
            }
            Way::Drop => {}
        }
    }
    let done = services
        .store
        .write(move |tx| Box::pin(async move { store::announcement::done(tx, one).await }));
    done.await
}

async fn tell_all(
    services: &Services,
    one: Announcement,
    listing: &Listing,
    now: Instant,
) -> Result<()> {
    let read = services.store.read();
    for criteria in matching(services, listing, now).await? {
        let mut after = None;
        loop {
            let from = (one.at, after);
            let found = store::saved_search::watchers(read, &criteria, from, TOLD).await?;
            let Some(last) = found.last() else { break };
            after = Some(last.account);
            let fitting = fitting(services, listing, found, now).await?;
            if !fitting.is_empty() {
                let write = services
                    .store
                    .write(move |tx| Box::pin(async move { tell(tx, one, &fitting).await }));
                write.await?;
            }
        }
    }
    Ok(())
}

/// What is asked for by kept searches whose list shows the session: decided by the list itself, with
/// its forgiveness for mistyped words.
async fn matching(services: &Services, listing: &Listing, now: Instant) -> Result<Vec<Criteria>> {
    let read = services.store.read();
    let view = View { drafts: Scope::Nothing, now };
    let mut all = Vec::new();
    for some in store::saved_search::candidates(read, listing).await?.chunks(COMPARED) {
        let mut queries = Vec::with_capacity(some.len());
        for criteria in some {
            let query = criteria.query();
            let meant =
                find::correction(services, query.search.as_deref(), Spelling::Forgiving).await?;
            queries.push(SessionQuery { search: meant.or(query.search), ..query });
        }
        let id = listing.session.id;
        let shown = store::session_list::matches(read, id, &queries, &view).await?;
        let matching = some.iter().zip(shown).filter(|(_, shown)| *shown);
        all.extend(matching.map(|(criteria, _)| criteria.clone()));
    }
    Ok(all)
}

/// Without those who have applied already, and those whom the session is certainly not for.
async fn fitting(
    services: &Services,
    listing: &Listing,
    found: Vec<Watcher>,
    now: Instant,
) -> Result<Vec<Watcher>> {
    let (read, vault) = (services.store.read(), services.vault());
    let accounts: Vec<AccountId> = found.iter().map(|watcher| watcher.account).collect();
    let people = store::applicant::by_accounts(read, vault, &accounts).await?;
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    let live = store::application::live_among(read, listing.session.id, &ids).await?;
    let hopeless = |person: &&crate::model::account::Applicant| {
        live.contains(&person.id)
            || eligibility::by_profile(person, listing, now).verdict == Verdict::NotEligible
    };
    let left_out: HashSet<AccountId> =
        people.iter().filter(hopeless).map(|person| person.account).collect();
    Ok(found.into_iter().filter(|watcher| !left_out.contains(&watcher.account)).collect())
}

async fn tell(tx: &Tx, one: Announcement, watchers: &[Watcher]) -> Result<()> {
    let now = tx.now().await?;
    let held = store::saved_search::hold(tx, watchers).await?;
    let mut news = Vec::with_capacity(held.len());
    for account in held {
        let id = NotificationId::from_u128(new_id(now)?);
        let about = Subject::Session(one.session);
        news.push(News { id, account, about, kind: one.kind, at: now });
    }
    if news.is_empty() {
        return Ok(());
    }
    let fresh = store::notification::insert_of_session(tx, &news).await?;
    if fresh.is_empty() {
        return Ok(());
    }
    store::saved_search::told(tx, watchers, &fresh, now).await?;
    let accounts: Vec<AccountId> = fresh.iter().copied().collect();
    let written = store::outbox::of_sessions_since(tx, &accounts, now.plus_hours(-24)).await?;
    for to in store::preference::recipients(tx, &accounts).await? {
        let enough = written.get(&to.account).is_some_and(|letters| *letters >= LETTERS_A_DAY);
        if let Some(news) = news.iter().find(|news| news.account == to.account && !enough) {
            outbox::tell(tx, to, *news).await?;
        }
    }
    Ok(())
}
