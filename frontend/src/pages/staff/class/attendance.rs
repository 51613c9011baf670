//! Who came: participants × meetings. A mark is kept on the device at once and sent then; without a
//! network it goes when there is one.

use std::collections::HashMap;

use balai_shared::application::ApplicationState;
use balai_shared::completion::AttendanceStatus;
use balai_shared::format;
use balai_shared::message;
use balai_shared::unsent::Waiting;
use leptos::prelude::*;

use super::{Room, check_in, plan, post, table, unsent};
use crate::api::{CheckInPayload, Class, ClassMeeting, MarkResult, Participant, Sender};
use crate::browser;
use crate::components::{Choice, options};
use crate::i18n::{class_words, fill};
use crate::visit::language;

/// How late somebody is taken to be until the minutes are typed in.
const USUALLY_LATE: i32 = 15;

type Marks = RwSignal<HashMap<(String, String), (AttendanceStatus, i32)>>;

/// What the grid works on.
#[derive(Clone, Copy)]
pub(super) struct Grid {
    pub(super) room: Room,
    /// By application and meeting.
    marks: Marks,
    names: StoredValue<HashMap<String, String>>,
    pub(super) sender: StoredValue<Sender>,
}

impl Grid {
    /// A mark that was made by a code.
    pub(super) fn hears_of(self, came: &CheckInPayload) {
        let id = came.application.id.inner().to_owned();
        let key = (id, came.mark.meeting_id.inner().to_owned());
        let _ = self.marks.try_update(|marks| {
            marks.insert(key, (came.mark.status.0, came.mark.minutes));
        });
    }
}

pub(super) fn section(room: Room, class: &Class) -> AnyView {
    let w = class_words();
    if class.meetings.is_empty() {
        return view! { <p>{w.no_meetings}</p> {plan::form(room, class)} }.into_any();
    }
    let grid = Grid {
        room,
        marks: RwSignal::new(marks(class, &room.post.account())),
        names: StoredValue::new(names(class)),
        sender: StoredValue::new(Sender::from_context()),
    };
    Effect::new(move |before: Option<()>| {
        let results = room.post.results.get();
        if before.is_some() {
            results.into_iter().for_each(|result| take_note(grid, result));
        }
    });
    let ids: Vec<String> =
        class.participants.iter().filter(|one| is_open(one)).map(id_of).collect();
    let mut head = vec![view! { <th scope="col">{w.name}</th> }.into_any()];
    head.extend(class.meetings.iter().map(|meeting| column(grid, meeting, &ids)));
    let rows = class.participants.iter().map(|one| row(grid, class, one)).collect();
    let waiting = move || match room.post.waiting.get() {
        (0, _) => String::from(w.all_kept),
        (some, _) => fill(w.waiting, &[&some.to_string()]),
    };
    let of_others = move || match room.post.waiting.get() {
        (_, 0) => String::new(),
        (_, some) => fill(w.waiting_of_others, &[&some.to_string()]),
    };
    view! {
        {check_in::form(grid, class)}
        <p class="quiet" role="status">{waiting}</p>
        <p class="quiet" role="status">{of_others}</p>
        {table(head, rows)}
        <details><summary>{w.plan_meetings}</summary>{plan::form(room, class)}</details>
    }
    .into_any()
}

fn id_of(participant: &Participant) -> String {
    participant.application.id.inner().to_owned()
}

/// Whether the person takes part still: nobody is marked who has finished or not.
fn is_open(participant: &Participant) -> bool {
    participant.application.state.0 == ApplicationState::Confirmed
}

fn marks(class: &Class, account: &str) -> HashMap<(String, String), (AttendanceStatus, i32)> {
    let mut marks = HashMap::new();
    for participant in &class.participants {
        for mark in &participant.marks {
            let key = (id_of(participant), mark.meeting_id.inner().to_owned());
            marks.insert(key, (mark.status.0, mark.minutes));
        }
    }
    // What this device hasn't sent yet was made later than what it has read.
    for waiting in unsent::own(account) {
        let value = (waiting.status, waiting.minutes.unwrap_or_default());
        marks.insert((waiting.application, waiting.meeting), value);
    }
    marks
}

fn names(class: &Class) -> HashMap<String, String> {
    let name = |one: &Participant| (id_of(one), one.application.applicant.name.clone());
    class.participants.iter().map(name).collect()
}

/// What came of a mark: nothing to say, another one that holds, or a refusal.
fn take_note(grid: Grid, result: MarkResult) {
    if let Some(error) = result.error {
        grid.room.told.set(Some(("stop", error.message)));
    }
    let Some(mark) = result.mark.filter(|mark| mark.client_id != result.client_id) else { return };
    let meeting = mark.meeting_id.inner().to_owned();
    // This device names its marks by person and meeting.
    let id = result.client_id.split('.').next().unwrap_or_default().to_owned();
    let name = grid.names.with_value(|names| names.get(&id).cloned().unwrap_or_default());
    grid.marks.update(|marks| {
        marks.insert((id, meeting), (mark.status.0, mark.minutes));
    });
    grid.room.told.set(Some(("wait", fill(class_words().overruled, &[&name]))));
}

