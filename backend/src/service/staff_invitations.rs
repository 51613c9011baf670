//! Inviting somebody to a role at an institution: a code by mail or SMS, good once and for a week; two
//! people behind each new admin (DOMAIN, Who may).

use balai_shared::{
    contact::Contact,
    error::{ErrorCode, FieldCode},
    id::{AccountId, InstitutionId, InvitationId},
    language::Language,
    message::{self, Letter},
    policy::{Action, Actor, Resource, Role, allow},
    staff::{
        INVITATION_DAYS, InvitationCode, InvitationState, MOST_INVITATIONS, StaffActionKind,
        is_staff_role, needs_approval,
    },
    time::Instant,
};

use super::{
    Services,
    attempts::{self, Subject},
    limits::{INVITED, INVITED_BY},
    outbox::{self, To},
    reauthenticate, staff, staff_actions, viewer,
};
use crate::{
    auth::secret::{self, new_id},
    error::{Error, Result},
    model::{
        account::Account,
        message::Content,
        staff::{Invitation, NewStaffAction},
    },
    store::{self, Tx},
};

/// Whom an admin invites.
#[derive(Clone)]
pub struct Input {
    /// `ins_…`.
    pub institution_id: String,
    /// Mobile number or e-mail address.
    pub contact: String,
    /// To which role.
    pub role: Role,
    /// The admin's own, typed once more.
    pub password: String,
}

/// Invites somebody: the code is sent at once, or for an admin once somebody else has approved it.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another institution; `FORBIDDEN` for who isn't admin there;
/// `VALIDATION_FAILED` for a bad contact, one's own, a role that is none at an institution, a wrong
/// password; `CONFLICT` where the same invitation is open; `RATE_LIMITED` after too many.
pub async fn invite(
    services: &Services,
    actor: &Actor,
    input: Input,
    language: Language,
) -> Result<Invitation> {
    let institution: InstitutionId = input.institution_id.parse()?;
    allow(actor, Action::ManageStaff, &Resource::Institution(institution))?;
    let account = own(services, actor).await?;
    let contact = Contact::parse(&input.contact)
        .map_err(|error| Error::invalid(vec![error.field_error("contact")]))?;
    if !is_staff_role(input.role) {
        return Err(Error::field("role", FieldCode::NotAllowed));
    }
    if is_own(&account, &contact) {
        return Err(Error::field("contact", FieldCode::NotAllowed));
    }
    reauthenticate::check(services, &account, input.password, "password").await?;
    let limits = limits(services, institution, &contact);
    attempts::within_limits(services, &limits).await?;
    let code = code()?;
    let asked = Asked { institution, contact, role: input.role, by: account.id, language };
    services
        .store
        .write(move |tx| Box::pin(async move { keep(tx, asked, code, &limits).await }))
        .await
}

/// An invitation that is asked for.
struct Asked {
    institution: InstitutionId,
    contact: Contact,
    role: Role,
    by: AccountId,
    language: Language,
}

async fn keep(tx: &Tx, asked: Asked, code: String, limits: &[Subject]) -> Result<Invitation> {
    let Asked { institution, contact, role, by, language } = asked;
    let now = tx.now().await?;
    store::institution::lock(tx, institution).await?;
    staff::still_admin(tx, by, institution).await?;
    store::invitation::forget(tx, now).await?;
    let open = store::invitation::open(tx.conn(), tx.vault(), institution, now).await?;
    if open.len() >= MOST_INVITATIONS {
        return Err(Error::field("contact", FieldCode::TooMany));
    }
    let new = Invitation {
        id: InvitationId::from_u128(new_id(now)?),
        institution,
        role,
        contact: Some(contact),
        language,
        asked_by: by,
        asked_at: now,
        approved_by: None,
        approved_at: None,
        expires_at: now.plus_days(INVITATION_DAYS),
        accepted_at: None,
        revoked_at: None,
    };
    if open.iter().any(|other| is_same(other, &new)) {
        return Err(Error::refused(ErrorCode::Conflict));
    }
    let at_once = !needs_approval(role);
    store::invitation::insert(tx, &new, at_once.then_some(code.as_str())).await?;
    attempts::note(tx, limits, now).await?;
    if at_once {
        send(tx, &new, code, now).await?;
    }
    let action = NewStaffAction::new(institution, Some(by), StaffActionKind::Invited);
    staff_actions::note(tx, &NewStaffAction { role: Some(role), ..action }, now).await?;
    Ok(new)
}

