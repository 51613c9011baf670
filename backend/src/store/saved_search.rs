//! Searches that people keep. What a search doesn't ask for is an empty text, so that those which may
//! match a session are found by an index over all of what is asked.

use std::{collections::HashSet, str::FromStr};

use balai_shared::{
    id::{AccountId, SavedSearchId},
    time::Instant,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, Order, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Set,
    prelude::Uuid,
    sea_query::{LockType, OnConflict},
};

use super::{
    Tx,
    convert::{instant, instant_opt, uuid},
    corrupt,
    entity::saved_search::{self, Column},
    page::{Key, Keyset, Kind, page},
};
use crate::{
    error::Result,
    model::{
        catalogue::Listing,
        page::{Page, Window},
        saved_search::{Criteria, SavedSearch},
    },
};

/// Keeps a search; `false` when the account has it already.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, new: &SavedSearch) -> Result<bool> {
    let of = Texts::of(&new.criteria);
    let row = saved_search::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        account_id: Set(uuid(new.account.as_u128())),
        program: Set(of.program),
        institution: Set(of.institution),
        vocation: Set(of.vocation),
        region: Set(of.region),
        mode: Set(of.mode),
        funding: Set(of.funding),
        words: Set(of.words),
        created_at: Set(new.created_at.as_millis()),
        told_at: Set(new.told_at.map(Instant::as_millis)),
    };
    let known = OnConflict::columns([
        Column::Program,
        Column::Institution,
        Column::Vocation,
        Column::Region,
        Column::Mode,
        Column::Funding,
        Column::Words,
        Column::AccountId,
    ])
    .do_nothing()
    .to_owned();
    let kept = saved_search::Entity::insert(row).on_conflict(known);
    Ok(kept.exec_without_returning(tx.conn()).await? == 1)
}

/// The account's search for this, if it keeps one.
///
/// # Errors
/// The database's own.
pub async fn of_criteria(
    connection: &impl ConnectionTrait,
    account: AccountId,
    criteria: &Criteria,
) -> Result<Option<SavedSearch>> {
    let found = saved_search::Entity::find()
        .filter(asks(criteria))
        .filter(Column::AccountId.eq(uuid(account.as_u128())))
        .one(connection)
        .await?;
    found.map(read).transpose()
}

/// A page of a person's searches, the latest first.
///
/// # Errors
/// `VALIDATION_FAILED` for a cursor of another list.
pub async fn list(
    connection: &impl ConnectionTrait,
    account: AccountId,
    window: &Window,
) -> Result<Page<SavedSearch>> {
    let (created_at, id) = (Column::CreatedAt.into_expr(), Column::Id.into_expr());
    let keyset = Keyset::by(created_at, Kind::Number, id, Order::Desc);
    let select = saved_search::Entity::find().filter(of(account));
    let rows = keyset.cut(select, window)?.all(connection).await?;
    page(rows, window, |row| vec![Key::Number(row.created_at), Key::Id(row.id)], read)
}

/// How many a person keeps.
///
/// # Errors
/// The database's own.
pub async fn count(connection: &impl ConnectionTrait, account: AccountId) -> Result<u64> {
    Ok(saved_search::Entity::find().filter(of(account)).count(connection).await?)
}

/// Forgets one of the account's; `false` when there is no such one.
///
/// # Errors
/// The database's own.
pub async fn remove(tx: &Tx, account: AccountId, id: SavedSearchId) -> Result<bool> {
    let gone = saved_search::Entity::delete_many()
        .filter(Column::Id.eq(uuid(id.as_u128())))
        .filter(of(account))
        .exec(tx.conn())
        .await?;
    Ok(gone.rows_affected == 1)
}

/// Forgets all of an account's.
///
/// # Errors
/// The database's own.
pub async fn remove_all(tx: &Tx, account: AccountId) -> Result<()> {
    saved_search::Entity::delete_many().filter(of(account)).exec(tx.conn()).await?;
    Ok(())
}

/// What is asked for by searches that may match this session: each once, and none is left out that
/// does match. Whether it does is for the list to say, [`super::session_list::matches`].
///
/// # Errors
/// The database's own.
pub async fn candidates(
    connection: &impl ConnectionTrait,
    listing: &Listing,
) -> Result<Vec<Criteria>> {
    let (session, region) = (&listing.session, &listing.institution.region);
    let any_or =
        |column: Column, texts: Vec<String>| column.is_in(texts.into_iter().chain([String::new()]));
    type Row = (String, String, String, String, String, String, String);
    let rows: Vec<Row> = saved_search::Entity::find()
        .select_only()
        .columns(ASKED)
        .distinct()
        .filter(any_or(Column::Program, vec![session.program.to_string()]))
        .filter(any_or(Column::Institution, vec![session.institution.to_string()]))
        .filter(any_or(Column::Vocation, vec![listing.program.vocation.to_string()]))
        .filter(any_or(Column::Region, vec![region.to_string(), region.province().to_string()]))
        .filter(any_or(Column::Mode, vec![session.mode.as_str().to_owned()]))
        .filter(any_or(Column::Funding, vec![session.funding.as_str().to_owned()]))
        .into_tuple()
        .all(connection)
        .await?;
    let texts = |(program, institution, vocation, region, mode, funding, words): Row| Texts {
        program,
        institution,
        vocation,
        region,
        mode,
        funding,
        words,
    };
    rows.into_iter().map(|row| texts(row).read()).collect()
}

