//! Accounts and their roles.

use std::collections::HashMap;

use balai_shared::{
    contact::{Contact, PhoneNumber},
    error::FieldCode,
    id::{AccountId, InstitutionId, RegionCode},
    policy::{Role, RoleGrant},
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter,
    QuerySelect, Set, prelude::Uuid, sea_query::LockType,
};

use super::{
    Tx,
    convert::{instant_opt, uuid, word, word_opt},
    corrupt,
    entity::{account, role_grant},
};
use crate::{
    auth::vault::Vault,
    error::{Error, Result, is_taken},
    model::account::{Account, NewAccount},
};

/// What a person signs in with.
#[derive(Debug, Clone, Copy)]
pub enum Identifier<'a> {
    /// In its normal form.
    Email(&'a str),
    /// A phone number.
    Phone(&'a PhoneNumber),
}

/// Adds an account.
///
/// # Errors
/// `CONFLICT` where the e-mail address or phone number is taken.
pub async fn insert(tx: &Tx, new: &NewAccount) -> Result<()> {
    account::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        name: Set(new.name.clone()),
        email: Set(new.email.as_ref().map(|email| email.as_str().to_owned())),
        email_normal: Set(new.email.as_ref().map(balai_shared::contact::EmailAddress::normal)),
        phone_cipher: Set(seal_phone(tx.vault(), new.id, new.phone.as_ref())?),
        phone_index: Set(new.phone.as_ref().map(|phone| phone_index(tx.vault(), phone))),
        password_hash: Set(new.password_hash.clone()),
        created_at: Set(new.created_at.as_millis()),
        email_confirmed_at: Set(confirmed(new, new.email.is_some())),
        phone_confirmed_at: Set(confirmed(new, new.phone.is_some())),
        phone_vouched_at: Set(None),
        deleted_at: Set(None),
    }
    .insert(tx.conn())
    .await
    .map_err(taken)?;
    Ok(())
}

pub(super) fn confirmed(new: &NewAccount, is_there: bool) -> Option<i64> {
    new.confirmed_at.filter(|_| is_there).map(Instant::as_millis)
}

/// Somebody took the same address or number between the look and the write.
pub(super) fn taken(error: sea_orm::DbErr) -> Error {
    if is_taken(&error, "email_normal") {
        Error::taken("email", FieldCode::EmailTaken)
    } else if is_taken(&error, "phone_index") {
        Error::taken("phone", FieldCode::PhoneTaken)
    } else {
        error.into()
    }
}

/// Changes name, e-mail address or phone number, where given.
///
/// # Errors
/// `CONFLICT` where the e-mail address or phone number is taken.
pub async fn update(
    tx: &Tx,
    id: AccountId,
    name: Option<&str>,
    email: Option<&balai_shared::contact::EmailAddress>,
    phone: Option<&PhoneNumber>,
) -> Result<()> {
    let mut row = account::ActiveModel { id: Set(uuid(id.as_u128())), ..Default::default() };
    if let Some(name) = name {
        row.name = Set(name.to_owned());
    }
    if let Some(email) = email {
        row.email = Set(Some(email.as_str().to_owned()));
        row.email_normal = Set(Some(email.normal()));
    }
    if let Some(phone) = phone {
        row.phone_cipher = Set(seal_phone(tx.vault(), id, Some(phone))?);
        row.phone_index = Set(Some(phone_index(tx.vault(), phone)));
    }
    if row.is_changed() {
        row.update(tx.conn()).await.map_err(taken)?;
    }
    Ok(())
}

/// The account with this e-mail address or phone number.
///
/// # Errors
/// The database's own.
pub async fn by_identifier(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    identifier: Identifier<'_>,
) -> Result<Option<Account>> {
    let condition = match identifier {
        Identifier::Email(email) => account::Column::EmailNormal.eq(email),
        Identifier::Phone(phone) => account::Column::PhoneIndex.eq(phone_index(vault, phone)),
    };
    let living = account::Column::DeletedAt.is_null();
    let row = account::Entity::find().filter(condition).filter(living).one(connection).await?;
    row.map(|row| read(row, vault)).transpose()
}

/// The account that signs in with this.
///
/// # Errors
/// The database's own.
pub async fn by_contact(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    contact: &Contact,
) -> Result<Option<Account>> {
    match contact {
        Contact::Email(email) => {
            by_identifier(connection, vault, Identifier::Email(&email.normal())).await
        }
        Contact::Phone(phone) => by_identifier(connection, vault, Identifier::Phone(phone)).await,
    }
}

