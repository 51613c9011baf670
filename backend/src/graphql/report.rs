//! A centre's figures.

use async_graphql::{Context, ID, Object, SimpleObject};
use balai_shared::{
    application::ApplicationState,
    language::Language,
    message,
    report::{ReportStep, Rest, WaitBand},
};

use super::{context::RequestContext, error::Answer, node::former_id, scalar::Date};
use crate::{
    model::report::{self as model, Home},
    service::{
        Services,
        report::{self, Input},
    },
};

/// A centre's figures: of all its sessions that begin in a period, drafts aside.
#[derive(Debug, SimpleObject)]
pub struct CentreReport {
    /// Whose: `UPTD Balai Latihan Kerja Bali`.
    institution_name: String,
    /// Whether counts of people by sex, age and home are left out where they are below five, as for
    /// local government and the ministry.
    hides_small: bool,
    /// How far applications came; each step counts those that ever reached it.
    funnel: Vec<ReportFunnelStep>,
    /// Where applications stand now.
    outcomes: Vec<ReportOutcome>,
    /// How long people waited for the first decision: a seat, the waiting list or a refusal.
    waits: Vec<ReportWait>,
    /// The median of that, in whole hours; null where nothing was decided.
    median_hours: Option<i64>,
    /// Program by program, the most applicants first.
    programs: Vec<ReportProgram>,
    /// Session by session, the latest first; at most 100.
    sessions: Vec<ReportSession>,
    /// How many sessions there are.
    session_count: i64,
    /// By field of training.
    vocations: Vec<ReportGroup>,
    /// By sex.
    sexes: Vec<ReportGroup>,
    /// By age on the first day.
    ages: Vec<ReportGroup>,
    /// By the kabupaten or kota where people live: the ten with most, the others together.
    homes: Vec<ReportGroup>,
}

/// How many applications came so far.
#[derive(Debug, SimpleObject)]
pub struct ReportFunnelStep {
    /// How far.
    step: ReportStep,
    /// How many.
    count: i64,
}

/// How many applications stand there.
#[derive(Debug, SimpleObject)]
pub struct ReportOutcome {
    /// Where.
    state: ApplicationState,
    /// How many.
    count: i64,
}

/// How many applications were decided in that time.
#[derive(Debug, SimpleObject)]
pub struct ReportWait {
    /// Which.
    band: WaitBand,
    /// How many.
    count: i64,
}

/// A program's figures.
#[derive(Debug, SimpleObject)]
pub struct ReportProgram {
    /// `prg_…`.
    program_id: ID,
    /// The same behind the type's name, so that no cache takes the row for the object.
    #[graphql(deprecation = "Was the id of another object: use programId. Goes on 1 June 2027.")]
    id: ID,
    /// What it is called.
    title: String,
    /// Its sessions, those called off aside.
    session_count: i64,
    /// Their seats.
    seats: i64,
    /// Their seats that are taken.
    seats_taken: i64,
    /// The people who applied to them.
    applicants: i64,
    /// Applicants for a seat, in tenths: `51` is 5.1 for each.
    per_seat_tenths: Option<i64>,
    /// Finished.
    completed: i64,
    /// Had taken a seat and left, or didn't finish.
    dropped: i64,
    /// Of those who took a seat, the share that left or didn't finish so far, in percent.
    drop_out_percent: Option<i64>,
    /// The median of the hours until the first decision.
    median_hours: Option<i64>,
}

/// A session's figures.
#[derive(Debug, SimpleObject)]
pub struct ReportSession {
    /// `ses_…`.
    session_id: ID,
    /// The same behind the type's name, so that no cache takes the row for the object.
    #[graphql(deprecation = "Was the id of another object: use sessionId. Goes on 1 June 2027.")]
    id: ID,
    /// What is taught.
    title: String,
    /// The first day.
    starts_on: Date,
    /// Its seats.
    seats: i64,
    /// Those taken.
    seats_taken: i64,
    /// The people who applied.
    applicants: i64,
    /// The share of the seats that is taken, in percent.
    fill_percent: Option<i64>,
    /// Finished.
    completed: i64,
    /// Of those who took a seat, the share that left or didn't finish so far, in percent.
    drop_out_percent: Option<i64>,
}

/// Applications of people who are alike. A count is null where it isn't shown.
#[derive(Debug, SimpleObject)]
pub struct ReportGroup {
    /// A code: of a field, a sex, an age or a region; `OTHERS`, `UNKNOWN`.
    code: String,
    /// In words.
    label: String,
    /// Applications.
    applied: Option<i64>,
    /// Took a seat.
    took: Option<i64>,
    /// Finished.
    completed: Option<i64>,
}

const OTHERS: &str = "OTHERS";
const UNKNOWN: &str = "UNKNOWN";

