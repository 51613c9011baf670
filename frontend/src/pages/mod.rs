//! The pages: of the two bundles, and those that the server alone renders.

pub mod applicant;
#[cfg(feature = "ssr")]
pub mod served;
#[cfg(feature = "csr")]
pub mod staff;
