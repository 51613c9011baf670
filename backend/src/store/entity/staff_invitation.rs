//! An invitation to a role at an institution.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "staff_invitations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub institution_id: Uuid,
    pub role: String,
    pub contact_cipher: Option<Vec<u8>>,
    pub contact_index: Option<Vec<u8>>,
    pub code_hash: Option<Vec<u8>>,
    pub language: String,
    pub asked_by: Uuid,
    pub asked_at: i64,
    pub approved_by: Option<Uuid>,
    pub approved_by_operator: bool,
    pub approved_at: Option<i64>,
    pub expires_at: i64,
    pub accepted_by: Option<Uuid>,
    pub accepted_at: Option<i64>,
    pub revoked_by: Option<Uuid>,
    pub revoked_at: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
