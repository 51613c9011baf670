//! A new password for who forgot the old one.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use balai_shared::one_time::OneTimeCode;

use super::{context::RequestContext, error::Answer};
use crate::service::{Services, reset_password};

/// Whose password it is.
#[derive(InputObject)]
pub struct RequestPasswordResetInput {
    /// Mobile number or e-mail address.
    identifier: String,
}

/// The same whether or not there is such an account.
#[derive(Debug, SimpleObject)]
pub struct RequestPasswordResetPayload {
    /// How long a code is good, in minutes.
    minutes: i32,
}

/// The code that was sent, and the password that is to be.
#[derive(InputObject)]
pub struct ResetPasswordInput {
    /// Mobile number or e-mail address, as it was asked for.
    identifier: String,
    /// Six digits: `042 917`.
    code: String,
    /// At least 10 characters.
    password: String,
}

/// The new password holds.
#[derive(Debug, SimpleObject)]
pub struct ResetPasswordPayload {
    /// True: every device is signed out, and the new password signs in.
    ok: bool,
}

fn from(request: &RequestContext) -> reset_password::From {
    reset_password::From { network: request.address, mark: request.mark.clone() }
}

/// What helps who can't sign in.
#[derive(Debug, Default)]
pub struct ResetPasswordMutation;

#[Object]
impl ResetPasswordMutation {
    /// Sends a code of six digits to the phone or the mailbox, good for 10 minutes; the newest one
    /// alone is good. The answer doesn't tell whether there is such an account. After three codes in
    /// a quarter of an hour: `RATE_LIMITED`.
    async fn request_password_reset(
        &self,
        ctx: &Context<'_>,
        input: RequestPasswordResetInput,
    ) -> async_graphql::Result<RequestPasswordResetPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let (language, from) = (request.language, from(request));
        reset_password::request(services, &input.identifier, language, from).await.answer(ctx)?;
        Ok(RequestPasswordResetPayload {
            minutes: i32::try_from(OneTimeCode::MINUTES).unwrap_or_default(),
        })
    }

    /// Changes the password and signs every device out. A code may be tried five times and used once;
    /// what is wrong with it is `WRONG_CODE` at the field, whatever it is.
    async fn reset_password(
        &self,
        ctx: &Context<'_>,
        input: ResetPasswordInput,
    ) -> async_graphql::Result<ResetPasswordPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let ResetPasswordInput { identifier, code, password } = input;
        let input = reset_password::Input { identifier, code, password };
        let mark = reset_password::reset(services, input, from(request)).await.answer(ctx)?;
        request.clear_and_mark(mark);
        Ok(ResetPasswordPayload { ok: true })
    }
}
