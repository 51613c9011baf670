//! A session as those see it who teach it: who came, what they learned, and what follows.

use std::collections::{HashMap, hash_map::Entry};

use balai_shared::{
    benefit::payout::FEWEST_RATINGS,
    completion::{Assessed, Attended, UnitResult, judge},
    error::ErrorCode,
    id::{ApplicationId, SessionId},
    policy::{Action, Actor, Resource, allow},
};

use super::{Services, catalogue};
use crate::{
    error::{Error, Result},
    model::{
        application::Application,
        catalogue::{Listing, Session},
        training::{Issued, Mark, Meeting, Roster, Standing, Unit, UnitOutcome},
    },
    store::{self, Connection, rating::Rated},
};

/// A session with its meetings, its units and how each participant stands.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for who doesn't work at its centre.
pub async fn load(services: &Services, actor: &Actor, session: &str) -> Result<(Listing, Roster)> {
    let listing = listing(services, actor, session).await?;
    let resource = Resource::Institution(listing.institution.id);
    allow(actor, Action::ViewDraftSession, &resource)?;
    let connection = services.store.read();
    let participants = store::participant::of_session(connection, listing.session.id).await?;
    let frame = Frame::load(connection, &listing.session).await?;
    let standings = standings(connection, &frame, participants).await?;
    let Frame { meetings, units, least_percent } = frame;
    Ok((listing, Roster { meetings, units, least_percent, standings }))
}

/// The session, for who may know of it.
pub(super) async fn listing(services: &Services, actor: &Actor, session: &str) -> Result<Listing> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let id: SessionId = session.parse()?;
    catalogue::session(services, actor, id).await?.ok_or_else(|| ErrorCode::NotFound.into())
}

/// What the rule looks at besides the participants.
pub(super) struct Frame {
    pub(super) meetings: Vec<Meeting>,
    pub(super) units: Vec<Unit>,
    pub(super) least_percent: u32,
}

impl Frame {
    pub(super) async fn load(connection: &impl Connection, session: &Session) -> Result<Self> {
        Ok(Self {
            meetings: store::meeting::of_session(connection, session.id).await?,
            units: store::assessment::units(connection, session.program).await?,
            least_percent: store::meeting::least_percent(connection, session.id).await?,
        })
    }

    /// How the program's units stand for somebody: what was found of units that it no longer has
    /// doesn't count.
    fn assessed(&self, outcomes: &[UnitOutcome]) -> Assessed {
        let mut assessed = Assessed::default();
        for unit in &self.units {
            assessed.units += 1;
            let found = outcomes.iter().find(|outcome| outcome.unit.code == unit.code);
            match found.map(|outcome| outcome.result) {
                Some(UnitResult::Competent) => assessed.competent += 1,
                Some(UnitResult::NotYet) => assessed.not_yet += 1,
                None => {}
            }
        }
        assessed
    }
}

/// How much of a session with these meetings somebody with these marks attended.
pub(super) fn attended(meetings: &[Meeting], marks: &[Mark]) -> Attended {
    let mut attended = Attended::default();
    for meeting in meetings {
        let minutes = meeting.minutes();
        attended.held += minutes;
        match marks.iter().find(|mark| mark.meeting == meeting.id) {
            Some(mark) => attended.attended += mark.minutes.min(minutes),
            None => attended.unmarked += minutes,
        }
    }
    attended
}

