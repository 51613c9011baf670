//! What members of staff did: from the histories that tell it anyway, and from one of its own for what
//! no other tells.

use balai_shared::{
    id::{AccountId, ApplicationId, SessionId},
    staff::StaffActionKind,
    time::Instant,
};
use sea_orm::{
    ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, Set, Statement, Value, prelude::Uuid,
};

use super::{
    Tx,
    convert::{instant, uuid, word},
    entity::staff_action,
    page::{Key, Kind, after, page},
};
use crate::{
    error::Result,
    model::{
        page::{Page, Window},
        staff::{NewStaffAction, StaffAction, StaffActionQuery},
    },
};

/// Writes down what no other history tells.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, id: u128, new: &NewStaffAction, at: Instant) -> Result<()> {
    let row = staff_action::ActiveModel {
        id: Set(uuid(id)),
        institution_id: Set(uuid(new.institution.as_u128())),
        actor_id: Set(new.actor.map(|id| uuid(id.as_u128()))),
        at: Set(at.as_millis()),
        kind: Set(new.kind.as_str().to_owned()),
        role: Set(new.role.map(|role| role.as_str().to_owned())),
        account_id: Set(new.account.map(|id| uuid(id.as_u128()))),
        session_id: Set(new.session.map(|id| uuid(id.as_u128()))),
        application_id: Set(None),
        people: Set(new.people),
    };
    staff_action::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Who ever did something here that is written down, or had a role that it tells of.
///
/// # Errors
/// The database's own.
pub async fn known(
    connection: &impl ConnectionTrait,
    institution: balai_shared::id::InstitutionId,
) -> Result<Vec<AccountId>> {
    const SQL: &str = "SELECT DISTINCT actor_id AS id FROM staff_actions \
        WHERE institution_id = $1 AND actor_id IS NOT NULL UNION SELECT account_id FROM staff_actions \
        WHERE institution_id = $1 AND account_id IS NOT NULL \
        AND kind IN ('ROLE_ACCEPTED', 'ROLE_ENDED')";
    let backend = connection.get_database_backend();
    let values = [uuid(institution.as_u128()).into()];
    let statement = Statement::from_sql_and_values(backend, SQL, values);
    let rows = connection.query_all_raw(statement).await?;
    rows.into_iter()
        .map(|row| {
            let id: Uuid = row.try_get("", "id")?;
            Ok(AccountId::from_u128(id.as_u128()))
        })
        .collect()
}

/// One history, as it is asked for what staff did. `{actors}` and `{hex}` are filled in; each gives its
/// rows' time and key, and what they are about.
struct Source {
    kind: StaffActionKind,
    columns: &'static str,
    from: &'static str,
    at: &'static str,
    key: &'static str,
    actor: &'static str,
}

const NONE: &str = "CAST(NULL AS {uuid})";

