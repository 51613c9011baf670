//! What certificates say is kept as it was on the day of issue; of those from before, as it is today.

use sea_orm_migration::{
    DbErr, MigrationTrait, SchemaManager, async_trait, sea_orm::DeriveMigrationName,
};

use crate::dialect;

/// See the module.
#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, TABLES).await?;
        dialect::run(manager, KEPT).await?;
        dialect::append_only(manager, "certificate_records").await?;
        dialect::append_only(manager, "certificate_units").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(manager, &["certificate_units", "certificate_records"]).await
    }
}

const TABLES: &[&str] = &[
    // What isn't personal: the name stands in certificate_texts and goes with the account.
    "CREATE TABLE certificate_records (
        certificate_id {uuid} PRIMARY KEY REFERENCES certificates (id),
        program_title TEXT NOT NULL,
        hours INTEGER NOT NULL,
        starts_on {date} NOT NULL,
        ends_on {date} NOT NULL,
        institution_name TEXT NOT NULL,
        place TEXT NOT NULL
    ) {strict}",
    "CREATE TABLE certificate_units (
        certificate_id {uuid} NOT NULL REFERENCES certificates (id),
        position INTEGER NOT NULL,
        code TEXT NOT NULL,
        title TEXT NOT NULL,
        result TEXT NOT NULL CHECK (result IN ('KOMPETEN', 'BELUM_KOMPETEN')),
        PRIMARY KEY (certificate_id, position)
    ) {strict}",
];

const KEPT: &[&str] = &[
    "INSERT INTO certificate_records (certificate_id, program_title, hours, starts_on, ends_on,
        institution_name, place)
     SELECT c.id, p.title, p.hours, s.starts_on, s.ends_on, i.name, COALESCE(r.name, '')
        FROM certificates c JOIN applications a ON a.id = c.application_id
        JOIN sessions s ON s.id = a.session_id JOIN programs p ON p.id = s.program_id
        JOIN institutions i ON i.id = s.institution_id
        LEFT JOIN regions r ON r.code = i.region_code",
    "INSERT INTO certificate_units (certificate_id, position, code, title, result)
     SELECT c.id, (SELECT COUNT(*) FROM unit_results f WHERE f.application_id = u.application_id
            AND f.unit_code < u.unit_code), u.unit_code, u.unit_title, u.result
        FROM certificates c JOIN unit_results u ON u.application_id = c.application_id",
    // Who left has no name any more.
    "INSERT INTO certificate_texts (certificate_id, name)
     SELECT c.id, k.name FROM certificates c JOIN applications a ON a.id = c.application_id
        JOIN applicants b ON b.id = a.applicant_id JOIN accounts k ON k.id = b.account_id
        WHERE k.deleted_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM certificate_texts t WHERE t.certificate_id = c.id)",
];
