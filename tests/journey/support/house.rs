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
    server: Program,
    folder: TempDir,
}

impl House {
    /// Makes the demonstration and serves it.
    pub fn open() -> Self {
        Self::begun_days_ago(0)
    }

    /// The same with a demonstration that began so many days ago, so that what was to come has come.
    pub fn begun_days_ago(days: i64) -> Self {
        let folder = TempDir::new().unwrap();
        let today = today_of(&folder).plus_days(-days).to_string();
        let made = balai(&folder, &["demo", "--size", "small", "--seed", "1", "--today", &today])
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&made.stderr);
        assert!(made.status.success(), "no demonstration: {told}");
        let (server, address) = serve(&folder, 0);
        Self { address, server, folder }
    }

    /// Serves the same so many days later. Browsers have to begin anew: the address is another.
    pub fn days_later(self, days: u16) -> Self {
        let Self { server, folder, .. } = self;
        drop(server);
        let (server, address) = serve(&folder, days);
        Self { address, server, folder }
    }

    /// What `balai check` says of the data; the server goes on meanwhile.
    pub fn is_sound(&self) -> bool {
        balai(&self.folder, &["check"]).status().unwrap().success()
    }

    /// Makes an account with a role at an institution, as the operator does; with the password of all.
    pub fn employs(&self, name: &str, identifier: &str, role: &str, institution: &str) {
        let create = ["user", "create", "--name", name, "--identifier", identifier];
        let mut command = balai(&self.folder, &create);
        command.args(["--role", role, "--institution", institution]).stdin(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut input = child.stdin.take().unwrap();
        writeln!(input, "{}", super::DEMO_PASSWORD).unwrap();
        drop(input);
        assert!(child.wait().unwrap().success(), "no account for {name}");
    }

    /// Where its data is, for who fills it by hand.
    pub fn database(&self) -> String {
        database(&self.folder)
    }

    /// `http://127.0.0.1:…`
    pub fn address(&self) -> &str {
        &self.address
    }
}

fn database(folder: &TempDir) -> String {
    format!("sqlite://{}", folder.path().join("balai.db").display())
}

fn balai(folder: &TempDir, arguments: &[&str]) -> Command {
    let built = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/release/balai");
    let mut command = Command::new(setting("BALAI_BINARY", built));
    command.args(arguments).args(["--database-url", &database(folder)]);
    command.current_dir(folder.path()).env_remove("BALAI_KEY").env_remove("BALAI_LISTEN");
    command.env("BALAI_LOG", "warn");
    command
}

fn serve(folder: &TempDir, days_ahead: u16) -> (Program, String) {
    let ahead = days_ahead.to_string();
    let mut serve = balai(folder, &["serve", "--listen", "127.0.0.1:0", "--days-ahead", &ahead]);
    Program::start(&mut serve, |line| {
        line.split_whitespace().find(|word| word.starts_with("http://")).map(String::from)
    })
}

/// The day in Jakarta on which a folder was made.
fn today_of(folder: &TempDir) -> Date {
    let made = folder.path().metadata().unwrap().modified().unwrap();
    let millis = made.duration_since(UNIX_EPOCH).unwrap().as_millis();
    TimeZone::Jakarta.date_of(Instant::from_millis(i64::try_from(millis).unwrap()))
}
