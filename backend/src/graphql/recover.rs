//! A lost phone number, replaced at a centre's counter.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use balai_shared::id::InstitutionId;

use super::{
    applicant::Applicant, context::RequestContext, error::Answer, institution::Institution,
    loader::load, scalar::DateTime,
};
use crate::{
    model::recovery::Recovery,
    service::{Services, contact_recovery, recover_contact},
};

/// A new number that staff asked for, and that opens nothing yet.
#[derive(Debug, Clone)]
pub struct ContactRecovery {
    pub(super) recovery: Recovery,
    pub(super) may_approve: bool,
}

/// A new phone number that staff asked for at the counter. It opens nothing until whoever reads an old
/// contact agrees, a second member of staff approves it, or nobody has stopped it for a day.
#[Object]
impl ContactRecovery {
    /// `rcv_…`.
    async fn recovery_id(&self) -> ID {
        self.recovery.id.to_string().into()
    }

    /// The number, its middle hidden.
    async fn new_phone(&self) -> String {
        self.recovery.phone.masked()
    }

    /// Where it was asked for.
    async fn institution(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Institution>> {
        Ok(load::<InstitutionId>(ctx, self.recovery.institution).await?.map(Institution))
    }

    /// When it was asked for.
    async fn asked_at(&self) -> DateTime {
        DateTime(self.recovery.asked_at)
    }

    /// From when on it takes effect by itself.
    async fn effective_at(&self) -> DateTime {
        DateTime(self.recovery.effective_at())
    }

    /// Whether the caller may approve it: staff of the same institution who may put a number in, but not
    /// who asked.
    async fn may_approve(&self) -> bool {
        self.may_approve
    }
}

/// What staff type with the KTP before them.
#[derive(InputObject)]
pub struct RecoverContactInput {
    /// `apc_…`: somebody with a live application at the caller's institution.
    applicant_id: ID,
    /// The number that the person has now.
    new_phone: String,
    /// From the KTP; it must be the one on record.
    nik: String,
}

/// What waits now.
#[derive(Debug, SimpleObject)]
pub struct RecoverContactPayload {
    /// The job seeker, with the number so far.
    applicant: Applicant,
    /// The new number, which opens nothing yet.
    recovery: ContactRecovery,
}

/// Which one, and the caller's own password once more.
#[derive(InputObject)]
pub struct ApproveContactRecoveryInput {
    /// `rcv_…`.
    recovery_id: ID,
    /// The caller's own.
    password: String,
}

/// The job seeker with the new number.
#[derive(Debug, SimpleObject)]
pub struct ApproveContactRecoveryPayload {
    /// The job seeker.
    applicant: Applicant,
}

/// The code that went to the old contacts.
#[derive(InputObject)]
pub struct AgreeToContactRecoveryInput {
    /// `7K3M-9QXD-2HRT`.
    code: String,
}

/// It took effect.
#[derive(Debug, SimpleObject)]
pub struct AgreeToContactRecoveryPayload {
    /// True.
    ok: bool,
}

/// What is to be stopped.
#[derive(InputObject)]
pub struct StopContactRecoveryInput {
    /// `7K3M-9QXD-2HRT`, from the message to the old contacts; without it, what waits for the caller.
    code: Option<String>,
}

/// It was stopped.
#[derive(Debug, SimpleObject)]
pub struct StopContactRecoveryPayload {
    /// True.
    ok: bool,
}

/// What staff do for who has lost the phone, and what the owner does about it.
#[derive(Debug, Default)]
pub struct RecoverMutation;

#[Object]
impl RecoverMutation {
    /// Asks for a new phone number for who stands at the counter with the KTP. The old contacts are told
    /// at once, with a code that stops it. It takes effect when whoever reads an old contact agrees, when
    /// a second member of staff approves it, or after 24 hours; asking again replaces what waits. For
    /// ADMIN, REVIEWER and COUNSELLOR; not for accounts with a role.
    async fn recover_contact(
        &self,
        ctx: &Context<'_>,
        input: RecoverContactInput,
    ) -> async_graphql::Result<RecoverContactPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = recover_contact::Input {
            applicant: input.applicant_id.to_string(),
            new_phone: input.new_phone,
            nik: input.nik,
        };
        let asked = recover_contact::recover(services, &request.actor, input).await;
        let (profile, recovery) = asked.answer(ctx)?;
        Ok(RecoverContactPayload {
            applicant: Applicant { profile, details: true },
            recovery: ContactRecovery { recovery, may_approve: false },
        })
    }

    /// Approves a new number as the second member of staff. It takes effect: a code for a new password
    /// goes there, every device is signed out and the old contacts are told. For ADMIN, REVIEWER and
    /// COUNSELLOR of the institution where it was asked for, but not for who asked.
    async fn approve_contact_recovery(
        &self,
        ctx: &Context<'_>,
        input: ApproveContactRecoveryInput,
    ) -> async_graphql::Result<ApproveContactRecoveryPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let ApproveContactRecoveryInput { recovery_id, password } = input;
        let approved =
            contact_recovery::approve(services, &request.actor, &recovery_id, password).await;
        let profile = approved.answer(ctx)?;
        Ok(ApproveContactRecoveryPayload { applicant: Applicant { profile, details: true } })
    }

    /// Agrees to a new number by the code that went to the old contacts; needs no sign-in. It takes
    /// effect at once, and a code for a new password goes to the new number.
    async fn agree_to_contact_recovery(
        &self,
        ctx: &Context<'_>,
        input: AgreeToContactRecoveryInput,
    ) -> async_graphql::Result<AgreeToContactRecoveryPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        contact_recovery::agree(services, &input.code, request.address).await.answer(ctx)?;
        Ok(AgreeToContactRecoveryPayload { ok: true })
    }

    /// Stops a new number: by the code that went to the old contacts, without a sign-in; or, signed in,
    /// what waits for the own account.
    async fn stop_contact_recovery(
        &self,
        ctx: &Context<'_>,
        input: StopContactRecoveryInput,
    ) -> async_graphql::Result<StopContactRecoveryPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let code = input.code.as_deref();
        let stopped = contact_recovery::stop(services, &request.actor, code, request.address);
        stopped.await.answer(ctx)?;
        Ok(StopContactRecoveryPayload { ok: true })
    }
}
