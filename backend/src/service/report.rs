//! A centre's figures, for its staff, and for those who answer for the region or the country.

use std::collections::HashMap;

use balai_shared::{
    application::ApplicationState,
    error::{ErrorCode, FieldCode},
    id::{InstitutionId, ProgramId, SessionId},
    policy::{Action, Actor, Resource, Scope, allow, statistics_scope},
    report::{ReportStep, WaitBand, median},
    session::SessionLifecycle,
    time::Date,
};

use super::Services;
use crate::{
    error::{Error, Result},
    model::{
        catalogue::Institution,
        report::{
            ProgramFigures, Report, ReportQuery, SessionFigures, SessionRow, StateRow, WaitRow,
        },
    },
    store,
};

mod groups;

/// As many sessions stand in the report; the others count in its sums.
const SHOWN: usize = 100;

/// Which figures are asked for, as it came.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// `ins_…`.
    pub institution: String,
    /// Of sessions that begin on this day or later.
    pub from: Option<Date>,
    /// Of sessions that begin on this day or earlier.
    pub to: Option<Date>,
    /// `prg_…`: of one program.
    pub program: Option<String>,
}

/// The figures. Who works at the centre sees them whole; who answers for a region or the country
/// sees no count of people by sex, age or home below five.
///
/// # Errors
/// `UNAUTHENTICATED`; `FORBIDDEN` for who sees no figures; `NOT_FOUND` for an institution outside of
/// one's scope; `VALIDATION_FAILED` for a period that ends before it begins.
pub async fn load(
    services: &Services,
    actor: &Actor,
    input: &Input,
) -> Result<(Institution, Report)> {
    allow(actor, Action::ViewStatistics, &Resource::None)?;
    let id: InstitutionId = input.institution.parse()?;
    let connection = services.store.read();
    let found = store::institution::by_ids(connection, &[id]).await?.pop();
    let institution = found.filter(|one| is_in(&statistics_scope(actor), one));
    let institution = institution.ok_or(ErrorCode::NotFound)?;
    if input.from.zip(input.to).is_some_and(|(from, to)| to < from) {
        return Err(Error::field("to", FieldCode::OutOfRange));
    }
    let program = input.program.as_deref().map(str::parse::<ProgramId>).transpose()?;
    let query = ReportQuery { institution: id, from: input.from, to: input.to, program };
    let at_home = allow(actor, Action::ViewStatistics, &Resource::Institution(id)).is_ok();
    let parts = Parts {
        sessions: store::report::sessions(connection, &query).await?,
        states: store::report::states(connection, &query).await?,
        waits: store::report::waits(connection, &query).await?,
    };
    let people = store::report::people(connection, &query).await?;
    let mut report = parts.report(query);
    groups::fill(&mut report, &parts, &people, !at_home);
    Ok((institution, report))
}

fn is_in(scope: &Scope, institution: &Institution) -> bool {
    match scope {
        Scope::Everything => true,
        Scope::Institutions(own) => own.contains(&institution.id),
        Scope::Region(region) => region.contains(&institution.region),
        Scope::Nothing | Scope::Applicant(_) => false,
    }
}

/// How a session's participants ended: who ever took a seat, who finished, who left or didn't.
#[derive(Debug, Clone, Copy, Default)]
struct Ends {
    took: i64,
    completed: i64,
    dropped: i64,
}

/// What the database added up.
struct Parts {
    sessions: Vec<SessionRow>,
    states: Vec<StateRow>,
    waits: Vec<WaitRow>,
}

impl Parts {
    fn report(&self, query: ReportQuery) -> Report {
        let ends = self.ends();
        let of = |row: &SessionRow| {
            let Ends { completed, took, dropped } = ends.get(&row.id).copied().unwrap_or_default();
            SessionFigures { row: row.clone(), completed, took, dropped }
        };
        let all: Vec<(i64, i64)> = self.waits.iter().map(|row| (row.hours, row.count)).collect();
        let shown = self.sessions.iter().filter(|row| counts(row)).take(SHOWN);
        Report {
            query,
            funnel: self.funnel(),
            states: self.by_state(),
            waits: self.bands(),
            median_hours: median(&all),
            programs: self.programs(&ends),
            sessions: shown.map(of).collect(),
            session_count: self.sessions.iter().filter(|row| counts(row)).count() as i64,
            vocations: Vec::new(),
            sexes: Vec::new(),
            ages: Vec::new(),
            regions: Vec::new(),
            hides_small: false,
        }
    }

    fn funnel(&self) -> Vec<(ReportStep, i64)> {
        let reached =
            |step: ReportStep| self.states.iter().map(|row| reached(row, step)).sum::<i64>();
        ReportStep::ALL.iter().map(|step| (*step, reached(*step))).collect()
    }

