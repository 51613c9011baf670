//! Making a program and changing it.

use balai_shared::format;
use balai_shared::message;
use balai_shared::person::Education;
use balai_shared::session::Sector;
use balai_shared::time::TimeZone;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::gate::{query_of_address, refused};
use super::typed_form::{Kind, TypedForm, choices, faults, field, or_none};
use crate::api::{
    CreateProgram, CreateProgramInput, CreateProgramVariables, EditedProgram, InstitutionRef,
    NewProgramPage, NodeVariables, ProgramChange, ProgramEditNode, ProgramEditPage, ProgramRecord,
    Typed, UpdateProgram, UpdateProgramInput, UpdateProgramVariables, VocationChoice, Word,
};
use crate::components::{Choice, head, not_found, notice, skeleton_page};
use crate::i18n::planning_words;
use crate::load::{fetch, loaded_either};
use crate::visit::language;

/// `/petugas/program/baru`
pub(super) fn new_program(centres: &[InstitutionRef]) -> AnyView {
    let w = planning_words();
    head(w.new_program, "");
    let asked = query_of_address().get_untracked().get("balai");
    let centre = asked.or_else(|| centres.first().map(|centre| centre.id.inner().to_owned()));
    let centre = StoredValue::new(centre.unwrap_or_default());
    let page = fetch(|| Typed::<NewProgramPage>::new(()));
    framed(
        w.new_program,
        loaded_either::<NewProgramPage>(page, skeleton_page, move |answer| match answer {
            Ok(answer) => {
                let form = TypedForm::new("program-baru", first(None, &answer.vocations));
                let go = use_navigate();
                let send = move || {
                    let input = input(form, centre.get_value());
                    let operation = Typed::<CreateProgram>::new(CreateProgramVariables { input });
                    let go = go.clone();
                    form.send(operation, move |_| {
                        go("/petugas/program", NavigateOptions::default())
                    });
                };
                fields(form, &answer.vocations, None, send)
            }
            Err(error) => refused(&error, move || page.refetch()),
        }),
    )
}

/// `/petugas/program/prg_…`
pub(super) fn edit_program(id: String) -> AnyView {
    let w = planning_words();
    head(w.edit_program, "");
    let name = StoredValue::new(format!("program-{id}"));
    let page =
        fetch(move || Typed::<ProgramEditPage>::new(NodeVariables { id: cynic::Id::new(&id) }));
    framed(
        w.edit_program,
        loaded_either::<ProgramEditPage>(page, skeleton_page, move |answer| match answer {
            Ok(ProgramEditPage { node: Some(ProgramEditNode::Program(program)), vocations }) => {
                let form = name
                    .with_value(|name| TypedForm::editing(name, first(Some(&program), &vocations)));
                let (id, edition) = (program.id.clone(), program.record.edition);
                let go = use_navigate();
                let send = move || {
                    let input = changed(form, id.clone(), edition);
                    let operation = Typed::<UpdateProgram>::new(UpdateProgramVariables { input });
                    let go = go.clone();
                    form.send_change(operation, page, move |_| {
                        go("/petugas/program", NavigateOptions::default())
                    });
                };
                fields(form, &vocations, Some(&program.record), send)
            }
            Ok(ProgramEditPage { node: Some(ProgramEditNode::Other) | None, .. }) => not_found(),
            Err(error) => refused(&error, move || page.refetch()),
        }),
    )
}

fn framed(title: &'static str, content: AnyView) -> AnyView {
    let w = planning_words();
    view! {
        <article class="planning">
            <a class="back" href="/petugas/program"><span aria-hidden="true">"‹ "</span>{w.programs}</a>
            <h1>{title}</h1>
            {content}
        </article>
    }
    .into_any()
}

fn first(
    program: Option<&EditedProgram>,
    vocations: &[VocationChoice],
) -> Vec<(&'static str, String)> {
    let Some(program) = program else {
        let vocation = vocations.first().map(|one| one.id.inner().to_owned());
        return vec![
            ("vocationId", vocation.unwrap_or_default()),
            ("hours", "40".to_owned()),
            ("price", "0".to_owned()),
        ];
    };
    let number = |number: Option<i32>| number.map(|one| one.to_string()).unwrap_or_default();
    let sector = program.sector.map(|word| word.0.as_str().to_owned());
    let education = program.minimum_education.map(|word| word.0.as_str().to_owned());
    vec![
        ("title", program.title.clone()),
        ("vocationId", program.vocation.id.inner().to_owned()),
        ("description", program.description.clone()),
        ("hours", program.hours.to_string()),
        ("price", program.price.amount().to_string()),
        ("sector", sector.unwrap_or_default()),
        ("skkniScheme", program.skkni_scheme.clone().unwrap_or_default()),
        ("kkniLevel", number(program.kkni_level)),
        ("minimumEducation", education.unwrap_or_default()),
        ("minimumAge", number(program.minimum_age)),
        ("maximumAge", number(program.maximum_age)),
    ]
}

