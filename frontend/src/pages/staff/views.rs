//! Views: filters, order and columns under a name, the own ones and those of the centre.

use balai_shared::desk::{DeskColumn, LONGEST_VIEW_NAME, USUAL_COLUMNS};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::bulk::said_of;
use super::choices::DeskChoices;
use super::dialog::back;
use super::state::{Ask, Desk};
use crate::api::{
    DeleteView, DeleteViewInput, DeleteViewVariables, DeskView, DeskViews, DeskViewsVariables,
    SaveView, SaveViewInput, SaveViewVariables, Sender, Typed, Word, answer, run,
};
use crate::components::notice;
use crate::i18n::{desk_words, fill};
use crate::load::fetch;
use crate::visit::language;

/// Where the device keeps which columns were shown last.
const PLACE: &str = "balai-columns";

/// The columns that this device showed last; the usual ones on a new device.
pub(super) fn columns_of_device() -> Vec<DeskColumn> {
    let text = storage().and_then(|storage| storage.get_item(PLACE).ok().flatten());
    let Some(text) = text else { return USUAL_COLUMNS.to_vec() };
    text.split(',').filter_map(|word| word.parse().ok()).collect()
}

/// Keeps which columns are shown.
pub(super) fn keep_columns(columns: &[DeskColumn]) {
    let words: Vec<&str> = columns.iter().map(|column| column.as_str()).collect();
    if let Some(storage) = storage() {
        // A device without room forgets it, and shows the usual columns next time.
        let _ = storage.set_item(PLACE, &words.join(","));
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// A chip for each view, and a button to keep one more.
pub(super) fn views_bar(desk: Desk) -> AnyView {
    let w = desk_words();
    let fetched = fetch(move || {
        let centre = desk.centre.get().unwrap_or_default();
        Typed::<DeskViews>::new(DeskViewsVariables { institution_id: cynic::Id::new(centre) })
    });
    Effect::new(move |before: Option<u32>| {
        let now = desk.views.get();
        if before.is_some_and(|before| before != now) {
            fetched.refetch();
        }
        now
    });
    // Views that can't be fetched are missed by nobody who only decides: the bar stays empty.
    let views = RwSignal::new(Vec::<DeskView>::new());
    Effect::new(move |_| {
        if let Some(Ok(found)) = fetched.get().map(|text| answer::<DeskViews>(&text)) {
            views.set(found.desk_views);
        }
    });
    let chips =
        move || -> Vec<AnyView> { views.get().into_iter().map(|view| chip(desk, view)).collect() };
    let ask = move |_| desk.asking.set(Some(Ask::SaveView));
    view! {
        <div class="views" role="group" aria-label=w.views>
            {chips}
            <button type="button" class="link" on:click=ask>{w.save_view}</button>
        </div>
    }
    .into_any()
}

fn chip(desk: Desk, kept: DeskView) -> AnyView {
    let navigate = use_navigate();
    let columns: Vec<DeskColumn> = kept.columns.iter().map(|word| word.0).collect();
    let (name, id) = (kept.name.clone(), kept.id.clone());
    let (shown, asked) = (columns.clone(), kept.clone());
    // Counted: it may be asked once more after its owner is gone.
    let is_on = ArcMemo::new(move |_| {
        desk.choices.with(|choices| applied(&asked, choices) == *choices)
            && desk.columns.with(|now| *now == shown)
    });
    let (on, pressed, own) = (is_on.clone(), is_on.clone(), kept.own);
    let show = move |_| {
        desk.columns.set(columns.clone());
        keep_columns(&columns);
        let address = applied(&kept, &desk.choices.get_untracked()).address();
        navigate(&address, NavigateOptions::default());
    };
    let label = fill(desk_words().delete_view, &[&name]);
    let sender = Sender::from_context();
    let delete = own.then(|| {
        let delete = move |_| delete(desk, sender.clone(), id.clone());
        view! { <button type="button" class="link" aria-label=label.clone() title=label on:click=delete>"×"</button> }
    });
    view! {
        <span class="view">
            <button
                type="button"
                class="chip"
                class:on=move || on.get()
                aria-pressed=move || if pressed.get() { "true" } else { "false" }
                on:click=show
            >
                {move || is_on.get().then_some("✓ ")}
                {name}
            </button>
            {delete}
        </span>
    }
    .into_any()
}

/// The choices that a view makes of these: centre and session stay.
fn applied(kept: &DeskView, now: &DeskChoices) -> DeskChoices {
    DeskChoices {
        centre: now.centre.clone(),
        session: now.session.clone(),
        states: kept.states.iter().map(|word| word.0).collect(),
        from: kept.submitted_from,
        until: kept.submitted_until,
        sort: kept.sort.0,
    }
}

fn delete(desk: Desk, sender: Sender, id: cynic::Id) {
    let language = language();
    spawn_local(async move {
        let input = DeleteViewInput { view_id: id };
        match run(&sender, Typed::<DeleteView>::new(DeleteViewVariables { input })).await {
            Ok(_) => desk.views.update(|count| *count += 1),
            Err(error) => desk.told.set(Some(("stop", said_of(error, language)))),
        }
    });
}

/// The dialog that asks for the name of a view.
pub(super) fn save_content(desk: Desk) -> (&'static str, AnyView) {
    let w = desk_words();
    let (name, shared) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (busy, wrong) = (RwSignal::new(false), RwSignal::new(None::<String>));
    let sender = Sender::from_context();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let input = input(desk, name.get_untracked(), shared.get_untracked());
        let (sender, language) = (sender.clone(), language());
        spawn_local(async move {
            match run(&sender, Typed::<SaveView>::new(SaveViewVariables { input })).await {
                Ok(answer) => {
                    let said = fill(w.view_saved, &[&answer.save_view.view.name]);
                    desk.told.set(Some(("good", said)));
                    desk.views.update(|count| *count += 1);
                    desk.asking.set(None);
                }
                Err(error) => {
                    wrong.try_set(Some(said_of(error, language)));
                    busy.try_set(false);
                }
            }
        });
    };
    let idle = move || busy.get() || name.with(|name| name.trim().is_empty());
    let view = view! {
        <form on:submit=send>
            <p class="quiet" id="view-hint">{w.view_hint}</p>
            <div role="alert">{move || wrong.get().map(|text| notice("stop", "!", text))}</div>
            <div class="field">
                <label for="view-name">{w.view_name}</label>
                <input
                    id="view-name"
                    type="text"
                    autocomplete="off"
                    aria-describedby="view-hint"
                    maxlength=LONGEST_VIEW_NAME.to_string()
                    on:input=move |event| name.set(event_target_value(&event))
                />
            </div>
            <p class="tick">
                <input
                    id="view-shared"
                    type="checkbox"
                    on:change=move |event| shared.set(event_target_checked(&event))
                />
                <label for="view-shared">{w.view_shared}</label>
            </p>
            <div class="buttons">
                <button type="submit" class="main" disabled=idle>{w.save_view}</button>
                {back(desk)}
            </div>
        </form>
    };
    (w.save_view, view.into_any())
}

fn input(desk: Desk, name: String, shared: bool) -> SaveViewInput {
    let choices = desk.choices.get_untracked();
    let columns = desk.columns.get_untracked();
    SaveViewInput {
        institution_id: cynic::Id::new(desk.centre.get_untracked().unwrap_or_default()),
        name,
        shared,
        states: choices.states.into_iter().map(Word).collect(),
        submitted_from: choices.from,
        submitted_until: choices.until,
        columns: columns.into_iter().map(Word).collect(),
        sort: Word(choices.sort),
    }
}
