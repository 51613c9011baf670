//! How many connections stay open for each network.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use crate::model::network::Network;

/// Where connections come from; `None` where the door doesn't know.
type Address = Option<Network>;

/// The connections that are open. In memory: each replica has its own.
#[derive(Debug, Clone, Default)]
pub(in crate::http) struct Places(Arc<Mutex<HashMap<Address, usize>>>);

/// One connection's place; it is free again when this is dropped.
#[derive(Debug)]
pub(super) struct Place {
    places: Places,
    address: Address,
}

impl Places {
    /// A place for one more from there, unless there are `most`.
    pub(super) fn take(&self, address: Address, most: usize) -> Option<Place> {
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(address).or_default();
        if *count >= most {
            return None;
        }
        *count += 1;
        Some(Place { places: self.clone(), address })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.address) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                open.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    #[test]
    fn a_place_is_free_again_once_its_connection_has_ended() {
        let (places, here) = (Places::default(), Some(Network::of(IpAddr::from([10, 0, 0, 1]))));
        let first = places.take(here, 2).unwrap();
        let _second = places.take(here, 2).unwrap();
        assert!(places.take(here, 2).is_none());
        assert!(places.take(None, 2).is_some(), "another address has places of its own");
        drop(first);
        assert!(places.take(here, 2).is_some());
    }

    #[test]
    fn an_address_without_connections_is_forgotten() {
        let places = Places::default();
        drop(places.take(None, 1));
        assert!(places.0.lock().unwrap().is_empty());
    }
}
