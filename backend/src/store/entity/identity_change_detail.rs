//! What an identity was and what it became; goes with the person's data.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "identity_change_details")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub change_id: Uuid,
    pub old_name: Option<String>,
    pub new_name: Option<String>,
    pub old_nik: Option<Vec<u8>>,
    pub new_nik: Option<Vec<u8>>,
    pub old_birth_date: Option<String>,
    pub new_birth_date: Option<String>,
    pub old_sex: Option<String>,
    pub new_sex: Option<String>,
    pub reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::identity_change::Entity",
        from = "Column::ChangeId",
        to = "super::identity_change::Column::Id"
    )]
    IdentityChange,
}

impl Related<super::identity_change::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::IdentityChange.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
