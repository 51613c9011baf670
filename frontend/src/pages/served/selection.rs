//! How a session's people are chosen, and what came of it: public, with the reader's own result.

use balai_shared::format;
use balai_shared::message;
use balai_shared::ranking::{SelectionOutcome, TieBreak};
use balai_shared::session::SelectionMethod;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::selection_lottery::lottery;
use crate::api::{
    CriterionMark, NodeVariables, SelectionCriterion, SelectionNode, SelectionPage, SelectionQuota,
    SelectionRules, SelectionSession, SelectionStanding, StandingApplication, Typed,
};
use crate::components::{head, not_found, notice, skeleton_page};
use crate::i18n::{fill, selection_words};
use crate::load::{fetch, loaded};
use crate::visit::language;

/// `/seleksi/:id`
#[must_use]
pub fn selection() -> AnyView {
    let s = selection_words();
    head(s.title, s.merit);
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let fetched = fetch(move || {
        Typed::<SelectionPage>::new(NodeVariables { id: cynic::Id::new(id.clone()) })
    });
    loaded(fetched, skeleton_page, move |page: SelectionPage| match page.node {
        Some(SelectionNode::Session(session)) => show(&session),
        Some(SelectionNode::Other) | None => not_found(),
    })
}

fn show(session: &SelectionSession) -> AnyView {
    let s = selection_words();
    let method = session.selection_method.0;
    let rules = match method {
        SelectionMethod::FirstCome => ().into_any(),
        SelectionMethod::Merit => criteria(&session.selection),
        SelectionMethod::Lottery => lottery(session),
    };
    let back = format!("/sesi/{}", session.id.inner());
    view! {
        <article class="reading">
            <a class="back" href=back><span aria-hidden="true">"‹ "</span>{session.program.title.clone()}</a>
            <h1>{s.title}</h1>
            <p class="lead">{session.program.title.clone()}<br/><span class="quiet">{session.institution.name.clone()}</span></p>
            {own(session)}
            <section class="card">
                <h2>{message::selection_method(method, language())}</h2>
                <p>{message::selection_explained(method, language())}</p>
            </section>
            {rules}
            {quotas(&session.selection.quotas)}
        </article>
    }
    .into_any()
}

fn criteria(rules: &SelectionRules) -> AnyView {
    let s = selection_words();
    if rules.criteria.is_empty() {
        return view! { <p>{s.merit}</p> {notice("wait", "○", s.not_planned)} }.into_any();
    }
    let row = |criterion: &SelectionCriterion| {
        let least = criterion.minimum.as_deref().map_or_else(|| "–".to_owned(), decimal);
        view! {
            <tr>
                <th scope="row">{criterion.name.clone()}</th>
                <td class="amount">{format!("{}%", criterion.weight)}</td>
                <td class="amount">{decimal(&criterion.maximum)}</td>
                <td class="amount">{least}</td>
            </tr>
        }
    };
    let rows: Vec<_> = rules.criteria.iter().map(row).collect();
    view! {
        <p>{s.merit}</p>
        <div class="scroll" tabindex="0" role="region" aria-label=s.criterion>
            <table class="entries">
                <thead><tr>
                    <th scope="col">{s.criterion}</th><th scope="col" class="amount">{s.weight}</th>
                    <th scope="col" class="amount">{s.most}</th><th scope="col" class="amount">{s.least}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <h2>{s.ties}</h2>
        <p>{s.ties_told}</p>
    }
    .into_any()
}

fn quotas(quotas: &[SelectionQuota]) -> Option<AnyView> {
    let s = selection_words();
    let row = |quota: &SelectionQuota| {
        let seats = fill(s.seats, &[&quota.seats.to_string()]);
        view! { <li>{message::group(quota.group.0, language())}": "<strong>{seats}</strong></li> }
    };
    (!quotas.is_empty()).then(|| {
        let rows: Vec<_> = quotas.iter().map(row).collect();
        view! { <h2>{s.quotas}</h2> <ul>{rows}</ul> <p class="quiet">{s.quotas_told}</p> }
            .into_any()
    })
}

/// What the reader got, and why.
fn own(session: &SelectionSession) -> Option<AnyView> {
    let s = selection_words();
    let application = session.viewer_application.as_ref()?;
    let standing = application.standing.as_ref()?;
    let of = session.selection.progress.as_ref().map_or(0, |progress| progress.results);
    let link = format!("/lamaran/{}", application.id.inner());
    let total = standing.total.as_deref().map(|total| {
        view! { <p><strong>{fill(s.your_total, &[&decimal(total)])}</strong></p> }
    });
    let place = [standing.place.to_string(), of.to_string()];
    let place = place.each_ref().map(String::as_str);
    let place = match (standing.total.is_some(), standing.merit_place.is_some()) {
        (true, _) => Some(fill(s.your_place, &place)),
        (false, true) => Some(fill(s.your_lot, &place)),
        (false, false) => None,
    };
    Some(
        view! {
            <section class="card good">
                <h2>{s.your_result}</h2>
                {place.map(|place| view! { <p class="big">{place}</p> })}
                {total}
                <p>{meaning(application, standing)}</p>
                {tie(application, standing).map(|tie| view! { <p>{tie}</p> })}
                {marks(&application.marks)}
                <a class="button" href=link>{s.to_application}</a>
            </section>
        }
        .into_any(),
    )
}

fn name_of(application: &StandingApplication, standing: &SelectionStanding) -> String {
    let mark = |mark: &&CriterionMark| Some(mark.criterion) == standing.criterion;
    application.marks.iter().find(mark).map(|mark| mark.name.clone()).unwrap_or_default()
}

fn meaning(application: &StandingApplication, standing: &SelectionStanding) -> String {
    let s = selection_words();
    let name = name_of(application, standing);
    match standing.outcome.0 {
        SelectionOutcome::ByPlace => s.by_place.to_owned(),
        SelectionOutcome::Reserved => s.reserved.to_owned(),
        SelectionOutcome::Waits => s.waits.to_owned(),
        SelectionOutcome::BelowMinimum => fill(s.below, &[&name]),
        SelectionOutcome::Absent => fill(s.absent, &[&name]),
    }
}

fn tie(application: &StandingApplication, standing: &SelectionStanding) -> Option<String> {
    let s = selection_words();
    Some(match standing.tie.as_ref()?.0 {
        TieBreak::Criterion => fill(s.tie_criterion, &[&name_of(application, standing)]),
        TieBreak::Submission => s.tie_submission.to_owned(),
    })
}

fn marks(marks: &[CriterionMark]) -> Option<AnyView> {
    let s = selection_words();
    let row = |mark: &CriterionMark| {
        let absent = || s.did_not_come.to_owned();
        let points = mark.points.as_deref().map_or_else(absent, decimal);
        view! { <div><dt>{mark.name.clone()}</dt><dd>{points}</dd></div> }
    };
    (!marks.is_empty()).then(|| {
        let rows: Vec<_> = marks.iter().map(row).collect();
        view! { <h3>{s.points}</h3> <dl class="facts">{rows}</dl> }.into_any()
    })
}

/// A number of the API as people of this language write it.
fn decimal(number: &str) -> String {
    format::decimal(number, language())
}
