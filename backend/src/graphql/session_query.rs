//! Asking for sessions, planning and publishing them.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use balai_shared::{
    id::{InstitutionId, ProgramId},
    place::Point,
    session::{DeliveryMode, Funding, SelectionMethod, SessionState},
};

use super::{
    connection::Count,
    context::RequestContext,
    error::Answer,
    facet::SessionFacets,
    institution,
    page::forwards_or_backwards,
    place::Region,
    point::PointInput,
    program,
    scalar::{Date, DateTime, Unread},
    session::{Session, SessionConnection},
};
use crate::{
    error::Result,
    model::catalogue,
    service::{self, Services, create_session, find, publish_session},
};

/// Which sessions are listed; lists of choices mean any of them.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "SessionFilter")]
pub struct SessionFilter {
    /// In this province, kabupaten or kota: `51`, `51.71`.
    region_code: Option<String>,
    /// In these fields.
    vocation_ids: Option<Vec<ID>>,
    /// Face to face, online, or both.
    modes: Option<Vec<DeliveryMode>>,
    /// Paid by these.
    fundings: Option<Vec<Funding>>,
    /// Chosen in these ways.
    selection_methods: Option<Vec<SelectionMethod>>,
    /// In these states now.
    states: Option<Vec<SessionState>>,
    /// Starting on this day or later.
    starts_from: Option<Date>,
    /// Starting on this day or earlier.
    starts_until: Option<Date>,
    /// Of this institution.
    institution_id: Option<ID>,
    /// Of this program.
    program_id: Option<ID>,
}

/// The orders of sessions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "catalogue::SessionOrder")]
pub enum SessionOrder {
    /// The soonest start first.
    StartsOn,
    /// The soonest end of registration first.
    RegistrationClosesAt,
    /// The newest first.
    Newest,
    /// The earliest change first.
    ChangedAt,
    /// Most free seats first; those that nobody can apply for now last.
    SeatsLeft,
    /// Most seats for an applicant first; full ones and those that nobody can apply for now last.
    Chance,
}

fn query(
    filter: SessionFilter,
    search: Option<String>,
    order: Option<SessionOrder>,
    since: Option<DateTime>,
) -> Result<catalogue::SessionQuery> {
    Ok(catalogue::SessionQuery {
        ids: None,
        region: institution::region(filter.region_code)?,
        vocations: program::vocations(filter.vocation_ids)?,
        modes: filter.modes.unwrap_or_default(),
        fundings: filter.fundings.unwrap_or_default(),
        methods: filter.selection_methods.unwrap_or_default(),
        states: filter.states.unwrap_or_default(),
        starts_from: filter.starts_from.map(|date| date.0),
        starts_until: filter.starts_until.map(|date| date.0),
        institution: filter.institution_id.map(|id| id.parse::<InstitutionId>()).transpose()?,
        program: filter.program_id.map(|id| id.parse::<ProgramId>()).transpose()?,
        search,
        changed_since: since.map(|since| since.0),
        changed_after: None,
        near: None,
        point: None,
        order: order.map(Into::into),
        half: None,
    })
}

fn distance(from: Option<Point>, listing: &catalogue::Listing) -> Option<i32> {
    i32::try_from(from?.kilometres(listing.institution.location?)).ok()
}

/// What can be asked of sessions.
#[derive(Debug, Default)]
pub struct SessionQuery;

#[Object]
impl SessionQuery {
    /// Sessions: the public ones, and the drafts of the caller's own institutions. `search` finds
    /// words in title, description, vocation, institution and place, and without `orderBy` puts
    /// matches in the title first; otherwise the soonest start comes first. Words that mean the same
    /// find the same (`las`, `welding`); mistyped ones are forgiven unless `searchExactly` is true.
    /// `nearPoint`, with neither `search` nor `orderBy`: the nearest institution first, and last those
    /// of which it isn't known where they stand.
    /// `nearViewer`, with neither `search` nor `orderBy`: those in the viewer's kabupaten or kota
    /// first, then those in the province, then the others.
    /// `openFirst`, with no `search` and no `orderBy` but `STARTS_ON`: those that one can still apply
    /// for, now or later, come before all others, each part in its order; not with `after` and `before`
    /// at once.
    /// `changedSince` is for synchronising clients: cancelled ones come, too.
    /// `changedAfter` is for who keeps a copy: a connection's `syncCursor`, handed back, gives what
    /// changed behind it, in the order of the changes; goes with `filter.institutionId`,
    /// `filter.programId` and `after`, and `totalCount` counts all that the filter shows. See "Staying in
    /// step".
    #[expect(clippy::too_many_arguments, reason = "the arguments of a Relay list")]
    async fn sessions(
        &self,
        ctx: &Context<'_>,
        filter: Option<SessionFilter>,
        search: Option<String>,
        search_exactly: Option<bool>,
        #[graphql(desc = "Whether what is near the home of who asks comes first.")]
        near_viewer: Option<bool>,
        #[graphql(
            desc = "Puts first what is near this place: `{ latitude: \"-8.65\", longitude: \"115.21667\" }`."
        )]
        near_point: Option<PointInput>,
        #[graphql(desc = "Whether what one can still apply for comes before all others.")]
        open_first: Option<bool>,
        order_by: Option<SessionOrder>,
        changed_since: Option<DateTime>,
        changed_after: Option<String>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<SessionConnection> {
        let services = ctx.data::<Services>()?.clone();
        let actor = ctx.data::<RequestContext>()?.actor.clone();
        let correction = program::correction(ctx, search.as_deref(), search_exactly).await?;
        let search = correction.clone().or(search);
        let mut query =
            query(filter.unwrap_or_default(), search, order_by, changed_since).answer(ctx)?;
        query.changed_after = changed_after;
        query.point = near_point.map(|point| point.parse("nearPoint")).transpose().answer(ctx)?;
        if near_viewer == Some(true) && query.orders_itself() {
            query.near = find::home(&services, &actor).await.answer(ctx)?;
        }
        let near = query.near.as_ref().map(|region| Region::of(ctx, region)).transpose()?;
        let page = forwards_or_backwards(first, after, last, before);
        let by_start = matches!(query.order, None | Some(catalogue::SessionOrder::StartsOn));
        let found = if open_first == Some(true) && by_start && query.search.is_none() {
            service::catalogue::sessions_open_first(&services, &actor, &query, &page).await
        } else {
            service::catalogue::sessions(&services, &actor, &query, &page).await
        };
        let found = found.answer(ctx)?;
        let counted = query.clone();
        let count = Count::new(move || {
            let (services, actor, query) = (services.clone(), actor.clone(), counted.clone());
            async move { service::catalogue::count_sessions(&services, &actor, &query).await }
        });
        let distances = found.items.iter().map(|(_, listing)| distance(query.point, listing));
        let distances = distances.collect();
        Ok(SessionConnection::new(found.map(Session), count, correction, near, distances))
    }

    /// A session as `createSession` would make it, and nothing is written: for looking at it as the
    /// public will. Its id is nobody's. For who may plan sessions of the program's institution.
    async fn preview_session(
        &self,
        ctx: &Context<'_>,
        input: CreateSessionInput,
    ) -> async_graphql::Result<Session> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let planned = create_session::preview(services, &request.actor, input.into()).await;
        Ok(Session(planned.answer(ctx)?))
    }

    /// How many of these sessions each choice of a filter would show, for the catalogue's filters.
    async fn session_facets(
        &self,
        ctx: &Context<'_>,
        filter: Option<SessionFilter>,
        search: Option<String>,
        search_exactly: Option<bool>,
    ) -> async_graphql::Result<SessionFacets> {
        let correction = program::correction(ctx, search.as_deref(), search_exactly).await?;
        let search = correction.or(search);
        let query = query(filter.unwrap_or_default(), search, None, None).answer(ctx)?;
        Ok(SessionFacets(query))
    }
}

