//! The way to the people who decide.

use balai_shared::reach::{phone_link, whatsapp_link};
use leptos::prelude::*;

use crate::api::InstitutionCall;
use crate::i18n::words;

/// One line: a call, a chat, and the page with everything else.
#[must_use]
pub fn call_centre(id: &cynic::Id, call: &InstitutionCall) -> AnyView {
    let w = words();
    let phone = call.phone.clone().map(|shown| {
        let dials = phone_link(&shown);
        view! { <a href=dials>{shown}</a>" · " }
    });
    let chat = call.whatsapp.as_ref().map(|number| {
        view! { <a href=whatsapp_link(number) rel="noreferrer external">"WhatsApp"</a>" · " }
    });
    let page = format!("/balai/{}", id.inner());
    view! {
        <p class="call">{w.ask_centre}" "{phone}{chat}<a href=page rel="external">{w.more_ways}</a></p>
    }
    .into_any()
}
