//! Sessions and institutions.

use balai_shared::institution::InstitutionKind;
use balai_shared::session::{
    Funding, SessionLifecycle, SessionState, SessionTimes, accepts_applications, state,
};
use balai_shared::time::{Date, Instant};

fn times() -> SessionTimes {
    let at = |day| Instant::from_millis(0).plus_days(day);
    SessionTimes { opens: at(1), closes: at(2), starts_at: at(4), ends_at: at(9) }
}

#[test]
fn the_dates_give_the_state() {
    let shown = |hours| {
        times().state(SessionLifecycle::Published, Instant::from_millis(0).plus_hours(hours))
    };
    for (hours, wanted) in [
        (23, SessionState::Published),
        (24, SessionState::Open),
        (47, SessionState::Open),
        (48, SessionState::Closed),
        (96, SessionState::Running),
        (215, SessionState::Running),
        (216, SessionState::Completed),
    ] {
        assert_eq!(shown(hours), wanted, "{hours}");
        assert_eq!(accepts_applications(wanted), wanted == SessionState::Open);
    }
}

#[test]
fn drafts_and_cancelled_sessions_stay_what_they_are() {
    let t = times();
    for hours in [0, 30, 100, 300] {
        let now = Instant::from_millis(0).plus_hours(hours);
        let shown = |lifecycle| state(lifecycle, t.opens, t.closes, t.starts_at, t.ends_at, now);
        assert_eq!(shown(SessionLifecycle::Draft), SessionState::Draft);
        assert_eq!(shown(SessionLifecycle::Cancelled), SessionState::Cancelled);
    }
}

#[test]
fn sessions_that_only_touch_do_not_overlap() {
    let early = times();
    let shifted = |days| SessionTimes {
        starts_at: early.starts_at.plus_days(days),
        ends_at: early.ends_at.plus_days(days),
        ..early
    };
    assert!(early.overlaps(&early) && early.overlaps(&shifted(4)) && shifted(4).overlaps(&early));
    assert!(!early.overlaps(&shifted(5)) && !shifted(5).overlaps(&early));
}

#[test]
fn only_a_private_institution_needs_accreditation_and_only_for_prakerja() {
    let today = Date::from_ymd(2026, 2, 14).unwrap();
    let until = [None, Some(today.plus_days(-1)), Some(today)];
    let may =
        |kind: InstitutionKind, funding| until.map(|last| kind.may_register(funding, last, today));
    for kind in InstitutionKind::ALL {
        for funding in Funding::ALL {
            let needs = (*kind, *funding) == (InstitutionKind::Lpk, Funding::Prakerja);
            assert_eq!(may(*kind, *funding), [!needs, !needs, true], "{kind} {funding}");
        }
    }
}
