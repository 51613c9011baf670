//! The audits of GraphQL over HTTP, those of the npm package `graphql-http`.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::command;
use crate::demo::DataFolder;
use crate::environment;
use crate::server::Server;

/// What the audits are made with.
const PACKAGES: [&str; 3] = ["graphql", "graphql-http", "axe-core"];

/// How many audits passed and failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

/// Installs the packages of `tests/audit`, unless they are there; their folder.
///
/// # Errors
/// When npm can't.
pub(crate) fn ensure_packages() -> Result<PathBuf> {
    let folder = environment::root().join("tests/audit");
    let is_here = |package| folder.join("node_modules").join(package).is_dir();
    if !PACKAGES.into_iter().all(is_here) {
        let mut npm = command::program("npm");
        npm.current_dir(&folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        command::run(&mut npm).with_context(|| {
            format!("tests/audit wants {} from the npm registry", PACKAGES.join(", "))
        })?;
    }
    Ok(folder)
}

/// Runs all audits against a server with demonstration data, prints each and counts.
///
/// # Errors
/// When they can't be run at all.
pub(crate) fn run(data: &DataFolder) -> Result<Count> {
    let folder = ensure_packages()?;
    let server = Server::start(data)?;
    let url = format!("http://{}/graphql", server.address());
    let mut node = command::program("node");
    node.current_dir(&folder).args(["audit.mjs", &url]);
    let printed = node.output().context("can't start node")?;
    let text = String::from_utf8_lossy(&printed.stdout);
    // The last line is counted here and shown at the very end.
    let mut lines: Vec<_> = text.lines().collect();
    let closing = lines.pop().and_then(count);
    println!("{}", lines.join("\n"));
    match closing {
        Some(count) => Ok(count),
        None => bail!("the audits broke off:\n{}", String::from_utf8_lossy(&printed.stderr)),
    }
}

/// Reads `61 passed, 0 failed`.
fn count(line: &str) -> Option<Count> {
    let (passed, failed) = line.strip_suffix(" failed")?.split_once(" passed, ")?;
    Some(Count { passed: passed.parse().ok()?, failed: failed.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_is_counted() {
        assert_eq!(count("60 passed, 1 failed"), Some(Count { passed: 60, failed: 1 }));
        assert_eq!(count("Error: no"), None);
    }
}
