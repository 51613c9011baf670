//! A centre's figures.

use balai_shared::{
    application::ApplicationState,
    id::{InstitutionId, ProgramId, RegionCode, SessionId, VocationCode},
    person::Sex,
    report::{AgeBand, ReportStep, WaitBand},
    session::SessionLifecycle,
    time::Date,
};

/// Which figures are asked for: of sessions of an institution, drafts aside.
#[derive(Debug, Clone)]
pub struct ReportQuery {
    /// Whose.
    pub institution: InstitutionId,
    /// That begin on this day or later.
    pub from: Option<Date>,
    /// That begin on this day or earlier.
    pub to: Option<Date>,
    /// Of this program.
    pub program: Option<ProgramId>,
}

/// A session as the figures need it.
#[derive(Debug, Clone)]
pub struct SessionRow {
    /// Its id.
    pub id: SessionId,
    /// What is taught.
    pub program: ProgramId,
    /// What that is called.
    pub title: String,
    /// Its field.
    pub vocation: VocationCode,
    /// The first day.
    pub starts_on: Date,
    /// Whether it was called off.
    pub lifecycle: SessionLifecycle,
    /// Seats in all.
    pub seats: i64,
    /// Seats taken.
    pub taken: i64,
    /// People who applied.
    pub applicants: i64,
}

/// Applications of a session in one state.
#[derive(Debug, Clone)]
pub struct StateRow {
    /// Of which session.
    pub session: SessionId,
    /// In which state.
    pub state: ApplicationState,
    /// How many.
    pub count: i64,
    /// Of these, how many were offered a seat before, where the state doesn't say it.
    pub offered_before: i64,
    /// Of these, how many had taken a seat before, where the state doesn't say it.
    pub confirmed_before: i64,
    /// Of these, how many have a certificate that holds.
    pub certified: i64,
}

/// Applications of people who are alike.
#[derive(Debug, Clone)]
pub struct PeopleRow {
    /// Their sex.
    pub sex: Option<Sex>,
    /// Their age on the first day.
    pub age: Option<AgeBand>,
    /// Where they live.
    pub region: Option<RegionCode>,
    /// How many applications.
    pub counts: Counts,
}

/// Applications whose first decision took so long.
#[derive(Debug, Clone)]
pub struct WaitRow {
    /// Of which program.
    pub program: ProgramId,
    /// Whole hours.
    pub hours: i64,
    /// How many.
    pub count: i64,
}

/// How many applications, and how far they came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Sent.
    pub applied: i64,
    /// Took a seat and had it to the end, or have it.
    pub took: i64,
    /// Finished.
    pub completed: i64,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.applied += other.applied;
        self.took += other.took;
        self.completed += other.completed;
    }
}

/// A centre's figures.
#[derive(Debug, Clone)]
pub struct Report {
    /// What was asked.
    pub query: ReportQuery,
    /// How far applications came, in order.
    pub funnel: Vec<(ReportStep, i64)>,
    /// Where applications stand; states of none are left out.
    pub states: Vec<(ApplicationState, i64)>,
    /// How long people waited for the first decision.
    pub waits: Vec<(WaitBand, i64)>,
    /// The median of that, in whole hours.
    pub median_hours: Option<i64>,
    /// Program by program, most applicants first.
    pub programs: Vec<ProgramFigures>,
    /// Session by session, the latest first, as many as are shown.
    pub sessions: Vec<SessionFigures>,
    /// How many sessions there are.
    pub session_count: i64,
    /// By field, most applications first.
    pub vocations: Vec<Group<VocationCode>>,
    /// By sex.
    pub sexes: Vec<Group<Option<Sex>>>,
    /// By age, the youngest first.
    pub ages: Vec<Group<Option<AgeBand>>>,
    /// By home, most applications first.
    pub regions: Vec<Group<Home>>,
    /// Whether small counts are left out.
    pub hides_small: bool,
}

/// Where people live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// In this kabupaten or kota.
    In(RegionCode),
    /// In one of so many others.
    Others(usize),
    /// Not said.
    Unknown,
}

/// Figures of a group; a count that would tell of persons is none.
#[derive(Debug, Clone)]
pub struct Group<T> {
    /// Which.
    pub key: T,
    /// Applications.
    pub applied: Option<i64>,
    /// Took a seat.
    pub took: Option<i64>,
    /// Finished.
    pub completed: Option<i64>,
}

/// A program's figures.
#[derive(Debug, Clone)]
pub struct ProgramFigures {
    /// Which.
    pub id: ProgramId,
    /// What it is called.
    pub title: String,
    /// How many sessions weren't called off.
    pub sessions: i64,
    /// Their seats.
    pub seats: i64,
    /// Their people.
    pub applicants: i64,
    /// Seats taken.
    pub taken: i64,
    /// Finished.
    pub completed: i64,
    /// Ever took a seat, where the training wasn't called off.
    pub took: i64,
    /// Of these, left or didn't finish.
    pub dropped: i64,
    /// The median of the hours until the first decision.
    pub median_hours: Option<i64>,
}

impl ProgramFigures {
    /// Applicants for a seat, in tenths, rounded half up; none without a seat.
    #[must_use]
    pub const fn per_seat_tenths(&self) -> Option<i64> {
        if self.seats == 0 {
            return None;
        }
        Some((self.applicants * 20 + self.seats) / (self.seats * 2))
    }

    /// Of those who took a seat, the share that left or didn't finish so far, in percent.
    #[must_use]
    pub fn drop_out_percent(&self) -> Option<i64> {
        balai_shared::report::percent(self.dropped, self.took)
    }
}

/// A session's figures.
#[derive(Debug, Clone)]
pub struct SessionFigures {
    /// The session.
    pub row: SessionRow,
    /// Finished.
    pub completed: i64,
    /// Ever took a seat, where the training wasn't called off.
    pub took: i64,
    /// Of these, left or didn't finish.
    pub dropped: i64,
}

impl SessionFigures {
    /// The share of its seats that are taken, in percent.
    #[must_use]
    pub fn fill_percent(&self) -> Option<i64> {
        balai_shared::report::percent(self.row.taken, self.row.seats)
    }

    /// Of those who took a seat, the share that left or didn't finish so far, in percent.
    #[must_use]
    pub fn drop_out_percent(&self) -> Option<i64> {
        balai_shared::report::percent(self.dropped, self.took)
    }
}