/// How these participants of one session stand.
pub(super) async fn standings(
    connection: &impl Connection,
    frame: &Frame,
    participants: Vec<Application>,
) -> Result<Vec<Standing>> {
    let ids: Vec<_> = participants.iter().map(|application| application.id).collect();
    let mut marks = marks_of(connection, &ids).await?;
    let mut outcomes: HashMap<ApplicationId, Vec<UnitOutcome>> = HashMap::new();
    for (id, outcome) in store::assessment::of_applications(connection, &ids).await? {
        outcomes.entry(id).or_default().push(outcome);
    }
    let mut certificates = certificates_of(connection, &ids).await?;
    let stand = |application: Application| {
        let marks = marks.remove(&application.id).unwrap_or_default();
        let outcomes = outcomes.remove(&application.id).unwrap_or_default();
        let (attended, assessed) = (attended(&frame.meetings, &marks), frame.assessed(&outcomes));
        Standing {
            judgement: judge(attended, assessed, frame.least_percent),
            certificate: certificates.remove(&application.id),
            application,
            marks,
            outcomes,
            attended,
            assessed,
        }
    };
    Ok(participants.into_iter().map(stand).collect())
}

async fn marks_of(
    connection: &impl Connection,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Vec<Mark>>> {
    let mut marks: HashMap<ApplicationId, Vec<Mark>> = HashMap::new();
    for mark in store::attendance::of_applications(connection, ids).await? {
        marks.entry(mark.application).or_default().push(mark);
    }
    Ok(marks)
}

async fn certificates_of(
    connection: &impl Connection,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Issued>> {
    let found = store::certificate::of_applications(connection, ids).await?;
    Ok(found.into_iter().map(|issued| (issued.application, issued)).collect())
}

/// What a participant may know of the own training.
#[derive(Debug, Clone)]
pub struct Progress {
    /// How much was attended so far.
    pub attended: Attended,
    /// How many meetings there are.
    pub meetings: usize,
    /// How many of them are marked for the person.
    pub marked: usize,
    /// At how many of these the person was there, late or not.
    pub came: usize,
    /// The share that must be.
    pub least_percent: u32,
    /// The certificate that holds, or else the last that was taken back.
    pub certificate: Option<Issued>,
}

/// How people stand in their trainings, each by the application and its session, in the order asked:
/// for the person, and for who works at the centre, by the policy of the application that the caller
/// has before the eyes. Two statements, and two for each session.
///
/// # Errors
/// The database's own.
pub async fn progress(
    services: &Services,
    of: &[(ApplicationId, SessionId)],
) -> Result<Vec<Progress>> {
    let connection = services.store.read();
    let ids: Vec<_> = of.iter().map(|(application, _)| *application).collect();
    let mut marks = marks_of(connection, &ids).await?;
    let mut certificates = certificates_of(connection, &ids).await?;
    let mut sessions = HashMap::new();
    let mut found = Vec::with_capacity(of.len());
    for (application, session) in of {
        let (meetings, least_percent) = match sessions.entry(*session) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let meetings = store::meeting::of_session(connection, *session).await?;
                let percent = store::meeting::least_percent(connection, *session).await?;
                new.insert((meetings, percent))
            }
        };
        let marks = marks.remove(application).unwrap_or_default();
        let standing: Vec<_> =
            marks.iter().filter(|mark| meetings.iter().any(|one| one.id == mark.meeting)).collect();
        found.push(Progress {
            attended: attended(meetings, &marks),
            meetings: meetings.len(),
            marked: standing.len(),
            came: standing.iter().filter(|mark| mark.minutes > 0).count(),
            least_percent: *least_percent,
            certificate: certificates.remove(application),
        });
    }
    Ok(found)
}

/// What the participants said of a training, in figures: of the session, and of all sessions of its
/// program. From five ratings on, so that nobody's own can be picked out.
///
/// # Errors
/// The database's own.
pub async fn ratings(services: &Services, listing: &Listing) -> Result<[Option<[i64; 5]>; 2]> {
    let connection = services.store.read();
    let enough =
        |counts: [i64; 5]| (counts.iter().sum::<i64>() >= FEWEST_RATINGS).then_some(counts);
    let session = Rated::Session(listing.session.id);
    let program = Rated::Program(listing.session.program);
    Ok([
        enough(store::rating::by_stars(connection, session).await?),
        enough(store::rating::by_stars(connection, program).await?),
    ])
}
