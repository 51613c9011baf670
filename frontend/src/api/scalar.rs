//! The API's own scalars, read into the domain's types.

use balai_shared::money::Rupiah;
use balai_shared::time::{Date, Instant};
use serde::{Deserialize, Serialize};

use super::schema;

cynic::impl_scalar!(Rupiah, schema::Rupiah);
cynic::impl_scalar!(Instant, schema::DateTime);
cynic::impl_scalar!(Date, schema::Date);

// What was typed into a form goes out as it is: the API says at its field what is wrong with it. Not by
// cynic's own macro, which would make a variable that is a text one of both.
impl cynic::schema::IsScalar<schema::Date> for String {
    type SchemaType = schema::Date;
}

impl cynic::schema::IsScalar<schema::DateTime> for String {
    type SchemaType = schema::DateTime;
}

/// `MaskedNik`: `5171••••••••0003`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MaskedNik(pub String);

cynic::impl_scalar!(MaskedNik, schema::MaskedNik);
