//! What the tests stand on: an app over a fresh database of either kind, actors as types, builders
//! that set only what matters, and a clock that tests move.
//!
//! A test is written once with [`both!`] and runs on SQLite and on PostgreSQL. After it, every rule
//! that `balai check` knows is tested on what it left behind.

#![expect(clippy::unwrap_used, reason = "a test's harness stops at the first surprise")]
#![expect(clippy::expect_used, reason = "a test's harness stops at the first surprise")]
#![expect(clippy::disallowed_methods, reason = "the test runner says where PostgreSQL is")]

mod actor;
mod app;
mod build;
mod copy;
mod database;
mod line;
mod listen;
mod pattern;
mod post;
pub mod selection;
mod socket;
mod sql;
pub mod steps;

pub use actor::{Actor, Answer};
pub use app::{NOW, SMS_SECRET, SOCKETS_OF_AN_ADDRESS, TestApp};
pub use build::{Class, InstitutionPlan, PASSWORD, Person, SessionPlan, Trainee, class, paid};
pub use copy::Copy;
pub use database::{Kind, with_empty_database};
pub use line::Line;
pub use listen::Listener;
pub use socket::Socket;

/// Defines a test that runs on both databases: `both!(name, async |app| { … })`.
#[macro_export]
macro_rules! both {
    ($(#[$meta:meta])* $name:ident, $body:expr) => {
        $(#[$meta])*
        mod $name {
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                $crate::TestApp::run($crate::Kind::Sqlite, $body).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                $crate::TestApp::run($crate::Kind::Postgres, $body).await;
            }
        }
    };
}
