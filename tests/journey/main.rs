//! The whole way in a real browser, over the release binary and a fresh demonstration.

#![expect(clippy::unwrap_used, reason = "a journey stops at the first surprise")]
#![expect(clippy::panic, reason = "a journey stops at the first surprise")]
#![expect(clippy::disallowed_methods, reason = "the test runner says where the programs are")]

mod accessibility;
mod account;
mod applying;
mod benefits;
mod deciding;
mod desk;
mod finishing;
mod joining;
mod keyboard;
mod mishaps;
mod offline;
mod phone;
mod planning;
mod scrolling;
mod second_visit;
mod seeing;
mod selecting;
mod staff;
mod support;
mod team;
mod tell_me;
mod without_scripts;
mod workshop;
