//! Taking a list along as a file: read in pieces, so that neither memory nor a connection is held
//! between them, and written down before the first row leaves.
//!
//! Who may: what stands in the file is what its taker sees in the console, no more. Applications and
//! certificates: ADMIN, REVIEWER, COUNSELLOR and the partner; a session's participants and the
//! centre's sessions: all its staff; figures: whoever sees figures.

mod applications;
mod certificates;
mod figures;
mod participants;
mod sessions;

use std::collections::VecDeque;

use balai_shared::{
    error::{ErrorCode, FieldCode},
    export::{ExportColumn, ExportFormat, ExportList, ExportNote},
    format,
    id::{ExportId, InstitutionId, SessionId},
    language::Language,
    message,
    policy::{Action, Actor, Resource, allow},
    time::{Instant, TimeZone},
};

use super::{Services, api_keys, session_history::permitted, transition::By};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::{
        catalogue::{Institution, Listing},
        export::{Asked, Cell, Column, Head, Row, Step, Taken},
    },
    store,
};

/// How long one file may take: as long as a sign-in is believed.
const LONGEST_MINUTES: i64 = 10;
/// As many rows are read at once.
const PIECE: u32 = 1_000;

/// A file under way; [`Export::next`] gives its pieces.
#[derive(Debug)]
pub struct Export {
    services: Services,
    id: ExportId,
    frame: Frame,
    format: ExportFormat,
    /// What is there already.
    ready: VecDeque<Step>,
    /// Where more rows come from.
    source: Option<Source>,
    /// What the file says of itself, until it has said it.
    notes: Option<Vec<(ExportNote, Cell)>>,
    rows: i64,
    name: String,
    /// Who takes it: looked at again before each piece.
    actor: Actor,
    begun_at: Instant,
}

/// In which words and by which clocks.
#[derive(Debug, Clone, Copy)]
struct Frame {
    language: Language,
    zone: TimeZone,
}

impl Frame {
    fn column(self, column: ExportColumn, width: u16) -> Column {
        Column { title: message::export_column(column, self.language).to_owned(), width }
    }

    fn moment(self, at: Instant) -> Cell {
        Cell::moment(at, self.zone)
    }
}

#[derive(Debug)]
enum Source {
    Applications(Box<applications::Reader>),
    Certificates(certificates::Reader),
    Sessions(Box<sessions::Reader>),
}

impl Source {
    /// The next rows; none once there are no more.
    async fn next(&mut self, services: &Services, frame: Frame) -> Result<Vec<Row>> {
        match self {
            Self::Applications(reader) => reader.next(services, frame).await,
            Self::Certificates(reader) => reader.next(services, frame).await,
            Self::Sessions(reader) => reader.next(services, frame).await,
        }
    }
}

impl Export {
    /// What the file is called, in plain letters: `lamaran-2026-11-22.xlsx`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The next piece; `None` once all have left, which is then written down.
    ///
    /// # Errors
    /// The database's own.
    pub async fn next(&mut self) -> Result<Option<Step>> {
        loop {
            if let Some(step) = self.ready.pop_front() {
                self.count(&step);
                return Ok(Some(step));
            }
            self.still_allowed().await?;
            if let Some(source) = &mut self.source {
                let rows = source.next(&self.services, self.frame).await?;
                if rows.is_empty() {
                    self.source = None;
                    continue;
                }
                let step = Step::Rows(rows);
                self.count(&step);
                return Ok(Some(step));
            }
            let Some(notes) = self.notes.take() else {
                self.finish().await?;
                return Ok(None);
            };
            // In a text, a second table below the first is in the way of whatever reads it.
            if self.format == ExportFormat::Xlsx {
                self.ready.extend(self.about(notes));
            }
        }
    }

    /// A role may end, or a key, while somebody takes the pieces slowly.
    async fn still_allowed(&self) -> Result<()> {
        let read = self.services.store.read();
        let now = self.services.clock().now();
        if now > self.begun_at.plus_minutes(LONGEST_MINUTES) {
            return Err(Error::refused(ErrorCode::Unavailable));
        }
        match &self.actor {
            Actor::Person { account, grants, .. } => {
                let held = store::account::grants(read, *account).await?;
                let lost = grants.iter().any(|grant| !held.contains(grant));
                if lost { Err(Error::refused(ErrorCode::Forbidden)) } else { Ok(()) }
            }
            Actor::Partner { key, .. } => api_keys::still_holds(&self.services, *key).await,
            Actor::Visitor | Actor::System => Ok(()),
        }
    }

