//! Places on the map.

use async_graphql::{InputObject, SimpleObject};
use balai_shared::{
    error::{FieldCode, FieldError},
    place::{Point, PointError},
};

use crate::error::{Error, Result};

/// Hundred-thousandths in a degree.
const PARTS: f64 = 100_000.0;

/// A place on the map, as decimal degrees: `{ latitude: "-8.65", longitude: "115.21667" }`.
#[derive(Debug, Clone, InputObject)]
pub struct PointInput {
    /// South of the equator below zero.
    pub latitude: String,
    /// East of Greenwich.
    pub longitude: String,
}

impl PointInput {
    /// Reads it; `path` is where it stands in the request.
    ///
    /// # Errors
    /// `VALIDATION_FAILED` at either number.
    pub(super) fn parse(&self, path: &str) -> Result<Point> {
        Point::parse(&self.latitude, &self.longitude).map_err(|(latitude, longitude)| {
            let told = [("latitude", latitude), ("longitude", longitude)];
            let faults = told.into_iter().filter_map(|(name, fault)| Some((name, fault?)));
            let errors =
                faults.map(|(name, fault)| FieldError::new(&format!("{path}.{name}"), code(fault)));
            Error::invalid(errors.collect())
        })
    }
}

/// What is wrong with a coordinate, as a field's code.
pub(super) const fn code(fault: PointError) -> FieldCode {
    match fault {
        PointError::Malformed => FieldCode::InvalidFormat,
        PointError::OutOfRange => FieldCode::OutOfRange,
    }
}

/// A place on the map.
#[derive(Debug, Clone, Copy, SimpleObject)]
#[graphql(name = "Point")]
pub struct GeoPoint {
    /// Decimal degrees; south of the equator below zero.
    latitude: f64,
    /// Decimal degrees east of Greenwich.
    longitude: f64,
}

impl From<Point> for GeoPoint {
    #[expect(clippy::float_arithmetic, reason = "degrees are shown with their fraction")]
    fn from(point: Point) -> Self {
        Self {
            latitude: f64::from(point.latitude) / PARTS,
            longitude: f64::from(point.longitude) / PARTS,
        }
    }
}
