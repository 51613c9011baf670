//! The API's enums are the domain's enums: one list of words for both.

use balai_shared::account::ContactKind;
use balai_shared::application::{
    ActorKind, ApplicationAction, ApplicationState, Decision, DraftStep, ReasonCode,
};
use balai_shared::benefit::{
    BenefitDeadlineKind, BenefitStage, ChecklistCode, ChecklistState, Employment, IncomeBand,
    LedgerKind, NextStep, PayoutAccountState, PayoutChecker, PayoutKind, PayoutProvider,
    PayoutState, SkillUse, SurveyState,
};
use balai_shared::completion::{AttendanceStatus, CertificateKind, CompletionVerdict, UnitResult};
use balai_shared::desk::{CallOutcome, DeskColumn, QueueSort};
use balai_shared::document::{DocumentKind, DocumentState, DocumentVerdict};
use balai_shared::eligibility::Verdict;
use balai_shared::error::ErrorCode;
use balai_shared::identity::IdentityField;
use balai_shared::notification::NotificationKind;
use balai_shared::person::{Education, Occupation, Sex};
use balai_shared::policy::Role;
use balai_shared::ranking::{Group, SelectionOutcome, TieBreak, sheet::SheetFault};
use balai_shared::report::{ReportStep, WaitBand};
use balai_shared::session::{
    DeliveryMode, Funding, InstitutionKind, Sector, SelectionMethod, SessionState,
};
use balai_shared::staff::{InvitationState, StaffActionKind};
use serde::{Deserialize, Serialize};

use super::schema;

/// A word of an enum of the API, held as the domain's own enum `T`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Word<T>(pub T);

macro_rules! words {
    ($($name:ident),* $(,)?) => { $(
        impl cynic::Enum for Word<$name> {
            type SchemaType = schema::$name;
        }
        cynic::impl_coercions!(Word<$name>, schema::$name);
        impl schema::variable::Variable for Word<$name> {
            const TYPE: cynic::variables::VariableType =
                cynic::variables::VariableType::Named(stringify!($name));
        }
    )* };
}

words!(
    ActorKind,
    ApplicationAction,
    ApplicationState,
    AttendanceStatus,
    BenefitDeadlineKind,
    BenefitStage,
    CallOutcome,
    CertificateKind,
    ChecklistCode,
    ChecklistState,
    CompletionVerdict,
    ContactKind,
    Decision,
    DeliveryMode,
    DeskColumn,
    DocumentKind,
    DocumentState,
    DocumentVerdict,
    DraftStep,
    Education,
    Employment,
    ErrorCode,
    Funding,
    Group,
    IdentityField,
    IncomeBand,
    InstitutionKind,
    InvitationState,
    LedgerKind,
    NextStep,
    NotificationKind,
    Occupation,
    PayoutAccountState,
    PayoutChecker,
    PayoutKind,
    PayoutProvider,
    PayoutState,
    QueueSort,
    ReasonCode,
    ReportStep,
    Role,
    Sector,
    SelectionMethod,
    SelectionOutcome,
    SessionState,
    Sex,
    SheetFault,
    SkillUse,
    StaffActionKind,
    SurveyState,
    TieBreak,
    UnitResult,
    Verdict,
    WaitBand,
);
