//! What is taught, by field.

mod guests;
mod land;
mod technical;
mod trade;

use balai_shared::person::Education;

/// A program.
pub(in crate::demo) struct Course {
    /// What the other tables call it.
    pub key: &'static str,
    /// The centre's key.
    pub at: &'static str,
    /// The vocation's bare code.
    pub vocation: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// In a few sentences.
    pub description: &'static str,
    /// Scheme and KKNI level, where it leads to certification.
    pub leads_to: Option<(&'static str, i32)>,
    /// Lesson hours.
    pub hours: i32,
    /// In rupiah; 0 where the state pays.
    pub price: i64,
    /// The least schooling.
    pub education: Option<Education>,
    /// From and to which age, in years.
    pub ages: (u32, u32),
}

/// The workshop that turns motorcycles electric: the named case.
pub(in crate::demo) const ELECTRIC_MOTORCYCLE: &str = "konversi";

/// Every program; the order is that of their ids.
pub(in crate::demo) fn all() -> impl Iterator<Item = &'static Course> {
    [technical::COURSES, land::COURSES, guests::COURSES, trade::COURSES].into_iter().flatten()
}