    fn count(&mut self, step: &Step) {
        if let (Step::Rows(rows), Some(_)) = (step, &self.notes) {
            self.rows += i64::try_from(rows.len()).unwrap_or_default();
        }
    }

    /// The last sheet: what was asked for, and when.
    fn about(&self, notes: Vec<(ExportNote, Cell)>) -> [Step; 2] {
        let words = |note| message::export_note(note, self.frame.language);
        let name = words(ExportNote::About).to_owned();
        let columns = vec![
            Column { title: name.clone(), width: 28 },
            Column { title: String::new(), width: 60 },
        ];
        let counted = [(ExportNote::Rows, Cell::Whole(self.rows))];
        let rows = notes.into_iter().chain(counted);
        let rows = rows.map(|(note, cell)| vec![Cell::from(words(note)), cell]).collect();
        [Step::Sheet(Head { name, columns }), Step::Rows(rows)]
    }

    async fn finish(&self) -> Result<()> {
        let (id, rows) = (self.id, self.rows);
        let store = &self.services.store;
        let finished = store
            .write(move |tx| Box::pin(async move { store::export::finish(tx, id, rows).await }))
            .await?;
        if finished { Ok(()) } else { Err(Error::Internal("an export ended twice".to_owned())) }
    }
}

/// Begins a file: decides whether the caller may have it, and writes down that it leaves.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another centre's; `FORBIDDEN` for a role that sees less;
/// `VALIDATION_FAILED` for a search or a period that can't be.
pub async fn begin(
    services: &Services,
    actor: &Actor,
    asked: &Asked,
    language: Language,
) -> Result<Export> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let opened = open(services, actor, asked, language).await?;
    let (place, frame) = (opened.place, opened.frame);
    let (now, by) = (services.clock().now(), By::centre(actor));
    let taken = Taken {
        id: ExportId::from_u128(new_id(now)?),
        institution: place.institution.id,
        session: place.session.as_ref().map(|listing| listing.session.id),
        actor: by.kind,
        actor_id: by.id,
        list: asked.list,
        format: asked.format,
        searched: asked.search.is_some(),
        begun_at: now,
        finished_at: None,
        rows: None,
    };
    let (id, day) = (taken.id, frame.zone.date_of(now));
    let notes = notes(asked, &place, frame, now);
    services
        .store
        .write(move |tx| Box::pin(async move { store::export::begin(tx, &taken).await }))
        .await?;
    Ok(Export {
        services: services.clone(),
        id,
        frame,
        format: asked.format,
        ready: opened.ready,
        source: opened.source,
        notes: Some(notes),
        rows: 0,
        actor: actor.clone(),
        begun_at: now,
        name: format!("{}-{day}.{}", asked.list.slug(), asked.format.ending()),
    })
}

/// A list that the caller may have.
struct Opened {
    place: Place,
    frame: Frame,
    ready: VecDeque<Step>,
    source: Option<Source>,
}

/// Whose list it is.
struct Place {
    institution: Institution,
    session: Option<Listing>,
}

async fn open(
    services: &Services,
    actor: &Actor,
    asked: &Asked,
    language: Language,
) -> Result<Opened> {
    let frame = |institution: &Institution| {
        let region = services.places.region(&institution.region);
        Frame { language, zone: region.map_or(TimeZone::Jakarta, |region| region.time_zone) }
    };
    if asked.list == ExportList::Report {
        let (institution, report) = figures::load(services, actor, asked).await?;
        let frame = frame(&institution);
        let ready = figures::sheets(services, frame, &report);
        let place = Place { institution, session: None };
        return Ok(Opened { place, frame, ready, source: None });
    }
    let action = match asked.list {
        ExportList::Applications | ExportList::Certificates => Action::Export,
        ExportList::Participants | ExportList::Sessions | ExportList::Report => {
            Action::ViewDraftSession
        }
    };
    // Of the centre as a whole: a session would stand in the file's own words and not narrow it.
    let whole = [ExportList::Certificates, ExportList::Sessions].contains(&asked.list);
    if whole && asked.session.is_some() {
        return Err(Error::field("sesi", FieldCode::NotAllowed));
    }
    let place = place(services, actor, asked, action).await?;
    let frame = frame(&place.institution);
    let (institution, name) =
        (place.institution.id, message::export_list(asked.list, language).to_owned());
    let head = |columns| VecDeque::from([Step::Sheet(Head { name: name.clone(), columns })]);
    let (ready, source) = match asked.list {
        ExportList::Applications => {
            let session = place.session.as_ref().map(|listing| listing.session.id);
            let reader =
                applications::Reader::new(services, actor, asked, (institution, session)).await?;
            let source = Source::Applications(Box::new(reader));
            (head(applications::columns(frame)), Some(source))
        }
        ExportList::Certificates => {
            let source = Source::Certificates(certificates::Reader::new(institution));
            (head(certificates::columns(frame)), Some(source))
        }
        ExportList::Sessions => {
            let source = Source::Sessions(Box::new(sessions::Reader::new(institution)));
            (head(sessions::columns(frame)), Some(source))
        }
        ExportList::Participants => {
            let session = place.session.as_ref().ok_or(ErrorCode::NotFound)?;
            let ready = participants::sheet(services, actor, frame, (name, session)).await?;
            (VecDeque::from(ready), None)
        }
        ExportList::Report => (VecDeque::new(), None),
    };
    Ok(Opened { place, frame, ready, source })
}

