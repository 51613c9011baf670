//! Marking by the code on the participant's phone: typed, or read by the camera.

use balai_shared::completion::AttendanceStatus;
use balai_shared::error::FieldCode;
use balai_shared::format;
use balai_shared::time::Instant;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::attendance::Grid;
use crate::api::{
    ApiError, CheckIn, CheckInInput, CheckInPayload, CheckInVariables, Class, ClassMeeting, Typed,
    run,
};
use crate::browser;
use crate::components::{Choice, options};
use crate::i18n::{fill, take_words};
use crate::visit::language;

/// What the camera's script and the page say to each other; see `scan.js`.
const SCAN: &str = "balai-scan";
const STOP: &str = "balai-scan-stop";
const SCANNED: &str = "balai-scanned";
const NO_CAMERA: &str = "balai-no-camera";

/// The form above the grid; nothing before the first meeting.
pub(super) fn form(grid: Grid, class: &Class) -> AnyView {
    let w = take_words();
    let now = browser::now();
    let begun: Vec<&ClassMeeting> =
        class.meetings.iter().filter(|meeting| has_begun(meeting.begins_at, now)).collect();
    let Some(latest) = begun.last() else { return ().into_any() };
    let meeting = RwSignal::new(latest.id.inner().to_owned());
    let (code, told) = (RwSignal::new(String::new()), RwSignal::new(None::<(bool, String)>));
    let send = move || take(grid, &meeting.get_untracked(), (code, told));
    let camera = camera(
        move |text| {
            code.set(text);
            send();
        },
        told,
    );
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send();
    };
    let said = move || {
        told.get().map(|(good, text)| {
            let tone = if good { "good" } else { "stop" };
            view! { <p class=tone>{if good { "✓ " } else { "× " }}{text}</p> }
        })
    };
    view! {
        <details class="card check-in">
            <summary>{w.heading}</summary>
            <form class="row" on:submit=submit>
                {meeting_field(meeting, &begun)}
                {code_field(code)}
                <button type="submit" class="main">{w.take}</button>
                {camera}
            </form>
            <p class="quiet" id="check-in-hint">{w.code_hint}</p>
            <video id="camera" muted=true playsinline=true hidden=true></video>
            <div role="status">{said}</div>
        </details>
    }
    .into_any()
}

fn meeting_field(meeting: RwSignal<String>, begun: &[&ClassMeeting]) -> AnyView {
    let choice = |one: &&ClassMeeting| Choice {
        value: one.id.inner().to_owned(),
        label: format::date_short(one.day, language()),
    };
    let choices: Vec<Choice> = begun.iter().map(choice).collect();
    let chosen = meeting.get_untracked();
    view! {
        <div class="field">
            <label for="check-in-meeting">{take_words().meeting}</label>
            <select id="check-in-meeting" on:change=move |event| meeting.set(event_target_value(&event))>
                {options(choices, &chosen)}
            </select>
        </div>
    }
    .into_any()
}

fn code_field(code: RwSignal<String>) -> AnyView {
    view! {
        <div class="field">
            <label for="check-in-code">{take_words().code}</label>
            <input
                id="check-in-code"
                autocomplete="off"
                autocapitalize="characters"
                maxlength="12"
                aria-describedby="check-in-hint"
                prop:value=move || code.get()
                on:input=move |event| code.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

/// Marks can be made from an hour before a meeting on.
fn has_begun(begins_at: Instant, now: Instant) -> bool {
    begins_at.plus_hours(-1) <= now
}

/// The button for the camera, where the browser can read codes. The camera runs on until it is
/// stopped or the part is left: people come one after the other.
fn camera(
    found: impl Fn(String) + 'static,
    told: RwSignal<Option<(bool, String)>>,
) -> Option<AnyView> {
    js_sys::Reflect::has(&window(), &"BarcodeDetector".into()).ok().filter(|has| *has)?;
    let w = take_words();
    let on = RwSignal::new(false);
    let scanned = window_event_listener_untyped(SCANNED, move |event| {
        let detail = js_sys::Reflect::get(&event, &"detail".into()).ok();
        if let Some(text) = detail.and_then(|detail| detail.as_string()) {
            found(text);
        }
    });
    let failed = window_event_listener_untyped(NO_CAMERA, move |_| {
        on.set(false);
        told.set(Some((false, w.no_camera.to_owned())));
    });
    on_cleanup(move || {
        scanned.remove();
        failed.remove();
        say(STOP);
    });
    let toggle = move |_| {
        on.update(|on| *on = !*on);
        say(if on.get_untracked() { SCAN } else { STOP });
    };
    let label = move || if on.get() { w.stop } else { w.scan };
    Some(view! { <button type="button" on:click=toggle>{label}</button> }.into_any())
}

fn say(what: &str) {
    if let Ok(event) = web_sys::CustomEvent::new(what) {
        // Nobody cancels it.
        let _ = window().dispatch_event(&event);
    }
}

fn take(
    grid: Grid,
    meeting: &str,
    (code, told): (RwSignal<String>, RwSignal<Option<(bool, String)>>),
) {
    let typed = code.get_untracked();
    if typed.trim().is_empty() || grid.room.busy.get_untracked() {
        return;
    }
    let input = CheckInInput { meeting_id: cynic::Id::new(meeting), participant_code: typed };
    let operation = Typed::<CheckIn>::new(CheckInVariables { input });
    let sender = grid.sender.get_value();
    grid.room.busy.set(true);
    spawn_local(async move {
        let answer = run(&sender, operation).await;
        grid.room.busy.set(false);
        // Where the part was left meanwhile, its own words are gone with it.
        match answer {
            Ok(CheckIn { check_in }) => {
                grid.hears_of(&check_in);
                let _ = code.try_set(String::new());
                let _ = told.try_set(Some((true, came(&check_in))));
                browser::focus_on("#check-in-code");
            }
            Err(error) => {
                let _ = told.try_set(Some((false, refused(error))));
            }
        }
    });
}

fn came(payload: &CheckInPayload) -> String {
    let w = take_words();
    let (name, mark) = (&payload.application.applicant.name, &payload.mark);
    match mark.status.0 {
        AttendanceStatus::Late => fill(w.came_late, &[name, &mark.minutes.to_string()]),
        AttendanceStatus::Present | AttendanceStatus::Excused | AttendanceStatus::Absent => {
            fill(w.came, &[name])
        }
    }
}

fn refused(error: ApiError) -> String {
    let unknown = error.fields.iter().any(|field| field.code == FieldCode::UnknownValue.as_str());
    if unknown {
        take_words().unknown.to_owned()
    } else {
        super::super::bulk::said_of(error, language())
    }
}
