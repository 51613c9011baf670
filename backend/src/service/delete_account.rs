//! Deleting one's account: what the law doesn't keep is gone at once (DOMAIN, Leaving).

use balai_shared::{
    account::{AccountEventKind, AccountNotice, Hindrance, Standing, may_delete},
    application::{ApplicationAction, ApplicationState},
    error::{ErrorCode, FieldCode},
    id::{AccountId, ApplicantId},
    policy::{Action, Actor, Resource, allow},
    time::{Date, Instant, TimeZone},
};

use super::{Services, account_events, offer, outbox, reauthenticate, viewer};
use crate::{
    error::{Error, Result},
    model::{account::Account, application::Application},
    store::{self, Connection, Tx},
};

/// How many years the records of public money are kept after the year they are of (UU 8/1997,
/// article 11).
const KEPT_YEARS: i32 = 10;

/// What the person types and ticks.
#[derive(Debug, Clone)]
pub struct Input {
    /// The password.
    pub password: String,
    /// That it is meant.
    pub confirm: bool,
}

/// Withdraws what is open, then erases.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN`; `VALIDATION_FAILED` without the tick or with a wrong password;
/// `RATE_LIMITED` after too many; `CONFLICT` at the field `account` for who has a role, takes part in a
/// training that runs, or is about to be paid.
pub async fn delete(services: &Services, actor: &Actor, input: Input) -> Result<()> {
    allow(actor, Action::EditOwnProfile, &Resource::None)?;
    let Actor::Person { applicant: Some(applicant), .. } = actor else {
        return Err(Error::refused(ErrorCode::Forbidden));
    };
    let applicant = *applicant;
    let account = viewer::account(services, actor).await?;
    let account = account.ok_or_else(|| Error::refused(ErrorCode::Forbidden))?;
    if !input.confirm {
        return Err(Error::field("confirm", FieldCode::Required));
    }
    reauthenticate::check(services, &account, input.password, "password").await?;
    let whose = (account.id, applicant);
    let now = services.store.ping().await?;
    let open = open(services.store.read(), whose, now).await?;
    // Each in a transaction of its own, as if the person did it: so the locks keep their order, and
    // each seat goes on down its waiting list.
    for application in open {
        let id = application.id.to_string();
        offer::act(services, actor, &id, ApplicationAction::Withdraw, None).await?;
    }
    services
        .store
        .write(move |tx| Box::pin(async move { erase(tx, &account, applicant).await }))
        .await
}

/// The applications to be withdrawn, unless something hinders.
async fn open(
    connection: &impl Connection,
    (account, applicant): (AccountId, ApplicantId),
    now: Instant,
) -> Result<Vec<Application>> {
    let mut open = store::application_list::live(connection, applicant).await?;
    open.retain(|application| application.state.is_open());
    let mut training_runs = false;
    for application in &open {
        if application.state == ApplicationState::Confirmed {
            let session = store::session::by_id(connection, application.session).await?;
            training_runs |= session.is_some_and(|session| session.starts_at <= now);
        }
    }
    let benefits = store::benefit::of_applicant(connection, applicant).await?;
    let due = benefits.iter().any(|(benefit, _)| {
        let facts = &benefit.facts;
        facts.incentive_due() && !facts.incentive_paid && !facts.revoked
    });
    let ids: Vec<_> = benefits.iter().map(|(benefit, _)| benefit.id).collect();
    let payment_under_way = due || store::payout::waits(connection, &ids).await?;
    let has_role = !store::account::grants(connection, account).await?.is_empty();
    match may_delete(&Standing { has_role, training_runs, payment_under_way }) {
        Ok(()) => Ok(open),
        Err(hindrance) => Err(Error::at(ErrorCode::Conflict, "account", code(hindrance))),
    }
}

const fn code(hindrance: Hindrance) -> FieldCode {
    match hindrance {
        Hindrance::HasRole => FieldCode::HasRole,
        Hindrance::TrainingRunning => FieldCode::TrainingRunning,
        Hindrance::PaymentUnderWay => FieldCode::PaymentUnderWay,
    }
}

async fn erase(tx: &Tx, account: &Account, applicant: ApplicantId) -> Result<()> {
    let (now, id) = (tx.now().await?, account.id);
    store::account::lock(tx, id).await?;
    store::applicant::lock(tx, applicant).await?;
    // No payment sets out while its account is being forgotten.
    store::benefit::lock_all(tx, applicant).await?;
    if !open(tx.conn(), (id, applicant), now).await?.is_empty() {
        // Another tab applied meanwhile.
        return Err(Error::refused(ErrorCode::Conflict));
    }
    let language = store::preference::of(tx.conn(), id).await?.language;
    if store::erasure::has_benefit(tx.conn(), applicant).await? {
        store::erasure::keep_identity(tx, applicant, kept_until(now)).await?;
        store::erasure::payout(tx, applicant).await?;
    }
    store::erasure::profile(tx, applicant, now).await?;
    store::refresh_token::revoke_account(tx, id, None, now).await?;
    store::erasure::account(tx, id, now).await?;
    account_events::note(tx, id, AccountEventKind::Deleted, now).await?;
    for own in account.contacts() {
        store::invitation::revoke_for(tx, &own.contact, now).await?;
    }
    // The last word, by what was the account's until now; nothing of it stays once it is sent.
    for own in account.contacts() {
        if own.confirmed_at.is_some() {
            let notice = AccountNotice::Deleted;
            outbox::notify(tx, (id, language), &own.contact, notice, now).await?;
        }
    }
    Ok(())
}

/// The first moment after the last day of the tenth year.
fn kept_until(now: Instant) -> Instant {
    let zone = TimeZone::Jakarta;
    let year = zone.date_of(now).year() + KEPT_YEARS + 1;
    Date::from_ymd(year, 1, 1).map_or(now, |day| zone.start_of(day))
}

/// Erases the identities that the law no longer keeps.
///
/// # Errors
/// The database's own.
pub async fn forget_kept(services: &Services) -> Result<u64> {
    services
        .store
        .write(|tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                store::erasure::purge_identities(tx, now).await
            })
        })
        .await
}
