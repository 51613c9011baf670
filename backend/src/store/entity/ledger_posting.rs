//! An amount moved between two accounts.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_postings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub benefit_id: Uuid,
    pub kind: String,
    pub from_account: String,
    pub to_account: String,
    pub amount: i64,
    pub reference: String,
    pub at: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::benefit::Entity",
        from = "Column::BenefitId",
        to = "super::benefit::Column::Id"
    )]
    Benefit,
}

impl Related<super::benefit::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Benefit.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
