//! The week's timetable: rooms by days, with what clashes.

use balai_shared::format;
use balai_shared::time::{Date, Weekday};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::gate::{query_of_address, refused};
use super::program_form::reload;
use super::session_form::zone;
use super::typed_form::{Kind, TypedForm, faults, field, or_none};
use crate::api::{
    InstitutionRef, PlaceMeetings, PlaceMeetingsInput, PlaceMeetingsVariables, PlacementClash,
    PlacementClashes, Room, SaveRoom, SaveRoomInput, SaveRoomVariables, Timetable, TimetableEntry,
    TimetablePage, TimetableVariables, Typed, run,
};
use crate::browser;
use crate::components::{Choice, head, skeleton_page};
use crate::i18n::{class_words, fill, timetable_words};
use crate::load::{Fetched, fetch, loaded_either};
use crate::visit::language;

/// `/petugas/jadwal?minggu=2026-03-02`
pub(super) fn timetable(centres: &[InstitutionRef]) -> AnyView {
    let w = timetable_words();
    head(w.title, "");
    let query = query_of_address();
    let monday = Memo::new(move |_| {
        let asked = query.get().get("minggu").and_then(|day| Date::parse(&day).ok());
        monday_of(asked.unwrap_or_else(|| zone("").date_of(browser::now())))
    });
    let first = centres.first().map(|centre| centre.id.inner().to_owned()).unwrap_or_default();
    let known: Vec<String> = centres.iter().map(|centre| centre.id.inner().to_owned()).collect();
    let centre = Memo::new(move |_| {
        let asked = query.get().get("balai").filter(|asked| known.contains(asked));
        asked.unwrap_or_else(|| first.clone())
    });
    let page = fetch(move || {
        let from = monday.get();
        let institution = cynic::Id::new(centre.get());
        Typed::<TimetablePage>::new(TimetableVariables {
            institution,
            from,
            until: from.plus_days(6),
        })
    });
    let week = move |days: i64| {
        format!("/petugas/jadwal?minggu={}&balai={}", monday.get().plus_days(days), centre.get())
    };
    let names = centres.iter().find(|one| *one.id.inner() == centre.get_untracked());
    let name = names.map(|one| one.name.clone());
    let print = move |_| {
        // Refused only where a browser has no printing.
        let _ = window().print();
    };
    view! {
        <article class="planning">
            <h1>{w.title}</h1>
            <p class="quiet">{name}</p>
            <p class="buttons no-print">
                <a class="button" href=move || week(-7)>{w.before}</a>
                <a class="button" href=move || week(7)>{w.after}</a>
                <button type="button" on:click=print>{w.print}</button>
            </p>
            {loaded_either::<TimetablePage>(page, skeleton_page, move |answer| match answer {
                Ok(answer) => show(&answer.timetable, (monday.get_untracked(), centre.get_untracked()), page),
                Err(error) => refused(&error, move || page.refetch()),
            })}
        </article>
    }
    .into_any()
}

fn monday_of(day: Date) -> Date {
    let mut day = day;
    while day.weekday() != Weekday::Monday {
        day = day.plus_days(-1);
    }
    day
}

fn show(timetable: &Timetable, (monday, centre): (Date, String), page: Fetched) -> AnyView {
    let w = timetable_words();
    let days: Vec<Date> = (0..7).map(|after| monday.plus_days(after)).collect();
    let heads: Vec<AnyView> = days
        .iter()
        .zip(class_words().weekdays)
        .map(|(day, name)| {
            let day = format::date_short(*day, language());
            view! { <th scope="col">{name}<br/><span class="quiet">{day}</span></th> }.into_any()
        })
        .collect();
    let mut rows: Vec<AnyView> =
        timetable.rooms.iter().map(|room| row(Some(room), timetable, &days)).collect();
    if timetable.entries.iter().any(|entry| entry.room.is_none()) {
        rows.push(row(None, timetable, &days));
    }
    view! {
        <div class="grid" tabindex="0" role="region" aria-label=w.title>
            <table class="week">
                <thead><tr><th scope="col">{w.room}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <div class="no-print">
            {placing(timetable, page)}
            {rooms(timetable, centre, page)}
        </div>
    }
    .into_any()
}

