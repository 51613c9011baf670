//! Something that a member of staff did, and no other history tells; never changed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_actions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub institution_id: Uuid,
    pub actor_id: Option<Uuid>,
    pub at: i64,
    pub kind: String,
    pub role: Option<String>,
    pub account_id: Option<Uuid>,
    pub session_id: Option<Uuid>,
    pub application_id: Option<Uuid>,
    pub people: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
