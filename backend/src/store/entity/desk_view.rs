//! A view of the queue that staff keep.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "desk_views")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub institution_id: Uuid,
    pub account_id: Uuid,
    pub name: String,
    pub shared: bool,
    pub states: String,
    pub submitted_from: Option<String>,
    pub submitted_until: Option<String>,
    pub columns: String,
    pub sort: String,
    pub saved_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
