//! While the database is away, requests are refused at once with `UNAVAILABLE`, those under way as well:
//! each would wait for its turn to connect, and phones would send it again.

use std::time::Duration;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::Response,
};
use balai_shared::error::ErrorCode;
#[cfg(not(feature = "web"))]
use balai_shared::message;

use super::{
    Server,
    caller::{self, Speaks},
    graphql,
};
use crate::error::Error;

/// How long a request may take until its answer begins.
const LONGEST: Duration = Duration::from_secs(60);
/// Reads a whole file before it answers.
const UPLOAD: &str = "/form/document";
/// After how many seconds it may be there again.
const SECONDS: u32 = 2;
/// What needs no database, or tells how it is.
const WITHOUT: &[&str] = &[
    "/healthz",
    "/readyz",
    "/metrics",
    "/assets/",
    "/schema.graphql",
    "/graphiql",
    "/robots.txt",
    "/favicon",
    "/sw.js",
    "/queue.js",
    "/catalogue.js",
    "/app.webmanifest",
    "/icon-",
];

/// The middleware.
pub(super) async fn around(State(server): State<Server>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    if WITHOUT.iter().any(|start| path.starts_with(start)) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let sent = parts.clone();
    let store = server.app.services.store.clone();
    tokio::select! {
        biased;
        () = store.away() => tracing::warn!("refused: the database is away"),
        () = too_long(&path) => tracing::error!("refused: it takes too long"),
        response = next.run(Request::from_parts(parts, body)) => return response,
    }
    if path == "/graphql" {
        graphql::refused(&server, &sent, &error())
    } else {
        page(&server, &sent)
    }
}

/// Ends what nobody waits for any more; SQLite has no timeout of its own. A file on a slow line may take
/// its time.
async fn too_long(path: &str) {
    if path == UPLOAD {
        std::future::pending().await
    } else {
        tokio::time::sleep(LONGEST).await;
    }
}

/// What is told while the database is away.
pub(super) fn error() -> Error {
    Error::later(ErrorCode::Unavailable, SECONDS)
}

#[cfg(feature = "web")]
fn page(server: &Server, parts: &axum::http::request::Parts) -> Response {
    let visitor = caller::visitor(server, parts, Speaks::Cookie);
    let back = if parts.method == axum::http::Method::GET { parts.uri.path() } else { "/" };
    let status = StatusCode::SERVICE_UNAVAILABLE;
    with_retry(super::form::refused(status, ErrorCode::Unavailable, &visitor, back))
}

#[cfg(not(feature = "web"))]
fn page(server: &Server, parts: &axum::http::request::Parts) -> Response {
    let visitor = caller::visitor(server, parts, Speaks::Header);
    let words = message::error(ErrorCode::Unavailable, visitor.language);
    let mut response = Response::new(axum::body::Body::from(format!("{words}\n")));
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    with_retry(response)
}

fn with_retry(mut response: Response) -> Response {
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(SECONDS));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
