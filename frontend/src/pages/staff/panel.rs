//! The applicant on the right: who it is, whether it fits, what has happened.

use balai_shared::eligibility::Verdict;
use balai_shared::format;
use balai_shared::message;
use balai_shared::time::TimeZone;
use leptos::prelude::*;

use super::calls::calls;
use super::documents::documents;
use super::gate::refused;
use super::identity;
use super::join::lookalikes;
use super::presence;
use super::recover::recover;
use super::state::{Desk, Outcome};
use super::steps;
use crate::api::{
    ApplicationEvent, DecisionReason, Eligibility, NodeVariables, PanelApplicant, PanelApplication,
    PanelNode, PanelPage, Typed,
};
use crate::components::{Tone, application_badge, facts, not_found, skeleton_page};
use crate::i18n::{fill, recover_words, staff_words};
use crate::load::{fetch, loaded_either};
use crate::visit::{Clock, language};

/// The right column: whoever is open.
pub(super) fn panel(desk: Desk) -> AnyView {
    let w = staff_words();
    // A decision made here draws the applicant anew.
    let open = Memo::new(move |_| {
        let id = desk.open.get()?;
        let newer = desk.states.with(|states| states.get(&id).copied());
        Some((id, newer))
    });
    let content = move || match open.get() {
        Some((id, _)) => one(desk, id),
        None => view! { <p class="quiet">{w.nobody_chosen}</p> }.into_any(),
    };
    view! {
        <aside class="panel" aria-label=w.applicant tabindex="0">
            {presence::others(desk)}
            {content}
        </aside>
    }
    .into_any()
}

fn one(desk: Desk, id: String) -> AnyView {
    let named = id.clone();
    let fetched =
        fetch(move || Typed::<PanelPage>::new(NodeVariables { id: cynic::Id::new(id.clone()) }));
    loaded_either::<PanelPage>(fetched, skeleton_page, move |answer| match answer {
        Ok(PanelPage { node: Some(PanelNode::Application(application)) }) => {
            show(desk, named.clone(), *application)
        }
        Ok(PanelPage { node: Some(PanelNode::Other) | None }) => not_found(),
        Err(error) => refused(&error, move || fetched.refetch()),
    })
}

fn show(desk: Desk, id: String, application: PanelApplication) -> AnyView {
    let w = staff_words();
    let motivation = application.motivation.filter(|text| !text.is_empty()).map(|text| {
        view! { <h3>{w.motivation}</h3><p class="told">{text}</p> }
    });
    let decides = !application.allowed_actions.is_empty();
    view! {
        <h2>{application.applicant.name.clone()}</h2>
        <p>{application_badge(application.state.0)}</p>
        {application.decision_reason.map(reason)}
        {refusal(desk, id.clone())}
        {steps::buttons(desk, &id, &application.allowed_actions)}
        {facts(person(&application.applicant))}
        {lookalikes(desk, &id, application.possible_duplicates)}
        {recover(&application.applicant)}
        {identity::correct(desk, &id)}
        {application.eligibility.map(eligibility)}
        {motivation}
        {documents(id.clone(), application.document_standings, &application.session.time_zone, decides)}
        {calls(id, application.calls, &application.session.time_zone)}
        {identity::changes(&application.identity_changes, &application.session.time_zone)}
        <h3>{w.history}</h3>
        {history(&application.history, &application.session.time_zone)}
    }
    .into_any()
}

/// Why the last decision took no effect: the table cuts it.
fn refusal(desk: Desk, id: String) -> AnyView {
    (move || match desk.outcomes.with(|outcomes| outcomes.get(&id).cloned()) {
        Some(Outcome::Refused(why)) => Some(view! { <p class="stop">"× "{why}</p> }),
        None | Some(Outcome::Done) => None,
    })
    .into_any()
}

fn reason(reason: DecisionReason) -> AnyView {
    view! { <p>{reason.message}" "{reason.note}</p> }.into_any()
}

fn person(applicant: &PanelApplicant) -> Vec<(&'static str, String)> {
    let (w, r, language) = (staff_words(), recover_words(), language());
    let given = |text: Option<String>| text.unwrap_or_else(|| String::from(w.unknown));
    let said = |text: Option<&'static str>| given(text.map(String::from));
    let today = Clock::from_context().today();
    let age = applicant.birth_date.map(|birth| fill(w.years, &[&birth.age_on(today).to_string()]));
    vec![
        (r.phone, applicant.phone.clone().unwrap_or_else(|| String::from(r.none))),
        (w.nik, given(applicant.nik.as_ref().map(|nik| nik.0.clone()))),
        (w.age, given(age)),
        (w.sex, said(applicant.sex.map(|word| message::sex(word.0, language)))),
        (w.education, said(applicant.education.map(|word| message::education(word.0, language)))),
        (
            w.occupation,
            said(applicant.occupation.map(|word| message::occupation(word.0, language))),
        ),
        (w.region, given(applicant.region.as_ref().map(|region| region.name.clone()))),
    ]
}

fn eligibility(eligibility: Eligibility) -> AnyView {
    let rows: Vec<AnyView> = eligibility
        .reasons
        .into_iter()
        .map(|reason| {
            let (class, tone) = match reason.verdict.0 {
                Verdict::Eligible => ("good", Tone::Good),
                Verdict::NotEligible => ("stop", Tone::Stop),
                Verdict::Tentative => ("wait", Tone::Wait),
            };
            view! { <li class=class><span aria-hidden="true">{tone.icon()}" "</span>{reason.message}</li> }
                .into_any()
        })
        .collect();
    view! {
        <h3>{staff_words().eligibility}</h3>
        <p>{message::verdict(eligibility.verdict.0, language())}</p>
        <ul class="reasons">{rows}</ul>
    }
    .into_any()
}

fn history(events: &[ApplicationEvent], zone: &str) -> AnyView {
    let language = language();
    let zone: TimeZone = zone.parse().unwrap_or(TimeZone::Jakarta);
    let rows: Vec<AnyView> = events
        .iter()
        .rev()
        .map(|event| {
            let at = format::date_time_short(event.at, zone, language);
            let what = message::application_state(event.to.0, language);
            let who = message::actor_kind(event.actor.0, language);
            view! { <li><strong>{what}</strong>" · "{who}<br/><span class="quiet">{at}</span></li> }
                .into_any()
        })
        .collect();
    view! { <ol class="history">{rows}</ol> }.into_any()
}
