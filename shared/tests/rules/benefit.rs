//! Benefits: schemes, ledger, checklist.

use balai_shared::benefit::{
    Account, Balances, BenefitDeadlineKind as Kind, BenefitStage, ChecklistCode, Facts,
    LedgerError, LedgerKind, NextStep, Posting, Scheme, balanced, checklist, deadlines,
    must_revoke, shipped, stage,
};
use balai_shared::money::Rupiah;
use balai_shared::session::DeliveryMode;
use balai_shared::time::{Date, Instant, TimeZone};
use proptest::prelude::*;

const ZONE: TimeZone = TimeZone::Makassar;

fn old() -> Scheme {
    shipped().remove(0)
}

fn new() -> Scheme {
    shipped().remove(1)
}

fn moment(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

#[test]
fn the_schemes_are_worth_what_the_press_reported() {
    assert_eq!(new().total(), Some(Rupiah(4_200_000)));
    assert_eq!(old().total(), Some(Rupiah(3_550_000)));
    assert_eq!((old().code.as_str(), new().code.as_str()), ("PRAKERJA_2020", "PRAKERJA_2023"));
}

#[test]
fn one_scheme_grants_on_each_day() {
    let last = Date::from_ymd(2022, 12, 31).unwrap();
    assert!(old().grants_on(last) && !new().grants_on(last));
    assert!(!old().grants_on(last.plus_days(1)) && new().grants_on(last.plus_days(1)));
    assert!(!old().grants_on(Date::from_ymd(2019, 12, 31).unwrap()));
}

#[test]
fn hours_fit_the_scheme_and_the_day() {
    assert!(
        new().permits_hours(DeliveryMode::Luring, 15, 2)
            && !new().permits_hours(DeliveryMode::Luring, 14, 2)
    );
    assert!(!new().permits_hours(DeliveryMode::Luring, 17, 2));
    assert!(
        new().permits_hours(DeliveryMode::Daring, 15, 5)
            && !new().permits_hours(DeliveryMode::Daring, 16, 5)
    );
}

fn any_posting() -> impl Strategy<Value = Posting> {
    (proptest::sample::select(LedgerKind::ALL), 1_i64..4_000_000)
        .prop_map(|(kind, amount)| Posting::new(kind, Rupiah(amount)).unwrap())
}

proptest! {
    #[test]
    fn every_posting_balances(posting in any_posting()) {
        prop_assert!(balanced(&posting));
        prop_assert!(posting.amount() > Rupiah::ZERO);
    }

    #[test]
    fn no_figure_falls_below_zero_and_no_money_is_made(tried in proptest::collection::vec(any_posting(), 0..40)) {
        let mut ledger: Vec<Posting> = Vec::new();
        for posting in tried {
            ledger.push(posting);
            if Balances::derive(&ledger).is_err() {
                ledger.pop();
            }
        }
        let figures = Balances::derive(&ledger).unwrap();
        for figure in [figures.training_balance, figures.training_available, figures.training_reserved, figures.training_spent, figures.incentive_paid, figures.survey_paid] {
            prop_assert!(!figure.is_negative());
        }
        let moved = |kind| Rupiah::sum(ledger.iter().filter(|posting| posting.kind == kind).map(Posting::amount)).unwrap().0;
        prop_assert_eq!(figures.training_balance.0 + figures.training_spent.0, moved(LedgerKind::Grant) - moved(LedgerKind::Revoke));
        prop_assert_eq!(figures.incentive_paid.0, moved(LedgerKind::Incentive));
        prop_assert_eq!(figures.survey_paid.0, moved(LedgerKind::Survey));
        prop_assert_eq!(figures.training_balance, figures.training_available.checked_add(figures.training_reserved).unwrap());
    }

    #[test]
    fn a_tampered_line_is_noticed(posting in any_posting(), by in 1_i64..1_000, line in 0_usize..2) {
        let mut tampered = posting;
        tampered.lines[line].1 = Rupiah(tampered.lines[line].1.0 + by);
        prop_assert_eq!(Balances::derive(&[tampered]), Err(LedgerError::Unbalanced));
    }
}

#[test]
fn a_purchase_takes_from_what_was_reserved() {
    let price = Rupiah(1_250_000);
    let ledger =
        [Posting::grant(Rupiah(3_500_000)), Posting::reserve(price), Posting::purchase(price)]
            .map(Result::unwrap);
    let reserved = Balances::derive(&ledger[..2]).unwrap();
    assert_eq!(
        (reserved.training_balance, reserved.training_available),
        (Rupiah(3_500_000), Rupiah(2_250_000))
    );
    let bought = Balances::derive(&ledger).unwrap();
    assert_eq!((bought.training_balance, bought.training_spent), (Rupiah(2_250_000), price));
    let unreserved = [ledger[0].clone(), ledger[2].clone()];
    assert_eq!(
        Balances::derive(&unreserved),
        Err(LedgerError::Overdrawn { account: Account::TrainingReserved })
    );
}

#[test]
fn nothing_can_be_posted_backwards_or_elsewhere() {
    assert_eq!(Posting::grant(Rupiah::ZERO), Err(LedgerError::NotPositive));
    assert_eq!(Posting::survey(Rupiah(-50_000)), Err(LedgerError::NotPositive));
    let astray = Posting {
        kind: LedgerKind::Survey,
        lines: vec![(Account::StateFund, Rupiah(-1)), (Account::IncentivePaid, Rupiah(1))],
    };
    assert_eq!(Balances::derive(&[astray]), Err(LedgerError::WrongRoute));
    let backwards = Posting {
        kind: LedgerKind::Grant,
        lines: vec![(Account::StateFund, Rupiah(1)), (Account::TrainingAvailable, Rupiah(-1))],
    };
    assert_eq!(Balances::derive(&[backwards]), Err(LedgerError::WrongRoute));
}

fn granted() -> Facts {
    Facts::granted(moment("2026-02-02T03:00:00Z"))
}

fn trained() -> Facts {
    Facts {
        first_purchase_at: Some(moment("2026-02-03T03:00:00Z")),
        training_completed_at: Some(moment("2026-02-13T09:00:00Z")),
        ..granted()
    }
}

fn ready() -> Facts {
    Facts {
        certificate: true,
        rated: true,
        payout_verified: true,
        incentive_scheduled_at: Some(moment("2026-02-13T10:00:00Z")),
        ..trained()
    }
}

fn next_steps(facts: &Facts) -> Vec<(ChecklistCode, Option<NextStep>)> {
    checklist(facts, &new()).into_iter().map(|item| (item.code, item.next_step)).collect()
}

#[test]
fn the_checklist_says_what_to_do_next() {
    use ChecklistCode as Code;
    use NextStep as Step;
    assert_eq!(
        next_steps(&trained()),
        [
            (Code::TrainingPurchased, None),
            (Code::TrainingCompleted, None),
            (Code::CertificateIssued, Some(Step::WaitForCertificate)),
            (Code::RatingGiven, Some(Step::GiveRating)),
            (Code::PayoutAccountVerified, Some(Step::VerifyPayoutAccount)),
            (Code::IncentivePaid, Some(Step::EarlierStepsFirst)),
            (Code::Survey1, Some(Step::EarlierStepsFirst)),
            (Code::Survey2, Some(Step::EarlierStepsFirst)),
        ],
    );
    assert_eq!(next_steps(&ready())[5], (Code::IncentivePaid, Some(Step::WaitForPayment)));
    let surveyed = Facts { incentive_paid: true, surveys_done: 1, ..ready() };
    assert_eq!(
        next_steps(&surveyed)[6..],
        [(Code::Survey1, None), (Code::Survey2, Some(Step::AnswerSurvey))]
    );
    let revoked = Facts { revoked: true, ..granted() };
    assert!(next_steps(&revoked).iter().all(|(_, step)| step.is_none()));
    assert_eq!(checklist(&granted(), &old()).len(), 9);
}

#[test]
fn deadlines_end_with_the_local_day() {
    let due = |facts: &Facts, scheme: &Scheme| -> Vec<(Kind, String, bool)> {
        deadlines(facts, scheme, ZONE, None)
            .into_iter()
            .map(|deadline| (deadline.kind, deadline.due_at.to_string(), deadline.met))
            .collect()
    };
    // 2 February, 11.00 WITA, and 15 days: until midnight after 17 February WITA.
    assert_eq!(
        due(&granted(), &new()),
        [(Kind::FirstPurchase, "2026-02-17T16:00:00Z".into(), false)]
    );
    assert_eq!(due(&granted(), &old())[0].1, "2026-03-04T16:00:00Z");
    assert_eq!(due(&trained(), &old()).len(), 1, "the old scheme knows no next purchase");
    // Scheduled on a Friday, Imlek and its cuti bersama behind the weekend: paid by the Tuesday after next.
    assert_eq!(
        due(&ready(), &new())[1..],
        [
            (Kind::NextPurchase, "2026-02-28T16:00:00Z".into(), false),
            (Kind::IncentivePayment, "2026-02-24T16:00:00Z".into(), false),
        ],
    );
}

#[test]
fn an_unused_balance_is_taken_back_after_the_last_day() {
    let due = moment("2026-02-17T16:00:00Z");
    let must = |facts: &Facts, now| must_revoke(facts, &new(), ZONE, now);
    assert!(!must(&granted(), due.plus_millis(-1)) && must(&granted(), due));
    assert!(!must(&trained(), due));
    assert!(!must(&Facts { revoked: true, ..granted() }, due));
}

#[test]
fn a_benefit_goes_through_its_stages_in_order() {
    let bought = Facts { training_completed_at: None, ..trained() };
    let paid = Facts { incentive_paid: true, ..ready() };
    let stages = [
        (granted(), BenefitStage::Granted),
        (bought, BenefitStage::Purchased),
        (trained(), BenefitStage::Trained),
        (ready(), BenefitStage::IncentiveScheduled),
        (paid, BenefitStage::IncentivePaid),
        (Facts { surveys_done: 1, ..paid }, BenefitStage::Surveyed),
        (Facts { revoked: true, ..paid }, BenefitStage::Revoked),
    ];
    for (facts, wanted) in stages {
        assert_eq!(stage(&facts), wanted);
    }
}
