//! A fresh database for each test.

use balai_backend::{
    auth::vault::Vault,
    clock::Clock,
    gateway::Shelf,
    service::{
        Services, setup,
        storage::{self, Word},
        synchronise,
    },
    store::{
        Store,
        connect::{self, Connections, Missing, Patience, Url},
    },
};
use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;

use crate::{line::Line, pattern};

/// Which database a test runs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file in a folder of its own.
    Sqlite,
    /// A database of its own on the server that `BALAI_TEST_POSTGRES` names.
    Postgres,
}

/// Where a test's data is, until the test is over.
pub(crate) struct Place {
    pub(crate) url: Url,
    server: Option<(String, String)>,
    _folder: TempDir,
}

impl Place {
    /// With all tables, and what every database of ours holds.
    pub(crate) async fn prepared(kind: Kind) -> Self {
        let place = Self::new(kind);
        match (&place.url, &place.server) {
            (Url::Sqlite(file), _) => pattern::into_file(file).await,
            (Url::Postgres(_), Some((server, name))) => pattern::into_server(server, name).await,
            (Url::Postgres(_), None) => unreachable!("a database is on a server"),
        }
        place
    }

    /// Without any table.
    async fn empty(kind: Kind) -> Self {
        let place = Self::new(kind);
        if let Some((server, name)) = &place.server {
            let admin = Database::connect(server).await.expect("the server of the tests");
            admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        }
        place
    }

    fn new(kind: Kind) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        match kind {
            Kind::Sqlite => {
                let url = Url::Sqlite(folder.path().join("test.db"));
                Self { url, server: None, _folder: folder }
            }
            Kind::Postgres => {
                let server = std::env::var("BALAI_TEST_POSTGRES").expect(
                    "tests on PostgreSQL need BALAI_TEST_POSTGRES=postgres://…: \
                     `cargo xtask test` starts a server and sets it",
                );
                let name = format!("t_{}", random());
                let (base, _) = server.rsplit_once('/').expect("an address with a database");
                let url = format!("{base}/{name}").parse().unwrap();
                Self { url, server: Some((server, name)), _folder: folder }
            }
        }
    }

    pub(crate) async fn open(&self) -> Connections {
        connect::open(&self.url, Missing::Create, Patience::Request).await.unwrap()
    }

    /// The same database of a PostgreSQL, and the line that leads to it.
    pub(crate) async fn behind_a_line(&self) -> (Url, Line) {
        let (server, name) = self.server.as_ref().expect("a server");
        let (login, place) = server.split_once('@').expect("an address with a user");
        let (host, _) = place.split_once('/').expect("an address with a database");
        let line = Line::to(host.to_owned()).await;
        let url = format!("{login}@{}/{name}", line.address).parse().unwrap();
        (url, line)
    }

    /// Drops the database; a folder goes by itself.
    pub(crate) async fn remove(self) {
        if let Some((server, name)) = self.server {
            let admin = Database::connect(&server).await.unwrap();
            let drop = format!("DROP DATABASE {name} WITH (FORCE)");
            admin.execute_unprepared(&drop).await.unwrap();
        }
    }
}

/// Runs a test on a database without any table.
pub async fn with_empty_database<F>(kind: Kind, test: F)
where
    F: AsyncFnOnce(&Connections),
{
    let place = Place::empty(kind).await;
    let connections = place.open().await;
    test(&connections).await;
    drop(connections);
    place.remove().await;
}

/// The use cases over a store.
pub(crate) async fn services(store: Store) -> Services {
    let places = setup::prepare(&store).await.unwrap();
    let services = Services::new(store, Shelf::memory(), places);
    // As a server does before it serves.
    storage::bind(&services, Word::Own).await.unwrap();
    synchronise::begin(&services).await.unwrap();
    services
}

/// The key of every test.
pub(crate) fn vault() -> Vault {
    Vault::new(&[7; 32])
}

pub(crate) fn store(connections: Connections, clock: Clock) -> Store {
    Store::new(connections, clock, vault())
}

pub(crate) fn random() -> String {
    balai_backend::auth::secret::random::<8>()
        .unwrap()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
