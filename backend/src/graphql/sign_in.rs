//! Registering, signing in and out. Tokens go into HttpOnly cookies; no answer holds one.

use async_graphql::{Context, InputObject, Object, SimpleObject};

use super::{context::RequestContext, error::Answer, viewer::Viewer};
use crate::service::{
    Services, register, sign_in,
    tokens::{self, Place},
};

/// A new account.
#[derive(InputObject)]
pub struct RegisterInput {
    /// As on the KTP; one word is a whole name.
    name: String,
    /// A mobile number, `0812…`; this or an e-mail address.
    phone: Option<String>,
    /// An e-mail address.
    email: Option<String>,
    /// At least 10 characters.
    password: String,
}

/// The new account, signed in.
#[derive(Debug, SimpleObject)]
pub struct RegisterPayload {
    /// The person.
    viewer: Viewer,
}

/// What one signs in with.
#[derive(InputObject)]
pub struct SignInInput {
    /// Mobile number or e-mail address.
    identifier: String,
    /// The password.
    password: String,
}

/// Who has signed in.
#[derive(Debug, SimpleObject)]
pub struct SignInPayload {
    /// The person.
    viewer: Viewer,
}

fn place(request: &RequestContext) -> Place {
    Place { label: request.label, mark: request.mark.clone() }
}

/// What opens and closes the door.
#[derive(Debug, Default)]
pub struct SignInMutation;

#[Object]
impl SignInMutation {
    /// Makes an account and signs it in.
    async fn register(
        &self,
        ctx: &Context<'_>,
        input: RegisterInput,
    ) -> async_graphql::Result<RegisterPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = register::Input {
            name: input.name,
            phone: input.phone,
            email: input.email,
            password: input.password,
            language: request.language,
            device: place(request),
            address: request.address,
        };
        let new = register::register(services, input).await.answer(ctx)?;
        request.begin(new.pair, new.mark);
        Ok(RegisterPayload { viewer: Viewer { account: new.account, actor: new.actor } })
    }

    /// Signs in: sets the cookies of the web app. Partners use an API key instead.
    async fn sign_in(
        &self,
        ctx: &Context<'_>,
        input: SignInInput,
    ) -> async_graphql::Result<SignInPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = sign_in::Input {
            identifier: input.identifier,
            password: input.password,
            language: request.language,
            device: place(request),
        };
        let signed_in = sign_in::sign_in(services, input, request.address).await;
        let person = signed_in.answer(ctx)?;
        request.begin(person.pair, person.mark);
        Ok(SignInPayload { viewer: Viewer { account: person.account, actor: person.actor } })
    }

    /// Signs out, on this device. True also for who was not signed in.
    async fn sign_out(&self, ctx: &Context<'_>) -> async_graphql::Result<bool> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        tokens::end(services, request.refresh.as_deref()).await.answer(ctx)?;
        request.clear();
        Ok(true)
    }
}
