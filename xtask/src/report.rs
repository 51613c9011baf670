//! The table at the end.

use crate::step::{Outcome, Steps, Time};

/// Prints a line for each step and whether all ended well.
pub(crate) fn print(steps: &Steps) -> bool {
    println!();
    for record in steps.records() {
        let outcome = match record.outcome {
            Outcome::Done => "ok",
            Outcome::Failed => "FAILED",
            Outcome::Skipped => "skipped",
        };
        println!(
            "{:<34} {outcome:<8} {:>12}  {}",
            record.name,
            Time(record.took).to_string(),
            record.note
        );
    }
    let bad = steps.records().iter().filter(|record| record.outcome != Outcome::Done).count();
    let all = steps.records().len();
    println!("{} of {all} steps ok in {}", all - bad, Time(steps.elapsed()));
    bad == 0
}
