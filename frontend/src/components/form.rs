//! A form that works before the app has arrived, and that the app then takes over.

use std::collections::BTreeMap;

use balai_shared::error::ErrorCode;
use balai_shared::language::Language;
use balai_shared::message;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use serde_json::Value;

use crate::api::{ApiError, Sender, run_with_key};
use crate::browser;
use crate::components::form_language::language_button;
use crate::components::handed::Handed;
use crate::forms::{Effect, FormOperation};
use crate::i18n::{words, words_in};
use crate::load::Refresh;
use crate::served::is_served;
use crate::visit::{FormError, visit};

/// Fields that no person fills in: what is wrong with them is said of the form as a whole.
pub(super) const UNSEEN: [&str; 7] =
    ["sessionId", "funding", "applicationId", "documentId", "step", "benefitId", "slotId"];

/// A form's errors and what was entered, whoever handled it last: the server or the app.
#[derive(Clone, Copy)]
pub struct FormState {
    /// What the form runs.
    pub operation: &'static FormOperation,
    /// Kept here: an answer comes when the page's context is out of reach.
    language: Language,
    errors: RwSignal<Vec<FormError>>,
    busy: RwSignal<bool>,
    /// What got no answer: the request and its key.
    unsent: RwSignal<Option<(String, String)>>,
    entered: StoredValue<BTreeMap<String, String>>,
}

impl FormState {
    /// A form of this operation; filled as it was sent, if the server refused it just now.
    ///
    /// Make it at the top of a page, not inside what a fetch shows: it must outlive the fetch, for
    /// the old form can still be used while a new one is under way.
    #[must_use]
    pub fn new(operation: &'static FormOperation) -> Self {
        let visit = visit();
        let here = use_location().pathname.get_untracked();
        let same_page = visit.path.split('?').next() == Some(here.as_str());
        let flash =
            visit.flash.clone().filter(|flash| same_page && flash.operation == operation.name);
        let flash = flash.or_else(|| Handed::take_for(operation)).unwrap_or_default();
        Self {
            operation,
            language: visit.language,
            errors: RwSignal::new(flash.errors),
            busy: RwSignal::new(false),
            unsent: RwSignal::new(None),
            entered: StoredValue::new(flash.values),
        }
    }

    /// What was entered at a field before.
    #[must_use]
    pub fn entered(self, field: &str) -> Option<String> {
        self.entered.with_value(|entered| entered.get(field).cloned())
    }

    /// What is wrong with a field, tracked.
    #[must_use]
    pub fn problem(self, field: &str) -> Option<String> {
        self.errors.with(|errors| {
            let at_field = |error: &&FormError| error.path.as_deref() == Some(field);
            errors.iter().find(at_field).map(|error| error.message.clone())
        })
    }

    /// The code of what is wrong with a field, tracked.
    #[must_use]
    pub fn problem_code(self, field: &str) -> Option<String> {
        self.errors.with(|errors| {
            let at_field = |error: &&FormError| error.path.as_deref() == Some(field);
            errors.iter().find(at_field).map(|error| error.code.clone())
        })
    }

    /// What is wrong with the form as a whole, tracked.
    fn problems_of_all(self) -> Vec<String> {
        let fields = self.operation.fields;
        let is_seen = |path: &str| fields.contains(&path) && !UNSEEN.contains(&path);
        let at_no_field =
            |error: &&FormError| error.path.as_deref().is_none_or(|path| !is_seen(path));
        self.errors.with(|errors| {
            errors.iter().filter(at_no_field).map(|error| error.message.clone()).collect()
        })
    }

    fn refuse(self, error: ApiError) {
        let is_no_answer = error.is_no_answer();
        let mut errors: Vec<FormError> = error
            .fields
            .into_iter()
            .map(|field| FormError {
                path: Some(field.path),
                code: field.code,
                message: field.message,
            })
            .collect();
        let whole = |code: String, message: String| FormError { path: None, code, message };
        if !error.reasons.is_empty() {
            errors
                .extend(error.reasons.into_iter().map(|reason| whole(reason.code, reason.message)));
        } else if errors.is_empty() {
            let said = if is_no_answer {
                String::from(words_in(self.language).no_answer)
            } else if error.message.is_empty() {
                String::from(message::error(error.code, self.language))
            } else {
                error.message
            };
            errors.push(whole(String::from(error.code.as_str()), said));
        }
        self.errors.set(errors);
        browser::focus_on("form [aria-invalid=true], form .form-message");
    }
}

/// Where a form's answer leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// The page to come back to with what was wrong.
    pub back: String,
    /// The page to go on to; without one the operation itself says where.
    pub next: Option<String>,
}

impl Sending {
    /// Back to this page, on to where the operation leads.
    #[must_use]
    pub fn from_here() -> Self {
        Self { back: here(), next: None }
    }

    /// Back to this page in either case.
    #[must_use]
    pub fn stay() -> Self {
        Self { back: here(), next: Some(here()) }
    }
}

/// The path of this page with its query.
#[must_use]
pub fn here() -> String {
    let here = use_location();
    let (path, search) = (here.pathname.get_untracked(), here.search.get_untracked());
    if search.is_empty() { path } else { format!("{path}?{search}") }
}

/// The form around its fields.
#[must_use]
pub fn operation_form(form: FormState, sending: Sending, fields: AnyView) -> AnyView {
    let operation = form.operation;
    let key = (operation.effect == Effect::Creates)
        .then(|| view! { <input type="hidden" name="idempotencyKey" value=first_key()/> });
    let next =
        sending.next.clone().map(|next| view! { <input type="hidden" name="next" value=next/> });
    let submit = submission(form, sending.clone());
    view! {
        <form
            id=form_id(operation)
            method="post"
            action=format!("/form/{}", operation.name)
            novalidate
            on:submit=submit
        >
            <input type="hidden" name="csrf" value=visit().csrf.clone()/>
            <input type="hidden" name="back" value=sending.back/>
            <input type="hidden" name="person" value=person()/>
            {next}
            {key}
            {fields}
            {language_button(operation)}
        </form>
    }
    .into_any()
}