/// Keeps others who would [`lock`] the same account waiting until this transaction ends.
///
/// # Errors
/// The database's own.
pub async fn lock(tx: &Tx, id: AccountId) -> Result<()> {
    // On SQLite there is one writer, and this is it.
    if tx.conn().get_database_backend() != DbBackend::Sqlite {
        let select = account::Entity::find_by_id(uuid(id.as_u128()));
        select.lock(LockType::NoKeyUpdate).one(tx.conn()).await?;
    }
    Ok(())
}

/// Gives an account another password.
///
/// # Errors
/// The database's own.
pub async fn set_password(tx: &Tx, id: AccountId, hash: String) -> Result<()> {
    account::Entity::update_many()
        .col_expr(account::Column::PasswordHash, hash.into())
        .filter(account::Column::Id.eq(uuid(id.as_u128())))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// One account.
///
/// # Errors
/// The database's own.
pub async fn by_id(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    id: AccountId,
) -> Result<Option<Account>> {
    let row = account::Entity::find_by_id(uuid(id.as_u128())).one(connection).await?;
    row.map(|row| read(row, vault)).transpose()
}

/// What these people are called.
///
/// # Errors
/// The database's own.
pub async fn names(
    connection: &impl ConnectionTrait,
    ids: &[AccountId],
) -> Result<HashMap<AccountId, String>> {
    let rows: Vec<(Uuid, String)> = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Name])
        .filter(account::Column::Id.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|(id, name)| (AccountId::from_u128(id.as_u128()), name)).collect())
}

/// The roles of an account, oldest first.
///
/// # Errors
/// The database's own.
pub async fn grants(connection: &impl ConnectionTrait, id: AccountId) -> Result<Vec<RoleGrant>> {
    let rows = role_grant::Entity::find()
        .filter(role_grant::Column::AccountId.eq(uuid(id.as_u128())))
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(RoleGrant {
                role: word::<Role>(&row.role, "role")?,
                institution: row.institution_id.map(|id| InstitutionId::from_u128(id.as_u128())),
                region: word_opt::<RegionCode>(row.region_code.as_deref(), "region")?,
            })
        })
        .collect()
}

/// Gives an account a role.
///
/// # Errors
/// The database's own, among them a role without its institution or region.
pub async fn grant(tx: &Tx, id: AccountId, grant: &RoleGrant, row_id: u128) -> Result<()> {
    role_grant::ActiveModel {
        id: Set(uuid(row_id)),
        account_id: Set(uuid(id.as_u128())),
        role: Set(grant.role.as_str().to_owned()),
        institution_id: Set(grant.institution.map(|id| uuid(id.as_u128()))),
        region_code: Set(grant.region.as_ref().map(ToString::to_string)),
        created_at: Set(tx.now().await?.as_millis()),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

pub(super) fn phone_index(vault: &Vault, phone: &PhoneNumber) -> Vec<u8> {
    vault.fingerprint("accounts.phone", phone.as_str().as_bytes()).to_vec()
}

fn phone_place(id: AccountId) -> String {
    format!("accounts.phone/{id}")
}

pub(super) fn seal_phone(
    vault: &Vault,
    id: AccountId,
    phone: Option<&PhoneNumber>,
) -> Result<Option<Vec<u8>>> {
    phone.map(|phone| vault.seal(&phone_place(id), phone.as_str().as_bytes())).transpose()
}

pub(super) fn open_phone(vault: &Vault, row: &account::Model) -> Result<Option<PhoneNumber>> {
    let place = phone_place(AccountId::from_u128(row.id.as_u128()));
    row.phone_cipher
        .as_ref()
        .map(|sealed| {
            let plain = vault.open(&place, sealed)?;
            PhoneNumber::parse(std::str::from_utf8(&plain).ok()?).ok()
        })
        .map(|phone| phone.ok_or_else(|| corrupt("phone number")))
        .transpose()
}

fn read(row: account::Model, vault: &Vault) -> Result<Account> {
    let id = AccountId::from_u128(row.id.as_u128());
    let phone = open_phone(vault, &row)?;
    Ok(Account {
        id,
        name: row.name,
        email: row.email.filter(|_| row.deleted_at.is_none()),
        phone,
        email_confirmed_at: instant_opt(row.email_confirmed_at),
        phone_confirmed_at: instant_opt(row.phone_confirmed_at),
        phone_vouched_at: instant_opt(row.phone_vouched_at),
        password_hash: row.password_hash,
        created_at: Instant::from_millis(row.created_at),
    })
}