const SOURCES: &[Source] = &[
    Source {
        kind: StaffActionKind::Application,
        columns: "e.action AS detail, e.application_id AS application_id, a.session_id AS session_id, {none} AS account_id",
        from: "application_events e JOIN applications a ON a.id = e.application_id \
               WHERE e.actor_kind = 'STAFF' AND a.institution_id = $1",
        at: "e.at",
        key: "'a' || {hex}(e.id{text})",
        actor: "e.actor_id",
    },
    Source {
        kind: StaffActionKind::Session,
        columns: "e.step AS detail, {none} AS application_id, e.session_id AS session_id, {none} AS account_id",
        from: "session_events e JOIN sessions s ON s.id = e.session_id \
               WHERE e.actor_kind = 'STAFF' AND s.institution_id = $1",
        at: "e.at",
        key: "'b' || {hex}(e.id{text})",
        actor: "e.actor_id",
    },
    Source {
        kind: StaffActionKind::Mark,
        columns: "CAST(NULL AS TEXT) AS detail, e.application_id AS application_id, a.session_id AS session_id, {none} AS account_id",
        from: "selection_marks e JOIN applications a ON a.id = e.application_id \
               WHERE a.institution_id = $1",
        at: "e.entered_at",
        key: "'c' || {hex}(e.application_id{text}) || '/' || e.position || '/' || e.revision",
        actor: "e.entered_by",
    },
    Source {
        kind: StaffActionKind::Attendance,
        columns: "e.status AS detail, e.application_id AS application_id, a.session_id AS session_id, {none} AS account_id",
        from: "attendance_marks e JOIN applications a ON a.id = e.application_id \
               WHERE a.institution_id = $1",
        at: "e.received_at",
        key: "'d' || {hex}(e.application_id{text}) || '/' || e.client_id",
        actor: "e.marked_by",
    },
    Source {
        kind: StaffActionKind::Assessment,
        columns: "e.result AS detail, e.application_id AS application_id, a.session_id AS session_id, {none} AS account_id",
        from: "unit_results e JOIN applications a ON a.id = e.application_id \
               WHERE a.institution_id = $1",
        at: "e.assessed_at",
        key: "'e' || {hex}(e.application_id{text}) || '/' || e.unit_code",
        actor: "e.assessed_by",
    },
    // Of an issued certificate the day alone is kept.
    Source {
        kind: StaffActionKind::CertificateIssued,
        columns: "e.number AS detail, e.application_id AS application_id, a.session_id AS session_id, {none} AS account_id",
        from: "certificates e JOIN applications a ON a.id = e.application_id \
               WHERE e.institution_id = $1",
        at: "{day}",
        key: "'f' || {hex}(e.id{text})",
        actor: "e.issued_by",
    },
    Source {
        kind: StaffActionKind::CertificateRevoked,
        columns: "e.number AS detail, e.application_id AS application_id, a.session_id AS session_id, {none} AS account_id",
        from: "certificates e JOIN applications a ON a.id = e.application_id \
               WHERE e.institution_id = $1 AND e.revoked_at IS NOT NULL",
        at: "e.revoked_at",
        key: "'g' || {hex}(e.id{text})",
        actor: "e.revoked_by",
    },
    // Opened by the right of an application here, or at another institution where both are.
    Source {
        kind: StaffActionKind::DocumentOpened,
        columns: "e.kind AS detail, {none} AS application_id, {none} AS session_id, p.account_id AS account_id",
        from: "document_reads e JOIN applicants p ON p.id = e.applicant_id \
               WHERE e.actor_kind = 'STAFF' AND EXISTS (SELECT 1 FROM applications a \
               WHERE a.applicant_id = e.applicant_id AND a.institution_id = $1 \
               AND a.state <> 'DRAFT')",
        at: "e.at",
        key: "'h' || {hex}(e.id{text})",
        actor: "e.actor_id",
    },
    // The last word on each kind of an application.
    Source {
        kind: StaffActionKind::DocumentChecked,
        columns: "e.state || ' ' || e.kind AS detail, e.application_id AS application_id, a.session_id AS session_id, {none} AS account_id",
        from: "document_checks e JOIN applications a ON a.id = e.application_id \
               WHERE e.actor_kind = 'STAFF' AND a.institution_id = $1",
        at: "e.said_at",
        key: "'m' || {hex}(e.application_id{text}) || '/' || e.kind",
        actor: "e.actor_id",
    },
    Source {
        kind: StaffActionKind::RecoveryAsked,
        columns: "CAST(NULL AS TEXT) AS detail, {none} AS application_id, {none} AS session_id, e.account_id AS account_id",
        from: "account_events e WHERE e.kind = 'RECOVERY_ASKED' AND e.institution_id = $1",
        at: "e.at",
        key: "'k' || {hex}(e.id{text})",
        actor: "e.actor_id",
    },
    Source {
        kind: StaffActionKind::RecoveryApproved,
        columns: "CAST(NULL AS TEXT) AS detail, {none} AS application_id, {none} AS session_id, e.account_id AS account_id",
        from: "account_events e WHERE e.kind = 'RECOVERY_APPROVED' AND e.institution_id = $1",
        at: "e.at",
        key: "'l' || {hex}(e.id{text})",
        actor: "e.actor_id",
    },
    Source {
        kind: StaffActionKind::RecoveredAtCounter,
        columns: "CAST(NULL AS TEXT) AS detail, {none} AS application_id, {none} AS session_id, e.account_id AS account_id",
        from: "account_events e WHERE e.kind = 'RECOVERED_AT_COUNTER' AND e.institution_id = $1",
        at: "e.at",
        key: "'i' || {hex}(e.id{text})",
        actor: "e.actor_id",
    },
    Source {
        kind: StaffActionKind::IdentityCorrected,
        columns: "e.fields AS detail, e.application_id AS application_id, a.session_id AS session_id, {none} AS account_id",
        from: "identity_changes e JOIN applications a ON a.id = e.application_id \
               WHERE e.institution_id = $1",
        at: "e.at",
        key: "'k' || {hex}(e.id{text})",
        actor: "e.actor_id",
    },
    Source {
        kind: StaffActionKind::Exported,
        columns: "e.list AS detail, {none} AS application_id, e.session_id AS session_id, {none} AS account_id",
        from: "exports e WHERE e.actor_kind = 'STAFF' AND e.institution_id = $1",
        at: "e.begun_at",
        key: "'j' || {hex}(e.id{text})",
        actor: "e.actor_id",
    },
];

