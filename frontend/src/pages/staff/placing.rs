//! Placing a session's meetings, and keeping a centre's rooms: each form begins with what is there, and
//! sends what was changed.

use balai_shared::format;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::session_form::zone;
use super::typed_form::{Kind, TypedForm, faults, field, or_none};
use crate::api::{
    PlaceMeetings, PlaceMeetingsInput, PlaceMeetingsVariables, PlacementClash, PlacementClashes,
    Room, SaveRoom, SaveRoomInput, SaveRoomVariables, Timetable, TimetableEntry, Typed, run,
};
use crate::components::Choice;
use crate::i18n::timetable_words;
use crate::load::Fetched;
use crate::visit::language;

/// The choice of a room where meetings are held in several: none is moved.
const SEVERAL: &str = "*";

/// A choice before a form that begins anew with each.
fn choice(
    id: &'static str,
    label: &'static str,
    choices: Vec<Choice>,
    chosen: RwSignal<String>,
) -> AnyView {
    let options: Vec<AnyView> = choices
        .into_iter()
        .map(|one| view! { <option value=one.value>{one.label}</option> }.into_any())
        .collect();
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select id=id on:change=move |event| chosen.set(event_target_value(&event))>{options}</select>
        </div>
    }
    .into_any()
}

/// Where the meetings of a session of this week are held, and who teaches them.
pub(super) fn placing(timetable: &Timetable, page: Fetched) -> AnyView {
    let w = timetable_words();
    let mut sessions: Vec<Choice> = Vec::new();
    for entry in &timetable.entries {
        let value = entry.session.id.inner().to_owned();
        if !sessions.iter().any(|known| known.value == value) {
            sessions.push(Choice { value, label: entry.session.program.title.clone() });
        }
    }
    let Some(first) = sessions.first().map(|one| one.value.clone()) else {
        return view! { <p class="quiet">{w.nothing}</p> }.into_any();
    };
    let chosen = RwSignal::new(first);
    let timetable = StoredValue::new(timetable.clone());
    let form = move || {
        let session = chosen.get();
        timetable.with_value(|timetable| placement(timetable, &session, page))
    };
    view! {
        <section class="form-column card">
            <h2>{w.place_title}</h2>
            <p class="quiet">{w.place_hint}</p>
            {choice("placed-session", w.session, sessions, chosen)}
            {form}
        </section>
    }
    .into_any()
}

