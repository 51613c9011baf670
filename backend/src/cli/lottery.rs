//! `balai lottery`: draws, checked by anyone.

use std::{fs, io::Read, path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use balai_shared::lottery::{self, Proof};
use clap::{Args, Subcommand};

/// Options of `balai lottery`.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Repeat a draw from its published proof; needs no database. Exit status 0 when it holds
    Verify {
        /// The proof, as its page offers it; - for standard input
        file: PathBuf,
    },
}

pub(super) fn run(options: &Options) -> Result<ExitCode> {
    let Command::Verify { file } = &options.command;
    let text = if file.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("standard input can't be read")?;
        text
    } else {
        fs::read_to_string(file).with_context(|| format!("{} can't be read", file.display()))?
    };
    let proof: Proof = serde_json::from_str(&text)
        .with_context(|| format!("{} is no proof of a draw", file.display()))?;
    let faults = lottery::verify(&proof);
    for fault in &faults {
        println!("{fault}");
    }
    if !faults.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    println!(
        "The draw holds: {} took part for {} seats; the seed is the one locked away on {}, and gives this order.",
        proof.order.len(),
        proof.seats,
        proof.committed_at,
    );
    Ok(ExitCode::SUCCESS)
}
