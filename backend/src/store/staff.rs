//! Who has which role at an institution.

use balai_shared::{
    id::{AccountId, InstitutionId},
    policy::Role,
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Set, prelude::Uuid,
};

use super::{
    Tx,
    convert::{instant, uuid, word},
    entity::{
        account,
        role_grant::{self, Column},
    },
};
use crate::{error::Result, model::staff::Member};

/// Who works at an institution, by name; somebody with two roles stands there twice.
///
/// # Errors
/// The database's own.
pub async fn members(
    connection: &impl ConnectionTrait,
    institution: InstitutionId,
) -> Result<Vec<Member>> {
    let grants = role_grant::Entity::find()
        .filter(Column::InstitutionId.eq(uuid(institution.as_u128())))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(connection)
        .await?;
    let accounts: Vec<Uuid> = grants.iter().map(|grant| grant.account_id).collect();
    let named: Vec<(Uuid, String)> = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .column(account::Column::Name)
        .filter(account::Column::Id.is_in(accounts))
        .filter(account::Column::DeletedAt.is_null())
        .into_tuple()
        .all(connection)
        .await?;
    let mut members = Vec::with_capacity(grants.len());
    for grant in grants {
        let Some((_, name)) = named.iter().find(|(id, _)| *id == grant.account_id) else {
            continue;
        };
        members.push(Member {
            account: AccountId::from_u128(grant.account_id.as_u128()),
            name: name.clone(),
            role: word::<Role>(&grant.role, "role")?,
            since: instant(grant.created_at),
        });
    }
    members.sort_by(|a, b| a.name.cmp(&b.name).then(a.account.cmp(&b.account)));
    Ok(members)
}

/// How many have a role at an institution.
///
/// # Errors
/// The database's own.
pub async fn count(
    connection: &impl ConnectionTrait,
    institution: InstitutionId,
    role: Role,
) -> Result<u64> {
    Ok(role_grant::Entity::find()
        .filter(Column::InstitutionId.eq(uuid(institution.as_u128())))
        .filter(Column::Role.eq(role.as_str()))
        .count(connection)
        .await?)
}

/// Gives a role; `false` for who has it.
///
/// # Errors
/// The database's own.
pub async fn give(
    tx: &Tx,
    account: AccountId,
    (institution, role): (InstitutionId, Role),
    (id, at): (u128, Instant),
) -> Result<bool> {
    if of(account, (institution, role)).count(tx.conn()).await? > 0 {
        return Ok(false);
    }
    role_grant::ActiveModel {
        id: Set(uuid(id)),
        account_id: Set(uuid(account.as_u128())),
        role: Set(role.as_str().to_owned()),
        institution_id: Set(Some(uuid(institution.as_u128()))),
        region_code: Set(None),
        created_at: Set(at.as_millis()),
    }
    .insert(tx.conn())
    .await?;
    Ok(true)
}

/// Ends a role; `false` for who doesn't have it.
///
/// # Errors
/// The database's own.
pub async fn end(
    tx: &Tx,
    account: AccountId,
    (institution, role): (InstitutionId, Role),
) -> Result<bool> {
    let ended = role_grant::Entity::delete_many()
        .filter(Column::AccountId.eq(uuid(account.as_u128())))
        .filter(Column::InstitutionId.eq(uuid(institution.as_u128())))
        .filter(Column::Role.eq(role.as_str()))
        .exec(tx.conn())
        .await?;
    Ok(ended.rows_affected > 0)
}

/// The names of accounts; those that were deleted are left out.
///
/// # Errors
/// The database's own.
pub async fn names(
    connection: &impl ConnectionTrait,
    ids: &[AccountId],
) -> Result<Vec<(AccountId, String)>> {
    let rows: Vec<(Uuid, String)> = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .column(account::Column::Name)
        .filter(account::Column::Id.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .filter(account::Column::DeletedAt.is_null())
        .into_tuple()
        .all(connection)
        .await?;
    let read = |(id, name): (Uuid, String)| (AccountId::from_u128(id.as_u128()), name);
    Ok(rows.into_iter().map(read).collect())
}

fn of(
    account: AccountId,
    (institution, role): (InstitutionId, Role),
) -> sea_orm::Select<role_grant::Entity> {
    role_grant::Entity::find()
        .filter(Column::AccountId.eq(uuid(account.as_u128())))
        .filter(Column::InstitutionId.eq(uuid(institution.as_u128())))
        .filter(Column::Role.eq(role.as_str()))
}
