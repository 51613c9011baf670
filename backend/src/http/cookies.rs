//! The cookies: HttpOnly, SameSite=Lax, and Secure unless the office has no TLS.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use cookie::{Cookie, SameSite, time::Duration};

use crate::{
    auth::tokens::{DeviceMark, MARK_SECONDS},
    graphql::context::CookieChange,
};

/// The JWT.
pub(crate) const ACCESS: &str = "balai_access";
/// The refresh token.
pub(crate) const REFRESH: &str = "balai_refresh";
/// The device's secret, which outlives signing out and opens nothing.
pub(crate) const DEVICE: &str = "balai_device";
/// What the token in every form is made from.
#[cfg(feature = "web")]
pub(crate) const CSRF: &str = "balai_csrf";
/// The language that was chosen.
pub(crate) const LANGUAGE: &str = "balai_lang";
/// What the form sent last was answered.
#[cfg(feature = "web")]
pub(crate) const FLASH: &str = "balai_flash";

/// What was entered in a form whose sign-in had ended.
#[cfg(feature = "web")]
pub(crate) const KEPT: &str = "balai_kept";

/// How the cookies of this server are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Transport {
    /// Over TLS only.
    Tls,
    /// `--insecure-http`.
    Plain,
}

/// The value of a cookie.
pub(crate) fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let pairs = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).find(|value| !value.is_empty())
}

/// A `Set-Cookie` header: `None` as age lasts until the browser is closed.
pub(crate) fn set(
    name: &'static str,
    value: &str,
    seconds: Option<i64>,
    transport: Transport,
) -> (HeaderName, HeaderValue) {
    let cookie = Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(transport == Transport::Tls);
    let cookie = match seconds {
        Some(seconds) => cookie.max_age(Duration::seconds(seconds)),
        None => cookie,
    };
    // All our values are base64 or words: this can't fail, and an empty one only signs nobody in.
    let header = HeaderValue::from_str(&cookie.build().to_string());
    (header::SET_COOKIE, header.unwrap_or(HeaderValue::from_static("")))
}

/// Makes the browser forget a cookie.
pub(crate) fn clear(name: &'static str, transport: Transport) -> (HeaderName, HeaderValue) {
    set(name, "", Some(0), transport)
}

/// The headers that carry a change of the tokens out.
pub(crate) fn changes(
    change: &CookieChange,
    transport: Transport,
) -> Vec<(HeaderName, HeaderValue)> {
    let (mut headers, mark) = match change {
        CookieChange::Keep => (Vec::new(), &None),
        CookieChange::Issue(pair, mark) => {
            let access = set(ACCESS, &pair.access, Some(pair.access_seconds), transport);
            let refresh = set(REFRESH, &pair.refresh, Some(pair.refresh_seconds), transport);
            (vec![access, refresh], mark)
        }
        CookieChange::Clear(mark) => {
            (vec![clear(ACCESS, transport), clear(REFRESH, transport)], mark)
        }
    };
    headers.extend(
        mark.as_ref()
            .map(|mark: &DeviceMark| set(DEVICE, mark.as_str(), Some(MARK_SECONDS), transport)),
    );
    headers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::tokens::TokenPair;

    fn headers(lines: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::COOKIE, HeaderValue::from_str(line).unwrap());
        }
        headers
    }

    fn texts(change: &CookieChange, transport: Transport) -> Vec<String> {
        let headers = changes(change, transport);
        headers.iter().map(|(_, value)| value.to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn a_cookie_is_found_among_others_and_by_its_whole_name() {
        let headers =
            headers(&["a=1; balai_access=x.y=z;b=2", "balai_lang=en; xbalai_csrf=1; balai_flash="]);
        assert_eq!(read(&headers, ACCESS), Some("x.y=z"));
        assert_eq!(read(&headers, "balai_lang"), Some("en"));
        assert_eq!(read(&headers, "balai_csrf"), None);
        assert_eq!(read(&headers, "balai_flash"), None);
    }

    #[test]
    fn tokens_go_where_no_script_and_no_other_site_reaches_them() {
        let pair = TokenPair {
            access: "a.b.c".to_owned(),
            access_seconds: 600,
            refresh: "r".to_owned(),
            refresh_seconds: 2_592_000,
        };
        let sent = texts(&CookieChange::Issue(pair, None), Transport::Tls);
        assert_eq!(
            sent,
            [
                "balai_access=a.b.c; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=600",
                "balai_refresh=r; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=2592000",
            ]
        );
    }

    #[test]
    fn the_mark_of_a_device_stays_when_its_tokens_go() {
        let mark = Some(DeviceMark::new("m".to_owned()));
        let sent = texts(&CookieChange::Clear(mark), Transport::Tls);
        assert_eq!(
            sent.last().unwrap(),
            "balai_device=m; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=34560000"
        );
        let signed_out = texts(&CookieChange::Clear(None), Transport::Tls);
        assert!(signed_out.iter().all(|line| !line.starts_with(DEVICE)));
    }

    #[test]
    fn an_office_without_tls_gets_cookies_that_work_there() {
        let sent = texts(&CookieChange::Clear(None), Transport::Plain);
        assert_eq!(
            sent,
            [
                "balai_access=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0",
                "balai_refresh=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0",
            ]
        );
        assert!(texts(&CookieChange::Keep, Transport::Tls).is_empty());
    }
}
