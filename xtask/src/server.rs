//! Building the server, and running it for a check.

use std::fs::{self, File};
use std::net::SocketAddr;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::child::{self, Companion};
use crate::command;
use crate::demo::DataFolder;
use crate::environment::Build;
use crate::http;

/// How long the server may take until it answers, on a machine with much else to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// Builds `target/release/balai`, with the bundles inside.
///
/// # Errors
/// When it doesn't compile.
pub(crate) fn build() -> Result<String> {
    command::run(&mut command::cargo([
        "build",
        "--release",
        "--package",
        "balai-backend",
        "--bin",
        "balai",
    ]))?;
    told(Build::Release)
}

/// Builds `target/debug/balai` together with all tests, so that what they share is compiled once.
/// A release takes two to three times as long to compile and behaves alike, so a run of the tests
/// makes one only when it is asked to.
///
/// # Errors
/// When something doesn't compile.
pub(crate) fn build_with_tests() -> Result<String> {
    command::run(&mut command::cargo(["build", "--workspace", "--all-targets"]))?;
    told(Build::Tests)
}

fn told(build: Build) -> Result<String> {
    let program = build.balai();
    let size =
        fs::metadata(&program).with_context(|| format!("there is no {}", program.display()))?.len();
    Ok(format!("{}, {} MB", command::short(&program), size / 1_000_000))
}

/// A server on a free port of this machine; it ends when the value is dropped.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
    /// How long it took from the start of the process to the first good answer of `/readyz`.
    took: Duration,
    _process: Companion,
}

impl Server {
    /// Starts the server on a database and waits until it is ready.
    ///
    /// # Errors
    /// When it ends before, or isn't ready in time; its own words are in the message.
    pub(crate) fn start(data: &DataFolder) -> Result<Self> {
        let address = http::free_address()?;
        let log = data.path().join("server.log");
        let mut serve = child::bound(&data.balai().to_string_lossy(), "TERM", &[]);
        serve.args([
            "serve",
            "--listen",
            &address.to_string(),
            "--database-url",
            &data.database_url(),
        ]);
        let output =
            File::create(&log).with_context(|| format!("can't write {}", log.display()))?;
        let errors = output.try_clone().context("can't share the log")?;
        let started = Instant::now();
        let mut process = Companion::start(serve.stdout(output).stderr(errors), "TERM")?;
        wait(&mut process, address, &log)?;
        Ok(Self { address, took: started.elapsed(), _process: process })
    }

    /// Where it answers.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// How long its start took.
    pub(crate) fn took(&self) -> Duration {
        self.took
    }
}

fn wait(process: &mut Companion, address: SocketAddr, log: &Path) -> Result<()> {
    let started = Instant::now();
    while started.elapsed() < PATIENCE {
        if http::get(address, "/readyz").is_ok_and(|answer| answer.status == 200) {
            return Ok(());
        }
        if let Some(status) = process.ended() {
            bail!("the server ended ({status}):\n{}", last_words(log));
        }
        thread::sleep(Duration::from_millis(2));
    }
    bail!("the server isn't ready after {} s:\n{}", PATIENCE.as_secs(), last_words(log))
}

fn last_words(log: &Path) -> String {
    let text = fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    lines.iter().skip(lines.len().saturating_sub(20)).copied().collect::<Vec<_>>().join("\n")
}
