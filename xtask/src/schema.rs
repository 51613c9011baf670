//! `schema.graphql`: what the server prints is what is committed.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::command;
use crate::environment;

const FILE: &str = "schema.graphql";

/// Compares the committed schema with the server's.
///
/// # Errors
/// When they differ; the message shows the first lines that do.
pub(crate) fn check() -> Result<String> {
    let file = environment::root().join(FILE);
    let committed =
        fs::read_to_string(&file).with_context(|| format!("can't read {}", file.display()))?;
    let printed = print()?;
    if printed == committed {
        return Ok(format!("{} lines, as the server prints them", committed.lines().count()));
    }
    let difference = first_difference(&committed, &printed);
    bail!(
        "{FILE} is not what the server prints: {difference}\n`cargo xtask schema` writes it anew; list the change in CHANGELOG.md"
    )
}

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

fn first_difference(committed: &str, printed: &str) -> String {
    let (mut old, mut new) = (committed.lines(), printed.lines());
    let mut number = 1_usize;
    loop {
        match (old.next(), new.next()) {
            (None, None) => return "only the ends of lines differ".to_owned(),
            (old, new) if old == new => number = number.saturating_add(1),
            (old, new) => {
                let shown = |line: Option<&str>| line.unwrap_or("(the end)").to_owned();
                return format!(
                    "line {number}\n  committed: {}\n  printed:   {}",
                    shown(old),
                    shown(new)
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_shown() {
        assert_eq!(first_difference("a\nb\n", "a\nc\n"), "line 2\n  committed: b\n  printed:   c");
        assert_eq!(
            first_difference("a\n", "a\nb\n"),
            "line 2\n  committed: (the end)\n  printed:   b"
        );
    }
}
