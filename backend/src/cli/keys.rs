//! `balai key`: partners' API keys.

use std::{io::BufRead, process::ExitCode};

use anyhow::{Context, Result, bail};
use balai_shared::{
    id::{ApiKeyId, InstitutionId},
    policy::KeyScope,
    time::{Date, Instant, TimeZone},
};
use clap::{Args, Subcommand};

use super::{DatabaseOption, database};
use crate::{
    error::Error,
    model::account::{ApiKey, KeyState},
    service::api_keys::{self, NewKey},
};

/// Options of `balai key`.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a key; it is shown once
    Create(Create),
    /// List all keys, without their secrets
    List {
        #[command(flatten)]
        database: DatabaseOption,
    },
    /// End a key; one that has ended stays as it is
    Revoke {
        #[command(flatten)]
        database: DatabaseOption,
        /// key_…, or as much of its beginning as no other key has
        id: String,
    },
    /// Tell whose key this is and whether it still works; exit status 1 where it doesn't
    Identify {
        #[command(flatten)]
        database: DatabaseOption,
        /// blk_…; read from standard input when left out, which keeps it out of the shell's history
        secret: Option<String>,
    },
}

#[derive(Debug, Args)]
struct Create {
    #[command(flatten)]
    database: DatabaseOption,
    /// Whose programs, sessions and applications it opens: ins_…
    #[arg(long)]
    institution: InstitutionId,
    /// What it is for
    #[arg(long, default_value = "API")]
    name: String,
    /// Until when it is good: a day to its end in Jakarta, 2027-06-30, or a moment,
    /// 2027-06-30T17:00:00Z; it doesn't expire when left out
    #[arg(long, value_name = "WHEN", value_parser = end)]
    expires: Option<Instant>,
    /// It sees what belongs to the institution, and changes nothing
    #[arg(long)]
    read_only: bool,
}

pub(super) async fn run(options: Options) -> Result<ExitCode> {
    match options.command {
        Command::Create(options) => create(options).await,
        Command::List { database } => list(&database).await,
        Command::Revoke { database, id } => revoke(&database, &id).await,
        Command::Identify { database, secret } => identify(&database, secret).await,
    }
}

/// The moment that `--expires` names.
fn end(text: &str) -> Result<Instant, String> {
    let day = Date::parse(text).map(|day| TimeZone::Jakarta.start_of(day.plus_days(1)));
    day.or_else(|_| Instant::parse(text)).map_err(|_| {
        String::from("a day looks like 2027-06-30, a moment like 2027-06-30T17:00:00Z")
    })
}

async fn create(options: Create) -> Result<ExitCode> {
    let Create { database, institution, name, expires: expires_at, read_only } = options;
    let services = database::existing(&database.database_url).await?;
    let scopes = if read_only { vec![KeyScope::Read] } else { KeyScope::ALL.to_vec() };
    let new = NewKey { institution, name, scopes, expires_at };
    let (key, secret) = match api_keys::create(&services, new).await {
        Ok(made) => made,
        Err(error) => bail!("{}", explain(&error, institution)),
    };
    println!("{key}");
    println!("{secret}");
    if let Some(end) = expires_at {
        eprintln!("It is good until {end}.");
    }
    eprintln!("Keep the second line: it is not shown again.");
    services.store.close().await?;
    Ok(ExitCode::SUCCESS)
}

fn explain(error: &Error, institution: InstitutionId) -> String {
    match error {
        Error::Refused(refusal) => match refusal.fields.first() {
            Some(field) if field.path == "expires" => {
                String::from("--expires has passed already: choose a later day")
            }
            Some(_) => String::from("--name must be 1 to 80 characters in one line"),
            None => format!("no institution {institution}"),
        },
        Error::Database(_) | Error::Internal(_) => error.to_string(),
    }
}

