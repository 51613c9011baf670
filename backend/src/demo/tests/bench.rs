//! A database of its own for a test, and the people in it.

use std::{path::PathBuf, sync::Arc};

use balai_migrations::{Migrator, MigratorTrait};
use balai_shared::{
    policy::Actor,
    time::{Date, TimeZone},
};
use sea_orm::Statement;

use crate::{
    auth::{secret, vault::Vault},
    clock::Clock,
    demo::{Demonstration, Made, Size, make},
    gateway::Shelf,
    model::{
        application::{Application, ApplicationQuery},
        catalogue::{Listing, SessionQuery},
        page::PageRequest,
    },
    service::{
        Services,
        applications::{self, Whose},
        catalogue, setup,
    },
    store::{
        self, Connection, Store,
        account::Identifier,
        connect::{self, Missing, Url},
    },
};

pub(super) fn what(seed: u64, day: &str) -> Demonstration {
    Demonstration { size: Size::Small, seed, today: Date::parse(day).unwrap() }
}

/// An empty, migrated SQLite database; its clock stands at noon of 22 November 2026.
pub(super) struct Bench {
    pub(super) services: Services,
    folder: Arc<Folder>,
}

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        // A test that fails to clean up has not failed.
        drop(std::fs::remove_dir_all(&self.0));
    }
}

impl Bench {
    pub(super) async fn new() -> Self {
        let name: [u8; 8] = secret::random().unwrap();
        let name: String = name.iter().map(|byte| format!("{byte:02x}")).collect();
        let folder = std::env::temp_dir().join(format!("balai-demo-{name}"));
        std::fs::create_dir_all(&folder).unwrap();
        let url = Url::Sqlite(folder.join("balai.db"));
        let connections =
            connect::open(&url, Missing::Create, connect::Patience::Command).await.unwrap();
        Migrator::up(connections.writer(), None).await.unwrap();
        let noon = TimeZone::Makassar.start_of(Date::parse("2026-11-22").unwrap()).plus_hours(12);
        let store = Store::new(connections, Clock::manual(noon), Vault::new(&[7; 32]));
        let places = setup::prepare(&store).await.unwrap();
        Self {
            services: Services::new(store, Shelf::memory(), places),
            folder: Arc::new(Folder(folder)),
        }
    }

    pub(super) async fn make(&self, what: Demonstration) -> Made {
        assert!(self.folder.0.exists());
        make(&self.services, what, &mut |_| {}).await.unwrap()
    }

    pub(super) fn visitor(&self) -> Actor {
        Actor::Visitor
    }

    /// Whoever signs in with this address.
    pub(super) async fn person(&self, email: &str) -> Actor {
        let (read, vault) = (self.services.store.read(), self.services.vault());
        let account =
            store::account::by_identifier(read, vault, Identifier::Email(email)).await.unwrap();
        let account = account.expect(email).id;
        let applicant = store::applicant::id_of(read, account).await.unwrap();
        assert!(applicant.is_some(), "{email} has no profile");
        let grants = store::account::grants(read, account).await.unwrap();
        Actor::Person { account, applicant, grants }
    }

    /// All that a search finds, in its order.
    pub(super) async fn sessions(&self, search: &str) -> Vec<Listing> {
        let query = SessionQuery {
            search: Some(search.to_owned()).filter(|search| !search.is_empty()),
            ..SessionQuery::default()
        };
        let page = PageRequest { first: Some(100), ..PageRequest::default() };
        let visitor = self.visitor();
        let found = catalogue::sessions(&self.services, &visitor, &query, &page).await.unwrap();
        found.items.into_iter().map(|(_, listing)| listing).collect()
    }

    /// Up to a hundred applications that somebody sees in their part.
    pub(super) async fn applications(
        &self,
        actor: &Actor,
        query: &ApplicationQuery,
    ) -> Vec<Application> {
        let page = PageRequest { first: Some(100), ..PageRequest::default() };
        let (services, whose) = (&self.services, Whose::Scope);
        let found = applications::list(services, actor, whose, query, &page).await.unwrap();
        found.items.into_iter().map(|(_, application)| application).collect()
    }

    /// One text column of all rows.
    pub(super) async fn texts(&self, sql: &str) -> Vec<String> {
        let read = self.services.store.read();
        let statement = Statement::from_string(read.get_database_backend(), sql);
        let rows = read.query_all_raw(statement).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }
}

/// Every row of every table as text, in order.
pub(super) async fn digest(bench: &Bench) -> Vec<String> {
    let tables = bench
        .texts(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
             AND name NOT LIKE 'program_search_%' AND name <> 'seaql_migrations' ORDER BY name",
        )
        .await;
    let mut rows = Vec::new();
    for table in tables {
        let each = format!("SELECT 'quote(' || name || ')' FROM pragma_table_info('{table}')");
        let columns = bench.texts(&each).await.join(" || '|' || ");
        rows.extend(
            bench.texts(&format!("SELECT '{table}: ' || {columns} FROM {table} ORDER BY 1")).await,
        );
    }
    rows
}
