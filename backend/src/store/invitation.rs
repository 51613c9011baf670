//! Invitations to a role: the contact sealed, the code hashed, each taken once.

use balai_shared::{
    contact::Contact,
    id::{AccountId, InstitutionId, InvitationId},
    language::Language,
    policy::Role,
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, Set, sea_query::Expr,
};

use super::{
    Tx,
    convert::{instant, instant_opt, uuid, word},
    corrupt,
    entity::staff_invitation::{self, Column, Entity, Model},
    guarded,
};
use crate::{auth::vault::Vault, error::Result, model::staff::Invitation};

/// Adds an invitation; `code` is there where it is sent at once.
///
/// # Errors
/// The database's own, among them a second one of the same person to the same role.
pub async fn insert(tx: &Tx, new: &Invitation, code: Option<&str>) -> Result<()> {
    let vault = tx.vault();
    let text = new.contact.as_ref().map(normal);
    let cipher =
        text.as_ref().map(|text| vault.seal(&place(new.id), text.as_bytes())).transpose()?;
    staff_invitation::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        institution_id: Set(uuid(new.institution.as_u128())),
        role: Set(new.role.as_str().to_owned()),
        contact_cipher: Set(cipher),
        contact_index: Set(new.contact.as_ref().map(|contact| index(vault, contact))),
        code_hash: Set(code.map(|code| hash(vault, code))),
        language: Set(new.language.as_str().to_owned()),
        asked_by: Set(uuid(new.asked_by.as_u128())),
        asked_at: Set(new.asked_at.as_millis()),
        approved_by: Set(None),
        approved_by_operator: Set(false),
        approved_at: Set(None),
        expires_at: Set(new.expires_at.as_millis()),
        accepted_by: Set(None),
        accepted_at: Set(None),
        revoked_by: Set(None),
        revoked_at: Set(None),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// One invitation.
///
/// # Errors
/// The database's own.
pub async fn by_id(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    id: InvitationId,
) -> Result<Option<Invitation>> {
    let row = Entity::find_by_id(uuid(id.as_u128())).one(connection).await?;
    row.map(|row| read(row, vault)).transpose()
}

/// The invitation with this code.
///
/// # Errors
/// The database's own.
pub async fn by_code(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    code: &str,
) -> Result<Option<Invitation>> {
    let row = Entity::find().filter(Column::CodeHash.eq(hash(vault, code))).one(connection).await?;
    row.map(|row| read(row, vault)).transpose()
}

/// Those of an institution of which something may still come, the latest first.
///
/// # Errors
/// The database's own.
pub async fn open(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    institution: InstitutionId,
    now: Instant,
) -> Result<Vec<Invitation>> {
    let rows = Entity::find()
        .filter(Column::InstitutionId.eq(uuid(institution.as_u128())))
        .filter(unsettled())
        .filter(Column::ExpiresAt.gt(now.as_millis()))
        .order_by_desc(Column::AskedAt)
        .order_by_desc(Column::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(|row| read(row, vault)).collect()
}

/// Those that wait for somebody with this contact.
///
/// # Errors
/// The database's own.
pub async fn waiting_for(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    contact: &Contact,
    now: Instant,
) -> Result<Vec<Invitation>> {
    let rows = Entity::find()
        .filter(Column::ContactIndex.eq(index(vault, contact)))
        .filter(unsettled())
        .filter(Column::CodeHash.is_not_null())
        .filter(Column::ExpiresAt.gt(now.as_millis()))
        .order_by_asc(Column::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(|row| read(row, vault)).collect()
}

/// Approves one by somebody, or by the operator, and gives it its code; `false` where somebody was
/// first, or its time is over.
///
/// # Errors
/// The database's own: the table takes no approval by who asked.
pub async fn approve(
    tx: &Tx,
    id: InvitationId,
    (by, code): (Option<AccountId>, &str),
    (now, until): (Instant, Instant),
) -> Result<bool> {
    let update = Entity::update_many()
        .col_expr(Column::ApprovedBy, by.map(|by| uuid(by.as_u128())).into())
        .col_expr(Column::ApprovedByOperator, Expr::value(by.is_none()))
        .col_expr(Column::ApprovedAt, now.as_millis().into())
        .col_expr(Column::CodeHash, hash(tx.vault(), code).into())
        .col_expr(Column::ExpiresAt, until.as_millis().into())
        .filter(Column::Id.eq(uuid(id.as_u128())))
        .filter(Column::Role.eq(Role::Admin.as_str()))
        .filter(Column::ApprovedAt.is_null())
        .filter(unsettled())
        .filter(Column::ExpiresAt.gt(now.as_millis()))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// The person takes the role; `false` where that was done, taken back, or is over. Whom it went to is
/// forgotten.
///
/// # Errors
/// The database's own.
pub async fn accept(tx: &Tx, id: InvitationId, by: AccountId, now: Instant) -> Result<bool> {
    let update = settled()
        .col_expr(Column::AcceptedBy, uuid(by.as_u128()).into())
        .col_expr(Column::AcceptedAt, now.as_millis().into())
        .filter(Column::Id.eq(uuid(id.as_u128())))
        .filter(Column::CodeHash.is_not_null())
        .filter(unsettled())
        .filter(Column::ExpiresAt.gt(now.as_millis()))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Takes one back; `false` where it is settled.
///
/// # Errors
/// The database's own.
pub async fn revoke(
    tx: &Tx,
    id: InvitationId,
    by: Option<AccountId>,
    now: Instant,
) -> Result<bool> {
    let update = settled()
        .col_expr(Column::RevokedBy, by.map(|by| uuid(by.as_u128())).into())
        .col_expr(Column::RevokedAt, now.as_millis().into())
        .filter(Column::Id.eq(uuid(id.as_u128())))
        .filter(unsettled())
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Takes back what waits for somebody whose data is being erased.
///
/// # Errors
/// The database's own.
pub async fn revoke_for(tx: &Tx, contact: &Contact, now: Instant) -> Result<()> {
    settled()
        .col_expr(Column::RevokedAt, now.as_millis().into())
        .filter(Column::ContactIndex.eq(index(tx.vault(), contact)))
        .filter(unsettled())
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Forgets whom invitations went to whose time is over; gives how many.
///
/// # Errors
/// The database's own.
pub async fn forget(tx: &Tx, now: Instant) -> Result<u64> {
    let result = settled()
        .filter(Column::ContactIndex.is_not_null())
        .filter(Column::ExpiresAt.lte(now.as_millis()))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected)
}

fn settled() -> sea_orm::UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::ContactCipher, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::ContactIndex, Expr::value(Option::<Vec<u8>>::None))
}

fn unsettled() -> Condition {
    Condition::all().add(Column::AcceptedAt.is_null()).add(Column::RevokedAt.is_null())
}

/// Equal for all ways of writing one number or address.
fn normal(contact: &Contact) -> String {
    match contact {
        Contact::Email(address) => address.normal(),
        Contact::Phone(number) => number.as_str().to_owned(),
    }
}

fn index(vault: &Vault, contact: &Contact) -> Vec<u8> {
    vault.fingerprint("staff_invitations.contact", normal(contact).as_bytes()).to_vec()
}

fn hash(vault: &Vault, code: &str) -> Vec<u8> {
    vault.fingerprint("staff_invitations.code", code.as_bytes()).to_vec()
}

fn place(id: InvitationId) -> String {
    format!("staff_invitations.contact/{id}")
}

fn read(row: Model, vault: &Vault) -> Result<Invitation> {
    let id = InvitationId::from_u128(row.id.as_u128());
    let contact = row.contact_cipher.as_ref().map(|sealed| {
        let plain = vault.open(&place(id), sealed)?;
        Contact::parse(std::str::from_utf8(&plain).ok()?).ok()
    });
    let contact = contact.map(|read| read.ok_or_else(|| corrupt("contact"))).transpose()?;
    let account = |id: sea_orm::prelude::Uuid| AccountId::from_u128(id.as_u128());
    Ok(Invitation {
        id,
        institution: InstitutionId::from_u128(row.institution_id.as_u128()),
        role: word::<Role>(&row.role, "role")?,
        contact,
        language: word::<Language>(&row.language, "language")?,
        asked_by: account(row.asked_by),
        asked_at: instant(row.asked_at),
        approved_by: row.approved_by.map(account),
        approved_at: instant_opt(row.approved_at),
        expires_at: instant(row.expires_at),
        accepted_at: instant_opt(row.accepted_at),
        revoked_at: instant_opt(row.revoked_at),
    })
}
