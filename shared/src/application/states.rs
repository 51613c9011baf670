//! The words of an application's life.

word_enum! {
    /// Where an application stands.
    pub enum ApplicationState {
        /// Begun, not sent.
        Draft = "DRAFT",
        /// Sent; nobody has decided yet.
        Submitted = "SUBMITTED",
        /// In the closer choice.
        Shortlisted = "SHORTLISTED",
        /// A seat is held until the offer lapses.
        Offered = "OFFERED",
        /// On the waiting list.
        Waitlisted = "WAITLISTED",
        /// The seat is taken.
        Confirmed = "CONFIRMED",
        /// The training was finished.
        Completed = "COMPLETED",
        /// The training was not finished; the seat stays used.
        NotCompleted = "NOT_COMPLETED",
        /// Turned down, with a reason.
        Rejected = "REJECTED",
        /// The applicant declined the offer.
        Declined = "DECLINED",
        /// The offer ran out.
        Lapsed = "LAPSED",
        /// The applicant withdrew, or left early enough for the seat to be free again.
        Withdrawn = "WITHDRAWN",
        /// The session was called off.
        Cancelled = "CANCELLED",
    }
}

impl ApplicationState {
    /// Counts against the one live application of a person for a session.
    #[must_use]
    pub const fn is_live(self) -> bool {
        match self {
            Self::Submitted
            | Self::Shortlisted
            | Self::Offered
            | Self::Waitlisted
            | Self::Confirmed
            | Self::Completed
            | Self::NotCompleted => true,
            Self::Draft
            | Self::Rejected
            | Self::Declined
            | Self::Lapsed
            | Self::Withdrawn
            | Self::Cancelled => false,
        }
    }

    /// Counts in `seatsTaken` (an offer only while it hasn't lapsed).
    #[must_use]
    pub const fn holds_seat(self) -> bool {
        match self {
            Self::Offered | Self::Confirmed | Self::Completed | Self::NotCompleted => true,
            Self::Draft
            | Self::Submitted
            | Self::Shortlisted
            | Self::Waitlisted
            | Self::Rejected
            | Self::Declined
            | Self::Lapsed
            | Self::Withdrawn
            | Self::Cancelled => false,
        }
    }

    /// Sent, without a seat, and nobody has said no: what closes when the session begins.
    #[must_use]
    pub const fn is_undecided(self) -> bool {
        match self {
            Self::Submitted | Self::Shortlisted | Self::Waitlisted => true,
            Self::Draft
            | Self::Offered
            | Self::Confirmed
            | Self::Completed
            | Self::NotCompleted
            | Self::Rejected
            | Self::Declined
            | Self::Lapsed
            | Self::Withdrawn
            | Self::Cancelled => false,
        }
    }

    /// Takes part in the training, or did to its end.
    #[must_use]
    pub const fn takes_part(self) -> bool {
        match self {
            Self::Confirmed | Self::Completed | Self::NotCompleted => true,
            Self::Draft
            | Self::Submitted
            | Self::Shortlisted
            | Self::Offered
            | Self::Waitlisted
            | Self::Rejected
            | Self::Declined
            | Self::Lapsed
            | Self::Withdrawn
            | Self::Cancelled => false,
        }
    }

    /// Sent and not at its end: what a cancelled session cancels, and an applicant can withdraw.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Submitted
            | Self::Shortlisted
            | Self::Waitlisted
            | Self::Offered
            | Self::Confirmed => true,
            Self::Draft
            | Self::Completed
            | Self::NotCompleted
            | Self::Rejected
            | Self::Declined
            | Self::Lapsed
            | Self::Withdrawn
            | Self::Cancelled => false,
        }
    }
}

word_enum! {
    /// A step of the form by which one applies, in their order; the one after the last sends it.
    pub enum DraftStep {
        /// Reading what the session asks for.
        Conditions = "CONDITIONS",
        /// Showing documents.
        Documents = "DOCUMENTS",
        /// Saying why.
        Motivation = "MOTIVATION",
    }
}

