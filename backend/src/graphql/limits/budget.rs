//! How much anyone may ask for in a minute: a bucket of points for each, filled evenly.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use balai_shared::{
    id::{AccountId, ApiKeyId},
    policy::Actor,
    time::Instant,
};

use crate::model::network::Network;

/// The points of a full bucket, and of a minute, for a person or a key: two thousand pages of a
/// list.
pub const POINTS: u64 = 1_000_000;
/// The same for an address: mobile carriers put thousands of people behind one, and what they read
/// is the public catalogue.
pub const ADDRESS_POINTS: u64 = 60_000_000;
const MINUTE_MS: u64 = 60_000;
/// How many buckets are kept before the full ones, which say nothing, are thrown away.
const KEPT: usize = 20_000;

/// Whose bucket it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Spender {
    /// Somebody signed in, wherever they are: thousands share an address.
    Account(AccountId),
    /// A partner.
    Key(ApiKeyId),
    /// Visitors, by network (`None`: unknown).
    Address(Option<Network>),
}

impl Spender {
    /// Who pays for what `actor` asks.
    #[must_use]
    pub fn of(actor: &Actor, address: Option<Network>) -> Self {
        match actor {
            Actor::Person { account, .. } => Self::Account(*account),
            Actor::Partner { key, .. } => Self::Key(*key),
            Actor::Visitor | Actor::System => Self::Address(address),
        }
    }

    /// The points of a full bucket of this one's.
    const fn points(&self) -> u64 {
        match self {
            Self::Account(_) | Self::Key(_) => POINTS,
            Self::Address(_) => ADDRESS_POINTS,
        }
    }

    /// A full bucket in parts of a point: one millisecond fills [`Self::points`] of them.
    const fn full(&self) -> u64 {
        self.points() * MINUTE_MS
    }
}

/// What a bucket holds after a request was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The points of a full bucket.
    pub limit: u64,
    /// The points left.
    pub remaining: u64,
    /// Seconds until the bucket is full again.
    pub reset: u64,
}

/// Everybody's buckets. In memory: each replica has its own.
#[derive(Debug, Default)]
pub struct Budgets(Mutex<HashMap<Spender, Bucket>>);

#[derive(Debug, Clone, Copy)]
struct Bucket {
    /// Parts of a point.
    level: u64,
    at: Instant,
}

impl Bucket {
    fn filled(self, spender: &Spender, now: Instant) -> Self {
        let passed = now.as_millis().saturating_sub(self.at.as_millis());
        let gained = u64::try_from(passed).unwrap_or(0).saturating_mul(spender.points());
        Self { level: self.level.saturating_add(gained).min(spender.full()), at: self.at.max(now) }
    }

    fn standing(self, spender: &Spender) -> Standing {
        Standing {
            limit: spender.points(),
            remaining: self.level / MINUTE_MS,
            reset: (spender.full() - self.level).div_ceil(spender.points() * 1_000),
        }
    }
}

impl Budgets {
    /// What a bucket holds; nothing is taken.
    pub fn standing(&self, spender: Spender, now: Instant) -> Standing {
        let buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let full = Bucket { level: spender.full(), at: now };
        let bucket = buckets.get(&spender).copied().unwrap_or(full);
        bucket.filled(&spender, now).standing(&spender)
    }

    /// Takes the cost of a request from its sender's bucket.
    ///
    /// # Errors
    /// After how many seconds there will be enough; nothing was taken.
    pub fn spend(&self, spender: Spender, cost: u64, now: Instant) -> Result<Standing, u32> {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= KEPT {
            buckets.retain(|spender, bucket| bucket.filled(spender, now).level < spender.full());
        }
        let bucket = buckets.entry(spender).or_insert(Bucket { level: spender.full(), at: now });
        let filled = bucket.filled(&spender, now);
        let price = cost.saturating_mul(MINUTE_MS);
        match filled.level.checked_sub(price) {
            Some(level) => {
                *bucket = Bucket { level, ..filled };
                Ok(bucket.standing(&spender))
            }
            None => {
                *bucket = filled;
                let seconds = (price - filled.level).div_ceil(spender.points() * 1_000);
                Err(u32::try_from(seconds).unwrap_or(u32::MAX))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Instant = Instant::from_millis(1_770_000_000_000);

    fn after(millis: i64) -> Instant {
        Instant::from_millis(START.as_millis() + millis)
    }

    fn somebody() -> Spender {
        Spender::Account(AccountId::from_u128(1))
    }

    #[test]
    fn an_empty_bucket_says_when_to_come_back_and_then_pays() {
        let budgets = Budgets::default();
        for _ in 0..20 {
            budgets.spend(somebody(), 50_000, START).unwrap();
        }
        assert_eq!(budgets.spend(somebody(), 50_000, START), Err(3));
        assert_eq!(budgets.spend(somebody(), 50_000, after(2_000)), Err(1));
        let standing = budgets.spend(somebody(), 50_000, after(3_000)).unwrap();
        assert_eq!(standing, Standing { limit: POINTS, remaining: 0, reset: 60 });
        assert_eq!(budgets.standing(somebody(), after(3_000)), standing, "looking costs nothing");
    }

    #[test]
    fn a_bucket_never_holds_more_than_a_minutes_worth() {
        let budgets = Budgets::default();
        budgets.spend(somebody(), 10, START).unwrap();
        let standing = budgets.spend(somebody(), 10, after(3_600_000)).unwrap();
        assert_eq!(standing.remaining, POINTS - 10);
    }

    #[test]
    fn people_behind_one_address_have_a_bucket_each() {
        let budgets = Budgets::default();
        for person in 0..200 {
            let spender = Spender::Account(AccountId::from_u128(person));
            assert_eq!(budgets.spend(spender, 5_000, START).unwrap().remaining, 995_000);
        }
    }

    #[test]
    fn two_hundred_sign_ins_from_one_address_pass() {
        let budgets = Budgets::default();
        for _ in 0..200 {
            budgets.spend(Spender::Address(None), 10, START).unwrap();
        }
    }

    #[test]
    fn a_clock_that_goes_back_takes_nothing_away() {
        let budgets = Budgets::default();
        budgets.spend(somebody(), 10, START).unwrap();
        assert_eq!(budgets.spend(somebody(), 10, after(-5_000)).unwrap().remaining, POINTS - 20);
    }
}
