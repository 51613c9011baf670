//! A new number that staff asked for at a counter.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact_recoveries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub institution_id: Uuid,
    pub asked_by: Uuid,
    pub asked_at: i64,
    pub phone_cipher: Option<Vec<u8>>,
    pub code_hash: Option<Vec<u8>>,
    pub outcome: Option<String>,
    pub settled_by: Option<Uuid>,
    pub settled_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
