//! Values that GraphQL has no type for.

use std::{borrow::Cow, marker::PhantomData};

use async_graphql::{
    Description, InputType, InputValueError, InputValueResult, MaybeUndefined, Scalar, ScalarType,
    Value, registry::Registry,
};
use balai_shared::{money, nik, time};

/// An amount in whole rupiah, as a JSON integer: `3500000`. It can be beyond the 32 bits of an `Int`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Description)]
pub struct Rupiah(pub money::Rupiah);

#[Scalar(name = "Rupiah", use_type_description = true)]
impl ScalarType for Rupiah {
    fn parse(value: Value) -> InputValueResult<Self> {
        let amount = if let Value::Number(number) = &value { number.as_i64() } else { None };
        let amount = amount.map(|amount| Self(money::Rupiah(amount)));
        amount.ok_or_else(|| InputValueError::expected_type(value))
    }

    fn to_value(&self) -> Value {
        Value::Number(self.0.amount().into())
    }
}

/// A day without a time zone, as the `full-date` of RFC 3339: `2026-02-14`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Description)]
pub struct Date(pub time::Date);

#[Scalar(
    name = "Date",
    use_type_description = true,
    specified_by_url = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"
)]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else {
            return Err(InputValueError::expected_type(value));
        };
        time::Date::parse(text)
            .map(Self)
            .map_err(|_| InputValueError::custom("a day looks like 2026-02-14"))
    }

    fn is_valid(value: &Value) -> bool {
        matches!(value, Value::String(_))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// A moment, as the `date-time` of RFC 3339: `2026-02-14T01:00:00Z`. Answers are in UTC; what is sent
/// may have any offset, `2026-02-14T09:00:00+08:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Description)]
pub struct DateTime(pub time::Instant);

#[Scalar(
    name = "DateTime",
    use_type_description = true,
    specified_by_url = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"
)]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else {
            return Err(InputValueError::expected_type(value));
        };
        time::Instant::parse(text)
            .map(Self)
            .map_err(|_| InputValueError::custom("a moment looks like 2026-02-14T01:00:00Z"))
    }

    fn is_valid(value: &Value) -> bool {
        matches!(value, Value::String(_))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// A scalar of an input as it was sent. The service reads it, so that what is wrong with it is told at
/// its path, together with everything else that is wrong. In the schema it is `T`.
#[derive(Debug, Clone)]
pub struct Unread<T>(String, PhantomData<T>);

impl<T> From<Unread<T>> for String {
    fn from(sent: Unread<T>) -> Self {
        sent.0
    }
}

impl<T: InputType> InputType for Unread<T> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        let value = value.unwrap_or_default();
        let Value::String(text) = value else { return Err(InputValueError::expected_type(value)) };
        Ok(Self(text, PhantomData))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }

    fn as_raw_value(&self) -> Option<&Self::RawValueType> {
        Some(self)
    }
}

/// A NIK or KK, 16 digits of which the middle is hidden: `5171••••••••0003`. Read only.
#[derive(Debug, Clone, PartialEq, Eq, Description)]
pub struct MaskedNik(String);

impl From<&nik::Nik> for MaskedNik {
    fn from(nik: &nik::Nik) -> Self {
        Self(nik.masked())
    }
}

impl From<&nik::Kk> for MaskedNik {
    fn from(kk: &nik::Kk) -> Self {
        Self(kk.masked())
    }
}

#[Scalar(name = "MaskedNik", use_type_description = true)]
impl ScalarType for MaskedNik {
    fn parse(_: Value) -> InputValueResult<Self> {
        Err(InputValueError::custom("a masked number can't be sent"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}

/// What is told of a value that can be none: nothing, that it is none, or which.
pub(super) fn told<T>(input: MaybeUndefined<T>) -> Option<Option<T>> {
    match input {
        MaybeUndefined::Undefined => None,
        MaybeUndefined::Null => Some(None),
        MaybeUndefined::Value(value) => Some(Some(value)),
    }
}