fn row(room: Option<&Room>, timetable: &Timetable, days: &[Date]) -> AnyView {
    let w = timetable_words();
    let id = room.map(|room| room.id.clone());
    let title = room.map_or_else(
        || view! { {w.no_room} }.into_any(),
        |room| {
            let places = fill(w.places, &[&room.capacity.to_string()]);
            view! { {room.name.clone()}<br/><span class="quiet">{places}</span> }.into_any()
        },
    );
    let cells: Vec<AnyView> = days
        .iter()
        .map(|day| {
            let here = timetable.entries.iter().filter(|entry| {
                entry.meeting.day == *day && entry.room.as_ref().map(|room| room.id.clone()) == id
            });
            let list: Vec<AnyView> = here.map(entry).collect();
            view! { <td><ul>{list}</ul></td> }.into_any()
        })
        .collect();
    view! { <tr><th scope="row">{title}</th>{cells}</tr> }.into_any()
}

fn entry(entry: &TimetableEntry) -> AnyView {
    let w = timetable_words();
    let zone = zone(&entry.session.time_zone);
    let clock = |at| {
        let (_, hour, minute) = zone.local(at);
        format!("{hour:02}.{minute:02}")
    };
    let time = format!("{}–{}", clock(entry.meeting.begins_at), clock(entry.meeting.ends_at));
    let page = format!("/petugas/sesi/{}", entry.session.id.inner());
    let names: Vec<_> = entry.teachers.iter().map(|one| one.name.clone()).collect();
    let clash = entry.clashes.then(|| view! { <strong class="stop">"! "{w.clash}</strong> });
    let small = entry.room_too_small.then(|| view! { <span class="stop">{w.too_small}</span> });
    view! {
        <li>
            {time}" "<a href=page>{entry.session.program.title.clone()}</a>
            <br/><span class="quiet">{names.join(", ")}</span>
            {clash} {small}
        </li>
    }
    .into_any()
}

/// Where the meetings of a session of this week are held, and who teaches them.
fn placing(timetable: &Timetable, page: Fetched) -> AnyView {
    let w = timetable_words();
    let mut sessions: Vec<Choice> = Vec::new();
    let staff = &timetable.teachers;
    for entry in &timetable.entries {
        let value = entry.session.id.inner().to_owned();
        if !sessions.iter().any(|known| known.value == value) {
            sessions.push(Choice { value, label: entry.session.program.title.clone() });
        }
    }
    let Some(first) = sessions.first().map(|one| one.value.clone()) else {
        return view! { <p class="quiet">{w.nothing}</p> }.into_any();
    };
    let form = TypedForm::unkept(vec![("session", first)]);
    let open = timetable.rooms.iter().filter(|room| !room.closed);
    let rooms = open
        .map(|room| Choice { value: room.id.inner().to_owned(), label: room.name.clone() })
        .collect();
    let teachers: Vec<AnyView> = staff
        .iter()
        .map(|teacher| {
            let id = format!("teacher-{}", teacher.account_id.inner());
            let toggle = move |event: leptos::ev::Event| {
                let on = event_target_checked(&event);
                form.put(&id, if on { "on".to_owned() } else { String::new() });
            };
            view! {
                <label class="switch"><input type="checkbox" on:change=toggle/>{teacher.name.clone()}</label>
            }
            .into_any()
        })
        .collect();
    let known: Vec<cynic::Id> = staff.iter().map(|one| one.account_id.clone()).collect();
    let clashes = RwSignal::new(Vec::<PlacementClash>::new());
    let place = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let is_ticked = |id: &&cynic::Id| form.ticked(&format!("teacher-{}", id.inner()));
        let input = PlaceMeetingsInput {
            session_id: cynic::Id::new(form.text("session")),
            room_id: form.optional("roomId").map(cynic::Id::new),
            instructor_ids: known.iter().filter(is_ticked).cloned().collect(),
            accept_clashes: Some(form.ticked("acceptClashes")),
        };
        look(form, input.clone(), clashes);
        let operation = Typed::<PlaceMeetings>::new(PlaceMeetingsVariables { input });
        form.send(operation, move |_| page.refetch());
    };
    view! {
        <form class="narrow card" novalidate on:submit=place>
            <h2>{w.place_title}</h2>
            <p class="quiet">{w.place_hint}</p>
            {faults(form, || {})}
            {move || told(&clashes.try_get().unwrap_or_default())}
            {field(form, "session", (w.session, ""), Kind::Choice(sessions))}
            {field(form, "roomId", (w.room, ""), Kind::Choice(or_none(w.no_room, rooms)))}
            <fieldset><legend>{w.teachers}</legend>{teachers}</fieldset>
            {field(form, "acceptClashes", (w.accept, w.accept_hint), Kind::Tick)}
            <p><button type="submit" class="main" disabled=move || form.is_busy()>{w.place}</button></p>
        </form>
    }
    .into_any()
}

