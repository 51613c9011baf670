//! A server over a demonstration of its own.

use std::{
    io::Write,
    process::{Command, Stdio},
    time::UNIX_EPOCH,
};

use balai_shared::time::{Date, Instant, TimeZone};
use tempfile::TempDir;

use super::{program::Program, setting};

/// The release binary, serving a fresh demonstration on a free port.
#[derive(Debug)]
pub struct House {
    address: String,
    balai: String,
    database: String,
    _server: Program,
    folder: TempDir,
}

impl House {
    /// Makes the demonstration and serves it.
    pub fn open() -> Self {
        Self::begun_days_ago(0)
    }

    /// The same with a demonstration that began so many days ago, so that what was to come has come.
    pub fn begun_days_ago(days: i64) -> Self {
        let built = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/release/balai");
        let balai = setting("BALAI_BINARY", built);
        let folder = TempDir::new().unwrap();
        let database = format!("sqlite://{}", folder.path().join("balai.db").display());
        let command = |arguments: &[&str]| {
            let mut command = Command::new(&balai);
            command.args(arguments).args(["--database-url", &database]);
            command.current_dir(folder.path()).env_remove("BALAI_KEY").env_remove("BALAI_LISTEN");
            command.env("BALAI_LOG", "warn");
            command
        };
        let today = today_of(&folder).plus_days(-days).to_string();
        let demo = ["demo", "--size", "small", "--seed", "1", "--today", &today];
        let made = command(&demo).output().unwrap();
        let told = String::from_utf8_lossy(&made.stderr);
        assert!(made.status.success(), "no demonstration from {balai}: {told}");
        let mut serve = command(&["serve", "--listen", "127.0.0.1:0"]);
        let (server, address) = Program::start(&mut serve, |line| {
            line.split_whitespace().find(|word| word.starts_with("http://")).map(String::from)
        });
        Self { address, balai, database, _server: server, folder }
    }

    /// Makes an account with a role at an institution, as the operator does; with the password of all.
    pub fn employs(&self, name: &str, identifier: &str, role: &str, institution: &str) {
        let mut command = Command::new(&self.balai);
        command.args(["user", "create", "--name", name, "--identifier", identifier]);
        command.args(["--role", role, "--institution", institution]);
        command.args(["--database-url", &self.database]).current_dir(self.folder.path());
        command.env_remove("BALAI_KEY").env("BALAI_LOG", "warn").stdin(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        writeln!(input, "{}", super::DEMO_PASSWORD).unwrap();
        drop(input);
        assert!(child.wait().unwrap().success(), "no account for {name}");
    }

    /// Where its data is, for who fills it by hand.
    pub fn database(&self) -> &str {
        &self.database
    }

    /// `http://127.0.0.1:…`
    pub fn address(&self) -> &str {
        &self.address
    }
}

/// The day in Jakarta on which a folder was made.
fn today_of(folder: &TempDir) -> Date {
    let made = folder.path().metadata().unwrap().modified().unwrap();
    let millis = made.duration_since(UNIX_EPOCH).unwrap().as_millis();
    TimeZone::Jakarta.date_of(Instant::from_millis(i64::try_from(millis).unwrap()))
}
