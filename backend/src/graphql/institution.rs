//! Institutions.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, SimpleObject};
use balai_shared::{error::FieldCode, id::RegionCode, reach::Reach, session::InstitutionKind};

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

    /// How it can be reached.
    async fn reach(&self) -> InstitutionReach {
        InstitutionReach(self.0.reach.clone())
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

/// How an institution can be reached, as far as its staff told.
#[derive(Debug, Clone)]
pub struct InstitutionReach(Reach);

/// How an institution can be reached, as far as its staff told.
#[Object]
impl InstitutionReach {
    /// The office's telephone, as its staff write it: `(0361) 234 567`.
    async fn phone(&self) -> Option<&str> {
        self.0.phone.as_deref()
    }

    /// A mobile number with WhatsApp: `+6281234567890`.
    async fn whatsapp(&self) -> Option<&str> {
        self.0.whatsapp.as_deref()
    }

    /// The office's e-mail address.
    async fn email(&self) -> Option<&str> {
        self.0.email.as_deref()
    }

    /// When somebody is there, in the institution's own words.
    async fn opening_hours(&self) -> Option<&str> {
        self.0.opening_hours.as_deref()
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

/// How an institution can be reached; what is left out is taken away.
#[derive(Debug, InputObject)]
pub struct InstitutionReachInput {
    /// The office's telephone, 5 to 14 digits, kept as written: `(0361) 234 567`, `1500 630`.
    phone: Option<String>,
    /// A mobile number with WhatsApp: `0812 3456 7890`.
    whatsapp: Option<String>,
    /// The office's e-mail address.
    email: Option<String>,
    /// When somebody is there, at most 200 characters: `Senin–Jumat 08.00–16.00 WITA`.
    opening_hours: Option<String>,
}

impl From<InstitutionReachInput> for Reach {
    fn from(input: InstitutionReachInput) -> Self {
        let InstitutionReachInput { phone, whatsapp, email, opening_hours } = input;
        Self { phone, whatsapp, email, opening_hours }
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
    /// How it can be reached; null for nothing of it.
    reach: MaybeUndefined<InstitutionReachInput>,
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
    /// Tells where an institution is and how it can be reached; for its admins and its own software. Job
    /// seekers then find it by its distance, and call or write to it.
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
            reach: told(input.reach).map(|told| told.map(Reach::from).unwrap_or_default()),
        };
        let updated = update_institution::update(services, &request.actor, &input).await;
        Ok(UpdateInstitutionPayload { institution: Institution(updated.answer(ctx)?) })
    }
}
