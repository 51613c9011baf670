//! What the staff's desk counts with: how the queue is shown and sorted, what comes of a call.

word_enum! {
    /// A column of the queue that staff may show or hide. Nothing stands here that the desk's roles
    /// don't see in the applicant's panel anyway.
    pub enum DeskColumn {
        /// Age in years.
        Age = "AGE",
        /// Sex.
        Sex = "SEX",
        /// Highest education finished.
        Education = "EDUCATION",
        /// What the person does now.
        Occupation = "OCCUPATION",
        /// Where the person lives.
        Region = "REGION",
        /// When it was sent.
        Submitted = "SUBMITTED",
        /// When it last changed.
        Changed = "CHANGED",
        /// The place on the waiting list.
        Waitlist = "WAITLIST",
        /// Until when an offer stands.
        OfferUntil = "OFFER_UNTIL",
        /// The place and the points that a concluded selection gave.
        Score = "SCORE",
    }
}

/// The columns of who chose none.
pub const USUAL_COLUMNS: [DeskColumn; 3] =
    [DeskColumn::Age, DeskColumn::Education, DeskColumn::Submitted];

word_enum! {
    /// The orders of the queue.
    pub enum QueueSort {
        /// The earliest submission first.
        SubmittedFirst = "SUBMITTED_FIRST",
        /// The latest submission first.
        SubmittedLast = "SUBMITTED_LAST",
        /// The latest change first.
        ChangedLast = "CHANGED_LAST",
        /// By name.
        Name = "NAME",
        /// By the place on the waiting list; who has none comes last.
        Waitlist = "WAITLIST",
    }
}

word_enum! {
    /// What came of calling a person.
    pub enum CallOutcome {
        /// The person was reached.
        Reached = "REACHED",
        /// Nobody answered.
        NoAnswer = "NO_ANSWER",
        /// The number is somebody else's.
        WrongNumber = "WRONG_NUMBER",
        /// The person asked to be called again.
        CallBack = "CALL_BACK",
    }
}

/// The longest list of the queue's ids.
pub const MOST_ORDERED: u64 = 10_000;
/// The views that one account keeps at one institution.
pub const MOST_VIEWS: u64 = 30;
/// The longest name of a view, in characters.
pub const LONGEST_VIEW_NAME: usize = 60;
/// The longest text about a call, in characters.
pub const LONGEST_CALL_NOTE: usize = 500;
/// The longest note on a participant, in characters.
pub const LONGEST_NOTE: usize = 1_000;
/// So long after it was last seen a row counts as open, in seconds.
pub const PRESENCE_SECONDS: i64 = 30;
/// How often who has a row open says so, in seconds: twice may be lost.
pub const PRESENCE_BEAT_SECONDS: u64 = 10;
