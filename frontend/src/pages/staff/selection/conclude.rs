//! Fixing the order, or drawing it, once nobody can apply any more.

use balai_shared::format;
use balai_shared::session::{SelectionMethod, SessionState};
use balai_shared::time::TimeZone;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::bulk::said_of;
use super::Work;
use crate::api::{
    ConcludeSelection, ConcludeSelectionInput, ConcludeSelectionVariables, DrawLottery,
    DrawLotteryInput, DrawLotteryVariables, PreviewConclusion, RankedSession, Typed, run,
};
use crate::components::notice;
use crate::i18n::{fill, staff_selection_words};
use crate::load::Fetched;
use crate::visit::language;

pub(super) fn conclude(session: &RankedSession, work: Work, fetched: Fetched) -> AnyView {
    let w = staff_selection_words();
    let (title, hint) = match session.selection_method.0 {
        SelectionMethod::FirstCome => return ().into_any(),
        SelectionMethod::Merit => (w.conclude, w.conclude_hint),
        SelectionMethod::Lottery => (w.draw, w.draw_hint),
    };
    let body = if session.state.0 == SessionState::Closed {
        question(session, work, fetched)
    } else {
        let zone = session.time_zone.parse::<TimeZone>().unwrap_or(TimeZone::Jakarta);
        let at = format::deadline(session.registration_closes_at, zone, language());
        notice("wait", "○", fill(w.too_early, &[&at]))
    };
    let fingerprint = session.selection.lottery.as_ref().map(|lottery| {
        view! { <p>{w.fingerprint}": "<span class="code">{lottery.commitment.clone()}</span></p> }
    });
    view! { <section class="card"><h2>{title}</h2> <p>{hint}</p> {fingerprint} {body}</section> }
        .into_any()
}

fn question(session: &RankedSession, work: Work, fetched: Fetched) -> AnyView {
    let w = staff_selection_words();
    let by_merit = session.selection_method.0 == SelectionMethod::Merit;
    let missing = move || work.rows.with(|rows| rows.as_ref().map_or(0, |rows| rows.missing_count));
    let (asking, absent) = (RwSignal::new(false), RwSignal::new(false));
    let blocked = move || work.busy.get() || (by_merit && missing() > 0 && !absent.get());
    let go = move |_| {
        asking.set(false);
        if by_merit {
            let input = ConcludeSelectionInput {
                session_id: work.id(),
                missing_are_absent: Some(absent.get_untracked()),
            };
            let variables = ConcludeSelectionVariables { input };
            work.does(fetched, Typed::<ConcludeSelection>::new(variables), |_| None);
        } else {
            let input = DrawLotteryInput { session_id: work.id() };
            let variables = DrawLotteryVariables { input };
            work.does(fetched, Typed::<DrawLottery>::new(variables), |_| None);
        }
    };
    let told = forecast(work, by_merit, absent);
    let button = if by_merit { w.conclude } else { w.do_draw };
    let lacks = Memo::new(move |_| by_merit && missing() > 0);
    let lacking = move || {
        lacks.get().then(|| {
        view! {
            <p>{move || fill(w.missing, &[&missing().to_string()])}</p>
            <label class="switch">
                <input type="checkbox" on:change=move |event| absent.set(event_target_checked(&event))/>
                <span>{w.missing_absent}</span>
            </label>
        }
    })
    };
    let sure = move || {
        asking.get().then(|| {
            view! {
                <div class="notice wait">
                    <p>{move || told.get()}</p>
                    <p>{w.sure}</p>
                    <div class="buttons">
                        <button type="button" class="main" on:click=go>{if by_merit { w.do_conclude } else { w.do_draw }}</button>
                        <button type="button" class="link" on:click=move |_| asking.set(false)>{w.cancel}</button>
                    </div>
                </div>
            }
        })
    };
    view! {
        <p aria-live="polite">{move || told.get()}</p>
        {lacking}
        <button type="button" class="main" disabled=blocked on:click=move |_| asking.set(true)>{button}</button>
        <div role="status">{sure}</div>
    }
    .into_any()
}

/// What concluding would do, looked at anew with every mark and with the tick for who didn't come.
fn forecast(work: Work, by_merit: bool, absent: RwSignal<bool>) -> RwSignal<Option<String>> {
    let told = RwSignal::new(None::<String>);
    if by_merit {
        Effect::new(move |_| {
            let missing = work.rows.with(|rows| rows.as_ref().map_or(0, |rows| rows.missing_count));
            let absent = absent.get();
            if missing == 0 || absent {
                look(work, absent, told);
            } else {
                told.set(None);
            }
        });
    }
    told
}

/// Asks the server what concluding would do now, by the code that does it.
fn look(work: Work, absent: bool, told: RwSignal<Option<String>>) {
    let (sender, language) = (work.sender.get_value(), language());
    let input = ConcludeSelectionInput { session_id: work.id(), missing_are_absent: Some(absent) };
    spawn_local(async move {
        let variables = ConcludeSelectionVariables { input };
        let said = match run(&sender, Typed::<PreviewConclusion>::new(variables)).await {
            Ok(answer) => {
                let seen = answer.preview_conclusion;
                let down = seen.absent + seen.below_minimum;
                let counts = [seen.offered, seen.waitlisted, down, seen.absent];
                let counts = counts.map(|count| count.to_string());
                fill(
                    staff_selection_words().conclude_summary,
                    &counts.each_ref().map(String::as_str),
                )
            }
            Err(error) => said_of(error, language),
        };
        // The page may be another by now.
        let _ = told.try_set(Some(said));
    });
}
