//! "Why am I not paid yet?": each condition, met or not, what to do next, and by when.

use serde::{Deserialize, Serialize};

use super::payout::{REMINDER_DAYS, payout_due};
use super::scheme::Scheme;
use crate::time::{Instant, TimeZone};

word_enum! {
    /// How far a benefit has come.
    pub enum BenefitStage {
        /// The balance is there; no training is bought yet.
        Granted = "GRANTED",
        /// A first training is bought.
        Purchased = "PURCHASED",
        /// The first training is finished.
        Trained = "TRAINED",
        /// The incentive is on its way.
        IncentiveScheduled = "INCENTIVE_SCHEDULED",
        /// The incentive is paid.
        IncentivePaid = "INCENTIVE_PAID",
        /// At least one survey is answered.
        Surveyed = "SURVEYED",
        /// The benefit was taken back.
        Revoked = "REVOKED",
    }
}

word_enum! {
    /// What a deadline of a benefit is about.
    pub enum BenefitDeadlineKind {
        /// Buy the first training.
        FirstPurchase = "FIRST_PURCHASE",
        /// Buy the next training.
        NextPurchase = "NEXT_PURCHASE",
        /// Balai pays the incentive.
        IncentivePayment = "INCENTIVE_PAYMENT",
    }
}

word_enum! {
    /// A step on the way to the payments, in their order.
    pub enum ChecklistCode {
        /// A training was bought from the balance.
        TrainingPurchased = "TRAINING_PURCHASED",
        /// It was finished.
        TrainingCompleted = "TRAINING_COMPLETED",
        /// The institution issued the certificate.
        CertificateIssued = "CERTIFICATE_ISSUED",
        /// The person rated and reviewed it.
        RatingGiven = "RATING_GIVEN",
        /// The bank account or e-wallet is active, verified and bears the same NIK.
        PayoutAccountVerified = "PAYOUT_ACCOUNT_VERIFIED",
        /// The incentive was paid.
        IncentivePaid = "INCENTIVE_PAID",
        /// The first survey was answered.
        Survey1 = "SURVEY_1",
        /// The second survey was answered.
        Survey2 = "SURVEY_2",
        /// The third survey was answered.
        Survey3 = "SURVEY_3",
    }
}

word_enum! {
    /// How a step stands.
    pub enum ChecklistState {
        /// It is done.
        Met = "MET",
        /// It was begun and is under way without the person: the account is being verified, the money is
        /// being paid.
        UnderWay = "UNDER_WAY",
        /// It isn't done.
        Open = "OPEN",
    }
}

word_enum! {
    /// What to do, or to wait for, about a step that isn't met.
    pub enum NextStep {
        /// Choose and buy a training.
        BuyTraining = "BUY_TRAINING",
        /// Attend to the end.
        FinishTraining = "FINISH_TRAINING",
        /// Wait for the institution's certificate.
        WaitForCertificate = "WAIT_FOR_CERTIFICATE",
        /// Rate and review.
        GiveRating = "GIVE_RATING",
        /// Add or verify an account for payments.
        VerifyPayoutAccount = "VERIFY_PAYOUT_ACCOUNT",
        /// Wait until the account is verified.
        WaitForAccountCheck = "WAIT_FOR_ACCOUNT_CHECK",
        /// Wait for the payment, within 5 working days.
        WaitForPayment = "WAIT_FOR_PAYMENT",
        /// Answer the survey.
        AnswerSurvey = "ANSWER_SURVEY",
        /// Finish the steps before this one first.
        EarlierStepsFirst = "EARLIER_STEPS_FIRST",
    }
}

