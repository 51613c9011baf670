//! The language switch: a link that stays, or a button of a form that keeps what is typed in it.

use axum::{
    extract::{Path, Query, Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use balai_frontend::{forms, server::Flash};
use balai_shared::language::Language;

use super::{
    Server, cookies,
    form::{fields, with_flash},
    form_token, guard, local,
};

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
    speaking(&server, local::see_other(back), language)
}

/// `POST /bahasa/{id|en}/{operation}`: back to the form's page with what was typed into it, and nothing
/// done.
pub(crate) async fn switch_while_typing(
    State(server): State<Server>,
    Path((language, name)): Path<(String, String)>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let (Ok(language), Some(operation)) = (language.parse::<Language>(), forms::find(&name)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Some(fields) = fields(&parts, body).await else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let token = fields.get("csrf").map(String::as_str).unwrap_or_default();
    // What another site wrote must not stand there as if the person had typed it.
    if !guard::is_own_site(server.public_url(), &parts.headers)
        || !form_token::fits(server.app.services.vault(), &parts.headers, token)
    {
        return StatusCode::FORBIDDEN.into_response();
    }
    let back = fields.get("back").and_then(|back| local::path(back)).unwrap_or("/");
    let typed = Flash {
        operation: operation.name.to_owned(),
        errors: Vec::new(),
        values: operation.kept(&fields),
    };
    speaking(&server, with_flash(&server, local::see_other(back), Some(typed)), language)
}

/// The answer, and the language from then on.
fn speaking(server: &Server, mut response: Response, language: Language) -> Response {
    let value = language.as_str();
    let (name, value) = cookies::set(cookies::LANGUAGE, value, Some(SECONDS), server.transport());
    response.headers_mut().append(name, value);
    response
}
