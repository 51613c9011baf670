//! `balai check`: every rule, tested on a live database.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::{DatabaseOption, database};
use crate::store::invariants;

/// Options of `balai check`.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    database: DatabaseOption,
}

/// Exit status 0 when every rule holds, else a line each and 1.
pub(super) async fn run(options: Options) -> Result<ExitCode> {
    let services = database::existing(&options.database.database_url).await?;
    let violations = invariants::check(services.store.read()).await?;
    for violation in &violations {
        println!("broken by {} rows: {}", violation.rows, violation.rule);
    }
    if violations.is_empty() {
        println!("all {} rules hold", invariants::names().count());
        Ok(ExitCode::SUCCESS)
    } else {
        Ok(ExitCode::FAILURE)
    }
}
