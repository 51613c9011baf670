//! How long the shared rule takes to rank 10,000 applicants by four criteria with seats kept for three
//! groups, beside sorting as many numbers: `cargo run --release -p balai-shared --example ranking`.

use std::hint::black_box;
use std::time::{Duration, Instant as Stopwatch};

use balai_shared::id::ApplicationId;
use balai_shared::ranking::{Candidate, Criterion, Group, Groups, Mark, Points, Quota, rank};
use balai_shared::time::Instant;

const PEOPLE: u32 = 10_000;
const RUNS: usize = 50;

fn main() {
    let candidates: Vec<Candidate> = (0..PEOPLE).map(candidate).collect();
    let maximum = Points::from_hundredths(10_000).unwrap_or_default();
    let criteria = [40, 30, 20, 10].map(|weight| Criterion { weight, maximum, minimum: None });
    let quotas = Group::ALL.iter().map(|group| Quota { group: *group, seats: 50 });
    let quotas: Vec<Quota> = quotas.collect();
    let ranking = median(|| {
        black_box(rank(&criteria, &quotas, 500, black_box(&candidates)));
    });
    let numbers: Vec<u32> = (0..PEOPLE).map(scatter).collect();
    let sorting = median(|| {
        let mut numbers = numbers.clone();
        numbers.sort_unstable();
        black_box(numbers);
    });
    let (micros, compared) = (ranking.as_micros(), sorting.as_micros().max(1));
    println!(
        "ranking {PEOPLE} applicants: {}.{} ms, median of {RUNS} (at most 50); {} times sorting as many numbers",
        micros / 1_000,
        micros / 100 % 10,
        micros / compared
    );
}

/// Numbers without an order; the same on every machine.
fn scatter(number: u32) -> u32 {
    number.wrapping_mul(2_654_435_761).rotate_left(13) ^ number
}

fn candidate(number: u32) -> Candidate {
    let mark = |part: u32| {
        let points = scatter(number.wrapping_add(part * PEOPLE)) % 10_001;
        Mark::Given(Points::from_hundredths(points).unwrap_or_default())
    };
    let bits = scatter(number) % 8;
    let groups = Group::ALL.iter().zip([1, 2, 4]);
    Candidate {
        id: ApplicationId::from_u128(u128::from(number)),
        submitted_at: Instant::from_millis(i64::from(scatter(number))),
        marks: (0..4).map(mark).collect(),
        groups: groups.fold(Groups::NONE, |groups, (group, bit)| {
            if bits & bit == 0 { groups } else { groups.with(*group) }
        }),
    }
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let begun = Stopwatch::now();
            run();
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(RUNS / 2).copied().unwrap_or_default()
}
