//! Applications of a centre or a session, as the queue shows them.

use std::collections::{HashMap, HashSet};

use balai_shared::{
    application::ApplicationState,
    export::ExportColumn,
    id::{ApplicantId, ApplicationId, InstitutionId, SessionId},
    message,
    policy::{Actor, Scope},
    time::TimeZone,
};

use super::{Frame, Named, PIECE, name_sessions};
use crate::{
    error::Result,
    model::{
        account::Applicant,
        application::{Application, ApplicationQuery},
        export::{Asked, Cell, Column, Row},
        page::Window,
    },
    service::{Services, application_search},
    store,
};

pub(super) fn columns(frame: Frame) -> Vec<Column> {
    [
        (ExportColumn::Application, 28),
        (ExportColumn::Name, 28),
        (ExportColumn::Nik, 20),
        (ExportColumn::BirthDate, 14),
        (ExportColumn::Sex, 14),
        (ExportColumn::Education, 18),
        (ExportColumn::Occupation, 20),
        (ExportColumn::Region, 24),
        (ExportColumn::Program, 32),
        (ExportColumn::StartsOn, 14),
        (ExportColumn::SubmittedAt, 18),
        (ExportColumn::State, 18),
        (ExportColumn::WaitlistPosition, 14),
        (ExportColumn::OfferExpiresAt, 18),
        (ExportColumn::Reason, 40),
        (ExportColumn::ChangedAt, 18),
    ]
    .map(|(column, width)| frame.column(column, width))
    .to_vec()
}

/// Reads them piece by piece, in the order in which they were sent.
#[derive(Debug)]
pub(super) struct Reader {
    query: ApplicationQuery,
    scope: Scope,
    after: Option<String>,
    over: bool,
    sessions: HashMap<SessionId, Named>,
    /// Of whose waiting lists the places are known.
    queued: HashSet<SessionId>,
    places: HashMap<ApplicationId, i64>,
}

impl Reader {
    pub(super) async fn new(
        services: &Services,
        actor: &Actor,
        asked: &Asked,
        (institution, session): (InstitutionId, Option<SessionId>),
    ) -> Result<Self> {
        let query = ApplicationQuery {
            session,
            states: asked.states.clone(),
            institution: Some(institution),
            sought: application_search::sought(services, actor, asked.search.as_deref()).await?,
            // By the clocks of Jakarta, as the desk's own filter.
            submitted_from: asked.from.map(|day| TimeZone::Jakarta.start_of(day)),
            submitted_before: asked.to.map(|day| TimeZone::Jakarta.start_of(day.plus_days(1))),
            ..ApplicationQuery::default()
        };
        Ok(Self {
            query,
            scope: Scope::Institutions(vec![institution]),
            after: None,
            over: false,
            sessions: HashMap::new(),
            queued: HashSet::new(),
            places: HashMap::new(),
        })
    }

    pub(super) async fn next(&mut self, services: &Services, frame: Frame) -> Result<Vec<Row>> {
        if self.over {
            return Ok(Vec::new());
        }
        let connection = services.store.read();
        let after = self.after.take();
        let window = Window { size: PIECE, backwards: false, after, before: None };
        let page =
            store::application_list::list(connection, &self.query, &self.scope, &window).await?;
        self.after = page.items.last().map(|(cursor, _)| cursor.clone());
        self.over = !page.has_next || self.after.is_none();
        let items: Vec<Application> = page.items.into_iter().map(|(_, item)| item).collect();
        let mut ids: Vec<_> = items.iter().map(|item| item.applicant).collect();
        ids.sort_unstable();
        ids.dedup();
        let people = store::applicant::by_ids(connection, services.vault(), &ids).await?;
        let people: HashMap<ApplicantId, Applicant> =
            people.into_iter().map(|person| (person.id, person)).collect();
        name_sessions(services, &mut self.sessions, items.iter().map(|item| item.session)).await?;
        self.find_places(services, &items).await?;
        let row = |item: &Application| self.row(services, frame, item, people.get(&item.applicant));
        Ok(items.iter().map(row).collect())
    }

    /// Where people wait: a whole list at once, because a place is counted from the first.
    async fn find_places(&mut self, services: &Services, items: &[Application]) -> Result<()> {
        let waiting = items.iter().filter(|item| item.state == ApplicationState::Waitlisted);
        for session in waiting.map(|item| item.session) {
            if self.queued.insert(session) {
                let list = store::export_rows::waiting(services.store.read(), session).await?;
                self.places.extend(list.into_iter().zip(1..));
            }
        }
        Ok(())
    }

    fn row(
        &self,
        services: &Services,
        frame: Frame,
        item: &Application,
        person: Option<&Applicant>,
    ) -> Row {
        let language = frame.language;
        let told = |cell: Option<Cell>| cell.unwrap_or(Cell::Empty);
        let session = self.sessions.get(&item.session);
        let region = person.and_then(|person| person.region.as_ref());
        let region = region.and_then(|code| services.places.region(code));
        let place = self.places.get(&item.id);
        let place = place.filter(|_| item.state == ApplicationState::Waitlisted);
        let word = |word: Option<&'static str>| Cell::or_empty(word, Cell::from);
        vec![
            item.id.to_string().into(),
            told(person.map(|person| person.name.as_str().into())),
            told(person.and_then(|person| person.nik.as_ref()).map(|nik| nik.masked().into())),
            told(person.and_then(|person| person.birth_date).map(Cell::Day)),
            word(person.and_then(|person| person.sex).map(|it| message::sex(it, language))),
            word(
                person
                    .and_then(|person| person.education)
                    .map(|it| message::education(it, language)),
            ),
            word(
                person
                    .and_then(|person| person.occupation)
                    .map(|it| message::occupation(it, language)),
            ),
            told(region.map(|region| region.name.as_str().into())),
            told(session.map(|session| session.title.as_str().into())),
            told(session.map(|session| Cell::Day(session.starts_on))),
            told(item.submitted_at.map(|at| frame.moment(at))),
            message::application_state(item.state, language).into(),
            told(place.map(|place| Cell::Whole(*place))),
            told(item.offer_expires_at.map(|at| frame.moment(at))),
            word(item.reason.map(|reason| message::reason(reason, language))),
            frame.moment(item.changed_at),
        ]
    }
}