/// The form's first values: the room and the people of the session's meetings in this week.
fn placed(entries: &[&TimetableEntry]) -> (Vec<(&'static str, String)>, Vec<cynic::Id>, bool) {
    let room = |entry: &TimetableEntry| entry.room.as_ref().map(|room| room.id.clone());
    let people = |entry: &TimetableEntry| {
        let mut ids: Vec<_> = entry.teachers.iter().map(|one| one.account_id.clone()).collect();
        ids.sort_by(|one, other| one.inner().cmp(other.inner()));
        ids
    };
    let Some(first) = entries.first() else { return (Vec::new(), Vec::new(), false) };
    let one_room = entries.iter().all(|entry| room(entry) == room(first));
    let same_people = entries.iter().all(|entry| people(entry) == people(first));
    let id = room(first).map(|id| id.inner().to_owned()).unwrap_or_default();
    let id = if one_room { id } else { SEVERAL.to_owned() };
    let all = if same_people { people(first) } else { Vec::new() };
    (vec![("roomId", id)], all, !same_people)
}

/// Who can teach, each with a box.
fn ticks(timetable: &Timetable, ticked: RwSignal<Vec<cynic::Id>>) -> Vec<AnyView> {
    timetable
        .teachers
        .iter()
        .map(|teacher| {
            let id = teacher.account_id.clone();
            let (known, of) = (id.clone(), id.clone());
            let on = move || ticked.with(|ticked| ticked.contains(&known));
            let toggle = move |event: leptos::ev::Event| {
                let on = event_target_checked(&event);
                ticked.update(|ticked| {
                    ticked.retain(|one| *one != of);
                    if on {
                        ticked.push(of.clone());
                    }
                });
            };
            view! {
                <label class="switch"><input type="checkbox" prop:checked=on on:change=toggle/>{teacher.name.clone()}</label>
            }
            .into_any()
        })
        .collect()
}

fn placement(timetable: &Timetable, session: &str, page: Fetched) -> AnyView {
    let w = timetable_words();
    let entries: Vec<_> =
        timetable.entries.iter().filter(|entry| *entry.session.id.inner() == *session).collect();
    let (first, people, several_people) = placed(&entries);
    let several_rooms = first.iter().any(|(_, room)| room == SEVERAL);
    let form = TypedForm::unkept(first);
    let now: Vec<_> = entries.iter().filter_map(|entry| entry.room.as_ref()).collect();
    let usable = |room: &&Room| !room.closed || now.iter().any(|held| held.id == room.id);
    let rooms = timetable.rooms.iter().filter(usable);
    let mut rooms = or_none(
        w.no_room,
        rooms
            .map(|one| Choice { value: one.id.inner().to_owned(), label: one.name.clone() })
            .collect(),
    );
    if several_rooms {
        rooms.insert(0, Choice { value: SEVERAL.to_owned(), label: w.several_rooms.to_owned() });
    }
    let ticked = RwSignal::new(people.clone());
    let teachers = ticks(timetable, ticked);
    let clashes = RwSignal::new(Vec::<PlacementClash>::new());
    let session = cynic::Id::new(session);
    let place = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let now = ticked.get_untracked();
        let same = now.len() == people.len() && now.iter().all(|one| people.contains(one));
        let input = PlaceMeetingsInput {
            session_id: session.clone(),
            room_id: form.change("roomId").map(cynic::Id::new),
            instructor_ids: (!same).then_some(now),
            accept_clashes: Some(form.ticked("acceptClashes")),
        };
        look(form, input.clone(), clashes);
        let operation = Typed::<PlaceMeetings>::new(PlaceMeetingsVariables { input });
        form.send(operation, move |_| page.refetch());
    };
    let several = several_people.then(|| view! { <p class="quiet">{w.several_people}</p> });
    view! {
        <form novalidate on:submit=place>
            {faults(form, || {})}
            {move || told(&clashes.try_get().unwrap_or_default())}
            {field(form, "roomId", (w.room, ""), Kind::Choice(rooms))}
            <fieldset><legend>{w.teachers}</legend>{several}{teachers}</fieldset>
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

pub(super) fn rooms(timetable: &Timetable, centre: String, page: Fetched) -> AnyView {
    let w = timetable_words();
    let known = timetable
        .rooms
        .iter()
        .map(|room| Choice { value: room.id.inner().to_owned(), label: room.name.clone() })
        .collect();
    let chosen = RwSignal::new(String::new());
    let rooms = StoredValue::new(timetable.rooms.clone());
    let form = move || {
        let id = chosen.get();
        let room =
            rooms.with_value(|rooms| rooms.iter().find(|room| *room.id.inner() == id).cloned());
        room_form(room, &centre, page)
    };
    view! {
        <details class="card">
            <summary>{w.rooms}</summary>
            {choice("changed-room", w.which_room, or_none(w.new_room, known), chosen)}
            {form}
        </details>
    }
    .into_any()
}

fn room_form(room: Option<Room>, centre: &str, page: Fetched) -> AnyView {
    let w = timetable_words();
    let centre = cynic::Id::new(centre);
    let id = room.as_ref().map(|room| room.id.clone());
    let form = match room {
        None => TypedForm::new("ruang", Vec::new()),
        Some(room) => TypedForm::unkept(vec![
            ("name", room.name),
            ("capacity", room.capacity.to_string()),
            ("closed", if room.closed { "on".to_owned() } else { String::new() }),
        ]),
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let input = SaveRoomInput {
            institution_id: centre.clone(),
            room_id: id.clone(),
            name: form.changed("name"),
            capacity: form.changed_number("capacity"),
            closed: form.changed("closed").map(|_| form.ticked("closed")),
        };
        let operation = Typed::<SaveRoom>::new(SaveRoomVariables { input });
        form.send(operation, move |_| page.refetch());
    };
    view! {
        <form class="form-column" novalidate on:submit=save>
            {faults(form, move || page.refetch())}
            {field(form, "name", (w.room_name, ""), Kind::Text)}
            {field(form, "capacity", (w.capacity, ""), Kind::Number)}
            {field(form, "closed", (w.closed, ""), Kind::Tick)}
            <p><button type="submit" disabled=move || form.is_busy()>{w.save_room}</button></p>
        </form>
    }
    .into_any()
}
