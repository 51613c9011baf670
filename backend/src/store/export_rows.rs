//! Rows of the lists that are taken along, in pieces: each piece is one statement that begins behind
//! the last row of the one before, so that nothing is held between them.

use balai_shared::{
    id::{ApplicationId, CertificateId, InstitutionId, SessionId},
    time::Instant,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QueryResult, QuerySelect,
    Statement, prelude::Uuid,
};

use super::{
    convert::{date, instant, instant_opt, uuid, word_opt},
    entity::application::{self, Column},
    erasure::ERASED_NAME,
};
use crate::{error::Result, model::export::CertificateRow};

/// Behind which certificate a piece begins: when its application was sent, the application, and the
/// certificate.
pub type Behind = (Instant, ApplicationId, CertificateId);

/// The next certificates of an institution, in the order of their applications.
///
/// # Errors
/// The database's own.
pub async fn certificates(
    connection: &impl ConnectionTrait,
    institution: InstitutionId,
    behind: Option<Behind>,
    most: u64,
) -> Result<Vec<CertificateRow>> {
    let (at, application, certificate) = behind.unwrap_or((
        Instant::from_millis(i64::MIN),
        ApplicationId::from_u128(0),
        CertificateId::from_u128(0),
    ));
    // From the index by institution and submission: the applications that have none cost a look-up.
    const SQL: &str = "SELECT c.id, c.application_id, a.submitted_at, c.number, c.kind, \
        t.name, r.program_title, r.starts_on, r.ends_on, c.issued_on, \
        c.revoked_at FROM applications a \
        JOIN certificates c ON c.application_id = a.id \
        JOIN certificate_records r ON r.certificate_id = c.id \
        LEFT JOIN certificate_texts t ON t.certificate_id = c.id \
        WHERE a.institution_id = $1 AND a.submitted_at >= $2 \
        AND (a.submitted_at, a.id, c.id) > ($2, $3, $4) \
        ORDER BY a.submitted_at, a.id, c.id LIMIT $5";
    let values = [
        uuid(institution.as_u128()).into(),
        at.as_millis().into(),
        uuid(application.as_u128()).into(),
        uuid(certificate.as_u128()).into(),
        i64::try_from(most).unwrap_or(i64::MAX).into(),
    ];
    let statement = Statement::from_sql_and_values(connection.get_database_backend(), SQL, values);
    connection.query_all_raw(statement).await?.iter().map(read).collect()
}

fn read(row: &QueryResult) -> Result<CertificateRow> {
    let (id, application): (Uuid, Uuid) =
        (row.try_get("", "id")?, row.try_get("", "application_id")?);
    let day = |column: &str| -> Result<_> { date(&row.try_get::<String>("", column)?) };
    let kind: Option<String> = row.try_get("", "kind")?;
    let name: Option<String> = row.try_get("", "name")?;
    Ok(CertificateRow {
        id: CertificateId::from_u128(id.as_u128()),
        application: ApplicationId::from_u128(application.as_u128()),
        submitted_at: instant(row.try_get("", "submitted_at")?),
        number: row.try_get("", "number")?,
        kind: word_opt(kind.as_deref(), "certificate kind")?,
        name: name.unwrap_or_else(|| ERASED_NAME.to_owned()),
        program: row.try_get("", "program_title")?,
        starts_on: day("starts_on")?,
        ends_on: day("ends_on")?,
        issued_on: day("issued_on")?,
        revoked_at: instant_opt(row.try_get("", "revoked_at")?),
    })
}

/// Who waits for a seat of a session, the first first.
///
/// # Errors
/// The database's own.
pub async fn waiting(
    connection: &impl ConnectionTrait,
    session: SessionId,
) -> Result<Vec<ApplicationId>> {
    let ids: Vec<Uuid> = application::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::SessionId.eq(uuid(session.as_u128())))
        .filter(Column::State.eq("WAITLISTED"))
        .order_by_asc(Column::WaitlistOrder)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(|id| ApplicationId::from_u128(id.as_u128())).collect())
}
