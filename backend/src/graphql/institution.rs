//! Institutions.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, SimpleObject};
use balai_shared::{error::FieldCode, id::RegionCode, session::InstitutionKind};

use super::{
    connection::{Count, connection},
    context::RequestContext,
    error::Answer,
    page::forwards_or_backwards,
    place::Region,
    point::{GeoPoint, PointInput},
    scalar::{Date, told},
    staff::{self, StaffInvitation, StaffMember},
};
use crate::{
    error::{Error, Result},
    model::catalogue,
    service::{self, Services, update_institution},
};

/// A training centre or private institution.
#[derive(Debug, Clone)]
pub struct Institution(pub(super) catalogue::Institution);

/// A training centre (BLK) or private training institution (LPK).
#[Object]
impl Institution {
    /// `ins_…`.
    pub(super) async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// Its name: `UPTD Balai Latihan Kerja Bali`.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Who runs it.
    async fn kind(&self) -> InstitutionKind {
        self.0.kind
    }

    /// The kabupaten or kota where it stands.
    async fn region(&self, ctx: &Context<'_>) -> async_graphql::Result<Region> {
        Region::of(ctx, &self.0.region)
    }

    /// Street and place.
    async fn address(&self) -> Option<&str> {
        self.0.address.as_deref()
    }

    /// Where it stands on the map, where its staff entered that.
    async fn location(&self) -> Option<GeoPoint> {
        self.0.location.map(Into::into)
    }

    /// How far it is from a place, in whole kilometres as the crow flies; null without a place, or
    /// where it isn't known where the institution stands.
    async fn distance_km(
        &self,
        ctx: &Context<'_>,
        from: Option<PointInput>,
    ) -> async_graphql::Result<Option<i32>> {
        let from = from.map(|from| from.parse("from")).transpose().answer(ctx)?;
        let (Some(from), Some(here)) = (from, self.0.location) else { return Ok(None) };
        Ok(i32::try_from(from.kilometres(here)).ok())
    }

    /// An LPK's accreditation number.
    async fn accreditation_number(&self) -> Option<&str> {
        self.0.accreditation_number.as_deref()
    }

    /// The last day on which the accreditation is valid.
    async fn accredited_until(&self) -> Option<Date> {
        self.0.accredited_until.map(Date)
    }

    /// Who works there, by name; null to all but its admins.
    async fn staff(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Vec<StaffMember>>> {
        staff::members_of(ctx, self.0.id).await
    }

    /// Invitations to a role there of which something may still come, the latest first; null to all but
    /// its admins.
    async fn invitations(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Option<Vec<StaffInvitation>>> {
        staff::invitations_of(ctx, self.0.id).await
    }
}

connection!(
    InstitutionConnection,
    "InstitutionConnection",
    InstitutionEdge,
    Institution,
    "institutions"
);

/// Which institutions are listed.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "InstitutionFilter")]
pub struct InstitutionFilter {
    /// Of these kinds.
    kinds: Option<Vec<InstitutionKind>>,
    /// In this province, kabupaten or kota: `51`, `51.71`.
    region_code: Option<String>,
}

/// A region's code in a filter.
pub(super) fn region(code: Option<String>) -> Result<Option<RegionCode>> {
    code.filter(|code| !code.is_empty())
        .map(|code| RegionCode::parse(&code))
        .transpose()
        .map_err(|_| Error::field("filter.regionCode", FieldCode::UnknownRegion))
}

/// What can be asked of institutions.
#[derive(Debug, Default)]
pub struct InstitutionQuery;

#[Object]
impl InstitutionQuery {
    /// Institutions, by name.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a Relay list")]
    async fn institutions(
        &self,
        ctx: &Context<'_>,
        filter: Option<InstitutionFilter>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<InstitutionConnection> {
        let services = ctx.data::<Services>()?.clone();
        let filter = filter.unwrap_or_default();
        let query = catalogue::InstitutionQuery {
            kinds: filter.kinds.unwrap_or_default(),
            region: region(filter.region_code).answer(ctx)?,
        };
        let page = forwards_or_backwards(first, after, last, before);
        let found = service::catalogue::institutions(&services, &query, &page).await.answer(ctx)?;
        let count = Count::new(move || {
            let (services, query) = (services.clone(), query.clone());
            async move { service::catalogue::count_institutions(&services, &query).await }
        });
        Ok(InstitutionConnection::new(found.map(Institution), count))
    }
}

/// What is to be told of an institution. What is left out stays.
#[derive(Debug, InputObject)]
pub struct UpdateInstitutionInput {
    /// `ins_…`.
    institution_id: ID,
    /// Street and place; null for none.
    address: MaybeUndefined<String>,
    /// Where it stands on the map; null for nowhere.
    location: MaybeUndefined<PointInput>,
}

/// The institution after the change.
#[derive(Debug, SimpleObject)]
pub struct UpdateInstitutionPayload {
    /// The institution.
    institution: Institution,
}

/// What can be done with institutions.
#[derive(Debug, Default)]
pub struct InstitutionMutation;

#[Object]
impl InstitutionMutation {
    /// Tells where an institution is; for its admins and its own software. Job seekers then find it
    /// by its distance.
    async fn update_institution(
        &self,
        ctx: &Context<'_>,
        input: UpdateInstitutionInput,
    ) -> async_graphql::Result<UpdateInstitutionPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let location = told(input.location);
        let location =
            location.map(|told| told.map(|location| (location.latitude, location.longitude)));
        let input = update_institution::Input {
            institution_id: input.institution_id.to_string(),
            address: told(input.address),
            location,
        };
        let updated = update_institution::update(services, &request.actor, &input).await;
        Ok(UpdateInstitutionPayload { institution: Institution(updated.answer(ctx)?) })
    }
}
