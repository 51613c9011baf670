//! A payment to a person.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "payouts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub benefit_id: Uuid,
    pub kind: String,
    pub reference: String,
    pub amount: i64,
    pub state: String,
    pub due_by: i64,
    pub attempt: i32,
    pub tries: i32,
    pub next_try_at: Option<i64>,
    pub sent_at: Option<i64>,
    pub paid_at: Option<i64>,
    pub reason: Option<String>,
    pub created_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
