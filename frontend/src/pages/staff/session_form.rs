//! Planning a session: the form, with the public page beside it as it would be.

use balai_shared::format;
use balai_shared::meeting::parse_time;
use balai_shared::message;
use balai_shared::session::{DeliveryMode, Funding, SelectionMethod};
use balai_shared::time::{Date, Instant, TimeZone, Weekday};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::gate::{query_of_address, refused};
use super::program_form::reload;
use super::session_preview::preview;
use super::typed_form::{Kind, TypedForm, choices, faults, field, or_none};
use crate::api::{
    CreateSession, CreateSessionInput, CreateSessionVariables, NewSessionNode, NewSessionPage,
    NewSessionVariables, PlannedProgram, PlannedSession, SessionFilter, Typed, UpdateDraft,
    UpdateDraftInput, UpdateDraftVariables, Word,
};
use crate::browser;
use crate::components::{Choice, head, not_found, skeleton_page};
use crate::i18n::{fill, planning_words};
use crate::load::{Fetched, fetch, loaded_either};
use crate::visit::language;

/// What a form is about: its program, where its clocks stand, and whose plan it takes along.
#[derive(Clone)]
pub(super) struct Subject {
    pub(super) form: TypedForm,
    pub(super) program: cynic::Id,
    pub(super) zone: TimeZone,
    /// A new session's pattern stands in the form; a draft has its plan already.
    pub(super) is_new: bool,
}

/// `/petugas/sesi/baru?program=prg_…`
pub(super) fn new_session() -> AnyView {
    let w = planning_words();
    head(w.new_session, "");
    let query = query_of_address();
    let asked = Memo::new(move |_| {
        let query = query.get();
        query.get("program").map(|program| (program, query.get("salin")))
    });
    let content = move || match asked.get() {
        Some((program, pattern)) => new_session_of(program, pattern),
        None => not_found(),
    };
    view! {
        <article class="planning">
            <a class="back" href="/petugas/program"><span aria-hidden="true">"‹ "</span>{w.programs}</a>
            <h1>{w.new_session}</h1>
            {content}
        </article>
    }
    .into_any()
}

fn new_session_of(program: String, pattern: Option<String>) -> AnyView {
    let name = StoredValue::new(format!("sesi-baru-{program}"));
    let page = fetch(move || {
        let id = cynic::Id::new(program.clone());
        let sessions = SessionFilter { program_id: Some(id.clone()), ..SessionFilter::default() };
        Typed::<NewSessionPage>::new(NewSessionVariables { id, sessions })
    });
    loaded_either::<NewSessionPage>(page, skeleton_page, move |answer| match answer {
        Ok(NewSessionPage { node: Some(NewSessionNode::Program(program)), sessions }) => {
            let asked = pattern.as_deref();
            let asked = sessions.nodes.iter().find(|one| Some(one.id.inner()) == asked);
            let zone = zone(&program.institution.region.time_zone);
            let first = match asked {
                Some(session) => copied(session, zone),
                None => usual(zone),
            };
            let form = name.with_value(|name| TypedForm::new(name, first));
            let subject = Subject { form, program: program.id.clone(), zone, is_new: true };
            making(subject, &program, sessions.nodes)
        }
        Ok(NewSessionPage { node: Some(NewSessionNode::Other) | None, .. }) => not_found(),
        Err(error) => refused(&error, move || page.refetch()),
    })
}

pub(super) fn zone(name: &str) -> TimeZone {
    name.parse().unwrap_or(TimeZone::Jakarta)
}

fn making(subject: Subject, program: &PlannedProgram, sessions: Vec<PlannedSession>) -> AnyView {
    let go = use_navigate();
    let (form, of) = (subject.form, subject.clone());
    let send = move || {
        let input = whole(&of);
        let operation = Typed::<CreateSession>::new(CreateSessionVariables { input });
        let go = go.clone();
        form.send(operation, move |made| {
            let id = made.create_session.session.id;
            go(&format!("/petugas/sesi/{}", id.inner()), NavigateOptions::default());
        });
    };
    let title = format!("{} · {}", program.title, program.institution.name);
    view! {
        <p class="quiet">{title}</p>
        {patterns(&subject, sessions)}
        {sheet(subject, send)}
    }
    .into_any()
}

