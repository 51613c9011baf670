//! Two accounts of one person: finding them, and moving what is one's to the other.

use balai_shared::{
    application::ApplicationState,
    id::{AccountId, ApplicantId, ApplicationId, InstitutionId},
    time::Instant,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, Set, Statement,
    prelude::Uuid,
};

use super::{
    Tx,
    application::read,
    convert::{date_opt, uuid},
    entity::{application, joined_account},
};
use crate::{
    error::Result,
    model::{
        account::Applicant,
        application::Application,
        join::{Joined, Lookalike},
    },
};

/// How many people with the same birth date or name are looked at.
const MOST: u32 = 50;

#[derive(Debug, FromQueryResult)]
struct Row {
    application_id: Uuid,
    applicant_id: Uuid,
    name: String,
    birth_date: Option<String>,
}

/// Other people who applied to the institution and have the person's birth date or name, each with the
/// latest application there.
///
/// # Errors
/// The database's own.
pub async fn lookalikes(
    connection: &impl ConnectionTrait,
    institution: InstitutionId,
    person: &Applicant,
) -> Result<Vec<Lookalike>> {
    const SQL: &str = "SELECT a.id AS application_id, a.applicant_id AS applicant_id, c.name AS name, \
        p.birth_date AS birth_date FROM applicants p JOIN accounts c ON c.id = p.account_id \
        JOIN applications a ON a.id = (SELECT b.id FROM applications b WHERE b.applicant_id = p.id \
        AND b.institution_id = $1 AND b.state <> 'DRAFT' ORDER BY b.submitted_at DESC, b.id DESC \
        LIMIT 1) \
        WHERE p.id IN (SELECT d.id FROM applicants d WHERE d.birth_date = $2 \
        UNION SELECT n.id FROM applicants n JOIN accounts m ON m.id = n.account_id \
        WHERE lower(m.name) = lower($3)) \
        AND p.id <> $4 AND c.deleted_at IS NULL ORDER BY a.submitted_at DESC, a.id DESC LIMIT ";
    let born = person.birth_date.map(|date| date.to_string());
    let values = [
        uuid(institution.as_u128()).into(),
        born.into(),
        person.name.clone().into(),
        uuid(person.id.as_u128()).into(),
    ];
    let backend = connection.get_database_backend();
    let statement = Statement::from_sql_and_values(backend, format!("{SQL}{MOST}"), values);
    let rows = Row::find_by_statement(statement).all(connection).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Lookalike {
                application: ApplicationId::from_u128(row.application_id.as_u128()),
                applicant: ApplicantId::from_u128(row.applicant_id.as_u128()),
                name: row.name,
                birth_date: date_opt(row.birth_date.as_deref())?,
            })
        })
        .collect()
}

/// All that a person ever sent.
///
/// # Errors
/// The database's own.
pub async fn sent(
    connection: &impl ConnectionTrait,
    applicant: ApplicantId,
) -> Result<Vec<Application>> {
    let rows = application::Entity::find()
        .filter(application::Column::ApplicantId.eq(uuid(applicant.as_u128())))
        .filter(application::Column::State.ne(ApplicationState::Draft.as_str()))
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// Whose account and profile.
pub type Holder = (AccountId, ApplicantId);

/// Gives what is `from`'s to `to`: all that was sent; drafts, documents and searches that `to` doesn't
/// have; messages about applications, and those that wait to be sent to whatever contact the account
/// has. The rows of the applications and of both profiles are held.
///
/// # Errors
/// The database's own.
pub async fn give(tx: &Tx, from: Holder, to: Holder) -> Result<()> {
    /// $1: whose it was, $2: whose it becomes.
    const OF_PROFILES: &[&str] = &[
        // Who applied twice to a session was counted as two people.
        "UPDATE sessions SET applicant_count = applicant_count - 1 WHERE id IN \
         (SELECT a.session_id FROM applications a JOIN applications k \
         ON k.session_id = a.session_id WHERE a.applicant_id = $1 AND k.applicant_id = $2 \
         AND a.state <> 'DRAFT' AND k.state <> 'DRAFT')",
        "UPDATE applications SET applicant_id = $2 WHERE applicant_id = $1 AND state <> 'DRAFT'",
        "UPDATE applications SET applicant_id = $2 WHERE applicant_id = $1 AND state = 'DRAFT' \
         AND NOT EXISTS (SELECT 1 FROM applications k WHERE k.applicant_id = $2 \
         AND k.session_id = applications.session_id AND k.state NOT IN \
         ('REJECTED', 'DECLINED', 'LAPSED', 'WITHDRAWN', 'CANCELLED'))",
        "UPDATE documents SET applicant_id = $2 WHERE applicant_id = $1 AND NOT EXISTS \
         (SELECT 1 FROM documents k WHERE k.applicant_id = $2 AND k.kind = documents.kind)",
    ];
    const OF_ACCOUNTS: &[&str] = &[
        "UPDATE saved_searches SET account_id = $2 WHERE account_id = $1 AND NOT EXISTS \
         (SELECT 1 FROM saved_searches k WHERE k.account_id = $2 \
         AND k.program = saved_searches.program AND k.institution = saved_searches.institution \
         AND k.vocation = saved_searches.vocation AND k.region = saved_searches.region \
         AND k.mode = saved_searches.mode AND k.funding = saved_searches.funding \
         AND k.words = saved_searches.words)",
        "UPDATE notifications SET account_id = $2 WHERE account_id = $1 \
         AND application_id IS NOT NULL",
        "UPDATE outbox SET account_id = $2 WHERE account_id = $1 AND application_id IS NOT NULL \
         AND next_try_at IS NOT NULL AND destination IS NULL",
    ];
    let backend = tx.conn().get_database_backend();
    let profiles = [uuid(from.1.as_u128()), uuid(to.1.as_u128())];
    let accounts = [uuid(from.0.as_u128()), uuid(to.0.as_u128())];
    let of_profiles = OF_PROFILES.iter().map(|sql| (sql, profiles));
    // Searches first of the account's, as in erasing: who is being told of a session holds them.
    for (sql, whose) in of_profiles.chain(OF_ACCOUNTS.iter().map(|sql| (sql, accounts))) {
        let values = whose.map(sea_orm::Value::from);
        let statement = Statement::from_sql_and_values(backend, *sql, values);
        tx.conn().execute_raw(statement).await?;
    }
    Ok(())
}

/// Writes down where an account went.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, new: &Joined, at: Instant) -> Result<()> {
    let row = joined_account::ActiveModel {
        closed_id: Set(uuid(new.closed.as_u128())),
        kept_id: Set(uuid(new.kept.as_u128())),
        institution_id: Set(uuid(new.institution.as_u128())),
        staff_id: Set(uuid(new.staff.as_u128())),
        joined_at: Set(at.as_millis()),
    };
    joined_account::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Whether this member of staff joined another account to this one.
///
/// # Errors
/// The database's own.
pub async fn was_joined(
    connection: &impl ConnectionTrait,
    kept: AccountId,
    staff: AccountId,
) -> Result<bool> {
    let found = joined_account::Entity::find()
        .filter(joined_account::Column::KeptId.eq(uuid(kept.as_u128())))
        .filter(joined_account::Column::StaffId.eq(uuid(staff.as_u128())))
        .one(connection)
        .await?;
    Ok(found.is_some())
}
