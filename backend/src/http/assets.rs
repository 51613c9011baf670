//! The files of the two bundles, inside the binary, compressed when it was built.

use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use balai_frontend::server::{APPLICANT_CSS, Assets, STAFF_CSS};
use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};

/// `build.rs` puts each file here as it is and, where that is smaller, with `.br` at its end.
static FILES: Dir<'_> = include_dir!("$OUT_DIR/assets");

/// One of the two apps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bundle {
    /// The applicants' pages.
    Applicant,
    /// The staff's console.
    Staff,
}

impl Bundle {
    const fn folder(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Staff => "staff",
        }
    }

    fn file(self, name: &str) -> Option<&'static [u8]> {
        FILES.get_file(format!("{}/{name}", self.folder())).map(include_dir::File::contents)
    }

    /// The names of its files.
    fn names(self) -> impl Iterator<Item = &'static str> {
        let folder = FILES.get_dir(self.folder());
        let files = folder.into_iter().flat_map(Dir::files);
        files.filter_map(|file| file.path().file_name()?.to_str())
    }
}

/// What a bundle's pages need of it: without names in a binary that was built without it.
pub(crate) fn of(bundle: Bundle) -> Assets {
    let named = |end: &str| {
        let name = bundle.names().find(|name| name.ends_with(end));
        name.map(|name| format!("/assets/{name}")).unwrap_or_default()
    };
    let critical_css = match bundle {
        Bundle::Applicant => APPLICANT_CSS,
        Bundle::Staff => STAFF_CSS,
    };
    Assets { script: named(".js"), wasm: named(".wasm"), critical_css: critical_css.to_owned() }
}

/// `GET /assets/{*name}`.
pub(crate) async fn get(Path(name): Path<String>, request: HeaderMap) -> Response {
    let bundles = [Bundle::Applicant, Bundle::Staff];
    let served = !name.ends_with(".html") && !name.ends_with(".br");
    let found = bundles.iter().find_map(|bundle| Some((*bundle, bundle.file(&name)?)));
    let Some((bundle, plain)) = found.filter(|_| served) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(&name)));
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if is_hashed(&name) {
        let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
        headers.insert(header::CACHE_CONTROL, forever);
    } else {
        let tag = tag(plain);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
        headers.insert(header::ETAG, tag.clone());
        if request.get(header::IF_NONE_MATCH) == Some(&tag) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
    }
    match bundle.file(&format!("{name}.br")).filter(|_| takes_brotli(&request)) {
        Some(small) => {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
            (headers, small).into_response()
        }
        None => (headers, plain).into_response(),
    }
}

/// Whether Trunk put a hash into the name: it never names anything else.
fn is_hashed(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let hash = stem.rsplit('-').next().unwrap_or_default();
    hash.len() >= 12 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "json" | "webmanifest" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn takes_brotli(request: &HeaderMap) -> bool {
    let values = request.get_all(header::ACCEPT_ENCODING).iter();
    let mut items = values.filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(','));
    items.any(|item| {
        let (coding, weight) = item.split_once(';').unwrap_or((item, ""));
        let is_refused = matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000");
        coding.trim().eq_ignore_ascii_case("br") && !is_refused
    })
}

fn tag(bytes: &[u8]) -> HeaderValue {
    let hash = Sha256::digest(bytes);
    let text: String = hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
    // Hexadecimal digits in quotes: this can't fail.
    HeaderValue::from_str(&format!("\"{text}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_good() {
        for hashed in [
            "applicant-5d41402abc4b2a76.js",
            "applicant-5d41402abc4b2a76_bg.wasm",
            "staff-0123456789abcdef.css",
        ] {
            assert!(is_hashed(hashed), "{hashed}");
        }
        for plain in ["applicant.js", "logo.svg", "a-feed.js", "style-sheet.css"] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }

    #[test]
    fn brotli_is_sent_to_who_takes_it() {
        let takes = |value: &'static str| {
            let pair = (header::ACCEPT_ENCODING, HeaderValue::from_static(value));
            takes_brotli(&HeaderMap::from_iter([pair]))
        };
        assert!(takes("gzip, deflate, br, zstd") && takes("br;q=0.5"));
        assert!(!takes("gzip") && !takes("br;q=0") && !takes_brotli(&HeaderMap::new()));
    }

    #[tokio::test]
    async fn what_is_not_there_and_what_is_not_for_here_is_not_found() {
        for name in ["missing.js", "index.html", "../applicant/index.html", "index.html.br"] {
            let response = get(Path(name.to_owned()), HeaderMap::new()).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{name}");
        }
    }
}
