//! Views of the queue that staff keep.

use std::str::FromStr;

use balai_shared::{
    id::{AccountId, DeskViewId, InstitutionId},
    time::Date,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder,
};

use super::{
    Tx,
    convert::{date_opt, instant, uuid, word},
    entity::desk_view::{self, Column},
};
use crate::{error::Result, model::desk::DeskView};

/// Keeps a new view.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, new: &DeskView) -> Result<()> {
    let row = row(new).into_active_model();
    desk_view::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Keeps this in place of what the view held.
///
/// # Errors
/// The database's own.
pub async fn update(tx: &Tx, view: &DeskView) -> Result<()> {
    let row = row(view).into_active_model().reset_all();
    desk_view::Entity::update(row).exec(tx.conn()).await?;
    Ok(())
}

/// The account's view of this name.
///
/// # Errors
/// The database's own.
pub async fn named(
    connection: &impl ConnectionTrait,
    institution: InstitutionId,
    owner: AccountId,
    name: &str,
) -> Result<Option<DeskView>> {
    let found = desk_view::Entity::find()
        .filter(of(institution, owner))
        .filter(Column::Name.eq(name))
        .one(connection)
        .await?;
    found.map(read).transpose()
}

/// How many the account keeps there.
///
/// # Errors
/// The database's own.
pub async fn count(
    connection: &impl ConnectionTrait,
    institution: InstitutionId,
    owner: AccountId,
) -> Result<u64> {
    Ok(desk_view::Entity::find().filter(of(institution, owner)).count(connection).await?)
}

/// The account's own views and those shared there, by name.
///
/// # Errors
/// The database's own.
pub async fn visible(
    connection: &impl ConnectionTrait,
    institution: InstitutionId,
    account: AccountId,
) -> Result<Vec<DeskView>> {
    let own = Column::AccountId.eq(uuid(account.as_u128()));
    let rows = desk_view::Entity::find()
        .filter(Column::InstitutionId.eq(uuid(institution.as_u128())))
        .filter(Condition::any().add(own).add(Column::Shared.eq(true)))
        .order_by_asc(Column::Name)
        .order_by_asc(Column::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// All that the account keeps, anywhere.
///
/// # Errors
/// The database's own.
pub async fn of_account(
    connection: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Vec<DeskView>> {
    let rows = desk_view::Entity::find()
        .filter(Column::AccountId.eq(uuid(account.as_u128())))
        .order_by_asc(Column::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// The view with this id.
///
/// # Errors
/// The database's own.
pub async fn by_id(connection: &impl ConnectionTrait, id: DeskViewId) -> Result<Option<DeskView>> {
    let found = desk_view::Entity::find_by_id(uuid(id.as_u128())).one(connection).await?;
    found.map(read).transpose()
}

/// Forgets a view.
///
/// # Errors
/// The database's own.
pub async fn remove(tx: &Tx, id: DeskViewId) -> Result<()> {
    desk_view::Entity::delete_by_id(uuid(id.as_u128())).exec(tx.conn()).await?;
    Ok(())
}

/// Forgets an account's own; what it shared stays the centre's.
///
/// # Errors
/// The database's own.
pub async fn remove_own(tx: &Tx, account: AccountId) -> Result<()> {
    desk_view::Entity::delete_many()
        .filter(Column::AccountId.eq(uuid(account.as_u128())))
        .filter(Column::Shared.eq(false))
        .exec(tx.conn())
        .await?;
    Ok(())
}

fn of(institution: InstitutionId, owner: AccountId) -> Condition {
    Condition::all()
        .add(Column::InstitutionId.eq(uuid(institution.as_u128())))
        .add(Column::AccountId.eq(uuid(owner.as_u128())))
}

fn row(view: &DeskView) -> desk_view::Model {
    let states: Vec<&str> = view.states.iter().map(|state| state.as_str()).collect();
    let columns: Vec<&str> = view.columns.iter().map(|column| column.as_str()).collect();
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    desk_view::Model {
        id: uuid(view.id.as_u128()),
        institution_id: uuid(view.institution.as_u128()),
        account_id: uuid(view.owner.as_u128()),
        name: view.name.clone(),
        shared: view.shared,
        states: states.join(","),
        submitted_from: day(view.submitted_from),
        submitted_until: day(view.submitted_until),
        columns: columns.join(","),
        sort: view.sort.as_str().to_owned(),
        saved_at: view.saved_at.as_millis(),
    }
}

/// The words of a column that holds several.
fn words<T: FromStr>(text: &str, what: &str) -> Result<Vec<T>> {
    text.split(',').filter(|text| !text.is_empty()).map(|text| word(text, what)).collect()
}

fn read(row: desk_view::Model) -> Result<DeskView> {
    Ok(DeskView {
        id: DeskViewId::from_u128(row.id.as_u128()),
        institution: InstitutionId::from_u128(row.institution_id.as_u128()),
        owner: AccountId::from_u128(row.account_id.as_u128()),
        name: row.name,
        shared: row.shared,
        states: words(&row.states, "view's state")?,
        submitted_from: date_opt(row.submitted_from.as_deref())?,
        submitted_until: date_opt(row.submitted_until.as_deref())?,
        columns: words(&row.columns, "view's column")?,
        sort: word(&row.sort, "view's order")?,
        saved_at: instant(row.saved_at),
    })
}
