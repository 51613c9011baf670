//! The domain's rules, by noun: each test states a behaviour that DOMAIN.md asks for.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test's helpers fail the test")]

mod account;
mod application;
mod balance;
mod benefit;
mod completion;
mod contact;
mod document;
mod eligibility;
mod id;
mod join;
mod language;
mod message;
mod nik;
mod one_time;
mod password;
mod payout;
mod policy;
mod schema;
mod search;
mod seats;
mod session;
mod staff;
mod time;
