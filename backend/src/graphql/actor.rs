//! Who asks, whichever way it came in.

use async_graphql::{Context, ID, Object, Union};
use balai_shared::policy::KeyScope;

use super::{
    context::RequestContext, error::Answer, institution::Institution, loader::load_required,
    scalar::DateTime, viewer::Viewer,
};
use crate::{
    model::account,
    service::{Services, api_keys, viewer},
};

/// Who asks: a person who is signed in, or an institution's software with its key.
#[derive(Debug, Clone, Union)]
pub enum Actor {
    /// A person.
    Viewer(Viewer),
    /// An institution's software.
    ApiKey(ApiKey),
}

/// A key of an institution's software.
#[derive(Debug, Clone)]
pub struct ApiKey(account::ApiKey);

/// The key that the request came with. The key's secret is kept nowhere and shown by nothing.
#[Object]
impl ApiKey {
    /// `key_…`; what the operator names to revoke it.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// What the operator called it.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Whose programs, sessions and applications it opens.
    async fn institution(&self, ctx: &Context<'_>) -> async_graphql::Result<Institution> {
        load_required(ctx, self.0.institution).await.map(Institution)
    }

    /// What it may do. Without `WRITE` every mutation is `FORBIDDEN`.
    async fn scopes(&self) -> &[KeyScope] {
        &self.0.scopes
    }

    /// When it was made.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// From when on it is refused; null where it doesn't expire.
    async fn expires_at(&self) -> Option<DateTime> {
        self.0.expires_at.map(DateTime)
    }

    /// When it was used, noted at most once in five minutes.
    async fn last_used_at(&self) -> Option<DateTime> {
        self.0.last_used_at.map(DateTime)
    }
}

/// Who asks.
#[derive(Debug, Default)]
pub struct ActorQuery;

#[Object]
impl ActorQuery {
    /// Who asks: the person who is signed in, or the key that came with the request; null for a
    /// visitor. `{ actor { __typename ... on ApiKey { name expiresAt institution { name } } } }`
    async fn actor(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Actor>> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        if let Some(key) = api_keys::own(services, &request.actor).await.answer(ctx)? {
            return Ok(Some(Actor::ApiKey(ApiKey(key))));
        }
        let account = viewer::account(services, &request.actor).await.answer(ctx)?;
        let person = account.map(|account| Viewer { account, actor: request.actor.clone() });
        Ok(person.map(Actor::Viewer))
    }
}
