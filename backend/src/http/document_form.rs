//! `POST /form/document`: files from a form, with or without scripts, and what the form does besides: a
//! file that was chosen is kept whichever button is pressed.
//!
//! Locked as the other forms are. Who isn't signed in sends nothing that is read; a file that is too
//! large is read to its end and thrown away, or the browser could not be told what was wrong.

use std::collections::BTreeMap;

use axum::{
    body::Body,
    extract::{FromRequest, Multipart, Request, State, multipart::Field},
    http::{HeaderName, StatusCode, header, request::Parts},
    response::Response,
};
use balai_frontend::{
    forms,
    server::{Flash, FormError, sign_in_and_back_to},
};
use balai_shared::{
    document::{DocumentKind, LARGEST},
    error::{ErrorCode, FieldCode},
    policy::Actor,
};
use serde_json::json;

use super::{
    Server,
    caller::{self, Speaks},
    cookies, execute,
    form::{self, errors, refused, with_flash},
    form_token, guard, local,
};
use crate::{
    error::{Error, Result},
    graphql::{context::RequestContext, limits::budget::POINTS},
    service::documents,
};

/// What the flash calls this form.
const OPERATION: &str = "document";
/// The names of its buttons: one that keeps the file of a kind and stays on the page, and one that carries
/// out another form's operation once all files are kept.
const ONE: &str = "one";
const THEN: &str = "then";
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
        local::see_other(&sign_in_and_back_to(&page_before(&parts)))
    } else if let Err(error) = execute::pay(&server, &context, COST) {
        // Before anything of it is read.
        refused(StatusCode::TOO_MANY_REQUESTS, error.code(), &visitor, "/lamaran")
    } else {
        match Form::read(Request::from_parts(parts.clone(), body)).await {
            Ok(form)
                if form_token::fits(server.app.services.vault(), &parts.headers, &form.csrf()) =>
            {
                answer(&server, (&parts, visitor), &context, &form).await
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

/// The page that the form stands on, where the browser says so, with the word that files are to be chosen
/// again: of who isn't signed in, none is read.
fn page_before(parts: &Parts) -> String {
    let address = parts.headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let path = address.and_then(|address| address.splitn(4, '/').nth(3));
    let path = path.map(|path| format!("/{path}"));
    let path = path.as_deref().and_then(local::path).and_then(|path| path.split('?').next());
    path.map_or_else(|| "/lamaran".to_owned(), |path| format!("{path}?ulangi=1"))
}

/// Keeps the files, and goes on to what the pressed button does besides, or back with what was wrong at
/// each. What was right is kept in either case: browsers forget which files were chosen.
async fn answer(
    server: &Server,
    (parts, visitor): (&Parts, RequestContext),
    context: &RequestContext,
    form: &Form,
) -> Response {
    let errors = keep_all(server, context, form).await;
    if errors.is_empty() {
        let then = form.fields.get(THEN).and_then(|name| forms::find(name));
        return match then {
            Some(operation) => {
                form::carry_out(server, parts, visitor, (operation, &form.fields)).await
            }
            None => local::see_other(&form.after()),
        };
    }
    let at = errors.iter().find_map(|error| error.path.clone());
    let back = form.back_at(at.as_deref());
    let flash = Flash { operation: OPERATION.to_owned(), errors, values: BTreeMap::new() };
    with_flash(server, local::see_other(&back), Some(flash))
}

/// What is wrong with the files, each at its kind.
async fn keep_all(server: &Server, context: &RequestContext, form: &Form) -> Vec<FormError> {
    let mut wrong = Vec::new();
    let mut refuse = |kind: Option<DocumentKind>, error: &Error| {
        let told = serde_json::to_value(error.to_graphql(context)).unwrap_or_default();
        let told = errors(&json!({ "errors": [told] }), context).unwrap_or_default();
        let at = |error: FormError| FormError {
            path: error.path.or(kind.map(|kind| kind.as_str().to_owned())),
            ..error
        };
        wrong.extend(told.into_iter().map(at));
    };
    // What was paid covers one.
    let mut paid = true;
    for (kind, file) in &form.files {
        let kept = if paid { Ok(()) } else { execute::pay(server, context, COST).map(|_| ()) };
        paid = false;
        let kept = match kept {
            Ok(()) => keep(server, context, *kind, file).await,
            Err(error) => Err(error),
        };
        if let Err(error) = kept {
            refuse(Some(*kind), &error);
        }
    }
    if let Some(kind) = form.wanted().filter(|kind| !form.files.contains_key(kind)) {
        refuse(Some(kind), &Error::field(kind.as_str(), FieldCode::Required));
    } else if form.files.is_empty() && !form.fields.contains_key(THEN) {
        let kind = DocumentKind::Ktp;
        refuse(Some(kind), &Error::field(kind.as_str(), FieldCode::Required));
    }
    wrong
}

async fn keep(
    server: &Server,
    context: &RequestContext,
    kind: DocumentKind,
    file: &File,
) -> Result<()> {
    match file {
        File::TooLarge => documents::too_large(kind),
        File::Whole(bytes) => {
            let services = &server.app.services;
            documents::keep(services, &context.actor, kind, bytes, context.address).await?;
            Ok(())
        }
    }
}

/// A file that was sent.
enum File {
    Whole(Vec<u8>),
    TooLarge,
}

/// What was sent: files, each in a field that is called as its kind.
struct Form {
    fields: BTreeMap<String, String>,
    files: BTreeMap<DocumentKind, File>,
}

impl Form {
    async fn read(request: Request<Body>) -> Result<Self, StatusCode> {
        let bad = StatusCode::BAD_REQUEST;
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| bad)?;
        let (mut fields, mut files) = (BTreeMap::new(), BTreeMap::new());
        let mut left = READ_AT_MOST;
        while let Some(part) = parts.next_field().await.map_err(|_| bad)? {
            let name = part.name().unwrap_or_default().to_owned();
            let kind = name.parse::<DocumentKind>().ok();
            let most = if kind.is_some() { LARGEST } else { LONGEST_FIELD };
            let (bytes, is_cut) = read_part(part, most, &mut left).await?;
            match kind {
                Some(kind) if is_cut => {
                    files.insert(kind, File::TooLarge);
                }
                // There are two ways to choose a file; the one that wasn't taken sends nothing.
                Some(kind) if !bytes.is_empty() => {
                    files.insert(kind, File::Whole(bytes));
                }
                Some(_) => {}
                None => {
                    if let (Ok(text), false) = (String::from_utf8(bytes), is_cut) {
                        fields.insert(name, text);
                    }
                }
            }
        }
        Ok(Self { fields, files })
    }

    fn csrf(&self) -> String {
        self.fields.get("csrf").cloned().unwrap_or_default()
    }

    /// Where to go: a path of ours that the form names.
    fn way(&self, name: &str) -> &str {
        self.fields.get(name).and_then(|path| local::path(path)).unwrap_or("/lamaran")
    }

    /// The kind whose own button was pressed.
    fn wanted(&self) -> Option<DocumentKind> {
        self.fields.get(ONE)?.parse().ok()
    }

    /// The page to go on to: the form's, at the kind whose own button was pressed.
    fn after(&self) -> String {
        let kind = self.wanted();
        match kind {
            Some(kind) => format!("{}#dokumen-{kind}", self.way("back")),
            None => self.way("next").to_owned(),
        }
    }

    /// The form's page, at the field of a kind, which browsers then focus, with scripts and without.
    fn back_at(&self, kind: Option<&str>) -> String {
        let page = self.way("back");
        kind.map_or_else(|| page.to_owned(), |kind| format!("{page}#f-{kind}"))
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
