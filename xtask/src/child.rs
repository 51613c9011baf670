//! A program that runs beside this one and never outlives it.

use std::process::{Child, Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::command;
use crate::environment;

/// How long a program may take to end in order.
const PATIENCE: Duration = Duration::from_secs(10);

/// A running program; it is ended, by its own id, when the value is dropped.
#[derive(Debug)]
pub(crate) struct Companion {
    child: Child,
    /// The signal that lets it end in order, as `kill` names it.
    signal: &'static str,
}

/// A command whose program gets `signal` even when this process is killed and drops nothing: the
/// kernel sends it, where `setpriv` is there to ask for that. `options` are more of setpriv's.
pub(crate) fn bound(program: &str, signal: &str, options: &[&str]) -> Command {
    if environment::find("setpriv").is_none() {
        return command::program(program);
    }
    let mut bound = command::program("setpriv");
    bound.args(["--pdeathsig", signal]).args(options).arg("--").arg(program);
    bound
}

impl Companion {
    /// Starts the program.
    ///
    /// # Errors
    /// When it can't be started.
    pub(crate) fn start(command: &mut Command, signal: &'static str) -> Result<Self> {
        let child =
            command.spawn().with_context(|| format!("can't start {}", command::shown(command)))?;
        Ok(Self { child, signal })
    }

    /// How it ended, if it has.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    fn ends_within(&mut self, patience: Duration) -> bool {
        let asked = Instant::now();
        while asked.elapsed() < patience {
            if self.ended().is_some() {
                return true;
            }
            thread::sleep(Duration::from_millis(5));
        }
        false
    }
}

impl Drop for Companion {
    fn drop(&mut self) {
        if self.ended().is_some() {
            return;
        }
        let id = self.child.id().to_string();
        command::succeeds(command::program("kill").args(["-s", self.signal, &id]));
        if !self.ends_within(PATIENCE) {
            // It may have ended at this very moment; then there is nothing to kill.
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_companion_ends_with_its_value() {
        let mut command = bound("sleep", "TERM", &[]);
        command.arg("1000");
        let companion = Companion::start(&mut command, "TERM").unwrap();
        let id = companion.child.id();
        assert!(std::path::Path::new(&format!("/proc/{id}")).exists());
        drop(companion);
        assert!(!std::path::Path::new(&format!("/proc/{id}")).exists());
    }
}
