//! Who may import whom (docs/ARCHITECTURE.md), and the house rules that no linter knows. Sources are
//! read as text, manifests too: nothing is compiled.

#![expect(clippy::unwrap_used, reason = "tests")]

mod house;
mod manifest;
mod paths;
mod rooms;
mod source;
