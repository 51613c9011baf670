//! A draw's proof as a file, and the script that repeats the draw on the phone of who doubts it.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use balai_shared::{id::SessionId, policy::Actor};

use super::Server;
use crate::service::selection;

/// `GET /seleksi/{id}/bukti.json`: what `balai lottery verify` reads. 404 before the draw.
pub(crate) async fn get(State(server): State<Server>, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse::<SessionId>() else { return StatusCode::NOT_FOUND.into_response() };
    let found = selection::proof(&server.app.services, &Actor::Visitor, id).await;
    let proof = match found {
        Ok(found) => found.and_then(|(_, proof)| proof),
        Err(error) => {
            tracing::error!(%error, "a proof was not found");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let Some(text) = proof.and_then(|proof| serde_json::to_string_pretty(&proof).ok()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"undian.json\""),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600")),
    ];
    (headers, text).into_response()
}

/// `GET /undian.js`
#[cfg(feature = "web")]
pub(crate) async fn checker() -> ([(header::HeaderName, &'static str); 2], &'static str) {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, include_str!("lottery_proof/check.js"))
}
