//! Sessions of a centre, drafts and those called off among them.

use balai_shared::{export::ExportColumn, id::InstitutionId, message, policy::Scope};

use super::{Frame, PIECE};
use crate::{
    error::Result,
    model::{
        catalogue::{Listing, SessionOrder, SessionQuery},
        export::{Cell, Column, Row},
        page::Window,
    },
    service::Services,
    store::{self, session_list::View},
};

pub(super) fn columns(frame: Frame) -> Vec<Column> {
    [
        (ExportColumn::Session, 28),
        (ExportColumn::Program, 32),
        (ExportColumn::Vocation, 24),
        (ExportColumn::State, 18),
        (ExportColumn::StartsOn, 14),
        (ExportColumn::EndsOn, 14),
        (ExportColumn::Mode, 14),
        (ExportColumn::Funding, 18),
        (ExportColumn::Method, 24),
        (ExportColumn::Seats, 10),
        (ExportColumn::SeatsTaken, 12),
        (ExportColumn::Waiting, 12),
        (ExportColumn::Applicants, 12),
        (ExportColumn::RegistrationOpens, 18),
        (ExportColumn::RegistrationCloses, 18),
    ]
    .map(|(column, width)| frame.column(column, width))
    .to_vec()
}

/// Reads them piece by piece, the earliest start first.
#[derive(Debug)]
pub(super) struct Reader {
    query: SessionQuery,
    drafts: Scope,
    after: Option<String>,
    over: bool,
}

impl Reader {
    pub(super) fn new(institution: InstitutionId) -> Self {
        let query = SessionQuery {
            institution: Some(institution),
            order: Some(SessionOrder::StartsOn),
            ..SessionQuery::default()
        };
        let drafts = Scope::Institutions(vec![institution]);
        Self { query, drafts, after: None, over: false }
    }

    pub(super) async fn next(&mut self, services: &Services, frame: Frame) -> Result<Vec<Row>> {
        if self.over {
            return Ok(Vec::new());
        }
        let view = View { drafts: self.drafts.clone(), now: services.clock().now() };
        let after = self.after.take();
        let window = Window { size: PIECE, backwards: false, after, before: None };
        let page =
            store::session_list::list(services.store.read(), &self.query, &view, &window).await?;
        self.after = page.items.last().map(|(cursor, _)| cursor.clone());
        self.over = !page.has_next || self.after.is_none();
        let row = |(_, listing): &(String, Listing)| cells(services, frame, listing);
        Ok(page.items.iter().map(row).collect())
    }
}

fn cells(services: &Services, frame: Frame, listing: &Listing) -> Row {
    let language = frame.language;
    let (session, program) = (&listing.session, &listing.program);
    let state = session.state(services.clock().now());
    let vocation = services.places.vocation(&program.vocation);
    let vocation = vocation.map(|it| it.name(language));
    let whole = |number: u32| Cell::Whole(i64::from(number));
    vec![
        session.id.to_string().into(),
        program.title.as_str().into(),
        Cell::or_empty(vocation, Cell::from),
        message::session_state(state, language).into(),
        Cell::Day(session.starts_on),
        Cell::Day(session.ends_on),
        message::mode(session.mode, language).into(),
        message::funding(session.funding, language).into(),
        message::selection_method(session.selection_method, language).into(),
        whole(session.seats.capacity),
        whole(session.seats.taken),
        whole(session.seats.waiting),
        Cell::Whole(i64::from(session.applicant_count)),
        frame.moment(session.registration_opens_at),
        frame.moment(session.registration_closes_at),
    ]
}
