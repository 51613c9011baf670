//! Applications: guarded transitions, and lists within a scope.

use std::collections::{HashMap, HashSet};

use balai_shared::{
    application::{ApplicationState, DraftStep, ReasonCode},
    id::{ApplicantId, ApplicationId, InstitutionId, SessionId},
    time::{Date, Instant},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Set, Statement, sea_query::LockType,
};

use super::{
    Tx,
    convert::{instant, uuid, word, word_opt},
    entity::{
        application::{self, Column},
        application_text, session,
    },
    guarded,
};
use crate::{error::Result, model::application::Application};

/// The states of which there is at most one application for a person and session; the partial
/// unique index `applications_one_live` names the others.
fn live_states() -> impl Iterator<Item = &'static str> {
    ApplicationState::ALL.iter().filter(|state| state.is_live()).map(|state| state.as_str())
}

/// Adds an application.
///
/// # Errors
/// A unique violation where the person has a live one for the session.
pub async fn insert(tx: &Tx, new: &Application, motivation: Option<&str>) -> Result<()> {
    application::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        session_id: Set(uuid(new.session.as_u128())),
        institution_id: Set(uuid(new.institution.as_u128())),
        applicant_id: Set(uuid(new.applicant.as_u128())),
        state: Set(new.state.as_str().to_owned()),
        waitlist_order: Set(new.waitlist_order),
        offer_expires_at: Set(new.offer_expires_at.map(Instant::as_millis)),
        reason_code: Set(new.reason.map(|reason| reason.as_str().to_owned())),
        submitted_at: Set(new.submitted_at.map(Instant::as_millis)),
        version: Set(new.version),
        draft_step: Set(new.draft_step.map(|step| step.as_str().to_owned())),
        created_at: Set(new.changed_at.as_millis()),
        changed_at: Set(new.changed_at.as_millis()),
        change: sea_orm::ActiveValue::NotSet,
    }
    .insert(tx.conn())
    .await?;
    if let Some(motivation) = motivation {
        application_text::ActiveModel {
            application_id: Set(uuid(new.id.as_u128())),
            motivation: Set(motivation.to_owned()),
        }
        .insert(tx.conn())
        .await?;
    }
    Ok(())
}

