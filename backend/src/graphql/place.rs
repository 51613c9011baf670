//! Regions and vocations.

use async_graphql::{Context, ID, Object};
use balai_shared::{
    error::FieldCode,
    id::{RegionCode, VocationCode},
    language::Language,
};

use super::{context::RequestContext, error::Answer};
use crate::{error::Error, model::catalogue, service::Services};

/// A province, kabupaten or kota.
#[derive(Debug, Clone)]
pub struct Region(pub(super) catalogue::Region);

impl Region {
    /// The region with this code; every code in the database is one of them.
    pub(super) fn of(ctx: &Context<'_>, code: &RegionCode) -> async_graphql::Result<Self> {
        let region = ctx.data::<Services>()?.places.region(code).cloned();
        match region {
            Some(region) => Ok(Self(region)),
            None => Err(Error::Internal("a row refers to no region".to_owned())).answer(ctx),
        }
    }
}

/// A province (`51`), or a kabupaten or kota in one (`51.71`).
#[Object]
impl Region {
    /// The Ministry of Home Affairs' code.
    async fn code(&self) -> &str {
        self.0.code.as_str()
    }

    /// Its name: `Kota Denpasar`.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The province of a kabupaten or kota.
    async fn parent(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Self>> {
        self.0.parent.as_ref().map(|code| Self::of(ctx, code)).transpose()
    }

    /// The IANA name of its time zone: `Asia/Makassar`.
    async fn time_zone(&self) -> &'static str {
        self.0.time_zone.iana()
    }
}

/// A field of training.
#[derive(Debug, Clone)]
pub struct Vocation(pub(super) catalogue::Vocation);

impl Vocation {
    /// The vocation with this code; every code in the database is one of them.
    pub(super) fn of(ctx: &Context<'_>, code: &VocationCode) -> async_graphql::Result<Self> {
        let vocation = ctx.data::<Services>()?.places.vocation(code).cloned();
        vocation
            .map(Self)
            .ok_or_else(|| Error::Internal("a row refers to no vocation".to_owned()))
            .answer(ctx)
    }
}

/// A field of training (kejuruan).
#[Object]
impl Vocation {
    /// `voc_las`.
    async fn id(&self) -> ID {
        self.0.code.as_str().into()
    }

    /// Its name, in the language asked for.
    async fn name(&self, ctx: &Context<'_>) -> async_graphql::Result<&str> {
        Ok(match ctx.data::<RequestContext>()?.language {
            Language::Id => &self.0.name_id,
            Language::En => &self.0.name_en,
        })
    }
}

/// What can be asked of places.
#[derive(Debug, Default)]
pub struct PlaceQuery;

#[Object]
impl PlaceQuery {
    /// Provinces, or the kabupaten and kota of one: `regions(parentCode: "51")`.
    async fn regions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A province's code, `51`; without it, the provinces come.")]
        parent_code: Option<String>,
    ) -> async_graphql::Result<Vec<Region>> {
        let parent = parent_code
            .map(|code| RegionCode::parse(&code))
            .transpose()
            .map_err(|_| Error::field("parentCode", FieldCode::UnknownRegion))
            .answer(ctx)?;
        let regions = ctx.data::<Services>()?.places.regions();
        Ok(regions.iter().filter(|region| region.parent == parent).cloned().map(Region).collect())
    }

    /// The fields of training, in the order of the ministry's list.
    async fn vocations(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Vocation>> {
        Ok(ctx.data::<Services>()?.places.vocations().iter().cloned().map(Vocation).collect())
    }
}
