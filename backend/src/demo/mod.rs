//! Invented data that shows everything Balai does (`balai demo`).
//!
//! The same seed and day give the same rows, ids included, under the same key. Nothing here writes a
//! state by hand: every application is played through the table of transitions ([`life`]), every
//! amount goes through the ledger, so that what holds in life holds here.

mod benefits;
mod calendar;
mod centres;
mod crowd;
mod data;
mod dice;
mod large;
mod life;
mod outcome;
mod people;
mod secrets;
mod selection;
mod sessions;
mod small;
#[cfg(test)]
mod tests;

use std::{fmt, str::FromStr};

use balai_shared::{UnknownName, time::Date};

use self::{data::institutions, secrets::Secrets, small::Ground};
use crate::{
    error::{Error, Result},
    service::Services,
    store::{Store, benefit, bulk, fact},
};

/// Everybody's password.
pub const PASSWORD: &str = secrets::PASSWORD;

/// How much there is to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Two hundred job seekers at two dozen centres, in a second.
    Small,
    /// The same, and a million job seekers, 3,700 BLKK, 20,000 sessions, in minutes.
    Large,
}

impl fmt::Display for Size {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Small => "small",
            Self::Large => "large",
        })
    }
}

impl FromStr for Size {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        match text {
            "small" => Ok(Self::Small),
            "large" => Ok(Self::Large),
            _ => Err(UnknownName),
        }
    }
}

/// Which demonstration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demonstration {
    /// How much.
    pub size: Size,
    /// What chance depends on.
    pub seed: u64,
    /// The day on which it plays.
    pub today: Date,
}

impl fmt::Display for Demonstration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}, seed {}, {}", self.size, self.seed, self.today)
    }
}

/// What a database holds already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Nothing that is anybody's.
    Nothing,
    /// This very demonstration.
    Same,
    /// Another one, named as [`Demonstration`] shows itself.
    Other(String),
    /// One whose making was interrupted.
    Unfinished,
    /// Real data.
    Data,
}

/// What was made.
#[derive(Debug, Clone)]
pub struct Made {
    /// The key of the partner's software: `blk_…`.
    pub partner_key: String,
}

/// How far the making of a large one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Of which rows.
    pub what: &'static str,
    /// How many are written.
    pub written: u64,
    /// How many there are to be.
    pub of: u64,
}

/// Accounts to sign in with, and what each is for.
pub const ACCOUNTS: &[(&str, &str)] = &[
    ("applicant@demo.balai", "job seeker without an application, with a Prakerja benefit"),
    (
        "applicant1 … applicant200@demo.balai",
        "job seekers; 1 to 80 applied to Konversi Motor Listrik",
    ),
    ("staff@demo.balai", "reviewer and admin of UPTD Balai Latihan Kerja Denpasar"),
    ("staff2@demo.balai", "reviewer and admin of UPTD Balai Latihan Kerja Surabaya"),
    ("pemda@demo.balai", "local government of Bali"),
    ("ministry@demo.balai", "ministry"),
];

/// The name of the institution whose software has the partner's key.
#[must_use]
pub fn partner() -> &'static str {
    let mut centres = institutions::CENTRES.iter();
    centres.find(|centre| centre.key == institutions::PARTNER).map_or("", |centre| centre.name)
}

/// The days on which a demonstration can play: both schemes have begun by then.
#[must_use]
pub fn is_playable(day: Date) -> bool {
    (2024..=2199).contains(&day.year())
}

/// What the database holds, before anything is made.
///
/// # Errors
/// The database's own.
pub async fn look(store: &Store, what: &Demonstration) -> Result<Found> {
    match fact::demonstration(store.read()).await? {
        Some(held) if held == what.to_string() => Ok(Found::Same),
        Some(held) if held.starts_with(UNFINISHED) => Ok(Found::Unfinished),
        Some(held) => Ok(Found::Other(held)),
        None if bulk::is_unused(store.read()).await? => Ok(Found::Nothing),
        None => Ok(Found::Data),
    }
}

/// Makes it: a small one in one transaction, a large one in many, marked as unfinished meanwhile.
///
/// # Errors
/// The database's own; where it is not empty nothing is written.
pub async fn make(
    services: &Services,
    what: Demonstration,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Made> {
    let store = &services.store;
    let secrets = Secrets::of(what.seed)?;
    let schemes = benefit::scheme_ids(store.read()).await?;
    let ground = Ground { what, places: &services.places, schemes: &schemes, secrets: &secrets };
    let (batch, people) = small::build(&ground)?;
    let mark = match what.size {
        Size::Small => what.to_string(),
        Size::Large => format!("{UNFINISHED}{what}"),
    };
    store
        .write(move |tx| {
            Box::pin(async move {
                // The mark is one for the whole database: who comes second finds it taken.
                fact::set_demonstration(tx, &mark).await?;
                let mut batch = batch;
                selection::add(&mut batch, tx.vault())?;
                bulk::insert(tx, &batch).await
            })
        })
        .await?;
    if what.size == Size::Large {
        large::fill(store, &ground, people, progress).await?;
        let finished =
            store.write(move |tx| Box::pin(async move { finish(tx, &what).await })).await?;
        if !finished {
            return Err(Error::Internal("somebody else marked the demonstration".to_owned()));
        }
    }
    Ok(Made { partner_key: secrets.partner_key })
}

/// What the mark of a demonstration begins with while it is made.
const UNFINISHED: &str = "unfinished ";

async fn finish(tx: &crate::store::Tx, what: &Demonstration) -> Result<bool> {
    bulk::rename_demonstration(tx, &format!("{UNFINISHED}{what}"), &what.to_string()).await
}
