//! How a request reaches the API: in-process while the server renders, by HTTP from the browser.

use super::error::ApiError;
use super::operation::Operation;
use super::request::{GraphqlRequest, Typed, answer};
use balai_shared::language::Language;
#[cfg(all(feature = "browser", not(feature = "ssr")))]
use wasm_bindgen_futures::JsFuture;

/// Sends requests to the API; taken from the context once, then moved into futures.
#[derive(Clone)]
pub struct Sender {
    #[cfg_attr(not(feature = "browser"), expect(dead_code, reason = "a header of browsers"))]
    language: Language,
    #[cfg(feature = "ssr")]
    execute: Option<crate::server::Execute>,
}

impl Sender {
    /// The sender for this page.
    #[must_use]
    pub fn from_context() -> Self {
        Self {
            language: crate::visit::language(),
            #[cfg(feature = "ssr")]
            execute: leptos::prelude::use_context::<crate::server::PageContext>()
                .map(|page| page.execute),
        }
    }

    /// The whole answer as JSON text. A request that got no answer reads as `UNAVAILABLE`.
    #[cfg(feature = "ssr")]
    pub async fn send(&self, request: GraphqlRequest, _key: Option<String>) -> String {
        match &self.execute {
            Some(execute) => execute(request).await.to_string(),
            None => unavailable(),
        }
    }

    /// The whole answer as JSON text. A request that got no answer reads as `UNAVAILABLE`.
    #[cfg(all(feature = "browser", not(feature = "ssr")))]
    pub async fn send(&self, request: GraphqlRequest, key: Option<String>) -> String {
        let language = self.language.as_str();
        // The browser has one thread; `Resource` wants a future that could move between threads.
        send_wrapper::SendWrapper::new(post(request, language, key))
            .await
            .unwrap_or_else(unavailable)
    }

    /// Without a feature there is neither server nor browser.
    #[cfg(not(any(feature = "browser", feature = "ssr")))]
    pub async fn send(&self, _request: GraphqlRequest, _key: Option<String>) -> String {
        unavailable()
    }
}

#[cfg(all(feature = "browser", not(feature = "ssr")))]
async fn post(request: GraphqlRequest, language: &str, key: Option<String>) -> Option<String> {
    use wasm_bindgen::{JsCast, JsValue};

    let headers = web_sys::Headers::new().ok()?;
    let named = [
        ("Content-Type", "application/json"),
        ("Accept", "application/graphql-response+json, application/json"),
        ("Accept-Language", language),
        ("X-Requested-With", "balai"),
    ];
    let key = key.as_deref().map(|key| ("Idempotency-Key", key));
    for (name, value) in named.into_iter().chain(key) {
        headers.set(name, value).ok()?;
    }
    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&JsValue::from_str(&request.body()));
    let sent = leptos::prelude::window().fetch_with_str_and_init("/graphql", &init);
    let answer: web_sys::Response = JsFuture::from(sent).await.ok()?.unchecked_into();
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}

fn unavailable() -> String {
    String::from(r#"{"errors":[{"message":"","extensions":{"code":"UNAVAILABLE"}}]}"#)
}

/// Runs a typed operation.
///
/// # Errors
/// What the API refused, or `UNAVAILABLE` when there was no answer.
pub async fn run<T: Operation>(sender: &Sender, operation: Typed<T>) -> Result<T, ApiError> {
    answer(&sender.send(operation.request, None).await)
}

/// Runs an untyped request under an idempotency key, so that a retry does nothing twice.
///
/// # Errors
/// What the API refused, or `UNAVAILABLE` when there was no answer.
pub async fn run_with_key(
    sender: &Sender,
    request: GraphqlRequest,
    key: Option<String>,
) -> Result<serde_json::Value, ApiError> {
    answer(&sender.send(request, key).await)
}
