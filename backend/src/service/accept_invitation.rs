//! Taking the role that one was invited to, by the code of the message (DOMAIN, Who may).

use balai_shared::{
    contact::Contact,
    error::FieldCode,
    id::{AccountId, InvitationId},
    policy::{Action, Actor, Resource, allow},
    staff::{InvitationCode, InvitationState, StaffActionKind},
    time::Instant,
};

use super::{
    Services,
    attempts::{self, Subject},
    limits, staff_actions,
    staff_invitations::{again, own},
};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::{
        account::Account,
        staff::{Invitation, NewStaffAction},
    },
    store::{self, Tx},
};

/// Takes the role that the caller was invited to: by who has proved the very contact that the
/// invitation went to.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN`; `VALIDATION_FAILED` for a code that isn't good for this person,
/// whatever is wrong with it; `RATE_LIMITED` after too many.
pub async fn accept(services: &Services, actor: &Actor, code: &str) -> Result<Invitation> {
    allow(actor, Action::EditOwnProfile, &Resource::None)?;
    let account = own(services, actor).await?;
    let code = match code.trim() {
        "" => return Err(Error::field("code", FieldCode::Required)),
        text => InvitationCode::parse(text).ok_or_else(wrong_code)?,
    };
    let (vault, id) = (services.vault(), account.id);
    let tried = Subject::new(vault, &limits::INVITATION_TRIED, &id.to_string());
    let day = Subject::new(vault, &limits::INVITATION_TRIED_A_DAY, &id.to_string());
    let subjects = vec![tried, day];
    attempts::within_limits(services, &subjects).await?;
    let taken = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                let taken = take(tx, id, &code, now).await?;
                if taken.is_none() {
                    // The try itself is kept, so this is no error of the transaction.
                    attempts::note(tx, &subjects, now).await?;
                }
                Ok(taken)
            })
        })
        .await?;
    let taken = taken.ok_or_else(wrong_code)?;
    again(services, taken).await
}

async fn take(tx: &Tx, id: AccountId, code: &str, now: Instant) -> Result<Option<InvitationId>> {
    let (conn, vault) = (tx.conn(), tx.vault());
    let Some(found) = store::invitation::by_code(conn, vault, code).await? else {
        return Ok(None);
    };
    let institution = found.institution;
    store::institution::lock(tx, institution).await?;
    store::account::lock(tx, id).await?;
    let account = store::account::by_id(conn, vault, id).await?;
    let proved = account
        .is_some_and(|account| found.contact.as_ref().is_some_and(|to| is_proved(&account, to)));
    // Who asked or approved gives no role to oneself, whichever contact was put in meanwhile.
    let involved = found.asked_by == id || found.approved_by == Some(id);
    let sent = match found.state(now) {
        InvitationState::Sent => true,
        InvitationState::Pending
        | InvitationState::Accepted
        | InvitationState::Revoked
        | InvitationState::Expired => false,
    };
    if !proved || involved || !sent || !store::invitation::accept(tx, found.id, id, now).await? {
        return Ok(None);
    }
    store::staff::give(tx, id, (institution, found.role), (new_id(now)?, now)).await?;
    let action = NewStaffAction::new(institution, Some(id), StaffActionKind::RoleAccepted);
    let action = NewStaffAction { role: Some(found.role), account: Some(id), ..action };
    staff_actions::note(tx, &action, now).await?;
    Ok(Some(found.id))
}

fn is_proved(account: &Account, contact: &Contact) -> bool {
    let wanted = attempts::normal(contact);
    let proved = account.contacts().into_iter().filter(|own| own.confirmed_at.is_some());
    proved.into_iter().any(|own| attempts::normal(&own.contact) == wanted)
}

fn wrong_code() -> Error {
    Error::field("code", FieldCode::WrongCode)
}
