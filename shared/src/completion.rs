//! Attendance, assessment, and what follows from them: whether somebody finished a training, and
//! with which certificate. One rule for the server, which decides, and the console, which previews.

use crate::time::Instant;

word_enum! {
    /// Whether somebody came to a meeting.
    pub enum AttendanceStatus {
        /// There from the beginning (hadir).
        Present = "PRESENT",
        /// There, but not from the beginning (terlambat).
        Late = "LATE",
        /// Away with a reason that the centre accepts (izin, sakit).
        Excused = "EXCUSED",
        /// Away (alpa).
        Absent = "ABSENT",
    }
}

word_enum! {
    /// What an assessment of one unit of competence found, in BNSP's words.
    pub enum UnitResult {
        /// Masters the unit.
        Competent = "KOMPETEN",
        /// Doesn't master it yet.
        NotYet = "BELUM_KOMPETEN",
    }
}

word_enum! {
    /// What a certificate says.
    pub enum CertificateKind {
        /// That its holder masters every unit of the program.
        Competence = "COMPETENCE",
        /// That its holder took part.
        Attendance = "ATTENDANCE",
    }
}

word_enum! {
    /// What the rule says of a participant.
    pub enum CompletionVerdict {
        /// Finished.
        Completed = "COMPLETED",
        /// Not finished.
        NotCompleted = "NOT_COMPLETED",
        /// Something is missing that decides it.
        Open = "OPEN",
    }
}

word_enum! {
    /// Why the rule says so.
    pub enum CompletionCode {
        /// Enough of the hours were attended.
        AttendanceMet = "ATTENDANCE_MET",
        /// Too few of the hours were attended.
        AttendanceTooLow = "ATTENDANCE_TOO_LOW",
        /// Meetings aren't marked yet, and they decide.
        MeetingsUnmarked = "MEETINGS_UNMARKED",
        /// The session has no meetings, so nothing says who came.
        NoMeetings = "NO_MEETINGS",
        /// Every unit is mastered.
        AllUnitsCompetent = "ALL_UNITS_COMPETENT",
        /// A unit isn't mastered yet: the certificate says that its holder took part.
        UnitsNotYetCompetent = "UNITS_NOT_YET_COMPETENT",
        /// Units aren't assessed yet.
        UnitsUnassessed = "UNITS_UNASSESSED",
    }
}

/// The share of the hours that must be attended where a session says nothing else, in percent.
pub const LEAST_PERCENT: u32 = 80;

/// How much of a session somebody attended, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attended {
    /// Of all its meetings.
    pub held: u32,
    /// Of those at which the person was there.
    pub attended: u32,
    /// Of those that nobody has marked for the person.
    pub unmarked: u32,
}

impl Attended {
    /// The share attended so far of all meetings, in whole percent, rounded down: 79.9 is not 80.
    #[must_use]
    pub fn percent(self) -> u32 {
        let percent = u64::from(self.attended) * 100 / u64::from(self.held).max(1);
        u32::try_from(percent).unwrap_or(u32::MAX)
    }

    /// The share attended of the meetings that were marked for the person, in whole percent, rounded
    /// down: five of five is 100. `None` before the first mark.
    #[must_use]
    pub fn percent_so_far(self) -> Option<u32> {
        let marked = self.held.checked_sub(self.unmarked).filter(|minutes| *minutes > 0)?;
        u32::try_from(u64::from(self.attended) * 100 / u64::from(marked)).ok()
    }

    /// Whether so many minutes reach the share.
    fn reaches(self, minutes: u32, least_percent: u32) -> bool {
        u64::from(minutes) * 100 >= u64::from(self.held) * u64::from(least_percent)
    }
}

/// How the units of a program stand for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Assessed {
    /// How many units the program has.
    pub units: u32,
    /// How many are mastered.
    pub competent: u32,
    /// How many aren't yet.
    pub not_yet: u32,
}

/// What the rule says, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// Finished or not.
    pub verdict: CompletionVerdict,
    /// The certificate of who finishes as things stand.
    pub certificate: CertificateKind,
    /// Why, the most telling first.
    pub codes: Vec<CompletionCode>,
}