/// What is written down in the history of its own.
const OWN: &[StaffActionKind] = &[
    StaffActionKind::AccountsJoined,
    StaffActionKind::GroupMessage,
    StaffActionKind::Invited,
    StaffActionKind::GrantApproved,
    StaffActionKind::InvitationRevoked,
    StaffActionKind::RoleAccepted,
    StaffActionKind::RoleEnded,
];

#[derive(Debug, FromQueryResult)]
struct Row {
    at: i64,
    key: String,
    kind: String,
    detail: Option<String>,
    actor_id: Option<Uuid>,
    application_id: Option<Uuid>,
    session_id: Option<Uuid>,
    account_id: Option<Uuid>,
    people: Option<i32>,
}

/// A page of what staff did, the latest first.
///
/// # Errors
/// `VALIDATION_FAILED` for a cursor of another list.
pub async fn list(
    connection: &impl ConnectionTrait,
    query: &StaffActionQuery,
    window: &Window,
) -> Result<Page<StaffAction>> {
    let behind = after(window, &[Kind::Number, Kind::Text])?;
    let most = format!(" ORDER BY at DESC, key DESC LIMIT {}", window.size + 1);
    let (union, values) = union(query, behind.as_deref(), &most);
    let backend = connection.get_database_backend();
    let sql = translate(&format!("SELECT * FROM ({union}) actions{most}"), backend);
    let statement = Statement::from_sql_and_values(backend, sql, values);
    let rows = Row::find_by_statement(statement).all(connection).await?;
    page(rows, window, |row| vec![Key::Number(row.at), Key::Text(row.key.clone())], read)
}

/// How many there are in all.
///
/// # Errors
/// The database's own.
pub async fn count(connection: &impl ConnectionTrait, query: &StaffActionQuery) -> Result<u64> {
    let (union, values) = union(query, None, "");
    let backend = connection.get_database_backend();
    let sql = translate(&format!("SELECT COUNT(*) AS actions FROM ({union}) actions"), backend);
    let statement = Statement::from_sql_and_values(backend, sql, values);
    let row = connection.query_one_raw(statement).await?;
    let counted: Option<i64> = row.map(|row| row.try_get("", "actions")).transpose()?;
    Ok(counted.and_then(|counted| u64::try_from(counted).ok()).unwrap_or_default())
}

/// All histories that are asked for, each cut by `most`.
fn union(query: &StaffActionQuery, behind: Option<&[Key]>, most: &str) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = vec![uuid(query.institution.as_u128()).into()];
    let limits = limits(query, behind, &mut values);
    let wanted = |kind: StaffActionKind| query.kinds.is_empty() || query.kinds.contains(&kind);
    let sources = SOURCES.iter().filter(|source| wanted(source.kind));
    let mut parts: Vec<String> = sources.map(|source| source.sql(&limits, most)).collect();
    let kinds: Vec<String> = OWN
        .iter()
        .filter(|kind| wanted(**kind))
        .map(|kind| format!("'{}'", kind.as_str()))
        .collect();
    if !kinds.is_empty() {
        parts.push(own(&kinds.join(", "), query.operator, &limits, most));
    }
    let parts: Vec<String> =
        parts.iter().map(|part| format!("SELECT * FROM ({part}) part")).collect();
    (parts.join(" UNION ALL "), values)
}

