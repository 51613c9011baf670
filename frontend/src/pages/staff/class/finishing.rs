//! Who has finished, by the rule or otherwise, and the certificates: many at once, one result a row.

use balai_shared::application::ApplicationState;
use balai_shared::message;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::asking::{self, Deed};
use super::ratings::ratings;
use super::{Room, table};
use crate::api::{
    Class, CompleteApplications, CompleteApplicationsInput, CompleteApplicationsVariables,
    DecisionError, IssueCertificates, IssueCertificatesInput, IssueCertificatesVariables,
    IssueResult, IssuedCertificate, Participant, RevokeCertificate, RevokeCertificateInput,
    RevokeCertificateVariables, Sender, Typed, run,
};
use crate::components::application_badge;
use crate::i18n::{class_words, fill};
use crate::visit::language;

pub(super) fn section(room: Room, class: &Class) -> AnyView {
    let w = class_words();
    let sender = Sender::from_context();
    let in_state = |wanted: ApplicationState| {
        class.participants.iter().filter(move |one| one.application.state.0 == wanted)
    };
    let id = |one: &Participant| one.application.id.clone();
    let open: Vec<cynic::Id> = in_state(ApplicationState::Confirmed).map(id).collect();
    let without = in_state(ApplicationState::Completed)
        .filter(|one| one.certificate.as_ref().is_none_or(|known| known.revoked));
    let without: Vec<cynic::Id> = without.map(id).collect();
    let holds = |one: &Participant| one.certificate.as_ref().is_some_and(|known| !known.revoked);
    let all = class.participants.iter().any(holds).then(|| {
        let href = format!("/sertifikat/{}/semua.pdf", class.session.id.inner());
        view! { <a class="button" href=href rel="external">{w.download_all}</a> }
    });
    let (asked, names) = (RwSignal::new(None), asking::names(class));
    let complete = {
        let (sender, ids) = (sender.clone(), open.clone());
        move |_| asking::ask((room, asked), Deed::Complete, sender.clone(), (ids.clone(), names))
    };
    let issue = {
        let (sender, ids) = (sender.clone(), without.clone());
        move |_| asking::ask((room, asked), Deed::Issue, sender.clone(), (ids.clone(), names))
    };
    let go = {
        let (sender, open, without) = (sender.clone(), open.clone(), without.clone());
        move |deed: Deed| match deed {
            Deed::Complete => self::complete(room, sender.clone(), open.clone(), None),
            Deed::Issue => self::issue(room, sender.clone(), without.clone()),
        }
    };
    let (can_complete, can_issue) = (!open.is_empty(), !without.is_empty());
    let labels = [w.name, w.attended, w.by_rule, w.state, w.certificate];
    let head = labels.iter().map(|label| view! { <th scope="col">{*label}</th> }.into_any());
    let rows = class.participants.iter().map(|one| row(room, one, &sender)).collect();
    view! {
        <p>{fill(w.share, &[&class.least_percent.to_string()])}</p>
        <div class="buttons">
            <button type="button" class="main" disabled=move || room.busy.get() || !can_complete on:click=complete>
                {fill(w.complete_all, &[&open.len().to_string()])}
            </button>
            <button type="button" class="main" disabled=move || room.busy.get() || !can_issue on:click=issue>
                {fill(w.issue_all, &[&without.len().to_string()])}
            </button>
            {all}
            {asking::undo(room, sender.clone())}
        </div>
        {asking::question(room, asked, go)}
        {table(head.collect(), rows)}
        {ratings(class)}
    }
    .into_any()
}

fn row(room: Room, participant: &Participant, sender: &Sender) -> AnyView {
    let language = language();
    let application = &participant.application;
    let id = application.id.inner().to_owned();
    let said = move || {
        room.rows.with(|rows| rows.get(&id).cloned()).map(|(done, text)| {
            let class = if done { "good" } else { "stop" };
            let icon = if done { "✓ " } else { "× " };
            view! { <p class=class>{icon}{text}</p> }
        })
    };
    let open = application.state.0 == ApplicationState::Confirmed;
    let verdict = open.then(|| {
        let reasons: Vec<String> =
            participant.reasons.iter().map(|reason| reason.message.clone()).collect();
        view! {
            <strong>{message::completion_verdict(participant.verdict.0, language)}</strong>
            <p class="quiet">{message::certificate_kind(participant.certificate_kind.0, language)}" · "{reasons.join(" ")}</p>
        }
    });
    let otherwise = open.then(|| otherwise(room, application.id.clone(), sender.clone()));
    let certificate =
        participant.certificate.as_ref().map(|known| certificate(room, known, sender.clone()));
    // While meetings are left the share of all of them looks worse than it is.
    let so_far = participant.attended_so_far_percent;
    let so_far = so_far.filter(|percent| *percent != participant.attendance_percent);
    let so_far = so_far.map(|percent| {
        view! { <p class="quiet">{fill(class_words().so_far, &[&percent.to_string()])}</p> }
    });
    view! {
        <tr>
            <th scope="row">{application.applicant.name.clone()}{said}</th>
            <td>{participant.attendance_percent}"%"{so_far}</td>
            <td>{verdict}{otherwise}</td>
            <td>{application_badge(application.state.0)}</td>
            <td>{certificate}</td>
        </tr>
    }
    .into_any()
}

