//! `balai documents`: the documents' storage, and what the operator decides about it.

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use clap::{Args, Subcommand};

use super::{DatabaseOption, database};
use crate::{
    config,
    service::{
        Services, clean_documents,
        storage::{self, BindError, Word},
    },
};

/// Options of `balai documents`.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    command: Command,
}

/// Where both are.
#[derive(Debug, Args)]
struct Place {
    #[command(flatten)]
    database: DatabaseOption,
    /// The folder for documents, as for `serve`
    #[arg(long, env = "BALAI_DOCUMENTS", value_name = "FOLDER")]
    documents_dir: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say that this storage and this database belong together: after an older copy of one of them was
    /// put back. Nothing else may use the storage
    Bind(Place),
    /// Count the documents that no row of the database names, and with --yes put all of them into the
    /// trash, where they stay for 30 days
    Sweep {
        #[command(flatten)]
        place: Place,
        /// Do it
        #[arg(long)]
        yes: bool,
    },
}

pub(super) async fn run(options: Options) -> Result<ExitCode> {
    match options.command {
        Command::Bind(place) => {
            let services = place.open().await?;
            storage::bind(&services, Word::Operator).await.map_err(told)?;
            println!("The storage and {} belong together.", place.database.database_url);
            services.store.close().await?;
        }
        Command::Sweep { place, yes } => {
            let services = place.open().await?;
            storage::make_sure(&services).await.map_err(told)?;
            let most = if yes { usize::MAX } else { 0 };
            let cleaned = clean_documents::throw_away(&services, most).await?;
            println!("{} documents without a row", cleaned.thrown_away + cleaned.left);
            println!("{} of them are in the trash now", cleaned.thrown_away);
            services.store.close().await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

impl Place {
    async fn open(&self) -> Result<Services> {
        let url = &self.database.database_url;
        let mut services = database::existing(url).await?;
        services.shelf = config::shelf(url, self.documents_dir.clone())?;
        Ok(services)
    }
}

/// What is wrong, and the ways out.
fn told(error: BindError) -> anyhow::Error {
    match error {
        BindError::Foreign(why) => anyhow::anyhow!(
            "the documents' storage is not this database's: {why}. Check --database-url, and \
             --documents-dir or BALAI_DOCUMENTS_URL. If an older copy was put back and nothing else \
             uses this storage, say so with `balai documents bind`"
        ),
        BindError::Storage(error) => error.into(),
        BindError::Database(error) => error.into(),
    }
}

/// Makes sure before serving that the storage is this database's. One that doesn't answer is no reason
/// not to serve: before anything is removed it is asked again.
///
/// # Errors
/// What is wrong, and the ways out.
pub(super) async fn bind(services: &Services) -> Result<()> {
    match storage::bind(services, Word::Own).await {
        Ok(()) => Ok(()),
        Err(BindError::Storage(error)) => {
            tracing::error!(%error, "it isn't known yet whose documents these are");
            Ok(())
        }
        Err(error) => Err(told(error)).context("not serving"),
    }
}
