//! What a centre wrote to a group of applicants: known by its session and moment, so that a person's
//! message finds its words.

use std::collections::HashMap;

use balai_shared::{
    application::ApplicationState,
    id::{AccountId, ApplicationId, SessionId},
    language::Language,
    notification::Reach,
    time::Instant,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Set,
    Statement, prelude::Uuid, sea_query::ExprTrait,
};

use super::{
    Tx,
    convert::{instant, uuid, word_opt},
    entity::group_message::{self, Column},
    preference::Recipient,
};
use crate::error::Result;

/// How many are looked up in one statement.
const AT_ONCE: usize = 100;

/// A message to a group.
#[derive(Debug, Clone)]
pub struct GroupMessage {
    /// To whose applicants.
    pub session: SessionId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub sent_by: AccountId,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// To those in these states.
    pub states: Vec<ApplicationState>,
    /// How many got it.
    pub people: i32,
}

/// Adds a message.
///
/// # Errors
/// The database's own, among them a second one at the same moment.
pub async fn insert(tx: &Tx, new: &GroupMessage) -> Result<()> {
    let states: Vec<&str> = new.states.iter().map(|state| state.as_str()).collect();
    let row = group_message::ActiveModel {
        session_id: Set(uuid(new.session.as_u128())),
        at: Set(new.at.as_millis()),
        sent_by: Set(uuid(new.sent_by.as_u128())),
        subject: Set(new.subject.clone()),
        text: Set(new.text.clone()),
        states: Set(states.join(",")),
        people: Set(new.people),
    };
    group_message::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// How many a session's applicants were written since `since`.
///
/// # Errors
/// The database's own.
pub async fn count(
    connection: &impl ConnectionTrait,
    session: SessionId,
    since: Instant,
) -> Result<u64> {
    Ok(group_message::Entity::find()
        .filter(Column::SessionId.eq(uuid(session.as_u128())))
        .filter(Column::At.gt(since.as_millis()))
        .count(connection)
        .await?)
}

/// The words of messages, by session and moment: subject and text.
///
/// # Errors
/// The database's own.
pub async fn words(
    connection: &impl ConnectionTrait,
    keys: &[(SessionId, Instant)],
) -> Result<HashMap<(SessionId, Instant), (String, String)>> {
    let one = |(session, at): &(SessionId, Instant)| {
        Column::SessionId.eq(uuid(session.as_u128())).and(Column::At.eq(at.as_millis()))
    };
    let mut rows = Vec::with_capacity(keys.len());
    // A chain of ORs is written by recursion: a bounded one each.
    for some in keys.chunks(AT_ONCE) {
        let any = some.iter().map(one).fold(Condition::any(), Condition::add);
        rows.extend(group_message::Entity::find().filter(any).all(connection).await?);
    }
    let read = |row: group_message::Model| {
        let session = SessionId::from_u128(row.session_id.as_u128());
        ((session, instant(row.at)), (row.subject, row.text))
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Whom a message to these states of a session reaches, and how: nobody whose account was deleted.
///
/// # Errors
/// The database's own.
pub async fn recipients(
    connection: &impl ConnectionTrait,
    session: SessionId,
    states: &[ApplicationState],
) -> Result<Vec<(ApplicationId, Recipient)>> {
    let backend = connection.get_database_backend();
    let places: Vec<String> = (2..=states.len() + 1).map(|place| format!("${place}")).collect();
    let sql = format!(
        "SELECT e.id AS application, a.id AS account, p.language AS language, \
         CASE WHEN a.email_confirmed_at IS NOT NULL AND (p.account_id IS NULL OR p.email) \
         THEN 1 ELSE 0 END AS email, \
         CASE WHEN a.phone_confirmed_at IS NOT NULL AND (p.account_id IS NULL OR p.sms) \
         THEN 1 ELSE 0 END AS sms \
         FROM applications e JOIN applicants s ON s.id = e.applicant_id \
         JOIN accounts a ON a.id = s.account_id \
         LEFT JOIN message_preferences p ON p.account_id = a.id \
         WHERE e.session_id = $1 AND a.deleted_at IS NULL AND e.state IN ({}) ORDER BY e.id",
        places.join(", ")
    );
    let states = states.iter().map(|state| state.as_str().into());
    let values = std::iter::once(uuid(session.as_u128()).into()).chain(states);
    let statement = Statement::from_sql_and_values(backend, sql, values);
    let rows = connection.query_all_raw(statement).await?;
    rows.into_iter()
        .map(|row| {
            let application: Uuid = row.try_get("", "application")?;
            let account: Uuid = row.try_get("", "account")?;
            let language: Option<String> = row.try_get("", "language")?;
            let language = word_opt::<Language>(language.as_deref(), "language")?;
            let yes = |column: &str| row.try_get::<i32>("", column).map(|given| given == 1);
            let to = Recipient {
                account: AccountId::from_u128(account.as_u128()),
                language: language.unwrap_or_default(),
                reach: Reach { email: yes("email")?, sms: yes("sms")? },
            };
            Ok((ApplicationId::from_u128(application.as_u128()), to))
        })
        .collect()
}
