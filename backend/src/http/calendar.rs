//! A session as a calendar file (RFC 5545): its days, and the moment when registration closes.

use std::fmt::Write;

use balai_shared::{
    format,
    language::Language,
    message,
    session::{SessionLifecycle, SessionState},
    time::{Date, Instant, TimeZone},
};

use crate::model::catalogue::Listing;

/// Octets of a line; what is longer goes on in the next, behind a space.
const LONGEST_LINE: usize = 75;
/// The first second of 2020, since 1970, in UTC.
const SINCE_2020: i64 = 1_577_836_800;

/// The file. `place` is where the institution stands, `url` the session's page, where
/// its address is known.
///
/// Both events keep their UIDs, and a later file has a greater SEQUENCE, so that a calendar that reads the
/// file again changes them; the file of a session that was called off takes both out, with their alarm, or
/// at least says so in their titles: `findings/cancelled-event-in-a-calendar-program.sh`.
pub(crate) fn calendar(
    listing: &Listing,
    place: &str,
    url: Option<&str>,
    language: Language,
) -> String {
    let session = &listing.session;
    let zone = session.time_zone;
    let here = format!("{}, {place}", listing.institution.name);
    let called_off = session.lifecycle == SessionLifecycle::Cancelled;
    let state = |state| message::session_state(state, language);
    // Calendars that know no cancelling keep the event: then its title says it.
    let title = if called_off {
        format!("{}: {}", state(SessionState::Cancelled), listing.program.title)
    } else {
        listing.program.title.clone()
    };
    let stamp = Stamp { changed_at: session.changed_at, called_off, url };
    let mut lines = Lines::default();
    // Only this method takes events out of a calendar that has them (RFC 5546, 3.2.5).
    let method = if stamp.called_off { "METHOD:CANCEL" } else { "METHOD:PUBLISH" };
    lines.all(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Balai//Balai//ID", method]);
    lines.zone(zone);

    lines.begin_event(&format!("{}-pelatihan", session.id), &stamp);
    lines.add("DTSTART;VALUE=DATE", &day(session.starts_on));
    // The end is the first day that is free again.
    lines.add("DTEND;VALUE=DATE", &day(session.ends_on.plus_days(1)));
    lines.text("SUMMARY", &title);
    lines.text("LOCATION", session.address.as_deref().unwrap_or(&here));
    lines.text("DESCRIPTION", &described(session.timetable.as_deref(), &here, url));
    lines.all(["END:VEVENT"]);

    let closes = format!("{}: {title}", state(SessionState::Closed));
    lines.begin_event(&format!("{}-pendaftaran", session.id), &stamp);
    let moment = local(zone, format::last_minute(session.registration_closes_at, zone));
    lines.add(&format!("DTSTART;TZID={zone}"), &moment);
    lines.text("SUMMARY", &closes);
    if let Some(url) = url {
        lines.text("DESCRIPTION", url);
    }
    lines.all(["TRANSP:TRANSPARENT"]);
    if !called_off {
        lines.all(["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P1D"]);
        lines.text("DESCRIPTION", &closes);
        lines.all(["END:VALARM"]);
    }
    lines.all(["END:VEVENT", "END:VCALENDAR"]);
    lines.0
}

fn described(timetable: Option<&str>, here: &str, url: Option<&str>) -> String {
    [timetable, Some(here), url].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// What all events of a file say.
struct Stamp<'a> {
    changed_at: Instant,
    called_off: bool,
    url: Option<&'a str>,
}

impl Stamp<'_> {
    /// Which version of the event it is, the later the greater: a calendar keeps its own where the file's
    /// isn't. Seconds since 2020, for the format's integers have 32 bits.
    fn sequence(&self) -> i64 {
        (self.changed_at.as_millis() / 1000 - SINCE_2020).max(0)
    }
}

/// The file's lines, each with its CRLF.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn all<const N: usize>(&mut self, lines: [&str; N]) {
        for line in lines {
            self.0.push_str(line);
            self.0.push_str("\r\n");
        }
    }

    fn begin_event(&mut self, name: &str, stamp: &Stamp<'_>) {
        self.all(["BEGIN:VEVENT"]);
        self.add("UID", &format!("{name}@balai"));
        self.add("DTSTAMP", &format!("{}Z", at_offset(stamp.changed_at, None)));
        self.add("SEQUENCE", &stamp.sequence().to_string());
        self.add("STATUS", if stamp.called_off { "CANCELLED" } else { "CONFIRMED" });
        if let Some(url) = stamp.url {
            self.add("URL", url);
        }
    }

    /// One fixed offset: Indonesia knows no summer time.
    fn zone(&mut self, zone: TimeZone) {
        let (_, hours, _) = zone.local(Instant::from_millis(0));
        let offset = format!("+{hours:02}00");
        self.all(["BEGIN:VTIMEZONE"]);
        self.add("TZID", zone.iana());
        self.all(["BEGIN:STANDARD", "DTSTART:19700101T000000"]);
        self.add("TZOFFSETFROM", &offset);
        self.add("TZOFFSETTO", &offset);
        self.add("TZNAME", zone.abbreviation());
        self.all(["END:STANDARD", "END:VTIMEZONE"]);
    }

    /// A property whose value is a text: what divides properties is marked as text.
    fn text(&mut self, name: &str, value: &str) {
        let value = value.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
        self.add(name, &value.replace("\r\n", "\n").replace(['\n', '\r'], "\\n"));
    }

    /// A property; its line is folded between letters, never within one.
    fn add(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for letter in name.chars().chain([':']).chain(value.chars()) {
            if octets + letter.len_utf8() > LONGEST_LINE {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(letter);
            octets += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// `20260302`
fn day(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// `20260302T090000` by the clocks there.
fn local(zone: TimeZone, at: Instant) -> String {
    at_offset(at, Some(zone))
}

/// The same in a zone, or in UTC without one.
fn at_offset(at: Instant, zone: Option<TimeZone>) -> String {
    let seconds = at.as_millis().div_euclid(1000).rem_euclid(60);
    let (date, hour, minute) = match zone {
        Some(zone) => zone.local(at),
        None => utc(at),
    };
    let mut text = day(date);
    // Writing to a String can't fail.
    let _ = write!(text, "T{hour:02}{minute:02}{seconds:02}");
    text
}

/// Seven hours before what clocks in the west show.
fn utc(at: Instant) -> (Date, u8, u8) {
    TimeZone::Jakarta.local(at.plus_hours(-7))
}
