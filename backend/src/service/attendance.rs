//! Marking who came to a meeting: at once, or later from a device that had no network.

use balai_shared::{
    application::ApplicationState,
    completion::{AttendanceStatus, credited},
    error::{ErrorCode, FieldCode, FieldError},
    id::{ApplicationId, MeetingId},
    policy::{Action, Actor, Resource, allow},
    time::Instant,
};

use super::{Services, applications, roster, transition::actor_id};
use crate::{
    error::{Error, Result},
    model::training::{Mark, Meeting},
    store::{self, Tx},
};

/// The most marks of one call: the API refuses more (`graphql::limits::lists`).
pub const MOST: usize = 500;
/// The longest id that a device gives a mark, in characters.
const LONGEST_CLIENT: usize = 64;
/// How long before a meeting its marks can be made.
const EARLY_MINUTES: i64 = 60;

/// A mark as it comes from a device.
#[derive(Debug, Clone)]
pub struct MarkInput {
    /// `app_…`.
    pub application: String,
    /// Whether the person came.
    pub status: AttendanceStatus,
    /// How many minutes; needed for LATE.
    pub minutes: Option<i32>,
    /// When it was made, RFC 3339; now when left out.
    pub at: Option<String>,
    /// What the device calls it.
    pub client: String,
}

/// How one mark went.
#[derive(Debug)]
pub struct Row {
    /// What the device calls it.
    pub client: String,
    /// The mark that holds now, be it this one or one that was made later; or why there is none.
    pub result: Result<Mark>,
}

/// One result a mark, in the order sent. Every mark is kept; the one made last holds, whichever
/// came first. The same client id for the same person again is the same mark.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND`, `FORBIDDEN` by policy; `VALIDATION_FAILED` for no mark or too
/// many; `INVALID_TRANSITION` before the session begins, or more than an hour before the meeting. What
/// is wrong with one mark is that row's own result.
pub async fn mark(
    services: &Services,
    actor: &Actor,
    meeting: &str,
    marks: Vec<MarkInput>,
) -> Result<Vec<Row>> {
    let (meeting, _) = open_meeting(services, actor, meeting).await?;
    if marks.is_empty() {
        return Err(Error::field("marks", FieldCode::Required));
    }
    let mut rows = Vec::with_capacity(marks.len());
    for input in marks {
        let client = input.client.clone();
        let result = mark_one(services, actor, &meeting, input).await;
        rows.push(Row { client, result });
    }
    Ok(rows)
}

/// A meeting whose people can be marked now, and the time.
pub(super) async fn open_meeting(
    services: &Services,
    actor: &Actor,
    meeting: &str,
) -> Result<(Meeting, Instant)> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let id: MeetingId = meeting.parse()?;
    let meeting = store::meeting::by_id(services.store.read(), id).await?;
    let meeting = meeting.ok_or(ErrorCode::NotFound)?;
    let listing = roster::listing(services, actor, &meeting.session.to_string()).await?;
    allow(actor, Action::Teach, &Resource::Institution(listing.institution.id))?;
    let now = services.store.ping().await?;
    let early = now < meeting.begins_at.plus_minutes(-EARLY_MINUTES);
    if early || now < listing.session.starts_at {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    Ok((meeting, now))
}

pub(super) async fn mark_one(
    services: &Services,
    actor: &Actor,
    meeting: &Meeting,
    input: MarkInput,
) -> Result<Mark> {
    let id: ApplicationId = input.application.parse()?;
    let mark = parse(meeting, id, &input)?;
    let (who, session) = (actor.clone(), meeting.session);
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let application = store::application::lock(tx, id).await?;
                let application = application.filter(|found| found.session == session);
                let application = application.ok_or(ErrorCode::NotFound)?;
                allow(&who, Action::Teach, &applications::resource(&application))?;
                if application.state != ApplicationState::Confirmed {
                    return Err(Error::refused(ErrorCode::InvalidTransition));
                }
                keep(tx, &who, mark).await
            })
        })
        .await
}

fn parse(meeting: &Meeting, application: ApplicationId, input: &MarkInput) -> Result<Mark> {
    let mut errors = Vec::new();
    let client = input.client.trim();
    let printable = client.bytes().all(|byte| byte.is_ascii_graphic());
    if client.is_empty() || client.len() > LONGEST_CLIENT || !printable {
        errors.push(FieldError::new("clientId", FieldCode::InvalidFormat));
    }
    let given = input.minutes.map(|minutes| u32::try_from(minutes).unwrap_or(u32::MAX));
    let minutes = credited(input.status, given, meeting.minutes());
    if minutes.is_none() {
        errors.push(FieldError::new("minutes", FieldCode::OutOfRange));
    }
    let at = input.at.as_deref().map(Instant::parse).transpose();
    if at.is_err() {
        errors.push(FieldError::new("at", FieldCode::InvalidFormat));
    }
    match (minutes, at) {
        (Some(minutes), Ok(at)) if errors.is_empty() => Ok(Mark {
            meeting: meeting.id,
            application,
            client: client.to_owned(),
            status: input.status,
            minutes,
            marked_at: at.unwrap_or(Instant::from_millis(i64::MAX)),
        }),
        _ => Err(Error::invalid(errors)),
    }
}

/// A clock that runs ahead would win for ever: what is said to come later is taken for now.
async fn keep(tx: &Tx, actor: &Actor, mark: Mark) -> Result<Mark> {
    let now = tx.now().await?;
    let mark = Mark { marked_at: mark.marked_at.min(now), ..mark };
    store::attendance::add(tx, &mark, now, actor_id(actor)).await?;
    let held = store::attendance::held(tx.conn(), mark.meeting, mark.application).await?;
    held.ok_or_else(|| Error::Internal("a mark was kept and none holds".to_owned()))
}