/// The form's id, for a button that stands outside of it.
#[must_use]
pub fn form_id(operation: &FormOperation) -> String {
    format!("form-{}", operation.name)
}

/// The account for which the page was rendered.
#[cfg(feature = "ssr")]
pub(crate) fn person() -> String {
    let page = use_context::<crate::server::PageContext>();
    page.and_then(|page| page.person).unwrap_or_default()
}

#[cfg(not(feature = "ssr"))]
fn person() -> String {
    browser::person()
}

#[cfg(feature = "ssr")]
fn first_key() -> String {
    use_context::<crate::server::PageContext>().map(|page| page.idempotency_key).unwrap_or_default()
}

#[cfg(not(feature = "ssr"))]
fn first_key() -> String {
    browser::random_key()
}

/// Runs the operation in place of the browser's own sending of the form.
fn submission(form: FormState, sending: Sending) -> impl Fn(SubmitEvent) + 'static {
    let sender = Sender::from_context();
    let refresh = Refresh::from_context();
    let handed = use_context::<Handed>();
    let navigate = use_navigate();
    let attempt = StoredValue::new(None::<(BTreeMap<String, String>, String)>);
    move |event: SubmitEvent| {
        event.prevent_default();
        if form.busy.get_untracked() {
            return;
        }
        let sent = browser::SentForm::of(&event);
        let fields = sent.fields();
        // Whatever is sent again is done once.
        let key = key_for(attempt, &fields);
        form.unsent.set(None);
        form.busy.set(true);
        form.errors.set(Vec::new());
        let (sender, navigate, sending) = (sender.clone(), navigate.clone(), sending.clone());
        spawn_local(async move {
            let request = form.operation.request(&fields);
            let body = request.body();
            let answer = run_with_key(&sender, request, Some(key.clone())).await;
            form.busy.set(false);
            match answer {
                Ok(data) => {
                    attempt.set_value(None);
                    if let Some(handed) = handed {
                        handed.put(form.operation.handed_on(&fields));
                    }
                    arrive(form.operation, &sending, &data, |path| {
                        navigate(path, NavigateOptions::default());
                        refresh.all();
                    });
                }
                // The server keeps what was entered, and leads to the sign-in and back.
                Err(error)
                    if error.code == ErrorCode::Unauthenticated
                        && form.operation.effect != Effect::ChangesPerson =>
                {
                    sent.send_to_server();
                }
                Err(error) => {
                    if error.code != ErrorCode::Unavailable {
                        attempt.set_value(None);
                    }
                    if error.is_no_answer() && form.operation.effect != Effect::ChangesPerson {
                        form.unsent.set(Some((body, key)));
                    }
                    form.refuse(error);
                }
            }
        });
    }
}

/// The key of this attempt: the same one again when the same fields got no answer before.
fn key_for(
    attempt: StoredValue<Option<(BTreeMap<String, String>, String)>>,
    fields: &BTreeMap<String, String>,
) -> String {
    let known = attempt.with_value(|attempt| match attempt {
        Some((sent, key)) if sent == fields => Some(key.clone()),
        Some(_) | None => None,
    });
    known.unwrap_or_else(|| {
        let key = browser::random_key();
        attempt.set_value(Some((fields.clone(), key.clone())));
        key
    })
}

/// Goes where a success leads.
fn arrive(operation: &FormOperation, sending: &Sending, data: &Value, navigate: impl Fn(&str)) {
    let path = sending.next.clone().unwrap_or_else(|| (operation.destination)(data));
    match operation.effect {
        // Every part of the page is another afterwards, so it is made anew.
        Effect::ChangesPerson => browser::go_to(&path),
        Effect::Creates | Effect::Changes if is_served(&path) => browser::go_to(&path),
        Effect::Creates | Effect::Changes => {
            browser::empty_secrets();
            navigate(&path);
            browser::to_top();
        }
    }
}

/// What is wrong with the form as a whole, read out when it appears.
#[must_use]
pub fn form_message(form: FormState) -> AnyView {
    let lines = move || {
        let problems = form.problems_of_all();
        (!problems.is_empty()).then(|| {
            let lines: Vec<AnyView> =
                problems.into_iter().map(|line| view! { <p>{line}</p> }.into_any()).collect();
            view! { <div class="notice stop form-message" tabindex="-1">{lines}</div> }.into_any()
        })
    };
    view! { <div role="alert">{lines}</div> {later(form)} }.into_any()
}

/// The offer to send by itself what got no answer, once the network is back.
fn later(form: FormState) -> AnyView {
    let w = words();
    let offer = move || {
        form.unsent.get().map(|(body, key)| {
            let keep = move |_| {
                browser::keep_unsent(&body, &key);
                form.unsent.set(None);
                form.errors.set(Vec::new());
            };
            view! {
                <p><button type="button" on:click=keep>{w.keep_unsent}</button></p>
                <p class="quiet">{w.keep_unsent_hint}</p>
            }
        })
    };
    view! { {offer} }.into_any()
}

/// The form's one main button; says that it is at work.
#[must_use]
pub fn submit_button(form: FormState, label: &'static str, class: &'static str) -> AnyView {
    let busy = form.busy;
    let sending = words().sending;
    let text = move || if busy.get() { sending } else { label };
    view! {
        <button
            type="submit"
            form=form_id(form.operation)
            class=class
            aria-busy=move || busy.get().then_some("true")
        >
            {text}
        </button>
    }
    .into_any()
}