word_enum! {
    /// A step in an application's life.
    pub enum ApplicationAction {
        /// Send it.
        Submit = "SUBMIT",
        /// Take it into the closer choice.
        Shortlist = "SHORTLIST",
        /// Offer a seat.
        Offer = "OFFER",
        /// Put it on the waiting list.
        Waitlist = "WAITLIST",
        /// Turn it down.
        Reject = "REJECT",
        /// Take a rejection back.
        Reinstate = "REINSTATE",
        /// Take the offered seat (daftar ulang).
        Confirm = "CONFIRM",
        /// Decline the offered seat.
        Decline = "DECLINE",
        /// The offer runs out.
        Lapse = "LAPSE",
        /// Take an offer back.
        Revoke = "REVOKE",
        /// Let an offer stand longer.
        Extend = "EXTEND",
        /// No seat is left and the list is closed.
        Close = "CLOSE",
        /// The applicant withdraws.
        Withdraw = "WITHDRAW",
        /// The centre takes a participant off the list.
        Drop = "DROP",
        /// The training was finished.
        Complete = "COMPLETE",
        /// The training was not finished.
        Fail = "FAIL",
        /// The session was called off.
        Cancel = "CANCEL",
        /// Its maker takes a decision back within 30 seconds.
        Undo = "UNDO",
    }
}

impl ApplicationAction {
    /// Whether it says how somebody finished, which who teaches decides and reads.
    #[must_use]
    pub const fn is_of_class(self) -> bool {
        match self {
            Self::Complete | Self::Fail => true,
            Self::Submit
            | Self::Shortlist
            | Self::Offer
            | Self::Waitlist
            | Self::Reject
            | Self::Reinstate
            | Self::Confirm
            | Self::Decline
            | Self::Lapse
            | Self::Revoke
            | Self::Extend
            | Self::Close
            | Self::Withdraw
            | Self::Drop
            | Self::Cancel
            | Self::Undo => false,
        }
    }
}

word_enum! {
    /// Why an application was rejected.
    pub enum ReasonCode {
        /// A condition of the session or scheme isn't met.
        NotEligible = "NOT_ELIGIBLE",
        /// Documents are missing.
        IncompleteDocuments = "INCOMPLETE_DOCUMENTS",
        /// Others scored higher.
        LowScore = "LOW_SCORE",
        /// The applicant didn't come to the test or interview.
        NoShow = "NO_SHOW",
        /// No seat was left.
        NoSeat = "NO_SEAT",
        /// The centre took its offer back.
        OfferRevoked = "OFFER_REVOKED",
        /// The same person applied twice.
        Duplicate = "DUPLICATE",
        /// Something else, told in the note.
        Other = "OTHER",
        /// The applicant went on to a later session; never why a centre turns somebody down.
        Deferred = "DEFERRED",
    }
}

impl ReasonCode {
    /// Whether a centre turns somebody down for it.
    #[must_use]
    pub const fn is_for_rejection(self) -> bool {
        match self {
            Self::NotEligible
            | Self::IncompleteDocuments
            | Self::LowScore
            | Self::NoShow
            | Self::NoSeat
            | Self::OfferRevoked
            | Self::Duplicate
            | Self::Other => true,
            Self::Deferred => false,
        }
    }
}

word_enum! {
    /// Who took a step, as the history shows it.
    pub enum ActorKind {
        /// The applicant.
        Applicant = "APPLICANT",
        /// The institution's staff.
        Staff = "STAFF",
        /// The institution's own software.
        Partner = "PARTNER",
        /// Balai itself.
        System = "SYSTEM",
    }
}

word_enum! {
    /// What staff decide on applications, one or many at once.
    pub enum Decision {
        /// Offer a seat.
        Offer = "OFFER",
        /// Put on the waiting list.
        Waitlist = "WAITLIST",
        /// Take into the closer choice.
        Shortlist = "SHORTLIST",
        /// Turn down; needs a reason.
        Reject = "REJECT",
    }
}

impl Decision {
    /// The step that the decision takes.
    #[must_use]
    pub const fn action(self) -> ApplicationAction {
        match self {
            Self::Offer => ApplicationAction::Offer,
            Self::Waitlist => ApplicationAction::Waitlist,
            Self::Shortlist => ApplicationAction::Shortlist,
            Self::Reject => ApplicationAction::Reject,
        }
    }
}
