//! Applications that aren't sent yet.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use balai_shared::{application::DraftStep, session::Funding};

use super::{application::Application, context::RequestContext, error::Answer};
use crate::service::{Services, drafts};

/// What a step of applying saves.
#[derive(Debug, InputObject)]
pub struct SaveApplicationDraftInput {
    /// `ses_…`.
    session_id: ID,
    /// In the person's own words. Left out, what was saved stays, unless `step` is `MOTIVATION`:
    /// then none is what the person wants to say.
    motivation: Option<String>,
    /// If given, it must be the session's.
    funding: Option<Funding>,
    /// The step of the form that is finished. Where another device has come further, that stays.
    step: Option<DraftStep>,
}

/// The draft as it was saved.
#[derive(Debug, SimpleObject)]
pub struct SaveApplicationDraftPayload {
    /// The application, a `DRAFT`.
    application: Application,
}

/// Which draft.
#[derive(Debug, InputObject)]
pub struct DiscardApplicationDraftInput {
    /// `app_…`.
    application_id: ID,
}

/// The draft is gone.
#[derive(Debug, SimpleObject)]
pub struct DiscardApplicationDraftPayload {
    /// What it was.
    application_id: ID,
}

/// Applying in small steps.
#[derive(Debug, Default)]
pub struct DraftMutation;

#[Object]
impl DraftMutation {
    /// Saves the viewer's draft for a session, one for each; nobody else sees it, and it holds no
    /// seat and no place. `submitApplication` sends it. Kept for 90 days, or until a week after the
    /// registration closed.
    async fn save_application_draft(
        &self,
        ctx: &Context<'_>,
        input: SaveApplicationDraftInput,
    ) -> async_graphql::Result<SaveApplicationDraftPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = drafts::Input {
            session_id: input.session_id.to_string(),
            motivation: input.motivation,
            funding: input.funding,
            step: input.step,
        };
        let saved = drafts::save(services, &request.actor, input).await;
        Ok(SaveApplicationDraftPayload { application: Application(saved.answer(ctx)?) })
    }

    /// Throws a draft away.
    async fn discard_application_draft(
        &self,
        ctx: &Context<'_>,
        input: DiscardApplicationDraftInput,
    ) -> async_graphql::Result<DiscardApplicationDraftPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let gone = drafts::discard(services, &request.actor, &input.application_id).await;
        Ok(DiscardApplicationDraftPayload { application_id: gone.answer(ctx)?.to_string().into() })
    }
}
