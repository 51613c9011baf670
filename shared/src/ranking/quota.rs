//! Seats kept for groups of people.

word_enum! {
    /// People for whom a session can keep seats.
    pub enum Group {
        /// Women.
        Women = "WOMEN",
        /// People with a disability, by their own word.
        Disability = "DISABILITY",
        /// Who lives in the institution's own kabupaten or kota.
        OwnRegion = "OWN_REGION",
    }
}

/// The groups that one person belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Groups(u8);

impl Groups {
    /// None.
    pub const NONE: Self = Self(0);

    /// These and `group`.
    #[must_use]
    pub const fn with(self, group: Group) -> Self {
        Self(self.0 | bit(group))
    }

    /// Whether `group` is among them.
    #[must_use]
    pub const fn contains(self, group: Group) -> bool {
        self.0 & bit(group) != 0
    }
}

const fn bit(group: Group) -> u8 {
    match group {
        Group::Women => 1,
        Group::Disability => 2,
        Group::OwnRegion => 4,
    }
}

/// At least so many seats for a group, where as many of it have a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// For whom.
    pub group: Group,
    /// How many seats.
    pub seats: u32,
}

/// Who of the ranked people, the best first, gets one of the seats.
///
/// First, down the list, whoever makes the kept seats fuller: somebody in two groups fills a seat of
/// whichever leaves room for the others. By Hall's theorem a set of people can be seated when no union of
/// groups has more people, who belong to none besides, than kept seats: taking down the list whoever
/// keeps that true seats as many as possible, with the best: the greedy choice from a transversal matroid,
/// called the meritorious horizontal choice rule by Sönmez and Yenmez ("Affirmative Action in India via
/// Vertical, Horizontal, and Overlapping Reservations", Econometrica 2022). Then the rest by place.
pub(super) fn choose(ranked: &[Groups], quotas: &[Quota], seats: u32) -> Vec<bool> {
    let mut left = usize::try_from(seats).unwrap_or(usize::MAX);
    let mut chosen = vec![false; ranked.len()];
    let mut kept = Kept::new(quotas);
    for (chosen, groups) in chosen.iter_mut().zip(ranked) {
        if left > 0 && kept.seat(*groups) {
            *chosen = true;
            left -= 1;
        }
    }
    let others = chosen.iter_mut().filter(|chosen| !**chosen);
    others.take(left).for_each(|chosen| *chosen = true);
    chosen
}

/// How full the kept seats of each union of groups are; indexed by the union's bits.
struct Kept {
    room: [u32; Self::UNIONS],
    people: [u32; Self::UNIONS],
    known: u8,
}

impl Kept {
    const UNIONS: usize = 1 << Group::ALL.len();

    fn new(quotas: &[Quota]) -> Self {
        let mut room = [0; Self::UNIONS];
        for (union, room) in room.iter_mut().enumerate() {
            let inside = quotas.iter().filter(|quota| union & usize::from(bit(quota.group)) != 0);
            *room = inside.map(|quota| quota.seats).sum();
        }
        let known = quotas.iter().fold(0, |known, quota| known | bit(quota.group));
        Self { room, people: [0; Self::UNIONS], known }
    }

    /// Seats the person on a kept seat, where that can be done without taking anyone off.
    fn seat(&mut self, groups: Groups) -> bool {
        let own = usize::from(groups.0 & self.known);
        let around = || (0..Self::UNIONS).filter(move |union| union & own == own);
        let full = |union: usize| self.people.get(union) >= self.room.get(union);
        if own == 0 || around().any(full) {
            return false;
        }
        for union in around() {
            if let Some(people) = self.people.get_mut(union) {
                *people += 1;
            }
        }
        true
    }
}