/// Writes `after` over `before`, unless somebody else was first (`false`).
///
/// # Errors
/// The database's own.
pub async fn transition(tx: &Tx, before: &Application, after: &Application) -> Result<bool> {
    let update = application::Entity::update_many()
        .set(application::ActiveModel {
            state: Set(after.state.as_str().to_owned()),
            waitlist_order: Set(after.waitlist_order),
            offer_expires_at: Set(after.offer_expires_at.map(Instant::as_millis)),
            reason_code: Set(after.reason.map(|reason| reason.as_str().to_owned())),
            version: Set(after.version),
            changed_at: Set(after.changed_at.as_millis()),
            ..Default::default()
        })
        .filter(Column::Id.eq(uuid(before.id.as_u128())))
        .filter(Column::State.eq(before.state.as_str()))
        .filter(Column::Version.eq(before.version))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// One application, its row held until the transaction ends: every transition locks the
/// application first and the session's counters last, so that no two wait for each other.
///
/// # Errors
/// The database's own.
pub async fn lock(tx: &Tx, id: ApplicationId) -> Result<Option<Application>> {
    let mut select = application::Entity::find_by_id(uuid(id.as_u128()));
    if tx.conn().get_database_backend() != DbBackend::Sqlite {
        select = select.lock(LockType::NoKeyUpdate);
    }
    select.one(tx.conn()).await?.map(read).transpose()
}

/// Holds these applications' rows until the transaction ends, in one order whoever asks.
///
/// # Errors
/// The database's own.
pub async fn hold(tx: &Tx, ids: &[ApplicationId]) -> Result<()> {
    // On SQLite the transaction holds the whole database already.
    if tx.conn().get_database_backend() != DbBackend::Sqlite {
        application::Entity::find()
            .filter(Column::Id.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
            .order_by_asc(Column::Id)
            .lock(LockType::NoKeyUpdate)
            .all(tx.conn())
            .await?;
    }
    Ok(())
}

/// Those with these ids, in no order.
///
/// # Errors
/// The database's own.
pub async fn by_ids(
    connection: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<Application>> {
    let ids = ids.iter().map(|id| uuid(id.as_u128()));
    let rows = application::Entity::find().filter(Column::Id.is_in(ids)).all(connection).await?;
    rows.into_iter().map(read).collect()
}

/// A person's application to each of these sessions: the live one, or else the draft, or else the
/// latest.
///
/// # Errors
/// The database's own.
pub async fn of_applicant(
    connection: &impl ConnectionTrait,
    applicant: ApplicantId,
    sessions: &[SessionId],
) -> Result<HashMap<SessionId, Application>> {
    let rows = application::Entity::find()
        .filter(Column::ApplicantId.eq(uuid(applicant.as_u128())))
        .filter(Column::SessionId.is_in(sessions.iter().map(|id| uuid(id.as_u128()))))
        .order_by_asc(Column::SubmittedAt)
        .all(connection)
        .await?;
    let mut latest: HashMap<SessionId, Application> = HashMap::new();
    for row in rows {
        let application = read(row)?;
        let before = latest.get(&application.session).map_or(0, weight);
        if weight(&application) >= before {
            latest.insert(application.session, application);
        }
    }
    Ok(latest)
}

/// Which of a person's applications to one session says how things stand there.
fn weight(application: &Application) -> u8 {
    if application.state.is_live() {
        2
    } else {
        u8::from(application.state == ApplicationState::Draft)
    }
}

/// Whether the person ever applied to the session, and whether an application there is live.
///
/// # Errors
/// The database's own.
pub async fn standing(
    connection: &impl ConnectionTrait,
    applicant: ApplicantId,
    session: SessionId,
) -> Result<(bool, bool)> {
    let states: Vec<String> = application::Entity::find()
        .select_only()
        .column(Column::State)
        .filter(Column::ApplicantId.eq(uuid(applicant.as_u128())))
        .filter(Column::SessionId.eq(uuid(session.as_u128())))
        .filter(Column::SubmittedAt.is_not_null())
        .into_tuple()
        .all(connection)
        .await?;
    let live = states.iter().any(|state| live_states().any(|live| live == state));
    Ok((!states.is_empty(), live))
}

/// Which of these people have a live application to the session.
///
/// # Errors
/// The database's own.
pub async fn live_among(
    connection: &impl ConnectionTrait,
    session: SessionId,
    applicants: &[ApplicantId],
) -> Result<HashSet<ApplicantId>> {
    let ids: Vec<sea_orm::prelude::Uuid> = application::Entity::find()
        .select_only()
        .column(Column::ApplicantId)
        .filter(Column::ApplicantId.is_in(applicants.iter().map(|id| uuid(id.as_u128()))))
        .filter(Column::SessionId.eq(uuid(session.as_u128())))
        .filter(Column::State.is_in(live_states()))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(|id| ApplicantId::from_u128(id.as_u128())).collect())
}

/// Whether a CONFIRMED session of the person, other than `session`, overlaps these days.
///
/// # Errors
/// The database's own.
pub async fn has_confirmed_overlap(
    connection: &impl ConnectionTrait,
    applicant: ApplicantId,
    session: SessionId,
    days: (Date, Date),
) -> Result<bool> {
    let overlapping = application::Entity::find()
        .find_also_related(session::Entity)
        .filter(Column::ApplicantId.eq(uuid(applicant.as_u128())))
        .filter(Column::SessionId.ne(uuid(session.as_u128())))
        .filter(Column::State.eq(ApplicationState::Confirmed.as_str()))
        .filter(session::Column::StartsOn.lte(days.1.to_string()))
        .filter(session::Column::EndsOn.gte(days.0.to_string()))
        .one(connection)
        .await?;
    Ok(overlapping.is_some())
}

/// The first of a session's waiting list.
///
/// # Errors
/// The database's own.
pub async fn first_waiting(
    connection: &impl ConnectionTrait,
    session: SessionId,
) -> Result<Option<ApplicationId>> {
    let row = application::Entity::find()
        .filter(Column::SessionId.eq(uuid(session.as_u128())))
        .filter(Column::State.eq(ApplicationState::Waitlisted.as_str()))
        .order_by_asc(Column::WaitlistOrder)
        .one(connection)
        .await?;
    Ok(row.map(|row| ApplicationId::from_u128(row.id.as_u128())))
}

/// A session's waiting list, the first first.
///
/// # Errors
/// The database's own.
pub async fn waiting(
    connection: &impl ConnectionTrait,
    session: SessionId,
) -> Result<Vec<ApplicationId>> {
    let ids: Vec<sea_orm::prelude::Uuid> = application::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::SessionId.eq(uuid(session.as_u128())))
        .filter(Column::State.eq(ApplicationState::Waitlisted.as_str()))
        .order_by_asc(Column::WaitlistOrder)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(|id| ApplicationId::from_u128(id.as_u128())).collect())
}

