//! Messages to people about their applications and benefits, and sessions that they wait for.

use std::collections::HashSet;

use balai_shared::{
    id::{AccountId, ApplicationId, NotificationId},
    notification::NotificationKind,
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, PaginatorTrait,
    QueryFilter, Set, prelude::Uuid, sea_query::OnConflict,
};

use super::{
    Tx,
    convert::{instant, uuid, word},
    corrupt,
    entity::notification,
    page::{Key, Keyset, Kind, page},
};
use crate::{
    error::Result,
    model::{
        application::Notification,
        message::Subject,
        page::{Page, Window},
    },
};

/// What is told about an application, a benefit or a session.
#[derive(Debug, Clone, Copy)]
pub struct News {
    /// The message's id.
    pub id: NotificationId,
    /// To whom.
    pub account: AccountId,
    /// About what.
    pub about: Subject,
    /// What it says.
    pub kind: NotificationKind,
    /// From when on it is told: before, nobody sees it.
    pub at: Instant,
}

/// Adds a message.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, news: News) -> Result<()> {
    row(news).insert(tx.conn()).await?;
    Ok(())
}

fn row(news: News) -> notification::ActiveModel {
    notification::ActiveModel {
        id: Set(uuid(news.id.as_u128())),
        account_id: Set(uuid(news.account.as_u128())),
        application_id: Set(news.about.application().map(|id| uuid(id.as_u128()))),
        benefit_id: Set(news.about.benefit().map(|id| uuid(id.as_u128()))),
        session_id: Set(news.about.session().map(|id| uuid(id.as_u128()))),
        kind: Set(news.kind.as_str().to_owned()),
        created_at: Set(news.at.as_millis()),
        read_at: Set(None),
    }
}

/// Tells these accounts of a session; gives those who hadn't been told before.
///
/// # Errors
/// The database's own.
pub async fn insert_of_session(tx: &Tx, news: &[News]) -> Result<HashSet<AccountId>> {
    let rows = news.iter().copied().map(row);
    let told_before = OnConflict::columns([
        notification::Column::SessionId,
        notification::Column::Kind,
        notification::Column::AccountId,
    ])
    .target_and_where(notification::Column::SessionId.is_not_null())
    .do_nothing()
    .to_owned();
    let added = notification::Entity::insert_many(rows)
        .on_conflict(told_before)
        .exec_with_returning(tx.conn())
        .await?;
    Ok(added.into_iter().map(|row| AccountId::from_u128(row.account_id.as_u128())).collect())
}

/// Takes away what a person has not been told yet about an application, from `since` on.
///
/// # Errors
/// The database's own.
pub async fn untell(
    tx: &Tx,
    account: AccountId,
    about: ApplicationId,
    since: Instant,
) -> Result<()> {
    notification::Entity::delete_many()
        .filter(notification::Column::AccountId.eq(uuid(account.as_u128())))
        .filter(notification::Column::CreatedAt.gte(since.as_millis()))
        .filter(notification::Column::ApplicationId.eq(uuid(about.as_u128())))
        // What the centre wrote meanwhile is no decision.
        .filter(
            notification::Column::Kind
                .is_not_in(NotificationKind::BESIDE_DECISIONS.map(NotificationKind::as_str)),
        )
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// A page of a person's messages that are told by `now`, the latest first.
///
/// # Errors
/// `VALIDATION_FAILED` for a cursor of another list.
pub async fn list(
    connection: &impl ConnectionTrait,
    account: AccountId,
    now: Instant,
    window: &Window,
) -> Result<Page<Notification>> {
    let keyset = Keyset::by(
        notification::Column::CreatedAt.into_expr(),
        Kind::Number,
        notification::Column::Id.into_expr(),
        Order::Desc,
    );
    let select = notification::Entity::find().filter(of(account, now));
    let rows = keyset.cut(select, window)?.all(connection).await?;
    page(rows, window, |row| vec![Key::Number(row.created_at), Key::Id(row.id)], read)
}

/// How many there are.
///
/// # Errors
/// The database's own.
pub async fn count(
    connection: &impl ConnectionTrait,
    account: AccountId,
    now: Instant,
) -> Result<u64> {
    Ok(notification::Entity::find().filter(of(account, now)).count(connection).await?)
}

/// How many are unread.
///
/// # Errors
/// The database's own.
pub async fn unread(
    connection: &impl ConnectionTrait,
    account: AccountId,
    now: Instant,
) -> Result<u64> {
    let unread = notification::Entity::find()
        .filter(of(account, now))
        .filter(notification::Column::ReadAt.is_null());
    Ok(unread.count(connection).await?)
}

/// Marks all unread ones as read.
///
/// # Errors
/// The database's own.
pub async fn mark_read(tx: &Tx, account: AccountId, at: Instant) -> Result<()> {
    notification::Entity::update_many()
        .col_expr(notification::Column::ReadAt, at.as_millis().into())
        .filter(of(account, at))
        .filter(notification::Column::ReadAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// What is told by `now`: a decision's message waits until the decision can't be undone.
fn of(account: AccountId, now: Instant) -> Condition {
    Condition::all()
        .add(notification::Column::AccountId.eq(uuid(account.as_u128())))
        .add(notification::Column::CreatedAt.lte(now.as_millis()))
}

fn read(row: notification::Model) -> Result<Notification> {
    let bits = |id: Option<Uuid>| id.map(|id| id.as_u128());
    let about = Subject::of(bits(row.application_id), bits(row.benefit_id), bits(row.session_id));
    Ok(Notification {
        id: NotificationId::from_u128(row.id.as_u128()),
        account: AccountId::from_u128(row.account_id.as_u128()),
        about: about.ok_or_else(|| corrupt("notification"))?,
        kind: word::<NotificationKind>(&row.kind, "notification")?,
        created_at: instant(row.created_at),
        read_at: row.read_at.map(instant),
    })
}
