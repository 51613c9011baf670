//! Chance that falls the same way for the same seed.

use balai_shared::time::Instant;
use rand::{Rng, RngCore, SeedableRng};
use rand_chacha::ChaCha20Rng;

/// What dice are thrown for. Each purpose has a stream of its own, so that a longer table of
/// courses changes nobody's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Passwords' salt and the partner's key.
    Secrets,
    /// Centres, programs, sessions.
    Catalogue,
    /// People.
    People,
    /// Who applies where, and what becomes of it.
    Applications,
    /// Benefits and what is posted to them.
    Benefits,
    /// What only the large demonstration has.
    Crowd,
}

impl Purpose {
    const fn stream(self) -> u64 {
        match self {
            Self::Secrets => 1,
            Self::Catalogue => 2,
            Self::People => 3,
            Self::Applications => 4,
            Self::Benefits => 5,
            Self::Crowd => 6,
        }
    }
}

/// Dice for one purpose.
#[derive(Debug, Clone)]
pub(super) struct Dice(ChaCha20Rng);

impl Dice {
    pub(super) fn new(seed: u64, purpose: Purpose) -> Self {
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        rng.set_stream(purpose.stream());
        Self(rng)
    }

    /// An id as the service makes them: the time in its first 48 bits, the rest by chance.
    pub(super) fn id(&mut self, at: Instant) -> u128 {
        let noise = u128::from_be_bytes(self.bytes());
        let millis = u128::try_from(at.as_millis().max(0)).unwrap_or_default();
        (millis << 80) | (noise >> 48)
    }

    pub(super) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    /// From `least` to `most`, both included; `least` where there is nothing between.
    pub(super) fn between(&mut self, least: i64, most: i64) -> i64 {
        self.0.random_range(least..=most.max(least))
    }

    /// Whether it happens, with so many chances in a hundred.
    pub(super) fn percent(&mut self, chances: i64) -> bool {
        self.between(1, 100) <= chances
    }

    /// One of them; `None` of none.
    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let last = i64::try_from(from.len()).unwrap_or(i64::MAX) - 1;
        usize::try_from(self.between(0, last)).ok().and_then(|index| from.get(index))
    }

    /// One of these texts.
    pub(super) fn word(&mut self, from: &[&'static str]) -> &'static str {
        self.pick(from).copied().unwrap_or_default()
    }
}
