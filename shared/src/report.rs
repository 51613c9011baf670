//! A centre's figures: what is counted, and what those don't see who know nobody there.

word_enum! {
    /// How far applications came. Each step counts those that ever reached it.
    pub enum ReportStep {
        /// Sent.
        Submitted = "SUBMITTED",
        /// A seat was offered.
        Offered = "OFFERED",
        /// The seat was taken.
        Confirmed = "CONFIRMED",
        /// The training was finished.
        Completed = "COMPLETED",
        /// A certificate was issued and holds.
        Certified = "CERTIFIED",
    }
}

word_enum! {
    /// Ages on the first day of a session, in whole years.
    pub enum AgeBand {
        /// Below 18.
        Under18 = "UNDER_18",
        /// 18 to 24.
        From18 = "FROM_18",
        /// 25 to 34.
        From25 = "FROM_25",
        /// 35 to 44.
        From35 = "FROM_35",
        /// 45 to 54.
        From45 = "FROM_45",
        /// 55 and above.
        From55 = "FROM_55",
    }
}

impl AgeBand {
    /// The least age in whole years.
    #[must_use]
    pub const fn least(self) -> i64 {
        match self {
            Self::Under18 => 0,
            Self::From18 => 18,
            Self::From25 => 25,
            Self::From35 => 35,
            Self::From45 => 45,
            Self::From55 => 55,
        }
    }
}

word_enum! {
    /// How long people waited for the first decision.
    pub enum WaitBand {
        /// Less than a day.
        Day = "DAY",
        /// One to three days.
        ThreeDays = "THREE_DAYS",
        /// More, to a week.
        Week = "WEEK",
        /// More, to two weeks.
        TwoWeeks = "TWO_WEEKS",
        /// Longer.
        Longer = "LONGER",
    }
}

impl WaitBand {
    /// The band of so many whole hours.
    #[must_use]
    pub fn of_hours(hours: i64) -> Self {
        match hours {
            ..24 => Self::Day,
            24..72 => Self::ThreeDays,
            72..168 => Self::Week,
            168..336 => Self::TwoWeeks,
            336.. => Self::Longer,
        }
    }
}

/// A table of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReportTable {
    /// How far applications came.
    Funnel,
    /// Where applications stand.
    States,
    /// How long people waited for a decision.
    Waits,
    /// Program by program.
    Programs,
    /// Session by session.
    Sessions,
    /// By field of training.
    Vocations,
    /// By sex.
    Sexes,
    /// By age.
    Ages,
    /// By where people live.
    Regions,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReportMeasure {
    /// Of what: the first column.
    Group,
    /// How many.
    Count,
    /// Applications.
    Applied,
    /// People who applied.
    Applicants,
    /// Applicants for a seat.
    PerSeat,
    /// Took a seat.
    Took,
    /// Finished.
    Completed,
    /// Didn't finish.
    Dropped,
    /// The share of those at their end who didn't finish, in percent.
    DropOut,
    /// The share of seats taken, in percent.
    Fill,
    /// The median of the days until the first decision.
    MedianDays,
    /// Sessions.
    Sessions,
    /// Seats.
    Seats,
}

/// A group of those that stand in no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rest {
    /// All that come after the largest.
    Others,
    /// Those who didn't say.
    Unknown,
}

/// Below this a count is not shown to those who know nobody there: with so few, the figures would
/// tell of persons. The same least number as for ratings.
pub const FEWEST: i64 = 5;

/// Takes away counts from 1 to 4; and where that leaves a single gap, the smallest of the others as
/// well, because the sum would tell it.
pub fn hide_small(counts: &mut [Option<i64>]) {
    let mut hidden = 0;
    for count in counts.iter_mut() {
        if count.is_some_and(|count| (1..FEWEST).contains(&count)) {
            *count = None;
            hidden += 1;
        }
    }
    if hidden != 1 {
        return;
    }
    // A zero hides nobody, so that the next is the smallest of those with anybody.
    let others = counts.iter_mut().filter(|count| count.is_some_and(|count| count > 0));
    if let Some(smallest) = others.min_by_key(|count| **count) {
        *smallest = None;
    }
}

/// The median of values counted by value, in any order: the lower of the two middle ones. `None`
/// of nothing.
#[must_use]
pub fn median(counts: &[(i64, i64)]) -> Option<i64> {
    let mut counts = counts.to_vec();
    counts.sort_unstable();
    let all: i64 = counts.iter().map(|(_, count)| count).sum();
    let mut seen = 0;
    counts.iter().find_map(|(value, count)| {
        seen += count;
        (seen * 2 >= all && all > 0).then_some(*value)
    })
}

/// `part` of `whole` in percent, rounded half up; `None` of nothing.
#[must_use]
pub fn percent(part: i64, whole: i64) -> Option<i64> {
    (whole > 0).then(|| (part * 200 + whole) / (whole * 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_single_gap_is_left_that_the_sum_would_fill() {
        let hidden = |counts: &[i64]| {
            let mut counts: Vec<_> = counts.iter().copied().map(Some).collect();
            hide_small(&mut counts);
            counts
        };
        assert_eq!(hidden(&[12, 3, 7]), [Some(12), None, None]);
        assert_eq!(hidden(&[12, 3, 2]), [Some(12), None, None]);
        assert_eq!(hidden(&[12, 0, 5]), [Some(12), Some(0), Some(5)]);
        assert_eq!(hidden(&[4, 0]), [None, Some(0)]);
        assert_eq!(hidden(&[]), []);
    }

    #[test]
    fn the_median_is_the_value_of_the_middle_one() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[(7, 1)]), Some(7));
        assert_eq!(median(&[(40, 1), (2, 3), (9, 1)]), Some(2));
        assert_eq!(median(&[(1, 2), (5, 2)]), Some(1));
    }

    #[test]
    fn shares_are_rounded_half_up() {
        assert_eq!([percent(1, 8), percent(1, 3), percent(0, 0)], [Some(13), Some(33), None]);
    }

    #[test]
    fn every_wait_has_a_band() {
        let bands = [0, 23, 24, 71, 72, 167, 168, 335, 336, 9_000].map(WaitBand::of_hours);
        assert_eq!(bands[0], bands[1]);
        assert_eq!(bands.iter().collect::<std::collections::BTreeSet<_>>().len(), 5);
    }
}
