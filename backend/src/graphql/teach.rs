//! What is done with a training that runs: its meetings, marks of who came, what was learned.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use balai_shared::completion::{AttendanceStatus, UnitResult};

use super::{
    application::Application,
    context::RequestContext,
    decide::DecisionError,
    error::Answer,
    program::Program,
    scalar::{Date, DateTime, Unread},
    training::{AttendanceMark, TrainingRoster},
};
use crate::{
    model::training as model,
    service::{Services, assessment, attendance, check_in, meetings, roster},
};

/// A meeting to be planned.
#[derive(Debug, InputObject)]
pub struct MeetingInput {
    /// `2026-03-02`.
    day: Unread<Date>,
    /// `09:00`, by the clocks of the place.
    begins: String,
    /// `12:00`.
    ends: String,
    /// Lesson hours (JP); as many of 45 minutes as fit when left out.
    hours: Option<i32>,
}

/// A session's whole list of meetings, and what must be attended of it; what is left out or null stays.
#[derive(Debug, InputObject)]
pub struct ScheduleMeetingsInput {
    /// `ses_…`.
    session_id: ID,
    /// All of them, in any order, in the place of those before.
    meetings: Option<Vec<MeetingInput>>,
    /// The share of the minutes that must be attended, 1 to 100; 80 where it was never said.
    attendance_percent: Option<i32>,
}

/// The session with its meetings.
#[derive(Debug, SimpleObject)]
pub struct ScheduleMeetingsPayload {
    /// With its meetings.
    roster: TrainingRoster,
}

/// A unit of competence to be set.
#[derive(Debug, InputObject)]
pub struct ProgramUnitInput {
    /// `C.29KMU02.001.1`.
    code: String,
    /// What it is called.
    title: String,
}

/// A program's whole list of units.
#[derive(Debug, InputObject)]
pub struct SetProgramUnitsInput {
    /// `prg_…`.
    program_id: ID,
    /// All of them, in their order.
    units: Vec<ProgramUnitInput>,
}

/// The program whose units were set.
#[derive(Debug, SimpleObject)]
pub struct SetProgramUnitsPayload {
    /// The program.
    program: Program,
}

/// A mark of attendance to be kept.
#[derive(Debug, InputObject)]
pub struct AttendanceMarkInput {
    /// `app_…`.
    application_id: ID,
    /// Whether the person came.
    status: AttendanceStatus,
    /// How many minutes; needed for `LATE`.
    minutes: Option<i32>,
    /// When it was made, RFC 3339; now when left out. Later than now counts as now.
    at: Option<Unread<DateTime>>,
    /// What the device calls the mark: the same again for the same person is the same mark.
    client_id: String,
}

/// Marks of one meeting.
#[derive(Debug, InputObject)]
pub struct MarkAttendanceInput {
    /// `mtg_…`.
    meeting_id: ID,
    /// At most 500.
    marks: Vec<AttendanceMarkInput>,
}

/// One result a mark, in the order sent.
#[derive(Debug, SimpleObject)]
pub struct MarkAttendancePayload {
    /// The results.
    results: Vec<MarkResult>,
}

/// How one mark went.
#[derive(Debug, SimpleObject)]
pub struct MarkResult {
    /// What the device calls it.
    client_id: String,
    /// Whether it was kept.
    ok: bool,
    /// The mark that holds now: this one, or one that was made later elsewhere.
    mark: Option<AttendanceMark>,
    /// Why it wasn't kept.
    error: Option<DecisionError>,
}

/// A code that a participant shows.
#[derive(Debug, InputObject)]
pub struct CheckInInput {
    /// `mtg_…`.
    meeting_id: ID,
    /// As it stands on the participant's phone: `7K3-M9Q`.
    participant_code: String,
}

/// Who came.
#[derive(Debug, SimpleObject)]
pub struct CheckInPayload {
    /// The participant.
    application: Application,
    /// The mark that holds.
    mark: AttendanceMark,
}

/// What an assessment of a unit found.
#[derive(Debug, InputObject)]
pub struct UnitResultInput {
    /// One of the program's units.
    unit_code: String,
    /// What was found.
    result: UnitResult,
}

/// What an assessment of a participant found.
#[derive(Debug, InputObject)]
pub struct AssessInput {
    /// `app_…`.
    application_id: ID,
    /// Units assessed now; others stay as they are.
    units: Vec<UnitResultInput>,
}

/// The participant who was assessed.
#[derive(Debug, SimpleObject)]
pub struct AssessPayload {
    /// The application.
    application: Application,
}

