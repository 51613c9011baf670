//! A database with its tables and regions, made once for each build of the tests; each test gets a
//! copy of it, which takes a tenth of the time.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    time::SystemTime,
};

use balai_backend::{
    clock::Clock,
    service::setup,
    store::connect::{self, Missing, Url},
};
use balai_migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};

use crate::{NOW, database};

/// Where two tests at once wait for each other on the server.
const TURN: i64 = 0x0062_616c_6169;

/// Puts a copy into this file.
pub(crate) async fn into_file(file: &Path) {
    let build = build();
    let pattern = build.with_extension("pattern");
    let changed = |path: &Path| std::fs::metadata(path).and_then(|kept| kept.modified()).ok();
    if changed(&pattern) < changed(&build) {
        let folder = tempfile::tempdir_in(build.parent().unwrap()).unwrap();
        let url = Url::Sqlite(folder.path().join("making.db"));
        let whole = folder.path().join("whole.db");
        let connections =
            connect::open(&url, Missing::Create, connect::Patience::Command).await.unwrap();
        Migrator::up(connections.writer(), None).await.unwrap();
        let store = database::store(connections, Clock::manual(NOW));
        setup::prepare(&store).await.unwrap();
        let copy = format!("VACUUM INTO '{}'", whole.display());
        store.read().execute_unprepared(&copy).await.unwrap();
        store.close().await.unwrap();
        // Whole or not at all: another test may be reading it.
        std::fs::rename(whole, &pattern).unwrap();
    }
    std::fs::copy(&pattern, file).unwrap();
}

/// Makes a copy under this name.
pub(crate) async fn into_server(server: &str, name: &str) {
    // One connection: the turn belongs to it.
    let mut options = ConnectOptions::new(server);
    options.max_connections(1);
    let admin = Database::connect(options).await.expect("the server of the tests");
    let pattern = pattern_on(&admin, server).await;
    let copy = format!("CREATE DATABASE {name} TEMPLATE {pattern}");
    admin.execute_unprepared(&copy).await.unwrap();
}

/// The pattern's name; it is there.
async fn pattern_on(admin: &DatabaseConnection, server: &str) -> String {
    let build = build();
    let mut place = DefaultHasher::new();
    build.hash(&mut place);
    let of_build = format!("pattern_{:x}", place.finish());
    let changed = std::fs::metadata(&build).and_then(|kept| kept.modified()).unwrap();
    let changed = changed.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_nanos();
    let pattern = format!("{of_build}_{changed:x}");
    if databases(admin, &pattern).await.is_empty() {
        admin.execute_unprepared(&format!("SELECT pg_advisory_lock({TURN})")).await.unwrap();
        if databases(admin, &pattern).await.is_empty() {
            for older in databases(admin, &format!("{of_build}_%")).await {
                admin.execute_unprepared(&format!("DROP DATABASE {older}")).await.unwrap();
            }
            fill(admin, server, &pattern).await;
        }
        admin.execute_unprepared(&format!("SELECT pg_advisory_unlock({TURN})")).await.unwrap();
    }
    pattern
}

/// Made under another name, so that one that was broken off is never copied.
async fn fill(admin: &DatabaseConnection, server: &str, pattern: &str) {
    let making = format!("making_{}", database::random());
    admin.execute_unprepared(&format!("CREATE DATABASE {making}")).await.unwrap();
    let (base, _) = server.rsplit_once('/').expect("an address with a database");
    let url = format!("{base}/{making}").parse().unwrap();
    let connections =
        connect::open(&url, Missing::Create, connect::Patience::Command).await.unwrap();
    Migrator::up(connections.writer(), None).await.unwrap();
    let store = database::store(connections, Clock::manual(NOW));
    setup::prepare(&store).await.unwrap();
    store.close().await.unwrap();
    let rename = format!("ALTER DATABASE {making} RENAME TO {pattern}");
    admin.execute_unprepared(&rename).await.unwrap();
}

async fn databases(admin: &DatabaseConnection, like: &str) -> Vec<String> {
    let sql = format!("SELECT datname::text AS name FROM pg_database WHERE datname LIKE '{like}'");
    let statement = sea_orm::Statement::from_string(admin.get_database_backend(), sql);
    let rows = admin.query_all_raw(statement).await.unwrap();
    rows.into_iter().map(|row| row.try_get("", "name").unwrap()).collect()
}

/// The program that runs this test.
fn build() -> PathBuf {
    std::env::current_exe().unwrap()
}
