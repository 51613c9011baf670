//! Who else has the same row open.

use std::time::Duration;

use balai_shared::desk::PRESENCE_BEAT_SECONDS;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::Desk;
use crate::api::{
    CloseRow, CloseRowInput, CloseRowVariables, OpenRow, OpenRowInput, OpenRowVariables, Sender,
    Typed, run,
};
use crate::i18n::{desk_words, fill};

/// Says again and again which row is open, and shows who else has it open.
pub(super) fn others(desk: Desk) -> AnyView {
    let names = RwSignal::new(Vec::<String>::new());
    let open = Memo::new(move |_| desk.open.get());
    let sender = Sender::from_context();
    let beating = sender.clone();
    Effect::new(move |before: Option<Option<String>>| {
        let now = open.get();
        let before = before.flatten();
        if before == now {
            return now;
        }
        names.set(Vec::new());
        if let Some(left) = before {
            leave(sender.clone(), left);
        }
        if let Some(id) = now.clone() {
            say(sender.clone(), (open, names), id);
        }
        now
    });
    let beat = move || {
        if let Some(id) = open.try_get_untracked().flatten() {
            say(beating.clone(), (open, names), id);
        }
    };
    let pause = Duration::from_secs(PRESENCE_BEAT_SECONDS);
    if let Ok(pulse) = set_interval_with_handle(beat, pause) {
        on_cleanup(move || pulse.clear());
    }
    let told = move || {
        let text = names.with(|names| together(names))?;
        Some(view! { <p class="others">{fill(desk_words().also_open, &[&text])}</p> })
    };
    view! { <div role="status">{told}</div> }.into_any()
}

/// “Ayu”, “Ayu dan Budi”, “Ayu, Budi dan Citra”.
fn together(names: &[String]) -> Option<String> {
    let (last, before) = names.split_last()?;
    if before.is_empty() {
        return Some(last.clone());
    }
    Some(fill(desk_words().and, &[&before.join(", "), last]))
}

fn say(sender: Sender, (open, names): (Memo<Option<String>>, RwSignal<Vec<String>>), id: String) {
    spawn_local(async move {
        let input = OpenRowInput { application_id: cynic::Id::new(&id) };
        let answer = run(&sender, Typed::<OpenRow>::new(OpenRowVariables { input })).await;
        // What fails is said again with the next beat; another row may be open meanwhile.
        if let (Ok(answer), Some(Some(now))) = (answer, open.try_get_untracked())
            && now == id
        {
            names.try_set(answer.open_row.others);
        }
    });
}

fn leave(sender: Sender, id: String) {
    spawn_local(async move {
        let input = CloseRowInput { application_id: cynic::Id::new(id) };
        // What isn't heard is forgotten after half a minute.
        let _ = run(&sender, Typed::<CloseRow>::new(CloseRowVariables { input })).await;
    });
}
