//! `cargo xtask lighthouse`: Lighthouse's scores of the pages that people see first.

use anyhow::{Context, Result};

use crate::command;
use crate::demo::DataFolder;
use crate::environment;
use crate::folder::TemporaryFolder;
use crate::packages::{self, Need};
use crate::server::Server;

/// Prints the medians, of a release server with demonstration data.
///
/// # Errors
/// When a score that doesn't depend on the machine is below 100, or Lighthouse can't run.
pub(crate) fn run() -> Result<()> {
    packages::ensure(&[Need::Chromium, Need::Node, Need::Npm])?;
    let folder = environment::root().join("tests/lighthouse");
    if !folder.join("node_modules/lighthouse").is_dir() {
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
    let data = DataFolder::new(temporary.path())?;
    data.fill()?;
    let server = Server::start(&data)?;
    let chromium = environment::find("chromium").context("there is no chromium on PATH")?;
    let mut node = command::program("node");
    node.current_dir(&folder).arg("lighthouse.mjs").arg(format!("http://{}", server.address()));
    command::run(node.arg(chromium))
}
