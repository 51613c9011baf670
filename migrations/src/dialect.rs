//! Where the two databases' SQL differs.

use sea_orm_migration::{
    SchemaManager,
    sea_orm::{ConnectionTrait, DbBackend, DbErr},
};

/// Words that stand for one thing in both databases: (placeholder, SQLite, PostgreSQL).
const WORDS: &[(&str, &str, &str)] = &[
    ("{uuid}", "BLOB", "UUID"),
    ("{bytes}", "BLOB", "BYTEA"),
    // Milliseconds since 1970 UTC: compares the same way in both.
    ("{instant}", "INTEGER", "BIGINT"),
    // ISO 8601, so that text order is date order.
    ("{date}", "TEXT", "TEXT"),
    ("{long}", "INTEGER", "BIGINT"),
    ("{rupiah}", "INTEGER", "BIGINT"),
    ("{boolean}", "INTEGER", "BOOLEAN"),
    ("{strict}", "STRICT", ""),
];

/// Runs the statements of a step, in order, inside the migration's transaction.
///
/// # Errors
/// The database's own, with the statement that failed left undone.
pub async fn run(manager: &SchemaManager<'_>, statements: &[&str]) -> Result<(), DbErr> {
    let backend = manager.get_database_backend();
    for statement in statements {
        manager.get_connection().execute_unprepared(&translate(statement, backend)).await?;
    }
    Ok(())
}

/// Runs `sqlite` or `postgres`, whichever database this is.
///
/// # Errors
/// As [`run`].
pub async fn run_either(
    manager: &SchemaManager<'_>,
    sqlite: &[&str],
    postgres: &[&str],
) -> Result<(), DbErr> {
    if manager.get_database_backend() == DbBackend::Sqlite {
        run(manager, sqlite).await
    } else {
        run(manager, postgres).await
    }
}

/// Makes rows of `table` unchangeable: neither UPDATE nor DELETE passes.
///
/// # Errors
/// As [`run`].
pub async fn append_only(manager: &SchemaManager<'_>, table: &str) -> Result<(), DbErr> {
    let sqlite = ["UPDATE", "DELETE"].map(|event| {
        format!(
            "CREATE TRIGGER {table}_no_{lower} BEFORE {event} ON {table} \
             BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
            lower = event.to_lowercase()
        )
    });
    let function = format!(
        "CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS \
         $$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$"
    );
    let trigger = format!(
        "CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} \
         FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    );
    run_either(manager, &[&sqlite[0], &sqlite[1]], &[&function, &trigger]).await
}

/// Drops tables (newest first) and, on PostgreSQL, the functions of [`append_only`].
///
/// # Errors
/// As [`run`].
pub async fn drop_tables(manager: &SchemaManager<'_>, tables: &[&str]) -> Result<(), DbErr> {
    for table in tables {
        run(manager, &[&format!("DROP TABLE {table}")]).await?;
        run_either(manager, &[], &[&format!("DROP FUNCTION IF EXISTS {table}_append_only()")])
            .await?;
    }
    Ok(())
}

fn translate(statement: &str, backend: DbBackend) -> String {
    WORDS.iter().fold(statement.to_owned(), |sql, (word, sqlite, postgres)| {
        let replacement = if backend == DbBackend::Sqlite { sqlite } else { postgres };
        sql.replace(word, replacement)
    })
}
