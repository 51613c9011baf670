//! Which documents' bytes are to be removed: those whose row this database has deleted, by whichever way.

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
        dialect::run_either(manager, &[SQLITE], POSTGRES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run_either(
            manager,
            &["DROP TRIGGER documents_deleted"],
            &[
                "DROP TRIGGER documents_deleted ON documents",
                "DROP FUNCTION note_deleted_document()",
            ],
        )
        .await?;
        dialect::drop_tables(manager, &["deleted_documents"]).await
    }
}

const TABLES: &[&str] = &[
    // An id of what was a document. No reference: nothing else is left of it.
    "CREATE TABLE deleted_documents (id {uuid} PRIMARY KEY) {strict}",
];

const SQLITE: &str = "CREATE TRIGGER documents_deleted AFTER DELETE ON documents BEGIN \
     INSERT INTO deleted_documents (id) VALUES (OLD.id) ON CONFLICT DO NOTHING; END";

const POSTGRES: &[&str] = &[
    "CREATE FUNCTION note_deleted_document() RETURNS trigger LANGUAGE plpgsql AS \
     $$ BEGIN INSERT INTO deleted_documents (id) VALUES (OLD.id) ON CONFLICT DO NOTHING; \
     RETURN NULL; END $$",
    "CREATE TRIGGER documents_deleted AFTER DELETE ON documents \
     FOR EACH ROW EXECUTE FUNCTION note_deleted_document()",
];