/// The rule. Who attended the share of the hours has finished, whatever the assessment found; the
/// assessment decides which certificate it is, and must be there for every unit of the program.
///
/// A meeting that nobody marked leaves it open only where it could still turn the verdict.
#[must_use]
pub fn judge(attended: Attended, assessed: Assessed, least_percent: u32) -> Judgement {
    let (presence, code) = attendance(attended, least_percent);
    let mut codes = vec![code];
    let certificate = if assessed.units > 0 && assessed.competent >= assessed.units {
        CertificateKind::Competence
    } else {
        CertificateKind::Attendance
    };
    let missing = assessed.competent + assessed.not_yet < assessed.units;
    if missing {
        codes.push(CompletionCode::UnitsUnassessed);
    } else if assessed.not_yet > 0 {
        codes.push(CompletionCode::UnitsNotYetCompetent);
    } else if assessed.units > 0 {
        codes.push(CompletionCode::AllUnitsCompetent);
    }
    let verdict = match presence {
        CompletionVerdict::Completed if missing => CompletionVerdict::Open,
        CompletionVerdict::Completed
        | CompletionVerdict::NotCompleted
        | CompletionVerdict::Open => presence,
    };
    Judgement { verdict, certificate, codes }
}

fn attendance(attended: Attended, least_percent: u32) -> (CompletionVerdict, CompletionCode) {
    if attended.held == 0 {
        (CompletionVerdict::Open, CompletionCode::NoMeetings)
    } else if attended.reaches(attended.attended, least_percent) {
        (CompletionVerdict::Completed, CompletionCode::AttendanceMet)
    } else if attended.reaches(attended.attended + attended.unmarked, least_percent) {
        (CompletionVerdict::Open, CompletionCode::MeetingsUnmarked)
    } else {
        (CompletionVerdict::NotCompleted, CompletionCode::AttendanceTooLow)
    }
}

/// The minutes that a mark is worth at a meeting of so many: all for who was there, those given for
/// who came late, none for who was away, excused or not. `None` where the two don't fit together.
#[must_use]
pub fn credited(status: AttendanceStatus, minutes: Option<u32>, meeting: u32) -> Option<u32> {
    match (status, minutes) {
        (AttendanceStatus::Present, None) => Some(meeting),
        (AttendanceStatus::Present | AttendanceStatus::Late, Some(minutes)) => {
            (minutes > 0 && minutes <= meeting).then_some(minutes)
        }
        (AttendanceStatus::Late, None) => None,
        (AttendanceStatus::Excused | AttendanceStatus::Absent, None | Some(0)) => Some(0),
        (AttendanceStatus::Excused | AttendanceStatus::Absent, Some(_)) => None,
    }
}

/// How long after the beginning who comes is still there from the beginning.
pub const GRACE_MINUTES: i64 = 15;

/// What coming at this moment is: present until a quarter of an hour after the beginning, then late,
/// with the minutes that are left. `None` once the meeting is over.
#[must_use]
pub fn arrival(
    begins: Instant,
    ends: Instant,
    at: Instant,
) -> Option<(AttendanceStatus, Option<u32>)> {
    if at <= begins.plus_minutes(GRACE_MINUTES) {
        return Some((AttendanceStatus::Present, None));
    }
    let left = at.millis_until(ends).div_euclid(60_000);
    let left = u32::try_from(left).ok().filter(|left| *left > 0)?;
    Some((AttendanceStatus::Late, Some(left)))
}

/// Whether the first mark stands over the second, whichever came first: the one made later does,
/// and of two made in the same millisecond the one with the greater id, so that every order of
/// arrival ends alike.
#[must_use]
pub fn stands_over(first: (Instant, &str), second: (Instant, &str)) -> bool {
    first > second
}

/// Whether somebody has never come: away without an excuse at every meeting marked so far, two at
/// least. Such a seat can go to the waiting list until the replacement day.
#[must_use]
pub fn never_came(marks: &[AttendanceStatus]) -> bool {
    marks.len() >= 2 && marks.iter().all(|status| *status == AttendanceStatus::Absent)
}
