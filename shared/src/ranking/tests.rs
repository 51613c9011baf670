use super::*;

fn points(text: &str) -> Points {
    text.parse().unwrap()
}

fn criterion(weight: u32) -> Criterion {
    Criterion { weight, maximum: points("100"), minimum: None }
}

fn test_and_interview() -> [Criterion; 2] {
    [criterion(60), criterion(40)]
}

fn candidate(number: u128, marks: &[&str]) -> Candidate {
    let mark = |text: &&str| match *text {
        "" => Mark::Missing,
        "absent" => Mark::Absent,
        text => Mark::Given(points(text)),
    };
    Candidate {
        id: ApplicationId::from_u128(number),
        submitted_at: Instant::from_millis(1_000 + i64::try_from(number).unwrap()),
        marks: marks.iter().map(mark).collect(),
        groups: Groups::NONE,
    }
}

fn of(group: Group, candidate: Candidate) -> Candidate {
    Candidate { groups: candidate.groups.with(group), ..candidate }
}

fn order(ranking: &Ranking) -> Vec<u128> {
    ranking.placed.iter().map(|one| one.id.as_u128()).collect()
}

fn seated(ranking: &Ranking) -> Vec<(u128, Seat)> {
    let with_seat = ranking.placed.iter().filter(|one| one.seat != Seat::Waits);
    with_seat.map(|one| (one.id.as_u128(), one.seat)).collect()
}

#[test]
fn points_are_read_as_spreadsheets_write_them() {
    for (text, hundredths) in
        [("0", 0), ("87", 8_700), ("87.5", 8_750), (" 87,50 ", 8_750), ("1000", 100_000)]
    {
        assert_eq!(text.parse::<Points>().map(Points::hundredths), Ok(hundredths), "{text}");
    }
    for text in ["", "-1", "1.234", "1e2", "8,7,5", "a", ".5", "5.", "٣", "+5"] {
        assert_eq!(text.parse::<Points>(), Err(PointsError::Malformed), "{text}");
    }
    for text in ["1000.01", "99999999999"] {
        assert_eq!(text.parse::<Points>(), Err(PointsError::TooMany), "{text}");
    }
    for (text, shown) in [("87.50", "87.5"), ("87,05", "87.05"), ("87.00", "87")] {
        assert_eq!(points(text).to_string(), shown);
    }
}

#[test]
fn marks_that_a_spreadsheet_worked_out_are_rounded() {
    for (text, hundredths) in [
        ("83.33333333333333", 8_333),
        ("66,66666666666667", 6_667),
        ("87.50000000000001", 8_750),
        ("99.999", 10_000),
        ("87,500", 8_750),
        ("84.005", 8_401),
        ("87.5", 8_750),
        ("90", 9_000),
    ] {
        assert_eq!(Points::rounded(text).map(Points::hundredths), Ok(hundredths), "{text}");
    }
    for text in ["1.000", "1,000", "8.33x", "8.3.3", "8e1", "-1", "", "8.33 3", ",333"] {
        assert_eq!(Points::rounded(text), Err(PointsError::Malformed), "{text}");
    }
    assert_eq!(Points::rounded("1000.006"), Err(PointsError::TooMany));
}

#[test]
fn the_higher_weighted_total_comes_first() {
    let ranking = rank(
        &test_and_interview(),
        &[],
        1,
        &[candidate(1, &["70", "90"]), candidate(2, &["90", "70"]), candidate(3, &["50", "50"])],
    );
    assert_eq!(order(&ranking), [2, 1, 3]);
    let totals: Vec<_> = ranking.placed.iter().map(|one| one.total.to_string()).collect();
    assert_eq!(totals, ["82", "78", "50"]);
    assert_eq!(seated(&ranking), [(2, Seat::ByPlace)]);
}

#[test]
fn another_maximum_counts_in_proportion() {
    let criteria = [Criterion { maximum: points("30"), ..criterion(100) }];
    let ranking = rank(&criteria, &[], 1, &[candidate(1, &["20"])]);
    assert_eq!(ranking.placed[0].total.to_string(), "66.67");
}

#[test]
fn equal_totals_are_decided_by_the_weightiest_criterion_and_then_by_who_came_first() {
    let ranking = rank(
        &test_and_interview(),
        &[],
        1,
        &[
            candidate(4, &["80", "80"]),
            candidate(1, &["80", "80"]),
            candidate(2, &["90", "65"]),
            candidate(3, &["70", "95"]),
        ],
    );
    assert_eq!(order(&ranking), [2, 1, 4, 3]);
    let ties: Vec<_> = ranking.placed.iter().map(|one| one.tie).collect();
    let by_test = Some(Tie::Criterion(0));
    assert_eq!(ties, [None, by_test, Some(Tie::Submission), by_test]);
}

