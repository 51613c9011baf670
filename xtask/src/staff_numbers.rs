//! `cargo xtask staff-numbers`: what the staff's console promises in numbers, measured in release and
//! printed as one table.

use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::bundle::Bundle;
use crate::command;
use crate::numbers::{self, STAFF_LIMIT, kilobytes};
use crate::postgres::Postgres;

/// Each page of the queue, with 100,000 applications at the centre.
const PAGE_LIMIT: Duration = Duration::from_millis(100);
/// A search through the names of 100,000: no page of the queue's, but what somebody waits for. SQLite
/// has no index that finds the beginnings of words in them (docs/PERFORMANCE.md).
const SEARCH_LIMIT: Duration = Duration::from_secs(2);
/// A decision on 500.
const DECISION_LIMIT: Duration = Duration::from_secs(1);
/// A file of 100,000 rows.
const FILE_LIMIT: Duration = Duration::from_secs(10);
/// What the process needs more for it, in kB.
const MEMORY_LIMIT: u64 = 100_000;
/// A centre's figures over 100,000 applications.
const FIGURES_LIMIT: Duration = Duration::from_secs(2);
/// The order of 10,000 applicants.
const RANKING_LIMIT: Duration = Duration::from_millis(50);

/// A line of the table.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    what: String,
    measured: String,
    limit: String,
    holds: bool,
}

/// Measures everything and prints it.
///
/// # Errors
/// When something is above its limit, or can't be measured.
pub(crate) fn print() -> Result<()> {
    let mut lines = vec![bundle()?];
    lines.extend(printed(&ranking()?));
    lines.extend(printed(&tests()?));
    let width = |of: fn(&Line) -> &String| {
        lines.iter().map(|line| of(line).chars().count()).max().unwrap_or_default()
    };
    let (what, measured) = (width(|line| &line.what), width(|line| &line.measured));
    println!();
    for line in &lines {
        let mark = if line.holds { "✓" } else { "×" };
        println!("{mark} {:what$}  {:measured$}  {}", line.what, line.measured, line.limit);
    }
    let over: Vec<_> =
        lines.iter().filter(|line| !line.holds).map(|line| line.what.as_str()).collect();
    if !over.is_empty() {
        bail!("above the limit: {}", over.join("; "));
    }
    Ok(())
}

fn bundle() -> Result<Line> {
    Bundle::Staff.make()?;
    let size = numbers::bundle_size(Bundle::Staff)?;
    Ok(Line {
        what: "the staff's console, brotli".to_owned(),
        measured: kilobytes(size),
        limit: format!("at most {}", kilobytes(STAFF_LIMIT)),
        holds: size <= STAFF_LIMIT,
    })
}

fn ranking() -> Result<String> {
    command::output(&mut command::cargo([
        "run",
        "--release",
        "-p",
        "balai-shared",
        "--example",
        "ranking",
    ]))
}

/// The tests that fill a database and print what they measure, on both databases, one by one.
fn tests() -> Result<String> {
    let postgres = Postgres::start()?;
    let mut nextest = command::cargo(["nextest", "run", "--release", "-p", "balai-tests"]);
    nextest.args(["--test", "api", "--run-ignored", "only", "--no-capture"]);
    nextest.args(["-E", "test(/^(queue|export)_numbers::/)"]);
    nextest.env("BALAI_TEST_POSTGRES", postgres.url());
    command::output(&mut nextest).context("the tests that measure failed")
}

/// The lines of the table among what was printed.
fn printed(text: &str) -> Vec<Line> {
    text.lines().flat_map(read).collect()
}

/// What a printed line says: `Sqlite a name of one: median 1.5ms, 4 statements`.
fn read(line: &str) -> Vec<Line> {
    let Some((what, rest)) = line.trim().split_once(": ") else { return Vec::new() };
    let of_database = what.starts_with("Sqlite ") || what.starts_with("Postgres ");
    let Some(limit) = limit(what).filter(|_| of_database || what.starts_with("ranking ")) else {
        return Vec::new();
    };
    let Some(took) = duration(rest) else { return Vec::new() };
    let mut lines = vec![Line {
        what: what.to_owned(),
        measured: rest.split(" (").next().unwrap_or(rest).to_owned(),
        limit: format!("at most {limit:?}"),
        holds: took <= limit,
    }];
    if let Some(memory) = rest.split("memory ").nth(1) {
        let kilobytes = memory.split(' ').next().and_then(|text| text.parse::<u64>().ok());
        lines.push(Line {
            what: format!("{what}, memory"),
            measured: memory.to_owned(),
            limit: format!("at most {MEMORY_LIMIT} kB"),
            holds: kilobytes.is_some_and(|more| more <= MEMORY_LIMIT),
        });
    }
    lines
}

fn limit(what: &str) -> Option<Duration> {
    let limits = [
        ("ranking", RANKING_LIMIT),
        ("deciding on", DECISION_LIMIT),
        ("hundred rows", PAGE_LIMIT),
        ("rows", FILE_LIMIT),
        ("figures over", FIGURES_LIMIT),
        ("page", PAGE_LIMIT),
        ("in one state", PAGE_LIMIT),
        ("in a state", PAGE_LIMIT),
        ("a name of", SEARCH_LIMIT),
    ];
    limits.iter().find(|(part, _)| what.contains(part)).map(|(_, limit)| *limit)
}

/// The first time in a text: `1.5ms`, `800µs`, `12.1 ms`, `2.0s`.
fn duration(text: &str) -> Option<Duration> {
    let words: Vec<&str> = text.split([' ', ',', ';']).filter(|word| !word.is_empty()).collect();
    words.iter().enumerate().find_map(|(place, word)| {
        let digits = word.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        let unit = word.get(digits.len()..)?;
        let unit = if unit.is_empty() { words.get(place + 1)? } else { unit };
        let nanos = match unit {
            "s" => 1_000_000_000_u64,
            "ms" => 1_000_000,
            "µs" => 1_000,
            "ns" => 1,
            _ => return None,
        };
        let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
        // As many decimals as nine, which any printed time has at the most.
        let rest = format!("{rest:0<9}");
        let (whole, rest) = (whole.parse::<u64>().ok()?, rest.get(..9)?.parse::<u64>().ok()?);
        Some(Duration::from_nanos(whole * nanos + rest * nanos / 1_000_000_000))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_printed() {
        for (text, micros) in [
            ("median 1.5ms, 4 statements", 1_500),
            ("12.1 ms, median of 21 (at most 50)", 12_100),
            ("median of five 812µs", 812),
            ("3.02s, first piece 40ms", 3_020_000),
        ] {
            assert_eq!(duration(text), Some(Duration::from_micros(micros)), "{text}");
        }
        assert_eq!(duration("nothing"), None);
    }

    #[test]
    fn only_what_was_measured_stands_in_the_table() {
        let text = "   Compiling balai v1: 2s\n\
            Sqlite a session's first page: median 12.5ms, 4 statements\n\
            Postgres xlsx of 100000 rows: 11.5s, first piece 40ms, 9000 kB, memory 20000 kB more\n\
            ranking 10000 applicants: 8.1 ms, median of 21 (at most 50); 3 times";
        let lines = printed(text);
        let said: Vec<(&str, bool)> =
            lines.iter().map(|line| (line.what.as_str(), line.holds)).collect();
        assert_eq!(
            said,
            [
                ("Sqlite a session's first page", true),
                ("Postgres xlsx of 100000 rows", false),
                ("Postgres xlsx of 100000 rows, memory", true),
                ("ranking 10000 applicants", true),
            ]
        );
    }
}
