//! The API's own scalars, read into the domain's types.

use balai_shared::money::Rupiah;
use balai_shared::time::{Date, Instant};
use serde::{Deserialize, Serialize};

use super::schema;

cynic::impl_scalar!(Rupiah, schema::Rupiah);
cynic::impl_scalar!(Instant, schema::DateTime);
cynic::impl_scalar!(Date, schema::Date);

/// `MaskedNik`: `5171••••••••0003`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MaskedNik(pub String);

cynic::impl_scalar!(MaskedNik, schema::MaskedNik);
