//! Opening the database from the command line, with words for what can go wrong.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use balai_migrations::{Migrator, MigratorTrait};
use clap::Args;
use sea_orm::DbErr;

use super::DatabaseOption;
use crate::{
    clock::Clock,
    config::{self, MissingKey},
    gateway::Shelf,
    service::{Services, setup},
    store::{
        Store,
        connect::{self, Connections, Missing, Patience, Url},
        fact::{self, KeyProof},
    },
};

/// Options of `balai migrate`.
#[derive(Debug, Args)]
pub(super) struct MigrateOptions {
    #[command(flatten)]
    database: DatabaseOption,
    /// Take back this many of the newest steps instead; their data is gone
    #[arg(long, value_name = "STEPS")]
    down: Option<u32>,
}

/// `balai migrate`.
pub(super) async fn migrate(options: MigrateOptions) -> Result<ExitCode> {
    let url = &options.database.database_url;
    if let Some(steps) = options.down {
        let connections = open(url, Missing::Refuse, Patience::Command).await?;
        Migrator::down(connections.writer(), Some(steps)).await.with_context(|| locked(url))?;
        println!("{steps} steps taken back in {url}");
        return Ok(ExitCode::SUCCESS);
    }
    prepare(url, Patience::Command).await?.store.close().await?;
    println!("{url} is up to date");
    Ok(ExitCode::SUCCESS)
}

/// The use cases over a database that is made, migrated and filled with what every one holds.
pub(super) async fn prepare(url: &Url, patience: Patience) -> Result<Services> {
    let connections = open(url, Missing::Create, Patience::Command).await?;
    let pending = pending(&connections, url).await?;
    if pending > 0 {
        Migrator::up(connections.writer(), None).await.with_context(|| locked(url))?;
    }
    let connections = match patience {
        Patience::Command => connections,
        Patience::Request => {
            connections.close().await.with_context(|| locked(url))?;
            open(url, Missing::Refuse, patience).await?
        }
    };
    services(url, connections).await
}

/// The use cases over a database that is there already, at this version.
pub(super) async fn existing(url: &Url) -> Result<Services> {
    let connections = open(url, Missing::Refuse, Patience::Command).await?;
    if pending(&connections, url).await? > 0 {
        bail!("{url} is older than this program: run `balai migrate --database-url {url}`");
    }
    services(url, connections).await
}

async fn services(url: &Url, connections: Connections) -> Result<Services> {
    let sealed = fact::has_key_proof(connections.writer()).await?;
    let missing = if sealed { MissingKey::Refuse } else { MissingKey::Create };
    let vault = config::vault(url, missing)?;
    if fact::key_proof(connections.writer(), &vault).await? == KeyProof::Wrong {
        bail!("{}", setup::WRONG_KEY);
    }
    let store = Store::new(connections, Clock::database(), vault);
    let places = setup::prepare(&store).await.map_err(|error| explain(url, error))?;
    // Only who serves touches documents, and finds their shelf then.
    Ok(Services::new(store, Shelf::memory(), places))
}

async fn open(url: &Url, missing: Missing, patience: Patience) -> Result<Connections> {
    connect::open(url, missing, patience).await.map_err(|error| {
        let what = error.to_string();
        match url {
            Url::Sqlite(path) if missing == Missing::Refuse && !path.exists() => anyhow::anyhow!(
                "there is no database at {}: make one with `balai serve` or `balai demo`",
                path.display()
            ),
            Url::Sqlite(path) if what.contains("locked") => {
                anyhow::anyhow!("{}: another program holds it; stop that first", path.display())
            }
            Url::Sqlite(path) if what.contains("not a database") => anyhow::anyhow!(
                "{} is no SQLite database: give another file with --database-url",
                path.display()
            ),
            Url::Sqlite(path) => anyhow::anyhow!(
                "{} can't be opened: check that its folder exists and may be written to",
                path.display()
            ),
            Url::Postgres(_) => anyhow::anyhow!(
                "{url} does not answer: check that the server runs, and the name and password \
                 ({what})"
            ),
        }
    })
}

/// How many steps are missing; a database with steps that we don't know is newer than we.
async fn pending(connections: &Connections, url: &Url) -> Result<usize> {
    let newer = || format!("{url} is newer than this program: use the newer one");
    let applied = match Migrator::get_applied_migrations(connections.writer()).await {
        Ok(applied) => applied.len(),
        // The table of steps is made with the first of them.
        Err(DbErr::Custom(text)) if text.contains("missing") => bail!("{}", newer()),
        Err(_) => {
            Migrator::install(connections.writer()).await.with_context(|| locked(url))?;
            0
        }
    };
    let known = Migrator::migrations().len();
    if applied > known {
        bail!("{}", newer());
    }
    Ok(known - applied)
}

fn locked(url: &Url) -> String {
    format!("{url} can't be written: check its permissions, and that no other program holds it")
}

fn explain(url: &Url, error: crate::error::Error) -> anyhow::Error {
    match &error {
        crate::error::Error::Internal(text) => anyhow::anyhow!("{text}"),
        crate::error::Error::Refused(_) | crate::error::Error::Database(_) => {
            anyhow::Error::from(error).context(locked(url))
        }
    }
}
