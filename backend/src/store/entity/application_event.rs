//! One transition; never changed.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "application_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub application_id: Uuid,
    pub version: i32,
    pub at: i64,
    pub actor_kind: String,
    pub actor_id: Option<Uuid>,
    pub action: String,
    pub from_state: Option<String>,
    pub to_state: String,
    pub reason_code: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(has_one = "super::event_note::Entity")]
    EventNote,
}

impl Related<super::event_note::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::EventNote.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
