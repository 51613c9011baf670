//! Times for tests and interviews: opening them, and the list of who comes when.

use balai_shared::format;
use balai_shared::meeting::parse_time;
use balai_shared::session::SelectionMethod;
use balai_shared::time::{Date, TimeZone};
use leptos::prelude::*;

use super::gate::refused;
use super::session_form::{moment, zone};
use super::typed_form::{Kind, TypedForm, faults, field};
use crate::api::{
    AppointmentSheet, CancelSlot, CancelSlotInput, CancelSlotVariables, ChangeSlot,
    ChangeSlotInput, ChangeSlotVariables, NodeVariables, OpenSlots, OpenSlotsInput,
    OpenSlotsVariables, SlotApplicant, SlotInput, SlotSheet, SlotsNode, SlotsPage, SlotsSession,
    Typed,
};
use crate::components::{Choice, empty, head, not_found, notice, skeleton_page};
use crate::i18n::{fill, slot_words};
use crate::load::{Fetched, fetch, loaded_either};
use crate::visit::language;

/// `/petugas/tes/ses_…`
pub(super) fn slots(id: String) -> AnyView {
    let w = slot_words();
    head(w.title, "");
    let back = format!("/petugas/seleksi/{id}");
    let page = fetch(move || Typed::<SlotsPage>::new(NodeVariables { id: cynic::Id::new(&id) }));
    let told = RwSignal::new(None::<&'static str>);
    let content = loaded_either::<SlotsPage>(page, skeleton_page, move |answer| match answer {
        Ok(SlotsPage { node: Some(SlotsNode::Session(session)) }) => {
            show(&session, Desk { page, told })
        }
        Ok(SlotsPage { node: Some(SlotsNode::Other) | None }) => not_found(),
        Err(error) => refused(&error, move || page.refetch()),
    });
    view! {
        <article class="planning">
            <a class="back" href=back><span aria-hidden="true">"‹ "</span>{w.to_selection}</a>
            <div role="status">{move || told.get().map(|text| notice("good", "✓", text))}</div>
            {content}
        </article>
    }
    .into_any()
}

/// What the page's parts share.
#[derive(Clone, Copy)]
struct Desk {
    page: Fetched,
    told: RwSignal<Option<&'static str>>,
}

impl Desk {
    fn done(self, text: &'static str) {
        self.told.set(Some(text));
        self.page.refetch();
    }
}

fn show(session: &SlotsSession, desk: Desk) -> AnyView {
    let w = slot_words();
    if session.selection_method.0 != SelectionMethod::Merit {
        return notice("wait", "○", w.merit_only);
    }
    let zone = zone(&session.time_zone);
    let sheets: Vec<AnyView> =
        session.selection.appointments.iter().map(|one| sheet(one, zone, desk)).collect();
    let none = sheets.is_empty().then(|| empty(w.none, w.none_hint, None));
    let print = move |_| {
        // Refused only where a browser has no printing.
        let _ = window().print();
    };
    view! {
        <h1>{w.title}": "{session.program.title.clone()}</h1>
        <p class="buttons no-print"><button type="button" on:click=print>{w.print}</button></p>
        {none}
        {sheets}
        {opening(session, zone, desk)}
    }
    .into_any()
}

fn sheet(sheet: &AppointmentSheet, zone: TimeZone, desk: Desk) -> AnyView {
    let w = slot_words();
    let name = if sheet.name.is_empty() { w.unnamed.to_owned() } else { sheet.name.clone() };
    let rows: Vec<AnyView> = sheet.slots.iter().map(|one| row(one, zone, desk)).collect();
    let missing = fill(w.unbooked, &[&sheet.unbooked_count.to_string()]);
    let unbooked = (sheet.unbooked_count > 0).then(|| {
        view! { <h3>{missing}</h3> {people(&sheet.unbooked)} }
    });
    view! {
        <section>
            <h2>{name.clone()}</h2>
            <div class="grid" tabindex="0" role="region" aria-label=name>
                <table>
                    <thead><tr>
                        <th scope="col">{w.time}</th><th scope="col">{w.place}</th>
                        <th scope="col">{w.seats}</th><th scope="col">{w.who}</th>
                        <th scope="col" class="no-print"></th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {unbooked}
        </section>
    }
    .into_any()
}

fn people(applications: &[SlotApplicant]) -> AnyView {
    let names: Vec<AnyView> = applications
        .iter()
        .map(|one| view! { <li>{one.applicant.name.clone()}</li> }.into_any())
        .collect();
    view! { <ol class="listed numbered">{names}</ol> }.into_any()
}

fn row(sheet: &SlotSheet, zone: TimeZone, desk: Desk) -> AnyView {
    let (w, language) = (slot_words(), language());
    let slot = &sheet.slot;
    let begins = format::date_time_in_zone(slot.starts_at, zone, language);
    let time = format!("{begins} – {}", format::time_in_zone(slot.ends_at, zone, language));
    let seats = format!("{} / {}", sheet.applications.len(), slot.capacity);
    let change = if slot.cancelled {
        view! { <span class="stop">{w.cancelled}</span> }.into_any()
    } else {
        changing(sheet, zone, &time, desk)
    };
    view! {
        <tr>
            <th scope="row">{time.clone()}</th>
            <td>{slot.place.clone()}</td>
            <td>{seats}</td>
            <td>{people(&sheet.applications)}</td>
            <td class="no-print">{change}</td>
        </tr>
    }
    .into_any()
}

/// Another time or place, or none at all: who has chosen it is told.
fn changing(sheet: &SlotSheet, zone: TimeZone, time: &str, desk: Desk) -> AnyView {
    let w = slot_words();
    let slot = &sheet.slot;
    let id = slot.id.clone();
    let (day, begins, ends) = {
        let (date, hour, minute) = zone.local(slot.starts_at);
        let (_, last_hour, last_minute) = zone.local(slot.ends_at);
        let clock = |hour: u8, minute: u8| format!("{hour:02}:{minute:02}");
        (date.to_string(), clock(hour, minute), clock(last_hour, last_minute))
    };
    let first = vec![
        ("day", day),
        ("begins", begins),
        ("ends", ends),
        ("place", slot.place.clone()),
        ("capacity", slot.capacity.to_string()),
    ];
    let form = TypedForm::unkept(first);
    let changed = id.clone();
    let save = move |_| {
        let input = ChangeSlotInput {
            slot_id: changed.clone(),
            starts_at: Some(at(form, "begins", zone)),
            ends_at: Some(at(form, "ends", zone)),
            place: Some(form.text("place")),
            capacity: Some(form.number("capacity")),
        };
        let operation = Typed::<ChangeSlot>::new(ChangeSlotVariables { input });
        form.send(operation, move |_| desk.done(w.saved));
    };
    let call_off = move |_| {
        let input = CancelSlotInput { slot_id: id.clone() };
        let operation = Typed::<CancelSlot>::new(CancelSlotVariables { input });
        form.send(operation, move |_| desk.done(w.called_off));
    };
    let label = fill(w.change_of, &[time]);
    let line = |name: &'static str, kind: &'static str, text: &'static str| {
        view! {
            <label>{text}" "
                <input type=kind prop:value=move || form.get(name) on:input=move |event| form.put(name, event_target_value(&event))/>
            </label>
        }
    };
    view! {
        <details>
            <summary aria-label=label>{w.change}</summary>
            {faults(form, || {})}
            <p class="lines">
                {line("day", "date", w.day)} {line("begins", "time", w.begins)} {line("ends", "time", w.ends)}
                {line("place", "text", w.place)} {line("capacity", "number", w.seats)}
            </p>
            <p class="quiet">{w.change_told}</p>
            <p class="buttons">
                <button type="button" disabled=move || form.is_busy() on:click=save>{w.save}</button>
                <button type="button" class="danger" disabled=move || form.is_busy() on:click=call_off>{w.call_off}</button>
            </p>
        </details>
    }
    .into_any()
}

