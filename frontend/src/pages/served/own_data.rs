//! All that is kept of the viewer, to be read.

use balai_shared::format;
use balai_shared::message;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;

use super::account::{at, banner};
use crate::api::{
    AccountEvent, Benefit, Contact, Device, OwnApplication, OwnNotification, OwnRecords,
    OwnRecordsVariables, OwnStep, Profile, Typed, ViewerRecords,
};
use crate::components::{facts, head, next_link, sign_in_first, skeleton_page};
use crate::i18n::{account_words, saved_words, served_words};
use crate::load::{fetch, loaded};
use crate::visit::language;

/// `/data-saya`
#[must_use]
pub fn own_data() -> AnyView {
    let a = account_words();
    head(a.own_data, a.own_data_intro);
    let query = use_query_map();
    let fetched = fetch(move || {
        let cursor = |name: &str| query.get().get(name).filter(|cursor| !cursor.is_empty());
        let (applications, messages) = (cursor("lamaran"), cursor("pesan"));
        Typed::<OwnRecords>::new(OwnRecordsVariables { applications, messages })
    });
    view! {
        <div class="reading">
            <h1>{a.own_data}</h1>
            {loaded(fetched, skeleton_page, |page: OwnRecords| match page.viewer {
                Some(viewer) => show(&viewer),
                None => sign_in_first(),
            })}
        </div>
    }
    .into_any()
}

fn show(viewer: &ViewerRecords) -> AnyView {
    let a = account_words();
    let applications = viewer.applications.nodes.iter().map(application).collect();
    let benefits = viewer.benefits.iter().map(benefit).collect();
    let notifications = viewer.notifications.nodes.iter().map(notification).collect();
    let searches = viewer.saved_searches.nodes.iter();
    let searches =
        searches.map(|one| [at(one.created_at), one.name.clone(), String::new()]).collect();
    let more_applications = next_link(&viewer.applications.page_info, |cursor| {
        format!("/data-saya?lamaran={}", Url::escape(cursor))
    });
    let more_messages = next_link(&viewer.notifications.page_info, |cursor| {
        format!("/data-saya?pesan={}", Url::escape(cursor))
    });
    let devices = viewer.devices.iter().map(device).collect();
    let events = viewer.account_events.iter().map(event).collect();
    view! {
        <p>{a.own_data_intro}" "{a.own_data_most}</p>
        <p><a class="button" href="/data-saya.json" download rel="external">{a.own_data_file}</a></p>
        {banner(&viewer.contacts)}
        {section(a.profile, vec![facts(profile(viewer))])}
        {section(a.applications, applications)}
        {more_applications}
        {section(a.benefits, benefits)}
        {table(a.messages, [a.when, a.what, ""], notifications)}
        {more_messages}
        {table(saved_words().title, [a.when, a.what, ""], searches)}
        {table(a.devices, [a.what, a.signed_in_at, a.last_seen_at], devices)}
        {table(a.events, [a.when, a.what, a.who], events)}
        <p><a href="/akun">{a.back}</a></p>
    }
    .into_any()
}

fn section(title: &'static str, parts: Vec<AnyView>) -> AnyView {
    let none = parts.is_empty().then(|| view! { <p>{account_words().nothing}</p> });
    view! { <section><h2>{title}</h2>{none}{parts}</section> }.into_any()
}

type Row = [String; 3];

/// A table; a column without a name has no cells.
fn table(title: &'static str, columns: [&'static str; 3], rows: Vec<Row>) -> AnyView {
    if rows.is_empty() {
        return section(title, Vec::new());
    }
    let wanted = columns.iter().filter(|name| !name.is_empty()).count();
    let head: Vec<AnyView> = columns
        .iter()
        .take(wanted)
        .map(|name| view! { <th scope="col">{*name}</th> }.into_any())
        .collect();
    let rows: Vec<AnyView> = rows
        .into_iter()
        .map(|row| {
            let cells: Vec<AnyView> = row
                .into_iter()
                .take(wanted)
                .map(|cell| view! { <td>{cell}</td> }.into_any())
                .collect();
            view! { <tr>{cells}</tr> }.into_any()
        })
        .collect();
    let table = view! {
        <div class="scroll" tabindex="0" role="region" aria-label=title>
            <table class="entries"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    };
    section(title, vec![table.into_any()])
}

fn profile(viewer: &ViewerRecords) -> Vec<(&'static str, String)> {
    let a = account_words();
    let mut rows = told(&viewer.profile);
    rows.extend(viewer.contacts.iter().map(contact));
    let wants = |on: bool| if on { a.on } else { a.off };
    let kept = &viewer.message_preferences;
    let news = format!("{} {} · SMS {}", a.email, wants(kept.email), wants(kept.sms));
    rows.push((a.news, news));
    rows.push((saved_words().switch, String::from(wants(kept.new_sessions))));
    rows
}