/// The form of a draft that is there.
pub(super) fn of_draft(
    session: &PlannedSession,
    page: Fetched,
    saved: impl Fn() + Clone + 'static,
) -> AnyView {
    let zone = zone(&session.time_zone);
    let name = format!("sesi-{}", session.id.inner());
    let form = TypedForm::editing(&name, values(session, zone));
    let (id, edition) = (session.id.clone(), session.edition);
    let subject = Subject { form, program: session.program.id.clone(), zone, is_new: false };
    let send = move || {
        let input = changed(form, zone, (id.clone(), edition));
        let operation = Typed::<UpdateDraft>::new(UpdateDraftVariables { input });
        let saved = saved.clone();
        form.send_change(operation, page, move |_| saved());
    };
    sheet(subject, send)
}

/// The fields, and beside them the page.
fn sheet(subject: Subject, send: impl Fn() + 'static) -> AnyView {
    let w = planning_words();
    let form = subject.form;
    let (shown, look) = preview(&subject);
    let chosen = look.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send();
    };
    view! {
        <div class="beside">
            <form novalidate on:submit=submit on:input=move |_| look() on:change=move |_| chosen()>
                {faults(form, reload)}
                {fields(&subject)}
                <p class="quiet">{w.draft_hint}</p>
                <p><button type="submit" class="main" disabled=move || form.is_busy()>{w.save_draft}</button></p>
            </form>
            {shown}
        </div>
    }
    .into_any()
}

fn fields(subject: &Subject) -> AnyView {
    let (w, language) = (planning_words(), language());
    let form = subject.form;
    let modes = choices(DeliveryMode::ALL, DeliveryMode::as_str, |one| {
        message::mode_explained(one, language)
    });
    let fundings =
        choices(Funding::ALL, Funding::as_str, |one| message::funding_explained(one, language));
    let methods = choices(SelectionMethod::ALL, SelectionMethod::as_str, |one| {
        message::selection_method(one, language)
    });
    let explained = move || {
        let method: Option<SelectionMethod> = form.get("selectionMethod").parse().ok();
        method.map(|method| message::selection_explained(method, language))
    };
    let clocks = fill(w.clocks, &[subject.zone.abbreviation()]);
    view! {
        <fieldset>
            <legend>{w.how}</legend>
            {field(form, "mode", (w.mode, ""), Kind::Choice(modes))}
            {field(form, "funding", (w.funding, ""), Kind::Choice(fundings))}
            {field(form, "selectionMethod", (w.method, ""), Kind::Choice(methods))}
            <p class="quiet">{explained}</p>
            {field(form, "capacity", (w.capacity, w.capacity_hint), Kind::Number)}
            {field(form, "offerHours", (w.offer_hours, w.offer_hours_hint), Kind::Number)}
        </fieldset>
        <fieldset>
            <legend>{w.when}</legend>
            <p class="quiet">{clocks}</p>
            {field(form, "registrationOpensAt", (w.opens, ""), Kind::Moment)}
            {field(form, "registrationClosesAt", (w.closes, w.closes_hint), Kind::Moment)}
            {field(form, "startsOn", (w.starts_on, ""), Kind::Date)}
            {field(form, "endsOn", (w.ends_on, ""), Kind::Date)}
            {field(form, "replacementUntil", (w.replacement, w.replacement_hint), Kind::Date)}
            {field(form, "timetable", (w.timetable, w.timetable_hint), Kind::Area)}
        </fieldset>
        <fieldset>
            <legend>{w.place}</legend>
            {field(form, "address", (w.address, w.address_hint), Kind::Area)}
            {field(form, "meetingLink", (w.link, w.link_hint), Kind::Text)}
            {field(form, "boarding", (w.boarding, w.boarding_hint), Kind::Tick)}
        </fieldset>
    }
    .into_any()
}

