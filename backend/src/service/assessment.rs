//! Assessing what a participant has learned, unit by unit.

use balai_shared::{
    application::ApplicationState,
    completion::UnitResult,
    error::{ErrorCode, FieldCode, FieldError},
    id::ApplicationId,
    policy::{Action, Actor, allow},
};

use super::{Services, applications, transition::actor_id};
use crate::{
    error::{Error, Result},
    model::{
        application::Application,
        training::{Unit, UnitOutcome},
    },
    store::{self, Tx},
};

/// Keeps what was found; a unit assessed before is assessed anew, others stay.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND`, `FORBIDDEN` by policy; `INVALID_TRANSITION` for who doesn't take
/// part, or before the session starts; `VALIDATION_FAILED` for no unit, one that the program doesn't
/// have, or one twice.
pub async fn assess(
    services: &Services,
    actor: &Actor,
    application: &str,
    results: Vec<(String, UnitResult)>,
) -> Result<Application> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let id: ApplicationId = application.parse()?;
    let who = actor.clone();
    services
        .store
        .write(move |tx| Box::pin(async move { keep(tx, &who, id, &results).await }))
        .await
}

async fn keep(
    tx: &Tx,
    actor: &Actor,
    id: ApplicationId,
    results: &[(String, UnitResult)],
) -> Result<Application> {
    let now = tx.now().await?;
    let application = store::application::lock(tx, id).await?.ok_or(ErrorCode::NotFound)?;
    allow(actor, Action::Teach, &applications::resource(&application))?;
    let session = store::session::by_id(tx.conn(), application.session)
        .await?
        .ok_or_else(|| Error::Internal("an application has no session".to_owned()))?;
    if application.state != ApplicationState::Confirmed || now < session.starts_at {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    let units = store::assessment::units(tx.conn(), session.program).await?;
    let outcomes = find(&units, results)?;
    store::assessment::save(tx, id, &outcomes, (now, actor_id(actor))).await?;
    Ok(application)
}

fn find(units: &[Unit], results: &[(String, UnitResult)]) -> Result<Vec<UnitOutcome>> {
    let mut errors = Vec::new();
    if results.is_empty() {
        errors.push(FieldError::new("units", FieldCode::Required));
    }
    let mut outcomes: Vec<UnitOutcome> = Vec::with_capacity(results.len());
    for (place, (code, result)) in results.iter().enumerate() {
        let unit = units.iter().find(|unit| unit.code == code.trim());
        let again = outcomes.iter().any(|known| known.unit.code == code.trim());
        match unit {
            Some(unit) if !again => {
                outcomes.push(UnitOutcome { unit: unit.clone(), result: *result });
            }
            Some(_) => errors
                .push(FieldError::new(&format!("units.{place}.unitCode"), FieldCode::NotAllowed)),
            None => errors
                .push(FieldError::new(&format!("units.{place}.unitCode"), FieldCode::UnknownValue)),
        }
    }
    if errors.is_empty() { Ok(outcomes) } else { Err(Error::invalid(errors)) }
}
