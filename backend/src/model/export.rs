//! Lists that staff take along: what is written down of it, and what stands in the file.

use balai_shared::{
    application::{ActorKind, ApplicationState},
    export::{ExportFormat, ExportList},
    id::{ApplicationId, CertificateId, ExportId, InstitutionId, SessionId},
    time::{Date, Instant, TimeZone},
};

/// A list that somebody took along.
#[derive(Debug, Clone)]
pub struct Taken {
    /// Its id.
    pub id: ExportId,
    /// Whose list.
    pub institution: InstitutionId,
    /// Of one session of it.
    pub session: Option<SessionId>,
    /// What kind of actor.
    pub actor: ActorKind,
    /// Which account or key.
    pub actor_id: Option<u128>,
    /// Which list.
    pub list: ExportList,
    /// As what.
    pub format: ExportFormat,
    /// Whether a search narrowed it; what was searched for is kept nowhere.
    pub searched: bool,
    /// When it began.
    pub begun_at: Instant,
    /// When the last row had left; none where it was broken off.
    pub finished_at: Option<Instant>,
    /// How many rows.
    pub rows: Option<i64>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, which stays text whatever it looks like.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number with two decimals, as hundredths.
    Hundredths(i64),
    /// A day.
    Day(Date),
    /// A day, an hour (0 to 23) and a minute (0 to 59) by the clocks of the place.
    Moment(Date, u8, u8),
}

impl Cell {
    /// A moment by the clocks of a place.
    #[must_use]
    pub fn moment(at: Instant, zone: TimeZone) -> Self {
        let (day, hour, minute) = zone.local(at);
        Self::Moment(day, hour, minute)
    }

    /// What may not be there.
    #[must_use]
    pub fn or_empty<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Empty, cell)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A row: as many cells as the sheet has columns.
pub type Row = Vec<Cell>;

/// A sheet's column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// How wide it is, in letters.
    pub width: u16,
}

/// The top of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// What the sheet is called.
    pub name: String,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// The next piece of a file.
#[derive(Debug, Clone)]
pub enum Step {
    /// A sheet begins.
    Sheet(Head),
    /// Rows of it.
    Rows(Vec<Row>),
}

/// A certificate as a list of them shows it.
#[derive(Debug, Clone)]
pub struct CertificateRow {
    /// Its id.
    pub id: CertificateId,
    /// For which application.
    pub application: ApplicationId,
    /// When that was sent: the list's order.
    pub submitted_at: Instant,
    /// What stands on the paper.
    pub number: String,
    /// What it says, as stored; none for those from before.
    pub kind: Option<balai_shared::completion::CertificateKind>,
    /// The holder.
    pub name: String,
    /// What was learned.
    pub program: String,
    /// The first day.
    pub starts_on: Date,
    /// The last day.
    pub ends_on: Date,
    /// When it was issued.
    pub issued_on: Date,
    /// When it was taken back.
    pub revoked_at: Option<Instant>,
}

/// Which list is asked for, as it came.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Which.
    pub list: ExportList,
    /// As what.
    pub format: ExportFormat,
    /// `ins_…`: whose, where no session says it.
    pub institution: Option<String>,
    /// `ses_…`: of which session.
    pub session: Option<String>,
    /// In these states; none means all.
    pub states: Vec<ApplicationState>,
    /// Of these people: a name's beginnings, or a NIK.
    pub search: Option<String>,
    /// Figures of sessions that begin on this day or later.
    pub from: Option<Date>,
    /// Figures of sessions that begin on this day or earlier.
    pub to: Option<Date>,
    /// `prg_…`: figures of one program.
    pub program: Option<String>,
}
