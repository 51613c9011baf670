//! What ends a transaction before its time: what is acknowledged is kept, what isn't kept is told.

use balai_backend::{
    error::{Error, Result},
    store::{Connection, Tx},
};
use balai_shared::error::ErrorCode;
use balai_tests::{Kind, TestApp, both};
use futures_util::future::join_all;

/// What a piece of work does besides writing its row.
#[derive(Debug, Clone, Copy)]
enum Fault {
    /// Nothing: it writes its row.
    None,
    /// The transaction ends by itself after the row, and nobody looks at the error.
    Overlooked,
    /// The same, and the work fails with the error.
    Failed,
    /// PostgreSQL's connection is cut off.
    Cut,
}

/// What the database does by itself on a full disk, an I/O error or without memory: SQLite rolls the
/// whole transaction back; PostgreSQL takes nothing more.
async fn end_transaction(tx: &Tx, kind: Kind) -> Result<()> {
    let sql = match kind {
        Kind::Sqlite => "ROLLBACK",
        Kind::Postgres => "SELECT 1 / 0",
    };
    tx.conn().execute_unprepared(sql).await?;
    // SQLite ended without an error here: a real one comes with the statement.
    Err(Error::Internal("ended".to_owned()))
}

async fn keep(app: &TestApp, name: &str, fault: Fault) -> Result<()> {
    let kind = app.kind;
    let sql = format!("INSERT INTO facts (name, value) VALUES ('{name}', '1')");
    app.services
        .store
        .write(move |tx| Box::pin(async move { carry_out(tx, kind, &sql, fault).await }))
        .await
}

async fn carry_out(tx: &Tx, kind: Kind, sql: &str, fault: Fault) -> Result<()> {
    tx.conn().execute_unprepared(sql).await?;
    match fault {
        Fault::None => {}
        Fault::Overlooked => drop(end_transaction(tx, kind).await),
        Fault::Failed => end_transaction(tx, kind).await?,
        Fault::Cut => {
            let cut = "SELECT pg_terminate_backend(pg_backend_pid())";
            tx.conn().execute_unprepared(cut).await?;
        }
    }
    Ok(())
}

async fn is_kept(app: &TestApp, name: &str) -> bool {
    app.number(&format!("SELECT COUNT(*) FROM facts WHERE name = '{name}'")).await == 1
}

both!(what_is_acknowledged_after_a_transaction_broke_is_kept, async |app: &TestApp| {
    for (round, fault) in [Fault::Overlooked, Fault::Failed].into_iter().enumerate() {
        let names: Vec<_> = (0..9).map(|row| format!("row-{round}-{row}")).collect();
        let rows = names
            .iter()
            .enumerate()
            .map(|(row, name)| keep(app, name, if row % 4 == 1 { fault } else { Fault::None }));
        let told = join_all(rows).await;
        for (name, told) in names.iter().zip(&told) {
            assert_eq!(told.is_ok(), is_kept(app, name).await, "{name}: {told:?}");
        }
        assert!(told[1].is_err() && told[5].is_err(), "{told:?}");
        assert!(told[8].is_ok(), "what comes after goes on without them: {told:?}");
        let next = format!("after-{round}");
        keep(app, &next, Fault::None).await.unwrap();
        assert!(is_kept(app, &next).await);
    }
});

/// A statement that ends its transaction, and another after it.
async fn go_on_after_the_end(tx: &Tx, kind: Kind) -> Result<()> {
    let full = match kind {
        Kind::Sqlite => {
            // The disk is full for this connection from now on.
            tx.conn().execute_unprepared("PRAGMA max_page_count = 1").await?;
            "INSERT INTO facts (name, value) VALUES ('large', hex(zeroblob(9000000)))"
        }
        Kind::Postgres => "SELECT 1 / 0",
    };
    assert!(tx.conn().execute_unprepared(full).await.is_err());
    tx.conn().execute_unprepared("INSERT INTO facts (name, value) VALUES ('outside', '1')").await?;
    Ok(())
}

both!(a_statement_after_the_end_of_its_transaction_is_not_carried_out, async |app: &TestApp| {
    let kind = app.kind;
    let told = app
        .services
        .store
        .write(move |tx| Box::pin(async move { go_on_after_the_end(tx, kind).await }))
        .await;
    let error = told.unwrap_err();
    if kind == Kind::Sqlite {
        assert_eq!(error.code(), ErrorCode::Unavailable, "{error}");
    }
    assert!(!is_kept(app, "outside").await);
    assert!(!is_kept(app, "large").await);
    keep(app, "next", Fault::None).await.unwrap();
    assert!(is_kept(app, "next").await);
});

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_memory_sqlite_keeps_nothing_and_says_so() {
    TestApp::run(Kind::Sqlite, async |app: &TestApp| {
        let written = app.services.store.write(move |tx| {
            Box::pin(async move {
                let conn = tx.conn();
                conn.execute_unprepared("INSERT INTO facts (name, value) VALUES ('lost', '1')")
                    .await?;
                // What this process may take in all; it can't be raised again.
                conn.execute_unprepared("PRAGMA hard_heap_limit = 200000000").await?;
                let large =
                    "INSERT INTO facts (name, value) VALUES ('large', hex(zeroblob(150000000)))";
                conn.execute_unprepared(large).await?;
                Ok(())
            })
        });
        let error = written.await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::Unavailable, "{error}");
        assert!(error.to_string().contains("memory"), "{error}");
        assert!(!is_kept(app, "lost").await && !is_kept(app, "large").await);
        for row in 0..40 {
            let name = format!("after-{row}");
            keep(app, &name, Fault::None).await.unwrap();
            assert!(is_kept(app, &name).await);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_was_cut_off_is_unavailable_once_and_replaced() {
    TestApp::run(Kind::Postgres, async |app: &TestApp| {
        let error = keep(app, "cut", Fault::Cut).await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::Unavailable, "{error}");
        assert!(!is_kept(app, "cut").await);
        for row in 0..40 {
            let name = format!("after-{row}");
            keep(app, &name, Fault::None).await.unwrap();
            assert!(is_kept(app, &name).await);
        }
    })
    .await;
}

/// PostgreSQL's codes for a full disk, no memory, an I/O error, a statement that was stopped, too many
/// connections, a server that is shut down, a deadlock.
const PASSING: [&str; 7] = ["53100", "53200", "58030", "57014", "53300", "57P01", "40P01"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_may_pass_is_unavailable_and_keeps_nothing() {
    TestApp::run(Kind::Postgres, async |app: &TestApp| {
        for code in PASSING {
            let raise = format!("DO $$ BEGIN RAISE 'a test' USING ERRCODE = '{code}'; END $$");
            let written = app.services.store.write(move |tx| {
                Box::pin(async move {
                    let row = "INSERT INTO facts (name, value) VALUES ('lost', '1')";
                    tx.conn().execute_unprepared(row).await?;
                    tx.conn().execute_unprepared(&raise).await?;
                    Ok(())
                })
            });
            let error = written.await.unwrap_err();
            assert_eq!(error.code(), ErrorCode::Unavailable, "{code}: {error}");
            assert!(!is_kept(app, "lost").await, "{code}");
        }
        keep(app, "next", Fault::None).await.unwrap();
        assert!(is_kept(app, "next").await);
    })
    .await;
}
