//! The transition table, walked over all states, actions and parts.

use balai_shared::application::{
    ActorRole, ApplicationAction as Action, ApplicationState as State, Decision, Situation,
    TransitionError, allowed, next, next_at, undo_target,
};
use balai_shared::time::Instant;
use proptest::prelude::*;

/// The diagram once more, by hand: from, action, to, who (A applicant, C centre, S system).
const DIAGRAM: &str = "
    DRAFT SUBMIT SUBMITTED A
    SUBMITTED SHORTLIST SHORTLISTED C
    SUBMITTED OFFER OFFERED CS
    SUBMITTED WAITLIST WAITLISTED CS
    SUBMITTED REJECT REJECTED C
    SUBMITTED CLOSE REJECTED CS
    SUBMITTED WITHDRAW WITHDRAWN A
    SUBMITTED CANCEL CANCELLED CS
    SHORTLISTED OFFER OFFERED CS
    SHORTLISTED WAITLIST WAITLISTED CS
    SHORTLISTED REJECT REJECTED C
    SHORTLISTED CLOSE REJECTED CS
    SHORTLISTED WITHDRAW WITHDRAWN A
    SHORTLISTED CANCEL CANCELLED CS
    WAITLISTED OFFER OFFERED CS
    WAITLISTED REJECT REJECTED C
    WAITLISTED CLOSE REJECTED CS
    WAITLISTED WITHDRAW WITHDRAWN A
    WAITLISTED CANCEL CANCELLED CS
    OFFERED CONFIRM CONFIRMED A
    OFFERED DECLINE DECLINED A
    OFFERED LAPSE LAPSED S
    OFFERED REVOKE REJECTED C
    OFFERED EXTEND OFFERED C
    OFFERED WITHDRAW WITHDRAWN A
    OFFERED CANCEL CANCELLED CS
    CONFIRMED COMPLETE COMPLETED C
    CONFIRMED FAIL NOT_COMPLETED C
    CONFIRMED DROP WITHDRAWN C
    CONFIRMED DROP NOT_COMPLETED C
    CONFIRMED WITHDRAW WITHDRAWN A
    CONFIRMED CANCEL CANCELLED CS
    REJECTED REINSTATE SUBMITTED C
";

fn targets(from: State, action: Action, role: ActorRole) -> (bool, Vec<State>) {
    let letter = match role {
        ActorRole::Applicant => 'A',
        ActorRole::Centre => 'C',
        ActorRole::System => 'S',
        ActorRole::Maker => 'M',
    };
    let mut known = false;
    let mut targets = Vec::new();
    for line in DIAGRAM.lines().filter(|line| !line.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        if words[0] == from.as_str() && words[1] == action.as_str() {
            known = true;
            if words[3].contains(letter) {
                targets.push(words[2].parse().unwrap());
            }
        }
    }
    (known, targets)
}

fn every_step() -> impl Iterator<Item = (State, Action, ActorRole)> {
    State::ALL.iter().flat_map(|state| {
        Action::ALL
            .iter()
            .flat_map(|action| ActorRole::ALL.iter().map(|role| (*state, *action, *role)))
    })
}

#[test]
fn every_step_is_as_the_diagram_has_it() {
    for (from, action, role) in every_step() {
        let wanted = match targets(from, action, role) {
            (false, _) => Err(TransitionError::NotFromHere),
            (true, targets) => match targets.as_slice() {
                [] => Err(TransitionError::NotYours),
                [to] => Ok(*to),
                _ => Err(TransitionError::DependsOnTime),
            },
        };
        assert_eq!(next(from, action, role), wanted, "{from} {action} {role:?}");
    }
}

const DAY: i64 = 24;

/// A session that starts on day 10, whose replacement day ends with day 9, an offer until day 2.
fn at(hours: i64) -> Situation {
    let zero = Instant::from_millis(0);
    Situation {
        now: zero.plus_hours(hours),
        offer_expires_at: Some(zero.plus_hours(2 * DAY)),
        session_starts_at: zero.plus_hours(10 * DAY),
        replacement_ends_at: zero.plus_hours(9 * DAY),
    }
}

#[test]
fn a_lapsed_offer_cannot_be_confirmed_though_no_worker_has_run() {
    let confirm = |situation: Situation| {
        next_at(State::Offered, Action::Confirm, ActorRole::Applicant, &situation)
    };
    let mut moment = at(2 * DAY);
    assert_eq!(confirm(moment), Err(TransitionError::DeadlinePassed));
    moment.now = moment.now.plus_millis(-1);
    assert_eq!(confirm(moment), Ok(State::Confirmed));
    assert_eq!(
        next_at(State::Offered, Action::Lapse, ActorRole::System, &moment),
        Err(TransitionError::TooEarly)
    );
    assert_eq!(
        next_at(State::Offered, Action::Lapse, ActorRole::System, &at(2 * DAY)),
        Ok(State::Lapsed)
    );
}

#[test]
fn no_offer_outlives_the_start_of_the_session() {
    let mut moment = at(10 * DAY);
    moment.offer_expires_at = Some(moment.now.plus_days(5));
    let confirm = next_at(State::Offered, Action::Confirm, ActorRole::Applicant, &moment);
    assert_eq!(confirm, Err(TransitionError::DeadlinePassed));
    moment.offer_expires_at = None;
    let lapse = next_at(State::Offered, Action::Lapse, ActorRole::System, &moment);
    assert_eq!(lapse, Ok(State::Lapsed));
}

