//! `GET /sertifikat/{number}.pdf`: a certificate's paper, for its holder and its centre; and
//! `GET /sertifikat/{session}/semua.pdf`: those of a session in one file, for the centre.

use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use balai_shared::{error::ErrorCode, policy::Actor};

use super::{
    Server,
    caller::{self, Speaks},
    cookies,
    origin::origin,
};
use crate::{
    error::Error,
    graphql::context::RequestContext,
    model::application::Certificate,
    paper::{self, PaperError},
    service::certificates,
};

/// Says to the phone's service worker that this is the person's own.
const OWN: HeaderName = HeaderName::from_static("x-balai-own");

/// `GET /sertifikat/{file}`: the paper where the name ends with `.pdf`, else the page on which anyone
/// checks a certificate.
pub(crate) async fn one(
    State(server): State<Server>,
    Path(file): Path<String>,
    request: Request,
) -> Response {
    let Some(number) = file.strip_suffix(".pdf") else {
        return page(server, request).await;
    };
    let (context, headers) = match asked(&server, request).await {
        Ok(asked) => asked,
        Err(error) => return refused(&error),
    };
    let found = certificates::paper(&server.app.services, &context.actor, number).await;
    let mut response = answer(&server, &context, &headers, found.map(|paper| vec![paper])).await;
    // Who may see it without a part in any centre is its holder, whose phone may keep it.
    if response.status().is_success() && is_nobodys_staff(&context.actor) {
        response.headers_mut().insert(OWN, HeaderValue::from_static("1"));
    }
    response
}

fn is_nobodys_staff(actor: &Actor) -> bool {
    matches!(actor, Actor::Person { grants, .. } if grants.is_empty())
}

/// `GET /sertifikat/{session}/semua.pdf`.
pub(crate) async fn of_session(
    State(server): State<Server>,
    Path(session): Path<String>,
    request: Request,
) -> Response {
    let (context, headers) = match asked(&server, request).await {
        Ok(asked) => asked,
        Err(error) => return refused(&error),
    };
    let found = certificates::papers(&server.app.services, &context.actor, &session).await;
    answer(&server, &context, &headers, found).await
}

#[cfg(feature = "web")]
async fn page(server: Server, request: Request) -> Response {
    super::pages::page(State(server), request).await
}

#[cfg(not(feature = "web"))]
async fn page(_: Server, _: Request) -> Response {
    empty(StatusCode::NOT_FOUND)
}

async fn asked(server: &Server, request: Request) -> Result<(RequestContext, HeaderMap), Error> {
    let (parts, _) = request.into_parts();
    let visitor = caller::visitor(server, &parts, Speaks::Cookie);
    let context = caller::identify(server, &parts.headers, &visitor).await?;
    Ok((context, parts.headers))
}

async fn answer(
    server: &Server,
    context: &RequestContext,
    headers: &HeaderMap,
    papers: Result<Vec<Certificate>, Error>,
) -> Response {
    let mut response = match papers {
        Err(error) => refused(&error),
        Ok(papers) => printed(papers, origin(server, headers)).await,
    };
    for (name, value) in cookies::changes(&context.take_change(), server.transport()) {
        response.headers_mut().append(name, value);
    }
    response
}

/// Fonts are cut to what is used and pages pressed: milliseconds for one, more for a class, and so
/// away from what answers requests.
async fn printed(papers: Vec<Certificate>, origin: Option<String>) -> Response {
    let address = origin.map(|origin| format!("{origin}/sertifikat/"));
    let name = match papers.as_slice() {
        [only] => format!("{}.pdf", only.number),
        _ => "sertifikat.pdf".to_owned(),
    };
    let drawn = tokio::task::spawn_blocking(move || paper::draw(&papers, address.as_deref())).await;
    match drawn {
        Ok(Ok(bytes)) => file(bytes, &name),
        Ok(Err(PaperError::Letter)) => empty(StatusCode::UNPROCESSABLE_ENTITY),
        Ok(Err(error)) => {
            tracing::error!(%error, "a certificate's paper");
            empty(StatusCode::INTERNAL_SERVER_ERROR)
        }
        Err(error) => {
            tracing::error!(%error, "a certificate's paper");
            empty(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

fn file(bytes: Vec<u8>, name: &str) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    for (header, value) in [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "private, no-store"),
    ] {
        headers.insert(header, HeaderValue::from_static(value));
    }
    // Numbers from before can have letters that a header can't.
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
    let name = if plain { name } else { "sertifikat.pdf" };
    if let Ok(value) = HeaderValue::from_str(&format!("inline; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

fn refused(error: &Error) -> Response {
    empty(match error.code() {
        ErrorCode::Unauthenticated => StatusCode::UNAUTHORIZED,
        ErrorCode::NotFound | ErrorCode::Forbidden => StatusCode::NOT_FOUND,
        ErrorCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::InvalidQuery
        | ErrorCode::ValidationFailed
        | ErrorCode::NotEligible
        | ErrorCode::InvalidTransition
        | ErrorCode::SeatsExhausted
        | ErrorCode::DeadlinePassed
        | ErrorCode::Conflict
        | ErrorCode::RateLimited
        | ErrorCode::QueryTooComplex
        | ErrorCode::Internal => {
            tracing::error!(%error, "a certificate's paper");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    })
}

fn empty(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let no_store = HeaderValue::from_static("private, no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, no_store);
    response
}
