//! How people want to be told.

use balai_shared::{
    id::{AccountId, ApplicantId, ApplicationId},
    language::Language,
    notification::Reach,
};
use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryResult, QuerySelect,
    Set, Statement, prelude::Uuid, sea_query::OnConflict,
};

use super::{
    Tx,
    convert::{uuid, word},
    corrupt,
    entity::{
        applicant,
        message_preference::{self, Column},
    },
};
use crate::{
    error::Result,
    model::{application::Application, message::Preferences},
};

/// A person's preferences; the default for who never chose.
///
/// # Errors
/// The database's own.
pub async fn of(connection: &impl ConnectionTrait, account: AccountId) -> Result<Preferences> {
    let row =
        message_preference::Entity::find_by_id(uuid(account.as_u128())).one(connection).await?;
    row.map_or(Ok(Preferences::default()), |row| {
        let language = word::<Language>(&row.language, "language")?;
        let (email, sms, new_sessions) = (row.email, row.sms, row.new_sessions);
        Ok(Preferences { language, email, sms, new_sessions })
    })
}

/// Keeps a person's preferences.
///
/// # Errors
/// The database's own.
pub async fn set(tx: &Tx, account: AccountId, new: Preferences) -> Result<()> {
    let row = message_preference::ActiveModel {
        account_id: Set(uuid(account.as_u128())),
        language: Set(new.language.as_str().to_owned()),
        email: Set(new.email),
        sms: Set(new.sms),
        new_sessions: Set(new.new_sessions),
    };
    let newer = OnConflict::column(Column::AccountId)
        .update_columns([Column::Language, Column::Email, Column::Sms, Column::NewSessions])
        .to_owned();
    message_preference::Entity::insert(row)
        .on_conflict(newer)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// In which language each of these applicants is told of an application, by the application; the
/// others' is the default.
///
/// # Errors
/// The database's own.
pub async fn languages(
    connection: &impl ConnectionTrait,
    applications: &[Application],
) -> Result<HashMap<ApplicationId, Language>> {
    let people = applications.iter().map(|application| uuid(application.applicant.as_u128()));
    let rows: Vec<(Uuid, String)> = applicant::Entity::find()
        .select_only()
        .column(applicant::Column::Id)
        .column(Column::Language)
        .join(
            JoinType::InnerJoin,
            applicant::Entity::belongs_to(message_preference::Entity)
                .from(applicant::Column::AccountId)
                .to(Column::AccountId)
                .into(),
        )
        .filter(applicant::Column::Id.is_in(people))
        .into_tuple()
        .all(connection)
        .await?;
    let rows = rows.into_iter().map(|(id, text)| Ok((id, word::<Language>(&text, "language")?)));
    let chosen = rows.collect::<Result<HashMap<Uuid, Language>>>()?;
    let of = |application: &Application| {
        let language = chosen.get(&uuid(application.applicant.as_u128()))?;
        Some((application.id, *language))
    };
    Ok(applications.iter().filter_map(of).collect())
}

/// A job seeker's account, and how news reach it.
#[derive(Debug, Clone, Copy)]
pub struct Recipient {
    /// The account.
    pub account: AccountId,
    /// In which language.
    pub language: Language,
    /// By which ways.
    pub reach: Reach,
}

/// Whom to tell about a job seeker's application, by ways that are proved alone: one statement, for it runs within every step.
///
/// # Errors
/// The database's own.
pub async fn recipient(tx: &Tx, applicant: ApplicantId) -> Result<Recipient> {
    const SQL: &str = "SELECT a.id, a.email_confirmed_at IS NOT NULL AS has_email, \
        a.phone_confirmed_at IS NOT NULL AS has_phone, p.language, p.email, p.sms \
        FROM applicants s JOIN accounts a ON a.id = s.account_id \
        LEFT JOIN message_preferences p ON p.account_id = a.id WHERE s.id = $1";
    let id = uuid(applicant.as_u128()).into();
    let statement = Statement::from_sql_and_values(tx.conn().get_database_backend(), SQL, [id]);
    let row = tx.conn().query_one_raw(statement).await?.ok_or_else(|| corrupt("applicant"))?;
    read_recipient(&row)
}

/// How news of sessions reach these accounts: who doesn't want them outside of Balai is not reached.
///
/// # Errors
/// The database's own.
pub async fn recipients(tx: &Tx, accounts: &[AccountId]) -> Result<Vec<Recipient>> {
    let places: Vec<String> = (1..=accounts.len()).map(|place| format!("${place}")).collect();
    let sql = format!(
        "SELECT a.id, a.email_confirmed_at IS NOT NULL AS has_email, \
         a.phone_confirmed_at IS NOT NULL AS has_phone, p.language, \
         p.email AND p.new_sessions AS email, p.sms AND p.new_sessions AS sms \
         FROM accounts a LEFT JOIN message_preferences p ON p.account_id = a.id \
         WHERE a.id IN ({})",
        places.join(", ")
    );
    let ids = accounts.iter().map(|id| uuid(id.as_u128()).into());
    let statement = Statement::from_sql_and_values(tx.conn().get_database_backend(), sql, ids);
    tx.conn().query_all_raw(statement).await?.iter().map(read_recipient).collect()
}

fn read_recipient(row: &QueryResult) -> Result<Recipient> {
    let account: sea_orm::prelude::Uuid = row.try_get("", "id")?;
    let language: Option<String> = row.try_get("", "language")?;
    let wants = |has: &str, column: &str| -> Result<bool> {
        let wanted: Option<bool> = row.try_get("", column)?;
        Ok(row.try_get::<bool>("", has)? && wanted.unwrap_or(true))
    };
    Ok(Recipient {
        account: AccountId::from_u128(account.as_u128()),
        language: language.map_or(Ok(Language::default()), |text| word(&text, "language"))?,
        reach: Reach { email: wants("has_email", "email")?, sms: wants("has_phone", "sms")? },
    })
}
