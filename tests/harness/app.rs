//! The app under test: everything behind the doors, without the network.

use std::{path::PathBuf, time::Duration};

use balai_backend::{
    clock::Clock,
    config::Settings,
    gateway::{Gateways, Secret},
    graphql,
    http::{self, App},
    service::{Services, announce, close_lists},
    store::{
        Store,
        connect::{self, Missing, Patience, Url},
        invariants,
    },
    worker,
};
use balai_shared::time::Instant;

use crate::{
    actor::Actor,
    database::{self, Kind, Place},
    line::Line,
};

/// When every test begins: Sunday, 1 February 2026, 09.00 in Denpasar.
pub const NOW: Instant = Instant::from_millis(1_769_907_600_000);

/// How many WebSockets an address may keep open in every test.
pub const SOCKETS_OF_AN_ADDRESS: usize = 20;

/// What the SMS gateway of every test signs with.
pub const SMS_SECRET: &str = "rahasia-gerbang-uji";

/// An app over a fresh database.
pub struct TestApp {
    /// The use cases, for builders and for looking at what was written.
    pub services: Services,
    /// Which database it runs on.
    pub kind: Kind,
    /// The file of a SQLite database.
    pub file: Option<PathBuf>,
    router: axum::Router,
    clock: Clock,
}

impl TestApp {
    /// Runs a test on a fresh database and checks every rule afterwards.
    pub async fn run<F>(kind: Kind, test: F)
    where
        F: AsyncFnOnce(&Self),
    {
        let place = Place::prepared(kind).await;
        let connections = place.open().await;
        let clock = Clock::manual(NOW);
        let services = database::services(database::store(connections, clock.clone())).await;
        let app = Self::over(&place, services, clock);
        test(&app).await;
        app.check().await;
        app.close().await;
        place.remove().await;
    }

    /// Runs a test on a PostgreSQL behind a line that the test can cut, watched as a server does.
    pub async fn run_behind_a_line<F>(test: F)
    where
        F: AsyncFnOnce(&Self, &Line),
    {
        let place = Place::prepared(Kind::Postgres).await;
        let (url, line) = place.behind_a_line().await;
        let connections = connect::open(&url, Missing::Refuse, Patience::Request).await.unwrap();
        let clock = Clock::manual(NOW);
        let store = database::store(connections, clock.clone()).watched(&url);
        let app = Self::over(&place, database::services(store).await, clock);
        test(&app, &line).await;
        app.check().await;
        app.close().await;
        place.remove().await;
    }

    /// Runs a test whose seats are not guarded, in a schema without the CHECK: for showing that a
    /// test of the guard can fail. Rules are not checked: breaking them is the point.
    pub async fn run_sabotaged<F>(kind: Kind, test: F)
    where
        F: AsyncFnOnce(&Self),
    {
        let place = Place::prepared(kind).await;
        let connections = place.open().await;
        remove_seat_check(&connections, kind).await;
        let clock = Clock::manual(NOW);
        let store = Store::sabotaged(connections, clock.clone(), database::vault());
        let app = Self::over(&place, database::services(store).await, clock);
        test(&app).await;
        drop(app);
        place.remove().await;
    }

    /// As the operator set every test's server up; `balai.example` is a known host.
    #[must_use]
    pub fn settings() -> Settings {
        Settings {
            listen: ([127, 0, 0, 1], 0).into(),
            insecure_http: false,
            trusted_proxy: false,
            sockets: SOCKETS_OF_AN_ADDRESS,
            sms_secret: Secret::new(SMS_SECRET.to_owned()),
            allowed_hosts: vec!["balai.example".to_owned()],
        }
    }

    /// The same app, set up in another way.
    pub fn router_with(&self, public_url: Option<&str>, settings: Settings) -> axum::Router {
        let mut services = self.services.clone();
        services.public_url = public_url.map(Into::into);
        let schema = graphql::schema(services.clone());
        http::router(App { services, schema, settings })
    }

    fn over(place: &Place, services: Services, clock: Clock) -> Self {
        let schema = graphql::schema(services.clone());
        let settings = Self::settings();
        let router = http::router(App { services: services.clone(), schema, settings });
        let (kind, file) = match &place.url {
            Url::Sqlite(file) => (Kind::Sqlite, Some(file.clone())),
            Url::Postgres(_) => (Kind::Postgres, None),
        };
        Self { services, kind, file, router, clock }
    }

    /// The doors.
    pub fn router(&self) -> axum::Router {
        self.router.clone()
    }

    /// Somebody who is not signed in.
    #[must_use]
    pub fn visitor(&self) -> Actor {
        Actor::visitor(self.router())
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Moves the clock.
    pub fn set(&self, to: Instant) {
        self.clock.set(to);
    }

    /// Lets time pass.
    pub fn pass_hours(&self, hours: i64) {
        self.clock.set(self.clock.now().plus_hours(hours));
    }

    /// Lets time pass.
    pub fn pass_seconds(&self, seconds: i64) {
        self.clock.set(self.clock.now().plus_seconds(seconds));
    }

    /// Lets the worker do one round.
    pub async fn work(&self) {
        worker::round(&self.services).await.unwrap();
    }

    /// Lets the worker tell of new sessions; how many announcements it took on.
    pub async fn announce(&self) -> usize {
        announce::announce_due(&self.services).await.unwrap()
    }

    /// Lets the worker send what is due; how many messages it tried.
    pub async fn send_letters(&self, gateways: &Gateways) -> usize {
        worker::post::round(&self.services, gateways).await.unwrap()
    }

    /// Lets the worker look at the sessions that have begun.
    pub async fn close_begun(&self) -> usize {
        close_lists::close_begun(&self.services).await.unwrap()
    }

    /// Ends as a server does that is told to stop, whatever was left open.
    async fn close(self) {
        let closing = self.services.store.close();
        let closed = tokio::time::timeout(Duration::from_secs(30), closing).await;
        closed.expect("the database closes").unwrap();
    }

    /// Every rule of `balai check` holds.
    pub async fn check(&self) {
        let broken = invariants::check(self.services.store.read()).await.unwrap();
        assert!(broken.is_empty(), "broken rules: {broken:#?}");
    }
}

async fn remove_seat_check(connections: &balai_backend::store::connect::Connections, kind: Kind) {
    use sea_orm::ConnectionTrait;
    let statements: &[&str] = match kind {
        Kind::Postgres => &["ALTER TABLE sessions DROP CONSTRAINT sessions_seats"],
        // SQLite can't drop a constraint: the definition is rewritten without it.
        Kind::Sqlite => &[
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET sql = replace(sql, \
             'CONSTRAINT sessions_seats CHECK (seats_taken >= 0 AND seats_taken <= capacity),', '') \
             WHERE name = 'sessions'",
            "PRAGMA writable_schema = RESET",
        ],
    };
    for statement in statements {
        connections.writer().execute_unprepared(statement).await.unwrap();
    }
}
