//! Searches that a person keeps, to be told of the next session like it.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use balai_shared::{
    id::{InstitutionId, ProgramId},
    session::{DeliveryMode, Funding},
};

use super::{
    connection::connection,
    context::RequestContext,
    error::Answer,
    institution::Institution,
    loader::load,
    place::{Region, Vocation},
    program::Program,
    scalar::DateTime,
    viewer::Viewer,
};
use crate::{
    model::saved_search as model,
    service::{Services, saved_searches},
};

/// A search that a person keeps.
#[derive(Debug, Clone)]
pub struct SavedSearch(pub(super) model::SavedSearch);

async fn name(ctx: &Context<'_>, criteria: &model::Criteria) -> async_graphql::Result<String> {
    let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
    let program = match criteria.program {
        Some(id) => load::<ProgramId>(ctx, id).await?,
        None => None,
    };
    let institution = match criteria.institution {
        Some(id) => load::<InstitutionId>(ctx, id).await?,
        None => None,
    };
    let named = (program.as_ref(), institution.as_ref());
    Ok(saved_searches::name(services, criteria, named, request.language))
}

/// A search that a person keeps, to be told of the next session that `sessions` with the same filter
/// shows.
#[Object]
impl SavedSearch {
    /// `src_…`.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// All that it asks for, in the language asked for: `“las” · Bali · Luring`.
    async fn name(&self, ctx: &Context<'_>) -> async_graphql::Result<String> {
        name(ctx, &self.0.criteria).await
    }

    /// Words to find.
    async fn search(&self) -> Option<&str> {
        self.0.criteria.words.as_deref()
    }

    /// Of this program.
    async fn program(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Program>> {
        let Some(id) = self.0.criteria.program else { return Ok(None) };
        Ok(load::<ProgramId>(ctx, id).await?.map(Program))
    }

    /// Of this institution.
    async fn institution(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Institution>> {
        let Some(id) = self.0.criteria.institution else { return Ok(None) };
        Ok(load::<InstitutionId>(ctx, id).await?.map(Institution))
    }

    /// In this field.
    async fn vocation(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Vocation>> {
        self.0.criteria.vocation.as_ref().map(|code| Vocation::of(ctx, code)).transpose()
    }

    /// In this province, kabupaten or kota.
    async fn region(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Region>> {
        self.0.criteria.region.as_ref().map(|code| Region::of(ctx, code)).transpose()
    }

    /// Face to face, online, or both.
    async fn mode(&self) -> Option<DeliveryMode> {
        self.0.criteria.mode
    }

    /// Paid by this.
    async fn funding(&self) -> Option<Funding> {
        self.0.criteria.funding
    }

    /// Since when.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it last told of something.
    async fn told_at(&self) -> Option<DateTime> {
        self.0.told_at.map(DateTime)
    }
}

connection!(
    SavedSearchConnection,
    "SavedSearchConnection",
    SavedSearchEdge,
    SavedSearch,
    "searches that a person keeps"
);

/// What is asked for: at least one of words, program, institution, field and region.
#[derive(Debug, InputObject)]
pub struct SaveSearchInput {
    /// Words to find: `las listrik`. At most 100 letters.
    search: Option<String>,
    /// Of this program: `prg_…`.
    program_id: Option<ID>,
    /// Of this institution: `ins_…`.
    institution_id: Option<ID>,
    /// In this field: `voc_…`.
    vocation_id: Option<ID>,
    /// In this province, kabupaten or kota: `51`, `51.71`.
    region_code: Option<String>,
    /// Face to face, online, or both.
    mode: Option<DeliveryMode>,
    /// Paid by this.
    funding: Option<Funding>,
}

impl From<SaveSearchInput> for saved_searches::Input {
    fn from(input: SaveSearchInput) -> Self {
        Self {
            search: input.search,
            program_id: input.program_id.map(|id| id.to_string()),
            institution_id: input.institution_id.map(|id| id.to_string()),
            vocation_id: input.vocation_id.map(|id| id.to_string()),
            region_code: input.region_code,
            mode: input.mode,
            funding: input.funding,
        }
    }
}

/// The search that is kept now.
#[derive(Debug, SimpleObject)]
pub struct SaveSearchPayload {
    /// The search.
    saved_search: SavedSearch,
}

/// Which search.
#[derive(Debug, InputObject)]
pub struct DeleteSavedSearchInput {
    /// `src_…`, one of the person's own.
    saved_search_id: ID,
}

/// The search is gone.
#[derive(Debug, SimpleObject)]
pub struct DeleteSavedSearchPayload {
    /// `src_…`.
    saved_search_id: ID,
    /// The person.
    viewer: Viewer,
}

/// What can be asked of such searches.
#[derive(Debug, Default)]
pub struct SavedSearchQuery;

#[Object]
impl SavedSearchQuery {
    /// What a search would be called: shows a person what it is about to keep.
    async fn saved_search_name(
        &self,
        ctx: &Context<'_>,
        input: SaveSearchInput,
    ) -> async_graphql::Result<String> {
        let services = ctx.data::<Services>()?;
        let criteria = saved_searches::criteria(services, input.into()).await.answer(ctx)?;
        name(ctx, &criteria).await
    }
}

/// What a person does with such searches.
#[derive(Debug, Default)]
pub struct SavedSearchMutation;

#[Object]
impl SavedSearchMutation {
    /// Keeps a search: from now on the person is told when a session that it finds becomes public, and
    /// when one can apply to it. One that is kept already stays as it is. At most 20 for a person:
    /// then `CONFLICT` with `TOO_MANY` at `search`.
    async fn save_search(
        &self,
        ctx: &Context<'_>,
        input: SaveSearchInput,
    ) -> async_graphql::Result<SaveSearchPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let saved = saved_searches::save(services, &request.actor, input.into()).await;
        Ok(SaveSearchPayload { saved_search: SavedSearch(saved.answer(ctx)?) })
    }

    /// Forgets a search; that it is gone already is no error.
    async fn delete_saved_search(
        &self,
        ctx: &Context<'_>,
        input: DeleteSavedSearchInput,
    ) -> async_graphql::Result<DeleteSavedSearchPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let gone = saved_searches::delete(services, &request.actor, &input.saved_search_id).await;
        let (account, id) = gone.answer(ctx)?;
        let viewer = Viewer { account, actor: request.actor.clone() };
        Ok(DeleteSavedSearchPayload { saved_search_id: id.to_string().into(), viewer })
    }
}
