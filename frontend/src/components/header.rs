//! The head of every page: the name, the language, and who is here.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use leptos_router::location::Url;
use wasm_bindgen::JsCast;

use crate::api::{ViewerName, WhoIsHere};
use crate::components::feedback::sign_in_and_back_to;
use crate::components::form::{FormState, Sending, operation_form};
use crate::forms::SIGN_OUT;
use crate::i18n::words;
use crate::load::{Fetched, loaded_either};

/// The header, with the links that the person may need.
pub fn header(who: Fetched) -> AnyView {
    let w = words();
    let sign_out = FormState::new(&SIGN_OUT);
    let account = loaded_either::<WhoIsHere>(who, account_unknown, move |answer| {
        match answer.ok().and_then(|here| here.viewer) {
            Some(viewer) => menu(&viewer, sign_out),
            None => account_unknown(),
        }
    });
    view! {
        <header class="top">
            <a class="skip" href="#content" rel="external">{w.skip_to_content}</a>
            <a class="brand" href="/">"balai"</a>
            {language_switch()}
            {account}
        </header>
    }
    .into_any()
}

fn account_unknown() -> AnyView {
    let here = use_location();
    // From the sign-in and register pages themselves, what they lead to stays.
    let address = move || match here.pathname.get().as_str() {
        "/masuk" | "/daftar" | "/lupa-sandi" | "/sandi-baru" => {
            let next = here.query.get().get("next").unwrap_or_else(|| String::from("/"));
            sign_in_and_back_to(&next)
        }
        path => sign_in_and_back_to(&with_query(path, &here.search.get())),
    };
    view! { <a class="sign-in" href=address rel="external">{words().sign_in}</a> }.into_any()
}

fn with_query(path: &str, search: &str) -> String {
    if search.is_empty() { String::from(path) } else { format!("{path}?{search}") }
}

/// Two links; the language stays until it is switched again.
#[must_use]
pub fn language_switch() -> AnyView {
    let here = StoredValue::new(use_location());
    let language = crate::visit::language();
    let links =
        [("id", "ID", "Bahasa Indonesia"), ("en", "EN", "English")].map(|(tag, short, name)| {
            let address = move || {
                let back = with_query(
                    &here.with_value(|here| here.pathname.get()),
                    &here.with_value(|here| here.search.get()),
                );
                format!("/bahasa/{tag}?back={}", Url::escape(&back))
            };
            let current = (language.as_str() == tag).then_some("true");
            view! {
            <a href=address rel="external" lang=tag hreflang=tag title=name aria-current=current>
                {short}
            </a>
        }
        .into_any()
        });
    view! { <nav class="languages" aria-label=words().language>{Vec::from(links)}</nav> }.into_any()
}

fn menu(viewer: &ViewerName, sign_out: FormState) -> AnyView {
    let w = words();
    let staff = (!viewer.roles.is_empty())
        .then(|| view! { <li><a href="/petugas" rel="external">{w.staff_console}</a></li> });
    let sign_out = operation_form(
        sign_out,
        Sending { back: String::from("/"), next: Some(String::from("/")) },
        view! { <button class="link" type="submit">{w.sign_out}</button> }.into_any(),
    );
    let unread = (viewer.unread_notifications > 0).then(|| viewer.unread_notifications.to_string());
    let count = unread.clone().map(|count| {
        view! { <span class="badge wait">{count}<span class="unseen">" "{w.unread}</span></span> }
    });
    let messages = match unread {
        Some(unread) => format!("{} ({unread})", w.my_messages),
        None => String::from(w.my_messages),
    };
    view! {
        <details class="menu" on:click=close_when_left>
            <summary><span aria-hidden="true">"☰ "</span>{w.menu}{count}</summary>
            <ul>
                <li class="quiet">{viewer.name.clone()}</li>
                <li><a href="/">{w.catalogue}</a></li>
                <li><a href="/lamaran">{w.my_applications}</a></li>
                <li><a href="/pesan" rel="external">{messages}</a></li>
                <li><a href="/manfaat" rel="external">{w.my_benefits}</a></li>
                <li><a href="/profil">{w.my_profile}</a></li>
                {staff}
                <li>{sign_out}</li>
            </ul>
        </details>
    }
    .into_any()
}

/// A menu of links closes when one of them was followed without a new page.
fn close_when_left(event: leptos::ev::MouseEvent) {
    let element =
        |target: Option<web_sys::EventTarget>| target?.dyn_into::<web_sys::Element>().ok();
    let Some(clicked) = element(event.target()) else { return };
    let menu = element(event.current_target()).filter(|_| clicked.tag_name() == "A");
    if let Some(menu) = menu {
        // Removing what isn't there does nothing.
        let _ = menu.remove_attribute("open");
    }
}
