//! Who works at an institution, and ending a role (DOMAIN, Who may).

use balai_shared::{
    error::{ErrorCode, FieldCode},
    id::{AccountId, InstitutionId},
    policy::{Action, Actor, Resource, Role, allow},
    staff::{StaffActionKind, is_staff_role},
};

use super::{Services, staff_actions};
use crate::{
    error::{Error, Result},
    model::staff::{Member, NewStaffAction},
    store::{self, Tx},
};

/// Who works at an institution, by name.
///
/// # Errors
/// As [`allow`] says of who may see them: its admins.
pub async fn members(
    services: &Services,
    actor: &Actor,
    institution: InstitutionId,
) -> Result<Vec<Member>> {
    allow(actor, Action::ManageStaff, &Resource::Institution(institution))?;
    store::staff::members(services.store.read(), institution).await
}

/// Whose role ends.
#[derive(Debug, Clone)]
pub struct End {
    /// `usr_…`.
    pub account_id: String,
    /// `ins_…`.
    pub institution_id: String,
    /// Which.
    pub role: Role,
}

/// Ends a role. It ends for the sign-ins that are open, too: roles are read anew for each request.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another institution, or somebody without that role;
/// `FORBIDDEN` for who isn't admin there; `CONFLICT` at `role` for the last admin.
pub async fn end_role(services: &Services, actor: &Actor, input: &End) -> Result<InstitutionId> {
    let institution: InstitutionId = input.institution_id.parse()?;
    allow(actor, Action::ManageStaff, &Resource::Institution(institution))?;
    let Actor::Person { account: by, .. } = actor else {
        return Err(Error::refused(ErrorCode::Forbidden));
    };
    let (by, whose): (AccountId, AccountId) = (*by, input.account_id.parse()?);
    let role = input.role;
    if !is_staff_role(role) {
        return Err(Error::field("role", FieldCode::NotAllowed));
    }
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                // So that two admins who end each other's role don't leave nobody.
                store::institution::lock(tx, institution).await?;
                still_admin(tx, by, institution).await?;
                if !store::staff::end(tx, whose, (institution, role)).await? {
                    return Err(Error::refused(ErrorCode::NotFound));
                }
                if store::staff::count(tx.conn(), institution, Role::Admin).await? == 0 {
                    return Err(Error::at(ErrorCode::Conflict, "role", FieldCode::NotAllowed));
                }
                let kind = StaffActionKind::RoleEnded;
                let action = NewStaffAction::new(institution, Some(by), kind);
                let action = NewStaffAction { role: Some(role), account: Some(whose), ..action };
                staff_actions::note(tx, &action, now).await
            })
        })
        .await?;
    Ok(institution)
}

/// Looks once more, with the institution held: who asks may have lost the role since the request began.
///
/// # Errors
/// `FORBIDDEN`.
pub(super) async fn still_admin(
    tx: &Tx,
    account: AccountId,
    institution: InstitutionId,
) -> Result<()> {
    let grants = store::account::grants(tx.conn(), account).await?;
    let is_admin = grants
        .iter()
        .any(|grant| grant.role == Role::Admin && grant.institution == Some(institution));
    if is_admin { Ok(()) } else { Err(Error::refused(ErrorCode::Forbidden)) }
}
