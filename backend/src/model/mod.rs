//! The nouns as the use cases know them: loaded, parsed, and free of the database.

pub mod account;
pub mod application;
pub mod benefit;
pub mod catalogue;
pub mod desk;
pub mod document;
pub mod export;
pub mod facet;
pub mod identity;
pub mod join;
pub mod message;
pub mod network;
pub mod page;
pub mod payout;
pub mod recovery;
pub mod report;
pub mod saved_search;
pub mod selection;
pub mod slot;
pub mod staff;
pub mod timetable;
pub mod training;