fn certificate(room: Room, known: &IssuedCertificate, sender: Sender) -> AnyView {
    let w = class_words();
    let number = known.number.clone();
    if known.revoked {
        return view! { <s>{number}</s>" "<span class="stop">{w.revoked}</span> }.into_any();
    }
    let href = format!("/sertifikat/{number}.pdf");
    let shown = number.clone();
    let send = move |reason: String| {
        let input = RevokeCertificateInput { number: number.clone(), reason };
        revoke(room, sender.clone(), input);
    };
    let buttons = [(w.revoke, send)];
    view! {
        <a href=href rel="external">{shown}</a>
        {with_reason(w.revoke, w.reason_kept, buttons.into())}
    }
    .into_any()
}

/// Deciding otherwise than the rule, with a reason.
fn otherwise(room: Room, id: cynic::Id, sender: Sender) -> AnyView {
    let w = class_words();
    let say = move |completed: bool| {
        let (id, sender) = (id.clone(), sender.clone());
        move |reason: String| {
            let reasoned = Some((completed, reason));
            complete(room, sender.clone(), vec![id.clone()], reasoned);
        }
    };
    let buttons = vec![(w.say_finished, say(true)), (w.say_unfinished, say(false))];
    with_reason(w.otherwise, w.reason_read, buttons)
}

/// A closed form with a reason and one button or two.
fn with_reason<F: Fn(String) + 'static>(
    title: &'static str,
    hint: &'static str,
    buttons: Vec<(&'static str, F)>,
) -> AnyView {
    let reason = RwSignal::new(String::new());
    let buttons: Vec<AnyView> = buttons
        .into_iter()
        .map(|(label, send)| {
            let press = move |_| send(reason.get_untracked());
            let empty = move || reason.with(|text| text.trim().is_empty());
            view! { <button type="button" class="danger" disabled=empty on:click=press>{label}</button> }
                .into_any()
        })
        .collect();
    view! {
        <details>
            <summary>{title}</summary>
            <label>
                {class_words().reason}
                <textarea name="reason" rows="2" on:input=move |event| reason.set(event_target_value(&event))></textarea>
            </label>
            <p class="quiet">{hint}</p>
            <div class="buttons">{buttons}</div>
        </details>
    }
    .into_any()
}

/// By the rule, or as said with a reason.
fn complete(room: Room, sender: Sender, ids: Vec<cynic::Id>, said: Option<(bool, String)>) {
    let (completed, reason) = said.map_or((None, None), |(done, why)| (Some(done), Some(why)));
    room.busy.set(true);
    spawn_local(async move {
        let input = CompleteApplicationsInput { ids, completed, reason };
        let request = Typed::<CompleteApplications>::new(CompleteApplicationsVariables { input });
        match run(&sender, request).await {
            Ok(answer) => {
                let results = answer.complete_applications.results;
                let rows =
                    results.into_iter().map(|one| (one.application_id.into_inner(), one.error));
                take_note(room, class_words().completed, rows.collect());
            }
            Err(error) => room.refused(error),
        }
        room.busy.set(false);
    });
}

fn issue(room: Room, sender: Sender, ids: Vec<cynic::Id>) {
    room.busy.set(true);
    spawn_local(async move {
        let input = IssueCertificatesInput { ids };
        let request = Typed::<IssueCertificates>::new(IssueCertificatesVariables { input });
        match run(&sender, request).await {
            Ok(answer) => {
                let results = answer.issue_certificates.results;
                let number = |one: &IssueResult| Some(one.certificate.as_ref()?.number.clone());
                asking::keep(room, results.iter().filter_map(number).collect());
                let rows =
                    results.into_iter().map(|one| (one.application_id.into_inner(), one.error));
                take_note(room, class_words().issued, rows.collect());
            }
            Err(error) => room.refused(error),
        }
        room.busy.set(false);
    });
}

fn revoke(room: Room, sender: Sender, input: RevokeCertificateInput) {
    spawn_local(async move {
        let request = Typed::<RevokeCertificate>::new(RevokeCertificateVariables { input });
        match run(&sender, request).await {
            Ok(_) => {
                room.told.set(None);
                room.page.refetch();
            }
            Err(error) => room.refused(error),
        }
    });
}

fn take_note(room: Room, done: &str, rows: Vec<(String, Option<DecisionError>)>) {
    let refused = rows.iter().filter(|(_, error)| error.is_some()).count();
    let mut text = fill(done, &[&(rows.len() - refused).to_string()]);
    let mut tone = "good";
    if refused > 0 {
        tone = "wait";
        text.push(' ');
        text.push_str(&fill(class_words().not_done, &[&refused.to_string()]));
    }
    let told = rows.into_iter().filter_map(|(id, error)| Some((id, (false, error?.message))));
    room.rows.set(told.collect());
    room.told.set(Some((tone, text)));
    room.page.refetch();
}
