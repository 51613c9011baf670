//! What applicants are judged by, and what they reached.

use std::collections::HashMap;

use balai_shared::{
    id::{ApplicationId, SessionId},
    ranking::{self, Group, Mark, Points, Quota},
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Set, sea_query::Query,
};

use super::{
    Tx,
    convert::{count, uuid, word, word_opt},
    corrupt,
    entity::{
        applicant, application,
        selection_criterion::{self, Column as CriterionColumn},
        selection_mark::{self, Column as MarkColumn},
        selection_quota::{self, Column as QuotaColumn},
    },
};
use crate::{
    error::Result,
    model::selection::{Candidate, Criterion, Histories, Marks, Plan},
};

/// Puts `plan` in the place of what was planned.
///
/// # Errors
/// The database's own.
pub async fn replace_plan(tx: &Tx, session: SessionId, plan: &Plan) -> Result<()> {
    let id = uuid(session.as_u128());
    selection_criterion::Entity::delete_many()
        .filter(CriterionColumn::SessionId.eq(id))
        .exec(tx.conn())
        .await?;
    selection_quota::Entity::delete_many()
        .filter(QuotaColumn::SessionId.eq(id))
        .exec(tx.conn())
        .await?;
    let criteria = (0..).zip(&plan.criteria).map(|(position, criterion)| {
        let rule = &criterion.rule;
        selection_criterion::ActiveModel {
            session_id: Set(id),
            position: Set(position),
            name: Set(criterion.name.clone()),
            weight: Set(whole(rule.weight)),
            maximum: Set(whole(rule.maximum.hundredths())),
            minimum: Set(rule.minimum.map(|points| whole(points.hundredths()))),
        }
    });
    for row in criteria {
        row.insert(tx.conn()).await?;
    }
    for quota in &plan.quotas {
        let (group_code, seats) = (quota.group.as_str().to_owned(), whole(quota.seats));
        let (session_id, group_code) = (Set(id), Set(group_code));
        let row = selection_quota::ActiveModel { session_id, group_code, seats: Set(seats) };
        row.insert(tx.conn()).await?;
    }
    Ok(())
}

/// What was planned for a session; empty where nothing was.
///
/// # Errors
/// The database's own.
pub async fn plan(connection: &impl ConnectionTrait, session: SessionId) -> Result<Plan> {
    Ok(plans(connection, &[session]).await?.remove(&session).unwrap_or_default())
}

/// What was planned for these sessions; those without a plan are left out.
///
/// # Errors
/// The database's own.
pub async fn plans(
    connection: &impl ConnectionTrait,
    sessions: &[SessionId],
) -> Result<HashMap<SessionId, Plan>> {
    let ids: Vec<_> = sessions.iter().map(|id| uuid(id.as_u128())).collect();
    let criteria = selection_criterion::Entity::find()
        .filter(CriterionColumn::SessionId.is_in(ids.clone()))
        .order_by_asc(CriterionColumn::Position)
        .all(connection)
        .await?;
    let quotas = selection_quota::Entity::find()
        .filter(QuotaColumn::SessionId.is_in(ids))
        .order_by_desc(QuotaColumn::GroupCode)
        .all(connection)
        .await?;
    let mut plans: HashMap<SessionId, Plan> = HashMap::new();
    for row in criteria {
        let plan = plans.entry(SessionId::from_u128(row.session_id.as_u128())).or_default();
        plan.criteria.push(criterion(row)?);
    }
    for row in quotas {
        let plan = plans.entry(SessionId::from_u128(row.session_id.as_u128())).or_default();
        let group = word::<Group>(&row.group_code, "group")?;
        plan.quotas.push(Quota { group, seats: count(row.seats) });
    }
    Ok(plans)
}

fn criterion(row: selection_criterion::Model) -> Result<Criterion> {
    let rule = ranking::Criterion {
        weight: count(row.weight),
        maximum: points(row.maximum)?,
        minimum: row.minimum.map(points).transpose()?,
    };
    Ok(Criterion { name: row.name, rule })
}

