//! Selection by lot: a draw that the house can't steer once people apply, and that anyone can check.
//!
//! The seed is drawn and locked away when the session is published, and its fingerprint shown; when
//! registration is over the seed is shown too. Every hash is SHA-256 over lines of text, so that a few
//! lines in any language repeat the draw.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::id::{ApplicationId, SessionId};

/// 256 bits, shown as 64 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bits([u8; 32]);

/// A text that isn't 64 hexadecimal digits in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 64 hexadecimal digits")]
pub struct BitsError;

impl Bits {
    /// These bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    fn of_lines(lines: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for line in lines {
            hash.update(line.as_bytes());
            hash.update(b"\n");
        }
        Self(hash.finalize().into())
    }
}

impl fmt::Display for Bits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Bits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Bits(…)")
    }
}

impl FromStr for Bits {
    type Err = BitsError;

    fn from_str(text: &str) -> Result<Self, BitsError> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(BitsError),
        };
        let mut bits = [0; 32];
        if text.len() != 64 {
            return Err(BitsError);
        }
        for (byte, pair) in bits.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let (Some(high), Some(low)) = (pair.first(), pair.get(1)) else {
                return Err(BitsError);
            };
            *byte = digit(*high)? * 16 + digit(*low)?;
        }
        Ok(Self(bits))
    }
}

serde_as_text!(Bits);

/// The seed's fingerprint, which is shown before anyone can apply: lines `balai lottery 1`, the
/// session's id, the seed.
#[must_use]
pub fn commitment(session: SessionId, seed: Bits) -> Bits {
    Bits::of_lines(&["balai lottery 1", &session.to_string(), &seed.to_string()])
}

/// The participants' fingerprint: line `balai participants 1`, then their ids in the order of their
/// characters, a line each.
#[must_use]
pub fn participants_digest(participants: &[ApplicationId]) -> Bits {
    let mut ids: Vec<String> = participants.iter().map(ToString::to_string).collect();
    ids.sort_unstable();
    let mut lines = vec!["balai participants 1"];
    lines.extend(ids.iter().map(String::as_str));
    Bits::of_lines(&lines)
}

/// The lot of one participant: lines `balai lot 1`, the seed, the participants' fingerprint, the
/// application's id.
#[must_use]
pub fn lot(seed: Bits, participants: Bits, application: ApplicationId) -> Bits {
    let (seed, participants) = (seed.to_string(), participants.to_string());
    Bits::of_lines(&["balai lot 1", &seed, &participants, &application.to_string()])
}

/// The draw: the participants in the order of their lots, the smallest first.
///
/// The lots depend on who takes part, so that whoever knows the seed can't try out ids one by one
/// without changing everybody else's lot too.
#[must_use]
pub fn draw(seed: Bits, participants: &[ApplicationId]) -> Vec<ApplicationId> {
    let digest = participants_digest(participants);
    let mut lots: Vec<(Bits, ApplicationId)> =
        participants.iter().map(|id| (lot(seed, digest, *id), *id)).collect();
    lots.sort_unstable();
    lots.into_iter().map(|(_, id)| id).collect()
}

/// What is published after a draw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proof {
    /// `balai-lottery-1`.
    pub format: String,
    /// For which session.
    pub session: SessionId,
    /// The seed's fingerprint.
    pub commitment: Bits,
    /// When that was published, RFC 3339.
    pub committed_at: String,
    /// When the first person applied, RFC 3339; none where nobody did.
    pub first_applied_at: Option<String>,
    /// The seed.
    pub seed: Bits,
    /// When it was drawn, RFC 3339.
    pub drawn_at: String,
    /// How many seats were free.
    pub seats: u32,
    /// All who took part, in the order drawn.
    pub order: Vec<ApplicationId>,
}

impl Proof {
    /// The only format so far.
    pub const FORMAT: &'static str = "balai-lottery-1";
}

/// What is wrong with a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A format that this version doesn't know.
    #[error("the format is not {}", Proof::FORMAT)]
    Format,
    /// The seed isn't the one that was locked away.
    #[error("the seed is not the one whose fingerprint was published")]
    Seed,
    /// Somebody stands in the list twice.
    #[error("an application stands in the list twice")]
    Twice,
    /// The seed gives another order.
    #[error("the seed gives another order")]
    Order,
    /// The fingerprint was published after somebody had applied.
    #[error("the fingerprint was published after somebody had applied")]
    Late,
}

