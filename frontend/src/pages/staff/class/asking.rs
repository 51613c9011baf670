//! Before many participants are completed or certified: what would come of it, as the server says; and
//! taking certificates back that were issued a moment ago.

use std::collections::HashMap;
use std::time::Duration;

use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::bulk::said_of;
use super::Room;
use crate::api::{
    Class, CompleteApplicationsInput, CompleteApplicationsVariables, DecisionError,
    IssueCertificatesInput, IssueCertificatesVariables, PreviewCertificates, PreviewCompletion,
    RevokeCertificate, RevokeCertificateInput, RevokeCertificateVariables, Sender, Typed, run,
};
use crate::i18n::{class_words, fill};
use crate::visit::language;

/// For how long what was issued can be taken back by one button.
const UNDO_SECONDS: u64 = 30;

/// What is asked about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Complete,
    Issue,
}

/// What the server says would happen.
#[derive(Clone)]
pub(super) struct Asked {
    deed: Deed,
    text: String,
    /// For whom nothing would, and why.
    refused: Vec<(String, String)>,
    /// Whether anything would.
    would: bool,
}

/// Whose names stand where only ids come back.
pub(super) type Names = StoredValue<HashMap<String, String>>;

pub(super) fn names(class: &Class) -> Names {
    let named = class.participants.iter().map(|one| {
        let application = &one.application;
        (application.id.inner().to_owned(), application.applicant.name.clone())
    });
    StoredValue::new(named.collect())
}

/// Asks the server, and shows what it says.
pub(super) fn ask(
    (room, asked): (Room, RwSignal<Option<Asked>>),
    deed: Deed,
    sender: Sender,
    (ids, names): (Vec<cynic::Id>, Names),
) {
    let (w, language) = (class_words(), language());
    room.busy.set(true);
    spawn_local(async move {
        let refused = |rows: Vec<(cynic::Id, Option<DecisionError>)>| {
            let why = rows.into_iter().filter_map(|(id, error)| Some((id, error?.message)));
            let named = |(id, why): (cynic::Id, String)| {
                let name = names.with_value(|names| names.get(id.inner()).cloned());
                (name.unwrap_or_default(), why)
            };
            why.map(named).collect::<Vec<_>>()
        };
        let seen = match deed {
            Deed::Complete => {
                let input = CompleteApplicationsInput { ids, completed: None, reason: None };
                let variables = CompleteApplicationsVariables { input };
                run(&sender, Typed::<PreviewCompletion>::new(variables)).await.map(|answer| {
                    let seen = answer.preview_completion;
                    let counts = [seen.completed, seen.not_completed, seen.refused];
                    let text = fill(
                        w.would_complete,
                        &counts.map(|one| one.to_string()).each_ref().map(String::as_str),
                    );
                    let rows = seen.results.into_iter().map(|row| (row.application_id, row.error));
                    let would = seen.completed + seen.not_completed > 0;
                    Asked { deed, text, refused: refused(rows.collect()), would }
                })
            }
            Deed::Issue => {
                let variables =
                    IssueCertificatesVariables { input: IssueCertificatesInput { ids } };
                run(&sender, Typed::<PreviewCertificates>::new(variables)).await.map(|answer| {
                    let seen = answer.preview_certificates;
                    let counts = [seen.issued, seen.refused];
                    let text = fill(
                        w.would_issue,
                        &counts.map(|one| one.to_string()).each_ref().map(String::as_str),
                    );
                    let rows = seen.results.into_iter().map(|row| (row.application_id, row.error));
                    Asked { deed, text, refused: refused(rows.collect()), would: seen.issued > 0 }
                })
            }
        };
        // The page may be another by now.
        match seen {
            Ok(seen) => drop(asked.try_set(Some(seen))),
            Err(error) => drop(room.told.try_set(Some(("stop", said_of(error, language))))),
        }
        let _ = room.busy.try_set(false);
    });
}

/// What would happen, and the button that lets it.
pub(super) fn question(
    room: Room,
    asked: RwSignal<Option<Asked>>,
    go: impl Fn(Deed) + Clone + Send + 'static,
) -> AnyView {
    let w = class_words();
    let shown = move || {
        let go = go.clone();
        asked.get().map(|seen| {
            let rows: Vec<AnyView> = seen
                .refused
                .into_iter()
                .map(|(name, why)| view! { <li><strong>{name}</strong>": "{why}</li> }.into_any())
                .collect();
            let deed = seen.deed;
            let label = match deed {
                Deed::Complete => w.do_complete,
                Deed::Issue => w.do_issue,
            };
            let press = move |_| {
                asked.set(None);
                go(deed);
            };
            view! {
                <div class="notice wait">
                    <p><strong>{seen.text}</strong></p>
                    <ul class="listed">{rows}</ul>
                    <div class="buttons">
                        <button type="button" class="main" disabled=move || room.busy.get() || !seen.would on:click=press>{label}</button>
                        <button type="button" class="link" on:click=move |_| asked.set(None)>{w.not_now}</button>
                    </div>
                </div>
            }
        })
    };
    view! { <div role="status">{shown}</div> }.into_any()
}

/// For half a minute, the button that takes back what was just issued.
pub(super) fn undo(room: Room, sender: Sender) -> AnyView {
    let w = class_words();
    let press = move |_| {
        let numbers = room.issued.get_untracked();
        room.issued.set(Vec::new());
        let sender = sender.clone();
        room.busy.set(true);
        spawn_local(async move {
            let mut done = 0;
            for number in numbers {
                let input = RevokeCertificateInput { number, reason: w.undone_reason.to_owned() };
                let request = Typed::<RevokeCertificate>::new(RevokeCertificateVariables { input });
                match run(&sender, request).await {
                    Ok(_) => done += 1,
                    Err(error) => {
                        room.refused(error);
                        room.busy.set(false);
                        room.page.refetch();
                        return;
                    }
                }
            }
            room.told.set(Some(("good", fill(w.undone, &[&done.to_string()]))));
            room.busy.set(false);
            room.page.refetch();
        });
    };
    let press = StoredValue::new_local(press);
    let shown = move || {
        let some = room.issued.with(|issued| !issued.is_empty());
        some.then(|| {
            view! {
                <button type="button" class="undo" disabled=move || room.busy.get() on:click=move |_| press.with_value(|press| press(()))>{w.undo_issue}</button>
            }
        })
    };
    view! { {shown} }.into_any()
}

/// Keeps the numbers for as long as they can be taken back.
pub(super) fn keep(room: Room, numbers: Vec<String>) {
    room.issued.set(numbers.clone());
    let forget = move || {
        // Something else may have been issued since.
        let same = room.issued.try_with_untracked(|issued| *issued == numbers).unwrap_or_default();
        if same {
            room.issued.set(Vec::new());
        }
    };
    set_timeout(forget, Duration::from_secs(UNDO_SECONDS));
}
