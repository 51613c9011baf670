//! How many sessions each choice of a filter would show.

use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr,
};

use super::{
    entity::{institution, program, session},
    program::parse_search,
    session_list::{View, condition},
};
use crate::{
    error::Result,
    model::{catalogue::SessionQuery, facet::Facet},
};

/// The choices of a filter that show any, as the filter takes them, with how many; what the filter
/// has chosen does not count.
///
/// # Errors
/// The database's own.
pub async fn count_by(
    connection: &impl ConnectionTrait,
    query: &SessionQuery,
    view: &View,
    facet: Facet,
) -> Result<Vec<(String, i64)>> {
    let query = query.clone().without(facet);
    let search = parse_search(connection, query.search.as_deref());
    let choice = match facet {
        Facet::Mode => session::Column::Mode.into_expr(),
        Facet::Funding => session::Column::Funding.into_expr(),
        Facet::Vocation => Expr::cust("'voc_' || programs.vocation_code"),
        Facet::Province => Expr::cust("SUBSTR(institutions.region_code, 1, 2)"),
    };
    Ok(session::Entity::find()
        .select_only()
        .column_as(choice.clone(), "choice")
        .column_as(session::Column::Id.count(), "sessions")
        .left_join(program::Entity)
        .left_join(institution::Entity)
        .filter(condition(&query, view, search.as_ref()))
        .group_by(choice)
        .into_tuple()
        .all(connection)
        .await?)
}