/// What has happened to a benefit so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// When the person was accepted and the balance granted.
    pub granted_at: Instant,
    /// When the first training was bought.
    pub first_purchase_at: Option<Instant>,
    /// When the first training was finished.
    pub training_completed_at: Option<Instant>,
    /// When the next training was bought.
    pub next_purchase_at: Option<Instant>,
    /// Whether the first training's certificate is issued.
    pub certificate: bool,
    /// Whether the person rated and reviewed the first training.
    pub rated: bool,
    /// Whether the account for payments is verified.
    pub payout_verified: bool,
    /// Whether there is one that is being verified.
    pub payout_checking: bool,
    /// When the last condition of the incentive was met and the payment put on its way.
    pub incentive_scheduled_at: Option<Instant>,
    /// Whether the incentive is paid.
    pub incentive_paid: bool,
    /// How many surveys are answered.
    pub surveys_done: u8,
    /// Whether the benefit was taken back.
    pub revoked: bool,
}

impl Facts {
    /// The facts of a benefit that was just granted.
    #[must_use]
    pub const fn granted(granted_at: Instant) -> Self {
        Self {
            granted_at,
            first_purchase_at: None,
            training_completed_at: None,
            next_purchase_at: None,
            certificate: false,
            rated: false,
            payout_verified: false,
            payout_checking: false,
            incentive_scheduled_at: None,
            incentive_paid: false,
            surveys_done: 0,
            revoked: false,
        }
    }

    /// Whether every condition of the incentive is met.
    #[must_use]
    pub const fn incentive_due(&self) -> bool {
        self.first_purchase_at.is_some()
            && self.training_completed_at.is_some()
            && self.certificate
            && self.rated
            && self.payout_verified
    }
}

/// A step, met or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChecklistItem {
    /// Which step.
    pub code: ChecklistCode,
    /// Whether it is met.
    pub met: bool,
    /// The same, and whether it is under way.
    pub state: ChecklistState,
    /// What to do about it; `None` when it is met, or the benefit was taken back.
    pub next_step: Option<NextStep>,
}

/// A deadline; `due_at` is the first moment after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// What it is about.
    pub kind: BenefitDeadlineKind,
    /// The end of the last day, in the person's time zone.
    pub due_at: Instant,
    /// Whether what it asks was done in time.
    pub met: bool,
}

/// Every step of the scheme's path, in order.
#[must_use]
pub fn checklist(facts: &Facts, scheme: &Scheme) -> Vec<ChecklistItem> {
    use ChecklistCode as Code;
    let bought = facts.first_purchase_at.is_some();
    let trained = facts.training_completed_at.is_some();
    let after =
        |earlier: bool, step: NextStep| if earlier { step } else { NextStep::EarlierStepsFirst };
    let account = if facts.payout_checking {
        NextStep::WaitForAccountCheck
    } else {
        NextStep::VerifyPayoutAccount
    };
    let mut steps = vec![
        (Code::TrainingPurchased, bought, NextStep::BuyTraining),
        (Code::TrainingCompleted, trained, after(bought, NextStep::FinishTraining)),
        (Code::CertificateIssued, facts.certificate, after(trained, NextStep::WaitForCertificate)),
        (Code::RatingGiven, facts.rated, after(trained, NextStep::GiveRating)),
        (Code::PayoutAccountVerified, facts.payout_verified, account),
        (
            Code::IncentivePaid,
            facts.incentive_paid,
            after(facts.incentive_due(), NextStep::WaitForPayment),
        ),
    ];
    let surveys = [(1, Code::Survey1), (2, Code::Survey2), (3, Code::Survey3)];
    for (number, code) in surveys.into_iter().filter(|(number, _)| *number <= scheme.surveys) {
        let turn = facts.incentive_paid && facts.surveys_done.saturating_add(1) >= number;
        steps.push((code, facts.surveys_done >= number, after(turn, NextStep::AnswerSurvey)));
    }
    let item = |(code, met, step): (Code, bool, NextStep)| ChecklistItem {
        code,
        met,
        state: state(met, step, facts.revoked),
        next_step: (!met && !facts.revoked).then_some(step),
    };
    steps.into_iter().map(item).collect()
}

const fn state(met: bool, step: NextStep, revoked: bool) -> ChecklistState {
    if met {
        return ChecklistState::Met;
    }
    match step {
        NextStep::WaitForAccountCheck | NextStep::WaitForPayment if !revoked => {
            ChecklistState::UnderWay
        }
        NextStep::WaitForAccountCheck
        | NextStep::WaitForPayment
        | NextStep::BuyTraining
        | NextStep::FinishTraining
        | NextStep::WaitForCertificate
        | NextStep::GiveRating
        | NextStep::VerifyPayoutAccount
        | NextStep::AnswerSurvey
        | NextStep::EarlierStepsFirst => ChecklistState::Open,
    }
}

