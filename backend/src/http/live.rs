//! The WebSocket on `/graphql`, by the protocol `graphql-transport-ws`: subscriptions, and whatever
//! else a client likes to send the same way.
//!
//! Our own, because the library's neither counts what runs nor ends by the protocol's codes.

mod connection;
mod message;
mod places;

use axum::{
    body::Body,
    extract::ws::WebSocketUpgrade,
    http::{Extensions, HeaderMap, StatusCode},
    response::Response,
};

pub(super) use places::Places;

use super::{Server, guard};
use crate::graphql::{context::RequestContext, limits::MAX_BODY_BYTES};

/// The protocol's name.
const PROTOCOL: &str = "graphql-transport-ws";

/// Opens the connection. With cookies only for our own pages, because browsers let any page open a
/// WebSocket to anywhere.
pub(super) fn open(
    server: Server,
    upgrade: WebSocketUpgrade,
    visitor: RequestContext,
    (headers, extensions): (HeaderMap, Extensions),
) -> Response {
    if guard::is_by_cookie(&headers) && !guard::is_own_site(server.public_url(), &headers) {
        let mut refused = Response::new(Body::from("open it from our own site"));
        *refused.status_mut() = StatusCode::FORBIDDEN;
        return refused;
    }
    let Some(place) = server.places.take(visitor.address, server.app.settings.sockets) else {
        let mut refused = Response::new(Body::from("too many connections from this address"));
        *refused.status_mut() = StatusCode::TOO_MANY_REQUESTS;
        return refused;
    };
    let upgrade = upgrade
        .protocols([PROTOCOL])
        .max_message_size(MAX_BODY_BYTES)
        .max_frame_size(MAX_BODY_BYTES);
    let mut answer = upgrade.on_upgrade(async move |socket| {
        connection::serve(socket, server, visitor, headers).await;
        drop(place);
    });
    // Among them is how the client spells its headers, and HTTP/1 answers with the same spelling:
    // some look for `Sec-WebSocket-Protocol`, and find no `sec-websocket-protocol`.
    *answer.extensions_mut() = extensions;
    answer
}
