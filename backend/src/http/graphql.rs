//! GraphQL over HTTP, by the specification's words: media types, methods, statuses.
//!
//! Our own, because the stock handler answers everything with 200, takes any content type as JSON
//! (which lets other sites send requests with our cookies), and runs mutations by GET.

use axum::{
    body::{Body, to_bytes},
    extract::{
        Query, Request, State,
        ws::{WebSocketUpgrade, rejection::WebSocketUpgradeRejection},
    },
    http::{HeaderMap, HeaderName, HeaderValue, header, request::Parts},
    response::Response,
};
use balai_shared::error::ErrorCode;

use super::{
    Server,
    caller::{self, Speaks},
    cookies,
    execute::{self, Call, Payment, Scope},
    guard, live,
    negotiation::MediaType,
    params::{BadParams, Params},
    reply::{Outcome, Reply},
};
use crate::{
    error::Error,
    graphql::{context::RequestContext, error::request_error, limits::MAX_BODY_BYTES},
};

/// `POST /graphql`.
pub(crate) async fn post(State(server): State<Server>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let visitor = caller::visitor(&server, &parts, Speaks::Header);
    let Some(media) = MediaType::accepted(&parts.headers) else {
        return not_acceptable(&server, &visitor);
    };
    let is_json = is_json(&parts.headers);
    if guard::is_by_cookie(&parts.headers)
        && !(is_json && guard::is_own_script(server.public_url(), &parts.headers))
    {
        let outcome = Outcome::Refused(ErrorCode::Forbidden);
        let details =
            "with cookies, send application/json and X-Requested-With: balai, from our own site";
        return send(&server, &visitor, media, malformed(&visitor, outcome, details));
    }
    if !is_json {
        let reply = malformed(&visitor, Outcome::WrongContentType, "send application/json");
        return send(&server, &visitor, media, reply);
    }
    let Ok(body) = to_bytes(body, MAX_BODY_BYTES).await else {
        let details = format!("the body is over {MAX_BODY_BYTES} bytes");
        return send(&server, &visitor, media, malformed(&visitor, Outcome::TooLarge, &details));
    };
    let key = parts.headers.get("idempotency-key").map(|key| key.as_bytes().to_vec());
    let call = Params::from_body(&body).map(|params| Call {
        params,
        key,
        scope: Scope::Everything,
        payment: Payment::Budget,
    });
    answer(&server, &parts, (visitor, media), call).await
}

/// What never came to be read, as GraphQL tells it.
pub(super) fn refused(server: &Server, parts: &Parts, error: &Error) -> Response {
    let visitor = caller::visitor(server, parts, Speaks::Header);
    let media = MediaType::accepted(&parts.headers).unwrap_or(MediaType::Json);
    let outcome = Outcome::Refused(error.code());
    let reply = Reply::refused(outcome, error.to_request_error(&visitor));
    send(server, &visitor, media, reply)
}

/// `GET /graphql`: queries, by the address; or the way to a WebSocket.
pub(crate) async fn get(
    State(server): State<Server>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let visitor = caller::visitor(&server, &parts, Speaks::Header);
    if let Ok(upgrade) = upgrade {
        return live::open(server, upgrade, visitor, (parts.headers, parts.extensions));
    }
    let Some(media) = MediaType::accepted(&parts.headers) else {
        return not_acceptable(&server, &visitor);
    };
    let pairs = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
    let params =
        pairs.map_err(|_| BadParams::NoQuery).and_then(|pairs| Params::from_pairs(pairs.0));
    let call = params.map(|params| Call {
        params,
        key: None,
        scope: Scope::Queries,
        payment: Payment::Budget,
    });
    answer(&server, &parts, (visitor, media), call).await
}

async fn answer(
    server: &Server,
    parts: &Parts,
    (visitor, media): (RequestContext, MediaType),
    call: Result<Call, BadParams>,
) -> Response {
    let call = match call {
        Ok(call) => call,
        Err(bad) => {
            let reply = malformed(&visitor, Outcome::Malformed, &bad.to_string());
            return send(server, &visitor, media, reply);
        }
    };
    match caller::identify(server, &parts.headers, &visitor).await {
        Ok(context) => {
            let reply = execute::run(server, &context, call).await;
            send(server, &context, media, reply)
        }
        Err(error) => refused(server, parts, &error),
    }
}

/// Whether the body says that it is JSON, in the one encoding that JSON has.
fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let Some(value) = value else { return false };
    let mut parts = value.split(';').map(|part| part.trim().to_ascii_lowercase());
    let is_json = parts.next().is_some_and(|media| media == "application/json");
    is_json
        && parts.all(|parameter| match parameter.strip_prefix("charset=") {
            Some(charset) => matches!(charset.trim_matches('"'), "utf-8" | "utf8"),
            None => true,
        })
}

fn malformed(visitor: &RequestContext, outcome: Outcome, details: &str) -> Reply {
    let code = match outcome {
        Outcome::TooLarge => ErrorCode::QueryTooComplex,
        Outcome::Refused(code) | Outcome::Declined(code) => code,
        Outcome::Executed
        | Outcome::Malformed
        | Outcome::WrongMethod
        | Outcome::WrongContentType
        | Outcome::NotAcceptable => ErrorCode::InvalidQuery,
    };
    let caller = (visitor.language, visitor.request_id.as_str());
    Reply::refused(outcome, request_error(code, details, caller))
}

fn not_acceptable(server: &Server, visitor: &RequestContext) -> Response {
    let details = "accept application/graphql-response+json or application/json";
    send(server, visitor, MediaType::Json, malformed(visitor, Outcome::NotAcceptable, details))
}

/// The reply with what its sender has left, and with what becomes of the cookies.
fn send(server: &Server, context: &RequestContext, media: MediaType, reply: Reply) -> Response {
    server.metrics.operation(reply.outcome);
    let reply = match reply.standing {
        Some(_) => reply,
        None => reply.billed(execute::standing(server, context), None),
    };
    let mut response = respond(media, &reply);
    for (name, value) in cookies::changes(&context.take_change(), server.transport()) {
        response.headers_mut().append(name, value);
    }
    response
}

fn respond(media: MediaType, reply: &Reply) -> Response {
    let mut response = Response::new(Body::from(reply.to_json()));
    let status = reply.status(media);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, media.header());
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(standing) = reply.standing {
        let mut number = |name, number: u64| {
            headers.insert(HeaderName::from_static(name), HeaderValue::from(number));
        };
        number("ratelimit-limit", standing.limit);
        number("ratelimit-remaining", standing.remaining);
        number("ratelimit-reset", standing.reset);
    }
    if let Some(seconds) = reply.retry_after() {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if reply.is_replay {
        let yes = HeaderValue::from_static("true");
        headers.insert(HeaderName::from_static("idempotent-replayed"), yes);
    }
    if status == axum::http::StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if reply.outcome == Outcome::WrongMethod {
        headers.insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_json_in_utf_8_is_json() {
        let says = |value: &'static str| {
            let pair = (header::CONTENT_TYPE, HeaderValue::from_static(value));
            is_json(&HeaderMap::from_iter([pair]))
        };
        for good in [
            "application/json",
            "Application/JSON; charset=UTF-8",
            "application/json;charset=\"utf-8\"",
        ] {
            assert!(says(good), "{good}");
        }
        for bad in [
            "text/plain",
            "application/json; charset=latin1",
            "application/x-www-form-urlencoded",
            "",
        ] {
            assert!(!says(bad), "{bad}");
        }
        assert!(!is_json(&HeaderMap::new()));
    }
}
