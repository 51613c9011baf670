//! A message on its way out of the house.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub channel: String,
    pub kind: String,
    pub language: String,
    pub application_id: Option<Uuid>,
    pub secret: Option<Vec<u8>>,
    pub created_at: i64,
    pub expires_at: i64,
    pub tries: i32,
    pub next_try_at: Option<i64>,
    pub sent_at: Option<i64>,
    pub delivered_at: Option<i64>,
    pub failed_at: Option<i64>,
    pub provider_id: Option<String>,
    pub destination: Option<Vec<u8>>,
    pub benefit_id: Option<Uuid>,
    pub session_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