fn is_same(one: &Invitation, other: &Invitation) -> bool {
    let normal = |invitation: &Invitation| invitation.contact.as_ref().map(attempts::normal);
    one.role == other.role && normal(one) == normal(other)
}

fn limits(services: &Services, institution: InstitutionId, to: &Contact) -> Vec<Subject> {
    let vault = services.vault();
    let sent = Subject::new(vault, &INVITED_BY, &institution.to_string());
    let received = Subject::new(vault, &INVITED, &attempts::normal(to));
    vec![sent, received]
}

/// Who approves: an admin of the same institution, or the operator.
#[derive(Debug, Clone, Copy)]
enum Approver {
    Admin(AccountId),
    Operator,
}

/// Approves that somebody becomes admin: the code is sent.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for none, or another institution's; `FORBIDDEN` for who isn't admin
/// there, who asked for it, and who is to become admin; `VALIDATION_FAILED` for a wrong password;
/// `INVALID_TRANSITION` for one that needs no approval, or is settled.
pub async fn approve(
    services: &Services,
    actor: &Actor,
    id: &str,
    password: String,
) -> Result<Invitation> {
    let (invitation, account) = permitted(services, actor, id).await?;
    let own_contact = invitation.contact.as_ref().is_some_and(|to| is_own(&account, to));
    if invitation.asked_by == account.id || own_contact {
        return Err(Error::refused(ErrorCode::Forbidden));
    }
    reauthenticate::check(services, &account, password, "password").await?;
    approved(services, invitation, Approver::Admin(account.id)).await
}

/// The same by the operator, for an institution whose only admin asks.
///
/// # Errors
/// As [`approve`].
pub async fn approve_by_operator(services: &Services, id: InvitationId) -> Result<Invitation> {
    let found = store::invitation::by_id(services.store.read(), services.vault(), id).await?;
    approved(services, found.ok_or(ErrorCode::NotFound)?, Approver::Operator).await
}

async fn approved(services: &Services, invitation: Invitation, by: Approver) -> Result<Invitation> {
    let code = code()?;
    let id = invitation.id;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                store::institution::lock(tx, invitation.institution).await?;
                let who = match by {
                    Approver::Admin(account) => {
                        staff::still_admin(tx, account, invitation.institution).await?;
                        Some(account)
                    }
                    Approver::Operator => None,
                };
                let until = now.plus_days(INVITATION_DAYS);
                let done = store::invitation::approve(tx, id, (who, &code), (now, until)).await?;
                if !done {
                    return Err(Error::refused(ErrorCode::InvalidTransition));
                }
                send(tx, &invitation, code, now).await?;
                let kind = StaffActionKind::GrantApproved;
                let action = NewStaffAction::new(invitation.institution, who, kind);
                let action = NewStaffAction { role: Some(invitation.role), ..action };
                staff_actions::note(tx, &action, now).await
            })
        })
        .await?;
    again(services, id).await
}

/// Takes an invitation back.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for none, or another institution's; `FORBIDDEN` for who isn't admin
/// there; `INVALID_TRANSITION` for one that is settled.
pub async fn revoke(services: &Services, actor: &Actor, id: &str) -> Result<Invitation> {
    let (invitation, account) = permitted(services, actor, id).await?;
    let id = invitation.id;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                store::institution::lock(tx, invitation.institution).await?;
                staff::still_admin(tx, account.id, invitation.institution).await?;
                if !store::invitation::revoke(tx, id, Some(account.id), now).await? {
                    return Err(Error::refused(ErrorCode::InvalidTransition));
                }
                let (by, kind) = (Some(account.id), StaffActionKind::InvitationRevoked);
                let action = NewStaffAction::new(invitation.institution, by, kind);
                let action = NewStaffAction { role: Some(invitation.role), ..action };
                staff_actions::note(tx, &action, now).await
            })
        })
        .await?;
    again(services, id).await
}

/// The invitations of an institution of which something may still come.
///
/// # Errors
/// As [`allow`] says of who may see them.
pub async fn open(
    services: &Services,
    actor: &Actor,
    institution: InstitutionId,
) -> Result<Vec<Invitation>> {
    allow(actor, Action::ManageStaff, &Resource::Institution(institution))?;
    let (connection, vault) = (services.store.read(), services.vault());
    store::invitation::open(connection, vault, institution, services.clock().now()).await
}

