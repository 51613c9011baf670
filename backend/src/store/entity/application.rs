//! A person's application to a session.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "applications")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub session_id: Uuid,
    pub institution_id: Uuid,
    pub applicant_id: Uuid,
    pub state: String,
    pub waitlist_order: Option<i32>,
    pub offer_expires_at: Option<i64>,
    pub reason_code: Option<String>,
    pub submitted_at: Option<i64>,
    pub version: i32,
    pub draft_step: Option<String>,
    pub created_at: i64,
    pub changed_at: i64,
    /// Given by the schema: where the row stands among all changes.
    pub change: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::session::Entity",
        from = "Column::SessionId",
        to = "super::session::Column::Id"
    )]
    Session,
}

impl Related<super::session::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Session.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
