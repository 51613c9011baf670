//! What a centre's figures are made of: four statements, each of which the database adds up.

use balai_shared::{
    id::{ProgramId, SessionId, VocationCode},
    report::AgeBand,
};
use sea_orm::{ConnectionTrait, QueryResult, Statement, Value, prelude::Uuid};

use super::{
    convert::{date, uuid, word, word_opt},
    corrupt,
};
use crate::{
    error::Result,
    model::report::{Counts, PeopleRow, ReportQuery, SessionRow, StateRow, WaitRow},
};

/// The sessions, the latest first.
///
/// # Errors
/// The database's own.
pub async fn sessions(
    connection: &impl ConnectionTrait,
    query: &ReportQuery,
) -> Result<Vec<SessionRow>> {
    const SQL: &str = "SELECT s.id, s.program_id, p.title, p.vocation_code, s.starts_on, \
        s.lifecycle, CAST(s.capacity AS BIGINT) AS seats, CAST(s.seats_taken AS BIGINT) AS taken, \
        CAST(s.applicant_count AS BIGINT) AS applicants \
        FROM sessions s JOIN programs p ON p.id = s.program_id WHERE {asked} \
        ORDER BY s.starts_on DESC, s.id DESC";
    let rows = ask(connection, SQL, query).await?;
    let read = |row: &QueryResult| {
        let (id, program): (Uuid, Uuid) = (row.try_get("", "id")?, row.try_get("", "program_id")?);
        let vocation: String = row.try_get("", "vocation_code")?;
        Ok(SessionRow {
            id: SessionId::from_u128(id.as_u128()),
            program: ProgramId::from_u128(program.as_u128()),
            title: row.try_get("", "title")?,
            vocation: VocationCode::from_bare(&vocation).map_err(|_| corrupt("vocation"))?,
            starts_on: date(&row.try_get::<String>("", "starts_on")?)?,
            lifecycle: word(&row.try_get::<String>("", "lifecycle")?, "lifecycle")?,
            seats: row.try_get("", "seats")?,
            taken: row.try_get("", "taken")?,
            applicants: row.try_get("", "applicants")?,
        })
    };
    rows.iter().map(read).collect()
}

/// Applications by session and state. Only where the state doesn't say how far somebody had come is
/// the history asked; what was undone within its seconds doesn't count.
///
/// # Errors
/// The database's own.
pub async fn states(
    connection: &impl ConnectionTrait,
    query: &ReportQuery,
) -> Result<Vec<StateRow>> {
    const SQL: &str = "SELECT a.session_id, a.state, COUNT(*) AS applications, \
        CAST(SUM(CASE WHEN a.state IN ('REJECTED', 'WITHDRAWN', 'CANCELLED') AND EXISTS (\
        SELECT 1 FROM application_events e WHERE e.application_id = a.id \
        AND e.to_state = 'OFFERED' AND NOT EXISTS (SELECT 1 FROM application_events u \
        WHERE u.application_id = a.id AND u.version = e.version + 1 AND u.action = 'UNDO')) \
        THEN 1 ELSE 0 END) AS BIGINT) AS offered_before, \
        CAST(SUM(CASE WHEN a.state IN ('WITHDRAWN', 'CANCELLED') AND EXISTS (\
        SELECT 1 FROM application_events e WHERE e.application_id = a.id \
        AND e.to_state = 'CONFIRMED') THEN 1 ELSE 0 END) AS BIGINT) AS confirmed_before, \
        CAST(SUM(CASE WHEN a.state = 'COMPLETED' AND EXISTS (SELECT 1 FROM certificates c \
        WHERE c.application_id = a.id AND c.revoked_at IS NULL) THEN 1 ELSE 0 END) AS BIGINT) \
        AS certified FROM applications a JOIN sessions s ON s.id = a.session_id \
        WHERE {asked} AND a.submitted_at IS NOT NULL GROUP BY a.session_id, a.state";
    let rows = ask(connection, SQL, query).await?;
    let read = |row: &QueryResult| {
        let session: Uuid = row.try_get("", "session_id")?;
        Ok(StateRow {
            session: SessionId::from_u128(session.as_u128()),
            state: word(&row.try_get::<String>("", "state")?, "state")?,
            count: row.try_get("", "applications")?,
            offered_before: row.try_get("", "offered_before")?,
            confirmed_before: row.try_get("", "confirmed_before")?,
            certified: row.try_get("", "certified")?,
        })
    };
    rows.iter().map(read).collect()
}