/// Marks on the page and on the device, and sends.
fn mark(grid: Grid, meeting: &str, ids: &[String], status: AttendanceStatus, minutes: Option<i32>) {
    let (account, at) = (grid.room.post.account(), browser::now().to_string());
    let new = ids.iter().map(|id| Waiting {
        account: account.clone(),
        meeting: meeting.to_owned(),
        application: id.clone(),
        status,
        minutes,
        at: at.clone(),
        client: format!("{id}.{}", browser::random_key().get(..12).unwrap_or_default()),
    });
    unsent::keep(new.collect());
    grid.marks.update(|marks| {
        for id in ids {
            marks.insert((id.clone(), meeting.to_owned()), (status, minutes.unwrap_or_default()));
        }
    });
    grid.room.post.count();
    post::flush(grid.room);
}

/// A meeting's head, with a button for the usual case.
fn column(grid: Grid, meeting: &ClassMeeting, ids: &[String]) -> AnyView {
    let id = meeting.id.inner().to_owned();
    let ids = ids.to_vec();
    let day = format::date_short(meeting.day, language());
    let all = move |_| {
        let unmarked = |one: &&String| {
            let key = ((*one).clone(), id.clone());
            grid.marks.with_untracked(|marks| !marks.contains_key(&key))
        };
        let unmarked: Vec<String> = ids.iter().filter(unmarked).cloned().collect();
        if !unmarked.is_empty() {
            mark(grid, &id, &unmarked, AttendanceStatus::Present, None);
        }
    };
    view! {
        <th scope="col">
            {day}<br/>
            <button type="button" class="link" on:click=all>{class_words().all_present}</button>
        </th>
    }
    .into_any()
}

fn row(grid: Grid, class: &Class, participant: &Participant) -> AnyView {
    let name = participant.application.applicant.name.clone();
    let cells: Vec<AnyView> =
        class.meetings.iter().map(|meeting| cell(grid, meeting, participant)).collect();
    let missing = (participant.never_came && is_open(participant)).then(|| {
        let href = format!("/petugas?sesi={}&status=CONFIRMED", class.session.id.inner());
        let w = class_words();
        view! { <p class="stop">"! "{w.never_came}" "<a href=href>{w.to_queue}</a></p> }
    });
    view! { <tr><th scope="row">{name}{missing}</th>{cells}</tr> }.into_any()
}

fn cell(grid: Grid, meeting: &ClassMeeting, participant: &Participant) -> AnyView {
    let (w, language) = (class_words(), language());
    let (id, at) = (id_of(participant), meeting.id.inner().to_owned());
    let (length, closed) = (meeting.minutes, !is_open(participant));
    let key = (id.clone(), at.clone());
    let held = Memo::new(move |_| grid.marks.with(|marks| marks.get(&key).copied()));
    let name = &participant.application.applicant.name;
    let label = fill(w.mark_of, &[name, &format::date_short(meeting.day, language)]);
    let minutes_label = fill(w.minutes_of, &[name]);
    let choice = |status: &AttendanceStatus| Choice {
        value: String::from(status.as_str()),
        label: String::from(message::attendance_status(*status, language)),
    };
    let choices: Vec<Choice> = AttendanceStatus::ALL.iter().map(choice).collect();
    let (chosen_id, chosen_at) = (vec![id.clone()], at.clone());
    let choose = move |event| {
        let Ok(status) = event_target_value(&event).parse::<AttendanceStatus>() else { return };
        let late = status == AttendanceStatus::Late;
        let minutes = late.then(|| (length - USUALLY_LATE).max(1));
        mark(grid, &chosen_at, &chosen_id, status, minutes);
    };
    let minutes = move || {
        let (status, minutes) = held.get()?;
        (status == AttendanceStatus::Late).then(|| {
            let (ids, at) = (vec![id.clone()], at.clone());
            let change = move |event| {
                let minutes: i32 = event_target_value(&event).parse().unwrap_or_default();
                let minutes = minutes.clamp(1, length.max(1));
                mark(grid, &at, &ids, AttendanceStatus::Late, Some(minutes));
            };
            view! {
                <input type="number" disabled=closed min="1" max=length.to_string() value=minutes.to_string() aria-label=minutes_label.clone() on:change=change/>
            }
        })
    };
    let value = move || held.get().map_or("", |(status, _)| status.as_str());
    // Read once: the part of the page must not be built anew, under the hand, by each mark.
    let at_first = untrack(value);
    view! {
        <td>
            <select aria-label=label prop:value=value disabled=closed on:change=choose>
                <option value="" disabled=true>{w.unmarked}</option>
                {options(choices, at_first)}
            </select>
            {minutes}
        </td>
    }
    .into_any()
}
