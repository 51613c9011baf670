//! Messages on their way out of the house: queued with what they tell of, claimed by one sender at a
//! time, settled once.

use std::collections::HashMap;

use balai_shared::{
    account::AccountNotice,
    id::{AccountId, ApplicationId, MessageId},
    language::Language,
    notification::{Channel, NotificationKind},
    time::Instant,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
    prelude::Uuid,
    sea_query::{Expr, ExprTrait, IntoCondition},
};

use super::{
    Tx,
    convert::{instant, uuid, word},
    corrupt,
    entity::outbox::{self, Column},
    guarded,
};
use crate::{
    auth::vault::Vault,
    error::Result,
    model::message::{Content, Destination, Message, Standing, Subject},
};

/// The kinds of messages with a code; news and notices have their own words.
const PASSWORD_CODE: &str = "PASSWORD_CODE";
const CONTACT_CODE: &str = "CONTACT_CODE";
const JOIN_CODE: &str = "JOIN_CODE";
const STAFF_INVITATION: &str = "STAFF_INVITATION";
const RECOVERY: &str = "RECOVERY_ASKED";

/// Queues a message, to be sent from its first moment on.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, message: &Message) -> Result<()> {
    let seal = |code: &String| tx.vault().seal(&place(message.id), code.as_bytes());
    let (kind, about, secret) = match &message.content {
        Content::News { kind, about } => (kind.as_str(), Some(*about), None),
        Content::PasswordCode(code) => (PASSWORD_CODE, None, Some(seal(code)?)),
        Content::ContactCode(code) => (CONTACT_CODE, None, Some(seal(code)?)),
        Content::JoinCode(code) => (JOIN_CODE, None, Some(seal(code)?)),
        Content::Invitation(invitation, code) => {
            let id = invitation.map(|id| id.to_string()).unwrap_or_default();
            (STAFF_INVITATION, None, Some(seal(&format!("{id} {code}"))?))
        }
        Content::Recovery(code) => (RECOVERY, None, Some(seal(code)?)),
        Content::Notice(notice) => (notice.as_str(), None, None),
    };
    let destination = message.destination.as_ref();
    let destination = destination
        .map(|to| tx.vault().seal(&destination_place(message.id), to.0.as_bytes()))
        .transpose()?;
    let row = outbox::ActiveModel {
        id: Set(uuid(message.id.as_u128())),
        account_id: Set(uuid(message.account.as_u128())),
        channel: Set(message.channel.as_str().to_owned()),
        kind: Set(kind.to_owned()),
        language: Set(message.language.as_str().to_owned()),
        application_id: Set(about.and_then(Subject::application).map(|id| uuid(id.as_u128()))),
        benefit_id: Set(about.and_then(Subject::benefit).map(|id| uuid(id.as_u128()))),
        session_id: Set(about.and_then(Subject::session).map(|id| uuid(id.as_u128()))),
        secret: Set(secret),
        created_at: Set(message.created_at.as_millis()),
        expires_at: Set(message.expires_at.as_millis()),
        tries: Set(message.tries),
        next_try_at: Set(Some(message.created_at.as_millis())),
        sent_at: Set(None),
        delivered_at: Set(None),
        failed_at: Set(None),
        provider_id: Set(None),
        destination: Set(destination),
    };
    outbox::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Messages whose time to be tried has come.
#[derive(Debug, Default)]
pub struct Due {
    /// Those to try.
    pub messages: Vec<Message>,
    /// Those that this program can't read: written by a newer one, or sealed with another key.
    pub unreadable: Vec<MessageId>,
}

/// Messages of these channels whose time to be tried has come: codes first, somebody waits for them,
/// then the longest waiting.
///
/// # Errors
/// The database's own.
pub async fn due(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    channels: &[Channel],
    now: Instant,
    most: u64,
) -> Result<Due> {
    let rows = outbox::Entity::find()
        .filter(Column::NextTryAt.lte(now.as_millis()))
        .filter(Column::Channel.is_in(channels.iter().map(|channel| channel.as_str())))
        .order_by_desc(Column::Kind.is_in([PASSWORD_CODE, CONTACT_CODE, JOIN_CODE]))
        .order_by_asc(Column::NextTryAt)
        .limit(most)
        .all(connection)
        .await?;
    let mut due = Due::default();
    for row in rows {
        let id = MessageId::from_u128(row.id.as_u128());
        match read(row, vault) {
            Ok(message) => due.messages.push(message),
            Err(error) => {
                tracing::error!(%error, %id, "a message can't be read");
                due.unreadable.push(id);
            }
        }
    }
    Ok(due)
}

