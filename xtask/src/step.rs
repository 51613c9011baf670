//! Numbered steps with their time, so that nobody wonders whether something hangs.

use std::fmt;
use std::time::{Duration, Instant};

use anyhow::Result;

/// What became of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It ended well.
    Done,
    /// It ended with an error, shown where it happened.
    Failed,
    /// It was left out, because another one failed before.
    Skipped,
}

/// One step that is over.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) name: String,
    pub(crate) outcome: Outcome,
    /// What there is to say about it: a count, or that nothing was to be done.
    pub(crate) note: String,
    pub(crate) took: Duration,
}

/// The steps of one command.
#[derive(Debug)]
pub(crate) struct Steps {
    total: usize,
    started: Instant,
    records: Vec<Record>,
}

impl Steps {
    /// A command of so many steps starts now.
    pub(crate) fn new(total: usize) -> Self {
        Self { total, started: Instant::now(), records: Vec::new() }
    }

    /// Runs a step; the text that it gives back is a remark for people.
    ///
    /// # Errors
    /// The step's own.
    pub(crate) fn run(&mut self, name: &str, work: impl FnOnce() -> Result<String>) -> Result<()> {
        let started = Instant::now();
        println!("[{}/{}] {name}", self.records.len() + 1, self.total);
        let result = work();
        let took = started.elapsed();
        let (outcome, note) = match &result {
            Ok(note) => (Outcome::Done, note.clone()),
            Err(_) => (Outcome::Failed, String::new()),
        };
        let remark = match (outcome, note.as_str()) {
            (Outcome::Done, "") => "done".to_owned(),
            (Outcome::Done, note) => note.to_owned(),
            (Outcome::Failed | Outcome::Skipped, _) => "FAILED".to_owned(),
        };
        println!("      {remark} · {} · {} so far", Time(took), Time(self.started.elapsed()));
        self.records.push(Record { name: name.to_owned(), outcome, note, took });
        result.map(|_| ())
    }

    /// Notes that a step was left out.
    pub(crate) fn skip(&mut self, name: &str) {
        println!("[{}/{}] {name}\n      skipped", self.records.len() + 1, self.total);
        let (outcome, note) = (Outcome::Skipped, String::new());
        self.records.push(Record { name: name.to_owned(), outcome, note, took: Duration::ZERO });
    }

    /// The steps so far, in order.
    pub(crate) fn records(&self) -> &[Record] {
        &self.records
    }

    /// The time since the command started.
    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

/// A time for people: `0.4 s`, `12.0 s`, `3 min 05 s`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Time(pub(crate) Duration);

impl fmt::Display for Time {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, tenths) = (self.0.as_secs(), self.0.subsec_millis() / 100);
        if seconds < 60 {
            write!(formatter, "{seconds}.{tenths} s")
        } else {
            write!(formatter, "{} min {:02} s", seconds / 60, seconds % 60)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_like_a_clock() {
        assert_eq!(Time(Duration::from_millis(449)).to_string(), "0.4 s");
        assert_eq!(Time(Duration::from_secs(185)).to_string(), "3 min 05 s");
    }

    #[test]
    fn a_failed_step_is_recorded_and_told() {
        let mut steps = Steps::new(2);
        assert!(steps.run("one", || Ok(String::new())).is_ok());
        assert!(steps.run("two", || anyhow::bail!("no")).is_err());
        let outcomes: Vec<_> = steps.records().iter().map(|record| record.outcome).collect();
        assert_eq!(outcomes, [Outcome::Done, Outcome::Failed]);
    }
}
