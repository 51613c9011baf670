//! Balai's domain: types and rules, pure, the same in the browser and on the server.
//!
//! Nothing here reads a clock, a random source, a file or the network: the caller passes
//! the facts, the functions decide. Texts that come from outside are parsed into types
//! (`Nik::parse`, `SessionId::from_str`), so that an unchecked value can't reach a rule.

#[macro_use]
mod word;

pub mod account;
pub mod application;
pub mod benefit;
pub mod certificate;
pub mod completion;
pub mod contact;
pub mod desk;
pub mod device;
pub mod document;
pub mod eligibility;
pub mod error;
pub mod export;
pub mod format;
pub mod id;
pub mod identity;
pub mod institution;
pub mod join;
pub mod language;
pub mod letters;
pub mod link;
pub mod lottery;
pub mod meeting;
pub mod message;
pub mod money;
pub mod nik;
pub mod notification;
pub mod one_time;
pub mod password;
pub mod person;
pub mod place;
pub mod policy;
pub mod ranking;
pub mod reach;
pub mod report;
pub mod search;
pub mod seats;
pub mod session;
pub mod staff;
pub mod time;
pub mod timetable;
pub mod typed;
pub mod unsent;
pub mod vocation;

pub use word::UnknownName;
