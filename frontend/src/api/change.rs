//! A value of the API that can be taken away.

use cynic::coercions::CoercesTo;
use cynic::schema::IsScalar;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What becomes of a value that can be none: the API tells what is left out from what is null.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Change<T> {
    /// It stays as it is: the field is left out.
    #[default]
    Stays,
    /// It is taken away: the field is null.
    Goes,
    /// It is this from now on.
    Is(T),
}

impl<T> Change<T> {
    /// Whether the field is left out.
    #[must_use]
    pub const fn stays(&self) -> bool {
        matches!(self, Self::Stays)
    }

    /// The same change of another value.
    #[must_use]
    pub fn map<U>(self, read: impl FnOnce(T) -> U) -> Change<U> {
        match self {
            Self::Stays => Change::Stays,
            Self::Goes => Change::Goes,
            Self::Is(value) => Change::Is(read(value)),
        }
    }
}

impl<T: Serialize> Serialize for Change<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Stays | Self::Goes => serializer.serialize_none(),
            Self::Is(value) => value.serialize(serializer),
        }
    }
}

/// Asked for by the trait of enums; nothing is read as one.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Change<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(|value| value.map_or(Self::Goes, Self::Is))
    }
}

impl<T, Type> CoercesTo<Option<Type>> for Change<T> where T: CoercesTo<Type> {}

impl<T: IsScalar<Type>, Type> IsScalar<Type> for Change<T> {
    type SchemaType = T::SchemaType;
}

impl<T: cynic::Enum> cynic::Enum for Change<T> {
    type SchemaType = T::SchemaType;
}
