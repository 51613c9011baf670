//! The language switch: a link that stays.

use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balai_shared::language::Language;

use super::{Server, cookies, local};

/// A year.
const SECONDS: i64 = 365 * 24 * 3600;

/// `GET /bahasa/{id|en}?back=/path`.
pub(crate) async fn switch(
    State(server): State<Server>,
    Path(language): Path<String>,
    Query(query): Query<Vec<(String, String)>>,
) -> Response {
    let Ok(language) = language.parse::<Language>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let back = query.iter().find(|(name, _)| name == "back").map_or("/", |(_, back)| back.as_str());
    let mut response = local::see_other(back);
    let value = language.as_str();
    let (name, value) = cookies::set(cookies::LANGUAGE, value, Some(SECONDS), server.transport());
    response.headers_mut().append(name, value);
    response
}