/// What is asked of every history, but for the institution.
struct Limits {
    actors: String,
    since: String,
    until: String,
    behind: String,
}

fn limits(query: &StaffActionQuery, behind: Option<&[Key]>, values: &mut Vec<Value>) -> Limits {
    let mut place = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    let actors: Vec<String> =
        query.actors.iter().map(|id| place(uuid(id.as_u128()).into())).collect();
    // An empty list is no list in SQL.
    let actors = if actors.is_empty() { "NULL".to_owned() } else { actors.join(", ") };
    let mut moment = |at: Option<Instant>, compared: &str| {
        at.map(|at| format!(" AND {{at}} {compared} {}", place(at.as_millis().into())))
            .unwrap_or_default()
    };
    let since = moment(query.since, ">=");
    let until = moment(query.until, "<");
    let behind = match behind {
        Some([Key::Number(at), Key::Text(key)]) => {
            let (at, key) = (place((*at).into()), place(key.clone().into()));
            format!(" AND ({{at}}, {{key}}) < ({at}, {key})")
        }
        Some(_) | None => String::new(),
    };
    Limits { actors, since, until, behind }
}

impl Source {
    fn sql(&self, limits: &Limits, most: &str) -> String {
        let Self { kind, columns, from, at, key, actor } = self;
        let Limits { actors, since, until, behind } = limits;
        format!(
            "SELECT {at} AS at, {key} AS key, '{kind}' AS kind, {columns}, {actor} AS actor_id, \
             CAST(NULL AS INTEGER) AS people FROM {from} AND {actor} IN ({actors}){since}{until}\
             {behind}{most}"
        )
        .replace("{at}", at)
        .replace("{key}", key)
    }
}

fn own(kinds: &str, with_operator: bool, limits: &Limits, most: &str) -> String {
    let Limits { actors, since, until, behind } = limits;
    let operator = if with_operator { " OR e.actor_id IS NULL" } else { "" };
    format!(
        "SELECT e.at AS at, {{key}} AS key, e.kind AS kind, e.role AS detail, \
         e.application_id AS application_id, e.session_id AS session_id, \
         e.account_id AS account_id, e.actor_id AS actor_id, e.people AS people \
         FROM staff_actions e WHERE e.institution_id = $1 AND e.kind IN ({kinds}) \
         AND (e.actor_id IN ({actors}){operator}){since}{until}{behind}{most}"
    )
    .replace("{at}", "e.at")
    .replace("{key}", "'z' || {hex}(e.id{text})")
}

/// The few words in which the two databases differ.
fn translate(sql: &str, backend: DbBackend) -> String {
    let words = if backend == DbBackend::Sqlite {
        ["BLOB", "hex", "", "CAST(strftime('%s', e.issued_on) AS INTEGER) * 1000"]
    } else {
        [
            "UUID",
            "",
            "::text",
            "CAST(EXTRACT(EPOCH FROM CAST(e.issued_on AS DATE)) AS BIGINT) * 1000",
        ]
    };
    let [uuid, hex, text, day] = words;
    sql.replace("{none}", NONE)
        .replace("{uuid}", uuid)
        .replace("{hex}", hex)
        .replace("{text}", text)
        .replace("{day}", day)
}

fn read(row: Row) -> Result<StaffAction> {
    let account = |id: Uuid| AccountId::from_u128(id.as_u128());
    Ok(StaffAction {
        at: instant(row.at),
        key: row.key,
        actor: row.actor_id.map(account),
        kind: word::<StaffActionKind>(&row.kind, "action")?,
        detail: row.detail,
        application: row.application_id.map(|id| ApplicationId::from_u128(id.as_u128())),
        session: row.session_id.map(|id| SessionId::from_u128(id.as_u128())),
        account: row.account_id.map(account),
        people: row.people,
    })
}
