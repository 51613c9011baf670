//! Programs.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use balai_shared::{
    error::FieldCode,
    id::{InstitutionId, VocationCode},
    person::Education,
    session::Sector,
};

use super::{
    connection::{Count, connection},
    context::RequestContext,
    error::Answer,
    institution::{self, Institution},
    loader::{PastOf, RatedOf, load},
    page::forwards_or_backwards,
    place::Vocation,
    program_mutation::ProgramRecord,
    rating::ProgramRating,
    scalar::Rupiah,
};
use crate::{
    error::{Error, Result},
    model::catalogue,
    service::{
        self, Services,
        find::{self, Spelling},
        update_program,
    },
};

/// What is taught.
#[derive(Debug, Clone)]
pub struct Program(pub(super) catalogue::ProgramListing);

/// What an institution teaches; a session is one run of it.
#[Object]
impl Program {
    /// `prg_…`.
    pub(super) async fn id(&self) -> ID {
        self.0.program.id.to_string().into()
    }

    /// What it is called: `Konversi Motor Listrik`.
    async fn title(&self) -> &str {
        &self.0.program.title
    }

    /// The field of training (kejuruan).
    async fn vocation(&self, ctx: &Context<'_>) -> async_graphql::Result<Vocation> {
        Vocation::of(ctx, &self.0.program.vocation)
    }

    /// In a few sentences.
    async fn description(&self) -> &str {
        &self.0.program.description
    }

    /// Lesson hours (JP).
    async fn hours(&self) -> i32 {
        self.0.program.hours
    }

    /// What a seat costs, in whole rupiah; 0 where it is free.
    async fn price(&self) -> Rupiah {
        Rupiah(self.0.program.price)
    }

    /// Who teaches it.
    async fn institution(&self) -> Institution {
        Institution(self.0.institution.clone())
    }

    /// The priority sector.
    async fn sector(&self) -> Option<Sector> {
        self.0.program.sector
    }

    /// The SKKNI scheme, where it leads to a BNSP certification.
    async fn skkni_scheme(&self) -> Option<&str> {
        self.0.program.skkni_scheme.as_deref()
    }

    /// The KKNI level, 1 to 9.
    async fn kkni_level(&self) -> Option<i32> {
        self.0.program.kkni_level
    }

    /// The least education asked for.
    async fn minimum_education(&self) -> Option<Education> {
        self.0.program.minimum_education()
    }

    /// In years.
    async fn minimum_age(&self) -> Option<u32> {
        self.0.program.requirements.minimum_age
    }

    /// In years, inclusive.
    async fn maximum_age(&self) -> Option<u32> {
        self.0.program.requirements.maximum_age
    }

    /// What people who finished it say; null until five have.
    async fn rating(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<ProgramRating>> {
        Ok(load(ctx, RatedOf(self.0.program.id)).await?.map(ProgramRating::from))
    }

    /// Who changed what of it, and what can still change; for who may change it.
    async fn record(&self, ctx: &Context<'_>) -> async_graphql::Result<ProgramRecord> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let id = self.0.program.id.to_string();
        let found = update_program::record_of(services, &request.actor, &id).await.answer(ctx)?;
        Ok(ProgramRecord::from(found))
    }

    /// What became of its sessions that are over: how many people applied for how many seats. Null
    /// where there are none yet.
    async fn past_intake(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<PastIntake>> {
        Ok(load(ctx, PastOf(self.0.program.id)).await?.map(PastIntake::from))
    }
}

/// The sessions of a program that are over, added up.
#[derive(Debug, SimpleObject)]
pub struct PastIntake {
    /// How many there were.
    sessions: i64,
    /// All who applied to them.
    applicants: i64,
    /// Their seats.
    seats: i64,
}

impl From<catalogue::PastIntake> for PastIntake {
    fn from(past: catalogue::PastIntake) -> Self {
        Self { sessions: past.sessions, applicants: past.applicants, seats: past.seats }
    }
}

connection!(
    ProgramConnection,
    "ProgramConnection",
    ProgramEdge,
    Program,
    "programs",
    search_correction: Option<String> = "What was searched for instead, where the words as typed find \
                                         nothing: `barista` for `bariista`."
);

/// Which programs are listed.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "ProgramFilter")]
pub struct ProgramFilter {
    /// Of this institution.
    institution_id: Option<ID>,
    /// In these fields.
    vocation_ids: Option<Vec<ID>>,
    /// In this province, kabupaten or kota.
    region_code: Option<String>,
}

/// The orders of programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "catalogue::ProgramOrder")]
pub enum ProgramOrder {
    /// By the alphabet.
    Title,
    /// The newest first.
    Newest,
}

/// Vocations in a filter.
pub(super) fn vocations(ids: Option<Vec<ID>>) -> Result<Vec<VocationCode>> {
    ids.unwrap_or_default()
        .iter()
        .map(|id| VocationCode::parse(id))
        .collect::<Result<_, _>>()
        .map_err(|_| Error::field("filter.vocationIds", FieldCode::UnknownValue))
}

/// What can be asked of programs.
#[derive(Debug, Default)]
pub struct ProgramQuery;

#[Object]
impl ProgramQuery {
    /// Programs. `search` finds words in title, description, vocation, institution and place, and
    /// without `orderBy` puts matches in the title first. Words that mean the same find the same
    /// (`las`, `welding`); mistyped ones are forgiven unless `searchExactly` is true.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a Relay list")]
    async fn programs(
        &self,
        ctx: &Context<'_>,
        filter: Option<ProgramFilter>,
        search: Option<String>,
        search_exactly: Option<bool>,
        order_by: Option<ProgramOrder>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<ProgramConnection> {
        let services = ctx.data::<Services>()?.clone();
        let correction = correction(ctx, search.as_deref(), search_exactly).await?;
        let search = correction.clone().or(search);
        let query = query(filter.unwrap_or_default(), search, order_by).answer(ctx)?;
        let page = forwards_or_backwards(first, after, last, before);
        let found = service::catalogue::programs(&services, &query, &page).await.answer(ctx)?;
        let count = Count::new(move || {
            let (services, query) = (services.clone(), query.clone());
            async move { service::catalogue::count_programs(&services, &query).await }
        });
        Ok(ProgramConnection::new(found.map(Program), count, correction))
    }
}

/// What was meant by a search, where that is something else than was typed.
pub(super) async fn correction(
    ctx: &Context<'_>,
    search: Option<&str>,
    exactly: Option<bool>,
) -> async_graphql::Result<Option<String>> {
    let spelling = if exactly == Some(true) { Spelling::Exact } else { Spelling::Forgiving };
    find::correction(ctx.data::<Services>()?, search, spelling).await.answer(ctx)
}

fn query(
    filter: ProgramFilter,
    search: Option<String>,
    order: Option<ProgramOrder>,
) -> Result<catalogue::ProgramQuery> {
    Ok(catalogue::ProgramQuery {
        institution: filter.institution_id.map(|id| id.parse::<InstitutionId>()).transpose()?,
        vocations: vocations(filter.vocation_ids)?,
        region: institution::region(filter.region_code)?,
        search,
        order: order.map(Into::into),
    })
}
