//! What brings a new number about that was asked for at a counter: whoever reads an old contact agrees,
//! a second member of staff approves, or nobody stops it for a day.

use balai_shared::{
    account::{AccountEventKind, AccountNotice, RecoveryOutcome},
    contact::Contact,
    error::{ErrorCode, FieldCode},
    id::{AccountId, ApplicantId, RecoveryId},
    policy::{Action, Actor, Denied, Resource, allow},
    staff::InvitationCode,
    time::Instant,
};

use super::{
    Services, account_events,
    attempts::{self, Subject},
    limits, one_time, outbox, reauthenticate, register, viewer,
};
use crate::{
    error::{Error, Result},
    model::{
        account::{Account, Applicant},
        network::Network,
        recovery::Recovery,
    },
    store::{self, Tx, one_time_code::Purpose},
};

/// How many take effect in one round.
const ROUND: u64 = 100;

/// By which contacts the owner is told and can stop it: those that open the account by a code. Beside
/// them, one that is only claimed may be a stranger's.
pub(super) fn owners(account: &Account) -> Vec<Contact> {
    let proofs = account.proofs();
    let own = account.contacts().into_iter().filter(|own| proofs.may_reset_by(own.kind()));
    own.map(|own| own.contact).collect()
}

/// What waits for a job seeker, and whether the caller may approve it; nothing for who may not put a
/// number in.
///
/// # Errors
/// The database's own.
pub async fn of_applicant(
    services: &Services,
    actor: &Actor,
    (applicant, account): (ApplicantId, AccountId),
) -> Result<Option<(Recovery, bool)>> {
    let (read, vault) = (services.store.read(), services.vault());
    let Some(found) = store::contact_recovery::of_account(read, vault, account).await? else {
        return Ok(None);
    };
    let may = may_approve(actor, applicant, &found).is_ok();
    let sees = may || allow(actor, Action::RecoverContact, &resource(applicant, &found)).is_ok();
    Ok(sees.then_some((found, may)))
}

/// What waits for the caller's own account, as [`viewer::account`] gave it.
///
/// # Errors
/// `FORBIDDEN` for another's.
pub async fn own(
    services: &Services,
    actor: &Actor,
    account: AccountId,
) -> Result<Option<Recovery>> {
    viewer::own(actor, account)?;
    store::contact_recovery::of_account(services.store.read(), services.vault(), account).await
}

const fn resource(applicant: ApplicantId, recovery: &Recovery) -> Resource {
    Resource::Application { applicant, institution: recovery.institution }
}

/// Who may approve: whoever may put a number in at the same institution, but not who asked.
fn may_approve(
    actor: &Actor,
    applicant: ApplicantId,
    recovery: &Recovery,
) -> Result<AccountId, Denied> {
    allow(actor, Action::RecoverContact, &resource(applicant, recovery))?;
    match actor {
        Actor::Person { account, .. } if *account != recovery.asked_by => Ok(*account),
        Actor::Person { .. } | Actor::Visitor | Actor::Partner { .. } | Actor::System => {
            Err(Denied::Forbidden)
        }
    }
}

/// Approves it as the second member of staff: it takes effect.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for none that waits, or another institution's; `FORBIDDEN` for who
/// asked, for other roles, and for oneself; `VALIDATION_FAILED` for a wrong password; `CONFLICT` where
/// the number has an account now; `INVALID_TRANSITION` where it was settled meanwhile.
pub async fn approve(
    services: &Services,
    actor: &Actor,
    id: &str,
    password: String,
) -> Result<Applicant> {
    let account = viewer::account(services, actor).await?;
    let Some(account) = account else {
        let visitor = *actor == Actor::Visitor;
        let code = if visitor { ErrorCode::Unauthenticated } else { ErrorCode::Forbidden };
        return Err(Error::refused(code));
    };
    let id: RecoveryId = id.parse()?;
    let (read, vault) = (services.store.read(), services.vault());
    let found = store::contact_recovery::by_id(read, vault, id).await?;
    let found = found.ok_or(ErrorCode::NotFound)?;
    let person = store::applicant::by_account(read, vault, found.account).await?;
    let person = person.ok_or(ErrorCode::NotFound)?;
    let by = may_approve(actor, person.id, &found)?;
    reauthenticate::check(services, &account, password, "password").await?;
    bring_about(services, found, (RecoveryOutcome::Approved, Some(by))).await?;
    let read = store::applicant::by_ids(read, vault, &[person.id]).await?;
    read.into_iter().next().ok_or_else(|| Error::refused(ErrorCode::NotFound))
}

/// Agrees to it by the code that went to the old contacts: it takes effect.
///
/// # Errors
/// `VALIDATION_FAILED` for a code of none that waits; `CONFLICT` where the number has an account now;
/// `RATE_LIMITED` after too many codes from one network.
pub async fn agree(services: &Services, code: &str, from: Option<Network>) -> Result<()> {
    let found = by_code(services, code, from).await?;
    bring_about(services, found, (RecoveryOutcome::Agreed, None)).await
}

