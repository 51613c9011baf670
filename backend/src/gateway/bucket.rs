//! HTTP for the bucket, by the client that we have anyway: the library would bring another, with a
//! second TLS.

use std::time::Duration;

use async_trait::async_trait;
use http_body_util::{BodyExt, Full};
use object_store::{
    ClientOptions,
    client::{
        HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse,
        HttpResponseBody, HttpService,
    },
};
use ureq::http::{Request, Response};

/// How long one request may take: a document on a slow line.
const PATIENCE: Duration = Duration::from_secs(30);
/// The longest answer, in bytes: a sealed document is a little longer than a document.
const LONGEST: u64 = 16 * 1024 * 1024;

/// Makes clients.
#[derive(Debug, Clone, Copy)]
pub(super) struct Connector;

impl HttpConnector for Connector {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            // The library reads them itself.
            .http_status_as_error(false)
            .max_redirects(0)
            .build();
        Ok(HttpClient::new(Client { agent: config.into() }))
    }
}

#[derive(Debug, Clone)]
struct Client {
    agent: ureq::Agent,
}

#[async_trait]
impl HttpService for Client {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let (parts, body) = request.into_parts();
        let body = body.collect().await?.to_bytes();
        let agent = self.agent.clone();
        let sending = tokio::task::spawn_blocking(move || {
            let answer = if body.is_empty() {
                agent.run(Request::from_parts(parts, ()))
            } else {
                agent.run(Request::from_parts(parts, &body[..]))
            };
            answer.and_then(|answer| {
                let (parts, mut body) = answer.into_parts();
                let bytes = body.with_config().limit(LONGEST).read_to_vec()?;
                Ok((parts, bytes))
            })
        });
        let (parts, bytes) = sending
            .await
            .map_err(|error| HttpError::new(HttpErrorKind::Interrupted, error))?
            .map_err(|error| HttpError::new(kind(&error), error))?;
        let body = Full::new(bytes.into()).map_err(|never| match never {});
        Ok(Response::from_parts(parts, HttpResponseBody::new(body)))
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the library's list of errors is open")]
const fn kind(error: &ureq::Error) -> HttpErrorKind {
    match error {
        ureq::Error::Timeout(_) => HttpErrorKind::Timeout,
        ureq::Error::ConnectionFailed | ureq::Error::HostNotFound => HttpErrorKind::Connect,
        ureq::Error::Io(_) => HttpErrorKind::Interrupted,
        _ => HttpErrorKind::Unknown,
    }
}
