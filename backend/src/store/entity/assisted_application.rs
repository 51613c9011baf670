//! Who agreed to what, when staff applied for somebody at the counter; never changed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "assisted_applications")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub application_id: Uuid,
    pub institution_id: Uuid,
    pub staff_id: Uuid,
    pub consent_version: i32,
    pub channel: String,
    pub consented_at: i64,
    pub new_account: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
