//! What the demonstration is made of, as tables. All people, centres and courses are invented; the
//! places are real.

pub(super) mod benefits;
pub(super) mod courses;
pub(super) mod institutions;
pub(super) mod motivations;
pub(super) mod names;
pub(super) mod runs;
pub(super) mod scripts;
