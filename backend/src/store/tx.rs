//! An open transaction.

use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use balai_shared::time::Instant;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult, Statement,
};

use super::{
    change::{self, Change},
    fault,
};
use crate::{auth::vault::Vault, clock::Clock, error::Result};

/// An open transaction. Only [`super::Store::write`] makes one, so a function that takes it can't write
/// outside.
///
/// A failed statement can end the transaction without anybody's word: SQLite rolls back by itself when
/// the disk is full, PostgreSQL takes nothing more after any error. From then on every statement fails
/// with the same error, so that none is carried out outside the transaction, and nothing is committed,
/// whatever the work returns.
#[derive(Debug)]
pub struct Tx {
    inner: DatabaseTransaction,
    /// What ended it before its time.
    broken: Mutex<Option<DbErr>>,
    means: Means,
    /// What the writer tells once this is committed; PostgreSQL does so itself.
    told: Mutex<Vec<Change>>,
}

/// What every transaction has besides its connection.
#[derive(Debug, Clone)]
pub(super) struct Means {
    pub(super) clock: Clock,
    pub(super) vault: Vault,
    #[cfg(feature = "sabotage")]
    pub(super) sabotaged: bool,
}

/// How a transaction ended that was to be kept.
pub(super) type Kept = std::result::Result<Vec<Change>, DbErr>;

impl Tx {
    pub(super) fn new(inner: DatabaseTransaction, means: Means) -> Self {
        Self { inner, broken: Mutex::default(), means, told: Mutex::default() }
    }

    /// The database's time, now.
    ///
    /// # Errors
    /// The database's own.
    pub async fn now(&self) -> Result<Instant> {
        Ok(self.means.clock.ask(self).await?)
    }

    /// Tells those who watch, once the transaction is committed.
    ///
    /// # Errors
    /// The database's own.
    pub async fn tell(&self, change: Change) -> Result<()> {
        if self.get_database_backend() == DbBackend::Sqlite {
            self.told.lock().unwrap_or_else(PoisonError::into_inner).push(change);
            Ok(())
        } else {
            Ok(change::notify(self, change).await?)
        }
    }

    /// For the store's statements.
    #[must_use]
    pub const fn conn(&self) -> &Self {
        self
    }

    /// The keys to what is sealed.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.means.vault
    }

    #[cfg(feature = "sabotage")]
    pub(crate) const fn is_sabotaged(&self) -> bool {
        self.means.sabotaged
    }

    /// Keeps what was written, and gives what is to be told of it.
    pub(super) async fn commit(self) -> Kept {
        if let Err(error) = self.still_open() {
            // What is left of it goes; that nothing may be left is no news.
            drop(self.inner.rollback().await);
            return Err(error);
        }
        self.inner.commit().await?;
        Ok(self.told.into_inner().unwrap_or_else(PoisonError::into_inner))
    }

    /// Undoes what was written. `Err`: the connection can't be relied on.
    pub(super) async fn rollback(self) -> std::result::Result<(), DbErr> {
        self.inner.rollback().await
    }

    fn still_open(&self) -> std::result::Result<(), DbErr> {
        let broken = self.broken.lock().unwrap_or_else(PoisonError::into_inner);
        broken.clone().map_or(Ok(()), Err)
    }

    /// Remembers the error that ended the transaction.
    fn note<T>(&self, result: std::result::Result<T, DbErr>) -> std::result::Result<T, DbErr> {
        if let Err(error) = &result
            && fault::ends_transaction(self.get_database_backend(), error)
        {
            let mut broken = self.broken.lock().unwrap_or_else(PoisonError::into_inner);
            broken.get_or_insert_with(|| error.clone());
        }
        result
    }
}

#[async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> std::result::Result<ExecResult, DbErr> {
        self.still_open()?;
        self.note(self.inner.execute_raw(statement).await)
    }

    async fn execute_unprepared(&self, sql: &str) -> std::result::Result<ExecResult, DbErr> {
        self.still_open()?;
        self.note(self.inner.execute_unprepared(sql).await)
    }

    async fn query_one_raw(
        &self,
        statement: Statement,
    ) -> std::result::Result<Option<QueryResult>, DbErr> {
        self.still_open()?;
        self.note(self.inner.query_one_raw(statement).await)
    }

    async fn query_all_raw(
        &self,
        statement: Statement,
    ) -> std::result::Result<Vec<QueryResult>, DbErr> {
        self.still_open()?;
        self.note(self.inner.query_all_raw(statement).await)
    }
}
