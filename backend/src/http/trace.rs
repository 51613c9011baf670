//! Around every request: its id, a span in the log, its measures, and the headers that every answer
//! has. Neither log nor measures hold addresses, paths with ids, documents or variables.

use std::{panic::AssertUnwindSafe, time::Instant};

use axum::{
    body::Body,
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};
use futures_util::FutureExt;
use tracing::Instrument;

use super::Server;
use crate::auth::secret;

/// What an answer and its lines in the log have in common: 32 hexadecimal digits.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(String);

impl RequestId {
    fn new() -> Self {
        // Without randomness there are no ids, and everything else fails louder.
        let bytes = secret::random::<16>().unwrap_or_default();
        Self(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

impl std::fmt::Display for RequestId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The middleware.
pub(crate) async fn around(
    State(server): State<Server>,
    mut request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let id = RequestId::new();
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "page".to_owned(), |path| path.as_str().to_owned());
    let span = tracing::info_span!("request", %id, %method, route);
    request.extensions_mut().insert(id.clone());
    let handled = AssertUnwindSafe(next.run(request)).catch_unwind().instrument(span.clone()).await;
    let mut response = handled.unwrap_or_else(|_| {
        span.in_scope(|| tracing::error!("a handler panicked"));
        failed(&id)
    });
    headers(&mut response, &id, server.app.settings.insecure_http);
    let took = started.elapsed();
    server.metrics.request(&route, response.status(), took);
    span.in_scope(|| {
        tracing::info!(status = response.status().as_u16(), ms = took.as_millis(), "answered");
    });
    response
}

fn failed(id: &RequestId) -> Response {
    let mut response = Response::new(Body::from(format!("INTERNAL {id}\n")));
    *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, plain);
    response
}

/// What every answer says to the browser, unless the handler said something else.
const HEADERS: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("permissions-policy", "camera=(self), microphone=(), geolocation=(self), payment=(), usb=()"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"),
];

fn headers(response: &mut Response, id: &RequestId, insecure_http: bool) {
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(*name).or_insert(HeaderValue::from_static(value));
    }
    if !insecure_http {
        // Browsers heed it only where the page came over TLS.
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    // Hexadecimal digits: this can't fail.
    if let Ok(value) = HeaderValue::from_str(&id.0) {
        headers.insert(HeaderName::from_static("x-request-id"), value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_request_has_an_id_of_its_own() {
        let (one, two) = (RequestId::new(), RequestId::new());
        assert_eq!(one.0.len(), 32);
        assert_ne!(one.0, two.0);
    }

    #[test]
    fn a_handlers_own_policy_stays() {
        let mut response = Response::new(Body::empty());
        let own = HeaderValue::from_static("default-src 'self'");
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, own.clone());
        headers(&mut response, &RequestId::new(), true);
        assert_eq!(response.headers()[header::CONTENT_SECURITY_POLICY], own);
        assert_eq!(response.headers()["x-content-type-options"], "nosniff");
        assert!(!response.headers().contains_key(header::STRICT_TRANSPORT_SECURITY));
    }
}
