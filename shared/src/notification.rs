//! What a person is told about an application, a benefit or a session.

use crate::application::ApplicationAction;

word_enum! {
    /// The kinds of messages about an application, a benefit or a session.
    pub enum NotificationKind {
        /// It arrived.
        Submitted = "SUBMITTED",
        /// It is in the closer choice.
        Shortlisted = "SHORTLISTED",
        /// It is on the waiting list.
        Waitlisted = "WAITLISTED",
        /// A seat is offered until a deadline.
        Offered = "OFFERED",
        /// The seat is taken.
        Confirmed = "CONFIRMED",
        /// The offer ran out.
        Lapsed = "LAPSED",
        /// It was turned down.
        Rejected = "REJECTED",
        /// The offer was taken back.
        OfferRevoked = "OFFER_REVOKED",
        /// The offer stands longer.
        OfferExtended = "OFFER_EXTENDED",
        /// No seat was left.
        NoSeat = "NO_SEAT",
        /// The rejection was taken back.
        Reinstated = "REINSTATED",
        /// The person was taken off the list.
        Dropped = "DROPPED",
        /// There are times to choose from for a test or an interview.
        SlotsOpened = "SLOTS_OPENED",
        /// A test or an interview begins within a day.
        SlotReminder = "SLOT_REMINDER",
        /// The chosen time or its place is another.
        SlotChanged = "SLOT_CHANGED",
        /// The chosen time was called off.
        SlotCancelled = "SLOT_CANCELLED",
        /// The centre asks for documents, or for one again.
        DocumentsWanted = "DOCUMENTS_WANTED",
        /// The session's days or its place are others.
        SessionChanged = "SESSION_CHANGED",
        /// The session was called off.
        SessionCancelled = "SESSION_CANCELLED",
        /// The training was finished.
        Completed = "COMPLETED",
        /// A decision was taken back.
        Undone = "UNDONE",
        /// The account for payments can be paid to.
        PayoutAccountVerified = "PAYOUT_ACCOUNT_VERIFIED",
        /// The account for payments can't be paid to.
        PayoutAccountRefused = "PAYOUT_ACCOUNT_REFUSED",
        /// An incentive was paid.
        IncentivePaid = "INCENTIVE_PAID",
        /// The money for a survey was paid.
        SurveyPaid = "SURVEY_PAID",
        /// A payment didn't reach the account.
        PayoutRefused = "PAYOUT_REFUSED",
        /// The first training must be bought soon.
        PurchaseReminder = "PURCHASE_REMINDER",
        /// The first training was not bought in time.
        BenefitRevoked = "BENEFIT_REVOKED",
        /// A session that the person waits for is public; one can't apply yet.
        SessionAnnounced = "SESSION_ANNOUNCED",
        /// One can apply to a session that the person waits for.
        SessionOpened = "SESSION_OPENED",
        /// The centre wrote to a group of applicants; its own words stand beside it.
        CentreMessage = "CENTRE_MESSAGE",
    }
}

word_enum! {
    /// The ways by which a message leaves the house.
    pub enum Channel {
        /// To an e-mail address.
        Email = "EMAIL",
        /// To a phone: SMS or WhatsApp, as the operator's gateway decides.
        Sms = "SMS",
    }
}

/// How a person can be reached, and wants to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// There is an address, and the person wants news there.
    pub email: bool,
    /// There is a phone number, and the person wants news there.
    pub sms: bool,
}

impl Reach {
    /// The one way by which news go: by e-mail, which costs nothing, before SMS; `None` to who wants
    /// neither.
    #[must_use]
    pub const fn channel(self) -> Option<Channel> {
        match (self.email, self.sms) {
            (true, _) => Some(Channel::Email),
            (false, true) => Some(Channel::Sms),
            (false, false) => None,
        }
    }
}

impl NotificationKind {
    /// What the centre tells besides its decisions: it stays when one is taken back.
    pub const BESIDE_DECISIONS: [Self; 2] = [Self::CentreMessage, Self::DocumentsWanted];

    /// What the applicant is told about a step; `None` for what the applicant did just now and
    /// sees on the screen, and for what says nothing new.
    #[must_use]
    pub const fn for_action(action: ApplicationAction) -> Option<Self> {
        match action {
            ApplicationAction::Submit => Some(Self::Submitted),
            ApplicationAction::Shortlist => Some(Self::Shortlisted),
            ApplicationAction::Waitlist => Some(Self::Waitlisted),
            ApplicationAction::Offer => Some(Self::Offered),
            ApplicationAction::Confirm => Some(Self::Confirmed),
            ApplicationAction::Lapse => Some(Self::Lapsed),
            ApplicationAction::Reject => Some(Self::Rejected),
            ApplicationAction::Revoke => Some(Self::OfferRevoked),
            ApplicationAction::Extend => Some(Self::OfferExtended),
            ApplicationAction::Close => Some(Self::NoSeat),
            ApplicationAction::Reinstate => Some(Self::Reinstated),
            ApplicationAction::Drop => Some(Self::Dropped),
            ApplicationAction::Cancel => Some(Self::SessionCancelled),
            ApplicationAction::Complete => Some(Self::Completed),
            // What is undone was never told.
            ApplicationAction::Undo
            | ApplicationAction::Decline
            | ApplicationAction::Withdraw
            | ApplicationAction::Fail => None,
        }
    }
}
