//! `cargo xtask lighthouse` and `cargo xtask slow`: how the pages that people see first do on a phone.

use anyhow::{Context, Result};

use crate::command;
use crate::demo::DataFolder;
use crate::environment::{self, Build};
use crate::folder::TemporaryFolder;
use crate::packages::{self, Need};
use crate::server::Server;

/// Prints the medians of Lighthouse's scores.
///
/// # Errors
/// When a score that doesn't depend on the machine is below 100, or Lighthouse can't run.
pub(crate) fn scores() -> Result<()> {
    run("lighthouse.mjs")
}

/// Prints the medians of what a phone on a slow network waits for: times, which only tell.
///
/// # Errors
/// When the browser can't run.
pub(crate) fn slow() -> Result<()> {
    run("slow.mjs")
}

/// Runs a script against a release server with demonstration data.
fn run(script: &str) -> Result<()> {
    packages::ensure(&[Need::Chromium, Need::Node, Need::Npm])?;
    let folder = environment::root().join("tests/lighthouse");
    if !folder.join("node_modules/puppeteer-core").is_dir() {
        let mut npm = command::program("npm");
        npm.current_dir(&folder).args([
            "install",
            "--no-package-lock",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
        ]);
        command::run(&mut npm)
            .context("tests/lighthouse wants lighthouse from the npm registry")?;
    }
    let temporary = TemporaryFolder::new("lighthouse")?;
    let data = DataFolder::new(temporary.path(), Build::Release)?;
    data.fill()?;
    let server = Server::start(&data)?;
    let chromium = environment::find("chromium").context("there is no chromium on PATH")?;
    let mut node = command::program("node");
    node.current_dir(&folder).arg(script).arg(format!("http://{}", server.address()));
    command::run(node.arg(chromium))
}
