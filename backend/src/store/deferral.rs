//! Which application went on from which.

use std::collections::HashMap;

use balai_shared::id::ApplicationId;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, Set,
};

use super::{
    Tx,
    convert::uuid,
    entity::deferral::{self, Column},
};
use crate::{error::Result, model::application::Thread};

/// Notes that `later` goes on from `earlier`.
///
/// # Errors
/// A unique violation where either is in a deferral of that kind.
pub async fn insert(tx: &Tx, later: ApplicationId, earlier: ApplicationId) -> Result<()> {
    deferral::ActiveModel {
        application_id: Set(uuid(later.as_u128())),
        deferred_from: Set(uuid(earlier.as_u128())),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// What these applications went on from and to, those that did.
///
/// # Errors
/// The database's own.
pub async fn threads(
    connection: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Thread>> {
    let wanted: Vec<_> = ids.iter().map(|id| uuid(id.as_u128())).collect();
    let rows = deferral::Entity::find()
        .filter(
            Condition::any()
                .add(Column::ApplicationId.is_in(wanted.clone()))
                .add(Column::DeferredFrom.is_in(wanted)),
        )
        .all(connection)
        .await?;
    let mut threads: HashMap<ApplicationId, Thread> = HashMap::new();
    for row in rows {
        let later = ApplicationId::from_u128(row.application_id.as_u128());
        let earlier = ApplicationId::from_u128(row.deferred_from.as_u128());
        threads.entry(later).or_default().from = Some(earlier);
        threads.entry(earlier).or_default().to = Some(later);
    }
    Ok(threads)
}
