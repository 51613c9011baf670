//! Keeping others waiting who are about the same value, where there is no row to lock.

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::Tx;
use crate::error::Result;

/// Keeps whoever locks the same keyed hash waiting until this transaction ends. Of several, lock the
/// smallest first, so that no two wait for each other.
///
/// # Errors
/// The database's own.
pub(super) async fn on(tx: &Tx, hash: &[u8]) -> Result<()> {
    // On SQLite there is one writer, and this is it.
    if tx.conn().get_database_backend() == DbBackend::Postgres {
        let start: [u8; 8] = std::array::from_fn(|place| hash.get(place).copied().unwrap_or(0));
        let sql = "SELECT pg_advisory_xact_lock($1)";
        let key = i64::from_be_bytes(start).into();
        let lock = Statement::from_sql_and_values(DbBackend::Postgres, sql, [key]);
        tx.conn().execute_raw(lock).await?;
    }
    Ok(())
}
