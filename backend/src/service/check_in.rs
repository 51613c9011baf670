//! Coming to a meeting, shown by a code on the participant's own phone: a keyed hash of person and
//! meeting, so that nothing is stored, and the phone can keep it for where there is no network.

use balai_shared::{
    application::ApplicationState,
    completion::{AttendanceStatus, arrival},
    error::{ErrorCode, FieldCode},
    id::{ApplicationId, MeetingId},
    letters,
    policy::Actor,
};

use super::{Services, attendance};
use crate::{
    auth::vault::Vault,
    error::{Error, Result},
    model::{
        application::Application,
        training::{Mark, Meeting},
    },
    store,
};

/// Letters of a code: 30 bits, good for one person at one meeting, and only with a member of staff
/// who could mark anybody by hand.
pub const LENGTH: usize = 6;
/// For how many days ahead the phone gets codes.
const DAYS: i64 = 7;
/// How long after a meeting its codes are taken: who came late is left over.
const LATE_MINUTES: i64 = 60;

/// What a participant shows at a meeting.
#[derive(Debug, Clone)]
pub struct Code {
    /// At which.
    pub meeting: Meeting,
    /// [`LENGTH`] letters and digits.
    pub code: String,
}

/// The codes of the caller's own application for the meetings of the next days, the soonest first;
/// none for others, nor for who takes no part.
///
/// # Errors
/// The database's own.
pub async fn codes(
    services: &Services,
    actor: &Actor,
    application: &Application,
) -> Result<Vec<Code>> {
    let own =
        matches!(actor, Actor::Person { applicant: Some(id), .. } if *id == application.applicant);
    if !own || application.state != ApplicationState::Confirmed {
        return Ok(Vec::new());
    }
    let now = services.clock().now();
    let meetings = store::meeting::of_session(services.store.read(), application.session).await?;
    let near = |meeting: &Meeting| {
        now < meeting.ends_at.plus_minutes(LATE_MINUTES) && meeting.begins_at <= now.plus_days(DAYS)
    };
    let code = |meeting: Meeting| Code {
        code: code_of(services.vault(), meeting.id, application.id),
        meeting,
    };
    Ok(meetings.into_iter().filter(near).map(code).collect())
}

fn code_of(vault: &Vault, meeting: MeetingId, application: ApplicationId) -> String {
    let mut what = [0; 32];
    let (first, second) = what.split_at_mut(16);
    first.copy_from_slice(&meeting.as_u128().to_be_bytes());
    second.copy_from_slice(&application.as_u128().to_be_bytes());
    let print = vault.fingerprint("training.check_in", &what);
    let bits = print.iter().take(8).fold(0, |bits, byte| (bits << 8) | u64::from(*byte));
    letters::from_bits(bits, LENGTH)
}

/// Marks the participant who shows this code: present, or late by the clock. Shown again, it changes
/// nothing; neither does it lift a mark of who is there already.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND`, `FORBIDDEN` by policy; `INVALID_TRANSITION` more than an hour
/// before the meeting, or after it; `VALIDATION_FAILED` at `participantCode` for a code of nobody who
/// takes part.
pub async fn check_in(
    services: &Services,
    actor: &Actor,
    meeting: &str,
    code: &str,
) -> Result<(Application, Mark)> {
    let (meeting, now) = attendance::open_meeting(services, actor, meeting).await?;
    if now > meeting.ends_at.plus_minutes(LATE_MINUTES) {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    let unknown = || Error::field("participantCode", FieldCode::UnknownValue);
    let code = letters::parse(code, LENGTH).ok_or_else(unknown)?;
    let connection = services.store.read();
    let people = store::participant::of_session(connection, meeting.session).await?;
    let shown = |one: &Application| code_of(services.vault(), meeting.id, one.id) == code;
    let person = people.into_iter().find(shown).ok_or_else(unknown)?;
    if let Some(held) = store::attendance::held(connection, meeting.id, person.id).await?
        && is_there(held.status)
    {
        return Ok((person, held));
    }
    let (status, minutes) =
        arrival(meeting.begins_at, meeting.ends_at, now).ok_or(ErrorCode::InvalidTransition)?;
    let input = attendance::MarkInput {
        application: person.id.to_string(),
        status,
        minutes: minutes.and_then(|minutes| i32::try_from(minutes).ok()),
        at: None,
        // Each coming is a mark of its own: after a correction the same code counts anew.
        client: format!("code.{code}.{}", now.as_millis()),
    };
    let mark = attendance::mark_one(services, actor, &meeting, input).await?;
    Ok((person, mark))
}

const fn is_there(status: AttendanceStatus) -> bool {
    match status {
        AttendanceStatus::Present | AttendanceStatus::Late => true,
        AttendanceStatus::Excused | AttendanceStatus::Absent => false,
    }
}
