//! A time at which applicants are tested or interviewed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "selection_slots")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub session_id: Uuid,
    pub criterion: i32,
    pub starts_at: i64,
    pub ends_at: i64,
    pub closes_at: i64,
    pub place: String,
    pub capacity: i32,
    pub booked: i32,
    pub opened_by: Uuid,
    pub opened_at: i64,
    pub cancelled_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
