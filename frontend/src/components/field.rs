//! Labelled fields. Their values are the browser's own: what a person typed before the app
//! arrived stays, so nothing here writes a value once the field is drawn.

use leptos::prelude::*;

use crate::components::form::FormState;
use crate::i18n::words;

/// A field of one line.
#[derive(Clone, Debug, Default)]
pub struct TextField {
    /// The field's name in the form.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What is wanted, before anything is wrong.
    pub hint: Option<&'static str>,
    /// The input's type: `text` when empty.
    pub kind: &'static str,
    /// The browser's word for filling it in by itself.
    pub autocomplete: &'static str,
    /// Which keyboard the phone shows.
    pub inputmode: Option<&'static str>,
    /// What stands in it at first.
    pub value: Option<String>,
    /// A grey example, such as the masked value that is saved.
    pub placeholder: Option<String>,
    /// Whether it is emptied once the form was accepted: what is saved is never shown again.
    pub secret: bool,
    /// What is said while the person types.
    pub live: Option<RwSignal<Option<String>>>,
}

/// A choice of a select: its value and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
}

/// A field that offers a list.
#[derive(Clone, Debug, Default)]
pub struct SelectField {
    /// The field's name in the form.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What is wanted.
    pub hint: Option<&'static str>,
    /// The words of the empty choice.
    pub none: &'static str,
    /// The choices.
    pub choices: Vec<Choice>,
    /// The chosen value.
    pub value: Option<String>,
}

/// A labelled input.
pub fn text_field(
    form: FormState,
    field: TextField,
    on_input: impl Fn(String) + Clone + Send + 'static,
) -> AnyView {
    let name = field.name;
    let id = format!("f-{name}");
    let kind = if field.kind.is_empty() { "text" } else { field.kind };
    let value = form.entered(name).or(field.value);
    let input = view! {
        <input
            id=id.clone()
            name=name
            type=kind
            autocomplete=field.autocomplete
            inputmode=field.inputmode
            placeholder=field.placeholder
            data-secret=field.secret.then_some("")
            value=value
            aria-invalid=move || form.problem(name).is_some().then_some("true")
            aria-describedby=described(&id, field.hint.is_some())
            on:input=move |event| on_input(event_target_value(&event))
        />
    }
    .into_any();
    framed(form, name, id, (field.label, field.hint), field.live, input)
}

/// A labelled password.
#[must_use]
pub fn password_field(
    form: FormState,
    hint: Option<&'static str>,
    autocomplete: &'static str,
) -> AnyView {
    let field = TextField {
        name: "password",
        label: words().password,
        hint,
        kind: "password",
        secret: true,
        autocomplete,
        ..TextField::default()
    };
    text_field(form, field, |_| {})
}

/// A labelled field of several lines.
#[must_use]
pub fn text_area(
    form: FormState,
    name: &'static str,
    label: &'static str,
    hint: &'static str,
) -> AnyView {
    text_area_with(form, name, (label, hint), None)
}

/// The same, in which at first stands what was saved.
#[must_use]
pub fn text_area_with(
    form: FormState,
    name: &'static str,
    (label, hint): (&'static str, &'static str),
    saved: Option<String>,
) -> AnyView {
    let id = format!("f-{name}");
    let value = form.entered(name).or(saved).unwrap_or_default();
    let input = view! {
        <textarea
            id=id.clone()
            name=name
            rows="4"
            aria-invalid=move || form.problem(name).is_some().then_some("true")
            aria-describedby=described(&id, true)
        >
            {value}
        </textarea>
    }
    .into_any();
    framed(form, name, id, (label, Some(hint)), None, input)
}

/// A labelled list of choices.
pub fn select_field(
    form: FormState,
    field: SelectField,
    on_change: impl Fn(String) + Clone + Send + 'static,
) -> AnyView {
    let name = field.name;
    let id = format!("f-{name}");
    let chosen = form.entered(name).or(field.value).unwrap_or_default();
    let input = view! {
        <select
            id=id.clone()
            name=name
            aria-invalid=move || form.problem(name).is_some().then_some("true")
            aria-describedby=described(&id, field.hint.is_some())
            on:change=move |event| on_change(event_target_value(&event))
        >
            <option value="">{field.none}</option>
            {options(field.choices, &chosen)}
        </select>
    }
    .into_any();
    framed(form, name, id, (field.label, field.hint), None, input)
}

/// The options of a select, one of them chosen.
#[must_use]
pub fn options(choices: Vec<Choice>, chosen: &str) -> Vec<AnyView> {
    let option = |choice: Choice| {
        let selected = choice.value == chosen;
        view! { <option value=choice.value selected=selected>{choice.label}</option> }.into_any()
    };
    choices.into_iter().map(option).collect()
}

fn described(id: &str, hinted: bool) -> String {
    if hinted { format!("{id}-hint {id}-problem") } else { format!("{id}-problem") }
}

/// The label above, the hint between, what is wrong below.
#[expect(clippy::too_many_arguments, reason = "the parts of one frame, used in this file alone")]
fn framed(
    form: FormState,
    name: &'static str,
    id: String,
    (label, hint): (&'static str, Option<&'static str>),
    live: Option<RwSignal<Option<String>>>,
    input: AnyView,
) -> AnyView {
    let hint = hint.map(|hint| view! { <p class="hint" id=format!("{id}-hint")>{hint}</p> });
    let problem = move || form.problem(name).or_else(|| live.and_then(|live| live.get()));
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            {hint}
            {input}
            <p class="problem" id=format!("{id}-problem") aria-live="polite">{problem}</p>
        </div>
    }
    .into_any()
}