/// Repeats the draw; every fault that there is.
#[must_use]
pub fn verify(proof: &Proof) -> Vec<Fault> {
    let mut seen = proof.order.clone();
    seen.sort_unstable();
    let instant = |text: &str| crate::time::Instant::parse(text).ok();
    let late = match (instant(&proof.committed_at), proof.first_applied_at.as_deref()) {
        (Some(_), None) => false,
        (Some(committed), Some(first)) => instant(first).is_none_or(|first| committed > first),
        (None, _) => true,
    };
    [
        (proof.format != Proof::FORMAT, Fault::Format),
        (commitment(proof.session, proof.seed) != proof.commitment, Fault::Seed),
        (seen.windows(2).any(|pair| pair.first() == pair.get(1)), Fault::Twice),
        (draw(proof.seed, &proof.order) != proof.order, Fault::Order),
        (late, Fault::Late),
    ]
    .into_iter()
    .filter_map(|(is_so, fault)| is_so.then_some(fault))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applications(count: u128) -> Vec<ApplicationId> {
        (1..=count).map(|number| ApplicationId::from_u128(number * 7_919)).collect()
    }

    fn proof() -> Proof {
        let (session, seed) = (SessionId::from_u128(5), Bits::new([7; 32]));
        Proof {
            format: Proof::FORMAT.to_owned(),
            session,
            commitment: commitment(session, seed),
            committed_at: "2026-01-01T00:00:00Z".to_owned(),
            first_applied_at: Some("2026-01-02T00:00:00Z".to_owned()),
            seed,
            drawn_at: "2026-02-01T00:00:00Z".to_owned(),
            seats: 16,
            order: draw(seed, &applications(80)),
        }
    }

    #[test]
    fn a_true_proof_holds_and_survives_being_written_and_read() {
        let text = serde_json::to_string(&proof()).unwrap();
        assert_eq!(verify(&serde_json::from_str(&text).unwrap()), []);
    }

    #[test]
    fn the_draw_does_not_depend_on_the_order_in_which_people_are_named() {
        let mut people = applications(80);
        let drawn = draw(Bits::new([7; 32]), &people);
        people.reverse();
        assert_eq!(draw(Bits::new([7; 32]), &people), drawn);
        assert_ne!(draw(Bits::new([8; 32]), &people), drawn);
    }

    #[test]
    fn one_more_participant_changes_everybodys_lot() {
        let (few, more) = (applications(80), applications(81));
        let shared: Vec<_> =
            draw(Bits::new([7; 32]), &more).into_iter().filter(|id| few.contains(id)).collect();
        assert_ne!(shared, draw(Bits::new([7; 32]), &few));
    }

    #[test]
    fn whatever_is_changed_in_a_proof_is_noticed() {
        let change = |change: fn(&mut Proof)| {
            let mut changed = proof();
            change(&mut changed);
            verify(&changed)
        };
        assert_eq!(change(|proof| proof.order.swap(0, 20)), [Fault::Order]);
        assert_eq!(change(|proof| proof.order.truncate(79)), [Fault::Order]);
        assert_eq!(change(|proof| proof.seed = Bits::new([9; 32])), [Fault::Seed, Fault::Order]);
        assert_eq!(change(|proof| proof.session = SessionId::from_u128(6)), [Fault::Seed]);
        assert_eq!(change(|proof| proof.commitment = Bits::new([1; 32])), [Fault::Seed]);
        assert_eq!(change(|proof| proof.format = "x".to_owned()), [Fault::Format]);
        assert!(change(|proof| proof.order.push(proof.order[0])).contains(&Fault::Twice));
        let late = change(|proof| proof.committed_at = "2026-01-03T00:00:00Z".to_owned());
        assert_eq!(late, [Fault::Late]);
    }

    #[test]
    fn everyone_is_as_likely_to_be_first() {
        let people = applications(4);
        let mut firsts = std::collections::BTreeMap::new();
        for seed in 0..=255_u8 {
            for more in 0..16_u8 {
                let mut bytes = [seed; 32];
                bytes[0] = more;
                *firsts.entry(draw(Bits::new(bytes), &people)[0]).or_insert(0) += 1;
            }
        }
        // 4,096 draws: 1,024 each, give or take four standard deviations.
        assert!(firsts.values().all(|times| (910..=1_138).contains(times)), "{firsts:?}");
        assert_eq!(firsts.len(), 4);
    }

    #[test]
    fn bits_are_read_as_they_are_written_and_nothing_else_is() {
        let bits = Bits::new(std::array::from_fn(|index| u8::try_from(index * 7).unwrap()));
        assert_eq!(bits.to_string().parse(), Ok(bits));
        for wrong in ["", "ab", &"g".repeat(64), &"A".repeat(64), &"é".repeat(32)] {
            assert_eq!(wrong.parse::<Bits>(), Err(BitsError), "{wrong}");
        }
    }
}
