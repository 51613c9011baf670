//! What a page shows instead of data: skeletons, nothing found, an error, the way to sign in.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::location::Url;

use crate::api::ApiError;
use crate::components::form::here;
use crate::components::head;
use crate::i18n::words;
use crate::served::rel;

/// Grey cards in the shape of a list to come.
#[must_use]
pub fn skeleton_cards() -> AnyView {
    let cards = (0..4).map(|_| view! { <div class="card skeleton"></div> }.into_any());
    let cards: Vec<AnyView> = cards.collect();
    view! { <div class="cards" role="status" aria-busy="true" aria-label=words().loading>{cards}</div> }
        .into_any()
}

/// Grey bars in the shape of a page to come.
#[must_use]
pub fn skeleton_page() -> AnyView {
    view! {
        <div role="status" aria-busy="true" aria-label=words().loading>
            <div class="skeleton line"></div>
            <div class="card skeleton tall"></div>
            <div class="card skeleton"></div>
        </div>
    }
    .into_any()
}

/// Nothing here, and what to do about it.
pub fn empty(
    title: &'static str,
    hint: &'static str,
    link: Option<(String, &'static str)>,
) -> AnyView {
    let link =
        link.map(|(href, text)| view! { <a class="button" rel=rel(&href) href=href>{text}</a> });
    view! {
        <div class="card empty">
            <h2>{title}</h2>
            <p>{hint}</p>
            {link}
        </div>
    }
    .into_any()
}

/// What went wrong, and a button to try again.
pub fn error_box(error: &ApiError, retry: impl Fn() + Send + Sync + 'static) -> AnyView {
    let w = words();
    let language = crate::visit::language();
    let message = balai_shared::message::error(error.code, language);
    let number =
        error.request_id.clone().map(|id| view! { <p class="quiet">{w.error_number}" "{id}</p> });
    let here = use_location();
    let again = move || format!("{}?{}", here.pathname.get(), here.search.get());
    let on_click = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        retry();
    };
    view! {
        <div class="card notice stop" role="alert">
            <p><span aria-hidden="true">"! "</span>{message}</p>
            {number}
            // A link, so that trying again works before the app has arrived.
            <a class="button" href=again rel="external" on:click=on_click>{w.try_again}</a>
        </div>
    }
    .into_any()
}

/// A remark that something was done or should be known.
pub fn notice(class: &'static str, icon: &'static str, text: impl Into<String>) -> AnyView {
    view! {
        <p class=format!("notice {class}") role="status">
            <span aria-hidden="true">{icon}" "</span>{text.into()}
        </p>
    }
    .into_any()
}

/// The path of the sign-in page that leads back here.
#[must_use]
pub fn sign_in_path() -> String {
    sign_in_and_back_to(&here())
}

/// The path of the sign-in page that leads back to `path`.
#[must_use]
pub fn sign_in_and_back_to(path: &str) -> String {
    match path {
        "/" => String::from("/masuk"),
        path => format!("/masuk?next={}", Url::escape(path)),
    }
}

/// Leads to the sign-in page and back.
#[must_use]
pub fn sign_in_first() -> AnyView {
    let path = sign_in_path();
    redirect(&path);
    let w = words();
    view! {
        <div class="card">
            <p>{w.sign_in_first}</p>
            <a class="button main" href=path rel="external">{w.sign_in}</a>
        </div>
    }
    .into_any()
}

#[cfg(feature = "ssr")]
fn redirect(path: &str) {
    if let Some(page) = use_context::<crate::server::PageContext>() {
        (page.redirect)(path);
    }
}

#[cfg(not(feature = "ssr"))]
fn redirect(path: &str) {
    crate::browser::replace_with(path);
}

/// There is no such page, or nothing there that the person may see.
#[must_use]
pub fn not_found() -> AnyView {
    #[cfg(feature = "ssr")]
    if let Some(page) = use_context::<crate::server::PageContext>() {
        (page.set_status)(404);
    }
    let w = words();
    head(w.not_found_title, w.not_found_hint);
    view! {
        <h1>{w.not_found_title}</h1>
        <p>{w.not_found_hint}</p>
        <a class="button main" href="/">{w.to_catalogue}</a>
    }
    .into_any()
}
