//! `balai key`: partners' API keys.

use std::process::ExitCode;

use anyhow::{Context, Result};
use balai_shared::id::{ApiKeyId, InstitutionId};
use clap::{Args, Subcommand};

use super::{DatabaseOption, database};
use crate::service::operator;

/// Options of `balai key`.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a key; it is shown once
    Create {
        #[command(flatten)]
        database: DatabaseOption,
        /// Whose programs, sessions and applications it opens: ins_…
        #[arg(long)]
        institution: String,
        /// What it is for
        #[arg(long, default_value = "API")]
        name: String,
    },
    /// End a key
    Revoke {
        #[command(flatten)]
        database: DatabaseOption,
        /// key_…
        id: String,
    },
}

pub(super) async fn run(options: Options) -> Result<ExitCode> {
    match options.command {
        Command::Create { database, institution, name } => {
            let id: InstitutionId =
                institution.parse().with_context(|| format!("'{institution}' is no ins_… id"))?;
            let services = database::existing(&database.database_url).await?;
            let (key, secret) = operator::create_key(&services, id, &name)
                .await
                .with_context(|| format!("no institution {institution}"))?;
            println!("{key}");
            println!("{secret}");
            eprintln!("Keep the second line: it is not shown again.");
            services.store.close().await?;
        }
        Command::Revoke { database, id } => {
            let key: ApiKeyId = id.parse().with_context(|| format!("'{id}' is no key_… id"))?;
            let services = database::existing(&database.database_url).await?;
            operator::revoke_key(&services, key)
                .await
                .with_context(|| format!("no key {id} that still works"))?;
            println!("{id} opens nothing any more");
            services.store.close().await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
