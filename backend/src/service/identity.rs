//! Who a person is: what holds it fast, and the history of its changes.

use balai_shared::{
    application::ApplicationState,
    error::{ErrorCode, FieldCode, FieldError},
    id::{AccountId, ApplicantId, ApplicationId, InstitutionId},
    identity::{Identity, IdentityField, IdentityLock, strongest},
    policy::Actor,
    time::Instant,
};

use super::{Services, applications};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::{account::Applicant, application::Application, identity::IdentityChange},
    store::{self, Connection, Tx},
};

/// A person, held until the transaction ends, with all that the person ever sent.
pub(super) struct Held {
    pub(super) profile: Applicant,
    pub(super) sent: Vec<Application>,
}

/// Holds whoever changes, in the order of all who hold these: the applications, so that none is decided
/// meanwhile, then the account, then the profile, so that nothing new is sent.
///
/// # Errors
/// `CONFLICT` where something was sent at that very moment; `UNAUTHENTICATED` for who has left.
pub(super) async fn hold(tx: &Tx, account: AccountId, id: ApplicantId) -> Result<Held> {
    let before = ids(&store::join::sent(tx.conn(), id).await?);
    store::application::hold(tx, &before).await?;
    store::account::lock(tx, account).await?;
    store::applicant::lock(tx, id).await?;
    let sent = store::join::sent(tx.conn(), id).await?;
    if ids(&sent) != before {
        return Err(Error::refused(ErrorCode::Conflict));
    }
    let profile = store::applicant::by_ids(tx.conn(), tx.vault(), &[id]).await?;
    let profile = profile.into_iter().next().ok_or(ErrorCode::NotFound)?;
    Ok(Held { profile, sent })
}

fn ids(of: &[Application]) -> Vec<ApplicationId> {
    let mut ids: Vec<_> = of.iter().map(|application| application.id).collect();
    ids.sort_unstable();
    ids
}

/// Refuses that these fields are replaced by their owner while something hangs on them.
///
/// # Errors
/// `VALIDATION_FAILED` with `LOCKED` at each.
pub(super) async fn refuse_locked(
    connection: &impl Connection,
    id: ApplicantId,
    replaced: &[IdentityField],
) -> Result<()> {
    if replaced.is_empty() || store::identity::locks(connection, id).await?.is_empty() {
        return Ok(());
    }
    let locked = |field: &IdentityField| FieldError::new(field.path(), FieldCode::Locked);
    Err(Error::invalid(replaced.iter().map(locked).collect()))
}

/// What holds a person's identity fast, the weightiest of all.
///
/// # Errors
/// The database's own.
pub async fn lock(services: &Services, applicant: &Applicant) -> Result<Option<IdentityLock>> {
    let locks = store::identity::locks(services.store.read(), applicant.id).await?;
    Ok(strongest(locks))
}

/// Who changed an identity, and how.
pub(super) struct By {
    pub(super) actor: AccountId,
    /// At whose counter, by the right of which application.
    pub(super) counter: Option<(InstitutionId, ApplicationId)>,
    pub(super) reason: Option<String>,
}

/// Adds a change to the history; of the fields that stayed nothing is kept.
///
/// # Errors
/// The database's own.
pub(super) async fn record(
    tx: &Tx,
    id: ApplicantId,
    (before, after): (&Identity, &Identity),
    by: By,
    now: Instant,
) -> Result<()> {
    let fields = before.changed_to(after);
    let change = IdentityChange {
        id: new_id(now)?,
        applicant: id,
        at: now,
        actor: by.actor,
        counter: by.counter,
        before: Some(only(before, &fields)),
        after: Some(only(after, &fields)),
        fields,
        reason: by.reason,
    };
    store::identity::insert(tx, &change).await
}

fn only(of: &Identity, fields: &[IdentityField]) -> Identity {
    let kept = |field| fields.contains(&field);
    Identity {
        name: if kept(IdentityField::Name) { of.name.clone() } else { String::new() },
        nik: of.nik.clone().filter(|_| kept(IdentityField::Nik)),
        birth_date: of.birth_date.filter(|_| kept(IdentityField::BirthDate)),
        sex: of.sex.filter(|_| kept(IdentityField::Sex)),
    }
}

/// What was changed of these people, the latest first.
///
/// # Errors
/// The database's own.
pub async fn of_applicants(
    services: &Services,
    ids: &[ApplicantId],
) -> Result<Vec<IdentityChange>> {
    store::identity::of_applicants(services.store.read(), services.vault(), ids).await
}

/// The changes as the reader of an application may know them: for who sees the profile, and what staff
/// said about one only for the person and at the institution where it was said.
#[must_use]
pub fn as_read(
    actor: &Actor,
    application: &Application,
    changes: Vec<IdentityChange>,
) -> Vec<IdentityChange> {
    let sees = applications::may_see_details(actor, application);
    if !sees || application.state == ApplicationState::Draft {
        return Vec::new();
    }
    let own =
        matches!(actor, Actor::Person { applicant: Some(id), .. } if *id == application.applicant);
    let said_here = |change: &IdentityChange| {
        change.counter.is_some_and(|(institution, _)| institution == application.institution)
    };
    let told = |change: IdentityChange| {
        let reason = change.reason.clone().filter(|_| own || said_here(&change));
        IdentityChange { reason, ..change }
    };
    changes.into_iter().map(told).collect()
}