fn told(profile: &Profile) -> Vec<(&'static str, String)> {
    let (a, language) = (account_words(), language());
    let given = |text: Option<String>| text.unwrap_or_else(|| String::from(a.unknown));
    let said = |text: Option<&'static str>| given(text.map(String::from));
    let label = |name: &str| message::field_label(name, language);
    let disabled = profile.disability.map(|yes| if yes { a.on } else { a.off });
    vec![
        (a.name, profile.name.clone()),
        ("NIK", given(profile.nik.as_ref().map(|nik| nik.0.clone()))),
        (a.kk, given(profile.kk.as_ref().map(|kk| kk.0.clone()))),
        (a.birth_date, given(profile.birth_date.map(|day| format::date_short(day, language)))),
        (label("sex"), said(profile.sex.map(|word| message::sex(word.0, language)))),
        (
            label("education"),
            said(profile.education.map(|word| message::education(word.0, language))),
        ),
        (
            label("occupation"),
            said(profile.occupation.map(|word| message::occupation(word.0, language))),
        ),
        (a.region, given(profile.region.as_ref().map(|region| region.name.clone()))),
        (label("disability"), said(disabled)),
    ]
}

fn contact(contact: &Contact) -> (&'static str, String) {
    let a = account_words();
    let name = match contact.kind.0 {
        balai_shared::account::ContactKind::Phone => a.phone,
        balai_shared::account::ContactKind::Email => a.email,
    };
    let state = if contact.confirmed_at.is_some() { a.confirmed } else { a.unconfirmed };
    (name, format!("{} ({state})", contact.value))
}

fn application(application: &OwnApplication) -> AnyView {
    let (a, language) = (account_words(), language());
    let state = message::application_state(application.state.0, language);
    let written = application.motivation.clone().filter(|text| !text.is_empty());
    let written = written.map(|text| view! { <p>{a.motivation}": "{text}</p> });
    let steps: Vec<AnyView> = application.history.iter().map(step).collect();
    view! {
        <article class="card">
            <h3>{application.session.program.title.clone()}</h3>
            <p>{state}</p>
            {written}
            <ol class="listed">{steps}</ol>
        </article>
    }
    .into_any()
}

fn step(step: &OwnStep) -> AnyView {
    let language = language();
    let what = message::application_action(step.action.0, language);
    let who = message::actor_kind(step.actor.0, language);
    let why = step.reason.as_ref().map(|reason| {
        let note = reason.note.clone().unwrap_or_default();
        view! { <br/>{reason.message.clone()}" "{note} }
    });
    view! { <li>{what}" · "{who}<br/><span class="quiet">{at(step.at)}</span>{why}</li> }.into_any()
}

fn benefit(benefit: &Benefit) -> AnyView {
    let (a, s, language) = (account_words(), served_words(), language());
    let rows: Vec<AnyView> = benefit
        .entries
        .nodes
        .iter()
        .map(|entry| {
            view! { <tr><td>{at(entry.at)}</td><td>{entry.message.clone()}</td><td>{entry.amount.to_string()}</td></tr> }
                .into_any()
        })
        .collect();
    let wave = crate::i18n::fill(s.wave, &[&benefit.wave.to_string()]);
    let stage = message::benefit_stage(benefit.stage.0, language);
    let name = benefit.scheme.name.clone();
    let parts = message::balance_parts(&benefit.balance.figures(), language);
    let parts = parts.map(|(name, amount)| (name, amount.to_string()));
    view! {
        <article class="card">
            <h3>{name.clone()}</h3>
            <p>{wave}" · "{stage}</p>
            {facts(parts.into())}
            <div class="scroll" tabindex="0" role="region" aria-label=name>
                <table class="entries">
                    <thead><tr>
                        <th scope="col">{a.when}</th>
                        <th scope="col">{a.what}</th>
                        <th scope="col">{a.amount}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </article>
    }
    .into_any()
}

fn notification(told: &OwnNotification) -> Row {
    [at(told.created_at), told.message.clone(), String::new()]
}

fn device(device: &Device) -> Row {
    [device.label.clone(), at(device.signed_in_at), at(device.last_seen_at)]
}

fn event(event: &AccountEvent) -> Row {
    let who = event.institution.as_ref().map(|institution| institution.name.clone());
    [at(event.at), event.message.clone(), who.unwrap_or_default()]
}