async fn place(services: &Services, actor: &Actor, asked: &Asked, action: Action) -> Result<Place> {
    let named = asked.institution.as_deref().map(str::parse::<InstitutionId>).transpose()?;
    if let Some(id) = &asked.session {
        let listing = permitted(services, actor, id, action).await?;
        if named.is_some_and(|named| named != listing.institution.id) {
            return Err(Error::refused(ErrorCode::NotFound));
        }
        return Ok(Place { institution: listing.institution.clone(), session: Some(listing) });
    }
    let id = named.ok_or(ErrorCode::NotFound)?;
    allow(actor, action, &Resource::Institution(id))?;
    let found = store::institution::by_ids(services.store.read(), &[id]).await?.pop();
    Ok(Place { institution: found.ok_or(ErrorCode::NotFound)?, session: None })
}

/// What the file says of itself. Not what was searched for: a file is passed on.
fn notes(asked: &Asked, place: &Place, frame: Frame, now: Instant) -> Vec<(ExportNote, Cell)> {
    let language = frame.language;
    let words = |note| message::export_note(note, language).to_owned();
    let states = asked.states.iter().map(|state| message::application_state(*state, language));
    let states = states.collect::<Vec<_>>().join(", ");
    let mut notes = vec![
        (ExportNote::List, message::export_list(asked.list, language).into()),
        (ExportNote::Institution, place.institution.name.as_str().into()),
    ];
    if let Some(listing) = &place.session {
        let day = format::date_short(listing.session.starts_on, language);
        let said = format!("{}, {day}", listing.program.title);
        notes.push((ExportNote::Session, said.into()));
    }
    if asked.list == ExportList::Applications {
        let states = if states.is_empty() { words(ExportNote::All) } else { states };
        notes.push((ExportNote::States, states.into()));
    }
    if asked.search.is_some() {
        notes.push((ExportNote::Searched, words(ExportNote::Yes).into()));
    }
    let narrowed = asked.from.is_some() || asked.to.is_some();
    if asked.list == ExportList::Report || narrowed {
        let day = |day: Option<balai_shared::time::Date>| {
            day.map(|day| day.to_string()).unwrap_or_default()
        };
        let period = format!("{} – {}", day(asked.from), day(asked.to));
        let all = asked.from.is_none() && asked.to.is_none();
        let period = if all { words(ExportNote::All) } else { period };
        notes.push((ExportNote::Period, period.into()));
    }
    notes.push((ExportNote::TimeZone, frame.zone.abbreviation().into()));
    notes.push((ExportNote::TakenAt, frame.moment(now)));
    notes
}

/// A session as rows of other lists name it.
#[derive(Debug, Clone)]
struct Named {
    title: String,
    starts_on: balai_shared::time::Date,
}

/// Finds what sessions are called that aren't known yet.
async fn name_sessions(
    services: &Services,
    known: &mut std::collections::HashMap<SessionId, Named>,
    wanted: impl Iterator<Item = SessionId>,
) -> Result<()> {
    let mut missing: Vec<_> = wanted.filter(|id| !known.contains_key(id)).collect();
    missing.sort_unstable();
    missing.dedup();
    if missing.is_empty() {
        return Ok(());
    }
    let query = crate::model::catalogue::SessionQuery {
        ids: Some(missing),
        ..crate::model::catalogue::SessionQuery::default()
    };
    let view = store::session_list::View {
        drafts: balai_shared::policy::Scope::Everything,
        now: services.clock().now(),
    };
    for listing in store::session_list::find(services.store.read(), &query, &view).await? {
        let named = Named { title: listing.program.title, starts_on: listing.session.starts_on };
        known.insert(listing.session.id, named);
    }
    Ok(())
}
