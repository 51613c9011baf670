//! Paths of our own that come from outside: where to go next, where to come back to.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};

/// The path if it leads to a page of ours. Everything that a browser could read as another site is
/// refused: it takes `//` and `/\` for the start of a host name, and drops control characters.
pub(crate) fn path(text: &str) -> Option<&str> {
    let rest = text.strip_prefix('/')?;
    let is_plain = text.len() <= 2_000
        && !rest.starts_with('/')
        && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    is_plain.then_some(text)
}

/// A 303 to a path that passed [`path`], or else to the front page.
pub(crate) fn see_other(to: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let location = HeaderValue::from_str(path(to).unwrap_or("/"));
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, location.unwrap_or(HeaderValue::from_static("/")));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_ours_are_followed() {
        for own in ["/", "/sesi/ses_1?x=1&y=%20#a", "/masuk?next=/lamaran", "/a//b"] {
            assert_eq!(path(own), Some(own));
        }
        for other in [
            "",
            "sesi",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "https://evil.example",
            "/a\r\nSet-Cookie: x",
            "javascript:alert(1)",
            "/a b",
            "/é",
            " /a",
        ] {
            assert_eq!(path(other), None, "{other:?}");
            assert_eq!(see_other(other).headers()[header::LOCATION], "/");
        }
    }
}
