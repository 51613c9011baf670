//! A person's benefit of a scheme.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "benefits")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub applicant_id: Uuid,
    pub scheme_id: Uuid,
    pub wave: i32,
    pub accepted_at: i64,
    pub first_purchase_at: Option<i64>,
    pub training_completed_at: Option<i64>,
    pub next_purchase_at: Option<i64>,
    pub certificate_at: Option<i64>,
    pub rated_at: Option<i64>,
    pub payout_provider: Option<String>,
    pub payout_cipher: Option<Vec<u8>>,
    pub payout_index: Option<Vec<u8>>,
    pub payout_verified_at: Option<i64>,
    pub revoked_at: Option<i64>,
    pub version: i32,
    pub payout_check_id: Option<Uuid>,
    pub payout_registered_at: Option<i64>,
    pub payout_checked_at: Option<i64>,
    pub payout_refusal: Option<String>,
    pub payout_tries: i32,
    pub payout_next_check_at: Option<i64>,
    pub reminded_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::scheme::Entity",
        from = "Column::SchemeId",
        to = "super::scheme::Column::Id"
    )]
    Scheme,
}

impl Related<super::scheme::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Scheme.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
