//! Telling where an institution is.

use balai_shared::{
    contact::ContactError,
    error::{ErrorCode, FieldCode, FieldError},
    id::InstitutionId,
    place::{Point, PointError},
    policy::{Action, Actor, Resource, allow},
    reach::{self, LONGEST_HOURS, OfficePhone, Reach},
};

use super::{Services, text};
use crate::{
    error::{Error, Result},
    model::catalogue::Institution,
    store,
};

const LONGEST_ADDRESS: usize = 300;

type Parsed = std::result::Result<String, ContactError>;

/// What is told. What is left out stays, and what is told as none is taken away.
#[derive(Debug, Clone)]
pub struct Input {
    /// `ins_…`.
    pub institution_id: String,
    /// Street and place.
    pub address: Option<Option<String>>,
    /// Latitude and longitude, in decimal degrees.
    pub location: Option<Option<(String, String)>>,
    /// How it can be reached, as typed: all of it.
    pub reach: Option<Reach>,
}

/// Changes it.
///
/// # Errors
/// `UNAUTHENTICATED`; `FORBIDDEN` for another institution; `NOT_FOUND` for none; `VALIDATION_FAILED`
/// for an address that is too long, a place that is none in Indonesia, or a number or an e-mail address
/// that can't be one.
pub async fn update(services: &Services, actor: &Actor, input: &Input) -> Result<Institution> {
    let id: InstitutionId = input.institution_id.parse()?;
    allow(actor, Action::ManagePrograms, &Resource::Institution(id))?;
    let mut faults = Vec::new();
    let address = input
        .address
        .as_ref()
        .map(|told| text::optional("address", told.as_deref(), LONGEST_ADDRESS, &mut faults));
    let location = input
        .location
        .as_ref()
        .map(|told| told.as_ref().and_then(|told| location(told, &mut faults)));
    let reach = input.reach.as_ref().map(|typed| reach(typed, &mut faults));
    if !faults.is_empty() {
        return Err(Error::invalid(faults));
    }
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                // Whoever changes another part of it at this moment waits, or was there before.
                store::institution::lock(tx, id).await?;
                let found = store::institution::by_ids(tx.conn(), &[id]).await?.pop();
                let before = found.ok_or(ErrorCode::NotFound)?;
                let after = Institution {
                    address: address.unwrap_or(before.address),
                    location: location.unwrap_or(before.location),
                    reach: reach.unwrap_or(before.reach),
                    ..before
                };
                store::institution::update(tx, &after).await?;
                Ok(after)
            })
        })
        .await
}

fn reach(typed: &Reach, faults: &mut Vec<FieldError>) -> Reach {
    let mut parsed = |name: &str, text: &Option<String>, parse: fn(&str) -> Parsed| {
        let path = format!("reach.{name}");
        let text = text::optional(&path, text.as_deref(), LONGEST_ADDRESS, faults)?;
        parse(&text).map_err(|error| faults.push(error.field_error(&path))).ok()
    };
    Reach {
        phone: parsed("phone", &typed.phone, |text| {
            OfficePhone::parse(text).map(|phone| phone.as_str().to_owned())
        }),
        whatsapp: parsed("whatsapp", &typed.whatsapp, reach::whatsapp),
        email: parsed("email", &typed.email, reach::email),
        opening_hours: text::optional(
            "reach.openingHours",
            typed.opening_hours.as_deref(),
            LONGEST_HOURS,
            faults,
        ),
    }
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
