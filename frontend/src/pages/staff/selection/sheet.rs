//! Points from a spreadsheet.

use balai_shared::message;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::bulk::said_of;
use super::Work;
use crate::api::{
    ImportMarks, ImportMarksInput, ImportMarksVariables, MarksSheet, NodeVariables, SheetFaultAt,
    SheetNode, Typed, run,
};
use crate::i18n::{fill, staff_selection_words};
use crate::load::Fetched;
use crate::visit::language;

/// What is read in the file.
type Faults = RwSignal<Vec<SheetFaultAt>>;

pub(super) fn sheet(work: Work, fetched: Fetched) -> AnyView {
    let w = staff_selection_words();
    let csv = RwSignal::new(String::new());
    let faults: Faults = RwSignal::new(Vec::new());
    let file = RwSignal::new(None::<String>);
    let idle = move || work.busy.get() || csv.with(|csv| csv.trim().is_empty());
    let link = move || {
        file.get().map(|address| {
            view! { <a class="button" href=address download="nilai.csv">{w.get_sheet}</a> }
        })
    };
    view! {
        <details class="card" on:toggle=move |_| prepare(work, file)>
            <summary>{w.sheet}</summary>
            <p class="quiet">{w.sheet_hint}</p>
            <p>{link}</p>
            <div class="field">
                <label for="csv">{w.paste}</label>
                <textarea
                    id="csv"
                    rows="6"
                    prop:value=move || csv.get()
                    on:input=move |event| csv.set(event_target_value(&event))
                ></textarea>
            </div>
            <div class="buttons">
                <button type="button" disabled=idle on:click=move |_| read(work, fetched, (csv, faults), true)>{w.check_sheet}</button>
                <button type="button" class="main" disabled=idle on:click=move |_| read(work, fetched, (csv, faults), false)>{w.enter_sheet}</button>
            </div>
            <div role="status">{move || told(&faults.get())}</div>
        </details>
    }
    .into_any()
}

/// Fetches the file to fill in, so that the link holds it.
fn prepare(work: Work, file: RwSignal<Option<String>>) {
    let (sender, language) = (work.sender.get_value(), language());
    spawn_local(async move {
        let asked = Typed::<MarksSheet>::new(NodeVariables { id: work.id() });
        match run(&sender, asked).await {
            Ok(MarksSheet { node: Some(SheetNode::Session(session)) }) => {
                let text = js_sys::encode_uri_component(&session.selection.marks_sheet);
                file.set(
                    text.as_string().map(|text| format!("data:text/csv;charset=utf-8,{text}")),
                );
            }
            Ok(MarksSheet { node: Some(SheetNode::Other) | None }) => {}
            Err(error) => work.told.set(Some(("stop", said_of(error, language)))),
        }
    });
}

fn read(work: Work, fetched: Fetched, (csv, faults): (RwSignal<String>, Faults), try_only: bool) {
    let w = staff_selection_words();
    let csv_now = csv.get_untracked();
    let input = ImportMarksInput { session_id: work.id(), csv: csv_now, try_only: Some(try_only) };
    let operation = Typed::<ImportMarks>::new(ImportMarksVariables { input });
    faults.set(Vec::new());
    // A try changes nothing: what was pasted stays.
    let anew = (!try_only).then_some(fetched);
    work.does(anew, operation, move |answer| {
        let read = answer.import_marks;
        if !read.faults.is_empty() {
            faults.set(read.faults);
            return None;
        }
        if try_only {
            return Some(fill(w.sheet_good, &[&read.marks.to_string()]));
        }
        csv.set(String::new());
        Some(fill(w.sheet_entered, &[&read.entered.to_string()]))
    });
}

fn told(faults: &[SheetFaultAt]) -> Option<AnyView> {
    let w = staff_selection_words();
    let row = |fault: &SheetFaultAt| {
        let column = fault.column.as_ref().map(|column| format!(", {column}"));
        view! {
            <li>
                <strong>{fill(w.line, &[&fault.line.to_string()])}{column}</strong>": "
                {message::sheet_fault(fault.code.0, language())}
            </li>
        }
    };
    (!faults.is_empty()).then(|| {
        let rows: Vec<_> = faults.iter().map(row).collect();
        view! {
            <div class="notice stop">
                <p>{fill(w.sheet_bad, &[&faults.len().to_string()])}</p>
                <ul>{rows}</ul>
            </div>
        }
        .into_any()
    })
}
