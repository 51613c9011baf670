//! The pages of the two bundles.

pub mod applicant;
#[cfg(feature = "csr")]
pub mod staff;
