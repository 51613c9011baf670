//! The command line when something is wrong, and what operators do with it, by the release binary.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![expect(clippy::panic, reason = "a test stops at the first surprise")]
#![expect(clippy::disallowed_methods, reason = "the test runner says where the program is")]

mod balai;
mod database;
mod full_disk;
mod key;
mod operator;
mod postgres_disk;
#[path = "../journey/support/program.rs"]
mod program;
mod serve;
