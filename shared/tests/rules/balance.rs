//! The training balance before and after a step, and what people are told of both.

use balai_shared::benefit::{
    BalanceChange, Balances, ChecklistCode as Code, ChecklistState as State, Facts, LedgerKind,
    NextStep, Posting, Scheme, checklist, deadlines, foresee, shipped,
};
use balai_shared::language::Language::{En, Id};
use balai_shared::message;
use balai_shared::money::Rupiah;
use balai_shared::time::{Instant, TimeZone};

const ZONE: TimeZone = TimeZone::Makassar;
const PRICE: Rupiah = Rupiah(1_800_000);

fn new() -> Scheme {
    shipped().remove(1)
}

fn moment(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

/// Granted on 28 November: until the end of 13 December, midnight WITA.
fn granted() -> Facts {
    Facts::granted(moment("2026-11-28T03:00:00Z"))
}

fn bought() -> Facts {
    Facts { first_purchase_at: Some(moment("2026-12-01T03:00:00Z")), ..granted() }
}

fn balance() -> Balances {
    Balances::derive(&[Posting::grant(Rupiah(3_500_000)).unwrap()]).unwrap()
}

fn held() -> Balances {
    balance().with(&Posting::reserve(PRICE).unwrap()).unwrap()
}

fn change(before: Balances, kind: LedgerKind, left: &Facts, now: &str) -> BalanceChange {
    foresee(before, (kind, PRICE), left, &new(), (ZONE, moment(now))).unwrap()
}

fn parts(balances: &Balances) -> [i64; 3] {
    message::balance_parts(balances, Id).map(|(_, amount)| amount.amount())
}

fn told(change: &BalanceChange) -> String {
    message::balance_change(change, ZONE, Id).join(" ")
}

#[test]
fn taking_a_seat_is_a_purchase_with_a_balance_before_and_after() {
    let change = change(balance(), LedgerKind::Reserve, &bought(), "2026-12-01T03:00:00Z");
    assert_eq!(parts(&change.before), [3_500_000, 0, 0]);
    assert_eq!(parts(&change.after), [1_700_000, 1_800_000, 0]);
    assert!(change.covered && change.lost == Rupiah::ZERO && !change.must_buy_again);
    let told = told(&change);
    assert!(told.starts_with("Ini pembelian. Rp1.800.000 dari saldo Prakerja Anda"), "{told}");
    let english = message::balance_change(&change, ZONE, En).join(" ");
    assert!(english.starts_with("This is a purchase. Rp1.800.000"), "{english}");
}

#[test]
fn a_price_beyond_the_available_part_changes_nothing() {
    let change = change(held(), LedgerKind::Reserve, &bought(), "2026-12-02T03:00:00Z");
    assert_eq!((change.covered, change.after), (false, change.before));
    let told = told(&change);
    assert!(
        told.contains("seharga Rp1.800.000, sedangkan saldo tersedia Anda Rp1.700.000"),
        "{told}"
    );
}

#[test]
fn a_seat_given_back_in_time_asks_for_another_by_the_last_day() {
    for now in ["2026-12-02T03:00:00Z", "2026-12-13T15:59:59.999Z"] {
        let change = change(held(), LedgerKind::Release, &granted(), now);
        assert_eq!((change.lost, change.must_buy_again), (Rupiah::ZERO, true));
        assert_eq!(parts(&change.after), [3_500_000, 0, 0]);
        let told = told(&change);
        assert!(told.contains("paling lambat Minggu 13 Des, 23.59 WITA"), "{told}");
        assert!(told.contains("seluruh saldo Anda (Rp3.500.000)"), "{told}");
    }
}

#[test]
fn a_seat_given_back_after_the_last_day_costs_all_of_the_balance_and_says_so() {
    let late = change(held(), LedgerKind::Release, &granted(), "2026-12-13T16:00:00Z");
    assert_eq!((late.lost, late.must_buy_again), (Rupiah(3_500_000), false));
    assert_eq!(parts(&late.after), [0, 0, 0]);
    let words = told(&late);
    assert!(words.contains("(Minggu 13 Des, 23.59 WITA)"), "{words}");
    assert!(words.contains("Rp3.500.000 kembali ke negara"), "{words}");
    assert!(words.contains("ambil dulu kursi di pelatihan lain"), "{words}");
    // Where nothing is left to buy another with, there is one way to keep it.
    let all = Posting::reserve(Rupiah(1_700_000)).unwrap();
    let before = held().with(&all).unwrap();
    let none_left = change(before, LedgerKind::Release, &granted(), "2026-12-13T16:00:00Z");
    assert_eq!(none_left.lost, PRICE);
    assert!(told(&none_left).contains("tetaplah di pelatihan ini"), "{}", told(&none_left));
}

#[test]
fn a_second_training_that_is_still_held_keeps_the_balance() {
    let kept = change(held(), LedgerKind::Release, &bought(), "2026-12-20T03:00:00Z");
    assert_eq!((kept.lost, kept.must_buy_again), (Rupiah::ZERO, false));
    assert_eq!(told(&kept), "Rp1.800.000 kembali ke saldo tersedia Anda.");
}

#[test]
fn behind_the_replacement_day_the_price_is_paid_all_the_same() {
    let used = change(held(), LedgerKind::Purchase, &bought(), "2026-12-20T03:00:00Z");
    assert_eq!(parts(&used.after), [1_700_000, 0, 1_800_000]);
    assert!(told(&used).contains("Rp1.800.000 tetap dibayarkan"), "{}", told(&used));
}

#[test]
fn an_account_that_is_verified_just_now_is_no_step_of_the_persons() {
    let checking = Facts { payout_checking: true, ..granted() };
    let state = |facts: &Facts, code: Code| {
        let item = checklist(facts, &new()).into_iter().find(|item| item.code == code).unwrap();
        (item.met, item.state, item.next_step)
    };
    let account = Code::PayoutAccountVerified;
    let wait = Some(NextStep::WaitForAccountCheck);
    assert_eq!(state(&checking, account), (false, State::UnderWay, wait));
    let ask = Some(NextStep::VerifyPayoutAccount);
    assert_eq!(state(&granted(), account), (false, State::Open, ask));
    let verified = Facts { payout_verified: true, ..granted() };
    assert_eq!(state(&verified, account), (true, State::Met, None));
    let revoked = Facts { revoked: true, ..checking };
    assert_eq!(state(&revoked, account), (false, State::Open, None));
    assert_eq!(message::checklist_state(account, State::UnderWay, Id), "sedang diverifikasi");
}

#[test]
fn a_payment_that_is_planned_has_one_day() {
    let done = moment("2026-12-03T03:00:00Z");
    let ready = Facts {
        training_completed_at: Some(done),
        certificate: true,
        rated: true,
        payout_verified: true,
        incentive_scheduled_at: Some(done),
        ..bought()
    };
    let day = |planned| {
        let all = deadlines(&ready, &new(), ZONE, planned);
        all.last().map(|deadline| deadline.due_at.to_string()).unwrap()
    };
    assert_eq!(day(None), "2026-12-10T16:00:00Z");
    // The account was checked anew later: the day that was told stays.
    assert_eq!(day(Some(moment("2026-12-08T16:00:00Z"))), "2026-12-08T16:00:00Z");
}