/// Stops it, by the code that went to the old contacts, or without one the caller's own.
///
/// # Errors
/// `VALIDATION_FAILED` for a code of none that waits; `NOT_FOUND` without a code where nothing waits;
/// `UNAUTHENTICATED`; `INVALID_TRANSITION` where it took effect meanwhile; `RATE_LIMITED`.
pub async fn stop(
    services: &Services,
    actor: &Actor,
    code: Option<&str>,
    from: Option<Network>,
) -> Result<()> {
    let found = match code {
        Some(code) => by_code(services, code, from).await?,
        None => {
            allow(actor, Action::EditOwnProfile, &Resource::None)?;
            let account = viewer::account(services, actor).await?.ok_or(ErrorCode::Forbidden)?;
            own(services, actor, account.id).await?.ok_or(ErrorCode::NotFound)?
        }
    };
    let write = services.store.write(move |tx| {
        Box::pin(async move {
            let now = tx.now().await?;
            let outcome = (RecoveryOutcome::Stopped, None);
            if !store::contact_recovery::settle(tx, found.id, outcome, now).await? {
                return Err(Error::refused(ErrorCode::InvalidTransition));
            }
            account_events::note(tx, found.account, AccountEventKind::RecoveryStopped, now).await
        })
    });
    write.await
}

async fn by_code(services: &Services, code: &str, from: Option<Network>) -> Result<Recovery> {
    let code = match code.trim() {
        "" => return Err(Error::field("code", FieldCode::Required)),
        text => {
            InvitationCode::parse(text).ok_or_else(|| Error::field("code", FieldCode::WrongCode))?
        }
    };
    let vault = services.vault();
    let counted = Subject::of_network(vault, &limits::RECOVERY_CODE, from);
    let counted = attempts::count(services, counted.into_iter().collect()).await?;
    let found = store::contact_recovery::by_code(services.store.read(), vault, &code).await?;
    let found = found.ok_or_else(|| Error::field("code", FieldCode::WrongCode))?;
    counted.take_back(services).await?;
    Ok(found)
}

/// Has those take effect that nobody stopped for a day; how many.
///
/// # Errors
/// The database's own.
pub async fn effect_due(services: &Services) -> Result<usize> {
    let now = services.store.ping().await?;
    let asked = now.plus_hours(-balai_shared::account::RECOVERY_HOURS);
    let (read, vault) = (services.store.read(), services.vault());
    let mut done = 0;
    for found in store::contact_recovery::due(read, vault, (asked, ROUND)).await? {
        let id = found.id;
        match bring_about(services, found, (RecoveryOutcome::Waited, None)).await {
            Ok(()) => done += 1,
            // The number has an account now, or the person a role; or it was settled meanwhile, and
            // this changes nothing.
            Err(Error::Refused(_)) => fail(services, id).await?,
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

async fn fail(services: &Services, id: RecoveryId) -> Result<()> {
    let write = services.store.write(move |tx| {
        Box::pin(async move {
            let now = tx.now().await?;
            let outcome = (RecoveryOutcome::Failed, None);
            store::contact_recovery::settle(tx, id, outcome, now).await.map(|_| ())
        })
    });
    write.await
}

/// How it comes about, and by whom.
type How = (RecoveryOutcome, Option<AccountId>);

async fn bring_about(services: &Services, recovery: Recovery, how: How) -> Result<()> {
    let code = one_time::draw()?;
    let write = services
        .store
        .write(move |tx| Box::pin(async move { take_effect(tx, recovery, how, code).await }));
    write.await
}

/// Puts the number in, signs every device out and tells the old contacts. Whoever stands at the counter
/// gets a code for a new password; after a day, nobody waits for one.
async fn take_effect(tx: &Tx, recovery: Recovery, how: How, code: String) -> Result<()> {
    let now = tx.now().await?;
    let (id, phone) = (recovery.account, &recovery.phone);
    store::account::lock(tx, id).await?;
    // First of all: of this and a stop at the same moment, one finds that the other was first.
    if !store::contact_recovery::settle(tx, recovery.id, how, now).await? {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    let before = store::account::by_id(tx.conn(), tx.vault(), id).await?;
    let before = before.ok_or(ErrorCode::NotFound)?;
    // Who decides about others must not come into the hands of a colleague.
    if !store::account::grants(tx.conn(), id).await?.is_empty() {
        return Err(Error::refused(ErrorCode::Forbidden));
    }
    if before.phone.as_ref() != Some(phone)
        && register::free(tx, None, Some(phone), now).await?.is_some()
    {
        return Err(Error::taken("newPhone", FieldCode::PhoneTaken));
    }
    store::contact::vouch(tx, id, phone, now).await?;
    store::refresh_token::revoke_account(tx, id, None, now).await?;
    tell(tx, &before, &recovery, how, now).await?;
    let language = store::preference::of(tx.conn(), id).await?.language;
    let new = Contact::Phone(phone.clone());
    match how.0 {
        RecoveryOutcome::Agreed | RecoveryOutcome::Approved => {
            let whose = (id, Purpose::Password);
            one_time::send(tx, whose, (&new, language), code, now).await
        }
        RecoveryOutcome::Waited
        | RecoveryOutcome::Stopped
        | RecoveryOutcome::Replaced
        | RecoveryOutcome::Failed => {
            outbox::notify(tx, (id, language), &new, AccountNotice::NumberReady, now).await
        }
    }
}

async fn tell(
    tx: &Tx,
    before: &Account,
    recovery: &Recovery,
    (_, second): How,
    now: Instant,
) -> Result<()> {
    let (id, institution) = (before.id, Some(recovery.institution));
    let language = store::preference::of(tx.conn(), id).await?.language;
    for contact in owners(before) {
        let notice = AccountNotice::RecoveredAtCounter;
        outbox::notify(tx, (id, language), &contact, notice, now).await?;
    }
    if second.is_some() {
        let by = account_events::By { actor: second, institution };
        let kind = AccountEventKind::RecoveryApproved;
        account_events::note_by(tx, id, kind, by, now).await?;
    }
    let by = account_events::By { actor: Some(recovery.asked_by), institution };
    account_events::note_by(tx, id, AccountEventKind::RecoveredAtCounter, by, now).await
}
