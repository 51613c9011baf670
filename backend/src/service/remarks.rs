//! What staff note of a person: the calls they made, and how a participant gets on.

use std::collections::HashMap;

use balai_shared::{
    desk::{CallOutcome, LONGEST_CALL_NOTE, LONGEST_NOTE},
    error::ErrorCode,
    id::{AccountId, ApplicationId, RemarkId},
    policy::{Action, Actor, allow},
};

use super::{Services, applications, desk_views::person, text, transition::hold_holder};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::{application::Application, desk::Remark},
    store,
};

/// A remark with the name of who made it.
#[derive(Debug, Clone)]
pub struct Signed {
    /// The remark.
    pub remark: Remark,
    /// Who.
    pub by: String,
}

/// Keeps that somebody was called, and what came of it.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another centre's; `FORBIDDEN` for who doesn't see the person's
/// number, for oneself, and for a partner's software; `VALIDATION_FAILED` for too long a text;
/// `INVALID_TRANSITION` for whose account was erased.
pub async fn log_call(
    services: &Services,
    actor: &Actor,
    application: &str,
    outcome: CallOutcome,
    note: Option<&str>,
) -> Result<Application> {
    let found = known(services, actor, application).await?;
    let author = may_call(actor, &found)?;
    let mut errors = Vec::new();
    let text = text::optional("note", note, LONGEST_CALL_NOTE, &mut errors);
    if !errors.is_empty() {
        return Err(Error::invalid(errors));
    }
    keep(services, found, author, Some(outcome), text).await
}

/// Keeps a note on a participant.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another centre's; `FORBIDDEN` for who doesn't teach there, for
/// oneself, and for a partner's software; `VALIDATION_FAILED` for no text or too long a one;
/// `INVALID_TRANSITION` for who holds no seat of the training, and for whose account was erased.
pub async fn add_note(
    services: &Services,
    actor: &Actor,
    application: &str,
    note: &str,
) -> Result<Application> {
    let found = known(services, actor, application).await?;
    let author = may_note(actor, &found)?;
    let mut errors = Vec::new();
    let text = text::required("note", note, LONGEST_NOTE, &mut errors);
    if !errors.is_empty() {
        return Err(Error::invalid(errors));
    }
    if !found.state.takes_part() {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    keep(services, found, author, None, Some(text)).await
}

/// The application, where the caller may see it.
pub(super) async fn known(services: &Services, actor: &Actor, id: &str) -> Result<Application> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let id: ApplicationId = id.parse()?;
    let found = applications::by_ids(services, actor, &[id]).await?.pop();
    found.ok_or_else(|| Error::refused(ErrorCode::NotFound))
}

/// Who sees the number, but nobody about oneself.
fn may_call(actor: &Actor, application: &Application) -> Result<AccountId> {
    let resource = applications::resource(application);
    allow(actor, Action::ViewApplicantDetails, &resource)?;
    if allow(actor, Action::ActAsApplicant, &resource).is_ok() {
        return Err(Error::refused(ErrorCode::Forbidden));
    }
    person(actor)
}

/// Who teaches there.
fn may_note(actor: &Actor, application: &Application) -> Result<AccountId> {
    allow(actor, Action::Teach, &applications::resource(application))?;
    person(actor)
}

/// Whether the caller reads the log of calls.
#[must_use]
pub fn reads_calls(actor: &Actor, application: &Application) -> bool {
    may_call(actor, application).is_ok()
}

/// Whether the caller reads the notes.
#[must_use]
pub fn reads_notes(actor: &Actor, application: &Application) -> bool {
    may_note(actor, application).is_ok()
}

async fn keep(
    services: &Services,
    found: Application,
    author: AccountId,
    outcome: Option<CallOutcome>,
    text: Option<String>,
) -> Result<Application> {
    let application = found.id;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let locked = store::application::lock(tx, application).await?;
                // Nothing is added about a person who is being erased meanwhile.
                hold_holder(tx, &locked.ok_or(ErrorCode::NotFound)?).await?;
                let at = tx.now().await?;
                let id = RemarkId::from_u128(new_id(at)?);
                let new = Remark { id, application, at, author, outcome, text };
                store::remark::insert(tx, &new).await
            })
        })
        .await?;
    Ok(found)
}

/// The remarks on these applications, the latest first. The caller decides which it shows:
/// [`reads_calls`], [`reads_notes`].
///
/// # Errors
/// The database's own.
pub async fn of(
    services: &Services,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Vec<Signed>>> {
    let read = services.store.read();
    let remarks = store::remark::of_applications(read, ids).await?;
    let mut authors: Vec<AccountId> = remarks.iter().map(|remark| remark.author).collect();
    authors.sort_unstable();
    authors.dedup();
    let names = store::account::names(read, &authors).await?;
    let mut of: HashMap<ApplicationId, Vec<Signed>> = HashMap::new();
    for remark in remarks {
        let by = names.get(&remark.author).cloned().unwrap_or_default();
        of.entry(remark.application).or_default().push(Signed { remark, by });
    }
    Ok(of)
}
