//! What people say of trainings: figures, and words apart from them.

use balai_shared::{
    benefit::payout::{FEWEST_RATINGS, Stars},
    id::{ApplicationId, ProgramId, SessionId},
    time::Instant,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, Set,
    prelude::Uuid,
    sea_query::{OnConflict, Query},
};

use super::{
    Tx,
    convert::{instant, uuid},
    entity::{
        application,
        rating::{self, Column},
        rating_text,
    },
};
use crate::{
    error::Result,
    model::benefit::{ProgramRating, Rating},
};

/// Keeps a rating, or what replaces it; the day of the first one stays.
///
/// # Errors
/// The database's own.
pub async fn save(
    tx: &Tx,
    (application, program): (ApplicationId, ProgramId),
    stars: Stars,
    review: Option<&str>,
    now: Instant,
) -> Result<()> {
    let row = rating::ActiveModel {
        application_id: Set(uuid(application.as_u128())),
        program_id: Set(uuid(program.as_u128())),
        stars: Set(stars.number()),
        rated_at: Set(now.as_millis()),
        changed_at: Set(now.as_millis()),
    };
    let newer = OnConflict::column(Column::ApplicationId)
        .update_columns([Column::Stars, Column::ChangedAt])
        .to_owned();
    rating::Entity::insert(row).on_conflict(newer).exec_without_returning(tx.conn()).await?;
    rating_text::Entity::delete_by_id(uuid(application.as_u128())).exec(tx.conn()).await?;
    if let Some(review) = review {
        let row = rating_text::ActiveModel {
            application_id: Set(uuid(application.as_u128())),
            review: Set(review.to_owned()),
        };
        rating_text::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// The ratings of some applications, with their words.
///
/// # Errors
/// The database's own.
pub async fn of_applications(
    connection: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<(ApplicationId, Rating)>> {
    let ids: Vec<_> = ids.iter().map(|id| uuid(id.as_u128())).collect();
    let rows = rating::Entity::find()
        .filter(Column::ApplicationId.is_in(ids.clone()))
        .all(connection)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let texts = rating_text::Entity::find()
        .filter(rating_text::Column::ApplicationId.is_in(ids))
        .all(connection)
        .await?;
    let mut texts: std::collections::HashMap<Uuid, String> =
        texts.into_iter().map(|text| (text.application_id, text.review)).collect();
    Ok(rows
        .into_iter()
        .map(|row| {
            let review = texts.remove(&row.application_id);
            let rated_at = instant(row.rated_at);
            let id = ApplicationId::from_u128(row.application_id.as_u128());
            (id, Rating { stars: row.stars, review, rated_at })
        })
        .collect())
}

/// What people say of some programs; those with too few ratings are left out.
///
/// # Errors
/// The database's own.
pub async fn of_programs(
    connection: &impl ConnectionTrait,
    ids: &[ProgramId],
) -> Result<Vec<(ProgramId, ProgramRating)>> {
    let rows: Vec<(Uuid, i64, i64)> = rating::Entity::find()
        .select_only()
        .column(Column::ProgramId)
        .column_as(Column::Stars.into_expr().sum().cast_as("BIGINT"), "stars")
        .column_as(Column::ApplicationId.count(), "count")
        .filter(Column::ProgramId.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .group_by(Column::ProgramId)
        .into_tuple()
        .all(connection)
        .await?;
    let enough = rows.into_iter().filter(|(_, _, count)| *count >= FEWEST_RATINGS);
    Ok(enough
        .map(|(id, stars, count)| {
            let tenths = (stars * 20 + count) / (count * 2);
            let tenths = i32::try_from(tenths).unwrap_or_default();
            (ProgramId::from_u128(id.as_u128()), ProgramRating { tenths, count })
        })
        .collect())
}

/// How many gave one star, two, up to five: to a session, or to all sessions of a program.
///
/// # Errors
/// The database's own.
pub async fn by_stars(connection: &impl ConnectionTrait, of: Rated) -> Result<[i64; 5]> {
    let select = rating::Entity::find()
        .select_only()
        .column(Column::Stars)
        .column_as(Column::ApplicationId.count(), "count");
    let select = match of {
        Rated::Program(id) => select.filter(Column::ProgramId.eq(uuid(id.as_u128()))),
        Rated::Session(id) => {
            let there = Query::select()
                .column(application::Column::Id)
                .from(application::Entity)
                .and_where(application::Column::SessionId.eq(uuid(id.as_u128())))
                .to_owned();
            select.filter(Column::ApplicationId.in_subquery(there))
        }
    };
    let rows: Vec<(i32, i64)> = select.group_by(Column::Stars).into_tuple().all(connection).await?;
    let mut counts = [0; 5];
    for (stars, count) in rows {
        let place = usize::try_from(stars - 1).unwrap_or(usize::MAX);
        if let Some(counted) = counts.get_mut(place) {
            *counted = count;
        }
    }
    Ok(counts)
}

/// Of what ratings are added up.
#[derive(Debug, Clone, Copy)]
pub enum Rated {
    /// All sessions of a program.
    Program(ProgramId),
    /// One session.
    Session(SessionId),
}
