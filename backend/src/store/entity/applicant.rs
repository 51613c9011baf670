//! A job seeker's profile.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "applicants")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub nik_cipher: Option<Vec<u8>>,
    pub nik_index: Option<Vec<u8>>,
    pub kk_cipher: Option<Vec<u8>>,
    pub kk_index: Option<Vec<u8>>,
    pub birth_date: Option<String>,
    pub sex: Option<String>,
    pub education: Option<String>,
    pub occupation: Option<String>,
    pub region_code: Option<String>,
    pub disability: Option<bool>,
    pub version: i32,
    pub updated_at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::account::Entity",
        from = "Column::AccountId",
        to = "super::account::Column::Id"
    )]
    Account,
}

impl Related<super::account::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
