//! What the viewer was told, and by which ways news come.

use balai_shared::format;
use balai_shared::notification::NotificationKind;
use balai_shared::time::TimeZone;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;

use super::account::banner;
use crate::api::{
    MessagePreferences, MyMessages, NotificationCard, PageVariables, Typed, ViewerMessages,
};
use crate::components::{
    FormState, Sending, Tone, badge, empty, form_message, head, next_link, operation_form,
    sign_in_first, skeleton_cards, submit_button,
};
use crate::forms::{MARK_NOTIFICATIONS_READ, UPDATE_MESSAGE_PREFERENCES};
use crate::i18n::{saved_words, served_words, words};
use crate::load::{fetch, loaded};
use crate::visit::language;

/// `/pesan`
#[must_use]
pub fn messages() -> AnyView {
    let w = words();
    head(w.my_messages, w.catalogue_description);
    let query = use_query_map();
    let (mark, choose) =
        (FormState::new(&MARK_NOTIFICATIONS_READ), FormState::new(&UPDATE_MESSAGE_PREFERENCES));
    let fetched =
        fetch(move || Typed::<MyMessages>::new(PageVariables { after: query.get().get("after") }));
    view! {
        <div class="reading">
            <h1>{w.my_messages}</h1>
            {loaded(fetched, skeleton_cards, move |page: MyMessages| match page.viewer {
                Some(viewer) => show(&viewer, mark, choose),
                None => sign_in_first(),
            })}
        </div>
    }
    .into_any()
}

fn show(viewer: &ViewerMessages, mark: FormState, choose: FormState) -> AnyView {
    let (w, s) = (words(), served_words());
    let list = if viewer.notifications.nodes.is_empty() {
        empty(s.no_messages, s.no_messages_hint, Some((String::from("/"), w.catalogue)))
    } else {
        let cards: Vec<AnyView> = viewer.notifications.nodes.iter().map(card).collect();
        let more = next_link(&viewer.notifications.page_info, |cursor| {
            format!("/pesan?after={}", Url::escape(cursor))
        });
        view! { <ul>{cards}</ul> {more} }.into_any()
    };
    let button = (viewer.unread_notifications > 0).then(|| {
        let fields = view! { {form_message(mark)} {submit_button(mark, s.mark_read, "")} };
        operation_form(mark, Sending::stay(), fields.into_any())
    });
    view! {
        {banner(&viewer.contacts)}
        {button}
        {list}
        <p><a class="button" href="/kabari">{saved_words().title}</a></p>
        {preferences(choose, &viewer.message_preferences)}
    }
    .into_any()
}

fn card(message: &NotificationCard) -> AnyView {
    let w = words();
    let new = message.read_at.is_none();
    let mark = new.then(|| badge(Tone::Wait, w.unread));
    let at = format::date_time_in_zone(message.created_at, TimeZone::Jakarta, language());
    let class = if new { "card now" } else { "card" };
    let body =
        view! { <p>{mark}" "<span class="quiet">{at}</span></p><p>{message.message.clone()}</p> };
    // Straight to where the thing is done.
    let page = if message.kind.0 == NotificationKind::DocumentsWanted { "/dokumen" } else { "" };
    let about = message.application.as_ref();
    let about = about.map(|one| format!("/lamaran/{}{page}", one.id.inner()));
    let session = message.session.as_ref().map(|one| format!("/sesi/{}", one.id.inner()));
    let about = about.or(session).or(message.benefit_id.as_ref().map(|_| String::from("/manfaat")));
    let card = match about {
        Some(href) => view! { <a class=class href=href>{body}</a> }.into_any(),
        None => view! { <div class=class>{body}</div> }.into_any(),
    };
    view! { <li>{card}</li> }.into_any()
}

fn preferences(form: FormState, kept: &MessagePreferences) -> AnyView {
    let (w, s) = (words(), served_words());
    let fields = view! {
        <fieldset>
            <legend>{s.news_by}</legend>
            <p class="hint">{s.news_by_hint}</p>
            {form_message(form)}
            {switch("email", s.news_by_email, kept.email)}
            {switch("sms", s.news_by_sms, kept.sms)}
            {switch("newSessions", saved_words().switch, kept.new_sessions)}
            {submit_button(form, w.save, "")}
        </fieldset>
    };
    operation_form(form, Sending::stay(), fields.into_any())
}

fn switch(name: &'static str, label: &'static str, on: bool) -> AnyView {
    view! {
        <label class="switch">
            <input type="checkbox" name=name checked=on/>
            {label}
        </label>
    }
    .into_any()
}
