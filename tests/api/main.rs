//! The API through its door, one file an operation, on both databases.

#![expect(clippy::unwrap_used, reason = "tests")]

mod submit_application;
