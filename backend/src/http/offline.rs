//! What makes the site an app that a phone keeps: the manifest, the icons, and the service worker that
//! shows what was seen last when there is no network.

use axum::{
    extract::State,
    http::{HeaderName, header},
};
use balai_shared::language::Language;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::Server;

const WORKER: &str = include_str!("offline/worker.js");
const QUEUE: &str = include_str!("offline/queue.js");
const CATALOGUE: &str = include_str!("offline/catalogue.js");

/// A file that may change with each release, so that browsers look whether it has.
type File = ([(HeaderName, &'static str); 2], String);
/// An image.
type Image = ([(HeaderName, &'static str); 2], &'static [u8]);

/// `GET /sw.js`: the worker, with the names of this release's files. It asks for pages and answers in
/// the browser's place, by a policy of its own.
pub(crate) async fn worker(
    State(server): State<Server>,
) -> ([(HeaderName, &'static str); 1], File) {
    let policy = "default-src 'none'; script-src 'self'; connect-src 'self'";
    let assets = server.pages.applicant();
    let files: Vec<&str> =
        [&*assets.script, &*assets.wasm, "/queue.js", "/catalogue.js", "/favicon.svg"]
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect();
    let words = |language: Language| {
        json!({
            "title": language.pick("Tidak ada jaringan", "There is no network"),
            "hint": language.pick(
                "Halaman ini belum pernah dibuka di ponsel ini. Coba lagi setelah jaringan kembali.",
                "This page was never opened on this phone. Try again once the network is back.",
            ),
            "offline": language.pick(
                "Tidak ada jaringan. Yang tampil disimpan",
                "There is no network. This was kept on",
            ),
            "slow": language.pick(
                "Jaringan lambat. Yang tampil disimpan",
                "The network is slow. This was kept on",
            ),
            "looking": language.pick(
                "Sedang dicek yang terbaru. Yang tampil disimpan",
                "Looking for what is new. This was kept on",
            ),
            "back": language.pick("Ke daftar pelatihan yang tersimpan", "To the trainings that were kept"),
        })
    };
    let files = json!(files).to_string();
    // With their content, so that new ones are kept anew.
    let scripts = Sha256::digest([QUEUE, CATALOGUE].concat());
    let words = json!({ "id": words(Language::Id), "en": words(Language::En) }).to_string();
    let text = WORKER.replace("__FILES__", &files).replace("__WORDS__", &words);
    let version = Sha256::new().chain_update(text.as_bytes()).chain_update(scripts).finalize();
    let version: String = version.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let file = (fresh("text/javascript; charset=utf-8"), text.replace("__VERSION__", &version));
    ([(header::CONTENT_SECURITY_POLICY, policy)], file)
}

/// `GET /queue.js`: sends what had no network, once it is back.
pub(crate) async fn queue() -> File {
    (fresh("text/javascript; charset=utf-8"), QUEUE.to_owned())
}

/// `GET /catalogue.js`: puts a fresh catalogue in the place of the one shown.
pub(crate) async fn catalogue() -> File {
    (fresh("text/javascript; charset=utf-8"), CATALOGUE.to_owned())
}

/// `GET /app.webmanifest`.
pub(crate) async fn manifest() -> File {
    let icon = |size: u16| {
        json!({
            "src": format!("/icon-{size}.png"), "type": "image/png",
            "sizes": format!("{size}x{size}"), "purpose": "any maskable",
        })
    };
    let manifest = json!({
        "name": "Balai — pelatihan kerja", "short_name": "Balai", "lang": "id", "dir": "ltr",
        "id": "/", "start_url": "/", "scope": "/", "display": "standalone",
        "background_color": "#FBFAF7", "theme_color": "#0B5D5B",
        "icons": [icon(192), icon(512)],
        "shortcuts": [{ "name": "Pendaftaran saya", "url": "/lamaran" }],
    });
    (fresh("application/manifest+json"), manifest.to_string())
}

/// `GET /icon-192.png`.
pub(crate) async fn small_icon() -> Image {
    image(include_bytes!("offline/icon-192.png"))
}

/// `GET /icon-512.png`.
pub(crate) async fn large_icon() -> Image {
    image(include_bytes!("offline/icon-512.png"))
}

const fn fresh(media: &'static str) -> [(HeaderName, &'static str); 2] {
    [(header::CONTENT_TYPE, media), (header::CACHE_CONTROL, "no-cache")]
}

const fn image(bytes: &'static [u8]) -> Image {
    let headers =
        [(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "public, max-age=86400")];
    (headers, bytes)
}

#[cfg(test)]
mod tests {
    use balai_frontend::forms::{Effect, registry};

    use super::*;

    #[test]
    fn whatever_changes_the_person_is_known_to_the_worker() {
        let changing = registry().iter().filter(|form| form.effect == Effect::ChangesPerson);
        for form in changing {
            assert!(WORKER.contains(&format!("\"{}\"", form.operation_name)), "{}", form.name);
            let path = WORKER.lines().find(|line| line.contains("form\\/(")).unwrap();
            assert!(path.contains(form.name), "{}", form.name);
        }
    }
}
