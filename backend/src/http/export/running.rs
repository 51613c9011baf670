//! How many files are under way: each costs the database a statement after the other for seconds.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::graphql::limits::budget::Spender;

/// As many at once, of everybody.
const ALL: usize = 16;
/// As many at once, of one person or key: nobody fills all places.
const ONES: usize = 2;

/// Whose files are under way, on this server.
#[derive(Debug, Clone, Default)]
pub(crate) struct Running(Arc<Mutex<HashMap<Spender, usize>>>);

/// A file's place, given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    running: Running,
    spender: Spender,
}

impl Running {
    /// A place, where there is one.
    pub(crate) fn begin(&self, spender: Spender) -> Option<Place> {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = running.get(&spender).copied().unwrap_or_default();
        if own >= ONES || running.values().sum::<usize>() >= ALL {
            return None;
        }
        running.insert(spender, own + 1);
        Some(Place { running: self.clone(), spender })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut running = self.running.0.lock().unwrap_or_else(PoisonError::into_inner);
        let left = running.get(&self.spender).map_or(0, |own| own.saturating_sub(1));
        if left == 0 {
            running.remove(&self.spender);
        } else {
            running.insert(self.spender, left);
        }
    }
}

#[cfg(test)]
mod tests {
    use balai_shared::id::AccountId;

    use super::*;

    #[test]
    fn nobody_takes_every_place_and_each_is_given_back() {
        let running = Running::default();
        let one = Spender::Account(AccountId::from_u128(1));
        let first = running.begin(one).unwrap();
        let second = running.begin(one).unwrap();
        assert!(running.begin(one).is_none());
        drop(first);
        let third = running.begin(one).unwrap();
        let others: Vec<_> = (2..9)
            .flat_map(|id| [id, id])
            .map(|id| running.begin(Spender::Account(AccountId::from_u128(id))).unwrap())
            .collect();
        assert!(running.begin(Spender::Account(AccountId::from_u128(99))).is_none());
        drop((second, third, others));
        assert!(running.0.lock().unwrap().is_empty());
    }
}
