//! Balai's server.
//!
//! One way through the rooms: `graphql` → `service` → `store` → the database, and `service` →
//! `balai_shared`, where the rules are. `http` and `cli` are the doors.

pub mod auth;
pub mod cli;
pub mod clock;
pub mod config;
pub mod demo;
pub mod error;
pub mod gateway;
pub mod graphql;
pub mod http;
pub mod model;
pub mod paper;
pub mod service;
pub mod sheet;
pub mod store;
pub mod worker;
