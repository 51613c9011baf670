//! Money to people: accounts, what is paid when, surveys.

use balai_shared::benefit::payout::{incentives, payout_due, survey_payout, undecreed_year};
use balai_shared::benefit::survey_state;
use balai_shared::benefit::{
    Facts, PayoutKind, PayoutNumber, PayoutProvider, Stars, SurveyState, must_remind, shipped,
};
use balai_shared::error::FieldCode;
use balai_shared::money::Rupiah;
use balai_shared::time::{Instant, TimeZone};

const ZONE: TimeZone = TimeZone::Makassar;

fn moment(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn number(provider: PayoutProvider, text: &str) -> Result<String, FieldCode> {
    let parsed = PayoutNumber::parse(provider, text, "number");
    parsed.map(|number| number.as_str().into()).map_err(|error| error.code)
}

#[test]
fn a_banks_number_has_ten_digits_and_a_wallets_is_a_mobile_number() {
    for bank in [PayoutProvider::Bni, PayoutProvider::Bca] {
        assert_eq!(number(bank, " 01234-567.89 "), Ok("0123456789".into()));
        assert_eq!(number(bank, "012345678"), Err(FieldCode::WrongLength));
        assert_eq!(number(bank, "012345678a"), Err(FieldCode::NotDigits));
        assert_eq!(number(bank, " - "), Err(FieldCode::Required));
    }
    let all = PayoutProvider::ALL.iter().copied();
    for wallet in all.filter(|provider| provider.digits().is_none()) {
        for typed in ["0812 3456 7890", "+62 812-3456-7890", "81234567890"] {
            assert_eq!(number(wallet, typed), Ok("+6281234567890".into()), "{wallet} {typed}");
        }
        assert_eq!(number(wallet, "(0361) 123456"), Err(FieldCode::InvalidFormat));
        assert_eq!(number(wallet, ""), Err(FieldCode::Required));
    }
}

#[test]
fn a_number_shows_its_last_four_digits_alone() {
    let number = PayoutNumber::parse(PayoutProvider::Bni, "0123456789", "number").unwrap();
    assert_eq!(number.masked(), "••••••6789");
    assert_eq!(format!("{number:?}"), "••••••6789");
    assert_eq!(PayoutNumber::stored("123".into()).masked(), "123");
}

#[test]
fn incentives_come_a_month_after_each_other_and_are_worth_what_the_scheme_says() {
    let now = moment("2026-02-13T10:00:00Z");
    for scheme in shipped() {
        let planned = incentives(&scheme, now);
        let amounts: Vec<_> = planned.iter().map(|one| one.amount).collect();
        assert_eq!(amounts, scheme.incentives);
        assert!(planned.iter().all(|one| one.kind == PayoutKind::Incentive));
        for (days, one) in (0..).step_by(30).zip(&planned) {
            assert_eq!(one.not_before, now.plus_days(days), "{}", one.reference);
        }
        let survey = survey_payout(&scheme, 2, now);
        assert_eq!((survey.reference.as_str(), survey.amount), ("survey-2", Rupiah(50_000)));
    }
}

#[test]
fn a_payment_is_in_time_for_five_working_days_where_the_person_lives() {
    // A Friday evening in UTC is a Saturday in Denpasar. 16 and 17 February are Imlek and its cuti bersama.
    assert_eq!(payout_due(moment("2026-02-13T10:00:00Z"), ZONE), moment("2026-02-24T16:00:00Z"));
    assert_eq!(payout_due(moment("2026-02-13T20:00:00Z"), ZONE), moment("2026-02-24T16:00:00Z"));
    assert_eq!(payout_due(moment("2026-02-16T00:00:00Z"), ZONE), moment("2026-02-24T16:00:00Z"));
    assert_eq!(payout_due(moment("2026-02-02T00:00:00Z"), ZONE), moment("2026-02-09T16:00:00Z"));
}

#[test]
fn a_day_in_a_year_without_decree_is_told_to_move() {
    let due = payout_due(moment("2027-12-27T02:00:00Z"), ZONE);
    assert_eq!(due, moment("2028-01-03T16:00:00Z"));
    assert_eq!(undecreed_year(due, ZONE), Some(2028));
    let due = payout_due(moment("2027-12-22T02:00:00Z"), ZONE);
    assert_eq!((due, undecreed_year(due, ZONE)), (moment("2027-12-30T16:00:00Z"), None));
    // The last day of the year ends with the next one's first moment.
    let new_year = moment("2027-12-31T16:00:00Z");
    assert_eq!(undecreed_year(new_year, ZONE), None);
}

#[test]
fn a_survey_opens_after_the_incentive_and_the_one_before_it() {
    let paid = Facts { incentive_paid: true, ..Facts::granted(moment("2026-02-02T03:00:00Z")) };
    let state = |done, number| survey_state(&Facts { surveys_done: done, ..paid }, number, false);
    assert_eq!([state(0, 1), state(0, 2)], [SurveyState::Open, SurveyState::Locked]);
    assert_eq!([state(1, 1), state(1, 2)], [SurveyState::Answered, SurveyState::Open]);
    assert_eq!(survey_state(&paid, 1, true), SurveyState::Paid);
    let before = Facts { incentive_paid: false, ..paid };
    assert_eq!(survey_state(&before, 1, false), SurveyState::Locked);
    let revoked = Facts { revoked: true, ..paid };
    assert_eq!(survey_state(&revoked, 1, false), SurveyState::Locked);
}

#[test]
fn stars_are_one_to_five() {
    let known: Vec<_> = (-1..8).filter(|number| Stars::new(*number).is_some()).collect();
    assert_eq!(known, [1, 2, 3, 4, 5]);
}

#[test]
fn a_reminder_comes_within_the_last_three_days() {
    let facts = Facts::granted(moment("2026-02-02T03:00:00Z"));
    let scheme = shipped().remove(1);
    let must = |facts: &Facts, now: &str| must_remind(facts, &scheme, ZONE, moment(now));
    assert!(!must(&facts, "2026-02-14T15:59:59Z") && must(&facts, "2026-02-14T16:00:00Z"));
    assert!(must(&facts, "2026-02-17T15:59:59Z") && !must(&facts, "2026-02-17T16:00:00Z"));
    let bought = Facts { first_purchase_at: Some(facts.granted_at), ..facts };
    assert!(!must(&bought, "2026-02-16T00:00:00Z"));
}
