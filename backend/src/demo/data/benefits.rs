//! Who has a benefit of Prakerja, and how far it has come.

use std::ops::RangeInclusive;

use super::{
    runs::{FINISHED_ONLINE, NEXT_ONLINE, RUNNING_ONLINE, UNDER_THE_OLD_SCHEME},
    scripts::{CONFIRMS, FAILS, FINISHES, GIVES_BACK, Script},
};

/// How far a benefit has come besides its courses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::demo) enum Progress {
    /// Nothing more.
    None,
    /// The certificate is there.
    Certified,
    /// It was rated, too.
    Rated,
    /// The account for payments is verified, too: the incentive is on its way.
    Ready,
    /// The incentive is paid.
    Paid,
    /// So many surveys are answered and paid.
    Surveyed(u8),
    /// Nothing was bought in time.
    Lost,
}

/// A benefit.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) struct Holding {
    /// `applicantN@demo.balai`; 0 is `applicant@demo.balai`.
    pub holder: u32,
    /// The scheme's code.
    pub scheme: &'static str,
    /// The wave.
    pub wave: i32,
    /// The courses bought, by their runs' names.
    pub courses: &'static [(&'static str, Script)],
    /// What came after.
    pub progress: Progress,
}

const OLD: &str = "PRAKERJA_2020";
const NEW: &str = "PRAKERJA_2023";

const fn holding(
    holder: u32,
    courses: &'static [(&'static str, Script)],
    progress: Progress,
) -> Holding {
    Holding { holder, scheme: NEW, wave: 71, courses, progress }
}

const fn old(
    holder: u32,
    courses: &'static [(&'static str, Script)],
    progress: Progress,
) -> Holding {
    Holding { holder, scheme: OLD, wave: 41, courses, progress }
}

/// Those who hold benefits apply to nothing else.
pub(in crate::demo) const HOLDERS: RangeInclusive<u32> = 181..=206;
/// Those who had a benefit of the old scheme are older, and have been here for longer.
pub(in crate::demo) const VETERANS: RangeInclusive<u32> = 197..=200;

const FINISHED: &[(&str, Script)] = &[(FINISHED_ONLINE, FINISHES)];
const ATTENDING: &[(&str, Script)] = &[(RUNNING_ONLINE, CONFIRMS)];

/// Every benefit, in the order of the holders.
pub(in crate::demo) const HOLDINGS: &[Holding] = &[
    holding(0, &[], Progress::None),
    holding(181, &[], Progress::None),
    holding(182, &[], Progress::None),
    holding(183, &[(NEXT_ONLINE, CONFIRMS)], Progress::None),
    holding(184, &[(NEXT_ONLINE, CONFIRMS)], Progress::None),
    holding(185, &[(NEXT_ONLINE, GIVES_BACK)], Progress::None),
    holding(186, FINISHED, Progress::Certified),
    holding(187, FINISHED, Progress::Rated),
    holding(188, FINISHED, Progress::Ready),
    holding(189, FINISHED, Progress::Ready),
    holding(190, FINISHED, Progress::Paid),
    holding(191, &[(FINISHED_ONLINE, FINISHES), (NEXT_ONLINE, CONFIRMS)], Progress::Paid),
    holding(192, FINISHED, Progress::Surveyed(1)),
    holding(193, &[(FINISHED_ONLINE, FINISHES), (NEXT_ONLINE, CONFIRMS)], Progress::Surveyed(2)),
    holding(194, &[], Progress::Lost),
    holding(195, &[(FINISHED_ONLINE, FAILS)], Progress::None),
    holding(196, &[(FINISHED_ONLINE, FINISHES)], Progress::Certified),
    old(197, &[(UNDER_THE_OLD_SCHEME, FINISHES)], Progress::Surveyed(3)),
    old(198, &[(UNDER_THE_OLD_SCHEME, FINISHES)], Progress::Surveyed(2)),
    holding(198, &[], Progress::None),
    old(199, &[], Progress::Lost),
    old(200, &[(UNDER_THE_OLD_SCHEME, FINISHES)], Progress::Paid),
    holding(201, ATTENDING, Progress::None),
    holding(202, ATTENDING, Progress::None),
    holding(203, ATTENDING, Progress::None),
    holding(204, ATTENDING, Progress::None),
    holding(205, ATTENDING, Progress::None),
    holding(206, ATTENDING, Progress::None),
];
