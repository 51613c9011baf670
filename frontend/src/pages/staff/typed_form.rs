//! A form of the console whose values stay in the browser until they are saved: nothing that was typed
//! is lost by a failed request or a reload.

use std::collections::BTreeMap;

use balai_shared::language::Language;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use wasm_bindgen::JsCast;

use super::bulk::said_of;
use crate::api::{ApiError, FieldProblem, GraphqlRequest, Operation, Sender, Typed, answer};
use crate::browser;
use crate::components::Choice;
use crate::i18n::planning_words;
use crate::visit::language;

/// Reads an answer, and does what follows from it.
type Answered = Box<dyn FnOnce(&str) -> Result<(), ApiError>>;

/// What is typed, and what is wrong with it.
#[derive(Clone, Copy)]
pub(super) struct TypedForm {
    key: StoredValue<String>,
    values: RwSignal<BTreeMap<String, String>>,
    problems: RwSignal<Vec<FieldProblem>>,
    /// What is wrong with the form as a whole.
    whole: RwSignal<Option<String>>,
    /// Whether what stands there was typed before, and never saved.
    kept: RwSignal<bool>,
    busy: RwSignal<bool>,
    sender: StoredValue<Sender>,
    language: Language,
}

impl TypedForm {
    /// A form that begins with `first`, unless something was left unsaved under the same name.
    pub(super) fn new(name: &str, first: Vec<(&'static str, String)>) -> Self {
        Self::under(format!("balai-form-{name}"), first)
    }

    /// A form of a few fields in a list, which is not kept.
    pub(super) fn unkept(first: Vec<(&'static str, String)>) -> Self {
        Self::under(String::new(), first)
    }

    fn under(key: String, first: Vec<(&'static str, String)>) -> Self {
        let mut values = BTreeMap::new();
        values.extend(first.into_iter().map(|(name, value)| (name.to_owned(), value)));
        let kept = storage().and_then(|storage| storage.get_item(&key).ok().flatten());
        let kept: Option<Value> = kept.and_then(|text| serde_json::from_str(&text).ok());
        let kept = kept.as_ref().and_then(Value::as_object);
        let was_kept = kept.is_some();
        let text =
            |(name, value): (&String, &Value)| Some((name.clone(), value.as_str()?.to_owned()));
        values.extend(kept.into_iter().flatten().filter_map(text));
        Self {
            key: StoredValue::new(key),
            values: RwSignal::new(values),
            problems: RwSignal::new(Vec::new()),
            whole: RwSignal::new(None),
            kept: RwSignal::new(was_kept),
            busy: RwSignal::new(false),
            sender: StoredValue::new(Sender::from_context()),
            language: language(),
        }
    }

    /// A value, tracked.
    pub(super) fn get(self, name: &str) -> String {
        // What is drawn may be asked once more while the page goes.
        let found = self.values.try_with(|values| values.get(name).cloned());
        found.flatten().unwrap_or_default()
    }

    /// The same, untracked.
    pub(super) fn text(self, name: &str) -> String {
        untrack(|| self.get(name))
    }

    /// What was typed; `None` for nothing.
    pub(super) fn optional(self, name: &str) -> Option<String> {
        Some(self.text(name)).filter(|text| !text.trim().is_empty())
    }

    /// A whole number; what is none is told by the server as out of range.
    pub(super) fn number(self, name: &str) -> i32 {
        self.text(name).trim().parse().unwrap_or(-1)
    }

    /// The same, where it may be left out.
    pub(super) fn optional_number(self, name: &str) -> Option<i32> {
        self.optional(name).map(|_| self.number(name))
    }

    /// Whether a box is ticked.
    pub(super) fn ticked(self, name: &str) -> bool {
        !self.text(name).is_empty()
    }

    /// Puts a value, and keeps all of them.
    pub(super) fn put(self, name: &str, value: String) {
        self.values.update(|values| {
            values.insert(name.to_owned(), value);
        });
        self.keep();
    }

    /// Puts many.
    pub(super) fn put_all(self, new: Vec<(&'static str, String)>) {
        self.values.update(|values| {
            values.extend(new.into_iter().map(|(name, value)| (name.to_owned(), value)));
        });
        self.keep();
    }

    fn keep(self) {
        if self.key.with_value(String::is_empty) {
            return;
        }
        let text = self.values.with_untracked(serde_json::to_string);
        if let (Some(storage), Ok(text)) = (storage(), text) {
            // A browser without room keeps what is on the page.
            let _ = self.key.with_value(|key| storage.set_item(key, &text));
        }
    }

    /// What is typed is saved, or not wanted.
    pub(super) fn forget(self) {
        if let Some(storage) = storage() {
            // What can't be removed wasn't there.
            let _ = self.key.with_value(|key| storage.remove_item(key));
        }
        self.kept.set(false);
    }

    fn problem(self, name: &str) -> Option<String> {
        let at = |problem: &&FieldProblem| problem.path == name;
        let found = self
            .problems
            .try_with(|all| all.iter().find(at).map(|problem| problem.message.clone()));
        found.flatten()
    }

    /// Sends it; what is wrong is told at the fields.
    pub(super) fn send<T: Operation>(self, operation: Typed<T>, done: impl FnOnce(T) + 'static) {
        let read = move |text: &str| {
            let answer = answer::<T>(text)?;
            self.forget();
            done(answer);
            Ok(())
        };
        self.post(operation.request, Box::new(read));
    }

    /// Apart from [`TypedForm::send`], so that there is one of it and not one for each operation.
    fn post(self, request: GraphqlRequest, done: Answered) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problems.set(Vec::new());
        self.whole.set(None);
        let sender = self.sender.get_value();
        spawn_local(async move {
            if let Err(error) = done(&sender.send(request, None).await) {
                self.problems.set(error.fields.clone());
                if error.fields.is_empty() {
                    self.whole.set(Some(said_of(error, self.language)));
                }
                browser::focus_on(".form-faults");
            }
            // The page may be another by now.
            let _ = self.busy.try_set(false);
        });
    }

    /// Whether something is on its way, tracked.
    pub(super) fn is_busy(self) -> bool {
        self.busy.try_get().unwrap_or_default()
    }

    /// Who sends.
    pub(super) fn sender(self) -> Sender {
        self.sender.get_value()
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}

/// What kind of field it is.
pub(super) enum Kind {
    /// One line.
    Text,
    /// Several lines.
    Area,
    /// A whole number.
    Number,
    /// A day.
    Date,
    /// A day and a time.
    Moment,
    /// A list to choose from.
    Choice(Vec<Choice>),
    /// A box to tick.
    Tick,
}

/// A labelled field: its name, label, hint and kind.
pub(super) fn field(
    form: TypedForm,
    name: &'static str,
    labels: (&'static str, &'static str),
    kind: Kind,
) -> AnyView {
    field_at(form, (name, format!("f-{name}")), labels, kind)
}

/// The same under an id of its own, where two forms of a page have fields of one name.
pub(super) fn field_at(
    form: TypedForm,
    (name, id): (&'static str, String),
    (label, hint): (&'static str, &'static str),
    kind: Kind,
) -> AnyView {
    let input = input(form, name, id.clone(), kind);
    let hinted =
        (!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {hinted}
            {input}
            <p class="problem" id=format!("{id}-problem")>{move || form.problem(name)}</p>
        </div>
    }
    .into_any()
}

fn input(form: TypedForm, name: &'static str, id: String, kind: Kind) -> AnyView {
    let described = format!("{id}-hint {id}-problem");
    let invalid = move || form.problem(name).is_some().then_some("true");
    let value = move || form.get(name);
    let typed = move |event: leptos::ev::Event| form.put(name, event_target_value(&event));
    let line = |kind: &'static str, mode: Option<&'static str>| {
        view! {
            <input id=id.clone() name=name type=kind inputmode=mode autocomplete="off" aria-describedby=described.clone() aria-invalid=invalid prop:value=value on:input=typed/>
        }
        .into_any()
    };
    match kind {
        Kind::Text => line("text", None),
        Kind::Number => line("text", Some("numeric")),
        Kind::Date => line("date", None),
        Kind::Moment => line("datetime-local", None),
        Kind::Area => view! {
            <textarea id=id name=name rows="4" aria-describedby=described aria-invalid=invalid prop:value=value on:input=typed></textarea>
        }
        .into_any(),
        Kind::Choice(choices) => {
            let options: Vec<AnyView> =
                choices.into_iter().map(|choice| option(form, name, choice)).collect();
            view! {
                <select id=id name=name aria-describedby=described aria-invalid=invalid on:change=typed>{options}</select>
            }
            .into_any()
        }
        Kind::Tick => {
            let ticked = move || !form.get(name).is_empty();
            let toggle = move |event: leptos::ev::Event| {
                let on = event_target_checked(&event);
                form.put(name, if on { "on".to_owned() } else { String::new() });
            };
            view! {
                <input id=id class="tick" type="checkbox" aria-describedby=described prop:checked=ticked on:change=toggle/>
            }
            .into_any()
        }
    }
}

fn option(form: TypedForm, name: &'static str, choice: Choice) -> AnyView {
    let value = choice.value.clone();
    let chosen = move || form.get(name) == value;
    view! { <option value=choice.value prop:selected=chosen>{choice.label}</option> }.into_any()
}

/// What is wrong, each with the way to its field; and that something was left unsaved.
pub(super) fn faults(
    form: TypedForm,
    discard: impl Fn() + Clone + Send + Sync + 'static,
) -> AnyView {
    let w = planning_words();
    let listed = move || {
        let problems = form.problems.try_get().unwrap_or_default();
        let whole = form.whole.try_get().flatten();
        if problems.is_empty() && whole.is_none() {
            return ().into_any();
        }
        let rows: Vec<AnyView> = problems.into_iter().map(fault).collect();
        view! {
            <div class="notice stop form-faults" tabindex="-1" role="alert">
                <p><strong>{w.faults}</strong></p>
                {whole.map(|whole| view! { <p>{whole}</p> })}
                <ul class="listed">{rows}</ul>
            </div>
        }
        .into_any()
    };
    let unsaved = move || {
        form.kept.try_get().unwrap_or_default().then(|| {
            let discard = discard.clone();
            let drop = move |_| {
                form.forget();
                discard();
            };
            view! {
                <p class="notice wait">
                    {w.kept}" "
                    <button type="button" class="link" on:click=drop>{w.discard}</button>
                </p>
            }
        })
    };
    view! { {unsaved} {listed} }.into_any()
}

fn fault(problem: FieldProblem) -> AnyView {
    let id = format!("f-{}", problem.path);
    let target = id.clone();
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let found = document().get_element_by_id(&target);
        if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            // What can't be focused is left alone.
            let _ = found.focus();
        }
    };
    view! { <li><a href=format!("#{id}") on:click=go>{problem.message}</a></li> }.into_any()
}

/// The choices of a list of words.
pub(super) fn choices<T: Copy>(
    all: &[T],
    word: impl Fn(T) -> &'static str,
    label: impl Fn(T) -> &'static str,
) -> Vec<Choice> {
    let choice = |one: &T| Choice { value: word(*one).to_owned(), label: label(*one).to_owned() };
    all.iter().map(choice).collect()
}

/// The same with an empty one before them.
pub(super) fn or_none(none: &str, mut choices: Vec<Choice>) -> Vec<Choice> {
    choices.insert(0, Choice { value: String::new(), label: none.to_owned() });
    choices
}
