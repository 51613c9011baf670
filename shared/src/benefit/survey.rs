//! The surveys after a training: when each opens, and what it asks.

use super::checklist::Facts;

word_enum! {
    /// How far a survey is.
    pub enum SurveyState {
        /// Its turn hasn't come.
        Locked = "LOCKED",
        /// It can be answered.
        Open = "OPEN",
        /// It is answered; the money is on its way.
        Answered = "ANSWERED",
        /// It is answered and paid.
        Paid = "PAID",
    }
}

/// How far the survey with this number, from 1, is.
#[must_use]
pub const fn survey_state(facts: &Facts, number: u8, paid: bool) -> SurveyState {
    if paid {
        SurveyState::Paid
    } else if facts.surveys_done >= number {
        SurveyState::Answered
    } else if facts.incentive_paid && facts.surveys_done + 1 == number && !facts.revoked {
        SurveyState::Open
    } else {
        SurveyState::Locked
    }
}

word_enum! {
    /// What a person does since the training, as the survey asks.
    pub enum Employment {
        /// Works for somebody.
        Employed = "EMPLOYED",
        /// Has a business of one's own.
        SelfEmployed = "SELF_EMPLOYED",
        /// Looks for work.
        SeekingWork = "SEEKING_WORK",
        /// Learns on.
        Studying = "STUDYING",
        /// None of these.
        Other = "OTHER",
    }
}

word_enum! {
    /// How often what was learned is used.
    pub enum SkillUse {
        /// Nearly every day.
        Daily = "DAILY",
        /// Now and then.
        Sometimes = "SOMETIMES",
        /// Not yet.
        NotYet = "NOT_YET",
    }
}

word_enum! {
    /// What a person earns in a month.
    pub enum IncomeBand {
        /// Nothing yet.
        None = "NONE",
        /// Below one million rupiah.
        BelowOneMillion = "BELOW_1M",
        /// One to three million.
        OneToThreeMillion = "FROM_1M_TO_3M",
        /// Three to five million.
        ThreeToFiveMillion = "FROM_3M_TO_5M",
        /// More than five million.
        AboveFiveMillion = "ABOVE_5M",
    }
}