#[test]
fn what_looks_equal_is_equal() {
    // 33.333… and 33.334…: both are shown as 33.33, so who came first decides.
    let criteria = [Criterion { maximum: points("999.99"), ..criterion(100) }];
    let ranking = rank(&criteria, &[], 1, &[candidate(2, &["333.34"]), candidate(1, &["333.33"])]);
    assert_eq!(ranking.placed[0].total, ranking.placed[1].total);
    assert_eq!(ranking.placed[1].tie, Some(Tie::Criterion(0)), "more points still come first");
}

#[test]
fn who_lacks_a_mark_or_did_not_come_or_has_too_few_points_has_no_place_and_a_reason() {
    let criteria = [criterion(60), Criterion { minimum: Some(points("60")), ..criterion(40) }];
    let ranking = rank(
        &criteria,
        &[],
        5,
        &[
            candidate(1, &["80", ""]),
            candidate(2, &["absent", "80"]),
            candidate(3, &["100", "59.99"]),
            candidate(4, &["10", "60"]),
        ],
    );
    assert_eq!(order(&ranking), [4]);
    let reasons: Vec<_> = ranking.unplaced.iter().map(|(id, why)| (id.as_u128(), *why)).collect();
    let expected =
        [(1, Unplaced::Missing(1)), (2, Unplaced::Absent(0)), (3, Unplaced::BelowMinimum(1))];
    assert_eq!(reasons, expected);
}

/// Ten people in the order of their points, some of them women.
fn ten(women: &[u128]) -> Vec<Candidate> {
    let person = |number: u128| {
        let one = candidate(number, &[&(100 - number).to_string()]);
        if women.contains(&number) { of(Group::Women, one) } else { one }
    };
    (1..=10).map(person).collect()
}

fn quota(group: Group, seats: u32) -> Quota {
    Quota { group, seats }
}

#[test]
fn kept_seats_go_to_the_best_of_the_group_and_the_rest_by_place() {
    let ranking = rank(&[criterion(100)], &[quota(Group::Women, 2)], 4, &ten(&[3, 7, 9]));
    let seat = [(1, Seat::ByPlace), (2, Seat::ByPlace), (3, Seat::ByPlace), (7, Seat::Reserved)];
    assert_eq!(seated(&ranking), seat);
    // Who waits comes after, in the order of points; the fourth by points is the fifth now.
    assert_eq!(order(&ranking), [1, 2, 3, 7, 4, 5, 6, 8, 9, 10]);
    assert_eq!((ranking.placed[4].merit_place, ranking.placed[4].place), (4, 5));
}

#[test]
fn who_comes_by_place_fills_the_quota_too() {
    let ranking = rank(&[criterion(100)], &[quota(Group::Women, 2)], 4, &ten(&[1, 2, 9]));
    assert!(seated(&ranking).iter().all(|(_, seat)| *seat == Seat::ByPlace));
}

#[test]
fn kept_seats_that_nobody_can_fill_go_by_place() {
    let ranking = rank(&[criterion(100)], &[quota(Group::Women, 3)], 4, &ten(&[9]));
    let people: Vec<_> = seated(&ranking).into_iter().map(|(number, _)| number).collect();
    assert_eq!(people, [1, 2, 3, 9]);
}

#[test]
fn who_is_in_two_groups_fills_the_seat_that_leaves_room_for_another() {
    // 8 is a woman with a disability, 9 a woman: both seats are kept, so both are in.
    let mut people = ten(&[8, 9]);
    people[7] = of(Group::Disability, people[7].clone());
    let quotas = [quota(Group::Women, 1), quota(Group::Disability, 1)];
    let ranking = rank(&[criterion(100)], &quotas, 3, &people);
    let numbers: Vec<_> = seated(&ranking).into_iter().map(|(number, _)| number).collect();
    assert_eq!(numbers, [1, 8, 9]);
}

