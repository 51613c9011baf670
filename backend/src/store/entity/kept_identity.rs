//! Whom public money was given to, after the account is gone.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_identities")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub applicant_id: Uuid,
    pub nik_cipher: Option<Vec<u8>>,
    pub nik_index: Option<Vec<u8>>,
    pub kk_cipher: Option<Vec<u8>>,
    pub kk_index: Option<Vec<u8>>,
    pub kept_until: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
