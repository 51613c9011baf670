//! `balai demo`.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::{DatabaseOption, database};

/// Options of `balai demo`.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    database: DatabaseOption,
}

pub(super) async fn run(options: Options) -> Result<ExitCode> {
    database::prepare(&options.database.database_url).await?;
    Ok(ExitCode::SUCCESS)
}
