//! Against requests that another site makes the browser send.
//!
//! Two locks: what the browser says of where a request comes from (`Sec-Fetch-Site`, `Origin`), and
//! something that another site can't send: a header of our own for GraphQL, a token for forms
//! (`form_token`).

use axum::http::{HeaderMap, header};

use super::cookies;

/// Whether the browser says, or doesn't deny, that the request comes from our own pages: those of the
/// host that it asked for, or of our public address, where a proxy gives the request another host.
pub(crate) fn is_own_site(public_url: Option<&str>, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    // No script can set this one, and no proxy changes it.
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match (text("origin"), text("host")) {
        (None, _) => true,
        (Some(origin), _) if public_url.is_some_and(|own| own.eq_ignore_ascii_case(origin)) => true,
        (Some(origin), Some(host)) => {
            let authority = origin.split_once("://").map(|(_, authority)| authority);
            authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
        }
        (Some(_), None) => false,
    }
}

/// Whether the request is signed in by a cookie, which the browser adds by itself.
pub(crate) fn is_by_cookie(headers: &HeaderMap) -> bool {
    !headers.contains_key(header::AUTHORIZATION)
        && [cookies::ACCESS, cookies::REFRESH]
            .iter()
            .any(|name| cookies::read(headers, name).is_some())
}

/// Whether a POST to the API by cookie shows that a script of ours sent it.
pub(crate) fn is_own_script(public_url: Option<&str>, headers: &HeaderMap) -> bool {
    headers.get("x-requested-with").is_some_and(|value| value == "balai")
        && is_own_site(public_url, headers)
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
    fn requests_from_other_sites_are_told_apart() {
        for own in [
            headers(&[]),
            headers(&[
                ("sec-fetch-site", "same-origin"),
                ("origin", "https://proxy.example"),
                ("host", "inner"),
            ]),
            headers(&[("sec-fetch-site", "none")]),
            headers(&[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080")]),
        ] {
            assert!(is_own_site(None, &own), "{own:?}");
        }
        for other in [
            headers(&[("sec-fetch-site", "cross-site")]),
            headers(&[("sec-fetch-site", "same-site")]),
            headers(&[("origin", "https://evil.example"), ("host", "balai.example")]),
            headers(&[("origin", "null"), ("host", "balai.example")]),
            headers(&[("origin", "https://balai.example.evil.example"), ("host", "balai.example")]),
            headers(&[("origin", "http://balai.example:81"), ("host", "balai.example")]),
        ] {
            assert!(!is_own_site(None, &other), "{other:?}");
        }
    }

    #[test]
    fn the_public_address_is_our_own_site_whatever_the_proxy_says() {
        let own = Some("https://balai.example");
        let behind = |origin| headers(&[("origin", origin), ("host", "127.0.0.1:8080")]);
        assert!(is_own_site(own, &behind("https://balai.example")));
        assert!(!is_own_site(None, &behind("https://balai.example")));
        for other in ["http://balai.example", "https://balai.example.evil.example", "null"] {
            assert!(!is_own_site(own, &behind(other)), "{other}");
        }
    }

    #[test]
    fn only_a_cookie_of_ours_signs_in_by_cookie() {
        assert!(is_by_cookie(&headers(&[("cookie", "balai_refresh=x")])));
        assert!(!is_by_cookie(&headers(&[("cookie", "balai_lang=en")])));
        assert!(!is_by_cookie(&headers(&[
            ("cookie", "balai_access=x"),
            ("authorization", "Bearer blk_x")
        ])));
    }

    #[test]
    fn a_script_of_ours_says_so() {
        assert!(is_own_script(None, &headers(&[("x-requested-with", "balai")])));
        assert!(!is_own_script(None, &headers(&[("x-requested-with", "XMLHttpRequest")])));
        assert!(!is_own_script(
            None,
            &headers(&[("x-requested-with", "balai"), ("sec-fetch-site", "cross-site")])
        ));
    }
}
