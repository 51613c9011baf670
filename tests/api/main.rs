//! The API through its door, one file an operation, on both databases.

#![expect(clippy::unwrap_used, reason = "tests")]
#![expect(clippy::expect_used, reason = "tests")]

mod answer_survey;
mod applications;
mod benefits;
mod certificate;
mod confirm_offer;
mod create_program;
mod create_session;
mod decide_applications;
mod decide_order;
mod decline_offer;
mod eligibility;
mod errors;
mod facets;
mod finding;
mod guards;
mod idempotency;
mod institutions;
mod message_preferences;
mod migrations;
mod node;
mod outbox;
mod own_data;
mod paging;
mod past_intake;
mod payouts;
mod places;
mod programs;
mod publish_session;
mod query_count;
mod rate_training;
mod refresh;
mod register;
mod register_payout_account;
mod reset_password;
mod revoke_benefits;
mod search;
mod secrets;
mod session_files;
mod session_filters;
mod sessions;
mod sign_in;
mod sign_out;
mod submit_application;
mod subscriptions;
mod synchronising;
mod update_profile;
mod viewer;
mod withdraw_application;
mod worker;