/// What is done with a training that runs.
#[derive(Debug, Default)]
pub struct TrainingMutation;

#[Object]
impl TrainingMutation {
    /// Makes these the session's meetings, in place of those before. `CONFLICT` where a meeting would
    /// go at which somebody is marked. Under Prakerja no day is longer than 8 hours luring or 3 hours
    /// daring, and all together have at least 15 lesson hours.
    async fn schedule_meetings(
        &self,
        ctx: &Context<'_>,
        input: ScheduleMeetingsInput,
    ) -> async_graphql::Result<ScheduleMeetingsPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let session = input.session_id.to_string();
        let meeting = |one: MeetingInput| meetings::MeetingInput {
            day: one.day.into(),
            begins: one.begins,
            ends: one.ends,
            hours: one.hours,
        };
        let input = meetings::Input {
            session: session.clone(),
            meetings: input.meetings.map(|list| list.into_iter().map(meeting).collect()),
            least_percent: input.attendance_percent,
        };
        meetings::schedule(services, &request.actor, input).await.answer(ctx)?;
        let loaded = roster::load(services, &request.actor, &session).await;
        let (listing, roster) = loaded.answer(ctx)?;
        Ok(ScheduleMeetingsPayload { roster: TrainingRoster { listing, roster } })
    }

    /// Makes these the program's units of competence, in place of those before. What was assessed
    /// stays as it was.
    async fn set_program_units(
        &self,
        ctx: &Context<'_>,
        input: SetProgramUnitsInput,
    ) -> async_graphql::Result<SetProgramUnitsPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let units = input.units.into_iter();
        let units = units.map(|unit| model::Unit { code: unit.code, title: unit.title }).collect();
        let set = meetings::set_units(services, &request.actor, &input.program_id, units).await;
        Ok(SetProgramUnitsPayload { program: Program(set.answer(ctx)?) })
    }

    /// Marks who came to a meeting, each mark for itself. Every mark is kept, and the one made last
    /// holds, whichever came first: marks made without a network can be sent later, in any order, and
    /// again. Possible from an hour before the meeting.
    async fn mark_attendance(
        &self,
        ctx: &Context<'_>,
        input: MarkAttendanceInput,
    ) -> async_graphql::Result<MarkAttendancePayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let mark = |one: AttendanceMarkInput| attendance::MarkInput {
            application: one.application_id.to_string(),
            status: one.status,
            minutes: one.minutes,
            at: one.at.map(String::from),
            client: one.client_id,
        };
        let marks = input.marks.into_iter().map(mark).collect();
        let rows = attendance::mark(services, &request.actor, &input.meeting_id, marks).await;
        let rows = rows.answer(ctx)?.into_iter().map(|row| match row.result {
            Ok(mark) => {
                let mark = Some(AttendanceMark::from(&mark));
                MarkResult { client_id: row.client, ok: true, mark, error: None }
            }
            Err(error) => {
                let error = Some(DecisionError::of(&error, request));
                MarkResult { client_id: row.client, ok: false, mark: None, error }
            }
        });
        Ok(MarkAttendancePayload { results: rows.collect() })
    }

    /// Marks the participant who shows this code: present until a quarter of an hour after the
    /// beginning, then late with the minutes that are left. The same code again changes nothing.
    /// `VALIDATION_FAILED` at `participantCode` for a code of nobody at this meeting;
    /// `INVALID_TRANSITION` more than an hour before it, or after it.
    async fn check_in(
        &self,
        ctx: &Context<'_>,
        input: CheckInInput,
    ) -> async_graphql::Result<CheckInPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let (meeting, code) = (input.meeting_id.as_str(), input.participant_code.as_str());
        let came = check_in::check_in(services, &request.actor, meeting, code).await;
        let (application, mark) = came.answer(ctx)?;
        let mark = AttendanceMark::from(&mark);
        Ok(CheckInPayload { application: Application(application), mark })
    }

    /// Keeps what an assessment found. `INVALID_TRANSITION` before the session starts, and once it
    /// was said whether the participant has finished.
    async fn assess(
        &self,
        ctx: &Context<'_>,
        input: AssessInput,
    ) -> async_graphql::Result<AssessPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let results = input.units.into_iter().map(|unit| (unit.unit_code, unit.result)).collect();
        let actor = &request.actor;
        let assessed = assessment::assess(services, actor, &input.application_id, results).await;
        Ok(AssessPayload { application: Application(assessed.answer(ctx)?) })
    }
}
