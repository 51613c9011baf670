//! Values that GraphQL has no type for.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use balai_shared::{money, nik, time};

/// Whole rupiah, a JSON integer: `3500000`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rupiah(pub money::Rupiah);

#[Scalar(name = "Rupiah")]
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

/// A day: `2026-02-14`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date(pub time::Date);

#[Scalar(name = "Date")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else {
            return Err(InputValueError::expected_type(value));
        };
        time::Date::parse(text)
            .map(Self)
            .map_err(|_| InputValueError::custom("a day looks like 2026-02-14"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// A moment, RFC 3339 in UTC: `2026-02-14T01:00:00Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateTime(pub time::Instant);

#[Scalar(name = "DateTime")]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else {
            return Err(InputValueError::expected_type(value));
        };
        time::Instant::parse(text)
            .map(Self)
            .map_err(|_| InputValueError::custom("a moment looks like 2026-02-14T01:00:00Z"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// A NIK or KK of which the middle is hidden, read only: `5171••••••••0003`.
#[derive(Debug, Clone, PartialEq, Eq)]
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

#[Scalar(name = "MaskedNik")]
impl ScalarType for MaskedNik {
    fn parse(_: Value) -> InputValueResult<Self> {
        Err(InputValueError::custom("a masked number can't be sent"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}
