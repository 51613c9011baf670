//! The house's own rules that no linter knows.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::command;
use crate::environment;
use crate::folder;

/// Above this many lines a file is listed, to be split by noun when it is next touched.
const LONG: usize = 300;
/// Above this many lines the check fails.
const TOO_LONG: usize = 500;

/// Checks how long the Rust files are.
///
/// # Errors
/// When one is too long.
pub(crate) fn check() -> Result<String> {
    let files = rust_files(environment::root())?;
    let mut lengths = Vec::new();
    for file in &files {
        let text =
            fs::read_to_string(file).with_context(|| format!("can't read {}", file.display()))?;
        lengths.push((text.lines().count(), file));
    }
    lengths.retain(|(lines, _)| *lines > LONG);
    lengths.sort_by(|one, other| other.cmp(one));
    for (lines, file) in &lengths {
        println!("      {lines} lines: {}", command::short(file));
    }
    let failing = lengths.iter().filter(|(lines, _)| *lines > TOO_LONG).count();
    if failing > 0 {
        bail!("{failing} Rust files have more than {TOO_LONG} lines: split them by noun");
    }
    Ok(format!(
        "{} Rust files, {} above {LONG} lines, none above {TOO_LONG}",
        files.len(),
        lengths.len()
    ))
}

fn rust_files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut files = folder::files(root)?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "rs"));
    Ok(files)
}