    fn by_state(&self) -> Vec<(ApplicationState, i64)> {
        let count = |state: ApplicationState| {
            self.states.iter().filter(|row| row.state == state).map(|row| row.count).sum::<i64>()
        };
        let states = ApplicationState::ALL.iter().map(|state| (*state, count(*state)));
        states.filter(|(_, count)| *count > 0).collect()
    }

    fn bands(&self) -> Vec<(WaitBand, i64)> {
        let count = |band: WaitBand| {
            let rows = self.waits.iter().filter(|row| WaitBand::of_hours(row.hours) == band);
            rows.map(|row| row.count).sum::<i64>()
        };
        WaitBand::ALL.iter().map(|band| (*band, count(*band))).collect()
    }

    /// How each session's participants ended.
    fn ends(&self) -> HashMap<SessionId, Ends> {
        let mut ends: HashMap<SessionId, Ends> = HashMap::new();
        for row in &self.states {
            let end = ends.entry(row.session).or_default();
            let (took, completed, dropped) = match row.state {
                ApplicationState::Confirmed => (row.count, 0, 0),
                ApplicationState::Completed => (row.count, row.count, 0),
                ApplicationState::NotCompleted => (row.count, 0, row.count),
                ApplicationState::Withdrawn => (row.confirmed_before, 0, row.confirmed_before),
                // Called off by the centre: nobody dropped out.
                ApplicationState::Cancelled
                | ApplicationState::Draft
                | ApplicationState::Submitted
                | ApplicationState::Shortlisted
                | ApplicationState::Offered
                | ApplicationState::Waitlisted
                | ApplicationState::Rejected
                | ApplicationState::Declined
                | ApplicationState::Lapsed => (0, 0, 0),
            };
            end.took += took;
            end.completed += completed;
            end.dropped += dropped;
        }
        ends
    }

    fn programs(&self, ends: &HashMap<SessionId, Ends>) -> Vec<ProgramFigures> {
        let mut programs: Vec<ProgramFigures> = Vec::new();
        let mut places: HashMap<ProgramId, usize> = HashMap::new();
        for row in self.sessions.iter().filter(|row| counts(row)) {
            let place = *places.entry(row.program).or_insert_with(|| {
                programs.push(self.program(row));
                programs.len() - 1
            });
            let Some(program) = programs.get_mut(place) else { continue };
            let end = ends.get(&row.id).copied().unwrap_or_default();
            program.sessions += 1;
            program.seats += row.seats;
            program.applicants += row.applicants;
            program.taken += row.taken;
            program.completed += end.completed;
            program.took += end.took;
            program.dropped += end.dropped;
        }
        programs.sort_by(|one, other| {
            other.applicants.cmp(&one.applicants).then_with(|| one.title.cmp(&other.title))
        });
        programs
    }

    fn program(&self, row: &SessionRow) -> ProgramFigures {
        let own = self.waits.iter().filter(|wait| wait.program == row.program);
        let waits: Vec<(i64, i64)> = own.map(|wait| (wait.hours, wait.count)).collect();
        ProgramFigures {
            id: row.program,
            title: row.title.clone(),
            sessions: 0,
            seats: 0,
            applicants: 0,
            taken: 0,
            completed: 0,
            took: 0,
            dropped: 0,
            median_hours: median(&waits),
        }
    }
}

/// Whether a session's seats count: one that was called off has none to fill.
fn counts(row: &SessionRow) -> bool {
    match row.lifecycle {
        SessionLifecycle::Published => true,
        SessionLifecycle::Draft | SessionLifecycle::Cancelled => false,
    }
}

/// How many of these applications ever came so far.
fn reached(row: &StateRow, step: ReportStep) -> i64 {
    match step {
        ReportStep::Submitted => row.count,
        ReportStep::Certified => row.certified,
        ReportStep::Completed if row.state == ApplicationState::Completed => row.count,
        ReportStep::Completed => 0,
        ReportStep::Confirmed if row.state.takes_part() => row.count,
        ReportStep::Confirmed => row.confirmed_before,
        ReportStep::Offered if row.state.holds_seat() => row.count,
        ReportStep::Offered => match row.state {
            ApplicationState::Declined | ApplicationState::Lapsed => row.count,
            ApplicationState::Draft
            | ApplicationState::Submitted
            | ApplicationState::Shortlisted
            | ApplicationState::Offered
            | ApplicationState::Waitlisted
            | ApplicationState::Confirmed
            | ApplicationState::Completed
            | ApplicationState::NotCompleted
            | ApplicationState::Rejected
            | ApplicationState::Withdrawn
            | ApplicationState::Cancelled => row.offered_before,
        },
    }
}
