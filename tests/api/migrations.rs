//! The schema goes down and up again, every step, on both databases.

use balai_backend::store::connect::Connections;
use balai_migrations::{Migrator, MigratorTrait};
use balai_tests::{Kind, with_empty_database};
use sea_orm::{ConnectionTrait, Statement};

/// Every object of the schema as the database describes it, sorted.
async fn schema(connections: &Connections, kind: Kind) -> Vec<String> {
    let sql = match kind {
        Kind::Sqlite => {
            "SELECT coalesce(type || ' ' || name || ' ' || sql, name) AS line FROM sqlite_schema \
             WHERE name NOT LIKE 'seaql%' AND name NOT LIKE 'sqlite_%'"
        }
        Kind::Postgres => {
            "SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || \
             is_nullable AS line FROM information_schema.columns WHERE table_schema = 'public' \
             AND table_name NOT LIKE 'seaql%' \
             UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public' \
             AND tablename NOT LIKE 'seaql%' \
             UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || \
             pg_get_constraintdef(oid) FROM pg_constraint \
             WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE \
             'seaql%' \
             UNION ALL SELECT 'function ' || proname FROM pg_proc \
             WHERE pronamespace = 'public'::regnamespace \
             UNION ALL SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal"
        }
    };
    let connection = connections.writer();
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let rows = connection.query_all_raw(statement).await.unwrap();
    let mut lines: Vec<String> =
        rows.into_iter().map(|row| row.try_get("", "line").unwrap()).collect();
    lines.sort();
    lines
}

async fn down_and_up(kind: Kind) {
    with_empty_database(kind, async |connections: &Connections| {
        let steps = Migrator::migrations().len();
        let mut seen = vec![schema(connections, kind).await];
        assert!(seen[0].is_empty());
        for _ in 0..steps {
            Migrator::up(connections.writer(), Some(1)).await.unwrap();
            seen.push(schema(connections, kind).await);
        }
        for step in (0..steps).rev() {
            Migrator::down(connections.writer(), Some(1)).await.unwrap();
            assert_eq!(schema(connections, kind).await, seen[step], "after undoing step {step}");
        }
        Migrator::up(connections.writer(), None).await.unwrap();
        assert_eq!(schema(connections, kind).await, seen[steps]);
        assert!(seen[steps].len() > 20);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_step_is_undone_without_a_trace_on_sqlite() {
    down_and_up(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_step_is_undone_without_a_trace_on_postgres() {
    down_and_up(Kind::Postgres).await;
}

/// The tables and columns that both databases have.
async fn columns(connections: &Connections, kind: Kind) -> Vec<String> {
    let sql = match kind {
        Kind::Sqlite => {
            "SELECT t.name || '.' || c.name AS line FROM sqlite_schema t, \
             pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'program_search%' \
             AND t.name NOT LIKE 'seaql%' AND t.name NOT LIKE 'sqlite_%'"
        }
        Kind::Postgres => {
            "SELECT table_name || '.' || column_name AS line FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name NOT LIKE 'program_search%' \
             AND table_name NOT LIKE 'seaql%'"
        }
    };
    let connection = connections.writer();
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let rows = connection.query_all_raw(statement).await.unwrap();
    let mut lines: Vec<String> =
        rows.into_iter().map(|row| row.try_get("", "line").unwrap()).collect();
    lines.sort();
    lines
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_databases_have_the_same_tables_and_columns() {
    let mut found = Vec::new();
    for kind in [Kind::Sqlite, Kind::Postgres] {
        with_empty_database(kind, async |connections: &Connections| {
            Migrator::up(connections.writer(), None).await.unwrap();
            found.push(columns(connections, kind).await);
        })
        .await;
    }
    assert_eq!(found[0], found[1]);
    assert!(found[0].len() > 100);
}
