//! `balai demo`.

use std::{process::ExitCode, time::Instant};

use anyhow::{Result, bail};
use balai_shared::time::{Date, TimeZone};
use clap::Args;

use super::{DatabaseOption, database};
use crate::{
    demo::{self, Demonstration, Found, Progress, Size},
    store::connect::{Patience, Url},
};

/// Options of `balai demo`.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    database: DatabaseOption,
    /// small, or large: a million job seekers
    #[arg(long, default_value = "small")]
    size: Size,
    /// The same seed and day give the same data
    #[arg(long, default_value = "1")]
    seed: u64,
    /// The day on which the data is fresh, as 2026-02-14; today by default
    #[arg(long, value_name = "DATE")]
    today: Option<Date>,
}

/// Fills an empty database, and tells how to sign in.
pub(super) async fn run(options: Options) -> Result<ExitCode> {
    let url = &options.database.database_url;
    if options.today.is_some_and(|day| !demo::is_playable(day)) {
        bail!("--today must lie between 2024-01-01 and 2199-12-31");
    }
    let services = database::prepare(url, Patience::Command).await?;
    let today = match options.today {
        Some(day) => day,
        None => TimeZone::Makassar.date_of(services.store.ping().await?),
    };
    let what = Demonstration { size: options.size, seed: options.seed, today };
    match demo::look(&services.store, &what).await? {
        Found::Nothing => {}
        Found::Same => {
            println!("{url} holds this demonstration already: {what}");
            tell_accounts();
            println!("Partner key of {}: shown when the data was made", demo::partner());
            return Ok(ExitCode::SUCCESS);
        }
        Found::Other(held) => {
            bail!("{url} holds another demonstration ({held}): name that one, or an empty database")
        }
        Found::Unfinished => bail!(
            "{url} holds a large demonstration whose making was interrupted: {}, then start again",
            how_to_empty(url)
        ),
        Found::Data => bail!(
            "{url} holds data: demonstration data goes into an empty database only, so name \
             another with --database-url"
        ),
    }
    let began = Instant::now();
    let made = demo::make(&services, what, &mut tell_progress(began)).await?;
    println!("Demonstration data ({what}) in {url}, made in {} ms", began.elapsed().as_millis());
    tell_accounts();
    println!("Partner key of {} (Authorization: Bearer …):", demo::partner());
    println!("{}", made.partner_key);
    services.store.close().await?;
    Ok(ExitCode::SUCCESS)
}

fn tell_accounts() {
    println!("Sign in with the password {}:", demo::PASSWORD);
    for (account, what) in demo::ACCOUNTS {
        println!("  {account:<38} {what}");
    }
}

/// A line for each piece, with how fast this kind of rows goes.
fn tell_progress(began: Instant) -> impl FnMut(Progress) {
    let mut kind = ("", began);
    let mut last = began;
    move |progress| {
        let Progress { what, written, of } = progress;
        if kind.0 != what {
            kind = (what, last);
        }
        last = Instant::now();
        let millis = u64::try_from((last - kind.1).as_millis()).unwrap_or(u64::MAX).max(1);
        let rate = written.saturating_mul(1_000) / millis;
        let seconds = began.elapsed().as_secs();
        println!("{seconds:>5} s  {written} of {of} {what}, {rate} a second");
    }
}

fn how_to_empty(url: &Url) -> String {
    match url {
        Url::Sqlite(path) => {
            format!("delete {0}, {0}-wal and {0}-shm", path.display())
        }
        Url::Postgres(_) => "drop the database and create it anew".to_owned(),
    }
}
