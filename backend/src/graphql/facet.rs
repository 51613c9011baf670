//! How many sessions each choice of the catalogue's filters would show.

use async_graphql::{Context, Object, SimpleObject};

use super::{context::RequestContext, error::Answer};
use crate::{
    model::{catalogue::SessionQuery, facet::Facet},
    service::{Services, facets},
};

/// The sessions of a filter, to be counted.
#[derive(Debug)]
pub struct SessionFacets(pub(super) SessionQuery);

/// A choice of a filter, and how many it would show.
#[derive(Debug, SimpleObject)]
pub struct FacetCount {
    /// As the filter takes it: `LURING`, `voc_las`, `51`.
    choice: String,
    /// How many sessions; never 0.
    count: i64,
}

impl SessionFacets {
    async fn counts(
        &self,
        ctx: &Context<'_>,
        facet: Facet,
    ) -> async_graphql::Result<Vec<FacetCount>> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let counts = facets::counts(services, &request.actor, &self.0, facet).await.answer(ctx)?;
        Ok(counts.into_iter().map(|(choice, count)| FacetCount { choice, count }).collect())
    }
}

/// How many sessions each choice would show: all other filters and the search count, the facet's own
/// filter doesn't. Choices that would show none are left out. Counts may be half a minute old.
#[Object]
impl SessionFacets {
    /// For `filter.modes`.
    async fn modes(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<FacetCount>> {
        self.counts(ctx, Facet::Mode).await
    }

    /// For `filter.fundings`.
    async fn fundings(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<FacetCount>> {
        self.counts(ctx, Facet::Funding).await
    }

    /// For `filter.vocationIds`.
    async fn vocations(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<FacetCount>> {
        self.counts(ctx, Facet::Vocation).await
    }

    /// For `filter.regionCode`: the provinces.
    async fn provinces(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<FacetCount>> {
        self.counts(ctx, Facet::Province).await
    }
}
