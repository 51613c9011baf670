//! A session as those see it who teach it: meetings, attendance, assessment.

use async_graphql::{Context, ID, Object, SimpleObject};
use balai_shared::{
    completion::{
        AttendanceStatus, CertificateKind, CompletionCode, CompletionVerdict, UnitResult,
    },
    language::Language,
    message,
};

use super::{
    application::Application,
    certificate::IssuedCertificate,
    context::RequestContext,
    error::Answer,
    scalar::{Date, DateTime},
    session::Session,
};
use crate::{
    model::{catalogue::Listing, training as model},
    service::{Services, check_in, roster},
};

/// A session as those see it who teach it.
#[derive(Debug, Clone)]
pub struct TrainingRoster {
    pub(super) listing: Listing,
    pub(super) roster: model::Roster,
}

/// A session as those see it who teach it: its meetings, its program's units of competence, and how
/// each participant stands. Not paged: it is as long as the session has seats.
#[Object]
impl TrainingRoster {
    /// Of which session.
    async fn session(&self) -> Session {
        Session(self.listing.clone())
    }

    /// In order of time.
    async fn meetings(&self) -> Vec<Meeting> {
        self.roster.meetings.iter().map(Meeting::from).collect()
    }

    /// The program's units of competence.
    async fn units(&self) -> Vec<ProgramUnit> {
        self.roster.units.iter().map(ProgramUnit::from).collect()
    }

    /// The share of the minutes that must be attended.
    async fn least_percent(&self) -> i32 {
        whole(self.roster.least_percent)
    }

