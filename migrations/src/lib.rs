//! Balai's database schema, one reversible step a file, for SQLite and PostgreSQL.
//!
//! The steps are plain SQL, because the constraints that back the rules (partial unique indexes,
//! CHECKs, append-only triggers, full-text search) are what matters here, and a builder would hide
//! them. The few words in which the two databases differ are written as `{uuid}`, `{bytes}` and so
//! on; see [`dialect`]. Nothing here knows the server's entities: a step that has run never changes.

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

pub mod dialect;
mod m0001_people;
mod m0002_catalogue;
mod m0003_applications;
mod m0004_benefits;
mod m0005_operations;
mod m0006_undecided;
mod m0007_messages;
mod m0008_documents;
mod m0009_accounts;
mod m0010_payouts;
mod m0011_deferrals;
mod m0012_places;
mod m0013_saved_searches;
mod m0015_decisions;
mod m0016_training;
mod m0017_selection;
mod m0018_exports;
mod m0019_staff;
mod m0020_desk;
mod m0021_slots;
mod m0022_joined_accounts;
mod m0023_deleted_documents;
mod m0024_positions;
mod m0025_certified;
mod m0026_known_devices;
mod m0027_contact_recoveries;
mod m0028_identity_changes;
mod m0029_api_keys;
mod m0030_document_checks;
mod m0031_cleared_marks;
mod m0032_institution_reach;

/// All steps, oldest first.
#[derive(Debug, Clone, Copy)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_people::Migration),
            Box::new(m0002_catalogue::Migration),
            Box::new(m0003_applications::Migration),
            Box::new(m0004_benefits::Migration),
            Box::new(m0005_operations::Migration),
            Box::new(m0006_undecided::Migration),
            Box::new(m0007_messages::Migration),
            Box::new(m0008_documents::Migration),
            Box::new(m0009_accounts::Migration),
            Box::new(m0010_payouts::Migration),
            Box::new(m0011_deferrals::Migration),
            Box::new(m0012_places::Migration),
            Box::new(m0013_saved_searches::Migration),
            Box::new(m0015_decisions::Migration),
            Box::new(m0016_training::Migration),
            Box::new(m0017_selection::Migration),
            Box::new(m0018_exports::Migration),
            Box::new(m0019_staff::Migration),
            Box::new(m0020_desk::Migration),
            Box::new(m0021_slots::Migration),
            Box::new(m0022_joined_accounts::Migration),
            Box::new(m0023_deleted_documents::Migration),
            Box::new(m0024_positions::Migration),
            Box::new(m0025_certified::Migration),
            Box::new(m0026_known_devices::Migration),
            Box::new(m0027_contact_recoveries::Migration),
            Box::new(m0028_identity_changes::Migration),
            Box::new(m0029_api_keys::Migration),
            Box::new(m0030_document_checks::Migration),
            Box::new(m0031_cleared_marks::Migration),
            Box::new(m0032_institution_reach::Migration),
        ]
    }
}
