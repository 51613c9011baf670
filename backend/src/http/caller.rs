//! Who is at the door.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::ConnectInfo,
    http::{HeaderMap, header, request::Parts},
};
use balai_shared::{error::ErrorCode, language::Language, policy::Actor};

use super::{Running, cookies, trace::RequestId};
use crate::{
    auth::tokens::DeviceMark,
    error::{Error, Result},
    graphql::context::RequestContext,
    model::network::Network,
    service::tokens::{self, Credentials},
};

/// Where a door looks for the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speaks {
    /// In `Accept-Language`: the API.
    Header,
    /// In the switch's cookie, then in `Accept-Language`: pages and their forms.
    Cookie,
}

/// The request as a visitor's: who it is by right is not known yet.
pub(crate) fn visitor(server: &Running, parts: &Parts, speaks: Speaks) -> RequestContext {
    let language = match speaks {
        Speaks::Header => None,
        Speaks::Cookie => chosen(&parts.headers),
    };
    let agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let context = RequestContext::new(
        Actor::Visitor,
        language.unwrap_or_else(|| preferred(&parts.headers)),
        parts.extensions.get::<RequestId>().map(ToString::to_string).unwrap_or_default(),
        address(server, parts),
    );
    let mark = cookies::read(&parts.headers, cookies::DEVICE).and_then(DeviceMark::parse);
    context.sent_by(agent.unwrap_or_default()).marked(mark)
}

/// Finds out who it is; a token that was renewed meanwhile goes out with the answer.
///
/// # Errors
/// `UNAUTHENTICATED` for a bad key; the database's own.
pub(crate) async fn identify(
    server: &Running,
    headers: &HeaderMap,
    visitor: &RequestContext,
) -> Result<RequestContext> {
    let credentials = credentials(headers)?;
    let identity = tokens::identify(&server.app.services, &credentials).await?;
    let renewed = identity.issued.as_ref().map(|pair| pair.refresh.as_str());
    let context = visitor.by(identity.actor, renewed.or(credentials.refresh)).on(identity.device);
    if let Some(pair) = identity.issued {
        context.issue(pair);
    } else if identity.clear {
        context.clear();
    }
    Ok(context)
}

/// Finds out who it is where no cookie can be changed: a refresh token is left alone, because using
/// it would spend it.
///
/// # Errors
/// As [`identify`].
pub(crate) async fn identify_as_is(
    server: &Running,
    headers: &HeaderMap,
    visitor: &RequestContext,
) -> Result<RequestContext> {
    let credentials = Credentials { refresh: None, ..credentials(headers)? };
    let identity = tokens::identify(&server.app.services, &credentials).await?;
    Ok(visitor.by(identity.actor, None).on(identity.device))
}

fn credentials(headers: &HeaderMap) -> Result<Credentials<'_>> {
    if let Some(value) = headers.get(header::AUTHORIZATION) {
        let bearer = value.to_str().ok().and_then(bearer);
        let bearer = bearer.ok_or(Error::refused(ErrorCode::Unauthenticated))?;
        return Ok(Credentials { bearer: Some(bearer), access: None, refresh: None });
    }
    Ok(Credentials {
        bearer: None,
        access: cookies::read(headers, cookies::ACCESS),
        refresh: cookies::read(headers, cookies::REFRESH),
    })
}

fn bearer(value: &str) -> Option<&str> {
    let (scheme, token) = value.split_once(' ')?;
    Some(token.trim()).filter(|token| scheme.eq_ignore_ascii_case("Bearer") && !token.is_empty())
}

/// What the switch was set to.
fn chosen(headers: &HeaderMap) -> Option<Language> {
    cookies::read(headers, cookies::LANGUAGE)?.parse().ok()
}

fn preferred(headers: &HeaderMap) -> Language {
    let values = headers.get_all(header::ACCEPT_LANGUAGE).iter();
    let texts: Vec<_> = values.filter_map(|value| value.to_str().ok()).collect();
    Language::from_accept_language(&texts.join(","))
}

/// Where the request comes from. What a proxy says counts only if it is ours.
fn address(server: &Running, parts: &Parts) -> Option<Network> {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    let claimed = server.app.settings.trusted_proxy.then(|| forwarded(&parts.headers)).flatten();
    claimed.or(peer).map(Network::of)
}

/// The last address in `X-Forwarded-For`: the one that our own proxy wrote.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    last.rsplit(',').next()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        pairs.iter().map(pair).collect()
    }

    #[test]
    fn a_key_counts_before_any_cookie() {
        let both = headers(&[
            ("authorization", "bearer blk_x"),
            ("cookie", "balai_access=a; balai_refresh=b"),
        ]);
        let found = credentials(&both).unwrap();
        assert_eq!((found.bearer, found.access, found.refresh), (Some("blk_x"), None, None));
        let cookies = headers(&[("cookie", "balai_access=a; balai_refresh=b")]);
        let found = credentials(&cookies).unwrap();
        assert_eq!((found.bearer, found.access, found.refresh), (None, Some("a"), Some("b")));
    }

    #[test]
    fn a_key_of_another_kind_is_no_visitor() {
        for value in ["Basic YTpi", "Bearer", "Bearer ", ""] {
            let error = credentials(&headers(&[("authorization", value)])).unwrap_err();
            assert_eq!(error.code(), ErrorCode::Unauthenticated, "{value}");
        }
    }

    #[test]
    fn of_forwarded_addresses_only_the_last_was_not_made_up() {
        let chain = headers(&[("x-forwarded-for", "10.0.0.1, 203.0.113.7")]);
        assert_eq!(forwarded(&chain), Some(IpAddr::from([203, 0, 113, 7])));
        assert_eq!(forwarded(&headers(&[("x-forwarded-for", "unknown")])), None);
    }
}