/// A search and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watcher {
    /// The search.
    pub search: SavedSearchId,
    /// Whose it is.
    pub account: AccountId,
}

/// Who has asked for just this until `at`, by account, from behind `after` on.
///
/// # Errors
/// The database's own.
pub async fn watchers(
    connection: &impl ConnectionTrait,
    criteria: &Criteria,
    (at, after): (Instant, Option<AccountId>),
    most: u64,
) -> Result<Vec<Watcher>> {
    let after = after.map(|account| Column::AccountId.gt(uuid(account.as_u128())));
    let rows: Vec<(Uuid, Uuid)> = saved_search::Entity::find()
        .select_only()
        .columns([Column::Id, Column::AccountId])
        .filter(Condition::all().add(asks(criteria)).add_option(after))
        .filter(Column::CreatedAt.lte(at.as_millis()))
        .order_by_asc(Column::AccountId)
        .limit(most)
        .into_tuple()
        .all(connection)
        .await?;
    let watcher = |(search, account): (Uuid, Uuid)| Watcher {
        search: SavedSearchId::from_u128(search.as_u128()),
        account: AccountId::from_u128(account.as_u128()),
    };
    Ok(rows.into_iter().map(watcher).collect())
}

/// Of these searches, whose still are kept; on PostgreSQL they stay so until the transaction ends, so
/// that nobody is told whose account is being erased.
///
/// # Errors
/// The database's own.
pub async fn hold(tx: &Tx, watchers: &[Watcher]) -> Result<Vec<AccountId>> {
    let ids = watchers.iter().map(|watcher| uuid(watcher.search.as_u128()));
    let mut select = saved_search::Entity::find()
        .select_only()
        .columns([Column::Id, Column::AccountId])
        .filter(Column::Id.is_in(ids))
        // In one order everywhere, so that no two wait for each other.
        .order_by_asc(Column::Id);
    // On SQLite there is one writer, and this is it.
    if tx.conn().get_database_backend() != DbBackend::Sqlite {
        select = select.lock(LockType::NoKeyUpdate);
    }
    let rows: Vec<(Uuid, Uuid)> = select.into_tuple().all(tx.conn()).await?;
    Ok(rows.into_iter().map(|(_, account)| AccountId::from_u128(account.as_u128())).collect())
}

/// Writes down that these searches told of something.
///
/// # Errors
/// The database's own.
pub async fn told(
    tx: &Tx,
    watchers: &[Watcher],
    accounts: &HashSet<AccountId>,
    now: Instant,
) -> Result<()> {
    let told = watchers.iter().filter(|watcher| accounts.contains(&watcher.account));
    saved_search::Entity::update_many()
        .col_expr(Column::ToldAt, now.as_millis().into())
        .filter(Column::Id.is_in(told.map(|watcher| uuid(watcher.search.as_u128()))))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The columns of what is asked for, in the order of the index.
const ASKED: [Column; 7] = [
    Column::Program,
    Column::Institution,
    Column::Vocation,
    Column::Region,
    Column::Mode,
    Column::Funding,
    Column::Words,
];

fn of(account: AccountId) -> sea_orm::sea_query::Expr {
    Column::AccountId.eq(uuid(account.as_u128()))
}

fn asks(criteria: &Criteria) -> Condition {
    let of = Texts::of(criteria);
    let texts = [of.program, of.institution, of.vocation, of.region, of.mode, of.funding, of.words];
    ASKED
        .into_iter()
        .zip(texts)
        .fold(Condition::all(), |all, (column, text)| all.add(column.eq(text)))
}

/// What is asked for, as the columns hold it.
struct Texts {
    program: String,
    institution: String,
    vocation: String,
    region: String,
    mode: String,
    funding: String,
    words: String,
}

impl Texts {
    fn of(criteria: &Criteria) -> Self {
        let shown = |id: Option<String>| id.unwrap_or_default();
        let word = |word: Option<&'static str>| word.unwrap_or_default().to_owned();
        Self {
            program: shown(criteria.program.map(|id| id.to_string())),
            institution: shown(criteria.institution.map(|id| id.to_string())),
            vocation: shown(criteria.vocation.as_ref().map(ToString::to_string)),
            region: shown(criteria.region.as_ref().map(ToString::to_string)),
            mode: word(criteria.mode.map(|mode| mode.as_str())),
            funding: word(criteria.funding.map(|funding| funding.as_str())),
            words: shown(criteria.words.clone()),
        }
    }

    fn read(self) -> Result<Criteria> {
        Ok(Criteria {
            words: Some(self.words).filter(|words| !words.is_empty()),
            program: parsed(&self.program)?,
            institution: parsed(&self.institution)?,
            vocation: parsed(&self.vocation)?,
            region: parsed(&self.region)?,
            mode: parsed(&self.mode)?,
            funding: parsed(&self.funding)?,
        })
    }
}

fn parsed<T: FromStr>(text: &str) -> Result<Option<T>> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| corrupt("saved search"))
}

fn read(row: saved_search::Model) -> Result<SavedSearch> {
    let texts = Texts {
        program: row.program,
        institution: row.institution,
        vocation: row.vocation,
        region: row.region,
        mode: row.mode,
        funding: row.funding,
        words: row.words,
    };
    Ok(SavedSearch {
        id: SavedSearchId::from_u128(row.id.as_u128()),
        account: AccountId::from_u128(row.account_id.as_u128()),
        criteria: texts.read()?,
        created_at: instant(row.created_at),
        told_at: instant_opt(row.told_at),
    })
}
