//! The sessions: which course, when, paid by whom, chosen how, and how many apply.

use balai_shared::session::{
    DeliveryMode::{self, Daring, Hibrid, Luring},
    Funding::{self, Prakerja, Public, SelfPaid},
    SelectionMethod::{self, FirstCome, Lottery, Merit},
};

use super::courses::ELECTRIC_MOTORCYCLE;

/// When a session is, as seen from the demonstration's day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) enum Season {
    /// Public, registration still to open.
    Announced,
    /// Registration is open.
    Open,
    /// Registration is over, the start to come.
    Closed,
    /// Under way.
    Running,
    /// Over, about so many days ago.
    Ended {
        /// Since the last day.
        days: i64,
    },
    /// To come, but called off.
    CalledOff,
    /// Being prepared.
    Draft,
    /// In September 2022, under the scheme of that time.
    Year2022,
    /// On these days from the demonstration's on; the start on the next Monday.
    Exact {
        /// Registration opens.
        opens: i64,
        /// Registration closes.
        closes: i64,
        /// The session starts.
        starts: i64,
    },
}

/// How far the centre is with the applications.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) enum Desk {
    /// Nobody has looked at them.
    Untouched,
    /// Some are decided.
    Working,
    /// All are.
    Finished,
}

/// A session.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) struct Run {
    /// The course's key.
    pub course: &'static str,
    /// What the benefits call it.
    pub name: Option<&'static str>,
    /// When.
    pub season: Season,
    /// Who pays.
    pub funding: Funding,
    /// How people are chosen.
    pub method: SelectionMethod,
    /// Where.
    pub mode: DeliveryMode,
    /// How many seats.
    pub capacity: u32,
    /// How many apply.
    pub crowd: u32,
    /// What became of it.
    pub desk: Desk,
    /// Whether people live there.
    pub boarding: bool,
}

impl Run {
    const fn boarding(self) -> Self {
        Self { boarding: true, ..self }
    }

    const fn untouched(self) -> Self {
        Self { desk: Desk::Untouched, ..self }
    }

    const fn finished(self) -> Self {
        Self { desk: Desk::Finished, ..self }
    }

    const fn named(self, name: &'static str) -> Self {
        Self { name: Some(name), ..self }
    }
}

const fn run(
    course: &'static str,
    season: Season,
    terms: (Funding, SelectionMethod, DeliveryMode),
    (capacity, crowd): (u32, u32),
) -> Run {
    let (funding, method, mode) = terms;
    let desk = match season {
        Season::Announced
        | Season::Open
        | Season::Closed
        | Season::CalledOff
        | Season::Draft
        | Season::Exact { .. } => Desk::Working,
        Season::Running | Season::Ended { .. } | Season::Year2022 => Desk::Finished,
    };
    Run {
        course,
        name: None,
        season,
        funding,
        method,
        mode,
        capacity,
        crowd,
        desk,
        boarding: false,
    }
}

/// Over for a week and a half, online, paid by Prakerja.
pub(in crate::demo) const FINISHED_ONLINE: &str = "finished online";
/// To come, online, paid by Prakerja.
pub(in crate::demo) const NEXT_ONLINE: &str = "next online";
/// Under way, paid by Prakerja, at an LPK whose accreditation has expired since it began.
pub(in crate::demo) const RUNNING_ONLINE: &str = "running online";
/// Of 2022.
pub(in crate::demo) const UNDER_THE_OLD_SCHEME: &str = "under the old scheme";
/// The one that 80 people want to join, and has 16 seats.
pub(in crate::demo) const EIGHTY_FOR_SIXTEEN: &str = "80 for 16";
/// The same course, first come, first served, with every seat free.
pub(in crate::demo) const SIXTEEN_FREE: &str = "16 free";

use Season::{Announced, CalledOff, Closed, Draft, Ended, Exact, Open, Running, Year2022};

const QUEUE: (Funding, SelectionMethod, DeliveryMode) = (Public, FirstCome, Luring);
const CHOICE: (Funding, SelectionMethod, DeliveryMode) = (Public, Merit, Luring);

