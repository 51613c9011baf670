//! `GET /ekspor/{list}.{csv|xlsx}`: a list to take along, for staff. What narrows it stands in the
//! address, as at the desk: `balai`, `sesi`, `status`, `dari`, `sampai`, `program`. A search stands in
//! no address, so that one comes as `POST` with `cari` beside the others.
//!
//! A task reads piece after piece and hands them over one by one: while nobody takes a piece, nothing
//! is read and no connection held, and whoever takes none for a minute, or goes, ends it.

mod running;

use std::time::Duration;

use axum::{
    body::{Body, Bytes},
    extract::{Form, FromRequest, Path, Query, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use balai_shared::{
    application::ApplicationState,
    error::{ErrorCode, FieldCode},
    export::{ExportFormat, ExportList},
    language::Language,
    message,
    policy::Actor,
    time::Date,
};
use futures_util::StreamExt;
use tokio::sync::mpsc;

pub(crate) use running::Running;

use super::{
    Server,
    caller::{self, Speaks},
    cookies, guard, local, status,
};
use crate::{
    error::{Error, Result},
    graphql::{context::RequestContext, limits::budget::Spender},
    model::export::{Asked, Step},
    service::export::{self, Export},
    sheet::{self, Writer},
};

/// How long a piece waits for somebody to take it.
const PATIENCE: Duration = Duration::from_secs(60);
/// As many pieces wait at the most.
const PIECES: usize = 2;
/// After how many seconds it may be tried again when too many are under way.
const SOON: u32 = 15;

/// What comes in pairs, from the address or a form.
type Pairs = Vec<(String, String)>;

/// By the address alone.
pub(crate) async fn get(
    State(server): State<Server>,
    Path(file): Path<String>,
    Query(mut pairs): Query<Pairs>,
    request: Request,
) -> Response {
    // Whoever writes a name into an address leaves it in every log on the way.
    pairs.retain(|(name, _)| name != "cari");
    answer(&server, &file, pairs, request.into_parts().0).await
}

/// With a search, by a form.
pub(crate) async fn post(
    State(server): State<Server>,
    Path(file): Path<String>,
    headers: HeaderMap,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    if !guard::is_own_site(server.public_url(), &headers) {
        return refused(&Error::refused(ErrorCode::Forbidden), Language::default());
    }
    let whole = Request::from_parts(parts.clone(), body);
    match Form::<Pairs>::from_request(whole, &()).await {
        Ok(Form(pairs)) => answer(&server, &file, pairs, parts).await,
        Err(_) => text(StatusCode::BAD_REQUEST, ""),
    }
}

async fn answer(
    server: &Server,
    file: &str,
    pairs: Pairs,
    parts: axum::http::request::Parts,
) -> Response {
    let visitor = caller::visitor(server, &parts, Speaks::Cookie);
    let language = visitor.language;
    let context = match caller::identify(server, &parts.headers, &visitor).await {
        Ok(context) => context,
        Err(error) => return refused(&error, language),
    };
    // The console has the way to sign in.
    if context.actor == Actor::Visitor {
        return local::see_other("/petugas");
    }
    let mut response = match begin(server, file, &pairs, &context).await {
        Ok(response) => response,
        Err(error) => refused(&error, language),
    };
    for (name, value) in cookies::changes(&context.take_change(), server.transport()) {
        response.headers_mut().append(name, value);
    }
    response
}

async fn begin(
    server: &Server,
    file: &str,
    pairs: &Pairs,
    context: &RequestContext,
) -> Result<Response> {
    let asked = asked(file, pairs)?;
    let spender = Spender::of(&context.actor, context.address);
    let place = server.exports.begin(spender);
    let place = place.ok_or_else(|| Error::later(ErrorCode::Unavailable, SOON))?;
    let services = &server.app.services;
    let export = export::begin(services, &context.actor, &asked, context.language).await?;
    let name = export.name().to_owned();
    let (sender, receiver) = mpsc::channel(PIECES);
    tokio::spawn(async move {
        if let Err(error) = send(export, asked.format, &sender).await {
            tracing::warn!(%error, "an export was broken off");
        }
        drop(place);
    });
    Ok(download(asked.format, &name, Body::from_stream(pieces(receiver))))
}

/// Which list, in what format, narrowed by what.
fn asked(file: &str, pairs: &Pairs) -> Result<Asked> {
    let parts = file.rsplit_once('.');
    let known = parts.and_then(|(list, ending)| {
        Some((ExportList::of_slug(list)?, ExportFormat::of_ending(ending)?))
    });
    let (list, format) = known.ok_or(ErrorCode::NotFound)?;
    let value = |name: &str| {
        let found = pairs.iter().find(|(known, value)| known == name && !value.trim().is_empty());
        found.map(|(_, value)| value.trim().to_owned())
    };
    let day = |name: &str| {
        let day = value(name).map(|text| Date::parse(&text));
        day.transpose().map_err(|_| Error::field(name, FieldCode::InvalidFormat))
    };
    let states = value("status").unwrap_or_default();
    let states = states.split(',').filter(|word| !word.is_empty());
    let states = states.map(str::parse::<ApplicationState>).collect::<std::result::Result<_, _>>();
    let mut states: Vec<_> =
        states.map_err(|_| Error::field("status", FieldCode::InvalidFormat))?;
    states.sort_unstable();
    states.dedup();
    Ok(Asked {
        list,
        format,
        institution: value("balai"),
        session: value("sesi"),
        states,
        search: value("cari"),
        from: day("dari")?,
        to: day("sampai")?,
        program: value("program"),
    })
}

/// Why a file didn't come to its end.
#[derive(Debug, thiserror::Error)]
enum Broken {
    #[error("nobody takes it")]
    Left,
    #[error(transparent)]
    Sheet(#[from] sheet::SheetError),
    #[error(transparent)]
    Source(#[from] Error),
}

/// A piece; the last is told apart, so that a file that was broken off never looks whole.
enum Piece {
    Bytes(Bytes),
    End,
}

async fn send(
    mut export: Export,
    format: ExportFormat,
    sender: &mpsc::Sender<Piece>,
) -> std::result::Result<(), Broken> {
    let mut writer = Writer::new(format);
    while let Some(step) = export.next().await? {
        let bytes = match step {
            Step::Sheet(head) => writer.sheet(&head)?,
            Step::Rows(rows) => writer.rows(&rows)?,
        };
        hand_over(sender, bytes).await?;
    }
    hand_over(sender, writer.end()?).await?;
    sender.send_timeout(Piece::End, PATIENCE).await.map_err(|_| Broken::Left)
}

async fn hand_over(
    sender: &mpsc::Sender<Piece>,
    bytes: Vec<u8>,
) -> std::result::Result<(), Broken> {
    if bytes.is_empty() {
        return Ok(());
    }
    let piece = Piece::Bytes(bytes.into());
    sender.send_timeout(piece, PATIENCE).await.map_err(|_| Broken::Left)
}

fn pieces(
    receiver: mpsc::Receiver<Piece>,
) -> impl futures_util::Stream<Item = std::io::Result<Bytes>> {
    let pieces = futures_util::stream::unfold(Some(receiver), |receiver| async move {
        let mut receiver = receiver?;
        match receiver.recv().await {
            Some(Piece::Bytes(bytes)) => Some((Ok(bytes), Some(receiver))),
            Some(Piece::End) => None,
            None => Some((Err(std::io::Error::other("broken off")), None)),
        }
    });
    // What presses the text on its way asks once more after the end.
    pieces.fuse()
}

fn download(format: ExportFormat, name: &str, body: Body) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    for (header, value) in [
        (header::CONTENT_TYPE, sheet::media_type(format)),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "private, no-store"),
    ] {
        headers.insert(header, HeaderValue::from_static(value));
    }
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

/// A link led here, so that a person reads it.
fn refused(error: &Error, language: Language) -> Response {
    let status = status::of(error.code());
    if status.is_server_error() && error.code() != ErrorCode::Unavailable {
        tracing::error!(%error, "an export");
    }
    let mut response = text(status, message::error(error.code(), language));
    if let Error::Refused(refusal) = error
        && let Some(seconds) = refusal.retry_after
    {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn text(status: StatusCode, words: &'static str) -> Response {
    let mut response = Response::new(Body::from(words));
    *response.status_mut() = status;
    for (name, value) in [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "private, no-store"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}
