//! The whole queue at once: which applications, in which order, and how many in each state.

use balai_shared::{
    application::ApplicationState, desk::QueueSort, id::ApplicationId, policy::Scope,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, Order, QueryFilter, QueryOrder,
    QuerySelect,
    prelude::Uuid,
    sea_query::{Expr, ExprTrait, Func},
};

use super::{
    application_list::condition,
    convert::word,
    entity::{
        account, applicant,
        application::{self, Column},
    },
};
use crate::{error::Result, model::application::ApplicationQuery};

/// The ids of at most `most` that the scope shows, in this order; the query's own order is not looked
/// at. One statement.
///
/// # Errors
/// The database's own.
pub async fn ids(
    connection: &impl ConnectionTrait,
    query: &ApplicationQuery,
    scope: &Scope,
    sort: QueueSort,
    most: u64,
) -> Result<Vec<ApplicationId>> {
    let select = application::Entity::find().select_only().column(Column::Id);
    let select = select.filter(condition(query, scope));
    let select = match sort {
        QueueSort::SubmittedFirst => select.order_by(Column::SubmittedAt, Order::Asc),
        QueueSort::SubmittedLast => select.order_by(Column::SubmittedAt, Order::Desc),
        QueueSort::ChangedLast => select.order_by(Column::ChangedAt, Order::Desc),
        QueueSort::Name => {
            let person = application::Entity::belongs_to(applicant::Entity)
                .from(Column::ApplicantId)
                .to(applicant::Column::Id);
            let named = applicant::Entity::belongs_to(account::Entity)
                .from(applicant::Column::AccountId)
                .to(account::Column::Id);
            let name = Func::lower(Expr::col((account::Entity, account::Column::Name)));
            select
                .join(JoinType::InnerJoin, person.into())
                .join(JoinType::InnerJoin, named.into())
                .order_by(Expr::from(name), Order::Asc)
        }
        // The databases put NULL at different ends.
        QueueSort::Waitlist => select
            .order_by(Column::WaitlistOrder.into_expr().is_null(), Order::Asc)
            .order_by(Column::WaitlistOrder, Order::Asc)
            .order_by(Column::SubmittedAt, Order::Asc),
    };
    let rows: Vec<Uuid> =
        select.order_by(Column::Id, Order::Asc).limit(most).into_tuple().all(connection).await?;
    Ok(rows.into_iter().map(|id| ApplicationId::from_u128(id.as_u128())).collect())
}

/// How many there are in each state that has any, whatever states the query names.
///
/// # Errors
/// The database's own.
pub async fn by_state(
    connection: &impl ConnectionTrait,
    query: &ApplicationQuery,
    scope: &Scope,
) -> Result<Vec<(ApplicationState, i64)>> {
    let query = ApplicationQuery { states: Vec::new(), ..query.clone() };
    let rows: Vec<(String, i64)> = application::Entity::find()
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "number")
        .filter(condition(&query, scope))
        .group_by(Column::State)
        .into_tuple()
        .all(connection)
        .await?;
    rows.into_iter().map(|(state, count)| Ok((word(&state, "state")?, count))).collect()
}
