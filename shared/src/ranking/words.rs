//! What a selection means for one applicant, in the API's words.

word_enum! {
    /// What a selection means for one applicant.
    pub enum SelectionOutcome {
        /// A seat, by place.
        ByPlace = "BY_PLACE",
        /// A seat that was kept for a group.
        Reserved = "RESERVED",
        /// The waiting list, in the order of the places.
        Waits = "WAITS",
        /// Too few points under one criterion.
        BelowMinimum = "BELOW_MINIMUM",
        /// Didn't come.
        Absent = "ABSENT",
    }
}

word_enum! {
    /// How a place was decided against the one above, where the totals are the same.
    pub enum TieBreak {
        /// By the points under the criterion that `criterion` names.
        Criterion = "CRITERION",
        /// By who applied earlier.
        Submission = "SUBMISSION",
    }
}
