//! Two accounts of one person, joined at a centre's counter.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::{
    applicant::Applicant, application::Application, context::RequestContext, error::Answer,
};
use crate::service::{Services, join_accounts};

/// Which two accounts, each by an application to the caller's institution.
#[derive(InputObject)]
pub struct AskToJoinAccountsInput {
    /// `app_…`: of the one account.
    application_id: ID,
    /// `app_…`: of the other.
    other_application_id: ID,
    /// From the KTP: the account that has it on record stays.
    nik: String,
}

/// What will happen once the person says the code.
#[derive(Debug, SimpleObject)]
pub struct AskToJoinAccountsPayload {
    /// Who stays.
    kept: Applicant,
    /// Whose account is closed.
    closed: Applicant,
    /// Where the code went, its middle hidden.
    sent_to: String,
    /// How many applications will move, those at other centres among them.
    applications: i32,
}

/// As before, with the code that the person says.
#[derive(InputObject)]
pub struct JoinAccountsInput {
    /// `app_…`: of the one account.
    application_id: ID,
    /// `app_…`: of the other.
    other_application_id: ID,
    /// From the KTP.
    nik: String,
    /// The six digits that came to the account that is closed.
    code: String,
}

/// What came of it.
#[derive(Debug, SimpleObject)]
pub struct JoinAccountsPayload {
    /// The other application, now of the account that stays.
    application: Application,
}

/// What staff do for who has two accounts.
#[derive(Debug, Default)]
pub struct JoinMutation;

#[Object]
impl JoinMutation {
    /// Looks whether two accounts can be joined, and sends a code to the one that is to be closed: its
    /// owner stands at the counter with the KTP and says it. For ADMIN, REVIEWER and COUNSELLOR.
    /// `CONFLICT` at `otherApplicationId` says what stands against it: `HAS_ROLE`, `TWO_PEOPLE`,
    /// `HAS_BENEFIT`, `NO_PROVED_CONTACT`, `SAME_SESSION`, `TRAININGS_OVERLAP`.
    async fn ask_to_join_accounts(
        &self,
        ctx: &Context<'_>,
        input: AskToJoinAccountsInput,
    ) -> async_graphql::Result<AskToJoinAccountsPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = join_accounts::Input {
            one: input.application_id.to_string(),
            other: input.other_application_id.to_string(),
            nik: input.nik,
        };
        let asked = join_accounts::ask(services, &request.actor, input).await.answer(ctx)?;
        let applications = i32::try_from(asked.applications).unwrap_or(i32::MAX);
        let [kept, closed] = [asked.keep, asked.close];
        Ok(AskToJoinAccountsPayload {
            kept: Applicant { profile: kept, details: true },
            closed: Applicant { profile: closed, details: true },
            sent_to: asked.sent_to,
            applications,
        })
    }

    /// Joins them: what the one account sent, and what the other doesn't have of its drafts and
    /// documents, moves to the account that stays. The other is closed, its devices are signed out, and
    /// both are told. Asked again after that, it answers as before.
    async fn join_accounts(
        &self,
        ctx: &Context<'_>,
        input: JoinAccountsInput,
    ) -> async_graphql::Result<JoinAccountsPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let of = join_accounts::Input {
            one: input.application_id.to_string(),
            other: input.other_application_id.to_string(),
            nik: input.nik,
        };
        let joined = join_accounts::join(services, &request.actor, of, &input.code).await;
        Ok(JoinAccountsPayload { application: Application(joined.answer(ctx)?) })
    }
}
