//! Reading an answer into the fragments.
//!
//! cynic's own reading goes through serde, one copy of its code for each fragment: 40 kB of the
//! browser's download. Reading out of one JSON value does the same with calls.

use std::str::FromStr;

use balai_shared::money::Rupiah;
use balai_shared::time::{Date, Instant};
use serde_json::Value;

use super::scalar::MaskedNik;
use super::word::Word;

/// What can be read out of the API's JSON.
pub trait Read: Sized {
    /// The value, or `None` when the JSON has another shape than the schema says.
    fn read(value: &Value) -> Option<Self>;
}

/// A member of an object; one that is missing reads as null, as a skipped field does.
pub(crate) fn member<T: Read>(object: &Value, name: &str) -> Option<T> {
    T::read(found(object, name))
}

/// Apart from [`member`], so that there is one of it and not one for each type.
#[inline(never)]
fn found<'a>(object: &'a Value, name: &str) -> &'a Value {
    object.get(camel(name)).unwrap_or(&Value::Null)
}

/// `has_next_page` as the API spells it: `hasNextPage`.
fn camel(name: &str) -> String {
    let mut camel = String::with_capacity(name.len());
    let mut raised = false;
    for letter in name.chars() {
        if letter == '_' {
            raised = true;
        } else if raised {
            camel.push(letter.to_ascii_uppercase());
            raised = false;
        } else {
            camel.push(letter);
        }
    }
    camel
}

impl Read for Value {
    fn read(value: &Value) -> Option<Self> {
        Some(value.clone())
    }
}

impl Read for String {
    fn read(value: &Value) -> Option<Self> {
        value.as_str().map(Self::from)
    }
}

impl Read for bool {
    fn read(value: &Value) -> Option<Self> {
        value.as_bool()
    }
}

impl Read for i32 {
    fn read(value: &Value) -> Option<Self> {
        value.as_i64()?.try_into().ok()
    }
}

impl Read for f64 {
    fn read(value: &Value) -> Option<Self> {
        value.as_f64()
    }
}

impl Read for Rupiah {
    fn read(value: &Value) -> Option<Self> {
        value.as_i64().map(Self)
    }
}

impl Read for cynic::Id {
    fn read(value: &Value) -> Option<Self> {
        value.as_str().map(Self::new)
    }
}

impl Read for MaskedNik {
    fn read(value: &Value) -> Option<Self> {
        String::read(value).map(Self)
    }
}

impl Read for Date {
    fn read(value: &Value) -> Option<Self> {
        Self::parse(value.as_str()?).ok()
    }
}

impl Read for Instant {
    fn read(value: &Value) -> Option<Self> {
        Self::parse(value.as_str()?).ok()
    }
}

impl<T: FromStr> Read for Word<T> {
    fn read(value: &Value) -> Option<Self> {
        value.as_str()?.parse().ok().map(Self)
    }
}

impl<T: Read> Read for Option<T> {
    fn read(value: &Value) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::read(value).map(Some) }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(value: &Value) -> Option<Self> {
        let values = value.as_array()?;
        // Collecting into an `Option` costs the browser twice as much code for each type.
        let mut read = Self::with_capacity(values.len());
        for value in values {
            read.push(T::read(value)?);
        }
        Some(read)
    }
}

/// A fragment: checked against the schema by cynic (its derive stands in the call, where cynic's
/// names belong), read by [`Read`].
macro_rules! fragment {
    ($(#[$meta:meta])* pub struct $name:ident $fields:tt) => {
        $(#[$meta])*
        // The fields go through as they are: cynic looks at how their types are written.
        pub struct $name $fields

        read_fields! { $name $fields }
    };
}

macro_rules! read_fields {
    ($name:ident { $($(#[$meta:meta])* pub $field:ident: $type:ty),* $(,)? }) => {
        impl $crate::api::Read for $name {
            fn read(value: &serde_json::Value) -> Option<Self> {
                Some(Self {
                    $($field: $crate::api::reading::member(value, stringify!($field))?),*
                })
            }
        }
    };
}

/// A `node(id)` that should be of one kind; anything else is `Other`.
macro_rules! node {
    ($(#[doc = $doc:literal])* pub enum $name:ident { $kind:ident($fragment:ident) }) => {
        $(#[doc = $doc])*
        #[derive(cynic::InlineFragments, Clone, Debug)]
        #[cynic(graphql_type = "Node")]
        pub enum $name {
            /// It is.
            $kind(Box<$fragment>),
            /// It is something else.
            #[cynic(fallback)]
            Other,
        }

        impl $crate::api::Read for $name {
            fn read(value: &serde_json::Value) -> Option<Self> {
                if value.get("__typename")?.as_str()? == stringify!($kind) {
                    $fragment::read(value).map(|node| Self::$kind(Box::new(node)))
                } else {
                    Some(Self::Other)
                }
            }
        }
    };
}