/// Every deadline that runs or ran, in the order of the path; none runs once it is revoked, but
/// the first, which says why. `planned` is the end of the incentive's last day where the payment is
/// planned: that is the one day which is told of it.
#[must_use]
pub fn deadlines(
    facts: &Facts,
    scheme: &Scheme,
    zone: TimeZone,
    planned: Option<Instant>,
) -> Vec<Deadline> {
    let mut all = vec![first_purchase(facts, scheme, zone)];
    if facts.revoked {
        return all;
    }
    if let (Some(days), Some(finished)) = (scheme.next_purchase_days, facts.training_completed_at) {
        let due_at = end_of_day_after(finished, days, zone);
        let met = facts.next_purchase_at.is_some_and(|at| at < due_at);
        all.push(Deadline { kind: BenefitDeadlineKind::NextPurchase, due_at, met });
    }
    let foreseen = || facts.incentive_scheduled_at.map(|at| payout_due(at, zone));
    if let Some(due_at) = planned.or_else(foreseen) {
        let kind = BenefitDeadlineKind::IncentivePayment;
        all.push(Deadline { kind, due_at, met: facts.incentive_paid });
    }
    all
}

/// Within how many working days an incentive is paid: Monday to Friday, but for public holidays and cuti
/// bersama.
pub const INCENTIVE_WORKING_DAYS: u32 = 5;

fn first_purchase(facts: &Facts, scheme: &Scheme, zone: TimeZone) -> Deadline {
    let due_at = end_of_day_after(facts.granted_at, scheme.first_purchase_days, zone);
    let met = facts.first_purchase_at.is_some_and(|at| at < due_at);
    Deadline { kind: BenefitDeadlineKind::FirstPurchase, due_at, met }
}

/// The first moment after the last day on which the first training can be bought.
#[must_use]
pub fn first_purchase_due(facts: &Facts, scheme: &Scheme, zone: TimeZone) -> Instant {
    first_purchase(facts, scheme, zone).due_at
}

/// Whether it is time to remind the person that the balance goes back soon.
#[must_use]
pub fn must_remind(facts: &Facts, scheme: &Scheme, zone: TimeZone, now: Instant) -> bool {
    let due = first_purchase_due(facts, scheme, zone);
    let soon = now >= due.plus_days(-REMINDER_DAYS) && now < due;
    soon && !facts.revoked && facts.first_purchase_at.is_none()
}

/// Midnight after the day that lies so many days after the one of `at`.
fn end_of_day_after(at: Instant, days: u32, zone: TimeZone) -> Instant {
    zone.start_of(zone.date_of(at).plus_days(i64::from(days) + 1))
}

/// Whether the balance goes back to the state: nothing was bought, and the time for it is over.
#[must_use]
pub fn must_revoke(facts: &Facts, scheme: &Scheme, zone: TimeZone, now: Instant) -> bool {
    let deadline = first_purchase(facts, scheme, zone);
    !facts.revoked && facts.first_purchase_at.is_none() && now >= deadline.due_at
}

/// How far the benefit has come.
#[must_use]
pub const fn stage(facts: &Facts) -> BenefitStage {
    if facts.revoked {
        BenefitStage::Revoked
    } else if facts.incentive_paid && facts.surveys_done > 0 {
        BenefitStage::Surveyed
    } else if facts.incentive_paid {
        BenefitStage::IncentivePaid
    } else if facts.incentive_scheduled_at.is_some() || facts.incentive_due() {
        BenefitStage::IncentiveScheduled
    } else if facts.training_completed_at.is_some() {
        BenefitStage::Trained
    } else if facts.first_purchase_at.is_some() {
        BenefitStage::Purchased
    } else {
        BenefitStage::Granted
    }
}
