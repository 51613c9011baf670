//! `POST /form/document`: a file from a form, with or without scripts.
//!
//! Locked as the other forms are. Who isn't signed in sends nothing that is read; a file that is too
//! large is read to its end and thrown away, or the browser could not be told what was wrong.

use std::collections::BTreeMap;

use axum::{
    body::Body,
    extract::{FromRequest, Multipart, Request, State, multipart::Field},
    http::{HeaderName, StatusCode, header},
    response::Response,
};
use balai_frontend::server::{Flash, FormError};
use balai_shared::{
    document::{DocumentKind, LARGEST},
    error::ErrorCode,
    policy::Actor,
};
use serde_json::json;

use super::{
    Server,
    caller::{self, Speaks},
    cookies, execute,
    form::{errors, refused, with_flash},
    form_token, guard, local,
};
use crate::{
    error::{Error, Result},
    graphql::{context::RequestContext, limits::budget::POINTS},
    model::document::Document,
    service::documents,
};

/// What the flash calls this form.
const OPERATION: &str = "document";
/// What is read at most, in bytes: the largest photo that a phone takes, several times over.
const READ_AT_MOST: usize = 64 * 1024 * 1024;
/// What a file costs of a person's budget: twenty in a minute, of which a patient person needs four.
const COST: u64 = POINTS / 20;
/// The longest other field, in bytes.
const LONGEST_FIELD: usize = 4096;

/// `GET /perkecil.js`: makes a photo smaller before it is sent. A file that may change with each
/// release, so that browsers look whether it has.
pub(crate) async fn shrinking() -> ([(HeaderName, &'static str); 2], &'static str) {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, include_str!("document_form/shrink.js"))
}

/// The handler.
pub(crate) async fn post(State(server): State<Server>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let visitor = caller::visitor(&server, &parts, Speaks::Cookie);
    if !guard::is_own_site(server.public_url(), &parts.headers) {
        return refused(StatusCode::FORBIDDEN, ErrorCode::Forbidden, &visitor, "/");
    }
    let context = match caller::identify(&server, &parts.headers, &visitor).await {
        Ok(context) => context,
        Err(error) => {
            return refused(StatusCode::SERVICE_UNAVAILABLE, error.code(), &visitor, "/");
        }
    };
    let mut response = if context.actor == Actor::Visitor {
        local::see_other("/masuk?next=/lamaran")
    } else if let Err(error) = execute::pay(&server, &context, COST) {
        // Before anything of it is read.
        refused(StatusCode::TOO_MANY_REQUESTS, error.code(), &visitor, "/lamaran")
    } else {
        let headers = parts.headers.clone();
        match Form::read(Request::from_parts(parts, body)).await {
            Ok(form) if form_token::fits(server.app.services.vault(), &headers, &form.csrf()) => {
                answer(&server, &context, &form).await
            }
            Ok(form) => {
                refused(StatusCode::FORBIDDEN, ErrorCode::Forbidden, &visitor, form.way("back"))
            }
            Err(status) => refused(status, ErrorCode::InvalidQuery, &visitor, "/lamaran"),
        }
    };
    for (name, value) in cookies::changes(&context.take_change(), server.transport()) {
        response.headers_mut().append(name, value);
    }
    response
}

/// Keeps the file, and goes on, or back with what was wrong at its field.
async fn answer(server: &Server, context: &RequestContext, form: &Form) -> Response {
    let kept = keep(server, context, form).await;
    let Err(error) = kept else { return local::see_other(form.way("next")) };
    let told = serde_json::to_value(error.to_graphql(context)).unwrap_or_default();
    let errors: Vec<FormError> = errors(&json!({ "errors": [told] }), context).unwrap_or_default();
    let values = form.fields.get("kind").map(|kind| ("kind".to_owned(), kind.clone()));
    let operation = OPERATION.to_owned();
    let flash = Flash { operation, errors, values: values.into_iter().collect() };
    with_flash(server, local::see_other(form.way("back")), Some(flash))
}

async fn keep(server: &Server, context: &RequestContext, form: &Form) -> Result<Document> {
    let kind = form.fields.get("kind").and_then(|kind| kind.parse::<DocumentKind>().ok());
    let kind = kind.ok_or_else(|| Error::refused(ErrorCode::InvalidQuery))?;
    match &form.file {
        File::TooLarge => documents::too_large(kind),
        File::Whole(bytes) => {
            let services = &server.app.services;
            documents::keep(services, &context.actor, kind, bytes, context.address).await
        }
    }
}

/// A file that was sent.
enum File {
    Whole(Vec<u8>),
    TooLarge,
}

/// What was sent.
struct Form {
    fields: BTreeMap<String, String>,
    file: File,
}

impl Form {
    async fn read(request: Request<Body>) -> Result<Self, StatusCode> {
        let bad = StatusCode::BAD_REQUEST;
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| bad)?;
        let (mut fields, mut file) = (BTreeMap::new(), Vec::new());
        let (mut is_too_large, mut left) = (false, READ_AT_MOST);
        while let Some(part) = parts.next_field().await.map_err(|_| bad)? {
            let name = part.name().unwrap_or_default().to_owned();
            let most = if name == "file" { LARGEST } else { LONGEST_FIELD };
            let (bytes, is_cut) = read_part(part, most, &mut left).await?;
            if name == "file" {
                // A form has two ways to choose a file; the one that wasn't taken sends nothing.
                if is_cut || !bytes.is_empty() {
                    (file, is_too_large) = (bytes, is_cut);
                }
            } else if let (Ok(text), false) = (String::from_utf8(bytes), is_cut) {
                fields.insert(name, text);
            }
        }
        let file = if is_too_large { File::TooLarge } else { File::Whole(file) };
        Ok(Self { fields, file })
    }

    fn csrf(&self) -> String {
        self.fields.get("csrf").cloned().unwrap_or_default()
    }

    /// Where to go: a path of ours that the form names.
    fn way(&self, name: &str) -> &str {
        self.fields.get(name).and_then(|path| local::path(path)).unwrap_or("/lamaran")
    }
}

/// The first `most` bytes of a part, and whether there were more; it is read to its end.
async fn read_part(
    mut part: Field<'_>,
    most: usize,
    left: &mut usize,
) -> Result<(Vec<u8>, bool), StatusCode> {
    let (mut bytes, mut is_cut) = (Vec::new(), false);
    while let Some(chunk) = part.chunk().await.map_err(|_| StatusCode::BAD_REQUEST)? {
        *left = left.checked_sub(chunk.len()).ok_or(StatusCode::PAYLOAD_TOO_LARGE)?;
        if is_cut || bytes.len() + chunk.len() > most {
            is_cut = true;
            bytes = Vec::new();
        } else {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok((bytes, is_cut))
}