/// Sessions that were held are the patterns of new ones: everything but the days and the people.
fn patterns(subject: &Subject, sessions: Vec<PlannedSession>) -> AnyView {
    let (w, language) = (planning_words(), language());
    if sessions.is_empty() {
        return ().into_any();
    }
    let (form, zone) = (subject.form, subject.zone);
    let label = |one: &PlannedSession| {
        let method = message::selection_method(one.selection_method.0, language);
        format!("{} · {method}", format::date(one.starts_on, language))
    };
    let options = sessions
        .iter()
        .map(|one| Choice { value: one.id.inner().to_owned(), label: label(one) })
        .collect();
    let known = StoredValue::new(sessions);
    let fill_in = move |_| {
        let chosen = form.text("likeSessionId");
        let found = known.with_value(|known| {
            known.iter().find(|one| *one.id.inner() == chosen).map(|one| copied(one, zone))
        });
        if let Some(values) = found {
            form.put_all(values);
        }
    };
    let shift = move |_| {
        let to = Date::parse(&form.text("shiftTo"));
        let from = Date::parse(&form.text("startsOn"));
        if let (Ok(to), Ok(from)) = (to, from) {
            shift_all(form, from.days_until(to));
        }
    };
    view! {
        <details class="card">
            <summary>{w.pattern}</summary>
            <p class="quiet">{w.pattern_hint}</p>
            {field(form, "likeSessionId", (w.pattern_of, ""), Kind::Choice(or_none(w.none, options)))}
            <p><button type="button" on:click=fill_in>{w.pattern_use}</button></p>
            {field(form, "shiftTo", (w.shift_to, w.shift_hint), Kind::Date)}
            <p><button type="button" on:click=shift>{w.shift}</button></p>
        </details>
    }
    .into_any()
}

/// Moves all days by the same number.
fn shift_all(form: TypedForm, days: i64) {
    let mut moved = Vec::new();
    for name in ["startsOn", "endsOn", "replacementUntil"] {
        if let Ok(date) = Date::parse(&form.text(name)) {
            moved.push((name, date.plus_days(days).to_string()));
        }
    }
    for name in ["registrationOpensAt", "registrationClosesAt"] {
        let text = form.text(name);
        if let Some((day, time)) = text.split_once('T')
            && let Ok(date) = Date::parse(day)
        {
            moved.push((name, format!("{}T{time}", date.plus_days(days))));
        }
    }
    form.put_all(moved);
}

/// A new session's first values: registration from tomorrow for three weeks, and two weeks of training
/// from the Monday a week after.
fn usual(zone: TimeZone) -> Vec<(&'static str, String)> {
    let today = zone.date_of(browser::now());
    let (opens, closes) = (today.plus_days(1), today.plus_days(22));
    let mut starts = today.plus_days(29);
    while starts.weekday() != Weekday::Monday {
        starts = starts.plus_days(1);
    }
    vec![
        ("mode", DeliveryMode::Luring.as_str().to_owned()),
        ("funding", Funding::Public.as_str().to_owned()),
        ("selectionMethod", SelectionMethod::Merit.as_str().to_owned()),
        ("capacity", "16".to_owned()),
        ("offerHours", "48".to_owned()),
        ("registrationOpensAt", format!("{opens}T08:00")),
        ("registrationClosesAt", format!("{closes}T16:00")),
        ("startsOn", starts.to_string()),
        ("endsOn", starts.plus_days(11).to_string()),
    ]
}

/// What an earlier session says, a year later on the same day of the week; two or more where that is
/// over as well.
fn copied(session: &PlannedSession, zone: TimeZone) -> Vec<(&'static str, String)> {
    let today = zone.date_of(browser::now());
    let mut days = 364;
    while session.starts_on.plus_days(days) <= today.plus_days(7) {
        days += 364;
    }
    let later = PlannedSession {
        starts_on: session.starts_on.plus_days(days),
        ends_on: session.ends_on.plus_days(days),
        replacement_until: session.replacement_until.plus_days(days),
        registration_opens_at: session.registration_opens_at.plus_days(days),
        registration_closes_at: session.registration_closes_at.plus_days(days),
        ..session.clone()
    };
    let mut all = values(&later, zone);
    all.push(("likeSessionId", session.id.inner().to_owned()));
    all
}

