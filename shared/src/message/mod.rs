//! The catalogue of messages: the words for every code, in Indonesian and English.
//!
//! Spoken as at a counter: short sentences, what happens next, never blaming. Callers match on
//! codes; these words may change at any time.

mod account;
mod application;
mod balance;
mod benefit;
mod completion;
mod document;
mod eligibility;
mod error;
mod export;
mod field;
mod field_account;
mod letter;
mod notification;
mod payout;
mod person;
mod planning;
mod report;
mod saved_search;
mod selection;
mod session;
mod staff;

pub use account::{account_event, identity_field, identity_lock};
pub use application::{
    application_action, application_state, application_state_explained, reason, transition_error,
};
pub use balance::{balance_change, balance_parts};
pub use benefit::{
    benefit_stage, checklist, checklist_next_step, checklist_state, day_may_move, deadline,
    ledger_kind, next_step,
};
pub use completion::{
    attendance_status, certificate_kind, completion_code, completion_verdict, unit_result,
};
pub use document::{document_hint, document_kind, document_state, documents_link, heic_hint};
pub use eligibility::{eligibility_reason, eligibility_remedy, verdict};
pub use error::{denied, error, notice};
pub use export::{export_column, export_list, export_note};
pub use field::{field, field_label};
pub use letter::{
    Letter, account_notice, appointment, benefit_news, called_off, contact_code, documents_wanted,
    join_code, news, password_code, recovery, session_changed, session_news,
};
pub use notification::notification;
pub use payout::{
    employment, income_band, payout_account_state, payout_kind, payout_refusal, payout_state,
    rate_training, skill_use, survey_state,
};
pub use person::{actor_kind, education, occupation, profile_field, role, sex};
pub use report::{
    age_band, report_hidden, report_measure, report_rest, report_step, report_table, wait_band,
};
pub use saved_search::{SearchParts, saved_search};
pub use selection::{choose_time, group, sheet_fault};
pub use session::{
    cost, decision, funding, funding_explained, institution_kind, mode, mode_explained, sector,
    selection_explained, selection_method, session_state,
};
pub use staff::{
    assist_consent, centre_letter, centre_message, invitation_state, role_explained, session_step,
    staff_action, staff_invitation,
};
