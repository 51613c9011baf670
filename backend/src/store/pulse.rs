//! Whether PostgreSQL answers, looked at beside the pool, so that requests are refused at once while it is
//! away: the pool would let each of them wait for its turn to connect.
//!
//! SQLite is a file in the same process and needs none of this.

use std::{str::FromStr, time::Duration};

use sea_orm::sqlx::{self, ConnectOptions, Connection, PgConnection, postgres::PgConnectOptions};
use tokio::{sync::watch, time};

use super::connect::Recovery;

/// How often it is asked.
const EVERY: Duration = Duration::from_millis(250);
/// How long it may take to answer a word, or to take up a connection.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// Whether the database is away. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Pulse(watch::Receiver<bool>);

impl Pulse {
    /// Of a database that is always there.
    pub(super) fn steady() -> Self {
        Self(watch::Sender::new(false).subscribe())
    }

    /// Asks this server until nobody wants to know any more.
    pub(super) fn of(url: &str, recovery: Recovery) -> Self {
        let sender = watch::Sender::new(false);
        let receiver = sender.subscribe();
        let options = PgConnectOptions::from_str(url);
        tokio::spawn(async move {
            match options {
                Ok(options) => ask(&options, &sender, &recovery).await,
                Err(error) => tracing::error!(%error, "the database can't be watched"),
            }
        });
        Self(receiver)
    }

    pub(super) fn is_away(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it is away: for ever, where it never is.
    pub(super) async fn away(&self) {
        if self.0.clone().wait_for(|away| *away).await.is_err() {
            std::future::pending().await
        }
    }
}

async fn ask(options: &PgConnectOptions, sender: &watch::Sender<bool>, recovery: &Recovery) {
    let mut connection: Option<PgConnection> = None;
    while !sender.is_closed() {
        let answer = time::timeout(PATIENCE, word(options, &mut connection)).await;
        let is_away = match answer {
            Ok(Ok(())) => false,
            // It is there, and has no place for one more who only asks.
            Ok(Err(sqlx::Error::Database(refusal))) => !is_full(&*refusal),
            Ok(Err(_)) | Err(_) => true,
        };
        if is_away {
            connection = None;
        } else if *sender.borrow() {
            recovery.note();
        }
        if sender.send_replace(is_away) != is_away {
            tracing::warn!(is_away, "the database");
        }
        time::sleep(EVERY).await;
    }
}

/// Connects where there is no connection, and asks for a word.
async fn word(
    options: &PgConnectOptions,
    connection: &mut Option<PgConnection>,
) -> Result<(), sqlx::Error> {
    if connection.is_none() {
        *connection = Some(options.connect().await?);
    }
    match connection {
        Some(open) => {
            let answer = open.ping().await;
            if answer.is_err() {
                *connection = None;
            }
            answer
        }
        None => Ok(()),
    }
}

/// Whether too many are connected (53300).
fn is_full(refusal: &dyn sqlx::error::DatabaseError) -> bool {
    refusal.code().is_some_and(|code| code == "53300")
}
