//! Sessions of programs, from the table of runs.

use balai_shared::{
    id::SessionId,
    seats::Seats,
    session::{DeliveryMode, SelectionMethod, SessionLifecycle},
    time::TimeZone,
};

use super::{
    calendar::{Calendar, Dates, Length},
    centres::Taught,
    data::runs::{Desk, Run, Season},
    dice::Dice,
    life::Stage,
};
use crate::model::catalogue::Session;

/// A session that is to be played, and when it was drafted.
#[derive(Debug, Clone)]
pub(super) struct Planned {
    /// The row of the table.
    pub run: Run,
    /// What is taught, and where.
    pub taught: Taught,
    /// What is to be played.
    pub stage: Stage,
    /// When things happen.
    pub dates: Dates,
}

/// Plans a run of a program.
pub(super) fn plan(run: Run, taught: &Taught, calendar: Calendar, dice: &mut Dice) -> Planned {
    let zone = taught.house.zone;
    let length = Length::of(taught.program.hours, run.mode, zone);
    let dates = calendar.dates(run.season, length, dice);
    let called_off = run.season == Season::CalledOff;
    let stage = Stage {
        session: session(&run, taught, &dates, dice),
        staff: taught.house.staff,
        called_off_at: called_off.then(|| calendar.now.plus_hours(-38)),
        until: calendar.now,
    };
    Planned { run, taught: taught.clone(), stage, dates }
}

fn session(run: &Run, taught: &Taught, dates: &Dates, dice: &mut Dice) -> Session {
    let zone = taught.house.zone;
    let replacement_until = dates.starts_on.plus_days(-1);
    let lifecycle = match run.season {
        Season::Draft => SessionLifecycle::Draft,
        Season::Announced
        | Season::Open
        | Season::Closed
        | Season::Running
        | Season::Ended { .. }
        | Season::CalledOff
        | Season::Year2022
        | Season::Exact { .. } => SessionLifecycle::Published,
    };
    Session {
        id: SessionId::from_u128(dice.id(dates.drafted)),
        program: taught.program.id,
        institution: taught.house.institution.id,
        mode: run.mode,
        funding: run.funding,
        selection_method: run.method,
        lifecycle,
        seats: Seats { capacity: run.capacity, taken: 0, waiting: 0 },
        applicant_count: 0,
        registration_opens_at: dates.opens,
        registration_closes_at: dates.closes,
        starts_on: dates.starts_on,
        ends_on: dates.ends_on,
        starts_at: zone.start_of(dates.starts_on),
        ends_at: zone.start_of(dates.ends_on.plus_days(1)),
        replacement_until,
        replacement_ends_at: zone.start_of(replacement_until.plus_days(1)),
        offer_hours: offer_hours(run.method),
        selection_closed_at: selection_closes(run, dates),
        time_zone: zone,
        address: address(run.mode, taught),
        meeting_link: meeting_link(run.mode, taught.key),
        boarding: run.boarding,
        timetable: Some(timetable(run.mode, zone)),
        changed_at: dates.drafted,
    }
}

/// Under FIRST_COME people answer at once; after a selection they get a week.
const fn offer_hours(method: SelectionMethod) -> i32 {
    match method {
        SelectionMethod::FirstCome => 72,
        SelectionMethod::Merit | SelectionMethod::Lottery => 168,
    }
}

/// Where all is decided, the list moves by itself from half a day after registration closed.
fn selection_closes(run: &Run, dates: &Dates) -> Option<balai_shared::time::Instant> {
    let drawn = run.method == SelectionMethod::Lottery && run.season == Season::Closed;
    let chosen = run.method == SelectionMethod::Merit && run.desk == Desk::Finished;
    (drawn || chosen).then(|| dates.closes.plus_hours(12)).filter(|_| run.crowd > 0)
}

fn address(mode: DeliveryMode, taught: &Taught) -> Option<String> {
    match mode {
        DeliveryMode::Luring | DeliveryMode::Hibrid => taught.house.institution.address.clone(),
        DeliveryMode::Daring => None,
    }
}

fn meeting_link(mode: DeliveryMode, key: &str) -> Option<String> {
    match mode {
        DeliveryMode::Luring => None,
        DeliveryMode::Daring | DeliveryMode::Hibrid => {
            Some(format!("https://kelas.demo.balai/{key}"))
        }
    }
}

fn timetable(mode: DeliveryMode, zone: TimeZone) -> String {
    let zone = zone.abbreviation();
    match mode {
        DeliveryMode::Luring => format!("Senin–Jumat, 08.00–16.00 {zone}"),
        DeliveryMode::Daring => format!("Senin–Jumat, 19.00–22.00 {zone}"),
        DeliveryMode::Hibrid => {
            format!("Senin–Rabu daring, Kamis–Jumat di tempat, 08.00–16.00 {zone}")
        }
    }
}
