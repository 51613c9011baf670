//! Telling where an institution is.

use balai_shared::{
    error::{ErrorCode, FieldCode, FieldError},
    id::InstitutionId,
    place::{Point, PointError},
    policy::{Action, Actor, Resource, allow},
};

use super::{Services, text};
use crate::{
    error::{Error, Result},
    model::catalogue::Institution,
    store,
};

const LONGEST_ADDRESS: usize = 300;

/// What is told. What is left out stays, and what is told as none is taken away.
#[derive(Debug, Clone)]
pub struct Input {
    /// `ins_…`.
    pub institution_id: String,
    /// Street and place.
    pub address: Option<Option<String>>,
    /// Latitude and longitude, in decimal degrees.
    pub location: Option<Option<(String, String)>>,
}

/// Changes it.
///
/// # Errors
/// `UNAUTHENTICATED`; `FORBIDDEN` for another institution; `NOT_FOUND` for none; `VALIDATION_FAILED`
/// for an address that is too long, or a place that is none in Indonesia.
pub async fn update(services: &Services, actor: &Actor, input: &Input) -> Result<Institution> {
    let id: InstitutionId = input.institution_id.parse()?;
    allow(actor, Action::ManagePrograms, &Resource::Institution(id))?;
    let found = store::institution::by_ids(services.store.read(), &[id]).await?.pop();
    let before = found.ok_or(ErrorCode::NotFound)?;
    let mut faults = Vec::new();
    let address = match &input.address {
        Some(told) => text::optional("address", told.as_deref(), LONGEST_ADDRESS, &mut faults),
        None => before.address.clone(),
    };
    let location = match &input.location {
        Some(told) => told.as_ref().and_then(|told| location(told, &mut faults)),
        None => before.location,
    };
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    let after = Institution { address, location, ..before };
    let kept = after.clone();
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                store::institution::update(tx, id, kept.address.as_deref(), kept.location).await
            })
        })
        .await?;
    Ok(after)
}

fn location(
    (latitude, longitude): &(String, String),
    faults: &mut Vec<FieldError>,
) -> Option<Point> {
    let mut fault = |name: &str, code| {
        faults.push(FieldError::new(&format!("location.{name}"), code));
    };
    match Point::parse(latitude, longitude) {
        Ok(point) if point.is_in_indonesia() => return Some(point),
        // Most likely the two were swapped, or a sign is missing.
        Ok(_) => fault("latitude", FieldCode::OutOfRange),
        Err((latitude, longitude)) => {
            for (name, found) in [("latitude", latitude), ("longitude", longitude)] {
                match found {
                    Some(PointError::Malformed) => fault(name, FieldCode::InvalidFormat),
                    Some(PointError::OutOfRange) => fault(name, FieldCode::OutOfRange),
                    None => {}
                }
            }
        }
    }
    None
}
