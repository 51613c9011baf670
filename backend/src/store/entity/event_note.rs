//! A decision's words.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "event_notes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: Uuid,
    pub note: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::application_event::Entity",
        from = "Column::EventId",
        to = "super::application_event::Column::Id"
    )]
    ApplicationEvent,
}

impl Related<super::application_event::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ApplicationEvent.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
