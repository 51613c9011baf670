//! The meetings of a session: when people come together, within the scheme's limits.

use crate::error::{FieldCode, FieldError};
use crate::session::{DeliveryMode, Funding};
use crate::time::{Date, Weekday};

/// The longest list of meetings.
pub const MOST_MEETINGS: usize = 200;
/// The fewest lesson hours of a training that the training balance pays [scheme of 2023].
pub const LEAST_PRAKERJA_HOURS: u32 = 15;
/// Minutes of a lesson hour (jam pelajaran, JP).
pub const LESSON_MINUTES: u16 = 45;

/// A meeting as it is planned, by the clocks of the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlannedMeeting {
    /// The day.
    pub day: Date,
    /// When it begins, in minutes since midnight.
    pub begins: u16,
    /// When it ends, in minutes since midnight.
    pub ends: u16,
    /// Its lesson hours (JP).
    pub hours: u32,
}

/// The session that is planned.
#[derive(Debug, Clone, Copy)]
pub struct Frame {
    /// The first day.
    pub starts_on: Date,
    /// The last day.
    pub ends_on: Date,
    /// Face to face, online, or both.
    pub mode: DeliveryMode,
    /// Who pays.
    pub funding: Funding,
}

/// The most minutes of a day under Prakerja: 8 hours luring, 3 hours daring; both together count as
/// luring.
#[must_use]
pub const fn most_daily_minutes(mode: DeliveryMode) -> u32 {
    match mode {
        DeliveryMode::Luring | DeliveryMode::Hibrid => 8 * 60,
        DeliveryMode::Daring => 3 * 60,
    }
}

/// What is wrong with a list of meetings; nothing is the good answer.
#[must_use]
pub fn check(meetings: &[PlannedMeeting], frame: &Frame) -> Vec<FieldError> {
    let mut wrong = Vec::new();
    for (place, meeting) in meetings.iter().enumerate() {
        let mut at = |field: &str, code| {
            wrong.push(FieldError::new(&format!("meetings.{place}.{field}"), code));
        };
        if meeting.day < frame.starts_on || meeting.day > frame.ends_on {
            at("day", FieldCode::OutOfRange);
        }
        if meeting.ends <= meeting.begins {
            at("ends", FieldCode::MustBeAfter);
        }
        if meeting.hours == 0 || meeting.hours > 24 {
            at("hours", FieldCode::OutOfRange);
        }
        let overlaps = |other: &PlannedMeeting| {
            other.day == meeting.day && other.begins < meeting.ends && meeting.begins < other.ends
        };
        if meetings.iter().take(place).any(overlaps) {
            at("begins", FieldCode::NotAllowed);
        }
        let before: u32 = minutes_on(meeting.day, meetings.iter().take(place));
        let with_it = before + length(meeting);
        if frame.funding == Funding::Prakerja && with_it > most_daily_minutes(frame.mode) {
            at("ends", FieldCode::OutOfRange);
        }
    }
    let hours: u32 = meetings.iter().map(|meeting| meeting.hours).sum();
    if meetings.is_empty() {
        wrong.push(FieldError::new("meetings", FieldCode::Required));
    } else if meetings.len() > MOST_MEETINGS {
        wrong.push(FieldError::with_given("meetings", FieldCode::TooMany, meetings.len()));
    } else if frame.funding == Funding::Prakerja && hours < LEAST_PRAKERJA_HOURS {
        let given = usize::try_from(hours).unwrap_or_default();
        wrong.push(FieldError::with_given("meetings", FieldCode::TooShort, given));
    }
    wrong
}

fn length(meeting: &PlannedMeeting) -> u32 {
    u32::from(meeting.ends.saturating_sub(meeting.begins))
}

fn minutes_on<'a>(day: Date, meetings: impl Iterator<Item = &'a PlannedMeeting>) -> u32 {
    meetings.filter(|meeting| meeting.day == day).map(length).sum()
}

/// A meeting at the same time on each of these days of the week, from the first to the last day:
/// what most timetables are. Its lesson hours are as many as fit, one at least.
#[must_use]
pub fn weekly(
    (starts_on, ends_on): (Date, Date),
    weekdays: &[Weekday],
    (begins, ends): (u16, u16),
) -> Vec<PlannedMeeting> {
    let hours = u32::from((ends.saturating_sub(begins) / LESSON_MINUTES).max(1));
    let days = starts_on.days_until(ends_on).clamp(-1, 400);
    (0..=days)
        .map(|after| starts_on.plus_days(after))
        .filter(|day| weekdays.contains(&day.weekday()))
        .map(|day| PlannedMeeting { day, begins, ends, hours })
        .collect()
}

/// The minutes since midnight of `09:30`.
#[must_use]
pub fn parse_time(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once([':', '.'])?;
    let digits = |part: &str| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hour) || minute.len() != 2 || !digits(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}