/// Every session, the named case first.
pub(in crate::demo) const RUNS: &[Run] = &[
    run(ELECTRIC_MOTORCYCLE, Exact { opens: -20, closes: 12, starts: 28 }, CHOICE, (16, 80))
        .untouched()
        .named(EIGHTY_FOR_SIXTEEN),
    run(ELECTRIC_MOTORCYCLE, Exact { opens: -3, closes: 60, starts: 80 }, QUEUE, (16, 0))
        .named(SIXTEEN_FREE),
    run("las-smaw", Open, QUEUE, (16, 28)),
    run("barista", Open, QUEUE, (12, 9)),
    run("servis-motor", Open, CHOICE, (16, 32)),
    run("kantor-depan", Open, CHOICE, (20, 16)),
    run("perabot", Open, CHOICE, (16, 32)),
    run("inggris", Closed, (Public, Lottery, Luring), (12, 18)),
    run("jaringan", Closed, CHOICE, (12, 22)).finished(),
    run("spa", CalledOff, CHOICE, (16, 12)),
    run("pramusaji", Open, (SelfPaid, Merit, Luring), (20, 6)).untouched(),
    run("pesiar", Open, (SelfPaid, Merit, Luring), (16, 16)),
    run("servis-motor", Running, CHOICE, (16, 24)),
    run("pemasaran", Running, (Public, FirstCome, Daring), (25, 22)),
    run("las-smaw", Ended { days: 70 }, CHOICE, (16, 24)),
    run("kedai", Ended { days: 40 }, QUEUE, (16, 14)),
    run("kantor-depan", Ended { days: 120 }, CHOICE, (16, 26)),
    run("roti", Ended { days: 55 }, CHOICE, (16, 17)),
    run("perabot", Ended { days: 60 }, CHOICE, (16, 20)),
    run("kantor", Ended { days: 100 }, QUEUE, (20, 18)),
    run("las-desa", Ended { days: 90 }, QUEUE, (16, 15)),
    run("jepang", Ended { days: 30 }, (SelfPaid, FirstCome, Luring), (16, 11)),
    run("data", Ended { days: 9 }, (Prakerja, FirstCome, Daring), (40, 0)).named(FINISHED_ONLINE),
    run("konten", Open, (Prakerja, FirstCome, Daring), (40, 0)).named(NEXT_ONLINE),
    run("percakapan", Running, (Prakerja, FirstCome, Daring), (20, 0)).named(RUNNING_ONLINE),
    run("spa-hotel", Year2022, (Prakerja, FirstCome, Luring), (20, 0)).named(UNDER_THE_OLD_SCHEME),
    run("pemasaran", Open, (Public, FirstCome, Daring), (30, 17)),
    run("desain", Open, (Public, FirstCome, Hibrid), (20, 14)),
    run("batik", Open, CHOICE, (16, 9)).untouched(),
    run("las-gmaw", Open, CHOICE, (16, 27)).untouched().boarding(),
    run("garmen", Open, QUEUE, (20, 8)).boarding(),
    run("lansia", Open, CHOICE, (16, 13)).untouched(),
    run("kue", Open, QUEUE, (16, 5)),
    run("komputer", Open, QUEUE, (16, 15)),
    run("barista", Closed, CHOICE, (16, 32)),
    run("plc", Closed, CHOICE, (16, 24)).boarding(),
    run("las-smaw", Announced, QUEUE, (16, 0)),
    run("kedai", Announced, CHOICE, (16, 0)),
    run("inggris", Announced, QUEUE, (20, 0)),
    run("spa", Open, CHOICE, (16, 11)).untouched(),
    run("pemandu", Open, QUEUE, (20, 7)),
    run("pemandu", Announced, CHOICE, (20, 0)),
    run("roti", Open, CHOICE, (16, 19)).untouched().boarding(),
    run("rumput-laut", Open, QUEUE, (20, 3)),
    run("rumput-laut", Announced, QUEUE, (20, 0)),
    run("las-gmaw", Running, CHOICE, (16, 31)).boarding(),
    run("cnc", Open, CHOICE, (16, 41)).untouched().boarding(),
    run("cnc", Announced, CHOICE, (16, 0)).boarding(),
    run("desain", Running, (Public, FirstCome, Hibrid), (20, 19)),
    run("ac", Open, QUEUE, (16, 14)),
    run("ac", Announced, QUEUE, (16, 0)),
    run("listrik", Open, CHOICE, (20, 33)).untouched().boarding(),
    run("batu", Open, QUEUE, (20, 4)),
    run("surya", Open, QUEUE, (16, 6)).boarding(),
    run("surya", Announced, QUEUE, (16, 0)),
    run("mobil", Open, CHOICE, (16, 18)).untouched(),
    run("kantor", Open, (Public, FirstCome, Hibrid), (20, 12)),
    run("alat-berat", Open, CHOICE, (16, 29)).untouched().boarding(),
    run("alat-berat", Announced, CHOICE, (16, 0)).boarding(),
    run("hidroponik", Open, QUEUE, (20, 5)),
    run("olah", Announced, QUEUE, (20, 0)),
    run("tata-graha", Open, CHOICE, (20, 15)).untouched().boarding(),
    run("tata-graha", Running, CHOICE, (20, 24)).boarding(),
    run("ikan-asap", Open, QUEUE, (20, 4)),
    run("tenun", Open, CHOICE, (16, 7)).untouched(),
    run("kopi", Open, QUEUE, (20, 6)),
    run("kopi", Announced, QUEUE, (20, 0)),
    run("lansia", Closed, CHOICE, (16, 16)),
    run("garmen", Running, QUEUE, (20, 17)).boarding(),
    run("busana", Open, CHOICE, (16, 14)).untouched(),
    run("web", Open, (Public, Merit, Hibrid), (20, 46)).untouched(),
    run("web", Announced, (Public, Lottery, Hibrid), (20, 0)),
    run("las-desa", Open, QUEUE, (16, 9)),
    run("seragam", Open, QUEUE, (16, 6)),
    run("seragam", Announced, QUEUE, (16, 0)),
    run("pramusaji", Open, (Prakerja, FirstCome, Luring), (20, 0)),
    run("jepang", Announced, (SelfPaid, FirstCome, Luring), (16, 0)),
    run("spa-hotel", Open, (Prakerja, FirstCome, Luring), (20, 0)),
    run("data", Open, (Prakerja, FirstCome, Daring), (40, 0)),
    run("percakapan", Announced, (SelfPaid, FirstCome, Luring), (20, 0)),
    run("plc", Draft, CHOICE, (16, 0)),
    run("jaringan", Draft, CHOICE, (16, 0)),
    run("barista", Draft, QUEUE, (16, 0)),
    run("pesiar", Draft, (SelfPaid, Merit, Luring), (16, 0)),
    run("batu", Draft, QUEUE, (20, 0)),
];
