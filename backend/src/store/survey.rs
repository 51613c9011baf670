//! What people answer to surveys. Each is answered once.

use std::collections::HashMap;

use balai_shared::{id::BenefitId, time::Instant};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set,
};

use super::{
    Tx,
    convert::{instant, uuid},
    entity::{
        survey_answer::{self, Column},
        survey_note,
    },
};
use crate::{
    error::Result,
    model::benefit::{Answer, NewAnswer},
};

/// Keeps an answer.
///
/// # Errors
/// A unique violation where the survey is answered.
pub async fn insert(tx: &Tx, new: &NewAnswer) -> Result<()> {
    let (benefit, number) = (uuid(new.benefit.as_u128()), i32::from(new.number));
    survey_answer::ActiveModel {
        benefit_id: Set(benefit),
        number: Set(number),
        employment: Set(new.employment.as_str().to_owned()),
        uses_skill: Set(new.uses_skill.as_str().to_owned()),
        income_band: Set(new.income_band.map(|band| band.as_str().to_owned())),
        answered_at: Set(new.at.as_millis()),
    }
    .insert(tx.conn())
    .await?;
    if let Some(note) = &new.note {
        let note = Set(note.clone());
        survey_note::ActiveModel { benefit_id: Set(benefit), number: Set(number), note }
            .insert(tx.conn())
            .await?;
    }
    Ok(())
}

/// Which surveys of some benefits are answered, in their order.
///
/// # Errors
/// The database's own.
pub async fn of_benefits(
    connection: &impl ConnectionTrait,
    ids: &[BenefitId],
) -> Result<HashMap<BenefitId, Vec<Answer>>> {
    let rows = survey_answer::Entity::find()
        .filter(Column::BenefitId.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .order_by_asc(Column::Number)
        .all(connection)
        .await?;
    let mut answers: HashMap<BenefitId, Vec<Answer>> = HashMap::new();
    for row in rows {
        let number = u8::try_from(row.number).unwrap_or(u8::MAX);
        let answer = Answer { number, answered_at: instant(row.answered_at) };
        let benefit = BenefitId::from_u128(row.benefit_id.as_u128());
        answers.entry(benefit).or_default().push(answer);
    }
    Ok(answers)
}

/// All that a person answered and added, for its own copy: number, when, answers and note.
///
/// # Errors
/// The database's own.
pub async fn whole(
    connection: &impl ConnectionTrait,
    benefit: BenefitId,
) -> Result<Vec<(i32, Instant, [Option<String>; 4])>> {
    let id = uuid(benefit.as_u128());
    let rows = survey_answer::Entity::find()
        .filter(Column::BenefitId.eq(id))
        .order_by_asc(Column::Number)
        .all(connection)
        .await?;
    let notes = survey_note::Entity::find()
        .filter(survey_note::Column::BenefitId.eq(id))
        .all(connection)
        .await?;
    let mut notes: HashMap<i32, String> =
        notes.into_iter().map(|note| (note.number, note.note)).collect();
    Ok(rows
        .into_iter()
        .map(|row| {
            let note = notes.remove(&row.number);
            let at = instant(row.answered_at);
            (row.number, at, [Some(row.employment), Some(row.uses_skill), row.income_band, note])
        })
        .collect())
}
