//! Single values about this database: which key seals it, whether its data is a demonstration.

use balai_shared::time::Instant;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Set, sea_query::OnConflict,
};

use super::{Tx, corrupt, entity::fact, guarded};
use crate::{auth::vault::Vault, error::Result};

const KEY_PROOF: &str = "key_proof";
const DEMONSTRATION: &str = "demonstration";

/// When the database last kept what readiness wrote.
const READY: &str = "ready_at";
/// What binds the documents' storage to this database.
const STORAGE: &str = "storage";
/// When the documents were last cleaned up.
const CLEANED: &str = "documents_cleaned_at";

/// The same id and word stand in the documents' storage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// Of this database and its storage, for good.
    pub id: String,
    /// Of the last clean-up; `None` before the first was written on both sides.
    pub round: Option<String>,
    /// Of the one that is being written.
    pub next: Option<String>,
}

impl Binding {
    /// Whether the storage may have this word: the last one, or the one whose writing was cut off.
    #[must_use]
    pub fn knows(&self, round: &str) -> bool {
        [&self.round, &self.next].into_iter().flatten().any(|known| known == round)
    }

    /// Whether the storage has the id for certain.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        self.round.is_some()
    }

    /// As it stands in the row: three words, `-` for none.
    fn text(&self) -> String {
        let word = |word: &Option<String>| word.clone().unwrap_or_else(|| "-".to_owned());
        format!("{} {} {}", self.id, word(&self.round), word(&self.next))
    }

    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ').map(str::to_owned);
        let id = words.next()?;
        let mut word = || words.next().filter(|word| word != "-");
        Some(Self { id, round: word(), next: word() })
    }
}

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

/// What binds the storage to this database; `None` where none ever was.
///
/// # Errors
/// The database's own.
pub async fn binding(connection: &impl ConnectionTrait) -> Result<Option<Binding>> {
    let row = fact::Entity::find_by_id(STORAGE).one(connection).await?;
    row.map(|row| Binding::parse(&row.value).ok_or_else(|| corrupt("storage's binding")))
        .transpose()
}

/// Puts another binding in the place of the one that was read; whether it still stood there.
///
/// # Errors
/// The database's own.
pub async fn change_binding(tx: &Tx, before: Option<&Binding>, after: &Binding) -> Result<bool> {
    let Some(before) = before else {
        return add(tx, STORAGE, after.text()).await;
    };
    let update = fact::Entity::update_many()
        .col_expr(fact::Column::Value, after.text().into())
        .filter(fact::Column::Name.eq(STORAGE))
        .filter(fact::Column::Value.eq(before.text()))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Takes the clean-up of the documents on, unless some server has since `before`; whether it is ours.
///
/// # Errors
/// The database's own.
pub async fn claim_cleaning(tx: &Tx, now: Instant, before: Instant) -> Result<bool> {
    if add(tx, CLEANED, stamp(now)).await? {
        return Ok(true);
    }
    let update = fact::Entity::update_many()
        .col_expr(fact::Column::Value, stamp(now).into())
        .filter(fact::Column::Name.eq(CLEANED))
        .filter(fact::Column::Value.lt(stamp(before)))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Writes that somebody asked at this moment whether the database keeps what is written.
///
/// # Errors
/// The database's own.
pub async fn set_ready(tx: &Tx, at: Instant) -> Result<()> {
    let row = fact::ActiveModel { name: Set(READY.to_owned()), value: Set(stamp(at)) };
    let over = OnConflict::column(fact::Column::Name).update_column(fact::Column::Value).to_owned();
    fact::Entity::insert(row).on_conflict(over).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Whether the database has what [`set_ready`] wrote then; on PostgreSQL another server may have written
/// after that.
///
/// # Errors
/// The database's own.
pub async fn was_ready(connection: &impl ConnectionTrait, at: Instant) -> Result<bool> {
    let row = fact::Entity::find_by_id(READY).one(connection).await?;
    let is_shared = connection.get_database_backend() != DbBackend::Sqlite;
    Ok(row.is_some_and(|row| row.value == stamp(at) || (is_shared && row.value > stamp(at))))
}

/// Text whose order is that of time.
fn stamp(at: Instant) -> String {
    format!("{:015}", at.as_millis())
}

/// Adds a row where there is none; whether it was added.
async fn add(tx: &Tx, name: &str, value: String) -> Result<bool> {
    let row = fact::ActiveModel { name: Set(name.to_owned()), value: Set(value) };
    let insert = fact::Entity::insert(row)
        .on_conflict(OnConflict::column(fact::Column::Name).do_nothing().to_owned());
    Ok(insert.exec_without_returning(tx.conn()).await? == 1)
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
