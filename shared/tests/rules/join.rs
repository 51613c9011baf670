//! Two accounts that may be one person's.

use balai_shared::join::{JoinHindrance, Likeness, Pair, look_alike, may_join};
use balai_shared::time::Date;

fn who<'a>(name: &'a str, born: &str) -> Likeness<'a> {
    Likeness { name, birth_date: Date::parse(born).ok() }
}

#[test]
fn the_same_day_and_the_shorter_name_within_the_longer_look_alike() {
    for (one, other, alike) in [
        (who("Siti Aminah", "1998-02-05"), who("siti  aminah", "1998-02-05"), true),
        (who("Siti Aminah", "1998-02-05"), who("Aminah, Siti Nur", "1998-02-05"), true),
        (who("Sukardi", "1998-02-05"), who("Sukardi", "1998-02-05"), true),
        (who("Siti Aminah", "1998-02-05"), who("Siti Aminah", "1998-02-06"), false),
        (who("Siti Aminah", "1998-02-05"), who("Siti Rahma", "1998-02-05"), false),
        (who("Siti Aminah", ""), who("Siti Aminah", "1998-02-05"), true),
        (who("Siti Aminah", ""), who("Siti", "1998-02-05"), false),
        (who("", "1998-02-05"), who("Siti", "1998-02-05"), false),
        (who("", ""), who("", ""), false),
    ] {
        assert_eq!(look_alike(one, other), alike, "{one:?} {other:?}");
        assert_eq!(look_alike(other, one), alike, "the other way round: {one:?} {other:?}");
    }
}

#[test]
fn each_hindrance_stands_against_it_by_itself() {
    let free = Pair { proved: true, ..Pair::default() };
    assert_eq!(may_join(free), Ok(()));
    for (pair, hindrance) in [
        (Pair { has_role: true, ..free }, JoinHindrance::HasRole),
        (Pair { two_people: true, ..free }, JoinHindrance::TwoPeople),
        (Pair { has_benefit: true, ..free }, JoinHindrance::HasBenefit),
        (Pair { proved: false, ..free }, JoinHindrance::NoProvedContact),
        (Pair { same_session: true, ..free }, JoinHindrance::SameSession),
        (Pair { trainings_overlap: true, ..free }, JoinHindrance::TrainingsOverlap),
    ] {
        assert_eq!(may_join(pair), Err(hindrance));
    }
}
