//! The doors from outside, over a database of their own. What lies behind them has its tests
//! elsewhere.

mod api;
#[cfg(feature = "web")]
mod document_form;
#[cfg(feature = "web")]
mod forgotten;
mod idempotency;
#[cfg(feature = "web")]
mod own_data;
#[cfg(feature = "web")]
mod tell_me;
#[cfg(feature = "web")]
mod web;

use std::net::SocketAddr;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use balai_migrations::{Migrator, MigratorTrait};
use serde_json::{Value, json};
use tower::ServiceExt;

use super::{App, router};
use crate::{
    auth::vault::Vault,
    clock::Clock,
    config::{SOCKETS, Settings},
    gateway::Shelf,
    graphql,
    service::{Services, setup},
    store::{
        Store,
        connect::{self, Missing, Url},
    },
};

/// A browser or another client: keeps its cookies.
pub(super) struct Client {
    doors: Router,
    pub(super) services: Services,
    cookies: std::collections::BTreeMap<String, String>,
    _folder: tempfile::TempDir,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    /// The code of the first error.
    pub(super) fn code(&self) -> String {
        self.json()["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned()
    }

    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Client {
    pub(super) async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = Url::Sqlite(folder.path().join("doors.db"));
        let connections =
            connect::open(&url, Missing::Create, connect::Patience::Command).await.unwrap();
        Migrator::up(connections.writer(), None).await.unwrap();
        let store = Store::new(connections, Clock::database(), Vault::new(&[7; 32]));
        let places = setup::prepare(&store).await.unwrap();
        let services = Services::new(store, Shelf::memory(), places);
        let schema = graphql::schema(services.clone());
        let settings = Settings {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            insecure_http: true,
            trusted_proxy: false,
            sockets: SOCKETS,
            sms_secret: None,
            allowed_hosts: Vec::new(),
        };
        let doors = router(App { services: services.clone(), schema, settings });
        Self { doors, services, cookies: Default::default(), _folder: folder }
    }

    /// Sends a request with the cookies, and takes those of the answer.
    pub(super) async fn send(&mut self, mut request: Request<Body>) -> Answer {
        if !self.cookies.is_empty() {
            let pairs = self.cookies.iter().map(|(name, value)| format!("{name}={value}"));
            let line = pairs.collect::<Vec<_>>().join("; ");
            request.headers_mut().insert(header::COOKIE, line.parse().unwrap());
        }
        let response = self.doors.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for line in parts.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            if line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let body = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(super) async fn get(&mut self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(request("GET", path, headers, Body::empty())).await
    }

    /// A document with headers of the test's choice beside the content type.
    pub(super) async fn post(&mut self, body: &Value, headers: &[(&str, &str)]) -> Answer {
        let headers = [&[("content-type", "application/json")], headers].concat();
        self.send(request("POST", "/graphql", &headers, Body::from(body.to_string()))).await
    }

    /// A document as our own app sends it.
    pub(super) async fn app(&mut self, query: &str) -> Answer {
        self.post(&json!({ "query": query }), &[("x-requested-with", "balai")]).await
    }

    pub(super) fn has(&self, cookie: &str) -> bool {
        self.cookies.contains_key(cookie)
    }

    pub(super) fn set(&mut self, cookie: &str, value: &str) {
        self.cookies.insert(cookie.to_owned(), value.to_owned());
    }

    pub(super) fn forget(&mut self, cookie: &str) {
        self.cookies.remove(cookie);
    }

    pub(super) async fn register(&mut self) {
        let answer = self.post(&registration("ayu@contoh.id"), &[]).await;
        assert_eq!(answer.json()["data"]["register"]["viewer"]["name"], "Ni Ayu", "{answer:?}");
    }
}

pub(super) fn request(
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: Body,
) -> Request<Body> {
    let mut builder = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    builder.body(body).unwrap()
}

pub(super) fn registration(email: &str) -> Value {
    json!({
        "query": "mutation($input: RegisterInput!) { register(input: $input) { viewer { name } } }",
        "variables": { "input": { "name": "Ni Ayu", "email": email, "password": PASSWORD } },
    })
}

pub(super) const PASSWORD: &str = "rahasia-sekali";
