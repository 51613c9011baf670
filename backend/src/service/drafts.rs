//! Applications in small steps: saved on each, sent later, from whichever phone.

use balai_shared::{
    application::{ApplicationState, DraftStep},
    error::ErrorCode,
    id::{ApplicationId, SessionId},
    policy::{Action, Actor, Resource, allow},
    session::Funding,
};

use super::{
    Services, applications, catalogue, eligibility,
    submit_application::{check, may_register, new_draft, second_application},
};
use crate::{
    error::{Error, Result},
    model::application::Application,
    store::{self, Tx, draft::Words},
};

/// How long a draft is kept that nobody touches (docs/DOMAIN.md, Applying in steps).
const KEPT_DAYS: i64 = 90;
/// How long one is still shown, as no longer possible, after its registration closed.
const SHOWN_DAYS: i64 = 7;

/// What a step of the form saves.
#[derive(Debug, Clone)]
pub struct Input {
    /// `ses_…`.
    pub session_id: String,
    /// Left out, it stays as it is, unless the step is the one that asks for it.
    pub motivation: Option<String>,
    /// If given, the session's.
    pub funding: Option<Funding>,
    /// The step that was finished.
    pub step: Option<DraftStep>,
}

/// Saves the caller's draft for a session, and makes it with the first step.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN`; `NOT_FOUND` for no such session; `VALIDATION_FAILED`;
/// `INVALID_TRANSITION` before registration opens, `DEADLINE_PASSED` after it closed; `CONFLICT`
/// where a live application is there.
pub async fn save(services: &Services, actor: &Actor, input: Input) -> Result<Application> {
    allow(actor, Action::SubmitApplication, &Resource::None)?;
    let id: SessionId = input.session_id.parse()?;
    let listing = catalogue::session(services, actor, id).await?.ok_or(ErrorCode::NotFound)?;
    let motivation = check(&listing.session, input.funding, input.motivation.as_deref())?;
    let words = if input.motivation.is_some() || input.step == Some(DraftStep::Motivation) {
        Words::Replace(motivation)
    } else {
        Words::Keep
    };
    let applicant =
        eligibility::own_profile(services.store.read(), services.vault(), actor).await?;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                may_register(&listing, now)?;
                store::applicant::lock(tx, applicant.id).await?;
                let session = &listing.session;
                let (_, live) =
                    store::application::standing(tx.conn(), applicant.id, session.id).await?;
                if live {
                    return Err(Error::refused(ErrorCode::Conflict));
                }
                let kept = store::draft::of(tx.conn(), applicant.id, session.id).await?;
                let begun = match &kept {
                    Some(draft) => draft.clone(),
                    None => new_draft(applicant.id, session, now)?,
                };
                // On another device one may have come further already.
                let draft_step = begun.draft_step.max(input.step);
                let draft = Application { draft_step, changed_at: now, ..begun };
                write(tx, &draft, kept.is_some(), &words).await?;
                Ok(draft)
            })
        })
        .await
        .map_err(second_application)
}

async fn write(tx: &Tx, draft: &Application, is_kept: bool, words: &Words) -> Result<()> {
    if is_kept {
        let saved = store::draft::save(tx, draft, words).await?;
        return if saved { Ok(()) } else { Err(Error::refused(ErrorCode::Conflict)) };
    }
    let motivation = match words {
        Words::Keep => None,
        Words::Replace(motivation) => motivation.as_deref(),
    };
    store::application::insert(tx, draft, motivation).await
}

/// Throws a draft of the caller's away; its id.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another's; `INVALID_TRANSITION` for what was sent.
pub async fn discard(
    services: &Services,
    actor: &Actor,
    application: &str,
) -> Result<ApplicationId> {
    allow(actor, Action::SubmitApplication, &Resource::None)?;
    let id: ApplicationId = application.parse()?;
    let actor = actor.clone();
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let found = store::application::lock(tx, id).await?.ok_or(ErrorCode::NotFound)?;
                allow(&actor, Action::ActAsApplicant, &applications::resource(&found))?;
                if found.state != ApplicationState::Draft || !store::draft::remove(tx, id).await? {
                    return Err(Error::refused(ErrorCode::InvalidTransition));
                }
                Ok(id)
            })
        })
        .await
}

/// Forgets drafts that nobody goes on with, and those that have been impossible for a week; how many.
///
/// # Errors
/// The database's own.
pub async fn forget_old(services: &Services) -> Result<usize> {
    services
        .store
        .write(|tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                let (untouched, closed) =
                    (now.plus_hours(-KEPT_DAYS * 24), now.plus_hours(-SHOWN_DAYS * 24));
                let old = store::draft::old(tx.conn(), untouched, closed).await?;
                let mut removed = 0;
                for id in old {
                    let locked = store::application::lock(tx, id).await?;
                    let is_draft =
                        locked.is_some_and(|found| found.state == ApplicationState::Draft);
                    if is_draft && store::draft::remove(tx, id).await? {
                        removed += 1;
                    }
                }
                Ok(removed)
            })
        })
        .await
}