/// Adds marks, each as the newest of its applicant and criterion; one that is missing clears what was
/// entered. Gives how many say something new.
///
/// # Errors
/// A unique violation where somebody else enters the same at this moment.
pub async fn mark(
    tx: &Tx,
    marks: &[(ApplicationId, usize, Mark)],
    (by, at): (u128, Instant),
) -> Result<usize> {
    let ids: Vec<ApplicationId> = marks.iter().map(|(id, _, _)| *id).collect();
    let mut newest: HashMap<(u128, i32), (i32, Mark)> = HashMap::new();
    for row in all_marks(tx.conn(), &ids).await? {
        let key = (row.application_id.as_u128(), row.position);
        newest.insert(key, (row.revision, read_mark(&row)?));
    }
    let mut rows = Vec::new();
    for (id, criterion, mark) in marks {
        let position = i32::try_from(*criterion).unwrap_or(i32::MAX);
        let points = match mark {
            Mark::Given(points) => Some(whole(points.hundredths())),
            Mark::Absent | Mark::Missing => None,
        };
        let before = newest.get(&(id.as_u128(), position)).copied();
        let (last, known) = before.unwrap_or((0, Mark::Missing));
        if known == *mark {
            continue;
        }
        let revision = last + 1;
        newest.insert((id.as_u128(), position), (revision, *mark));
        rows.push(selection_mark::ActiveModel {
            application_id: Set(uuid(id.as_u128())),
            position: Set(position),
            revision: Set(revision),
            points: Set(points),
            cleared: Set(*mark == Mark::Missing),
            entered_by: Set(uuid(by)),
            entered_at: Set(at.as_millis()),
        });
    }
    let added = rows.len();
    for some in rows.chunks(500) {
        selection_mark::Entity::insert_many(some.to_vec())
            .exec_without_returning(tx.conn())
            .await?;
    }
    Ok(added)
}

