//! Sessions are played by the rules, whatever the dice say.

use balai_shared::{
    application::ApplicationState, benefit::scheme, id::SchemeId, session::SelectionMethod,
    time::Date,
};

use super::{
    super::{
        Demonstration, Size,
        calendar::Calendar,
        secrets::Secrets,
        small::{Ground, build},
    },
    bench::Bench,
};
use crate::store::bulk::Batch;

async fn batches(count: i64) -> Vec<(Calendar, Batch)> {
    let bench = Bench::new().await;
    let schemes = scheme::shipped()
        .into_iter()
        .zip(1..)
        .map(|(scheme, number)| (scheme.code, SchemeId::from_u128(number)))
        .collect();
    let secrets = Secrets { password_hash: "x".to_owned(), partner_key: "blk_x".to_owned() };
    (0..count)
        .map(|turn| {
            let today = Date::parse("2026-01-01").unwrap().plus_days(turn * 31);
            let seed = u64::try_from(turn).unwrap();
            let what = Demonstration { size: Size::Small, seed, today };
            let places = &bench.services.places;
            let ground = Ground { what, places, schemes: &schemes, secrets: &secrets };
            (Calendar::new(today), build(&ground).unwrap().0)
        })
        .collect()
}

#[tokio::test]
async fn nothing_has_happened_after_the_demonstrations_day_began() {
    for (calendar, batch) in batches(6).await {
        assert!(batch.events.iter().all(|(event, _)| event.at < calendar.now));
        assert!(batch.postings.iter().all(|posting| posting.at < calendar.now));
        assert!(batch.notifications.iter().all(|one| one.created_at < calendar.now));
        assert!(batch.sessions.iter().all(|new| new.at < calendar.now));
        let standing = batch.applications.iter().filter_map(|new| new.application.offer_expires_at);
        assert!(standing.min().is_some_and(|expires| expires >= calendar.now));
    }
}

#[tokio::test]
async fn no_seat_idles_while_somebody_waits_for_it() {
    for (calendar, batch) in batches(12).await {
        let mut waiting = 0;
        for new in &batch.sessions {
            let session = &new.session;
            let moves = session.selection_method == SelectionMethod::FirstCome
                || session.selection_closed_at.is_some_and(|closed| closed < calendar.now);
            let replaceable = calendar.now < session.replacement_ends_at;
            if moves && replaceable && session.seats.waiting > 0 {
                assert_eq!(session.seats.left(), 0, "{}", calendar.today);
                waiting += session.seats.waiting;
            }
            assert!(session.seats.taken <= session.seats.capacity);
        }
        assert!(waiting > 0, "nobody waits on {}", calendar.today);
    }
}

#[tokio::test]
async fn every_state_occurs_on_every_day() {
    for (calendar, batch) in batches(12).await {
        for state in ApplicationState::ALL {
            let here = batch.applications.iter().any(|new| new.application.state == *state);
            assert!(here || *state == ApplicationState::Draft, "{state} on {}", calendar.today);
        }
    }
}
