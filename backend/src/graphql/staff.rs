//! Who works at an institution: members, invitations, roles.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{Context, ID, InputObject, Object, SimpleObject, dataloader::Loader};
use balai_shared::{
    error::ErrorCode,
    id::{AccountId, InstitutionId},
    policy::{Actor, Role},
    staff::InvitationState,
};

use super::{
    context::RequestContext,
    error::Answer,
    institution::Institution,
    loader::{Batch, Loaded, load, load_required},
    node::former_id,
    scalar::DateTime,
};
use crate::{
    error::{Error, Result},
    model::{self, account::OwnContact},
    service::{Services, accept_invitation, staff, staff_actions, staff_invitations},
};

/// Loads what people of an institution are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct NameOf(pub(super) AccountId);

impl Loader<NameOf> for Batch {
    type Value = String;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[NameOf]) -> Loaded<NameOf, String> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = staff_actions::names(&self.services, &ids).await.map_err(Arc::new)?;
        let named: HashMap<_, _> = found.into_iter().map(|(id, name)| (NameOf(id), name)).collect();
        Ok(named)
    }
}

/// Somebody whom an admin of an institution may know by name.
#[derive(Debug, Clone, Copy)]
pub struct StaffPerson(pub(super) AccountId);

/// Somebody whom an admin of an institution may know by name.
#[Object]
impl StaffPerson {
    /// `usr_…`.
    async fn account_id(&self) -> ID {
        self.0.to_string().into()
    }

    /// The same behind the type's name, so that no cache takes the row for the object.
    #[graphql(deprecation = "Was the id of another object: use accountId. Goes on 1 June 2027.")]
    async fn id(&self) -> ID {
        former_id::<Self>(&self.0.to_string())
    }

    /// The name; null once the account was deleted.
    async fn name(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<String>> {
        load(ctx, NameOf(self.0)).await
    }
}

/// Somebody with a role at an institution; who has two stands there twice.
#[derive(Debug, Clone)]
pub struct StaffMember(model::staff::Member);

/// Somebody with a role at an institution; who has two stands there twice.
#[Object]
impl StaffMember {
    /// `usr_…`: for `endRole`, and for what the person did.
    async fn account_id(&self) -> ID {
        self.0.account.to_string().into()
    }

    /// The person's name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The role.
    async fn role(&self) -> Role {
        self.0.role
    }

    /// Since when.
    async fn since(&self) -> DateTime {
        DateTime(self.0.since)
    }

    /// Whether it is the caller.
    async fn is_viewer(&self, ctx: &Context<'_>) -> async_graphql::Result<bool> {
        let request = ctx.data::<RequestContext>()?;
        Ok(match &request.actor {
            Actor::Person { account, .. } => *account == self.0.account,
            Actor::Visitor | Actor::Partner { .. } | Actor::System => false,
        })
    }
}

/// An invitation to a role at an institution.
#[derive(Debug, Clone)]
pub struct StaffInvitation(model::staff::Invitation);

/// An invitation to a role at an institution.
#[Object]
impl StaffInvitation {
    /// `inv_…`.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// The role.
    async fn role(&self) -> Role {
        self.0.role
    }

    /// How far it is.
    async fn state(&self, ctx: &Context<'_>) -> async_graphql::Result<InvitationState> {
        Ok(self.0.state(ctx.data::<Services>()?.clock().now()))
    }

    /// Whom it goes to, its middle hidden; null once it is settled.
    async fn contact(&self) -> Option<String> {
        let contact = self.0.contact.clone()?;
        Some(OwnContact { contact, confirmed_at: None }.masked())
    }

    /// Who asked for it.
    async fn asked_by(&self) -> StaffPerson {
        StaffPerson(self.0.asked_by)
    }

    /// When.
    async fn asked_at(&self) -> DateTime {
        DateTime(self.0.asked_at)
    }

    /// From when on it is worth nothing.
    async fn expires_at(&self) -> DateTime {
        DateTime(self.0.expires_at)
    }

    /// Whether it waits for an approval that the caller may give.
    async fn may_approve(&self, ctx: &Context<'_>) -> async_graphql::Result<bool> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        staff_invitations::may_approve(services, &request.actor, &self.0).await.answer(ctx)
    }

    /// Where the role holds.
    async fn institution(&self, ctx: &Context<'_>) -> async_graphql::Result<Institution> {
        load_required(ctx, self.0.institution).await.map(Institution)
    }
}

/// Who works at an institution, for those who may know.
pub(super) async fn members_of(
    ctx: &Context<'_>,
    id: InstitutionId,
) -> async_graphql::Result<Option<Vec<StaffMember>>> {
    let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
    let found = known(staff::members(services, &request.actor, id).await).answer(ctx)?;
    Ok(found.map(|members| members.into_iter().map(StaffMember).collect()))
}

/// The open invitations of an institution, for those who may know.
pub(super) async fn invitations_of(
    ctx: &Context<'_>,
    id: InstitutionId,
) -> async_graphql::Result<Option<Vec<StaffInvitation>>> {
    let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
    let found = known(staff_invitations::open(services, &request.actor, id).await).answer(ctx)?;
    Ok(found.map(|open| open.into_iter().map(StaffInvitation).collect()))
}

/// Nothing, for those who may not know.
fn known<T>(found: Result<T>) -> Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) => match error.code() {
            ErrorCode::Unauthenticated | ErrorCode::Forbidden | ErrorCode::NotFound => Ok(None),
            ErrorCode::InvalidQuery
            | ErrorCode::ValidationFailed
            | ErrorCode::NotEligible
            | ErrorCode::InvalidTransition
            | ErrorCode::SeatsExhausted
            | ErrorCode::DeadlinePassed
            | ErrorCode::Conflict
            | ErrorCode::RateLimited
            | ErrorCode::QueryTooComplex
            | ErrorCode::Unavailable
            | ErrorCode::Internal => Err(error),
        },
    }
}

