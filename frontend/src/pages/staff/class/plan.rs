//! Setting a session's meetings from its days of the week.

use balai_shared::meeting::{parse_time, weekly};
use balai_shared::time::Weekday;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Room;
use crate::api::{
    Class, MeetingInput, ScheduleMeetings, ScheduleMeetingsInput, ScheduleMeetingsVariables,
    Sender, Typed, run,
};
use crate::i18n::class_words;

const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// What is typed in.
#[derive(Clone, Copy)]
struct Plan {
    days: RwSignal<Vec<Weekday>>,
    begins: RwSignal<String>,
    ends: RwSignal<String>,
    least: RwSignal<String>,
}

/// The form: most timetables are the same hours on some days of the week.
pub(super) fn form(room: Room, class: &Class) -> AnyView {
    let w = class_words();
    let working = WEEKDAYS.into_iter().filter(|day| day.is_working_day());
    let plan = Plan {
        days: RwSignal::new(working.collect()),
        begins: RwSignal::new(String::from("08:00")),
        ends: RwSignal::new(String::from("12:00")),
        least: RwSignal::new(class.least_percent.to_string()),
    };
    let days: Vec<AnyView> = WEEKDAYS
        .into_iter()
        .zip(w.weekdays)
        .map(|(day, name)| {
            let toggle = move |_| {
                plan.days.update(|days| match days.iter().position(|known| *known == day) {
                    Some(place) => {
                        days.remove(place);
                    }
                    None => days.push(day),
                });
            };
            let on = move || plan.days.with(|days| days.contains(&day));
            view! { <label class="tick"><input type="checkbox" prop:checked=on on:change=toggle/>{name}</label> }
                .into_any()
        })
        .collect();
    let save = saver(room, plan, class);
    view! {
        <fieldset class="plan">
            <legend>{w.days}</legend>
            <div class="buttons">{days}</div>
            {field("begins", w.begins, "time", plan.begins)}
            {field("ends", w.ends, "time", plan.ends)}
            {field("least", w.least, "number", plan.least)}
            <button type="button" class="main" disabled=move || room.busy.get() on:click=move |_| save()>{w.set_meetings}</button>
        </fieldset>
    }
    .into_any()
}

fn field(
    id: &'static str,
    label: &'static str,
    kind: &'static str,
    value: RwSignal<String>,
) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                type=kind
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

fn saver(room: Room, plan: Plan, class: &Class) -> impl Fn() + use<> {
    let sender = Sender::from_context();
    let (id, frame) = (class.session.id.clone(), (class.session.starts_on, class.session.ends_on));
    move || {
        room.busy.set(true);
        let times = [plan.begins, plan.ends].map(|text| text.get_untracked());
        let parsed = times.each_ref().map(|text| parse_time(text).unwrap_or_default());
        let days = plan.days.get_untracked();
        let list = weekly(frame, &days, (parsed[0], parsed[1]));
        let meeting = |one: &balai_shared::meeting::PlannedMeeting| MeetingInput {
            day: one.day.to_string(),
            begins: times[0].clone(),
            ends: times[1].clone(),
        };
        let input = ScheduleMeetingsInput {
            session_id: id.clone(),
            meetings: list.iter().map(meeting).collect(),
            attendance_percent: plan.least.get_untracked().parse().ok(),
        };
        let sender = sender.clone();
        spawn_local(async move {
            let request = Typed::<ScheduleMeetings>::new(ScheduleMeetingsVariables { input });
            match run(&sender, request).await {
                Ok(_) => {
                    room.told.set(None);
                    room.page.refetch();
                }
                Err(error) => room.refused(error),
            }
            room.busy.set(false);
        });
    }
}
