//! Single values about this database: which key seals it, whether its data is a demonstration.

use sea_orm::{ConnectionTrait, EntityTrait, Set};

use super::{Tx, entity::fact};
use crate::{auth::vault::Vault, error::Result};

const KEY_PROOF: &str = "key_proof";
const DEMONSTRATION: &str = "demonstration";

/// Whether the vault has this database's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyProof {
    /// Nothing was ever sealed here.
    None,
    /// It is the right key.
    Right,
    /// Data was sealed with another.
    Wrong,
}

/// Compares the vault's key with the one that this database was begun with.
///
/// # Errors
/// The database's own.
pub async fn key_proof(connection: &impl ConnectionTrait, vault: &Vault) -> Result<KeyProof> {
    let row = fact::Entity::find_by_id(KEY_PROOF).one(connection).await?;
    Ok(match row {
        None => KeyProof::None,
        Some(row) if row.value == proof(vault) => KeyProof::Right,
        Some(_) => KeyProof::Wrong,
    })
}

/// Whether this database was begun with a key.
///
/// # Errors
/// The database's own.
pub async fn has_key_proof(connection: &impl ConnectionTrait) -> Result<bool> {
    Ok(fact::Entity::find_by_id(KEY_PROOF).one(connection).await?.is_some())
}

/// Remembers which key this database begins with.
///
/// # Errors
/// A unique violation where it has begun already.
pub async fn set_key_proof(tx: &Tx) -> Result<()> {
    set(tx, KEY_PROOF, proof(tx.vault())).await
}

/// Which demonstration this database holds, as its size, seed and day; `None` when its data is real.
///
/// # Errors
/// The database's own.
pub async fn demonstration(connection: &impl ConnectionTrait) -> Result<Option<String>> {
    let row = fact::Entity::find_by_id(DEMONSTRATION).one(connection).await?;
    Ok(row.map(|row| row.value))
}

/// Marks the data as a demonstration.
///
/// # Errors
/// A unique violation where it is marked already.
pub async fn set_demonstration(tx: &Tx, what: &str) -> Result<()> {
    set(tx, DEMONSTRATION, what.to_owned()).await
}

async fn set(tx: &Tx, name: &str, value: String) -> Result<()> {
    fact::Entity::insert(fact::ActiveModel { name: Set(name.to_owned()), value: Set(value) })
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// Tells nothing about the key, and is the same for the same key.
fn proof(vault: &Vault) -> String {
    vault
        .fingerprint("facts.key_proof", b"balai")
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
