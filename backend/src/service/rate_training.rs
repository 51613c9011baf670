//! What people say of a training that they finished.

use std::collections::HashMap;

use balai_shared::{
    application::ApplicationState,
    benefit::{
        ledger::LedgerKind,
        payout::{RATING_CHANGES_DAYS, Stars},
    },
    error::{ErrorCode, FieldCode, FieldError},
    id::{ApplicationId, ProgramId},
    policy::{Action, Actor, Resource, allow},
};

use super::{Services, incentive, text};
use crate::{
    error::{Error, Result},
    model::{
        application::Application,
        benefit::{ProgramRating, Rating},
    },
    store::{self, Tx, benefit::Milestone},
};

/// The longest review, in characters.
pub const LONGEST_REVIEW: usize = 1000;

/// What the person fills in.
#[derive(Debug)]
pub struct Input {
    /// `app_…`.
    pub application: String,
    /// One to five.
    pub stars: Option<i32>,
    /// In the person's own words.
    pub review: Option<String>,
}

/// Rates a finished training; within 30 days the same again replaces what was said. Where the training
/// balance paid for it, it is one of the incentive's conditions.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another's; `INVALID_TRANSITION` before the training is finished;
/// `DEADLINE_PASSED` for a change that comes too late; `VALIDATION_FAILED`.
pub async fn rate(services: &Services, actor: &Actor, input: Input) -> Result<Application> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let id: ApplicationId = input.application.parse()?;
    let mut fields = Vec::new();
    let stars = match input.stars {
        None => Err(FieldCode::Required),
        Some(number) => Stars::new(number).ok_or(FieldCode::OutOfRange),
    };
    let stars = stars.map_err(|code| fields.push(FieldError::new("stars", code)));
    let review = text::optional("review", input.review.as_deref(), LONGEST_REVIEW, &mut fields);
    let (Ok(stars), true) = (stars, fields.is_empty()) else {
        return Err(Error::invalid(fields));
    };
    let who = actor.clone();
    services
        .store
        .write(move |tx| Box::pin(async move { keep(tx, &who, id, (stars, review)).await }))
        .await
}

async fn keep(
    tx: &Tx,
    actor: &Actor,
    id: ApplicationId,
    (stars, review): (Stars, Option<String>),
) -> Result<Application> {
    let now = tx.now().await?;
    let application = store::application::lock(tx, id).await?.ok_or(ErrorCode::NotFound)?;
    let resource = Resource::Application {
        applicant: application.applicant,
        institution: application.institution,
    };
    allow(actor, Action::ActAsApplicant, &resource)?;
    if application.state != ApplicationState::Completed {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    let before = store::rating::of_applications(tx.conn(), &[id]).await?;
    let too_late =
        before.iter().any(|(_, rating)| now >= rating.rated_at.plus_days(RATING_CHANGES_DAYS));
    if too_late {
        return Err(Error::refused(ErrorCode::DeadlinePassed));
    }
    let session = store::session::by_id(tx.conn(), application.session)
        .await?
        .ok_or_else(|| Error::Internal("an application has no session".to_owned()))?;
    store::rating::save(tx, (id, session.program), stars, review.as_deref(), now).await?;
    let reference = id.to_string();
    for (benefit, postings) in store::benefit::lock_all(tx, application.applicant).await? {
        let bought = postings
            .iter()
            .any(|posting| posting.kind == LedgerKind::Purchase && posting.reference == reference);
        if bought && store::benefit::reach(tx, benefit.id, Milestone::Rated, now).await? {
            incentive::plan_if_due(tx, benefit.id, now).await?;
        }
    }
    Ok(application)
}

/// What the caller said of its own trainings; of others' nothing.
///
/// # Errors
/// The database's own.
pub async fn own(
    services: &Services,
    actor: &Actor,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Rating>> {
    let Actor::Person { applicant: Some(own), .. } = actor else { return Ok(HashMap::new()) };
    let connection = services.store.read();
    let found = store::application::by_ids(connection, ids).await?;
    let ids: Vec<_> = found.iter().filter(|one| one.applicant == *own).map(|one| one.id).collect();
    Ok(store::rating::of_applications(connection, &ids).await?.into_iter().collect())
}

/// What people say of some programs, added up: everybody may see it.
///
/// # Errors
/// The database's own.
pub async fn of_programs(
    services: &Services,
    ids: &[ProgramId],
) -> Result<Vec<(ProgramId, ProgramRating)>> {
    store::rating::of_programs(services.store.read(), ids).await
}