/// The places of these applications in their waiting lists, from 1; others are left out.
///
/// # Errors
/// The database's own.
pub async fn waitlist_positions(
    connection: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, i32>> {
    let backend = connection.get_database_backend();
    let marks: Vec<String> = (1..=ids.len())
        .map(
            |place| if backend == DbBackend::Sqlite { "?".to_owned() } else { format!("${place}") },
        )
        .collect();
    let sql = format!(
        "SELECT a.id AS id, CAST((SELECT COUNT(*) FROM applications b \
         WHERE b.session_id = a.session_id AND b.state = 'WAITLISTED' \
         AND b.waitlist_order <= a.waitlist_order) AS INTEGER) AS position \
         FROM applications a WHERE a.state = 'WAITLISTED' AND a.id IN ({})",
        marks.join(", ")
    );
    let values = ids.iter().map(|id| uuid(id.as_u128()).into());
    let rows =
        connection.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    rows.into_iter()
        .map(|row| {
            let id: sea_orm::prelude::Uuid = row.try_get("", "id")?;
            Ok((ApplicationId::from_u128(id.as_u128()), row.try_get("", "position")?))
        })
        .collect()
}

/// What the applicants wrote.
///
/// # Errors
/// The database's own.
pub async fn motivations(
    connection: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, String>> {
    let rows = application_text::Entity::find()
        .filter(
            application_text::Column::ApplicationId.is_in(ids.iter().map(|id| uuid(id.as_u128()))),
        )
        .all(connection)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| (ApplicationId::from_u128(row.application_id.as_u128()), row.motivation))
        .collect())
}

/// Writes what the person wants to say, in place of what was said before; `None` empties it.
///
/// # Errors
/// The database's own.
pub(super) async fn set_motivation(
    tx: &Tx,
    id: ApplicationId,
    motivation: Option<&str>,
) -> Result<()> {
    let id = uuid(id.as_u128());
    application_text::Entity::delete_by_id(id).exec(tx.conn()).await?;
    let Some(motivation) = motivation else { return Ok(()) };
    application_text::ActiveModel {
        application_id: Set(id),
        motivation: Set(motivation.to_owned()),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

pub(super) fn read(row: application::Model) -> Result<Application> {
    Ok(Application {
        id: ApplicationId::from_u128(row.id.as_u128()),
        session: SessionId::from_u128(row.session_id.as_u128()),
        institution: InstitutionId::from_u128(row.institution_id.as_u128()),
        applicant: ApplicantId::from_u128(row.applicant_id.as_u128()),
        state: word::<ApplicationState>(&row.state, "state")?,
        waitlist_order: row.waitlist_order,
        offer_expires_at: row.offer_expires_at.map(instant),
        reason: word_opt::<ReasonCode>(row.reason_code.as_deref(), "reason")?,
        submitted_at: row.submitted_at.map(instant),
        version: row.version,
        draft_step: word_opt::<DraftStep>(row.draft_step.as_deref(), "step")?,
        changed_at: instant(row.changed_at),
    })
}
