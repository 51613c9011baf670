//! `GET /dokumen/{id}`: a document's bytes, for its owner and for who decides about an application.

use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderName, HeaderValue, header},
    response::Response,
};
use balai_shared::{document::MediaType, error::ErrorCode};

use super::{
    Server,
    caller::{self, Speaks},
    cookies, status,
};
use crate::{error::Error, model::document::Document, service::documents};

/// The handler.
pub(crate) async fn get(
    State(server): State<Server>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let visitor = caller::visitor(&server, &parts, Speaks::Cookie);
    let context = match caller::identify(&server, &parts.headers, &visitor).await {
        Ok(context) => context,
        Err(error) => return refused(&error),
    };
    let found = documents::open(&server.app.services, &context.actor, &id).await;
    let mut response = match found {
        Ok((document, bytes)) => file(&document, bytes),
        Err(error) => refused(&error),
    };
    for (name, value) in cookies::changes(&context.take_change(), server.transport()) {
        response.headers_mut().append(name, value);
    }
    response
}

/// Whatever is in the file, it runs nothing here: it is taken for what it was found to be, in a
/// sandbox. Browsers show no PDF in one, so a PDF is saved instead.
fn file(document: &Document, bytes: Vec<u8>) -> Response {
    let disposition = match document.media {
        MediaType::Jpeg | MediaType::Png | MediaType::Webp => "inline",
        MediaType::Pdf => "attachment; filename=\"dokumen.pdf\"",
    };
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, document.media.as_str()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::CACHE_CONTROL, "private, no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refused(error: &Error) -> Response {
    // That it is somebody else's isn't told.
    let hidden = error.code() == ErrorCode::Forbidden;
    let status = status::of(if hidden { ErrorCode::NotFound } else { error.code() });
    if status.is_server_error() {
        tracing::error!(%error, "a document");
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let no_store = HeaderValue::from_static("private, no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, no_store);
    response
}
