//! Rows as they stand in the database. Nothing outside `store` knows them.

pub mod account;
pub mod api_key;
pub mod applicant;
pub mod application;
pub mod application_event;
pub mod application_text;
pub mod benefit;
pub mod certificate;
pub mod deferral;
pub mod event_note;
pub mod fact;
pub mod idempotency_key;
pub mod institution;
pub mod ledger_posting;
pub mod message_preference;
pub mod notification;
pub mod one_time_code;
pub mod outbox;
pub mod program;
pub mod refresh_token;
pub mod region;
pub mod role_grant;
pub mod scheme;
pub mod session;
pub mod sign_in_failure;
pub mod vocation;