    /// What its participants said of it; null below five ratings, so that nobody's own can be told.
    async fn ratings(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<RatingFigures>> {
        let [session, _] = figures(ctx, &self.listing).await?;
        Ok(session)
    }

    /// What people said of all sessions of its program; null below five ratings.
    async fn program_ratings(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Option<RatingFigures>> {
        let [_, program] = figures(ctx, &self.listing).await?;
        Ok(program)
    }

    /// Who takes part, or took part to its end, in the order of their applications.
    async fn participants(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Participant>> {
        let language = ctx.data::<RequestContext>()?.language;
        let standings = self.roster.standings.iter();
        Ok(standings.map(|standing| Participant::of(standing, language)).collect())
    }
}

async fn figures(
    ctx: &Context<'_>,
    listing: &Listing,
) -> async_graphql::Result<[Option<RatingFigures>; 2]> {
    let found = roster::ratings(ctx.data::<Services>()?, listing).await.answer(ctx)?;
    Ok(found.map(|counts| counts.map(RatingFigures::of)))
}

/// Ratings added up.
#[derive(Debug, Clone, SimpleObject)]
pub struct RatingFigures {
    /// The average in tenths of a star: `43` is 4.3 of 5.
    average_tenths: i32,
    /// How many rated.
    count: i64,
    /// How many gave one star, two, up to five.
    by_stars: Vec<i64>,
}

impl RatingFigures {
    fn of(counts: [i64; 5]) -> Self {
        let count: i64 = counts.iter().sum();
        let stars: i64 = counts.iter().zip(1..).map(|(count, stars)| count * stars).sum();
        let tenths = (stars * 20 + count) / (count * 2).max(1);
        let average_tenths = i32::try_from(tenths).unwrap_or_default();
        Self { average_tenths, count, by_stars: counts.to_vec() }
    }
}

/// When a session's people come together.
#[derive(Debug, Clone, SimpleObject)]
pub struct Meeting {
    /// `mtg_…`.
    id: ID,
    /// The day, by the clocks of the place.
    day: Date,
    /// When it begins.
    begins_at: DateTime,
    /// When it ends.
    ends_at: DateTime,
    /// How long it is.
    minutes: i32,
    /// Its lesson hours (JP).
    hours: i32,
}

impl From<&model::Meeting> for Meeting {
    fn from(meeting: &model::Meeting) -> Self {
        Self {
            id: meeting.id.to_string().into(),
            day: Date(meeting.day),
            begins_at: DateTime(meeting.begins_at),
            ends_at: DateTime(meeting.ends_at),
            minutes: whole(meeting.minutes()),
            hours: meeting.hours,
        }
    }
}

/// What a participant shows at a meeting.
#[derive(Debug, Clone, SimpleObject)]
pub struct AttendanceCode {
    /// At which.
    meeting: Meeting,
    /// Six letters and digits, good at that meeting alone.
    code: String,
}

impl From<check_in::Code> for AttendanceCode {
    fn from(code: check_in::Code) -> Self {
        Self { meeting: Meeting::from(&code.meeting), code: code.code }
    }
}

/// A unit of competence (SKKNI).
#[derive(Debug, Clone, SimpleObject)]
pub struct ProgramUnit {
    /// `C.29KMU02.001.1`.
    code: String,
    /// What it is called.
    title: String,
}

impl From<&model::Unit> for ProgramUnit {
    fn from(unit: &model::Unit) -> Self {
        Self { code: unit.code.clone(), title: unit.title.clone() }
    }
}

/// The mark that holds of somebody at a meeting.
#[derive(Debug, Clone, SimpleObject)]
pub struct AttendanceMark {
    /// `mtg_…`.
    meeting_id: ID,
    /// Whether the person came.
    status: AttendanceStatus,
    /// What it is worth.
    minutes: i32,
    /// When it was made, by the device.
    marked_at: DateTime,
    /// What the device called it.
    client_id: String,
}

impl From<&model::Mark> for AttendanceMark {
    fn from(mark: &model::Mark) -> Self {
        Self {
            meeting_id: mark.meeting.to_string().into(),
            status: mark.status,
            minutes: whole(mark.minutes),
            marked_at: DateTime(mark.marked_at),
            client_id: mark.client.clone(),
        }
    }
}

/// What an assessment of a unit found.
#[derive(Debug, Clone, SimpleObject)]
pub struct UnitOutcome {
    /// The unit's code.
    code: String,
    /// What the unit was called then.
    title: String,
    /// What was found.
    result: UnitResult,
}

/// Why the rule says what it says.
#[derive(Debug, Clone, SimpleObject)]
pub struct CompletionReason {
    /// As a code.
    code: CompletionCode,
    /// In plain words.
    message: String,
}

/// How a participant stands.
#[derive(Debug, SimpleObject)]
pub struct Participant {
    /// Who.
    application: Application,
    /// The marks that hold.
    marks: Vec<AttendanceMark>,
    /// The units assessed.
    outcomes: Vec<UnitOutcome>,
    /// The share of all minutes attended so far, in percent, rounded down.
    attendance_percent: i32,
    /// The share of the minutes of the meetings marked so far, in percent, rounded down; null before the
    /// first mark.
    attended_so_far_percent: Option<i32>,
    /// Whether the person never came to the meetings marked so far, two at least.
    never_came: bool,
    /// What the rule says.
    verdict: CompletionVerdict,
    /// The certificate of who finishes as things stand.
    certificate_kind: CertificateKind,
    /// Why.
    reasons: Vec<CompletionReason>,
    /// The certificate that holds, or else the last that was taken back.
    certificate: Option<IssuedCertificate>,
}

impl Participant {
    fn of(standing: &model::Standing, language: Language) -> Self {
        let outcome = |outcome: &model::UnitOutcome| UnitOutcome {
            code: outcome.unit.code.clone(),
            title: outcome.unit.title.clone(),
            result: outcome.result,
        };
        let judgement = &standing.judgement;
        let reason = |code: &CompletionCode| CompletionReason {
            code: *code,
            message: message::completion_code(*code, language).to_owned(),
        };
        Self {
            application: Application(standing.application.clone()),
            marks: standing.marks.iter().map(AttendanceMark::from).collect(),
            outcomes: standing.outcomes.iter().map(outcome).collect(),
            attendance_percent: whole(standing.attended.percent()),
            attended_so_far_percent: standing.attended.percent_so_far().map(whole),
            never_came: standing.never_came(),
            verdict: judgement.verdict,
            certificate_kind: judgement.certificate,
            reasons: judgement.codes.iter().map(reason).collect(),
            certificate: standing.certificate.clone().map(IssuedCertificate::from),
        }
    }
}

/// How somebody stands in the own training.
#[derive(Debug, SimpleObject)]
pub struct TrainingProgress {
    /// The share of all minutes attended so far, in percent, rounded down.
    attendance_percent: i32,
    /// The share of the minutes of the meetings marked so far, in percent, rounded down; null before the
    /// first mark.
    attended_so_far_percent: Option<i32>,
    /// How many meetings there are in all.
    meetings: i32,
    /// How many of them are marked for the person.
    marked_meetings: i32,
    /// At how many of these the person was there, late or not.
    attended_meetings: i32,
    /// The share that must be attended.
    least_percent: i32,
    /// The minutes of all meetings; 0 where the centre keeps no list of them.
    held_minutes: i32,
    /// The certificate that holds, or else the last that was taken back.
    certificate: Option<IssuedCertificate>,
}

impl From<roster::Progress> for TrainingProgress {
    fn from(progress: roster::Progress) -> Self {
        Self {
            attendance_percent: whole(progress.attended.percent()),
            attended_so_far_percent: progress.attended.percent_so_far().map(whole),
            meetings: count(progress.meetings),
            marked_meetings: count(progress.marked),
            attended_meetings: count(progress.came),
            least_percent: whole(progress.least_percent),
            held_minutes: whole(progress.attended.held),
            certificate: progress.certificate.map(IssuedCertificate::from),
        }
    }
}

fn count(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

fn whole(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// What can be asked of a training that runs.
#[derive(Debug, Default)]
pub struct TrainingQuery;

#[Object]
impl TrainingQuery {
    /// A session of the own centre with its participants; `NOT_FOUND` for everybody else.
    async fn training_roster(
        &self,
        ctx: &Context<'_>,
        session_id: ID,
    ) -> async_graphql::Result<TrainingRoster> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let loaded = roster::load(services, &request.actor, &session_id).await;
        let (listing, roster) = loaded.answer(ctx)?;
        Ok(TrainingRoster { listing, roster })
    }
}
