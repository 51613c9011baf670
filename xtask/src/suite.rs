//! The Rust tests, run by nextest with all that they need around them.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::audit;
use crate::child;
use crate::command;
use crate::environment::{self, Build};
use crate::plan::Group;
use crate::postgres::Postgres;

/// Runs the tests of these groups. Those of the API get a PostgreSQL, the journeys this server
/// and a browser, and a folder for pictures of the pages if anybody wants some.
///
/// # Errors
/// When a test fails.
pub(crate) fn run(
    groups: &[Group],
    tools: &[PathBuf],
    server: Build,
    pictures: Option<&Path>,
) -> Result<()> {
    let mut nextest = child::bound("cargo", "TERM", &[]);
    nextest.args(["nextest", "run", "--workspace", "--no-fail-fast"]);
    nextest.env("PATH", environment::path_with(tools)?);
    // A changed snapshot is a failure here, not a file to review.
    nextest.env("INSTA_UPDATE", "no");
    if groups.len() < Group::ALL.len() {
        for filter in groups.iter().filter_map(|group| group.filter()) {
            nextest.args(["--filterset", filter]);
        }
    }
    let postgres = if groups.contains(&Group::Api) { Some(Postgres::start()?) } else { None };
    if let Some(postgres) = &postgres {
        nextest.env("BALAI_TEST_POSTGRES", postgres.url());
    }
    if groups.contains(&Group::Journey) {
        let axe = audit::ensure_packages()?.join("node_modules/axe-core/axe.min.js");
        nextest.env("BALAI_AXE", axe);
        nextest.env("BALAI_BINARY", server.balai());
        for (name, program) in
            [("BALAI_CHROMIUM", "chromium"), ("BALAI_CHROMEDRIVER", "chromedriver")]
        {
            nextest.env(name, environment::find(program).unwrap_or_default());
        }
    }
    if let Some(folder) = pictures {
        nextest.env("BALAI_SCREENSHOTS", folder);
    }
    command::run(&mut nextest)
}
