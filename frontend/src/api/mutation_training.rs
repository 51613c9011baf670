//! What staff do with a class: meetings, units, marks, assessment, completion, certificates.

use balai_shared::completion::{AttendanceStatus, UnitResult};

use super::queue::DecisionError;
use super::schema;
use super::session::ApplicationLink;
use super::training::{ClassMark, ClassMeeting, IssuedCertificate};
use super::word::Word;

/// A meeting to be planned.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct MeetingInput {
    /// `2026-03-02`.
    pub day: String,
    /// `08:00`.
    pub begins: String,
    /// `12:00`.
    pub ends: String,
}

/// Sets the meetings. The input.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ScheduleMeetingsInput {
    /// `ses_…`.
    pub session_id: cynic::Id,
    /// All of them; as they are when left out.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub meetings: Option<Vec<MeetingInput>>,
    /// The share that must be attended.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub attendance_percent: Option<i32>,
}

/// Variables of [`ScheduleMeetings`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ScheduleMeetingsVariables {
    /// What.
    pub input: ScheduleMeetingsInput,
}

fragment! {
    /// Sets the meetings.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "ScheduleMeetingsVariables")]
    pub struct ScheduleMeetings {
        /// What came of it.
        #[arguments(input: $input)]
        pub schedule_meetings: ScheduleMeetingsPayload,
    }
}

fragment! {
    /// What came of it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ScheduleMeetingsPayload {
        /// The class.
        pub roster: ScheduledRoster,
    }
}

fragment! {
    /// The class with its new meetings.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "TrainingRoster")]
    pub struct ScheduledRoster {
        /// In order.
        pub meetings: Vec<ClassMeeting>,
    }
}

/// A unit to be set.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ProgramUnitInput {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub title: String,
}

/// Sets the units. The input.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct SetProgramUnitsInput {
    /// `prg_…`.
    pub program_id: cynic::Id,
    /// All of them.
    pub units: Vec<ProgramUnitInput>,
}

/// Variables of [`SetProgramUnits`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct SetProgramUnitsVariables {
    /// What.
    pub input: SetProgramUnitsInput,
}

fragment! {
    /// Sets the units.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "SetProgramUnitsVariables")]
    pub struct SetProgramUnits {
        /// What came of it.
        #[arguments(input: $input)]
        pub set_program_units: SetProgramUnitsPayload,
    }
}

fragment! {
    /// What came of it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SetProgramUnitsPayload {
        /// The program.
        pub program: super::ProgramTitle,
    }
}

/// A mark.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AttendanceMarkInput {
    /// `app_…`.
    pub application_id: cynic::Id,
    /// Whether the person came.
    pub status: Word<AttendanceStatus>,
    /// How long, for who came late.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<i32>,
    /// When it was made.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// What this device calls it.
    pub client_id: String,
}

/// Marks who came. The input.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct MarkAttendanceInput {
    /// `mtg_…`.
    pub meeting_id: cynic::Id,
    /// The marks.
    pub marks: Vec<AttendanceMarkInput>,
}

/// Variables of [`MarkAttendance`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct MarkAttendanceVariables {
    /// What.
    pub input: MarkAttendanceInput,
}

fragment! {
    /// Marks who came.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "MarkAttendanceVariables")]
    pub struct MarkAttendance {
        /// What came of it.
        #[arguments(input: $input)]
        pub mark_attendance: MarkAttendancePayload,
    }
}

fragment! {
    /// What came of it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct MarkAttendancePayload {
        /// One a mark.
        pub results: Vec<MarkResult>,
    }
}

fragment! {
    /// How one mark went.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct MarkResult {
        /// What this device calls it.
        pub client_id: String,
        /// Whether it was kept.
        pub ok: bool,
        /// The mark that holds.
        pub mark: Option<ClassMark>,
        /// Why not.
        pub error: Option<DecisionError>,
    }
}

/// What was found of a unit.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct UnitResultInput {
    /// Its code.
    pub unit_code: String,
    /// What was found.
    pub result: Word<UnitResult>,
}

/// Keeps what an assessment found. The input.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AssessInput {
    /// `app_…`.
    pub application_id: cynic::Id,
    /// The units.
    pub units: Vec<UnitResultInput>,
}

/// Variables of [`Assess`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct AssessVariables {
    /// What.
    pub input: AssessInput,
}

fragment! {
    /// Keeps what an assessment found.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "AssessVariables")]
    pub struct Assess {
        /// What came of it.
        #[arguments(input: $input)]
        pub assess: AssessPayload,
    }
}

fragment! {
    /// What came of it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct AssessPayload {
        /// Who.
        pub application: ApplicationLink,
    }
}

/// Says who has finished. The input.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct CompleteApplicationsInput {
    /// Who.
    pub ids: Vec<cynic::Id>,
    /// Whatever the rule says.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub completed: Option<bool>,
    /// Why, where it is not what the rule says.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Variables of [`CompleteApplications`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct CompleteApplicationsVariables {
    /// What.
    pub input: CompleteApplicationsInput,
}

fragment! {
    /// Says who has finished.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "CompleteApplicationsVariables")]
    pub struct CompleteApplications {
        /// What came of it.
        #[arguments(input: $input)]
        pub complete_applications: CompleteApplicationsPayload,
    }
}

fragment! {
    /// What came of it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct CompleteApplicationsPayload {
        /// One an id.
        pub results: Vec<CompletionResult>,
    }
}

fragment! {
    /// How one row went.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct CompletionResult {
        /// `app_…`.
        pub application_id: cynic::Id,
        /// Whether it was done.
        pub ok: bool,
        /// Why not.
        pub error: Option<DecisionError>,
    }
}

/// Issues certificates. The input.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct IssueCertificatesInput {
    /// Whose.
    pub ids: Vec<cynic::Id>,
}

/// Variables of [`IssueCertificates`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct IssueCertificatesVariables {
    /// What.
    pub input: IssueCertificatesInput,
}

fragment! {
    /// Issues certificates.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "IssueCertificatesVariables")]
    pub struct IssueCertificates {
        /// What came of it.
        #[arguments(input: $input)]
        pub issue_certificates: IssueCertificatesPayload,
    }
}

fragment! {
    /// What came of it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct IssueCertificatesPayload {
        /// One an id.
        pub results: Vec<IssueResult>,
    }
}

fragment! {
    /// How one row went.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct IssueResult {
        /// `app_…`.
        pub application_id: cynic::Id,
        /// Whether there is one.
        pub ok: bool,
        /// The certificate.
        pub certificate: Option<IssuedCertificate>,
        /// Why not.
        pub error: Option<DecisionError>,
    }
}

/// Takes a certificate back. The input.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RevokeCertificateInput {
    /// Which.
    pub number: String,
    /// Why.
    pub reason: String,
}

/// Variables of [`RevokeCertificate`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct RevokeCertificateVariables {
    /// What.
    pub input: RevokeCertificateInput,
}

fragment! {
    /// Takes a certificate back.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "RevokeCertificateVariables")]
    pub struct RevokeCertificate {
        /// What came of it.
        #[arguments(input: $input)]
        pub revoke_certificate: RevokeCertificatePayload,
    }
}

fragment! {
    /// What came of it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct RevokeCertificatePayload {
        /// The certificate.
        pub certificate: RevokedCertificate,
    }
}

fragment! {
    /// A certificate that does not hold any more.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Certificate")]
    pub struct RevokedCertificate {
        /// It was taken back.
        pub revoked: bool,
    }
}