/// Asks what clashes, by name.
fn look(form: TypedForm, input: PlaceMeetingsInput, clashes: RwSignal<Vec<PlacementClash>>) {
    let sender = form.sender();
    spawn_local(async move {
        let asked = Typed::<PlacementClashes>::new(PlaceMeetingsVariables { input });
        let found = run(&sender, asked).await.map(|answer| answer.placement_clashes);
        // The page may be another by now.
        let _ = clashes.try_set(found.unwrap_or_default());
    });
}

fn told(clashes: &[PlacementClash]) -> AnyView {
    let (w, language) = (timetable_words(), language());
    let rows: Vec<AnyView> = clashes
        .iter()
        .take(20)
        .map(|clash| {
            let zone = zone(&clash.other_session.time_zone);
            let at = format::date_time_in_zone(clash.other.begins_at, zone, language);
            let cause = if clash.room_id.is_some() { w.room } else { w.teacher };
            view! { <li>{cause}": "{clash.other_session.program.title.clone()}", "{at}</li> }
                .into_any()
        })
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! { <div class="notice wait"><p>{w.clash_with}</p><ul class="listed">{rows}</ul></div> }
        .into_any()
}

fn rooms(timetable: &Timetable, centre: String, page: Fetched) -> AnyView {
    let w = timetable_words();
    let form = TypedForm::new("ruang", vec![("capacity", "16".to_owned())]);
    let known = timetable
        .rooms
        .iter()
        .map(|room| Choice { value: room.id.inner().to_owned(), label: room.name.clone() })
        .collect();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let input = SaveRoomInput {
            institution_id: cynic::Id::new(centre.clone()),
            room_id: form.optional("changedRoom").map(cynic::Id::new),
            name: form.text("name"),
            capacity: form.number("capacity"),
            closed: Some(form.ticked("closed")),
        };
        let operation = Typed::<SaveRoom>::new(SaveRoomVariables { input });
        form.send(operation, move |_| page.refetch());
    };
    view! {
        <details class="card">
            <summary>{w.rooms}</summary>
            <form class="narrow" novalidate on:submit=save>
                {faults(form, reload)}
                {field(form, "changedRoom", (w.which_room, ""), Kind::Choice(or_none(w.new_room, known)))}
                {field(form, "name", (w.room_name, ""), Kind::Text)}
                {field(form, "capacity", (w.capacity, ""), Kind::Number)}
                {field(form, "closed", (w.closed, ""), Kind::Tick)}
                <p><button type="submit" disabled=move || form.is_busy()>{w.save_room}</button></p>
            </form>
        </details>
    }
    .into_any()
}
