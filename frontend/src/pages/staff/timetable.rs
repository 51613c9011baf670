//! The week's timetable: rooms by days, with what clashes.

use balai_shared::format;
use balai_shared::time::{Date, Weekday};
use leptos::prelude::*;

use super::gate::{query_of_address, refused};
use super::placing::{placing, rooms};
use super::session_form::zone;
use crate::api::{
    InstitutionRef, Room, Timetable, TimetableEntry, TimetablePage, TimetableVariables, Typed,
};
use crate::browser;
use crate::components::{head, skeleton_page};
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
