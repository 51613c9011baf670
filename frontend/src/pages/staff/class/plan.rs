//! Setting a session's meetings from its days of the week.

use balai_shared::meeting::parse_time;
use balai_shared::time::Weekday;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::session_form::zone;
use super::Room;
use crate::api::{
    Class, MeetingInput, ScheduleMeetings, ScheduleMeetingsInput, ScheduleMeetingsVariables,
    Sender, Typed, run,
};
use crate::i18n::{class_words, fill};

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

/// What the form begins with: the days and hours of the meetings that are there, or else of most
/// trainings.
#[derive(Clone, PartialEq, Eq)]
struct Weekly {
    days: Vec<Weekday>,
    begins: String,
    ends: String,
}

impl Weekly {
    fn of(class: &Class) -> Self {
        let zone = zone(&class.session.time_zone);
        let clock = |at| {
            let (_, hour, minute) = zone.local(at);
            format!("{hour:02}:{minute:02}")
        };
        let Some(first) = class.meetings.first() else {
            let days = WEEKDAYS.into_iter().filter(|day| day.is_working_day()).collect();
            return Self { days, begins: "08:00".to_owned(), ends: "12:00".to_owned() };
        };
        let met = |day: &Weekday| class.meetings.iter().any(|one| one.day.weekday() == *day);
        let days = WEEKDAYS.into_iter().filter(met).collect();
        let ends_at = first.begins_at.plus_minutes(i64::from(first.minutes));
        Self { days, begins: clock(first.begins_at), ends: clock(ends_at) }
    }
}

/// The form: most timetables are the same hours on some days of the week. Only what is changed is sent: the
/// share alone leaves the meetings as they are.
pub(super) fn form(room: Room, class: &Class) -> AnyView {
    let w = class_words();
    let weekly = Weekly::of(class);
    let plan = Plan {
        days: RwSignal::new(weekly.days.clone()),
        begins: RwSignal::new(weekly.begins.clone()),
        ends: RwSignal::new(weekly.ends.clone()),
        least: RwSignal::new(class.least_percent.to_string()),
    };
    let anew = (!class.meetings.is_empty()).then(|| {
        let count = class.meetings.len().to_string();
        view! { <p class="quiet">{fill(w.plan_anew, &[&count])}</p> }
    });
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
    let save = saver(room, plan, (class, weekly));
    view! {
        <fieldset class="plan">
            <legend>{w.days}</legend>
            {anew}
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

fn saver(room: Room, plan: Plan, (class, weekly): (&Class, Weekly)) -> impl Fn() + use<> {
    let sender = Sender::from_context();
    let (none_yet, least) = (class.meetings.is_empty(), class.least_percent);
    let (id, frame) = (class.session.id.clone(), (class.session.starts_on, class.session.ends_on));
    move || {
        room.busy.set(true);
        let times = [plan.begins, plan.ends].map(|text| text.get_untracked());
        let parsed = times.each_ref().map(|text| parse_time(text).unwrap_or_default());
        let days = plan.days.get_untracked();
        let in_order = WEEKDAYS.into_iter().filter(|day| days.contains(day)).collect();
        let [begins, ends] = times.clone();
        let moved = none_yet || weekly != Weekly { days: in_order, begins, ends };
        let list = balai_shared::meeting::weekly(frame, &days, (parsed[0], parsed[1]));
        let meeting = |one: &balai_shared::meeting::PlannedMeeting| MeetingInput {
            day: one.day.to_string(),
            begins: times[0].clone(),
            ends: times[1].clone(),
        };
        let input = ScheduleMeetingsInput {
            session_id: id.clone(),
            meetings: moved.then(|| list.iter().map(meeting).collect()),
            // What is no number is told by the server as out of range.
            attendance_percent: Some(plan.least.get_untracked().trim().parse().unwrap_or(-1))
                .filter(|percent| *percent != least),
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
