//! What the server gives a page to be rendered, and the documents around the two bundles.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use balai_shared::language::Language;
use balai_shared::time::Instant;

pub use crate::api::GraphqlRequest;
pub use crate::components::sign_in_and_back_to;
pub use crate::visit::{Flash, FormError};

/// Runs one GraphQL request in-process as this visitor and gives the whole answer.
pub type Execute = Arc<
    dyn Fn(GraphqlRequest) -> Pin<Box<dyn Future<Output = serde_json::Value> + Send>> + Send + Sync,
>;

/// Everything that a page needs of the server; provided into the leptos context.
#[derive(Clone)]
pub struct PageContext {
    /// Runs the page's operations.
    pub execute: Execute,
    /// The language to render in.
    pub language: Language,
    /// The id of the account that is signed in.
    pub person: Option<String>,
    /// The token that every form carries.
    pub csrf: String,
    /// A fresh random key for the one form of the page that creates something.
    pub idempotency_key: String,
    /// The refusal of the form sent last, if any.
    pub flash: Option<Flash>,
    /// The database's time.
    pub now: Instant,
    /// The path asked for, with its query.
    pub path: String,
    /// The bundle's files.
    pub assets: Arc<Assets>,
    /// Where people find the server, as the operator says: links that are shared begin with it.
    pub public_url: Option<String>,
    /// Whether the visitor sent `Save-Data: on`.
    pub save_data: bool,
    /// Whether the data is a demonstration.
    pub demonstration: bool,
    /// Sets the answer's status, such as 404.
    pub set_status: Arc<dyn Fn(u16) + Send + Sync>,
    /// Answers with a redirect (303) to this path instead of the page.
    pub redirect: Arc<dyn Fn(&str) + Send + Sync>,
}

/// A bundle's files as Trunk named them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// Such as `/assets/applicant-<hash>.js`.
    pub script: String,
    /// Such as `/assets/applicant-<hash>_bg.wasm`.
    pub wasm: String,
    /// The styles to put into the page.
    pub critical_css: String,
}

/// The styles of the applicants' documents, small enough to stand in each.
pub const APPLICANT_CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/applicant.css"));

/// The styles of the staff's document.
pub const STAFF_CSS: &str = include_str!(concat!(env!("OUT_DIR"), "/staff.css"));

/// The staff's whole document: empty until the console draws itself.
///
/// `nonce` is the one of the answer's Content-Security-Policy. Serve it for `/petugas` and every
/// path below, where the console finds its own way.
#[must_use]
pub fn staff_page(assets: &Assets, language: Language, nonce: &str) -> String {
    let Assets { script, wasm, critical_css } = assets;
    let w = crate::i18n::words_in(language);
    format!(
        "<!DOCTYPE html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"theme-color\" content=\"#0B5D5B\"><link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\
         <title>{title} · Balai</title><style nonce=\"{nonce}\">{critical_css}</style></head>\
         <body><noscript><p>{without_scripts}</p></noscript>\
         <script type=\"module\" nonce=\"{nonce}\">\
         import init from \"{script}\";init({{module_or_path:\"{wasm}\"}})</script>\
         <script type=\"module\" src=\"/pindai.js\" nonce=\"{nonce}\"></script></body></html>",
        title = w.staff_console,
        without_scripts = w.console_needs_scripts,
    )
}
