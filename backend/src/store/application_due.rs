//! Applications whose time has come: what the worker looks for.

use balai_shared::{application::ApplicationState, id::ApplicationId, time::Instant};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::entity::{
    application::{self, Column},
    session,
};
use crate::error::Result;

/// Offers whose time is over, the oldest first.
///
/// # Errors
/// The database's own.
pub async fn lapsed_offers(
    connection: &impl ConnectionTrait,
    now: Instant,
    most: u64,
) -> Result<Vec<ApplicationId>> {
    let rows = application::Entity::find()
        .filter(Column::State.eq(ApplicationState::Offered.as_str()))
        .filter(Column::OfferExpiresAt.lte(now.as_millis()))
        .order_by_asc(Column::OfferExpiresAt)
        .limit(most)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| ApplicationId::from_u128(row.id.as_u128())).collect())
}

/// Applications that nobody decided although their session has begun.
///
/// # Errors
/// The database's own.
pub async fn undecided_after_start(
    connection: &impl ConnectionTrait,
    now: Instant,
    most: u64,
) -> Result<Vec<ApplicationId>> {
    // The states are written out, not bound, because only so does the partial index apply.
    let undecided = Expr::cust("applications.state IN ('SUBMITTED', 'SHORTLISTED', 'WAITLISTED')");
    let ids: Vec<sea_orm::prelude::Uuid> = application::Entity::find()
        .select_only()
        .column(Column::Id)
        .inner_join(session::Entity)
        .filter(undecided)
        .filter(session::Column::StartsAt.lte(now.as_millis()))
        .limit(most)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(|id| ApplicationId::from_u128(id.as_u128())).collect())
}
