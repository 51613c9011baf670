//! `/graphiql`: a page of our own to try the API with. It loads nothing from elsewhere.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use super::policy::{Sources, policy};

const PAGE: &str = include_str!("explorer.html");

/// The page.
pub(crate) async fn get() -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::CONTENT_SECURITY_POLICY, policy(&Sources::inline(PAGE))),
    ];
    (headers, PAGE).into_response()
}
