//! What changed, told to those who watch: inside this process on SQLite, between all replicas by
//! NOTIFY and LISTEN on PostgreSQL. Only after the commit, in no order, and without promise: who
//! watches looks at the database for what is true.

use std::sync::Arc;

use balai_shared::id::{ApplicantId, ApplicationId, InstitutionId, SessionId};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement,
    sqlx::{self, postgres::PgListener},
};
use tokio::sync::{OnceCell, broadcast};

use crate::error::{Error, Result};

/// The channel of NOTIFY.
const CHANNEL: &str = "balai_applications";
/// How many changes may wait for the slowest watcher before it has missed some.
const WAITING: usize = 1024;

/// An application that took a step. Ids alone: what may be seen of it is decided by who watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Which.
    pub application: ApplicationId,
    /// Whose.
    pub applicant: ApplicantId,
    /// To which session.
    pub session: SessionId,
    /// Where.
    pub institution: InstitutionId,
}

impl std::fmt::Display for Change {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { application, applicant, session, institution } = self;
        write!(formatter, "{application} {applicant} {session} {institution}")
    }
}

/// Reads what [`Change`] shows; `None` for what another version may have sent.
fn parse(text: &str) -> Option<Change> {
    let mut words = text.split(' ');
    Some(Change {
        application: words.next()?.parse().ok()?,
        applicant: words.next()?.parse().ok()?,
        session: words.next()?.parse().ok()?,
        institution: words.next()?.parse().ok()?,
    })
}

/// What is sent to watchers; `None` where changes may have been missed.
type News = Option<Change>;

/// Where changes are told.
#[derive(Debug, Clone)]
pub(super) struct Changes {
    sender: broadcast::Sender<News>,
    /// PostgreSQL's connection that listens, from the first watcher on.
    listening: Arc<OnceCell<()>>,
}

impl Changes {
    pub(super) fn new() -> Self {
        Self { sender: broadcast::Sender::new(WAITING), listening: Arc::default() }
    }

    /// Tells the watchers of this process.
    pub(super) fn tell(&self, change: Change) {
        // Without watchers there is nobody to tell.
        drop(self.sender.send(Some(change)));
    }

    /// Watches from now on.
    pub(super) async fn watch(&self, connection: &DatabaseConnection) -> Result<Watch> {
        let receiver = self.sender.subscribe();
        if connection.get_database_backend() != DbBackend::Sqlite {
            self.listening.get_or_try_init(|| listen(connection, self.sender.clone())).await?;
        }
        Ok(Watch(receiver))
    }
}

/// Listens in a task of its own, until the process ends.
async fn listen(connection: &DatabaseConnection, sender: broadcast::Sender<News>) -> Result<()> {
    let unheard = |error| Error::Internal(format!("LISTEN: {error}"));
    let pool = connection.get_postgres_connection_pool();
    let mut listener = PgListener::connect_with(pool).await.map_err(unheard)?;
    listener.listen(CHANNEL).await.map_err(unheard)?;
    tokio::spawn(async move {
        loop {
            let news = match listener.try_recv().await {
                Ok(Some(told)) => parse(told.payload()),
                // The connection was lost, and is made anew by the next look.
                Ok(None) => None,
                // The process ends; what this holds of the pool is given back.
                Err(sqlx::Error::PoolClosed) => return,
                Err(error) => {
                    tracing::warn!(%error, "changes can't be heard; trying again");
                    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
                    None
                }
            };
            drop(sender.send(news));
        }
    });
    Ok(())
}

/// Sends a change with the transaction's commit.
pub(super) async fn notify(
    transaction: &impl ConnectionTrait,
    change: Change,
) -> std::result::Result<(), DbErr> {
    let values = [CHANNEL.into(), change.to_string().into()];
    let statement =
        Statement::from_sql_and_values(DbBackend::Postgres, "SELECT pg_notify($1, $2)", values);
    transaction.query_one_raw(statement).await?;
    Ok(())
}

/// What one watcher has not seen yet.
#[derive(Debug)]
pub struct Watch(broadcast::Receiver<News>);

impl Watch {
    /// The next change; `None` when some were missed, so that the watcher must look for itself.
    pub async fn next(&mut self) -> Option<Change> {
        self.0.recv().await.ok().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_travels_as_its_ids() {
        let change = Change {
            application: ApplicationId::from_u128(1),
            applicant: ApplicantId::from_u128(2),
            session: SessionId::from_u128(3),
            institution: InstitutionId::from_u128(4),
        };
        assert_eq!(parse(&change.to_string()), Some(change));
        assert_eq!(parse("app_1"), None);
    }
}
