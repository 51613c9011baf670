//! Seats: a small session is played through, with every order of events.

use balai_shared::application::{
    ActorRole, ApplicationAction as Action, ApplicationState as State, next,
};
use balai_shared::seats::{Placement, Seats, may_promote, offer_expiry, on_submit};
use balai_shared::session::SelectionMethod;
use balai_shared::time::Instant;
use proptest::prelude::*;

const NOW: Instant = Instant::from_millis(0);

/// A session in memory: applications in the order of submission.
struct Game {
    method: SelectionMethod,
    selection_closed: bool,
    capacity: u32,
    states: Vec<State>,
    /// Who got an offer from the list or on arrival, in the order of the offers.
    offers: Vec<usize>,
}

impl Game {
    fn new(method: SelectionMethod, capacity: u32) -> Self {
        Self { method, selection_closed: false, capacity, states: Vec::new(), offers: Vec::new() }
    }

    fn seats(&self) -> Seats {
        let count = |holds: fn(State) -> bool| {
            u32::try_from(self.states.iter().filter(|state| holds(**state)).count()).unwrap()
        };
        Seats {
            capacity: self.capacity,
            taken: count(State::holds_seat),
            waiting: count(|state| state == State::Waitlisted),
        }
    }

    fn step(&mut self, who: usize, action: Action, role: ActorRole) {
        if let Ok(to) = next(self.states[who], action, role) {
            self.states[who] = to;
            if to == State::Offered {
                self.offers.push(who);
            }
        }
    }

    fn submit(&mut self) {
        let placement = on_submit(self.method, self.selection_closed, &self.seats());
        self.states.push(State::Submitted);
        let who = self.states.len() - 1;
        match placement {
            Placement::Offer => self.step(who, Action::Offer, ActorRole::System),
            Placement::Waitlist => self.step(who, Action::Waitlist, ActorRole::System),
            Placement::Submitted => {}
        }
    }

    fn promote(&mut self) {
        let replacement_ends = NOW.plus_days(1);
        let seats = self.seats();
        let number = may_promote(self.method, self.selection_closed, NOW, replacement_ends, &seats);
        for _ in 0..number {
            let first = self.states.iter().position(|state| *state == State::Waitlisted).unwrap();
            self.step(first, Action::Offer, ActorRole::System);
        }
    }

    /// Staff offer and wait-list by hand, as far as seats go.
    fn decide(&mut self, who: usize) {
        let action = if self.seats().left() > 0 { Action::Offer } else { Action::Waitlist };
        if self.states[who] == State::Submitted {
            self.step(who, action, ActorRole::Centre);
        }
    }

    fn play(&mut self, event: u8, who: usize) {
        if event == 0 || self.states.is_empty() {
            return self.submit();
        }
        let who = who % self.states.len();
        match event {
            1 => self.step(who, Action::Confirm, ActorRole::Applicant),
            2 => self.step(who, Action::Decline, ActorRole::Applicant),
            3 => self.step(who, Action::Lapse, ActorRole::System),
            4 => self.step(who, Action::Withdraw, ActorRole::Applicant),
            5 => self.promote(),
            6 => self.decide(who),
            7 => self.step(who, Action::Revoke, ActorRole::Centre),
            _ => self.selection_closed = true,
        }
    }
}

fn events() -> impl Strategy<Value = Vec<(u8, usize)>> {
    proptest::collection::vec((0_u8..8, 0_usize..40), 0..120)
}

proptest! {
    #[test]
    fn seats_are_never_oversold(
        method in proptest::sample::select(SelectionMethod::ALL), capacity in 0_u32..6,
        closed_at in 0_usize..120, events in events(),
    ) {
        let mut game = Game::new(method, capacity);
        for (number, (event, who)) in events.into_iter().enumerate() {
            if number == closed_at {
                game.play(8, 0);
            }
            game.play(event, who);
            prop_assert!(game.seats().taken <= capacity);
        }
    }

    #[test]
    fn no_seat_idles_while_somebody_waits(capacity in 0_u32..6, events in events()) {
        let mut game = Game::new(SelectionMethod::FirstCome, capacity);
        for (event, who) in events {
            game.play(event, who);
            game.promote();
            let seats = game.seats();
            prop_assert!(seats.left() == 0 || seats.waiting == 0, "{:?}", seats);
        }
    }

    #[test]
    fn nobody_is_overtaken(capacity in 1_u32..6, events in events()) {
        let mut game = Game::new(SelectionMethod::FirstCome, capacity);
        for (event, who) in events.into_iter().filter(|(event, _)| *event != 6) {
            game.play(event, who);
        }
        prop_assert!(game.offers.is_sorted(), "{:?}", game.offers);
    }
}

fn seats(capacity: u32, taken: u32, waiting: u32) -> Seats {
    Seats { capacity, taken, waiting }
}

#[test]
fn a_full_first_come_session_puts_on_the_waiting_list() {
    let place = |seats| on_submit(SelectionMethod::FirstCome, false, &seats);
    assert_eq!(place(seats(16, 15, 0)), Placement::Offer);
    assert_eq!(place(seats(16, 16, 0)), Placement::Waitlist);
    assert_eq!(
        place(seats(16, 15, 1)),
        Placement::Waitlist,
        "the free seat is the waiting person's"
    );
}

#[test]
fn staff_alone_offer_until_they_close_the_selection() {
    for method in [SelectionMethod::Merit, SelectionMethod::Lottery] {
        let free = seats(16, 3, 5);
        let promote = |closed| may_promote(method, closed, NOW, NOW.plus_days(1), &free);
        assert_eq!((promote(false), promote(true)), (0, 5));
        assert_eq!(on_submit(method, false, &free), Placement::Submitted);
        assert_eq!(on_submit(method, true, &free), Placement::Waitlist);
    }
}

#[test]
fn the_list_stands_still_after_the_replacement_day() {
    let promote = |now| {
        may_promote(SelectionMethod::FirstCome, false, now, NOW.plus_days(1), &seats(16, 10, 9))
    };
    assert_eq!(promote(NOW.plus_days(1).plus_millis(-1)), 6);
    assert_eq!(promote(NOW.plus_days(1)), 0);
}

#[test]
fn an_offer_never_lasts_past_the_start() {
    assert_eq!(offer_expiry(NOW, 48, NOW.plus_days(7)), NOW.plus_hours(48));
    assert_eq!(offer_expiry(NOW, 48, NOW.plus_hours(12)), NOW.plus_hours(12));
}

#[test]
fn a_shrunk_capacity_leaves_no_negative_seats() {
    assert_eq!(seats(3, 5, 0).left(), 0);
}
