//! Units of competence, what assessments found, and who has finished.

use balai_shared::{
    completion::UnitResult,
    id::{ApplicationId, ProgramId},
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set,
    sea_query::OnConflict,
};

use super::{
    Tx,
    convert::{count, instant, uuid, word},
    entity::{completion, program_unit, unit_result},
};
use crate::{
    error::Result,
    model::training::{Completion, Finish, Unit, UnitOutcome},
};

/// Puts these units in the place of a program's units.
///
/// # Errors
/// A unique violation where two have the same code.
pub async fn set_units(tx: &Tx, program: ProgramId, units: &[Unit]) -> Result<()> {
    program_unit::Entity::delete_many()
        .filter(program_unit::Column::ProgramId.eq(uuid(program.as_u128())))
        .exec(tx.conn())
        .await?;
    if units.is_empty() {
        return Ok(());
    }
    let rows = units.iter().zip(0..).map(|(unit, position)| program_unit::ActiveModel {
        program_id: Set(uuid(program.as_u128())),
        code: Set(unit.code.clone()),
        title: Set(unit.title.clone()),
        position: Set(position),
    });
    program_unit::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// A program's units in order.
///
/// # Errors
/// The database's own.
pub async fn units(connection: &impl ConnectionTrait, program: ProgramId) -> Result<Vec<Unit>> {
    let rows = program_unit::Entity::find()
        .filter(program_unit::Column::ProgramId.eq(uuid(program.as_u128())))
        .order_by_asc(program_unit::Column::Position)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| Unit { code: row.code, title: row.title }).collect())
}

/// Keeps what an assessment found, in the place of what was found before.
///
/// # Errors
/// The database's own.
pub async fn save(
    tx: &Tx,
    application: ApplicationId,
    outcomes: &[UnitOutcome],
    (at, by): (Instant, Option<u128>),
) -> Result<()> {
    use unit_result::Column;
    let rows = outcomes.iter().map(|outcome| unit_result::ActiveModel {
        application_id: Set(uuid(application.as_u128())),
        unit_code: Set(outcome.unit.code.clone()),
        unit_title: Set(outcome.unit.title.clone()),
        result: Set(outcome.result.as_str().to_owned()),
        assessed_at: Set(at.as_millis()),
        assessed_by: Set(by.map(uuid)),
    });
    let newer = OnConflict::columns([Column::ApplicationId, Column::UnitCode])
        .update_columns([Column::UnitTitle, Column::Result, Column::AssessedAt, Column::AssessedBy])
        .to_owned();
    unit_result::Entity::insert_many(rows)
        .on_conflict(newer)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// What assessments found of some applications, by unit.
///
/// # Errors
/// The database's own.
pub async fn of_applications(
    connection: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<(ApplicationId, UnitOutcome)>> {
    let ids = ids.iter().map(|id| uuid(id.as_u128()));
    let rows = unit_result::Entity::find()
        .filter(unit_result::Column::ApplicationId.is_in(ids))
        .order_by_asc(unit_result::Column::UnitCode)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let id = ApplicationId::from_u128(row.application_id.as_u128());
            let result = word::<UnitResult>(&row.result, "unit result")?;
            let unit = Unit { code: row.unit_code, title: row.unit_title };
            Ok((id, UnitOutcome { unit, result }))
        })
        .collect()
}

/// Keeps what the rule said when somebody finished or not.
///
/// # Errors
/// A unique violation where that is said already.
pub async fn complete(tx: &Tx, new: &Completion) -> Result<()> {
    let whole = |minutes: u32| i32::try_from(minutes).unwrap_or(i32::MAX);
    completion::ActiveModel {
        application_id: Set(uuid(new.application.as_u128())),
        verdict: Set(new.judgement.verdict.as_str().to_owned()),
        overridden: Set(new.overridden),
        held_minutes: Set(whole(new.attended.held)),
        attended_minutes: Set(whole(new.attended.attended)),
        certificate_kind: Set(new.judgement.certificate.as_str().to_owned()),
        decided_at: Set(new.at.as_millis()),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// Which certificate was decided on when somebody finished; none for who finished before that was
/// kept.
///
/// # Errors
/// The database's own.
pub async fn certificate_kind(
    connection: &impl ConnectionTrait,
    id: ApplicationId,
) -> Result<Option<balai_shared::completion::CertificateKind>> {
    let row = completion::Entity::find_by_id(uuid(id.as_u128())).one(connection).await?;
    row.map(|row| word(&row.certificate_kind, "certificate kind")).transpose()
}

/// What is kept of how some applications finished; those that didn't, or before that was kept, are left
/// out.
///
/// # Errors
/// The database's own.
pub async fn finishes(
    connection: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<Finish>> {
    let ids = ids.iter().map(|id| uuid(id.as_u128()));
    let rows = completion::Entity::find()
        .filter(completion::Column::ApplicationId.is_in(ids))
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Finish {
                application: ApplicationId::from_u128(row.application_id.as_u128()),
                verdict: word(&row.verdict, "verdict")?,
                overridden: row.overridden,
                held_minutes: count(row.held_minutes),
                attended_minutes: count(row.attended_minutes),
                certificate: word(&row.certificate_kind, "certificate kind")?,
                at: instant(row.decided_at),
            })
        })
        .collect()
}
