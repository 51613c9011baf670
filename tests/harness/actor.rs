//! Who sends requests: a visitor, a person with cookies, a partner with a key.

use std::{
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Body,
    extract::ConnectInfo,
    http::{HeaderMap, Request, Response, StatusCode, header},
};
use serde_json::{Value, json};
use tower::ServiceExt;

/// Somebody who sends requests, with what a browser or a partner's program keeps between them.
#[derive(Clone)]
pub struct Actor {
    router: Router,
    cookies: Arc<Mutex<Vec<(String, String)>>>,
    bearer: Option<String>,
    language: &'static str,
    address: Option<IpAddr>,
}

/// An answer, read.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: axum::http::HeaderMap,
    /// The body.
    pub body: Value,
}

impl Actor {
    pub(crate) fn visitor(router: Router) -> Self {
        Self { router, cookies: Arc::default(), bearer: None, language: "en", address: None }
    }

    /// The same with these cookies.
    #[must_use]
    pub fn with_cookies(self, cookies: &[(&str, &str)]) -> Self {
        for (name, value) in cookies {
            self.set_cookie(name, value);
        }
        self
    }

    /// The same with a partner's key.
    #[must_use]
    pub fn with_key(mut self, key: &str) -> Self {
        self.bearer = Some(key.to_owned());
        self
    }

    /// The partner's key.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.bearer.as_deref()
    }

    /// The same in Indonesian.
    #[must_use]
    pub fn in_indonesian(mut self) -> Self {
        self.language = "id";
        self
    }

    /// The same, sending from this address; without one, the server doesn't know where from.
    #[must_use]
    pub fn from_address(mut self, address: &str) -> Self {
        self.address = Some(address.parse().unwrap());
        self
    }

    /// A copy with cookies of its own: another browser with what this one has now.
    #[must_use]
    pub fn copy(&self) -> Self {
        let cookies = self.cookies.lock().unwrap().clone();
        Self { cookies: Arc::new(Mutex::new(cookies)), ..self.clone() }
    }

    /// The value of a cookie.
    #[must_use]
    pub fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.cookies.lock().unwrap();
        cookies.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    /// Sets a cookie, or forgets it when the value is empty.
    pub fn set_cookie(&self, name: &str, value: &str) {
        let mut cookies = self.cookies.lock().unwrap();
        cookies.retain(|(known, _)| known != name);
        if !value.is_empty() {
            cookies.push((name.to_owned(), value.to_owned()));
        }
    }

    /// The headers that say who it is.
    #[must_use]
    pub fn identity(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        let cookies = self.cookies.lock().unwrap().clone();
        if !cookies.is_empty() {
            let pairs: Vec<_> =
                cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            headers.insert(header::COOKIE, pairs.join("; ").parse().unwrap());
        }
        if let Some(key) = &self.bearer {
            let value = format!("Bearer {key}").parse().unwrap();
            headers.insert(header::AUTHORIZATION, value);
        }
        headers
    }

    /// Sends a document with variables; the answer as it comes.
    pub async fn send(&self, query: &str, variables: Value) -> Answer {
        self.send_with(query, variables, &[]).await
    }

    /// The same with more headers.
    pub async fn send_with(
        &self,
        query: &str,
        variables: Value,
        headers: &[(&str, &str)],
    ) -> Answer {
        let mut request = Request::post("/graphql")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/json")
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header("x-requested-with", "balai");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = json!({ "query": query, "variables": variables }).to_string();
        self.raw(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends any request, with the cookies and the key, and keeps the cookies of the answer.
    pub async fn raw(&self, mut request: Request<Body>) -> Answer {
        request.headers_mut().extend(self.identity());
        if let Some(address) = self.address {
            request.extensions_mut().insert(ConnectInfo(SocketAddr::new(address, 50_000)));
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        self.keep_cookies(&response);
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// Sends a document that must succeed; its data.
    pub async fn data(&self, query: &str, variables: Value) -> Value {
        let answer = self.send(query, variables).await;
        assert!(answer.body.get("errors").is_none(), "unexpected errors: {:#}", answer.body);
        answer.body["data"].clone()
    }

    /// Sends a document that must fail as a whole; its first error.
    pub async fn error(&self, query: &str, variables: Value) -> Value {
        let answer = self.send(query, variables).await;
        let error = answer.body["errors"][0].clone();
        assert!(!error.is_null(), "an error was expected: {:#}", answer.body);
        error
    }

    /// Sends a document that must fail; the code of its first error.
    pub async fn code(&self, query: &str, variables: Value) -> String {
        let error = self.error(query, variables).await;
        error["extensions"]["code"].as_str().unwrap_or_default().to_owned()
    }

    fn keep_cookies(&self, response: &Response<Body>) {
        for value in response.headers().get_all(header::SET_COOKIE) {
            let pair = value.to_str().unwrap().split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.set_cookie(name.trim(), value.trim());
            }
        }
    }
}
