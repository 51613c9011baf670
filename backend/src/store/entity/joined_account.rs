//! Where an account went when it was joined to another of the same person; never changed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "joined_accounts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub closed_id: Uuid,
    pub kept_id: Uuid,
    pub institution_id: Uuid,
    pub staff_id: Uuid,
    pub joined_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