/// The day of the form at the time of one of its fields.
fn at(form: TypedForm, name: &str, zone: TimeZone) -> String {
    moment(&format!("{}T{}", form.text("day"), form.text(name)), zone)
}

/// A row of times, one after the other, on one day.
fn opening(session: &SlotsSession, zone: TimeZone, desk: Desk) -> AnyView {
    let w = slot_words();
    let id = session.id.clone();
    let tomorrow = zone.date_of(crate::browser::now()).plus_days(2).to_string();
    // Before the selection is planned the times are for no criterion.
    let criterion = if session.selection.criteria.is_empty() { "" } else { "0" };
    let first = vec![
        ("criterion", criterion.to_owned()),
        ("day", tomorrow),
        ("begins", "08:00".to_owned()),
        ("minutes", "60".to_owned()),
        ("count", "4".to_owned()),
        ("seats", "4".to_owned()),
        ("where", session.address.clone().unwrap_or_default()),
        ("closesHoursBefore", "24".to_owned()),
    ];
    let form = TypedForm::new(&format!("tes-{}", id.inner()), first);
    let criteria = session.selection.criteria.iter().enumerate();
    let mut criteria: Vec<Choice> = criteria
        .map(|(place, one)| Choice { value: place.to_string(), label: one.name.clone() })
        .collect();
    criteria.push(Choice { value: String::new(), label: w.unnamed.to_owned() });
    let planned = move || {
        let rows = rows(form, zone);
        let times: Vec<_> =
            rows.iter().map(|(begins, ends, _)| format!("{begins}–{ends}")).collect();
        fill(w.planned, &[&times.len().to_string(), &times.join(", ")])
    };
    let open = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let slots = untrack(|| rows(form, zone)).into_iter().map(|(_, _, slot)| slot).collect();
        let input = OpenSlotsInput {
            session_id: id.clone(),
            criterion: form.text("criterion").parse().ok(),
            slots,
            closes_hours_before: form.optional_number("closesHoursBefore"),
        };
        let operation = Typed::<OpenSlots>::new(OpenSlotsVariables { input });
        form.send(operation, move |_| desk.done(w.opened));
    };
    view! {
        <form class="form-column no-print card" novalidate on:submit=open>
            <h2>{w.open_title}</h2>
            <p class="quiet">{w.open_hint}</p>
            {faults(form, super::program_form::reload)}
            {field(form, "criterion", (w.criterion, ""), Kind::Choice(criteria))}
            {field(form, "day", (w.day, ""), Kind::Date)}
            {field(form, "begins", (w.first_begins, w.begins_hint), Kind::Text)}
            {field(form, "minutes", (w.minutes, ""), Kind::Number)}
            {field(form, "count", (w.count, w.count_hint), Kind::Number)}
            {field(form, "seats", (w.seats_each, ""), Kind::Number)}
            {field(form, "where", (w.place, w.place_hint), Kind::Text)}
            {field(form, "closesHoursBefore", (w.closes, w.closes_hint), Kind::Number)}
            <p role="status">{planned}</p>
            <p><button type="submit" class="main" disabled=move || form.is_busy()>{w.open}</button></p>
        </form>
    }
    .into_any()
}

/// The times that the form asks for: each with its clock times in words.
fn rows(form: TypedForm, zone: TimeZone) -> Vec<(String, String, SlotInput)> {
    let whole = |name: &str| form.get(name).trim().parse::<u16>().ok();
    let day = Date::parse(&form.get("day")).ok();
    let parsed = (day, parse_time(&form.get("begins")), whole("minutes"), whole("count"));
    let (Some(day), Some(begins), Some(minutes), Some(count)) = parsed else { return Vec::new() };
    let (place, capacity) = (form.get("where"), form.get("seats").trim().parse().unwrap_or(-1));
    let at = |minute: u32| zone.start_of(day).plus_minutes(i64::from(minute));
    let clock = |minute: u32| format!("{:02}.{:02}", minute / 60, minute % 60);
    (0..u32::from(count.min(48)))
        .map(|number| {
            let first = u32::from(begins) + number * u32::from(minutes);
            let last = first + u32::from(minutes);
            let slot = SlotInput {
                starts_at: at(first).to_string(),
                ends_at: at(last).to_string(),
                place: place.clone(),
                capacity,
            };
            (clock(first), clock(last), slot)
        })
        .take_while(|(_, last, _)| last.as_str() <= "24.00")
        .collect()
}
