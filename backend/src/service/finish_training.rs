//! The end of a training, as the centre says it: finished, and certified. What a person's benefit makes
//! of it happens in the same transaction.

use balai_shared::{
    application::{ApplicationAction, ApplicationState},
    benefit::ledger::LedgerKind,
    error::ErrorCode,
    id::{ApplicationId, CertificateId},
    policy::{Action, Actor, Resource, allow},
};

use super::{
    Services, incentive,
    transition::{By, Step, take},
};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::application::Application,
    store::{self, Tx, benefit::Milestone},
};

/// Says that a participant has finished.
///
/// # Errors
/// `UNAUTHENTICATED`, `NOT_FOUND`, `FORBIDDEN` by policy; `INVALID_TRANSITION` for who isn't a
/// participant, or before the session starts.
pub async fn complete(
    services: &Services,
    actor: &Actor,
    id: ApplicationId,
) -> Result<Application> {
    let who = actor.clone();
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                let before = of_centre(tx, &who, id).await?;
                let session = store::session::by_id(tx.conn(), before.session).await?;
                let session = session
                    .ok_or_else(|| Error::Internal("an application has no session".to_owned()))?;
                let step = Step::new(ApplicationAction::Complete, By::centre(&who));
                take(tx, &session, &before, step, now).await
            })
        })
        .await
}

/// Issues the certificate of a participant who has finished.
///
/// # Errors
/// As [`complete`]; `CONFLICT` where the number, or the participant, has a certificate.
pub async fn certify(
    services: &Services,
    actor: &Actor,
    (id, number): (ApplicationId, String),
) -> Result<()> {
    let who = actor.clone();
    let issued = services
        .store
        .write(move |tx| Box::pin(async move { issue(tx, &who, id, &number).await }))
        .await;
    issued.map_err(|error| {
        if error.is_unique_violation() { Error::refused(ErrorCode::Conflict) } else { error }
    })
}

async fn issue(tx: &Tx, actor: &Actor, id: ApplicationId, number: &str) -> Result<()> {
    let now = tx.now().await?;
    let application = of_centre(tx, actor, id).await?;
    if application.state != ApplicationState::Completed {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    let session = store::session::by_id(tx.conn(), application.session).await?;
    let session =
        session.ok_or_else(|| Error::Internal("an application has no session".to_owned()))?;
    let certificate = CertificateId::from_u128(new_id(now)?);
    let today = session.time_zone.date_of(now);
    store::certificate::insert(tx, certificate, number, id, today).await?;
    let reference = id.to_string();
    for (benefit, postings) in store::benefit::lock_all(tx, application.applicant).await? {
        let bought = postings
            .iter()
            .any(|posting| posting.kind == LedgerKind::Purchase && posting.reference == reference);
        if bought && store::benefit::reach(tx, benefit.id, Milestone::Certified, now).await? {
            incentive::plan_if_due(tx, benefit.id, now).await?;
        }
    }
    Ok(())
}

async fn of_centre(tx: &Tx, actor: &Actor, id: ApplicationId) -> Result<Application> {
    let application = store::application::lock(tx, id).await?.ok_or(ErrorCode::NotFound)?;
    let resource = Resource::Application {
        applicant: application.applicant,
        institution: application.institution,
    };
    allow(actor, Action::DecideApplication, &resource)?;
    Ok(application)
}
