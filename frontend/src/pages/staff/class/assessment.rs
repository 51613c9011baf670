//! What participants have learned: participants × units of competence.

use std::collections::HashMap;

use balai_shared::application::ApplicationState;
use balai_shared::completion::UnitResult;
use balai_shared::message;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Room, table};
use crate::api::{
    Assess, AssessInput, AssessVariables, Class, ClassUnit, Participant, ProgramUnitInput, Sender,
    SetProgramUnits, SetProgramUnitsInput, SetProgramUnitsVariables, Typed, UnitResultInput, Word,
    run,
};
use crate::components::{Choice, options};
use crate::i18n::class_words;
use crate::visit::language;

/// What is known of a participant, by unit.
type Results = RwSignal<HashMap<String, UnitResult>>;

pub(super) fn section(room: Room, class: &Class) -> AnyView {
    let w = class_words();
    if class.units.is_empty() {
        return view! { <p>{w.no_units}</p> {units_form(room, class)} }.into_any();
    }
    let mut head = vec![view! { <th scope="col">{w.name}</th> }.into_any()];
    let column = |unit: &ClassUnit| {
        view! { <th scope="col" title=unit.title.clone()>{unit.code.clone()}<br/><span class="quiet">{unit.title.clone()}</span></th> }
            .into_any()
    };
    head.extend(class.units.iter().map(column));
    let sender = Sender::from_context();
    let rows = class.participants.iter().map(|one| row(room, class, one, &sender)).collect();
    view! {
        {table(head, rows)}
        <details><summary>{w.units}</summary>{units_form(room, class)}</details>
    }
    .into_any()
}

fn row(room: Room, class: &Class, participant: &Participant, sender: &Sender) -> AnyView {
    let w = class_words();
    let id = participant.application.id.clone();
    let open = participant.application.state.0 == ApplicationState::Confirmed;
    let known = participant.outcomes.iter().map(|one| (one.code.clone(), one.result.0));
    let results: Results = RwSignal::new(known.collect());
    let name = participant.application.applicant.name.clone();
    let keep = keeper(room, id, results, sender.clone());
    let cells: Vec<AnyView> =
        class.units.iter().map(|unit| cell(unit, &name, open, results, keep.clone())).collect();
    let codes: Vec<String> = class.units.iter().map(|unit| unit.code.clone()).collect();
    let all = open.then(|| {
        let all = move |_| {
            keep(codes.iter().map(|code| (code.clone(), UnitResult::Competent)).collect());
        };
        view! { <button type="button" class="link" on:click=all>{w.all_competent}</button> }
    });
    view! { <tr><th scope="row">{name}<br/>{all}</th>{cells}</tr> }.into_any()
}

fn cell(
    unit: &ClassUnit,
    name: &str,
    open: bool,
    results: Results,
    keep: impl Fn(Vec<(String, UnitResult)>) + 'static,
) -> AnyView {
    let (w, language) = (class_words(), language());
    let (code, own) = (unit.code.clone(), unit.code.clone());
    let label = format!("{name} · {code}");
    let choice = |result: &UnitResult| Choice {
        value: String::from(result.as_str()),
        label: String::from(message::unit_result(*result, language)),
    };
    let choices: Vec<Choice> = UnitResult::ALL.iter().map(choice).collect();
    let value = move || results.with(|all| all.get(&own).map_or("", |result| result.as_str()));
    let now = value();
    let choose = move |event| {
        if let Ok(result) = event_target_value(&event).parse() {
            keep(vec![(code.clone(), result)]);
        }
    };
    view! {
        <td>
            <select aria-label=label prop:value=value disabled=!open on:change=choose>
                <option value="" disabled=true>{w.unassessed}</option>
                {options(choices, now)}
            </select>
        </td>
    }
    .into_any()
}

/// Sends what was found, and shows it once it is kept.
fn keeper(
    room: Room,
    id: cynic::Id,
    results: Results,
    sender: Sender,
) -> impl Fn(Vec<(String, UnitResult)>) + Clone + 'static {
    move |found: Vec<(String, UnitResult)>| {
        let unit = |(code, result): &(String, UnitResult)| UnitResultInput {
            unit_code: code.clone(),
            result: Word(*result),
        };
        let units = found.iter().map(unit).collect();
        let input = AssessInput { application_id: id.clone(), units };
        let sender = sender.clone();
        spawn_local(async move {
            let request = Typed::<Assess>::new(AssessVariables { input });
            match run(&sender, request).await {
                Ok(_) => {
                    room.told.set(None);
                    results.update(|all| all.extend(found));
                }
                Err(error) => room.refused(error),
            }
        });
    }
}

/// One unit a line, as they are copied out of a scheme.
fn units_form(room: Room, class: &Class) -> AnyView {
    let w = class_words();
    let line = |unit: &ClassUnit| format!("{}; {}", unit.code, unit.title);
    let lines: Vec<String> = class.units.iter().map(line).collect();
    let typed = RwSignal::new(lines.join("\n"));
    let (sender, id) = (Sender::from_context(), class.session.program.id.clone());
    let save = move |_| {
        let text = typed.get_untracked();
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let unit = |line: &str| {
            let (code, title) = line.split_once(';').unwrap_or((line, ""));
            ProgramUnitInput { code: code.trim().to_owned(), title: title.trim().to_owned() }
        };
        let input =
            SetProgramUnitsInput { program_id: id.clone(), units: lines.map(unit).collect() };
        let sender = sender.clone();
        spawn_local(async move {
            let request = Typed::<SetProgramUnits>::new(SetProgramUnitsVariables { input });
            match run(&sender, request).await {
                Ok(_) => {
                    room.told.set(None);
                    room.page.refetch();
                }
                Err(error) => room.refused(error),
            }
        });
    };
    view! {
        <div class="field">
            <label for="units">{w.units}</label>
            <p class="hint" id="units-hint">{w.units_hint}</p>
            <textarea
                id="units"
                rows="6"
                aria-describedby="units-hint"
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
            ></textarea>
            <button type="button" class="main" on:click=save>{w.set_units}</button>
        </div>
    }
    .into_any()
}
