//! `cargo xtask screenshots`: what the pages look like, taken by the journeys on their way.

use std::fs;

use anyhow::{Context, Result};

use crate::bundle::{self, Bundle};
use crate::command;
use crate::environment::{self, Build};
use crate::packages;
use crate::plan::Group;
use crate::server;
use crate::step::Steps;
use crate::suite;
use crate::tools::Tool;

/// The README's picture.
const SHOWN: &str = "catalogue.png";

/// Takes all pictures into `target/screenshots`, and puts the README's one into `docs/images`.
///
/// # Errors
/// When something doesn't compile or a journey fails.
pub(crate) fn take() -> Result<()> {
    let folder = environment::target().join("screenshots");
    fs::create_dir_all(&folder).with_context(|| format!("can't make {}", folder.display()))?;
    let mut steps = Steps::new(5);
    let mut tools = Vec::new();
    steps.run("What the journeys need", || {
        let mut wanted = bundle::wanted()?;
        wanted.tools.push(Tool::nextest());
        tools = wanted.ensure()?;
        packages::ensure(Group::Journey.needs())
    })?;
    for bundle in Bundle::ALL {
        steps.run(bundle.title(), || bundle.make())?;
    }
    steps.run("The server", server::build)?;
    steps.run("The journeys", || {
        suite::run(&[Group::Journey], &tools, Build::Release, Some(&folder))?;
        let shown = environment::root().join("docs/images").join(SHOWN);
        fs::copy(folder.join(SHOWN), &shown)
            .with_context(|| format!("can't write {}", shown.display()))?;
        Ok(format!("pictures in {}, the README's in docs/images", command::short(&folder)))
    })
}