/// A new session.
#[derive(Debug, InputObject)]
pub struct CreateSessionInput {
    /// Of which program: `prg_…`.
    program_id: ID,
    /// Face to face, online, or both.
    mode: DeliveryMode,
    /// Who pays.
    funding: Funding,
    /// How people are chosen.
    selection_method: SelectionMethod,
    /// Seats in all.
    capacity: i32,
    /// RFC 3339: `2026-02-01T01:00:00Z`.
    registration_opens_at: Unread<DateTime>,
    /// RFC 3339; not after the first day begins.
    registration_closes_at: Unread<DateTime>,
    /// `2026-02-14`.
    starts_on: Unread<Date>,
    /// `2026-02-28`.
    ends_on: Unread<Date>,
    /// Where it is held.
    address: Option<String>,
    /// Where it is held online; only participants see it.
    meeting_link: Option<String>,
    /// Whether participants live there.
    boarding: Option<bool>,
    /// The days and hours, in words.
    timetable: Option<String>,
    /// How long an offer holds its seat; 48 when left out.
    offer_hours: Option<i32>,
    /// The last day on which a free seat is offered again; the day before the start when left out.
    replacement_until: Option<Unread<Date>>,
    /// `ses_…`: an earlier session of the same institution, of which criteria, seats kept for groups
    /// and the share that must be attended are taken along.
    like_session_id: Option<ID>,
}

/// The draft.
#[derive(Debug, SimpleObject)]
pub struct CreateSessionPayload {
    /// The session.
    session: Session,
}

/// Which session.
#[derive(Debug, InputObject)]
pub struct PublishSessionInput {
    /// `ses_…`.
    session_id: ID,
}

/// The session, public.
#[derive(Debug, SimpleObject)]
pub struct PublishSessionPayload {
    /// The session.
    session: Session,
}

/// What can be done with sessions.
#[derive(Debug, Default)]
pub struct SessionMutation;

#[Object]
impl SessionMutation {
    /// Makes a draft that only its institution sees; for its admins and its own software.
    async fn create_session(
        &self,
        ctx: &Context<'_>,
        input: CreateSessionInput,
    ) -> async_graphql::Result<CreateSessionPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let made = create_session::create(services, &request.actor, input.into()).await;
        Ok(CreateSessionPayload { session: Session(made.answer(ctx)?) })
    }

    /// Makes a draft public. An LPK needs a valid accreditation for Prakerja.
    async fn publish_session(
        &self,
        ctx: &Context<'_>,
        input: PublishSessionInput,
    ) -> async_graphql::Result<PublishSessionPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let published = publish_session::publish(services, &request.actor, &input.session_id).await;
        Ok(PublishSessionPayload { session: Session(published.answer(ctx)?) })
    }
}

impl From<CreateSessionInput> for create_session::Input {
    fn from(input: CreateSessionInput) -> Self {
        Self {
            program_id: input.program_id.to_string(),
            mode: input.mode,
            funding: input.funding,
            selection_method: input.selection_method,
            capacity: input.capacity,
            registration_opens_at: input.registration_opens_at.into(),
            registration_closes_at: input.registration_closes_at.into(),
            starts_on: input.starts_on.into(),
            ends_on: input.ends_on.into(),
            address: input.address,
            meeting_link: input.meeting_link,
            boarding: input.boarding.unwrap_or_default(),
            timetable: input.timetable,
            offer_hours: input.offer_hours,
            replacement_until: input.replacement_until.map(String::from),
            like_session: input.like_session_id.map(|id| id.to_string()),
        }
    }
}
