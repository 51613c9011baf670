//! Choosing the later session to which an application is put off.

use balai_shared::application::ApplicationAction;
use balai_shared::format;
use balai_shared::message;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::seat::told;
use crate::api::{DeferNode, DeferPage, DeferredApplication, LaterSession, NodeVariables, Typed};
use crate::components::{
    FormState, Sending, empty, form_message, head, not_found, operation_form, sign_in_first,
    skeleton_page, submit_button,
};
use crate::forms::DEFER_APPLICATION;
use crate::i18n::{fill, served_words};
use crate::load::{fetch, loaded};
use crate::visit::language;

/// `/tunda/:id`
#[must_use]
pub fn defer() -> AnyView {
    let s = served_words();
    head(s.defer_title, s.defer_intro);
    let params = use_params_map();
    let form = FormState::new(&DEFER_APPLICATION);
    let fetched = fetch(move || {
        let id = params.get().get("id").unwrap_or_default();
        Typed::<DeferPage>::new(NodeVariables { id: cynic::Id::new(id) })
    });
    loaded(fetched, skeleton_page, move |page: DeferPage| match page.node {
        Some(DeferNode::Application(application)) => show(&application, form),
        None if page.viewer.is_none() => sign_in_first(),
        Some(DeferNode::Other) | None => not_found(),
    })
}

fn show(application: &DeferredApplication, form: FormState) -> AnyView {
    let s = served_words();
    let session = &application.session;
    let back = format!("/lamaran/{}", application.id.inner());
    let title = session.program.title.clone();
    let now = fill(s.defer_from, &[&format::date(session.starts_on, language())]);
    let choice = if application.later_sessions.is_empty() {
        empty(s.defer_none, s.defer_none_hint, None)
    } else {
        choice(application, form)
    };
    view! {
        <div class="reading">
            <a class="back" href=back><span aria-hidden="true">"‹ "</span>{title}</a>
            <h1>{s.defer_title}</h1>
            <p>{now}" "{session.institution.name.clone()}"."</p>
            <p>{s.defer_intro}</p>
            {choice}
        </div>
    }
    .into_any()
}

fn choice(application: &DeferredApplication, form: FormState) -> AnyView {
    let s = served_words();
    let mut changes = application.balance_changes.iter();
    let action = ApplicationAction::Withdraw;
    let change = changes.find(|change| change.action.0 == action);
    let change = change.map(|change| told(change, action));
    let sessions = application.later_sessions.iter().enumerate();
    let options: Vec<AnyView> =
        sessions.map(|(place, session)| option(session, place == 0)).collect();
    let fields = view! {
        <input type="hidden" name="applicationId" value=application.id.inner().to_owned()/>
        {form_message(form)}
        {change}
        <fieldset class="options">
            <legend>{s.defer_choose}</legend>
            {options}
        </fieldset>
        <div class="action">{submit_button(form, s.defer_now, "main")}</div>
    }
    .into_any();
    operation_form(form, Sending::from_here(), fields)
}

fn option(session: &LaterSession, first: bool) -> AnyView {
    let (s, language) = (served_words(), language());
    let id = session.id.inner().to_owned();
    let days = fill(
        s.defer_days,
        &[&format::date(session.starts_on, language), &format::date(session.ends_on, language)],
    );
    let seats = if session.seats_left > 0 && session.waitlist_count == 0 {
        fill(s.defer_seats, &[&session.seats_left.to_string()])
    } else {
        fill(s.defer_waiting, &[&session.waitlist_count.to_string()])
    };
    let method = message::selection_explained(session.selection_method.0, language);
    view! {
        <label class="option">
            <input type="radio" name="sessionId" value=id checked=first/>
            <span>{days}<br/><span class="quiet">{seats}" · "{method}</span></span>
        </label>
    }
    .into_any()
}
