//! `cargo xtask test`.

use std::cell::{Cell, OnceCell};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::audit::{self, Count};
use crate::bundle::{self, Bundle};
use crate::command;
use crate::demo::DataFolder;
use crate::environment::Build;
use crate::folder::TemporaryFolder;
use crate::house;
use crate::numbers;
use crate::packages;
use crate::plan::{self, Group, Step};
use crate::report;
use crate::server;
use crate::step::{Outcome, Steps};
use crate::suite;
use crate::tools::{self, Tool, Wanted};

/// Runs the steps of these groups, or all; one that fails doesn't keep the others from running,
/// unless they need it. The browser meets the server as `build` says.
///
/// # Errors
/// When what the tests need can't be installed. A failed check is an exit code, shown in the table.
pub(crate) fn run(only: &[Group], build: Build) -> Result<ExitCode> {
    let groups = if only.is_empty() { Group::ALL.to_vec() } else { only.to_vec() };
    if only.is_empty() {
        println!("A first run takes at most 45 minutes on two cores, a later one under 8.\n");
    }
    let plan = plan::steps(&groups, build);
    let mut steps = Steps::new(plan.len());
    let mut test =
        Test { groups, build, tools: Vec::new(), audits: Cell::new(None), demo: OnceCell::new() };
    bundle::make_folders()?;
    for step in plan {
        if !step.after().iter().all(|before| ended_well(&steps, *before)) {
            steps.skip(step.title());
        } else if step == Step::Needs {
            steps.run(step.title(), || test.ensure_needs())?;
        } else if let Err(error) = steps.run(step.title(), || test.work(step)) {
            println!("      {error:#}");
        }
    }
    let good = report::print(&steps);
    if let Some(Count { passed, failed }) = test.audits.get() {
        println!("audits: {passed} passed, {failed} failed");
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Whether a step ended well or wasn't asked for.
fn ended_well(steps: &Steps, step: Step) -> bool {
    let mut records = steps.records().iter();
    records.all(|record| record.name != step.title() || record.outcome == Outcome::Done)
}

/// What the steps share.
struct Test {
    groups: Vec<Group>,
    build: Build,
    /// Folders of tools, for `PATH`.
    tools: Vec<PathBuf>,
    audits: Cell<Option<Count>>,
    demo: OnceCell<(TemporaryFolder, DataFolder)>,
}

impl Test {
    fn ensure_needs(&mut self) -> Result<String> {
        let asks = |groups: &[Group]| groups.iter().any(|group| self.groups.contains(group));
        let needs: Vec<_> = self.groups.iter().flat_map(|group| group.needs()).copied().collect();
        let note = packages::ensure(&needs)?;
        if asks(&[Group::Lint]) {
            tools::ensure_linters()?;
        }
        let mut wanted = Wanted { wasm: asks(&[Group::Lint]), ..Wanted::default() };
        if asks(&[Group::Journey, Group::Audit, Group::Numbers]) {
            wanted = bundle::wanted()?;
        }
        if asks(&[Group::Unit, Group::Api, Group::Journey]) {
            wanted.tools.push(Tool::nextest());
        }
        self.tools = wanted.ensure()?;
        Ok(note)
    }

    fn work(&self, step: Step) -> Result<String> {
        match step {
            Step::Needs => Ok(String::new()),
            Step::Format => lint(&["fmt", "--all", "--check"]),
            Step::House => house::check(),
            Step::Clippy => {
                lint(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])
            }
            Step::ClippyApplicant => lint_for_wasm("hydrate"),
            Step::ClippyStaff => lint_for_wasm("csr"),
            Step::Bundles => make_bundles(),
            Step::Server => server::build_with_tests(),
            Step::Release => server::build(),
            Step::Tests => {
                suite::run(&self.groups, &self.tools, self.build, None)?;
                Ok(String::new())
            }
            Step::Examples => lint(&["test", "--workspace", "--doc", "--quiet"]),
            Step::Audits => self.run_audits(),
            Step::Numbers => numbers::check(self.demo()?),
        }
    }

    fn run_audits(&self) -> Result<String> {
        let count = audit::run(self.demo()?)?;
        self.audits.set(Some(count));
        if count.failed > 0 {
            bail!("{} audits failed", count.failed);
        }
        Ok(format!("{} audits", count.passed))
    }

    /// A database with demonstration data, made once.
    fn demo(&self) -> Result<&DataFolder> {
        if let Some((_, data)) = self.demo.get() {
            return Ok(data);
        }
        let folder = TemporaryFolder::new("demo")?;
        let data = DataFolder::new(folder.path(), self.build)?;
        data.fill()?;
        Ok(&self.demo.get_or_init(|| (folder, data)).1)
    }
}

/// Runs a command of cargo's that is quiet when all is well.
fn lint(arguments: &[&str]) -> Result<String> {
    command::run(command::cargo([]).args(arguments))?;
    Ok(String::new())
}

/// The app as the browser gets it: another target, and features of its own.
fn lint_for_wasm(feature: &str) -> Result<String> {
    let target = [
        "clippy",
        "--package",
        "balai-frontend",
        "--target",
        "wasm32-unknown-unknown",
        "--features",
        feature,
    ];
    command::run(command::cargo(target).args(["--", "-D", "warnings"]))?;
    Ok(String::new())
}

fn make_bundles() -> Result<String> {
    bundle::fetch_crates()?;
    let notes = Bundle::ALL.into_iter().map(Bundle::make).collect::<Result<Vec<_>>>()?;
    Ok(notes.join(", "))
}
