//! What a page may load and run: the Content-Security-Policy.

use axum::http::HeaderValue;
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The policy of a page whose inline scripts and styles are known by `sources`: nonces or hashes.
///
/// Nothing comes from or goes to anywhere else, nobody frames us, and only our own WASM is compiled.
pub(crate) fn policy(sources: &Sources) -> HeaderValue {
    let Sources { scripts, styles } = sources;
    let text = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; \
         style-src 'self'{styles}; img-src 'self' data:; connect-src 'self'; font-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; \
         worker-src 'self'"
    );
    // Base64 and words: this can't fail; an empty policy would be no policy.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// Sources beside our own files, each with a space before it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sources {
    scripts: String,
    styles: String,
}

impl Sources {
    /// What carries the nonce.
    #[cfg(feature = "web")]
    pub(crate) fn nonce(nonce: &str) -> Self {
        let source = format!(" 'nonce-{nonce}'");
        Self { scripts: source.clone(), styles: source }
    }

    /// What stands inline in a page that is always the same.
    pub(crate) fn inline(html: &str) -> Self {
        let hashes = |name| {
            inline(html, name).map(|text| {
                let hash = STANDARD.encode(Sha256::digest(text.as_bytes()));
                format!(" 'sha256-{hash}'")
            })
        };
        Self { scripts: hashes("script").collect(), styles: hashes("style").collect() }
    }
}

/// The texts of the elements of that name that have one.
fn inline<'a>(html: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let (start, end) = (format!("<{name}"), format!("</{name}>"));
    let mut rest = html;
    std::iter::from_fn(move || {
        loop {
            let (_, after) = rest.split_once(start.as_str())?;
            let (_, content) = after.split_once('>')?;
            let (text, further) = content.split_once(end.as_str())?;
            rest = further;
            if !text.is_empty() {
                return Some(text);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_scripts_and_styles_are_known_by_their_hashes() {
        let html = "<html><style>a{}</style><script src=\"/x.js\"></script>\
                    <script type=\"module\">\nlet a = 1 > 0;\n</script></html>";
        let found: Vec<_> = inline(html, "script").collect();
        assert_eq!(found, ["\nlet a = 1 > 0;\n"]);
        let policy = policy(&Sources::inline(html));
        let policy = policy.to_str().unwrap();
        assert_eq!(policy.matches("'sha256-").count(), 2);
        assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-"));
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    }

    #[cfg(feature = "web")]
    #[test]
    fn a_nonce_stands_for_scripts_and_styles() {
        let policy = policy(&Sources::nonce("abc"));
        assert_eq!(policy.to_str().unwrap().matches("'nonce-abc'").count(), 2);
    }
}
