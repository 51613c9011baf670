//! One run of a program.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub program_id: Uuid,
    pub institution_id: Uuid,
    pub mode: String,
    pub funding: String,
    pub selection_method: String,
    pub lifecycle: String,
    pub capacity: i32,
    pub seats_taken: i32,
    pub applicant_count: i32,
    pub waitlist_count: i32,
    pub waitlist_last: i32,
    pub registration_opens_at: i64,
    pub registration_closes_at: i64,
    pub starts_on: String,
    pub ends_on: String,
    pub starts_at: i64,
    pub ends_at: i64,
    pub replacement_until: String,
    pub replacement_ends_at: i64,
    pub offer_hours: i32,
    pub selection_closed_at: Option<i64>,
    pub time_zone: String,
    pub address: Option<String>,
    pub meeting_link: Option<String>,
    pub boarding: bool,
    pub timetable: Option<String>,
    pub version: i32,
    pub created_at: i64,
    pub changed_at: i64,
    /// Given by the schema: where the row stands among all changes.
    pub change: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::program::Entity",
        from = "Column::ProgramId",
        to = "super::program::Column::Id"
    )]
    Program,
    #[sea_orm(
        belongs_to = "super::institution::Entity",
        from = "Column::InstitutionId",
        to = "super::institution::Column::Id"
    )]
    Institution,
}

impl Related<super::program::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Program.def()
    }
}

impl Related<super::institution::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Institution.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}