async fn list(database: &DatabaseOption) -> Result<ExitCode> {
    let services = database::existing(&database.database_url).await?;
    let keys = api_keys::all(&services).await?;
    let names = api_keys::institutions(&services, &keys).await?;
    let now = services.store.ping().await?;
    let head = ["ID", "NAME", "INSTITUTION", "", "SCOPES", "CREATED", "EXPIRES", "LAST USED"];
    let mut rows = vec![head.map(str::to_owned)];
    let mut states = vec![String::from("STATE")];
    for key in &keys {
        rows.push([
            key.id.to_string(),
            key.name.clone(),
            key.institution.to_string(),
            names.get(&key.institution).cloned().unwrap_or_default(),
            scopes(key),
            key.created_at.to_string(),
            moment(key.expires_at),
            moment(key.last_used_at),
        ]);
        states.push(state(key, now));
    }
    print!("{}", table(&rows, &states));
    services.store.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// Columns as wide as what stands in them; the last has no end.
fn table<const COLUMNS: usize>(rows: &[[String; COLUMNS]], last: &[String]) -> String {
    let mut widths = [0; COLUMNS];
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let line = |(row, last): (&[String; COLUMNS], &String)| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}  "));
        format!("{}{last}\n", cells.collect::<String>())
    };
    rows.iter().zip(last).map(line).collect()
}

async fn revoke(database: &DatabaseOption, id: &str) -> Result<ExitCode> {
    let services = database::existing(&database.database_url).await?;
    let keys = api_keys::all(&services).await?;
    let key = named(&keys, id)?;
    if api_keys::revoke(&services, key.id).await? {
        println!("{} ({}) opens nothing any more", key.id, key.name);
    } else {
        let since = moment(key.revoked_at);
        println!("{} ({}) was revoked before, at {since}: nothing changed", key.id, key.name);
    }
    services.store.close().await?;
    Ok(ExitCode::SUCCESS)
}

/// The one key whose id begins so.
fn named<'a>(keys: &'a [ApiKey], id: &str) -> Result<&'a ApiKey> {
    // `key_` alone would name the only key there is, and is more likely a slip.
    let prefix = format!("{}_", ApiKeyId::PREFIX);
    let is_long = id.strip_prefix(&prefix).is_some_and(|rest| !rest.is_empty());
    if !is_long {
        bail!("'{id}' is no beginning of a {prefix}… id: see balai key list");
    }
    let found: Vec<_> = keys.iter().filter(|key| key.id.to_string().starts_with(id)).collect();
    match found[..] {
        [key] => Ok(key),
        [] => bail!("no key {id}: see balai key list"),
        [..] => bail!("{} keys begin with {id}: give more of the one you mean", found.len()),
    }
}

async fn identify(database: &DatabaseOption, secret: Option<String>) -> Result<ExitCode> {
    let services = database::existing(&database.database_url).await?;
    let secret = match secret {
        Some(secret) => secret,
        None => {
            let mut line = String::new();
            std::io::stdin().lock().read_line(&mut line).context("standard input can't be read")?;
            line
        }
    };
    let found = api_keys::with_secret(&services, secret.trim()).await?;
    // Never with the secret: what is printed may end in a log.
    let key = found.context("that is no key of this database")?;
    let names = api_keys::institutions(&services, std::slice::from_ref(&key)).await?;
    let now = services.store.ping().await?;
    println!("key          {}", key.id);
    println!("name         {}", key.name);
    let name = names.get(&key.institution).cloned().unwrap_or_default();
    println!("institution  {} {name}", key.institution);
    println!("scopes       {}", scopes(&key));
    println!("created      {}", key.created_at);
    println!("expires      {}", moment(key.expires_at));
    println!("last used    {}", moment(key.last_used_at));
    println!("state        {}", state(&key, now));
    services.store.close().await?;
    let works = key.state(now) == KeyState::Works;
    Ok(if works { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn scopes(key: &ApiKey) -> String {
    let words: Vec<_> = key.scopes.iter().map(|scope| scope.as_str()).collect();
    words.join(",")
}

fn moment(at: Option<Instant>) -> String {
    at.map_or_else(|| String::from("never"), |at| at.to_string())
}

fn state(key: &ApiKey, now: Instant) -> String {
    match key.state(now) {
        KeyState::Works => String::from("works"),
        KeyState::Expired => String::from("expired"),
        KeyState::Revoked => format!("revoked at {}", moment(key.revoked_at)),
    }
}