async fn all_marks(
    connection: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<selection_mark::Model>> {
    let mut rows = Vec::new();
    for some in ids.chunks(500) {
        let wanted = some.iter().map(|id| uuid(id.as_u128()));
        rows.extend(
            selection_mark::Entity::find()
                .filter(MarkColumn::ApplicationId.is_in(wanted))
                .order_by_asc(MarkColumn::Revision)
                .all(connection)
                .await?,
        );
    }
    Ok(rows)
}

/// The newest marks of these applications.
///
/// # Errors
/// The database's own.
pub async fn marks(connection: &impl ConnectionTrait, ids: &[ApplicationId]) -> Result<Marks> {
    read_marks(all_marks(connection, ids).await?)
}

/// The newest marks of a session's applications.
///
/// # Errors
/// The database's own.
pub async fn marks_of_session(
    connection: &impl ConnectionTrait,
    session: SessionId,
) -> Result<Marks> {
    read_marks(rows_of_session(connection, session).await?)
}

/// All that was ever entered of a session's applications.
///
/// # Errors
/// The database's own.
pub async fn histories(connection: &impl ConnectionTrait, session: SessionId) -> Result<Histories> {
    let mut histories = Histories::new();
    for row in rows_of_session(connection, session).await? {
        let id = ApplicationId::from_u128(row.application_id.as_u128());
        let position = usize::try_from(row.position).map_err(|_| corrupt("position"))?;
        histories.entry((id, position)).or_default().push(read_mark(&row)?);
    }
    Ok(histories)
}

async fn rows_of_session(
    connection: &impl ConnectionTrait,
    session: SessionId,
) -> Result<Vec<selection_mark::Model>> {
    let own = Query::select()
        .column(application::Column::Id)
        .from(application::Entity)
        .and_where(application::Column::SessionId.eq(uuid(session.as_u128())))
        .to_owned();
    let rows = selection_mark::Entity::find()
        .filter(MarkColumn::ApplicationId.in_subquery(own))
        .order_by_asc(MarkColumn::Revision);
    Ok(rows.all(connection).await?)
}

/// Rows in the order of their revisions, so that the newest comes last.
fn read_marks(rows: Vec<selection_mark::Model>) -> Result<Marks> {
    let mut marks = Marks::new();
    for row in rows {
        let id = ApplicationId::from_u128(row.application_id.as_u128());
        let position = usize::try_from(row.position).map_err(|_| corrupt("position"))?;
        let own = marks.entry(id).or_default();
        match read_mark(&row)? {
            Mark::Missing => own.remove(&position),
            mark @ (Mark::Absent | Mark::Given(_)) => own.insert(position, mark),
        };
    }
    marks.retain(|_, own| !own.is_empty());
    Ok(marks)
}

fn read_mark(row: &selection_mark::Model) -> Result<Mark> {
    match row.points {
        Some(hundredths) => points(hundredths).map(Mark::Given),
        None if row.cleared => Ok(Mark::Missing),
        None => Ok(Mark::Absent),
    }
}

/// Those of a session who can be chosen, in the order in which they applied.
///
/// # Errors
/// The database's own.
pub async fn candidates(
    connection: &impl ConnectionTrait,
    session: SessionId,
) -> Result<Vec<Candidate>> {
    let states = Candidate::STATES.map(|state| state.as_str());
    let rows = application::Entity::find()
        .filter(application::Column::SessionId.eq(uuid(session.as_u128())))
        .filter(application::Column::State.is_in(states))
        .order_by_asc(application::Column::SubmittedAt)
        .order_by_asc(application::Column::Id)
        .all(connection)
        .await?;
    let facts = facts(connection, session).await?;
    rows.into_iter()
        .map(|row| {
            let (sex, region, disability) =
                facts.get(&row.applicant_id).cloned().unwrap_or_default();
            Ok(Candidate {
                application: super::application::read(row)?,
                sex: word_opt(sex.as_deref(), "sex")?,
                region: word_opt(region.as_deref(), "region")?,
                disability: disability.unwrap_or(false),
            })
        })
        .collect()
}

/// When the first of all who ever applied to the session did.
///
/// # Errors
/// The database's own.
pub async fn first_applied(
    connection: &impl ConnectionTrait,
    session: SessionId,
) -> Result<Option<Instant>> {
    let first: Option<Option<i64>> = application::Entity::find()
        .select_only()
        .column(application::Column::SubmittedAt)
        .filter(application::Column::SessionId.eq(uuid(session.as_u128())))
        .filter(application::Column::SubmittedAt.is_not_null())
        .order_by_asc(application::Column::SubmittedAt)
        .into_tuple()
        .one(connection)
        .await?;
    Ok(first.flatten().map(super::convert::instant))
}

type Facts = (Option<String>, Option<String>, Option<bool>);

/// What the groups are told by, without opening what is sealed.
async fn facts(
    connection: &impl ConnectionTrait,
    session: SessionId,
) -> Result<HashMap<sea_orm::prelude::Uuid, Facts>> {
    let own = Query::select()
        .column(application::Column::ApplicantId)
        .from(application::Entity)
        .and_where(application::Column::SessionId.eq(uuid(session.as_u128())))
        .to_owned();
    type Row = (sea_orm::prelude::Uuid, Option<String>, Option<String>, Option<bool>);
    let rows: Vec<Row> = applicant::Entity::find()
        .select_only()
        .column(applicant::Column::Id)
        .column(applicant::Column::Sex)
        .column(applicant::Column::RegionCode)
        .column(applicant::Column::Disability)
        .filter(applicant::Column::Id.in_subquery(own))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|(id, sex, region, told)| (id, (sex, region, told))).collect())
}

fn points(hundredths: i32) -> Result<Points> {
    u32::try_from(hundredths)
        .ok()
        .and_then(Points::from_hundredths)
        .ok_or_else(|| corrupt("number of points"))
}

pub(super) fn whole(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
