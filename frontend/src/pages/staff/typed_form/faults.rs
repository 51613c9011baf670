//! What is wrong with a form of the console, and what somebody else changed while it was filled in.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Shown, TypedForm};
use crate::api::FieldProblem;
use crate::i18n::{fill, planning_words};

/// What is wrong, each with the way to its field; and that something was left unsaved.
pub(in crate::pages::staff) fn faults(
    form: TypedForm,
    discard: impl Fn() + Clone + Send + Sync + 'static,
) -> AnyView {
    let w = planning_words();
    let listed = move || {
        let problems = form.problems.try_get().unwrap_or_default();
        let whole = form.whole.try_get().flatten();
        if problems.is_empty() && whole.is_none() {
            return ().into_any();
        }
        let rows: Vec<AnyView> = problems.into_iter().map(fault).collect();
        view! {
            <div class="notice stop form-faults" tabindex="-1" role="alert">
                <p><strong>{w.faults}</strong></p>
                {whole.map(|whole| view! { <p>{whole}</p> })}
                <ul class="listed">{rows}</ul>
            </div>
        }
        .into_any()
    };
    let stale = move || {
        let kept = form.kept.try_get().unwrap_or_default();
        kept.then(|| stale(form)).flatten()
    };
    let unsaved = move || {
        form.kept.try_get().unwrap_or_default().then(|| {
            let discard = discard.clone();
            let drop = move |_| {
                form.forget();
                discard();
            };
            view! {
                <p class="notice wait">
                    {w.kept}" "
                    <button type="button" class="link" on:click=drop>{w.discard}</button>
                </p>
            }
        })
    };
    view! { {stale} {unsaved} {listed} }.into_any()
}

/// What somebody else changed, beside what is typed.
fn stale(form: TypedForm) -> Option<AnyView> {
    let w = planning_words();
    let moved = form.moved.get_value();
    if moved.is_empty() {
        return None;
    }
    // The fields are known once they were drawn.
    request_animation_frame(move || form.fields.notify());
    let rows = move || {
        let fields = form.fields.try_get().unwrap_or_default();
        let known = fields.iter().filter(|(name, ..)| moved.iter().any(|one| one == name));
        let row = |(name, label, shown): &(&'static str, &'static str, Shown)| {
            let now = form.first.with_value(|first| first.get(*name).cloned()).unwrap_or_default();
            let now = fill(w.stale_now, &[&shown(&now)]);
            let mine = form.changed(name).map(|mine| fill(w.stale_mine, &[&shown(&mine)]));
            view! { <li><strong>{*label}</strong>": "{now}{mine}</li> }.into_any()
        };
        known.map(row).collect::<Vec<AnyView>>()
    };
    Some(
        view! {
            <div class="notice wait form-stale" role="alert">
                <p><strong>{w.stale}</strong></p>
                <ul class="listed">{rows}</ul>
            </div>
        }
        .into_any(),
    )
}

fn fault(problem: FieldProblem) -> AnyView {
    let id = format!("f-{}", problem.path);
    let target = id.clone();
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let found = document().get_element_by_id(&target);
        if let Some(found) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            // What can't be focused is left alone.
            let _ = found.focus();
        }
    };
    view! { <li><a href=format!("#{id}") on:click=go>{problem.message}</a></li> }.into_any()
}
