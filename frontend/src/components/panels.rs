//! Figures, facts and steps.

use leptos::prelude::*;

/// Up to three figures side by side: the number large, its meaning below.
#[must_use]
pub fn figures(items: Vec<(String, String)>) -> AnyView {
    let items: Vec<AnyView> = items
        .into_iter()
        .map(|(number, meaning)| {
            view! { <li><strong>{number}</strong>" "<span>{meaning}</span></li> }.into_any()
        })
        .collect();
    view! { <ul class="figures">{items}</ul> }.into_any()
}

/// Names with their values.
#[must_use]
pub fn facts(items: Vec<(&'static str, String)>) -> AnyView {
    let items: Vec<AnyView> = items
        .into_iter()
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any())
        .collect();
    view! { <dl class="facts">{items}</dl> }.into_any()
}

/// A step of a way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is called.
    pub name: String,
    /// Whether the way has come to it.
    pub reached: bool,
    /// Whether the way stands at it now.
    pub current: bool,
}

/// The way from the application to the certificate.
#[must_use]
pub fn steps(items: Vec<Step>, done: &'static str) -> AnyView {
    let items: Vec<AnyView> = items
        .into_iter()
        .map(|step| {
            let current = step.current.then_some("step");
            let mark = if step.reached { "●" } else { "○" };
            let said = step.reached.then(|| view! { <span class="unseen">{done}</span> });
            view! {
                <li class:reached=step.reached aria-current=current>
                    <span aria-hidden="true">{mark}" "</span>{step.name}" "{said}
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ol class="steps">{items}</ol> }.into_any()
}