/// Whom an admin invites to which role.
#[derive(InputObject)]
pub struct InviteStaffInput {
    /// `ins_…`, where the caller is admin.
    institution_id: ID,
    /// Mobile number or e-mail address: the person takes the role with an account that has proved it.
    contact: String,
    /// `ADMIN`, `REVIEWER`, `INSTRUCTOR` or `COUNSELLOR`.
    role: Role,
    /// The caller's own, once more.
    password: String,
}

/// The invitation.
#[derive(Debug, SimpleObject)]
pub struct InviteStaffPayload {
    /// `SENT`, or `PENDING` for an admin.
    invitation: StaffInvitation,
}

/// Which invitation is approved.
#[derive(InputObject)]
pub struct ApproveGrantInput {
    /// `inv_…`.
    invitation_id: ID,
    /// The caller's own, once more.
    password: String,
}

/// The invitation, sent.
#[derive(Debug, SimpleObject)]
pub struct ApproveGrantPayload {
    /// The invitation.
    invitation: StaffInvitation,
}

/// Which invitation is taken back.
#[derive(Debug, InputObject)]
pub struct RevokeInvitationInput {
    /// `inv_…`.
    invitation_id: ID,
}

/// The invitation, taken back.
#[derive(Debug, SimpleObject)]
pub struct RevokeInvitationPayload {
    /// The invitation.
    invitation: StaffInvitation,
}

/// The code of an invitation.
#[derive(InputObject)]
pub struct AcceptInvitationInput {
    /// As it stands in the message: `7K3M-9QXD-2HRT`.
    code: String,
}

/// The role that the person has now.
#[derive(Debug, SimpleObject)]
pub struct AcceptInvitationPayload {
    /// Where.
    institution: Institution,
    /// Which.
    role: Role,
}

/// Whose role ends.
#[derive(Debug, InputObject)]
pub struct EndRoleInput {
    /// `usr_…`, as `Institution.staff` gives it.
    account_id: ID,
    /// `ins_…`, where the caller is admin.
    institution_id: ID,
    /// Which.
    role: Role,
}

/// Who works there now.
#[derive(Debug, SimpleObject)]
pub struct EndRolePayload {
    /// The institution.
    institution: Institution,
}

/// What admins do with their team.
#[derive(Debug, Default)]
pub struct StaffMutation;

#[Object]
impl StaffMutation {
    /// Invites somebody to a role: a code goes to that number or address, good once and for seven days.
    /// To become admin, another admin has to approve it first (`approveGrant`); where there is none, the
    /// operator does.
    async fn invite_staff(
        &self,
        ctx: &Context<'_>,
        input: InviteStaffInput,
    ) -> async_graphql::Result<InviteStaffPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let InviteStaffInput { institution_id, contact, role, password } = input;
        let institution_id = institution_id.to_string();
        let input = staff_invitations::Input { institution_id, contact, role, password };
        let language = request.language;
        let invited = staff_invitations::invite(services, &request.actor, input, language).await;
        Ok(InviteStaffPayload { invitation: StaffInvitation(invited.answer(ctx)?) })
    }

    /// Approves that somebody becomes admin: neither by who asked for it nor by that person. The code is
    /// sent now.
    async fn approve_grant(
        &self,
        ctx: &Context<'_>,
        input: ApproveGrantInput,
    ) -> async_graphql::Result<ApproveGrantPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let ApproveGrantInput { invitation_id, password } = input;
        let approved =
            staff_invitations::approve(services, &request.actor, &invitation_id, password).await;
        Ok(ApproveGrantPayload { invitation: StaffInvitation(approved.answer(ctx)?) })
    }

    /// Takes an invitation back; its code is worth nothing from then on.
    async fn revoke_invitation(
        &self,
        ctx: &Context<'_>,
        input: RevokeInvitationInput,
    ) -> async_graphql::Result<RevokeInvitationPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let revoked =
            staff_invitations::revoke(services, &request.actor, &input.invitation_id).await;
        Ok(RevokeInvitationPayload { invitation: StaffInvitation(revoked.answer(ctx)?) })
    }

    /// Takes the role that the caller was invited to. The caller has proved the number or address that
    /// the invitation went to; what is wrong with a code is `WRONG_CODE` at the field, whatever it is.
    async fn accept_invitation(
        &self,
        ctx: &Context<'_>,
        input: AcceptInvitationInput,
    ) -> async_graphql::Result<AcceptInvitationPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let taken = accept_invitation::accept(services, &request.actor, &input.code).await;
        let taken = taken.answer(ctx)?;
        let institution = load_required(ctx, taken.institution).await.map(Institution)?;
        Ok(AcceptInvitationPayload { institution, role: taken.role })
    }

    /// Ends a role at once, on every device. Never the last admin's: then `CONFLICT`.
    async fn end_role(
        &self,
        ctx: &Context<'_>,
        input: EndRoleInput,
    ) -> async_graphql::Result<EndRolePayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = staff::End {
            account_id: input.account_id.to_string(),
            institution_id: input.institution_id.to_string(),
            role: input.role,
        };
        let id = staff::end_role(services, &request.actor, &input).await.answer(ctx)?;
        let institution = load_required(ctx, id).await.map(Institution)?;
        Ok(EndRolePayload { institution })
    }
}
