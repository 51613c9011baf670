//! What decisions would do, row by row, with nothing written.

use std::collections::{HashMap, HashSet, VecDeque};

use balai_shared::{
    application::{self, ActorRole, ApplicationState, Decision},
    error::ErrorCode,
    format,
    id::{ApplicationId, SessionId},
    language::Language,
    message,
    notification::NotificationKind,
    policy::{Action, Actor, allow},
    session::SessionLifecycle,
    time::Instant,
};

use super::{
    Services, applications, bulk, catalogue,
    decide_applications::{self, Input},
    promote, selection,
    transition::expiry,
};
use crate::{
    error::{Error, Result},
    model::{application::Application, catalogue::Listing},
    store,
};

/// What would become of one row.
#[derive(Debug)]
pub struct Row {
    /// As it was sent.
    pub id: String,
    /// What would happen, or why nothing would.
    pub result: Result<Foreseen>,
}

/// What a decision would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreseen {
    /// Where the application would stand.
    pub state: ApplicationState,
    /// The session's free seats afterwards.
    pub seats_left: u32,
    /// What the applicant would be told, in `language`.
    pub message: String,
    /// Why, in `language`, where it is a rejection.
    pub reason: Option<String>,
    /// The applicant's.
    pub language: Language,
    /// Whether it goes past a selection that is planned and not concluded.
    pub passes_selection: bool,
}

/// Foresees each row in the order asked, by the rules by which it would be decided; what others do
/// meanwhile is not foreseen.
///
/// # Errors
/// As [`decide_applications::decide`].
pub async fn preview(services: &Services, actor: &Actor, input: Input) -> Result<Vec<Row>> {
    bulk::may_begin(actor)?;
    decide_applications::check(&input)?;
    let mut book = Book::open(services, actor, &input).await?;
    let ids = input.ids.clone();
    Ok(ids
        .into_iter()
        .map(|id| {
            let result = book.foresee(actor, &id, &input);
            Row { id, result }
        })
        .collect())
}

/// All that the rows are judged by, as it would be after each of them.
struct Book {
    now: Instant,
    applications: HashMap<ApplicationId, Application>,
    sessions: HashMap<SessionId, Listing>,
    /// Who waits, in order, where the list moves by the rule.
    lists: HashMap<SessionId, VecDeque<ApplicationId>>,
    languages: HashMap<ApplicationId, Language>,
    /// Sessions whose people are to be chosen by a plan or a draw.
    planned: HashSet<SessionId>,
}

impl Book {
    async fn open(services: &Services, actor: &Actor, input: &Input) -> Result<Self> {
        let connection = services.store.read();
        let now = services.store.ping().await?;
        let ids: Vec<ApplicationId> = input.ids.iter().filter_map(|id| id.parse().ok()).collect();
        let found = applications::by_ids(services, actor, &ids).await?;
        let mut sessions: Vec<SessionId> = found.iter().map(|row| row.session).collect();
        sessions.sort_unstable();
        sessions.dedup();
        let listings = catalogue::sessions_by_id(services, actor, &sessions).await?;
        let mut lists = HashMap::new();
        let planned = selection::awaited(services, &listings).await?;
        for listing in &listings {
            let session = &listing.session;
            if input.decision == Decision::Offer && promote::list_moves(session) {
                let waiting = store::application::waiting(connection, session.id).await?;
                lists.insert(session.id, waiting.into());
            }
        }
        let languages = store::preference::languages(connection, &found).await?;
        Ok(Self {
            now,
            applications: found.into_iter().map(|row| (row.id, row)).collect(),
            sessions: listings.into_iter().map(|listing| (listing.session.id, listing)).collect(),
            lists,
            languages,
            planned,
        })
    }

    fn foresee(&mut self, actor: &Actor, id: &str, input: &Input) -> Result<Foreseen> {
        let id: ApplicationId = id.parse()?;
        let application = self.applications.get_mut(&id).ok_or(ErrorCode::NotFound)?;
        allow(actor, Action::DecideApplication, &applications::resource(application))?;
        let listing = self.sessions.get_mut(&application.session).ok_or(ErrorCode::NotFound)?;
        let session = &mut listing.session;
        if session.lifecycle == SessionLifecycle::Cancelled {
            return Err(Error::refused(ErrorCode::InvalidTransition));
        }
        let mut list = self.lists.get_mut(&session.id);
        if let Some(list) = &list
            && !list.is_empty()
            && list.front() != Some(&id)
        {
            return Err(Error::refused(ErrorCode::Conflict));
        }
        let situation = applications::situation(application, session, self.now);
        let action = input.decision.action();
        let to = application::next_at(application.state, action, ActorRole::Centre, &situation)
            .map_err(|error| Error::refused(error.code()))?;
        if to.holds_seat() {
            if session.seats.left() == 0 {
                return Err(Error::refused(ErrorCode::SeatsExhausted));
            }
            session.seats.taken += 1;
        }
        if let Some(list) = &mut list
            && application.state == ApplicationState::Waitlisted
        {
            list.retain(|waiting| *waiting != id);
        }
        application.state = to;
        let language = self.languages.get(&id).copied().unwrap_or_default();
        let passes = to == ApplicationState::Offered && self.planned.contains(&listing.session.id);
        let told = told(listing, (to, input), language, self.now);
        Ok(Foreseen { passes_selection: passes, ..told })
    }
}

/// What the applicant would read.
fn told(
    listing: &Listing,
    (state, input): (ApplicationState, &Input),
    language: Language,
    now: Instant,
) -> Foreseen {
    let session = &listing.session;
    let until = (state == ApplicationState::Offered)
        .then(|| format::deadline(expiry(session, now), session.time_zone, language));
    let title = &listing.program.title;
    let kind = NotificationKind::for_action(input.decision.action());
    let message = kind.map(|kind| message::notification(kind, title, until.as_deref(), language));
    let reason = input.reason.filter(|_| input.decision == Decision::Reject);
    Foreseen {
        state,
        seats_left: session.seats.left(),
        message: message.unwrap_or_default(),
        reason: reason.map(|code| message::reason(code, language).to_owned()),
        language,
        passes_selection: false,
    }
}
