//! `schema.graphql`, which the pages and partners' tools are checked against. That it is the server's
//! is a test of the API's (`tests/api/schema.rs`).

use std::fs;

use anyhow::{Context, Result};

use crate::command;
use crate::environment;

const FILE: &str = "schema.graphql";

/// Writes the schema that the server prints.
///
/// # Errors
/// When the server doesn't compile or the file can't be written.
pub(crate) fn write() -> Result<()> {
    let file = environment::root().join(FILE);
    fs::write(&file, print()?).with_context(|| format!("can't write {}", file.display()))
}

/// Without the pages: these are checked against the file, so that with them a schema that breaks
/// one could never be printed.
fn print() -> Result<String> {
    command::output(&mut command::cargo([
        "run",
        "--quiet",
        "--package",
        "balai-backend",
        "--no-default-features",
        "--",
        "schema",
    ]))
}