#[test]
fn a_dropped_seat_is_free_until_the_replacement_day_is_over() {
    let drop = |hours| next_at(State::Confirmed, Action::Drop, ActorRole::Centre, &at(hours));
    assert_eq!([drop(9 * DAY - 1), drop(9 * DAY)], [Ok(State::Withdrawn), Ok(State::NotCompleted)]);
    let fail = |hours| next_at(State::Confirmed, Action::Fail, ActorRole::Centre, &at(hours));
    assert_eq!(
        [fail(9 * DAY - 1), fail(9 * DAY)],
        [Err(TransitionError::TooEarly), Ok(State::NotCompleted)]
    );
}

#[test]
fn nobody_is_offered_a_seat_once_the_session_has_begun() {
    for from in [State::Submitted, State::Shortlisted, State::Waitlisted] {
        let offer = |hours| next_at(from, Action::Offer, ActorRole::Centre, &at(hours));
        assert_eq!(
            [offer(10 * DAY - 1), offer(10 * DAY)],
            [Ok(State::Offered), Err(TransitionError::DeadlinePassed)]
        );
    }
}

#[test]
fn each_part_is_shown_its_own_steps() {
    let shown = |from, role, hours| allowed(from, role, &at(hours));
    assert_eq!(
        shown(State::Offered, ActorRole::Applicant, 0),
        [Action::Confirm, Action::Decline, Action::Withdraw]
    );
    assert_eq!(shown(State::Offered, ActorRole::Applicant, 3 * DAY), []);
    assert_eq!(shown(State::Submitted, ActorRole::Applicant, 0), [Action::Withdraw]);
    assert_eq!(
        shown(State::Submitted, ActorRole::Centre, 0),
        [
            Action::Shortlist,
            Action::Offer,
            Action::Waitlist,
            Action::Reject,
            Action::Close,
            Action::Cancel
        ],
    );
    assert_eq!(shown(State::Completed, ActorRole::Centre, 0), []);
}

proptest! {
    #[test]
    fn what_is_shown_is_what_works(hours in -24_i64..400) {
        for (from, action, role) in every_step() {
            let shown = allowed(from, role, &at(hours)).contains(&action);
            prop_assert_eq!(shown, next_at(from, action, role, &at(hours)).is_ok());
            if shown {
                prop_assert!(!targets(from, action, role).1.is_empty());
            }
        }
    }

    /// Time only ever narrows: what the clock permits, the diagram has.
    #[test]
    fn time_never_adds_a_step(hours in -24_i64..400) {
        for (from, action, role) in every_step() {
            if let Ok(to) = next_at(from, action, role, &at(hours)) {
                prop_assert!(targets(from, action, role).1.contains(&to));
            }
        }
    }
}

#[test]
fn live_open_and_seated_states_are_those_of_the_rules() {
    let words = |holds: fn(State) -> bool| -> Vec<&str> {
        State::ALL.iter().filter(|state| holds(**state)).map(|state| state.as_str()).collect()
    };
    assert_eq!(
        words(|state| !state.is_live()),
        ["DRAFT", "REJECTED", "DECLINED", "LAPSED", "WITHDRAWN", "CANCELLED"],
    );
    assert_eq!(words(State::holds_seat), ["OFFERED", "CONFIRMED", "COMPLETED", "NOT_COMPLETED"]);
    assert_eq!(
        words(State::is_open),
        ["SUBMITTED", "SHORTLISTED", "OFFERED", "WAITLISTED", "CONFIRMED"]
    );
}

#[test]
fn every_open_state_is_cancelled_with_its_session_and_can_be_withdrawn() {
    for state in State::ALL {
        let cancelled = next(*state, Action::Cancel, ActorRole::System);
        assert_eq!(cancelled.is_ok(), state.is_open(), "{state}");
        let withdrawn = next(*state, Action::Withdraw, ActorRole::Applicant);
        assert_eq!(withdrawn.is_ok(), state.is_open(), "{state}");
    }
}

#[test]
fn only_a_centres_decision_can_be_undone() {
    assert_eq!(undo_target(State::Submitted, State::Offered), Some(State::Submitted));
    assert_eq!(undo_target(State::Offered, State::Rejected), Some(State::Offered));
    assert_eq!(undo_target(State::Rejected, State::Submitted), Some(State::Rejected));
    for (previous, current) in [
        (State::Offered, State::Confirmed),
        (State::Offered, State::Lapsed),
        (State::Confirmed, State::Withdrawn),
        (State::Submitted, State::Cancelled),
        (State::Submitted, State::Confirmed),
        (State::Offered, State::Offered),
    ] {
        assert_eq!(undo_target(previous, current), None, "{previous} {current}");
    }
}

#[test]
fn every_decision_is_a_step_of_the_centre() {
    for decision in Decision::ALL {
        assert_eq!(decision.as_str(), decision.action().as_str());
        assert!(next(State::Submitted, decision.action(), ActorRole::Centre).is_ok());
    }
}
