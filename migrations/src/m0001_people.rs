//! Accounts, applicants' profiles, roles, and what proves who one is.

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
        dialect::run(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(
            manager,
            &[
                "sign_in_failures",
                "refresh_tokens",
                "api_keys",
                "role_grants",
                "applicants",
                "accounts",
                "institutions",
                "regions",
            ],
        )
        .await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE regions (
        code TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        parent_code TEXT REFERENCES regions (code),
        time_zone TEXT NOT NULL,
        population INTEGER NOT NULL
    ) {strict}",
    "CREATE TABLE institutions (
        id {uuid} PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('UPTP', 'UPTD', 'BLKK', 'LPK')),
        name TEXT NOT NULL,
        region_code TEXT NOT NULL REFERENCES regions (code),
        address TEXT,
        accreditation_number TEXT,
        accredited_until {date},
        created_at {instant} NOT NULL,
        CHECK ((accreditation_number IS NULL) = (accredited_until IS NULL))
    ) {strict}",
    "CREATE INDEX institutions_by_name ON institutions (name, id)",
    "CREATE INDEX institutions_by_region ON institutions (region_code)",
    // The name stands here and nowhere in the history, so that it can be erased.
    "CREATE TABLE accounts (
        id {uuid} PRIMARY KEY,
        name TEXT NOT NULL,
        email TEXT,
        email_normal TEXT UNIQUE,
        phone_cipher {bytes},
        phone_index {bytes} UNIQUE,
        password_hash TEXT NOT NULL,
        created_at {instant} NOT NULL,
        CHECK ((email IS NULL) = (email_normal IS NULL)),
        CHECK ((phone_cipher IS NULL) = (phone_index IS NULL)),
        CHECK (email IS NOT NULL OR phone_cipher IS NOT NULL)
    ) {strict}",
    // One account per NIK (DOMAIN, Eligibility): the blind index is unique.
    "CREATE TABLE applicants (
        id {uuid} PRIMARY KEY,
        account_id {uuid} NOT NULL UNIQUE REFERENCES accounts (id),
        nik_cipher {bytes},
        nik_index {bytes} UNIQUE,
        kk_cipher {bytes},
        kk_index {bytes},
        birth_date {date},
        sex TEXT,
        education TEXT,
        occupation TEXT,
        region_code TEXT REFERENCES regions (code),
        version INTEGER NOT NULL DEFAULT 1,
        updated_at {instant} NOT NULL,
        CHECK ((nik_cipher IS NULL) = (nik_index IS NULL)),
        CHECK ((kk_cipher IS NULL) = (kk_index IS NULL))
    ) {strict}",
    "CREATE INDEX applicants_by_family_card ON applicants (kk_index)",
    "CREATE TABLE role_grants (
        id {uuid} PRIMARY KEY,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        role TEXT NOT NULL
            CHECK (role IN ('ADMIN', 'REVIEWER', 'INSTRUCTOR', 'COUNSELLOR', 'PEMDA', 'MINISTRY')),
        institution_id {uuid} REFERENCES institutions (id),
        region_code TEXT REFERENCES regions (code),
        created_at {instant} NOT NULL,
        CHECK ((role IN ('ADMIN', 'REVIEWER', 'INSTRUCTOR', 'COUNSELLOR')) = (institution_id IS NOT NULL)),
        CHECK ((role = 'PEMDA') = (region_code IS NOT NULL))
    ) {strict}",
    "CREATE INDEX role_grants_by_account ON role_grants (account_id)",
    "CREATE TABLE api_keys (
        id {uuid} PRIMARY KEY,
        institution_id {uuid} NOT NULL REFERENCES institutions (id),
        name TEXT NOT NULL,
        secret_hash {bytes} NOT NULL UNIQUE,
        created_at {instant} NOT NULL,
        revoked_at {instant}
    ) {strict}",
    "CREATE TABLE refresh_tokens (
        secret_hash {bytes} PRIMARY KEY,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        family_id {uuid} NOT NULL,
        issued_at {instant} NOT NULL,
        expires_at {instant} NOT NULL,
        rotated_at {instant},
        revoked_at {instant}
    ) {strict}",
    "CREATE INDEX refresh_tokens_by_family ON refresh_tokens (family_id)",
    "CREATE INDEX refresh_tokens_by_expiry ON refresh_tokens (expires_at)",
    // The subject is a keyed hash of the identifier or the address, never the thing itself.
    "CREATE TABLE sign_in_failures (
        id {uuid} PRIMARY KEY,
        subject {bytes} NOT NULL,
        failed_at {instant} NOT NULL
    ) {strict}",
    "CREATE INDEX sign_in_failures_by_subject ON sign_in_failures (subject, failed_at)",
];