#[test]
fn a_draw_keeps_seats_in_the_same_way() {
    let women = Groups::NONE.with(Group::Women);
    let drawn: Vec<_> = (1..=6)
        .map(|number| {
            let groups = if number == 5 { women } else { Groups::NONE };
            (ApplicationId::from_u128(number), groups)
        })
        .collect();
    let seated = seat_drawn(&drawn, &[quota(Group::Women, 1)], 2);
    let told: Vec<_> = seated.iter().map(|one| (one.id.as_u128(), one.place, one.seat)).collect();
    assert_eq!(told[..2], [(1, 1, Seat::ByPlace), (5, 2, Seat::Reserved)]);
    assert_eq!(
        told[2..],
        [2, 3, 4, 6].map(|number| {
            let place = told.iter().position(|one| one.0 == number).unwrap();
            (number, u32::try_from(place).unwrap() + 1, Seat::Waits)
        })
    );
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    fn crowd() -> impl Strategy<Value = (Vec<Candidate>, Vec<Quota>, u32)> {
        let person = (0..20_u32, 0..8_u8);
        let quotas = (0..4_u32, 0..4_u32, 0..4_u32);
        (prop::collection::vec(person, 0..40), quotas, 0..20_u32).prop_map(
            |(people, (women, disability, region), seats)| {
                let people = (1..).zip(people).map(|(number, (points, bits))| {
                    let one = candidate(number, &[&points.to_string()]);
                    let groups = Group::ALL.iter().enumerate();
                    groups.fold(
                        one,
                        |one, (bit, group)| {
                            if bits & (1 << bit) == 0 { one } else { of(*group, one) }
                        },
                    )
                });
                let quotas = [
                    quota(Group::Women, women),
                    quota(Group::Disability, disability),
                    quota(Group::OwnRegion, region),
                ];
                (people.collect(), quotas.to_vec(), seats)
            },
        )
    }

    /// The most kept seats that any set of these people can fill, one seat a person: by trying all.
    fn fillable(people: &[&Candidate], quotas: &[Quota]) -> u32 {
        let Some((first, rest)) = people.split_first() else { return 0 };
        let without = fillable(rest, quotas);
        let all: u32 = quotas.iter().map(|quota| quota.seats).sum();
        if without == all {
            return without;
        }
        let with = (0..quotas.len()).filter(|index| {
            quotas[*index].seats > 0 && first.groups.contains(quotas[*index].group)
        });
        let with = with.map(|index| {
            let mut left = quotas.to_vec();
            left[index].seats -= 1;
            1 + fillable(rest, &left)
        });
        with.max().unwrap_or(0).max(without)
    }

    proptest! {
        #[test]
        fn every_seat_is_used_and_nobody_is_named_twice((people, quotas, seats) in crowd()) {
            let ranking = rank(&[criterion(100)], &quotas, seats, &people);
            let filled = seated(&ranking).len();
            prop_assert_eq!(filled, people.len().min(usize::try_from(seats).unwrap()));
            let mut all = order(&ranking);
            all.sort_unstable();
            let mut named: Vec<u128> = people.iter().map(|one| one.id.as_u128()).collect();
            named.sort_unstable();
            prop_assert_eq!(all, named);
        }

        #[test]
        fn nobody_of_the_same_groups_is_passed_over((people, quotas, seats) in crowd()) {
            let ranking = rank(&[criterion(100)], &quotas, seats, &people);
            let groups = |id| people.iter().find(|one| one.id == id).unwrap().groups;
            for one in &ranking.placed {
                let better = ranking.placed.iter().filter(|other| {
                    other.merit_place < one.merit_place && groups(other.id) == groups(one.id)
                });
                for other in better {
                    prop_assert!(other.place < one.place);
                }
            }
        }

        #[test]
        fn as_many_kept_seats_are_filled_as_can_be(
            (people, quotas, seats) in crowd().prop_filter("small", |(people, _, seats)| {
                people.len() <= 9 && *seats >= 12
            })
        ) {
            // With a seat for everybody all are in; with fewer, the kept seats are as full as they can be.
            let seats = seats - 9;
            let kept: u32 = quotas.iter().map(|quota| quota.seats).sum();
            prop_assume!(kept <= seats);
            let ranking = rank(&[criterion(100)], &quotas, seats, &people);
            let inside: Vec<&Candidate> = seated(&ranking)
                .iter()
                .map(|(number, _)| people.iter().find(|one| one.id.as_u128() == *number).unwrap())
                .collect();
            let everyone: Vec<&Candidate> = people.iter().collect();
            prop_assert_eq!(fillable(&inside, &quotas), fillable(&everyone, &quotas));
        }
    }
}