/// Takes a message on, as [`due`] gave it: until `next_try_at` it is the caller's alone, and if the
/// caller is never heard of again it is tried again then. `false` when another was first.
///
/// # Errors
/// The database's own.
pub async fn claim(tx: &Tx, message: &Message, next_try_at: Instant) -> Result<bool> {
    let update = outbox::Entity::update_many()
        .col_expr(Column::Tries, (message.tries + 1).into())
        .col_expr(Column::NextTryAt, next_try_at.as_millis().into())
        .filter(waiting(message.id))
        .filter(Column::Tries.eq(message.tries))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// A message was handed over, and is known to the gateway by `provider_id`. Its secret is forgotten.
///
/// # Errors
/// The database's own.
pub async fn sent(
    tx: &Tx,
    id: MessageId,
    provider_id: Option<String>,
    now: Instant,
) -> Result<bool> {
    let update = settled()
        .col_expr(Column::SentAt, now.as_millis().into())
        .col_expr(Column::ProviderId, provider_id.into())
        .filter(waiting(id))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// A message is given up. Its secret is forgotten.
///
/// # Errors
/// The database's own.
pub async fn give_up(tx: &Tx, id: MessageId, now: Instant) -> Result<bool> {
    let update = settled()
        .col_expr(Column::FailedAt, now.as_millis().into())
        .filter(waiting(id))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Takes away what waits from `since` on to be told a person about an application; `false` where a
/// sender has begun with one of them.
///
/// # Errors
/// The database's own.
pub async fn untell(
    tx: &Tx,
    account: AccountId,
    about: ApplicationId,
    since: Instant,
) -> Result<bool> {
    let theirs = Column::AccountId
        .eq(uuid(account.as_u128()))
        .and(Column::CreatedAt.gte(since.as_millis()))
        .and(Column::ApplicationId.eq(uuid(about.as_u128())))
        // What the centre wrote meanwhile is no decision.
        .and(
            Column::Kind
                .is_not_in(NotificationKind::BESIDE_DECISIONS.map(NotificationKind::as_str)),
        );
    outbox::Entity::delete_many()
        .filter(theirs.clone())
        .filter(Column::NextTryAt.is_not_null())
        .filter(Column::Tries.eq(0))
        .exec(tx.conn())
        .await?;
    Ok(outbox::Entity::find().filter(theirs).count(tx.conn()).await? == 0)
}

/// Gives up all that is worth nothing any more; gives how many.
///
/// # Errors
/// The database's own.
pub async fn expire(tx: &Tx, now: Instant) -> Result<u64> {
    let result = settled()
        .col_expr(Column::FailedAt, now.as_millis().into())
        .filter(Column::NextTryAt.is_not_null())
        .filter(Column::ExpiresAt.lte(now.as_millis()))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected)
}

/// The gateway says that a message which was sent has arrived, or won't. By our id, or by its own.
/// `false` when there is none that was sent and not settled further.
///
/// # Errors
/// The database's own.
pub async fn delivery(tx: &Tx, id: &str, arrived: bool, now: Instant) -> Result<bool> {
    let column = if arrived { Column::DeliveredAt } else { Column::FailedAt };
    let named = match id.parse::<MessageId>() {
        Ok(id) => Column::Id.eq(uuid(id.as_u128())),
        Err(_) => Column::ProviderId.eq(id),
    };
    let update = outbox::Entity::update_many()
        .col_expr(column, now.as_millis().into())
        .filter(named)
        .filter(Column::SentAt.is_not_null())
        .filter(Column::DeliveredAt.is_null())
        .filter(Column::FailedAt.is_null())
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Messages of any standing, the newest first.
///
/// # Errors
/// The database's own.
pub async fn newest(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    most: u64,
) -> Result<Vec<(Message, Standing)>> {
    let newest = outbox::Entity::find()
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(most);
    let rows = newest.all(connection).await?;
    rows.into_iter()
        .map(|row| {
            let standing = standing(&row);
            Ok((read(row, vault)?, standing))
        })
        .collect()
}

/// How many messages wait, or were given up.
///
/// # Errors
/// The database's own.
pub async fn count(connection: &impl ConnectionTrait, standing: Standing) -> Result<u64> {
    let filter = match standing {
        Standing::Waiting => Column::NextTryAt.is_not_null(),
        Standing::Sent => Column::SentAt.is_not_null(),
        Standing::Delivered => Column::DeliveredAt.is_not_null(),
        Standing::Failed => Column::FailedAt.is_not_null(),
    };
    Ok(outbox::Entity::find().filter(filter).count(connection).await?)
}

/// How many letters about sessions each of these accounts was written since `since`; those without
/// one are left out.
///
/// # Errors
/// The database's own.
pub async fn of_sessions_since(
    tx: &Tx,
    accounts: &[AccountId],
    since: Instant,
) -> Result<HashMap<AccountId, i64>> {
    let counts: Vec<(Uuid, i64)> = outbox::Entity::find()
        .select_only()
        .column(Column::AccountId)
        .column_as(Column::Id.count(), "letters")
        .filter(Column::AccountId.is_in(accounts.iter().map(|id| uuid(id.as_u128()))))
        .filter(Column::SessionId.is_not_null())
        .filter(Column::CreatedAt.gt(since.as_millis()))
        .group_by(Column::AccountId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let read = |(id, letters): (Uuid, i64)| (AccountId::from_u128(id.as_u128()), letters);
    Ok(counts.into_iter().map(read).collect())
}

/// Forgets what was settled and written before `before`.
///
/// # Errors
/// The database's own.
pub async fn purge(tx: &Tx, before: Instant) -> Result<u64> {
    let result = outbox::Entity::delete_many()
        .filter(Column::NextTryAt.is_null())
        .filter(Column::CreatedAt.lt(before.as_millis()))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected)
}

fn settled() -> sea_orm::UpdateMany<outbox::Entity> {
    outbox::Entity::update_many()
        .col_expr(Column::NextTryAt, Expr::value(Option::<i64>::None))
        .col_expr(Column::Secret, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::Destination, Expr::value(Option::<Vec<u8>>::None))
}

fn waiting(id: MessageId) -> sea_orm::Condition {
    Column::Id.eq(uuid(id.as_u128())).into_condition().add(Column::NextTryAt.is_not_null())
}

const fn standing(row: &outbox::Model) -> Standing {
    match (row.failed_at, row.delivered_at, row.sent_at) {
        (Some(_), _, _) => Standing::Failed,
        (None, Some(_), _) => Standing::Delivered,
        (None, None, Some(_)) => Standing::Sent,
        (None, None, None) => Standing::Waiting,
    }
}

fn place(id: MessageId) -> String {
    format!("outbox.secret/{id}")
}

fn destination_place(id: MessageId) -> String {
    format!("outbox.destination/{id}")
}

fn open(vault: &Vault, place: &str, sealed: &[u8]) -> Result<String> {
    let plain = vault.open(place, sealed).ok_or_else(|| corrupt("message"))?;
    String::from_utf8(plain).map_err(|_| corrupt("message"))
}

fn content(row: &outbox::Model, vault: &Vault) -> Result<Content> {
    // Forgotten once the message is settled.
    let code = || {
        let place = place(MessageId::from_u128(row.id.as_u128()));
        row.secret.as_ref().map_or(Ok(String::new()), |sealed| open(vault, &place, sealed))
    };
    if row.kind == PASSWORD_CODE {
        return Ok(Content::PasswordCode(code()?));
    }
    if row.kind == CONTACT_CODE {
        return Ok(Content::ContactCode(code()?));
    }
    if row.kind == JOIN_CODE {
        return Ok(Content::JoinCode(code()?));
    }
    if row.kind == RECOVERY {
        return Ok(Content::Recovery(code()?));
    }
    if row.kind == STAFF_INVITATION {
        let secret = code()?;
        let (id, code) = secret.split_once(' ').unwrap_or_default();
        return Ok(Content::Invitation(id.parse().ok(), code.to_owned()));
    }
    let bits = |id: Option<Uuid>| id.map(|id| id.as_u128());
    let about = Subject::of(bits(row.application_id), bits(row.benefit_id), bits(row.session_id));
    let Some(about) = about else {
        return Ok(Content::Notice(word::<AccountNotice>(&row.kind, "message")?));
    };
    Ok(Content::News { kind: word::<NotificationKind>(&row.kind, "message")?, about })
}

fn read(row: outbox::Model, vault: &Vault) -> Result<Message> {
    let id = MessageId::from_u128(row.id.as_u128());
    let content = content(&row, vault)?;
    let destination = row.destination.as_ref();
    let destination = destination
        .map(|sealed| open(vault, &destination_place(id), sealed).map(Destination))
        .transpose()?;
    Ok(Message {
        id,
        account: AccountId::from_u128(row.account_id.as_u128()),
        channel: word::<Channel>(&row.channel, "channel")?,
        language: word::<Language>(&row.language, "language")?,
        content,
        destination,
        created_at: instant(row.created_at),
        expires_at: instant(row.expires_at),
        tries: row.tries,
    })
}
