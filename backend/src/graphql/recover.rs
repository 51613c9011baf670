//! A lost phone number, replaced at a centre's counter.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::{applicant::Applicant, context::RequestContext, error::Answer};
use crate::service::{Services, recover_contact};

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

/// The job seeker with the new number.
#[derive(Debug, SimpleObject)]
pub struct RecoverContactPayload {
    /// The job seeker.
    applicant: Applicant,
}

/// What staff do for who has lost the phone.
#[derive(Debug, Default)]
pub struct RecoverMutation;

#[Object]
impl RecoverMutation {
    /// Puts a new phone number into the account of who stands at the counter with the KTP. A code for a
    /// new password goes there; every device is signed out, the old contacts are told, and it is written
    /// down who did it. For ADMIN, REVIEWER and COUNSELLOR; not for accounts with a role.
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
        let recovered = recover_contact::recover(services, &request.actor, input).await;
        let profile = recovered.answer(ctx)?;
        Ok(RecoverContactPayload { applicant: Applicant { profile, details: true } })
    }
}
