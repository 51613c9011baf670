//! The fields of a form of the console.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::{Shown, TypedForm};
use crate::components::Choice;
use crate::i18n::planning_words;

/// What kind of field it is.
pub(in crate::pages::staff) enum Kind {
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
pub(in crate::pages::staff) fn field(
    form: TypedForm,
    name: &'static str,
    labels: (&'static str, &'static str),
    kind: Kind,
) -> AnyView {
    field_at(form, (name, format!("f-{name}")), labels, kind)
}

/// The same under an id of its own, where two forms of a page have fields of one name.
pub(in crate::pages::staff) fn field_at(
    form: TypedForm,
    (name, id): (&'static str, String),
    (label, hint): (&'static str, &'static str),
    kind: Kind,
) -> AnyView {
    form.fields.update_untracked(|fields| {
        fields.retain(|(known, ..)| *known != name);
        fields.push((name, label, shown(&kind)));
    });
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

/// How values of a field are shown where they are compared.
fn shown(kind: &Kind) -> Shown {
    let w = planning_words();
    match kind {
        Kind::Choice(choices) => {
            let labels: BTreeMap<_, _> =
                choices.iter().map(|one| (one.value.clone(), one.label.clone())).collect();
            Arc::new(move |value| labels.get(value).cloned().unwrap_or_else(|| value.to_owned()))
        }
        Kind::Tick => Arc::new(|value| if value.is_empty() { w.no } else { w.yes }.to_owned()),
        Kind::Moment => Arc::new(|value| value.replace('T', " ")),
        Kind::Text | Kind::Area | Kind::Number | Kind::Date => Arc::new(str::to_owned),
    }
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

/// The choices of a list of words.
pub(in crate::pages::staff) fn choices<T: Copy>(
    all: &[T],
    word: impl Fn(T) -> &'static str,
    label: impl Fn(T) -> &'static str,
) -> Vec<Choice> {
    let choice = |one: &T| Choice { value: word(*one).to_owned(), label: label(*one).to_owned() };
    all.iter().map(choice).collect()
}

/// The same with an empty one before them.
pub(in crate::pages::staff) fn or_none(none: &str, mut choices: Vec<Choice>) -> Vec<Choice> {
    choices.insert(0, Choice { value: String::new(), label: none.to_owned() });
    choices
}
