//! A training that runs and ends: meetings, marks, assessment, certificates.

use balai_shared::{
    completion::{
        Assessed, AttendanceStatus, Attended, CertificateKind, CompletionVerdict, Judgement,
        UnitResult, never_came,
    },
    id::{ApplicationId, CertificateId, InstitutionId, MeetingId, SessionId},
    time::{Date, Instant},
};

use super::application::Application;

/// A meeting of a session.
#[derive(Debug, Clone)]
pub struct Meeting {
    /// Its id.
    pub id: MeetingId,
    /// Of which session.
    pub session: SessionId,
    /// The day, by the clocks of the place.
    pub day: Date,
    /// When it begins.
    pub begins_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// Its lesson hours (JP).
    pub hours: i32,
}

impl Meeting {
    /// How long it is.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        u32::try_from(self.begins_at.millis_until(self.ends_at) / 60_000).unwrap_or_default()
    }
}

/// A mark of attendance.
#[derive(Debug, Clone)]
pub struct Mark {
    /// At which meeting.
    pub meeting: MeetingId,
    /// Whose application.
    pub application: ApplicationId,
    /// What the device calls it.
    pub client: String,
    /// Whether the person came.
    pub status: AttendanceStatus,
    /// What it is worth.
    pub minutes: u32,
    /// When it was made.
    pub marked_at: Instant,
}

/// A unit of competence (SKKNI).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// `C.29KMU02.001.1`.
    pub code: String,
    /// What it is called.
    pub title: String,
}

/// What an assessment found.
#[derive(Debug, Clone)]
pub struct UnitOutcome {
    /// The unit as it was then.
    pub unit: Unit,
    /// What was found.
    pub result: UnitResult,
}

/// A certificate as its holder and its centre see it.
#[derive(Debug, Clone)]
pub struct Issued {
    /// Its id.
    pub id: CertificateId,
    /// For which application.
    pub application: ApplicationId,
    /// What stands on the paper.
    pub number: String,
    /// What it says; none for those from before.
    pub kind: Option<CertificateKind>,
    /// When it was issued.
    pub issued_on: Date,
    /// Whether it was taken back.
    pub revoked: bool,
}

/// What a certificate says, kept as it was on the day of issue.
#[derive(Debug, Clone)]
pub struct Certified {
    /// The holder.
    pub name: String,
    /// What was learned.
    pub program: String,
    /// Lesson hours (JP).
    pub hours: i32,
    /// The first day.
    pub starts_on: Date,
    /// The last day.
    pub ends_on: Date,
    /// Who issued it.
    pub institution: String,
    /// Where that stands.
    pub place: String,
    /// The units assessed.
    pub outcomes: Vec<UnitOutcome>,
}

/// A certificate with what it says.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The certificate.
    pub issued: Issued,
    /// What it says.
    pub says: Certified,
}

/// A certificate to be added.
#[derive(Debug)]
pub struct NewIssue {
    /// Its id.
    pub id: CertificateId,
    /// For which application.
    pub application: ApplicationId,
    /// Whose number it bears.
    pub institution: InstitutionId,
    /// What it says.
    pub kind: CertificateKind,
    /// The day, by the clocks of the place.
    pub issued_on: Date,
    /// What it says.
    pub says: Certified,
    /// The end of its number, which nobody comes upon by counting.
    pub random: String,
    /// By whom.
    pub by: Option<u128>,
}

/// What is kept of the moment at which somebody finished or not.
#[derive(Debug, Clone)]
pub struct Completion {
    /// Whose application.
    pub application: ApplicationId,
    /// What the rule said.
    pub judgement: Judgement,
    /// Whether staff decided otherwise.
    pub overridden: bool,
    /// How much was attended.
    pub attended: Attended,
    /// When.
    pub at: Instant,
}

/// A completion as it is kept: the rule's reasons aren't.
#[derive(Debug, Clone, Copy)]
pub struct Finish {
    /// Whose application.
    pub application: ApplicationId,
    /// What the rule said.
    pub verdict: CompletionVerdict,
    /// Whether staff decided otherwise.
    pub overridden: bool,
    /// The minutes of all meetings.
    pub held_minutes: u32,
    /// The minutes attended.
    pub attended_minutes: u32,
    /// The certificate that follows from it.
    pub certificate: CertificateKind,
    /// When.
    pub at: Instant,
}

/// How a participant stands.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Who.
    pub application: Application,
    /// The marks that hold.
    pub marks: Vec<Mark>,
    /// The units assessed.
    pub outcomes: Vec<UnitOutcome>,
    /// How much was attended.
    pub attended: Attended,
    /// How the units stand.
    pub assessed: Assessed,
    /// What the rule says.
    pub judgement: Judgement,
    /// The certificate that holds, or else the last that was taken back.
    pub certificate: Option<Issued>,
}

impl Standing {
    /// Whether the person never came.
    #[must_use]
    pub fn never_came(&self) -> bool {
        let statuses: Vec<_> = self.marks.iter().map(|mark| mark.status).collect();
        never_came(&statuses)
    }
}

/// A session as those see it who teach it.
#[derive(Debug, Clone)]
pub struct Roster {
    /// Its meetings in order.
    pub meetings: Vec<Meeting>,
    /// The program's units in order.
    pub units: Vec<Unit>,
    /// The share of the minutes that must be attended.
    pub least_percent: u32,
    /// Who holds a seat, by name unless it is erased.
    pub standings: Vec<Standing>,
}