/// Whether the caller may approve an invitation, as [`approve`] would find.
///
/// # Errors
/// The database's own.
pub async fn may_approve(
    services: &Services,
    actor: &Actor,
    invitation: &Invitation,
) -> Result<bool> {
    let waits = invitation.state(services.clock().now()) == InvitationState::Pending;
    let Some(account) = viewer::account(services, actor).await?.filter(|_| waits) else {
        return Ok(false);
    };
    let own = invitation.contact.as_ref().is_some_and(|to| is_own(&account, to));
    Ok(invitation.asked_by != account.id && !own)
}

/// What waits for the owner of an account.
///
/// # Errors
/// The database's own.
pub(super) async fn waiting_for(
    services: &Services,
    account: &Account,
    now: Instant,
) -> Result<Vec<Invitation>> {
    let (connection, vault) = (services.store.read(), services.vault());
    let mut waiting = Vec::new();
    for own in account.contacts() {
        if own.confirmed_at.is_some() {
            let found = store::invitation::waiting_for(connection, vault, &own.contact, now);
            waiting.extend(found.await?);
        }
    }
    Ok(waiting)
}

/// The letter with the code; `None` where the invitation is gone.
///
/// # Errors
/// The database's own.
pub(super) async fn letter(
    services: &Services,
    (id, code): (Option<InvitationId>, &str),
    language: Language,
) -> Result<Option<Letter>> {
    let Some(id) = id else { return Ok(None) };
    let (connection, vault) = (services.store.read(), services.vault());
    let Some(found) = store::invitation::by_id(connection, vault, id).await? else {
        return Ok(None);
    };
    let ids = [found.institution];
    let institution = store::institution::by_ids(connection, &ids).await?.pop();
    let institution = institution.ok_or(ErrorCode::NotFound)?;
    let page = services.public_url.as_ref().map(|url| format!("{url}/petugas/undangan"));
    let code = InvitationCode::shown(code);
    let to = (found.role, institution.name.as_str());
    Ok(Some(message::staff_invitation(&code, to, page.as_deref(), language)))
}

/// Forgets whom invitations went to whose time is over.
///
/// # Errors
/// The database's own.
pub async fn forget_old(services: &Services) -> Result<u64> {
    services
        .store
        .write(|tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                store::invitation::forget(tx, now).await
            })
        })
        .await
}

/// The invitation that the caller may do something with.
async fn permitted(services: &Services, actor: &Actor, id: &str) -> Result<(Invitation, Account)> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let id: InvitationId = id.parse()?;
    let found = store::invitation::by_id(services.store.read(), services.vault(), id).await?;
    let found = found.ok_or(ErrorCode::NotFound)?;
    allow(actor, Action::ManageStaff, &Resource::Institution(found.institution))?;
    Ok((found, own(services, actor).await?))
}

pub(super) async fn again(services: &Services, id: InvitationId) -> Result<Invitation> {
    let found = store::invitation::by_id(services.store.read(), services.vault(), id).await?;
    found.ok_or_else(|| Error::refused(ErrorCode::NotFound))
}

pub(super) async fn own(services: &Services, actor: &Actor) -> Result<Account> {
    let found = viewer::account(services, actor).await?;
    found.ok_or_else(|| Error::refused(ErrorCode::Forbidden))
}

fn is_own(account: &Account, contact: &Contact) -> bool {
    let wanted = attempts::normal(contact);
    account.contacts().iter().any(|own| attempts::normal(&own.contact) == wanted)
}

/// Queues the letter, for the very contact that was invited. It belongs to who asked for it, because
/// the person may have no account yet.
async fn send(tx: &Tx, to: &Invitation, code: String, now: Instant) -> Result<()> {
    let Some(contact) = &to.contact else { return Ok(()) };
    let content = Content::Invitation(Some(to.id), code);
    let until = now.plus_days(INVITATION_DAYS);
    outbox::queue(tx, To::exactly(to.asked_by, contact, to.language), content, (now, until)).await
}

fn code() -> Result<String> {
    Ok(InvitationCode::from_bits(u64::from_be_bytes(secret::random()?)))
}
