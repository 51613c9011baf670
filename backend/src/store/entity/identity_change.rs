//! What was changed of who a person is; only added to.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "identity_changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub applicant_id: Uuid,
    pub at: i64,
    pub actor_id: Uuid,
    pub institution_id: Option<Uuid>,
    pub application_id: Option<Uuid>,
    pub fields: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(has_one = "super::identity_change_detail::Entity")]
    IdentityChangeDetail,
}

impl Related<super::identity_change_detail::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::IdentityChangeDetail.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