fn group<T>(group: &model::Group<T>, (code, label): (&str, &str)) -> ReportGroup {
    ReportGroup {
        code: code.to_owned(),
        label: label.to_owned(),
        applied: group.applied,
        took: group.took,
        completed: group.completed,
    }
}

fn program(figures: &model::ProgramFigures) -> ReportProgram {
    ReportProgram {
        program_id: figures.id.to_string().into(),
        id: former_id::<ReportProgram>(&figures.id.to_string()),
        title: figures.title.clone(),
        session_count: figures.sessions,
        seats: figures.seats,
        seats_taken: figures.taken,
        applicants: figures.applicants,
        per_seat_tenths: figures.per_seat_tenths(),
        completed: figures.completed,
        dropped: figures.dropped,
        drop_out_percent: figures.drop_out_percent(),
        median_hours: figures.median_hours,
    }
}

fn session(figures: &model::SessionFigures) -> ReportSession {
    let row = &figures.row;
    ReportSession {
        session_id: row.id.to_string().into(),
        id: former_id::<ReportSession>(&row.id.to_string()),
        title: row.title.clone(),
        starts_on: Date(row.starts_on),
        seats: row.seats,
        seats_taken: row.taken,
        applicants: row.applicants,
        fill_percent: figures.fill_percent(),
        completed: figures.completed,
        drop_out_percent: figures.drop_out_percent(),
    }
}

impl CentreReport {
    fn of(name: String, report: &model::Report, services: &Services, language: Language) -> Self {
        let rest = |rest| message::report_rest(rest, language);
        let vocation = |one: &model::Group<_>| {
            let name = services.places.vocation(&one.key).map(|known| known.name(language));
            group(one, (one.key.as_str(), name.unwrap_or_default()))
        };
        let sex = |one: &model::Group<Option<balai_shared::person::Sex>>| {
            let unknown = (UNKNOWN, rest(Rest::Unknown));
            group(one, one.key.map_or(unknown, |sex| (sex.as_str(), message::sex(sex, language))))
        };
        let age = |one: &model::Group<Option<balai_shared::report::AgeBand>>| {
            let unknown = (UNKNOWN, rest(Rest::Unknown));
            let said = |band: balai_shared::report::AgeBand| {
                (band.as_str(), message::age_band(band, language))
            };
            group(one, one.key.map_or(unknown, said))
        };
        let home = |one: &model::Group<Home>| match &one.key {
            Home::In(code) => {
                let name = services.places.region(code).map(|region| region.name.as_str());
                group(one, (code.as_str(), name.unwrap_or_default()))
            }
            Home::Others(_) => group(one, (OTHERS, rest(Rest::Others))),
            Home::Unknown => group(one, (UNKNOWN, rest(Rest::Unknown))),
        };
        let funnel = report.funnel.iter();
        let outcomes = report.states.iter();
        let waits = report.waits.iter();
        Self {
            institution_name: name,
            hides_small: report.hides_small,
            funnel: funnel
                .map(|(step, count)| ReportFunnelStep { step: *step, count: *count })
                .collect(),
            outcomes: outcomes
                .map(|(state, count)| ReportOutcome { state: *state, count: *count })
                .collect(),
            waits: waits.map(|(band, count)| ReportWait { band: *band, count: *count }).collect(),
            median_hours: report.median_hours,
            programs: report.programs.iter().map(program).collect(),
            sessions: report.sessions.iter().map(session).collect(),
            session_count: report.session_count,
            vocations: report.vocations.iter().map(vocation).collect(),
            sexes: report.sexes.iter().map(sex).collect(),
            ages: report.ages.iter().map(age).collect(),
            homes: report.regions.iter().map(home).collect(),
        }
    }
}

/// What can be asked of figures.
#[derive(Debug, Default)]
pub struct ReportQuery;

#[Object]
impl ReportQuery {
    /// A centre's figures, of sessions that begin from `from` to `to`, both included, or of one
    /// program: for its staff and its own software, and, with small counts left out, for local
    /// government there and the ministry. `NOT_FOUND` for everybody else.
    #[expect(clippy::too_many_arguments, reason = "what narrows the figures, each by its name")]
    async fn centre_report(
        &self,
        ctx: &Context<'_>,
        institution_id: ID,
        #[graphql(desc = "The first day on which a session begins that counts.")] from: Option<
            Date,
        >,
        #[graphql(desc = "The last day on which a session begins that counts.")] to: Option<Date>,
        #[graphql(desc = "`prg_…`: the figures of this one alone.")] program_id: Option<ID>,
    ) -> async_graphql::Result<CentreReport> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = Input {
            institution: institution_id.to_string(),
            from: from.map(|day| day.0),
            to: to.map(|day| day.0),
            program: program_id.map(|id| id.to_string()),
        };
        let loaded = report::load(services, &request.actor, &input).await;
        let (institution, report) = loaded.answer(ctx)?;
        Ok(CentreReport::of(institution.name, &report, services, request.language))
    }
}
