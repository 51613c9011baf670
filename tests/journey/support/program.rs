//! A program that never outlives its test.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, ExitStatus, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

/// How long a program may take to be ready, or to end in order.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running program; it is ended by its own id when the value is dropped, also by a panic.
#[derive(Debug)]
pub struct Program {
    child: Child,
}

impl Program {
    /// Starts it and waits for the line in which it says where it can be reached.
    pub fn start(command: &mut Command, ready: fn(&str) -> Option<String>) -> (Self, String) {
        let name = command.get_program().to_string_lossy().into_owned();
        let mut child = command
            .stdout(Stdio::piped())
            .stdin(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("can't start {name}: {error}"));
        let output = BufReader::new(child.stdout.take().unwrap());
        let program = Self { child };
        let (send, receive) = mpsc::channel();
        // Reads on to the end, so that the program never waits for somebody to read.
        thread::spawn(move || {
            for found in output.lines().map_while(Result::ok).filter_map(|line| ready(&line)) {
                // Only the first one is waited for.
                let _ = send.send(found);
            }
        });
        let address = receive.recv_timeout(PATIENCE);
        (program, address.unwrap_or_else(|_| panic!("{name} did not get ready")))
    }

    /// Asks it to end, and tells how it did; `None` when it had to be killed.
    pub fn stop(&mut self) -> Option<ExitStatus> {
        let id = self.child.id().to_string();
        // One that is over by itself can't be asked any more.
        let _ = Command::new("sh").args(["-c", "kill -TERM \"$0\" 2>/dev/null", &id]).status();
        let since = Instant::now();
        while since.elapsed() < PATIENCE {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Some(status);
            }
            thread::sleep(Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
        None
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.stop();
    }
}
