//! Sessions as objects.

use async_graphql::{Context, ID, Object};
use balai_shared::{
    application::ApplicationState,
    link::WebLink,
    session::{DeliveryMode, Funding, SelectionMethod, SessionState},
};

use super::{
    application::Application,
    connection::connection,
    context::RequestContext,
    error::Answer,
    institution::Institution,
    loader::{OwnOf, load},
    place::Region,
    program::Program,
    scalar::{Date, DateTime},
    selection::SessionSelection,
};
use crate::{
    model::catalogue::{Listing, ProgramListing},
    service::{Services, cancel_session, catalogue, fitting_sessions, update_session},
};

/// One run of a program.
#[derive(Debug, Clone)]
pub struct Session(pub(super) Listing);

/// One run of a program: dates, seats, and how people are chosen.
#[Object]
impl Session {
    /// `ses_…`.
    pub(super) async fn id(&self) -> ID {
        self.0.session.id.to_string().into()
    }

    /// What is taught.
    async fn program(&self) -> Program {
        Program(ProgramListing {
            program: self.0.program.clone(),
            institution: self.0.institution.clone(),
        })
    }

    /// Who teaches it.
    async fn institution(&self) -> Institution {
        Institution(self.0.institution.clone())
    }

    /// Face to face, online, or both.
    async fn mode(&self) -> DeliveryMode {
        self.0.session.mode
    }

    /// Who pays.
    async fn funding(&self) -> Funding {
        self.0.session.funding
    }

    /// How people are chosen.
    async fn selection_method(&self) -> SelectionMethod {
        self.0.session.selection_method
    }

    /// Seats in all.
    async fn capacity(&self) -> u32 {
        self.0.session.seats.capacity
    }

    /// Offered (not lapsed), confirmed, completed and not completed.
    async fn seats_taken(&self) -> u32 {
        self.0.session.seats.taken
    }

    /// `capacity` less `seatsTaken`.
    async fn seats_left(&self) -> u32 {
        self.0.session.seats.left()
    }

    /// All who ever submitted an application.
    async fn applicant_count(&self) -> i32 {
        self.0.session.applicant_count
    }

    /// How many wait for a seat.
    async fn waitlist_count(&self) -> u32 {
        self.0.session.seats.waiting
    }

    /// From when one can apply.
    async fn registration_opens_at(&self) -> DateTime {
        DateTime(self.0.session.registration_opens_at)
    }

    /// Until when, exclusively.
    async fn registration_closes_at(&self) -> DateTime {
        DateTime(self.0.session.registration_closes_at)
    }

    /// The first day.
    async fn starts_on(&self) -> Date {
        Date(self.0.session.starts_on)
    }

    /// The last day.
    async fn ends_on(&self) -> Date {
        Date(self.0.session.ends_on)
    }

    /// The IANA name of the institution's time zone.
    async fn time_zone(&self) -> &'static str {
        self.0.session.time_zone.iana()
    }

    /// Where it is held.
    async fn address(&self) -> Option<&str> {
        self.0.session.address.as_deref()
    }

    /// Whether participants live there.
    async fn boarding(&self) -> bool {
        self.0.session.boarding
    }

    /// By the database's clock. `OPEN`: one can apply now.
    async fn state(&self, ctx: &Context<'_>) -> async_graphql::Result<SessionState> {
        Ok(self.0.session.state(ctx.data::<Services>()?.clock().now()))
    }

    /// The days and hours, in words.
    async fn timetable(&self) -> Option<&str> {
        self.0.session.timetable.as_deref()
    }

    /// How long an offer holds its seat.
    async fn offer_hours(&self) -> i32 {
        self.0.session.offer_hours
    }

    /// When staff closed the selection; free seats go down the waiting list from then on.
    async fn selection_closed_at(&self) -> Option<DateTime> {
        self.0.session.selection_closed_at.map(DateTime)
    }

    /// The last day on which a free seat is offered again.
    async fn replacement_until(&self) -> Date {
        Date(self.0.session.replacement_until)
    }

    /// When it last changed in its dates, seats or state: what `changedSince` looks at.
    async fn changed_at(&self) -> DateTime {
        DateTime(self.0.session.changed_at)
    }

    /// How its people are chosen, and what came of it.
    async fn selection(&self) -> SessionSelection {
        SessionSelection(self.0.clone())
    }

    /// How often it was changed since it was made: what `updateSession` starts from.
    async fn edition(&self, ctx: &Context<'_>) -> async_graphql::Result<i32> {
        update_session::edition(ctx.data::<Services>()?, &self.0).await.answer(ctx)
    }

    /// Why it was called off, in the words of its staff.
    async fn cancellation_reason(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Option<String>> {
        cancel_session::reason(ctx.data::<Services>()?, &self.0).await.answer(ctx)
    }

    /// Where it is held online, for its institution's staff and who has a seat.
    async fn meeting_link(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<&str>> {
        let actor = &ctx.data::<RequestContext>()?.actor;
        if !catalogue::may_see_link(actor, &self.0) {
            let own = load(ctx, OwnOf(self.0.session.id)).await?;
            if own.is_none_or(|own| own.state != ApplicationState::Confirmed) {
                return Ok(None);
            }
        }
        // One from before links were looked at is nothing to be opened.
        let link = self.0.session.meeting_link.as_deref();
        Ok(link.filter(|link| WebLink::parse(link).is_ok()))
    }

    /// Where the viewer can't apply to this one, because it isn't open or a condition isn't met: up to
    /// four open sessions whose conditions the viewer meets, of the same field first. Empty where
    /// this one fits, and for who can't be judged.
    async fn fitting_sessions(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Session>> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let fitting = fitting_sessions::instead_of(services, &request.actor, &self.0).await;
        Ok(fitting.answer(ctx)?.into_iter().map(Session).collect())
    }

    /// The viewer's own application to this session: the live one, or else the draft, or else the
    /// latest.
    async fn viewer_application(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Option<Application>> {
        Ok(load(ctx, OwnOf(self.0.session.id)).await?.map(Application))
    }
}

connection!(
    SessionConnection,
    "SessionConnection",
    SessionEdge,
    Session,
    "sessions" => "What `changedAfter` takes to go on from here: behind a page of changes the changes after it, \
                   behind any other list all there is.",
    search_correction: Option<String> = "What was searched for instead, where the words as typed find \
                                         nothing: `barista` for `bariista`.",
    near_region: Option<Region> = "Where the list begins, if `nearViewer` decides its order: the \
                                   viewer's kabupaten or kota.",
    distances_km: Vec<Option<i32>> = "How far each of `nodes` is held from `nearPoint`, in whole \
                                      kilometres as the crow flies; null where that isn't known.",
);