fn fields(
    form: TypedForm,
    vocations: &[VocationChoice],
    record: Option<&ProgramRecord>,
    send: impl Fn() + 'static,
) -> AnyView {
    let (w, language) = (planning_words(), language());
    let vocations = vocations.iter();
    let vocations = vocations
        .map(|one| Choice { value: one.id.inner().to_owned(), label: one.name.clone() })
        .collect();
    let sectors = choices(Sector::ALL, Sector::as_str, |one| message::sector(one, language));
    let educations =
        choices(Education::ALL, Education::as_str, |one| message::education(one, language));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send();
    };
    let stays = record.filter(|record| record.has_applicants).map(|_| notice("wait", "○", w.stays));
    view! {
        {stays}
        <form class="form-column" novalidate on:submit=submit>
            {faults(form, reload)}
            {field(form, "title", (w.title, w.title_hint), Kind::Text)}
            {field(form, "vocationId", (w.vocation, ""), Kind::Choice(vocations))}
            {field(form, "description", (w.description, w.description_hint), Kind::Area)}
            {field(form, "hours", (w.hours, w.hours_hint), Kind::Number)}
            {field(form, "price", (w.price, w.price_hint), Kind::Number)}
            {field(form, "sector", (w.sector, ""), Kind::Choice(or_none(w.none, sectors)))}
            {field(form, "skkniScheme", (w.skkni, w.skkni_hint), Kind::Text)}
            {field(form, "kkniLevel", (w.kkni, w.kkni_hint), Kind::Number)}
            <fieldset>
                <legend>{w.conditions}</legend>
                {field(form, "minimumEducation", (w.education, ""), Kind::Choice(or_none(w.any, educations)))}
                {field(form, "minimumAge", (w.least_age, w.age_hint), Kind::Number)}
                {field(form, "maximumAge", (w.most_age, w.age_hint), Kind::Number)}
            </fieldset>
            <p><button type="submit" class="main" disabled=move || form.is_busy()>{w.save}</button></p>
        </form>
        {record.map(history)}
    }
    .into_any()
}

/// What was left unsaved is thrown away: the page begins anew.
pub(super) fn reload() {
    // Refused only while the page is being torn down.
    let _ = window().location().reload();
}

fn history(record: &ProgramRecord) -> AnyView {
    let w = planning_words();
    if record.changes.is_empty() {
        return ().into_any();
    }
    let rows: Vec<AnyView> = record.changes.iter().rev().map(change).collect();
    view! { <h2>{w.history}</h2> <ul class="listed">{rows}</ul> }.into_any()
}

fn change(change: &ProgramChange) -> AnyView {
    let language = language();
    let at = format::date_time_in_zone(change.at, TimeZone::Jakarta, language);
    let who = message::actor_kind(change.actor.0, language);
    let fields: Vec<_> =
        change.fields.iter().map(|field| message::field_label(field, language)).collect();
    view! { <li>{at}", "{who}": "{fields.join(", ")}</li> }.into_any()
}

fn word<T: std::str::FromStr>(form: TypedForm, name: &str) -> Option<Word<T>> {
    form.optional(name)?.parse().ok().map(Word)
}

fn input(form: TypedForm, centre: String) -> CreateProgramInput {
    CreateProgramInput {
        institution_id: cynic::Id::new(centre),
        title: form.text("title"),
        vocation_id: cynic::Id::new(form.text("vocationId")),
        description: form.text("description"),
        hours: form.number("hours"),
        price: form.number("price"),
        sector: word(form, "sector"),
        skkni_scheme: form.optional("skkniScheme"),
        kkni_level: form.optional_number("kkniLevel"),
        minimum_education: word(form, "minimumEducation"),
        minimum_age: form.optional_number("minimumAge"),
        maximum_age: form.optional_number("maximumAge"),
    }
}

/// What is typed where it differs from the program.
fn changed(form: TypedForm, program_id: cynic::Id, edition: i32) -> UpdateProgramInput {
    UpdateProgramInput {
        program_id,
        edition,
        title: form.changed("title"),
        vocation_id: form.changed("vocationId").map(cynic::Id::new),
        description: form.changed("description"),
        hours: form.changed_number("hours"),
        price: form.changed_number("price"),
        sector: form.change_word("sector"),
        skkni_scheme: form.change("skkniScheme"),
        kkni_level: form.change_number("kkniLevel"),
        minimum_education: form.change_word("minimumEducation"),
        minimum_age: form.change_number("minimumAge"),
        maximum_age: form.change_number("maximumAge"),
    }
}
