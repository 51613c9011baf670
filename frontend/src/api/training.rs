//! A training that runs and ends: the participant's side, the class at the staff's desk, and the
//! check of a certificate.

use balai_shared::application::ApplicationState;
use balai_shared::completion::{AttendanceStatus, CertificateKind, CompletionVerdict, UnitResult};
use balai_shared::time::{Date, Instant};

use super::desk_kept::StaffNote;
use super::schema;
use super::word::Word;

fragment! {
    /// How somebody stands in the own training.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct TrainingProgress {
        /// The share attended of the meetings marked so far.
        pub attended_so_far_percent: Option<i32>,
        /// How many meetings there are; 0 where the centre keeps no list of them.
        pub meetings: i32,
        /// How many are marked.
        pub marked_meetings: i32,
        /// How many of these were attended.
        pub attended_meetings: i32,
        /// The share that must be.
        pub least_percent: i32,
        /// The certificate.
        pub certificate: Option<IssuedCertificate>,
    }
}

fragment! {
    /// A certificate.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct IssuedCertificate {
        /// What stands on the paper.
        pub number: String,
        /// Whether it was taken back.
        pub revoked: bool,
    }
}

/// Which certificate.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct CertificateVariables {
    /// What stands on the paper.
    pub number: String,
}

fragment! {
    /// The check of a certificate.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "CertificateVariables")]
    pub struct CertificatePage {
        /// `None` for a number of none.
        #[arguments(number: $number)]
        pub certificate: Option<CheckedCertificate>,
    }
}

fragment! {
    /// A certificate as anyone checks it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Certificate")]
    pub struct CheckedCertificate {
        /// What stands on the paper.
        pub number: String,
        /// The holder.
        pub name: String,
        /// What it says.
        pub kind: Option<Word<CertificateKind>>,
        /// What was learned.
        pub program_title: String,
        /// Where.
        pub institution_name: String,
        /// When it was issued.
        pub issued_on: Date,
        /// Whether it was taken back.
        pub revoked: bool,
    }
}

/// Which class.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ClassVariables {
    /// `ses_…`
    pub id: cynic::Id,
}

fragment! {
    /// Who is signed in on this browser now, by the account alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query")]
    pub struct WhoMarks {
        /// `None` once nobody is.
        pub viewer: Option<Marker>,
    }
}

fragment! {
    /// Who marks.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Viewer")]
    pub struct Marker {
        /// `usr_…`.
        pub id: cynic::Id,
    }
}

fragment! {
    /// The class of a session.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "ClassVariables")]
    pub struct ClassPage {
        /// Under whose name marks are made.
        pub viewer: Option<Marker>,
        /// Who teaches there sees it.
        #[arguments(sessionId: $id)]
        pub training_roster: Class,
    }
}

fragment! {
    /// A session with its meetings, units and participants.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "TrainingRoster")]
    pub struct Class {
        /// Which.
        pub session: ClassSession,
        /// In order of time.
        pub meetings: Vec<ClassMeeting>,
        /// The program's.
        pub units: Vec<ClassUnit>,
        /// The share of the minutes that must be attended.
        pub least_percent: i32,
        /// Ratings of this session.
        pub ratings: Option<RatingFigures>,
        /// Ratings of all sessions of the program.
        pub program_ratings: Option<RatingFigures>,
        /// In the order of their applications.
        pub participants: Vec<Participant>,
    }
}

fragment! {
    /// The session of a class.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct ClassSession {
        /// `ses_…`
        pub id: cynic::Id,
        /// What is taught.
        pub program: ClassProgram,
        /// First day.
        pub starts_on: Date,
        /// Last day.
        pub ends_on: Date,
        /// IANA name of the place's time zone.
        pub time_zone: String,
    }
}

fragment! {
    /// The program of a class.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Program")]
    pub struct ClassProgram {
        /// `prg_…`
        pub id: cynic::Id,
        /// Its title.
        pub title: String,
    }
}

fragment! {
    /// When the class comes together.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Meeting")]
    pub struct ClassMeeting {
        /// `mtg_…`
        pub id: cynic::Id,
        /// The day.
        pub day: Date,
        /// When it begins.
        pub begins_at: Instant,
        /// How long it is.
        pub minutes: i32,
    }
}

fragment! {
    /// A unit of competence.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "ProgramUnit")]
    pub struct ClassUnit {
        /// Its code.
        pub code: String,
        /// What it is called.
        pub title: String,
    }
}

fragment! {
    /// Ratings added up.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct RatingFigures {
        /// The average in tenths of a star.
        pub average_tenths: i32,
        /// How many rated.
        pub count: i32,
        /// How many gave one star, two, up to five.
        pub by_stars: Vec<i32>,
    }
}

fragment! {
    /// Somebody in a class.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct Participant {
        /// Who.
        pub application: ClassApplication,
        /// The marks that hold.
        pub marks: Vec<ClassMark>,
        /// The units assessed.
        pub outcomes: Vec<ClassOutcome>,
        /// The share attended so far.
        pub attendance_percent: i32,
        /// The same of the meetings marked so far.
        pub attended_so_far_percent: Option<i32>,
        /// Whether the person never came.
        pub never_came: bool,
        /// What the rule says.
        pub verdict: Word<CompletionVerdict>,
        /// The certificate of who finishes as things stand.
        pub certificate_kind: Word<CertificateKind>,
        /// Why.
        pub reasons: Vec<CompletionReason>,
        /// The certificate.
        pub certificate: Option<IssuedCertificate>,
    }
}

fragment! {
    /// The application of somebody in a class.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct ClassApplication {
        /// `app_…`
        pub id: cynic::Id,
        /// Where it stands.
        pub state: Word<ApplicationState>,
        /// Who.
        pub applicant: ClassApplicant,
        /// The latest first; none for who doesn't teach.
        pub notes: Vec<StaffNote>,
    }
}

fragment! {
    /// The name of somebody in a class.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Applicant")]
    pub struct ClassApplicant {
        /// Full name.
        pub name: String,
    }
}

fragment! {
    /// A mark that holds.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "AttendanceMark")]
    pub struct ClassMark {
        /// `mtg_…`
        pub meeting_id: cynic::Id,
        /// Whether the person came.
        pub status: Word<AttendanceStatus>,
        /// What it is worth.
        pub minutes: i32,
        /// What the device called it.
        pub client_id: String,
    }
}

fragment! {
    /// What an assessment found.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "UnitOutcome")]
    pub struct ClassOutcome {
        /// The unit's code.
        pub code: String,
        /// What was found.
        pub result: Word<UnitResult>,
    }
}

fragment! {
    /// Why the rule says what it says.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct CompletionReason {
        /// In the person's language.
        pub message: String,
    }
}
