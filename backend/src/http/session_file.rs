//! What one takes along of a session: a calendar file, and its page's address as a QR code.

use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use balai_shared::{error::ErrorCode, id::SessionId, policy::Actor};
use qrcode::{QrCode, render::svg};

use super::{
    Server,
    calendar::calendar,
    caller::{self, Speaks},
    origin::origin,
    status,
};
use crate::{
    error::{Error, Result},
    model::catalogue::Listing,
    service::catalogue,
};

/// Asked for anew each time: other days, or that it was called off, must be seen at once.
const FRESH: HeaderValue = HeaderValue::from_static("no-cache");
/// An hour: an address doesn't change.
const CACHE: HeaderValue = HeaderValue::from_static("public, max-age=3600");
/// Points on a side.
const QR_SIZE: u32 = 256;

/// `GET /sesi/{id}/kalender.ics`
pub(crate) async fn calendar_file(
    State(server): State<Server>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let language = caller::visitor(&server, &parts, Speaks::Cookie).language;
    let listing = match find(&server, &id).await {
        Ok(listing) => listing,
        Err(status) => return status.into_response(),
    };
    let url = page_of(&server, &parts.headers, &listing);
    let region = server.app.services.places.region(&listing.institution.region);
    let place = region.map(|region| region.name.as_str()).unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/calendar; charset=utf-8")),
        (
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment; filename=\"pelatihan.ics\""),
        ),
        (header::CACHE_CONTROL, FRESH),
        (header::VARY, HeaderValue::from_static("Host, Cookie, Accept-Language")),
    ];
    (headers, calendar(&listing, place, url.as_deref(), language)).into_response()
}

/// `GET /sesi/{id}/qr.svg`: for a poster, or the phone of who stands beside.
pub(crate) async fn qr_code(
    State(server): State<Server>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let listing = match find(&server, &id).await {
        Ok(listing) => listing,
        Err(status) => return status.into_response(),
    };
    let code = page_of(&server, &headers, &listing).and_then(|url| QrCode::new(url).ok());
    // Nothing rather than a code that leads somewhere else.
    let Some(code) = code else { return StatusCode::NOT_FOUND.into_response() };
    let image = code.render::<svg::Color<'_>>().min_dimensions(QR_SIZE, QR_SIZE).build();
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml")),
        (header::CACHE_CONTROL, CACHE),
        (header::VARY, HeaderValue::from_static("Host")),
    ];
    (headers, image).into_response()
}

/// A session that everybody may see.
async fn find(server: &Server, id: &str) -> Result<Listing, StatusCode> {
    let session = async {
        let id: SessionId = id.parse()?;
        let found = catalogue::session(&server.app.services, &Actor::Visitor, id).await?;
        found.ok_or_else(|| Error::refused(ErrorCode::NotFound))
    };
    session.await.map_err(|error: Error| status::of(error.code()))
}

/// The address of the session's page, where it is known.
fn page_of(server: &Server, headers: &HeaderMap, listing: &Listing) -> Option<String> {
    Some(format!("{}/sesi/{}", origin(server, headers)?, listing.session.id))
}
