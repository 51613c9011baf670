//! `POST /callback/delivery`: a gateway tells what became of a message that it took.

use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::StatusCode,
};
use serde::Deserialize;

use super::Server;
use crate::{gateway::signature, service::outbox};

/// The longest body, in bytes.
const LONGEST: usize = 16 * 1024;

/// What a gateway says: by our id (`msg_…`) or by the one that it gave.
#[derive(Deserialize)]
struct Delivery {
    id: String,
    status: Status,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Status {
    Delivered,
    Failed,
}

/// The handler. 204 also for a message that we don't know or whose end we know: saying it again would
/// not help.
pub(crate) async fn delivery(State(server): State<Server>, request: Request<Body>) -> StatusCode {
    let Some(secret) = &server.app.settings.sms_secret else { return StatusCode::NOT_FOUND };
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LONGEST).await else { return StatusCode::PAYLOAD_TOO_LARGE };
    let header = |name| {
        parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
    };
    let (timestamp, signed) = (header(signature::TIMESTAMP), header(signature::SIGNATURE));
    let services = &server.app.services;
    if !secret.fits(&timestamp, &signed, &body, services.clock().now()) {
        return StatusCode::UNAUTHORIZED;
    }
    let Ok(told) = serde_json::from_slice::<Delivery>(&body) else {
        return StatusCode::BAD_REQUEST;
    };
    match outbox::delivery(services, told.id, told.status == Status::Delivered).await {
        Ok(_) => StatusCode::NO_CONTENT,
        Err(error) => {
            tracing::error!(%error, "a delivery was not written down");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}