/// Applications by who people are. Days are written as one number, `20260302`, whose difference has
/// the whole years in front.
///
/// # Errors
/// The database's own.
pub async fn people(
    connection: &impl ConnectionTrait,
    query: &ReportQuery,
) -> Result<Vec<PeopleRow>> {
    let bands: String = AgeBand::ALL
        .iter()
        .rev()
        .map(|band| format!(" WHEN t.lived >= {} THEN '{band}'", band.least() * 10_000))
        .collect();
    let sql = format!(
        "SELECT t.sex, CASE WHEN t.lived IS NULL THEN NULL{bands} END AS age, t.region_code, \
         COUNT(*) AS applied, CAST(SUM(CASE WHEN t.state IN ('CONFIRMED', 'COMPLETED', \
         'NOT_COMPLETED') THEN 1 ELSE 0 END) AS BIGINT) AS took, \
         CAST(SUM(CASE WHEN t.state = 'COMPLETED' THEN 1 ELSE 0 END) AS BIGINT) AS completed \
         FROM (SELECT a.state, b.sex, b.region_code, \
         CAST(REPLACE(s.starts_on, '-', '') AS INTEGER) \
         - CAST(REPLACE(b.birth_date, '-', '') AS INTEGER) AS lived \
         FROM applications a JOIN sessions s ON s.id = a.session_id \
         JOIN applicants b ON b.id = a.applicant_id \
         WHERE {{asked}} AND a.submitted_at IS NOT NULL) t GROUP BY 1, 2, 3"
    );
    let rows = ask(connection, &sql, query).await?;
    let read = |row: &QueryResult| {
        let text = |column: &str| row.try_get::<Option<String>>("", column);
        let (sex, age, region) = (text("sex")?, text("age")?, text("region_code")?);
        Ok(PeopleRow {
            sex: word_opt(sex.as_deref(), "sex")?,
            age: word_opt(age.as_deref(), "age")?,
            region: word_opt(region.as_deref(), "region")?,
            counts: Counts {
                applied: row.try_get("", "applied")?,
                took: row.try_get("", "took")?,
                completed: row.try_get("", "completed")?,
            },
        })
    };
    rows.iter().map(read).collect()
}

/// How long applications waited for the first decision of the centre or of its list: a seat, the
/// waiting list or a refusal.
///
/// # Errors
/// The database's own.
pub async fn waits(connection: &impl ConnectionTrait, query: &ReportQuery) -> Result<Vec<WaitRow>> {
    const SQL: &str = "SELECT t.program_id, t.hours, COUNT(*) AS applications FROM (\
        SELECT s.program_id, (MIN(e.at) - a.submitted_at) / 3600000 AS hours \
        FROM applications a JOIN sessions s ON s.id = a.session_id \
        JOIN application_events e ON e.application_id = a.id \
        AND e.action IN ('OFFER', 'WAITLIST', 'REJECT', 'CLOSE') \
        WHERE {asked} AND a.submitted_at IS NOT NULL \
        GROUP BY a.id, a.submitted_at, s.program_id) t GROUP BY t.program_id, t.hours";
    let rows = ask(connection, SQL, query).await?;
    let read = |row: &QueryResult| {
        let program: Uuid = row.try_get("", "program_id")?;
        Ok(WaitRow {
            program: ProgramId::from_u128(program.as_u128()),
            hours: row.try_get("", "hours")?,
            count: row.try_get("", "applications")?,
        })
    };
    rows.iter().map(read).collect()
}

/// Runs a statement with the sessions that are asked for in the place of `{asked}`.
async fn ask(
    connection: &impl ConnectionTrait,
    sql: &str,
    query: &ReportQuery,
) -> Result<Vec<QueryResult>> {
    let mut asked = "s.institution_id = $1 AND s.lifecycle <> 'DRAFT'".to_owned();
    let mut values: Vec<Value> = vec![uuid(query.institution.as_u128()).into()];
    let mut also = |part: &str, value: Value| {
        values.push(value);
        asked.push_str(&format!(" AND {part} ${}", values.len()));
    };
    if let Some(from) = query.from {
        also("s.starts_on >=", from.to_string().into());
    }
    if let Some(to) = query.to {
        also("s.starts_on <=", to.to_string().into());
    }
    if let Some(program) = query.program {
        also("s.program_id =", uuid(program.as_u128()).into());
    }
    let sql = sql.replace("{asked}", &asked);
    let backend = connection.get_database_backend();
    let statement = Statement::from_sql_and_values(backend, sql, values);
    Ok(connection.query_all_raw(statement).await?)
}