fn values(session: &PlannedSession, zone: TimeZone) -> Vec<(&'static str, String)> {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    vec![
        ("mode", session.mode.0.as_str().to_owned()),
        ("funding", session.funding.0.as_str().to_owned()),
        ("selectionMethod", session.selection_method.0.as_str().to_owned()),
        ("capacity", session.capacity.to_string()),
        ("offerHours", session.offer_hours.to_string()),
        ("registrationOpensAt", local(session.registration_opens_at, zone)),
        ("registrationClosesAt", local(session.registration_closes_at, zone)),
        ("startsOn", session.starts_on.to_string()),
        ("endsOn", session.ends_on.to_string()),
        ("replacementUntil", session.replacement_until.to_string()),
        ("timetable", text(&session.timetable)),
        ("address", text(&session.address)),
        ("meetingLink", text(&session.meeting_link)),
        ("boarding", if session.boarding { "on".to_owned() } else { String::new() }),
    ]
}

/// As a field for a day and a time has it, by the clocks of the place.
pub(super) fn local(at: Instant, zone: TimeZone) -> String {
    let (date, hour, minute) = zone.local(at);
    format!("{date}T{hour:02}:{minute:02}")
}

/// The same as a moment; what is none is left for the server to refuse.
pub(super) fn moment(text: &str, zone: TimeZone) -> String {
    let parsed = text.split_once('T').and_then(|(day, time)| {
        let minutes = parse_time(time.get(..5).unwrap_or(time))?;
        Some(zone.start_of(Date::parse(day).ok()?).plus_minutes(i64::from(minutes)))
    });
    parsed.map_or_else(|| text.to_owned(), |at| at.to_string())
}

fn word<T: std::str::FromStr>(form: TypedForm, name: &str, usual: T) -> Word<T> {
    Word(form.text(name).parse().unwrap_or(usual))
}

/// The whole session as it is typed.
pub(super) fn whole(subject: &Subject) -> CreateSessionInput {
    let (form, zone) = (subject.form, subject.zone);
    let like = form.optional("likeSessionId").filter(|_| subject.is_new);
    CreateSessionInput {
        program_id: subject.program.clone(),
        mode: word(form, "mode", DeliveryMode::Luring),
        funding: word(form, "funding", Funding::Public),
        selection_method: word(form, "selectionMethod", SelectionMethod::Merit),
        capacity: form.number("capacity"),
        registration_opens_at: moment(&form.text("registrationOpensAt"), zone),
        registration_closes_at: moment(&form.text("registrationClosesAt"), zone),
        starts_on: form.text("startsOn"),
        ends_on: form.text("endsOn"),
        address: form.optional("address"),
        meeting_link: form.optional("meetingLink"),
        boarding: Some(form.ticked("boarding")),
        timetable: form.optional("timetable"),
        offer_hours: form.optional_number("offerHours"),
        replacement_until: form.optional("replacementUntil"),
        like_session_id: like.map(cynic::Id::new),
    }
}

/// What is typed where it differs from the draft.
fn changed(form: TypedForm, zone: TimeZone, (id, edition): (cynic::Id, i32)) -> UpdateDraftInput {
    let at = |name| form.changed(name).map(|text| moment(&text, zone));
    // Neither can be left out: what is emptied stays.
    let filled = |name| form.changed(name).filter(|text| !text.trim().is_empty());
    UpdateDraftInput {
        session_id: id,
        edition,
        mode: form.changed_word("mode"),
        funding: form.changed_word("funding"),
        selection_method: form.changed_word("selectionMethod"),
        registration_opens_at: at("registrationOpensAt"),
        boarding: form.changed("boarding").map(|_| form.ticked("boarding")),
        offer_hours: filled("offerHours").map(|_| form.number("offerHours")),
        capacity: form.changed_number("capacity"),
        registration_closes_at: at("registrationClosesAt"),
        starts_on: form.changed("startsOn"),
        ends_on: form.changed("endsOn"),
        replacement_until: filled("replacementUntil"),
        address: form.changed("address"),
        meeting_link: form.changed("meetingLink"),
        timetable: form.changed("timetable"),
    }
}
