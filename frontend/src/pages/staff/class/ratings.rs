//! What participants said of the training, in figures.

use leptos::prelude::*;

use crate::api::{Class, RatingFigures};
use crate::i18n::{class_words, fill};

/// Of the session, and of all sessions of its program.
pub(super) fn ratings(class: &Class) -> AnyView {
    let w = class_words();
    view! {
        <h2>{w.ratings}</h2>
        {figures(class.ratings.as_ref())}
        <h2>{w.program_ratings}</h2>
        {figures(class.program_ratings.as_ref())}
    }
    .into_any()
}

fn figures(figures: Option<&RatingFigures>) -> AnyView {
    let w = class_words();
    let Some(figures) = figures else {
        return view! { <p class="quiet">{w.few_ratings}</p> }.into_any();
    };
    let tenths = figures.average_tenths;
    let average = format!("{},{}", tenths / 10, tenths % 10);
    let said = fill(w.average, &[&average, &figures.count.to_string()]);
    let rows: Vec<AnyView> = figures
        .by_stars
        .iter()
        .zip(1_u8..=5)
        .rev()
        .map(|(count, stars)| {
            let most = figures.count.to_string();
            let (stars, count) = (stars.to_string(), count.to_string());
            view! {
                <tr>
                    <th scope="row">{stars.clone()}" ★"</th>
                    <td><meter min="0" max=most value=count.clone() aria-label=stars></meter></td>
                    <td>{count}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <p><strong>{said}</strong></p>
        <table class="stars">
            <thead><tr><th scope="col">{w.stars}</th><td></td><th scope="col">{w.people}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
