//! Points from a spreadsheet.

use balai_shared::ranking::sheet::{SheetFault, text};
use balai_shared::{format, message};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::super::bulk::said_of;
use super::Work;
use crate::api::{
    ImportMarks, ImportMarksInput, ImportMarksPayload, ImportMarksVariables, MarksSheet,
    NodeVariables, SheetFaultAt, SheetNode, Typed, run,
};
use crate::i18n::{fill, staff_selection_words};
use crate::load::Fetched;
use crate::visit::language;

/// What is pasted or chosen, and what came of reading it.
#[derive(Clone, Copy)]
struct Sheet {
    csv: RwSignal<String>,
    read: RwSignal<Option<ImportMarksPayload>>,
    /// Whether the file's marks count where newer ones were entered.
    over_newer: RwSignal<bool>,
}

pub(super) fn sheet(work: Work, fetched: Fetched) -> AnyView {
    let w = staff_selection_words();
    let sheet = Sheet {
        csv: RwSignal::new(String::new()),
        read: RwSignal::new(None),
        over_newer: RwSignal::new(false),
    };
    let csv = sheet.csv;
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
                <label for="csv-file">{w.choose_file}</label>
                <input id="csv-file" type="file" accept=".csv,.txt,text/csv" on:change=move |event| choose(sheet, &event)/>
            </div>
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
                <button type="button" disabled=idle on:click=move |_| read(work, fetched, sheet, true)>{w.check_sheet}</button>
                <button type="button" class="main" disabled=idle on:click=move |_| read(work, fetched, sheet, false)>{w.enter_sheet}</button>
            </div>
            <div role="status">{move || sheet.read.with(|read| read.as_ref().map(|read| told(read, sheet)))}</div>
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

/// Puts a chosen file's text into the field, where it can be looked at.
fn choose(sheet: Sheet, event: &leptos::ev::Event) {
    let input: web_sys::HtmlInputElement = event_target(event);
    let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
    spawn_local(async move {
        if let Ok(buffer) = JsFuture::from(file.array_buffer()).await {
            let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
            sheet.csv.set(text(&bytes));
            sheet.read.set(None);
        }
        // The same file can be chosen again once it was mended.
        input.set_value("");
    });
}

fn read(work: Work, fetched: Fetched, sheet: Sheet, try_only: bool) {
    let w = staff_selection_words();
    let input = ImportMarksInput {
        session_id: work.id(),
        csv: sheet.csv.get_untracked(),
        try_only: Some(try_only),
        over_newer: Some(sheet.over_newer.get_untracked()),
    };
    let operation = Typed::<ImportMarks>::new(ImportMarksVariables { input });
    sheet.read.set(None);
    // A try changes nothing: what was pasted stays.
    let anew = (!try_only).then_some(fetched);
    work.does(anew, operation, move |answer| {
        let read = answer.import_marks;
        let (good, marks, entered) = (read.faults.is_empty(), read.marks, read.entered);
        sheet.read.set(Some(read));
        if !good {
            return None;
        }
        if try_only {
            return Some(fill(w.sheet_good, &[&marks.to_string()]));
        }
        sheet.csv.set(String::new());
        sheet.over_newer.set(false);
        Some(fill(w.sheet_entered, &[&entered.to_string()]))
    });
}

fn told(read: &ImportMarksPayload, sheet: Sheet) -> AnyView {
    let w = staff_selection_words();
    let faults = (!read.faults.is_empty()).then(|| {
        let rows: Vec<_> = read.faults.iter().map(row).collect();
        let newer = read.faults.iter().any(|fault| fault.code.0 == SheetFault::NewerMark);
        let over = newer.then(|| {
            let toggle = move |event| sheet.over_newer.set(event_target_checked(&event));
            view! {
                <label class="tick">
                    <input type="checkbox" prop:checked=move || sheet.over_newer.get() on:change=toggle/>
                    {w.over_newer}
                </label>
            }
        });
        view! {
            <div class="notice stop">
                <p>{fill(w.sheet_bad, &[&read.faults.len().to_string()])}</p>
                <ul>{rows}</ul>
                {over}
            </div>
        }
    });
    let kept = (!read.kept.is_empty()).then(|| {
        let rows: Vec<_> = read.kept.iter().map(row).collect();
        view! {
            <div class="notice wait">
                <p>{fill(w.sheet_kept, &[&read.kept.len().to_string()])}</p>
                <ul>{rows}</ul>
            </div>
        }
    });
    let passed_over = (!read.passed_over.is_empty()).then(|| {
        view! { <p class="quiet">{fill(w.passed_over, &[&read.passed_over.join(", ")])}</p> }
    });
    view! { {faults} {kept} {passed_over} }.into_any()
}

/// A line of the file with whose it is, what stands there and what may.
fn row(fault: &SheetFaultAt) -> AnyView {
    let (w, language) = (staff_selection_words(), language());
    let place =
        [Some(fill(w.line, &[&fault.line.to_string()])), fault.name.clone(), fault.column.clone()];
    let place = place.into_iter().flatten().collect::<Vec<_>>().join(", ");
    let cell = fault.cell.as_ref().filter(|cell| !cell.is_empty());
    let cell = cell.map(|cell| format!(" ({cell})"));
    let now = fault.now.as_ref().map(|now| {
        let now = if now.is_empty() { w.cleared } else { now.as_str() };
        format!(" {}", fill(w.newer_now, &[now]))
    });
    let wrong_points = match fault.code.0 {
        SheetFault::InvalidPoints | SheetFault::TooManyPoints => true,
        SheetFault::UnknownColumn
        | SheetFault::MissingColumn
        | SheetFault::ColumnTwice
        | SheetFault::UnknownApplication
        | SheetFault::ApplicationTwice
        | SheetFault::WrongLength
        | SheetFault::NewerMark
        | SheetFault::LostDecimals => false,
    };
    let bound = fault
        .maximum
        .as_ref()
        .filter(|_| wrong_points)
        .map(|most| format!(" {}", fill(w.bound, &[&format::decimal(most, language)])));
    view! {
        <li><strong>{place}</strong>{cell}": "{message::sheet_fault(fault.code.0, language)}{now}{bound}</li>
    }
    .into_any()
}
