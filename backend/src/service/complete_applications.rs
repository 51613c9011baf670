//! Saying who has finished a training, several at once, each for itself: by the rule, or otherwise
//! with a reason. What a person's benefit makes of it happens in the same transaction.

use balai_shared::{
    application::{ApplicationAction, ApplicationState},
    completion::{CompletionCode, CompletionVerdict},
    error::{ErrorCode, FieldCode, FieldError},
    id::ApplicationId,
    policy::{Action, Actor, Resource, allow},
};

use super::{
    Services, applications,
    roster::{self, Frame},
    text,
    transition::{By, Step, take},
};
use crate::{
    error::{Error, Result},
    model::{
        application::Application,
        training::{Completion, Standing},
    },
    store::{self, Tx, Work},
};

/// The most rows of one call: the API refuses more (`graphql::limits::lists`).
pub const MOST: usize = 500;
/// The longest reason, in characters.
const LONGEST_REASON: usize = 1000;

/// Who has finished, and how that is decided.
#[derive(Debug, Clone)]
pub struct Input {
    /// `app_…`.
    pub ids: Vec<String>,
    /// Finished or not, whatever the rule says; by the rule when left out.
    pub completed: Option<bool>,
    /// Why, in words that the participant reads; needed where it isn't what the rule says.
    pub reason: Option<String>,
}

/// How one row went.
#[derive(Debug)]
pub struct Row {
    /// As it was sent.
    pub id: String,
    /// The application afterwards, or why not.
    pub result: Result<Application>,
    /// What the rule says, where it doesn't decide yet.
    pub codes: Vec<CompletionCode>,
}

/// One result an id, in the order asked.
///
/// # Errors
/// `UNAUTHENTICATED`; `VALIDATION_FAILED` for an empty selection, too many rows or a reason that is
/// too long. What is wrong with one row is that row's own result: `INVALID_TRANSITION` where the
/// rule doesn't decide yet, or for who doesn't take part; `VALIDATION_FAILED` at `reason` where it
/// is missing.
pub async fn complete(services: &Services, actor: &Actor, input: Input) -> Result<Vec<Row>> {
    each(services, actor, input, true).await
}

/// What [`complete`] would do with the same input: each row is decided by the same code, and taken back.
///
/// # Errors
/// As [`complete`].
pub async fn preview(services: &Services, actor: &Actor, input: Input) -> Result<Vec<Row>> {
    each(services, actor, input, false).await
}

async fn each(services: &Services, actor: &Actor, input: Input, keep: bool) -> Result<Vec<Row>> {
    allow(actor, Action::ListApplications, &Resource::None)?;
    let mut fields = Vec::new();
    if input.ids.is_empty() {
        fields.push(FieldError::new("ids", FieldCode::Required));
    }
    let reason = text::optional("reason", input.reason.as_deref(), LONGEST_REASON, &mut fields);
    if !fields.is_empty() {
        return Err(Error::invalid(fields));
    }
    let mut rows = Vec::with_capacity(input.ids.len());
    for id in input.ids {
        let (who, reason, completed) = (actor.clone(), reason.clone(), input.completed);
        let outcome = match id.parse::<ApplicationId>() {
            Err(error) => Err(error.into()),
            Ok(id) => {
                let work = deciding(who, id, (completed, reason));
                if keep {
                    services.store.write(work).await
                } else {
                    services.store.rehearse(work).await
                }
            }
        };
        rows.push(match outcome {
            Ok(Decided::Done(application)) => {
                Row { id, result: Ok(*application), codes: Vec::new() }
            }
            Ok(Decided::Open(codes)) => {
                let result = Err(Error::refused(ErrorCode::InvalidTransition));
                Row { id, result, codes }
            }
            Err(error) => Row { id, result: Err(error), codes: Vec::new() },
        });
    }
    Ok(rows)
}

/// What came of one row.
enum Decided {
    Done(Box<Application>),
    Open(Vec<CompletionCode>),
}

fn deciding(
    actor: Actor,
    id: ApplicationId,
    said: (Option<bool>, Option<String>),
) -> impl for<'t> FnOnce(&'t Tx) -> Work<'t, Decided> + Send + 'static {
    move |tx| Box::pin(async move { decide(tx, &actor, id, said).await })
}

async fn decide(
    tx: &Tx,
    actor: &Actor,
    id: ApplicationId,
    (completed, reason): (Option<bool>, Option<String>),
) -> Result<Decided> {
    let now = tx.now().await?;
    let before = store::application::lock(tx, id).await?.ok_or(ErrorCode::NotFound)?;
    allow(actor, Action::DecideApplication, &applications::resource(&before))?;
    let session = store::session::by_id(tx.conn(), before.session)
        .await?
        .ok_or_else(|| Error::Internal("an application has no session".to_owned()))?;
    if before.state != ApplicationState::Confirmed {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    let frame = Frame::load(tx.conn(), &session).await?;
    let standing = roster::standings(tx.conn(), &frame, vec![before.clone()]).await?.pop();
    let standing = standing.ok_or_else(|| Error::Internal("nobody stands".to_owned()))?;
    let said = by_rule(&standing);
    let (outcome, overridden) = match (completed, said) {
        (None, None) => return Ok(Decided::Open(standing.judgement.codes)),
        (None, Some(said)) => (said, false),
        (Some(wanted), said) => (wanted, said != Some(wanted)),
    };
    if overridden && reason.is_none() {
        return Err(Error::field("reason", FieldCode::Required));
    }
    let action = if outcome { ApplicationAction::Complete } else { ApplicationAction::Fail };
    let note = reason.filter(|_| overridden);
    let step = Step { note, ..Step::new(action, By::centre(actor)) };
    let after = take(tx, &session, &before, step, now).await?;
    let Standing { judgement, attended, .. } = standing;
    let completion = Completion { application: id, judgement, overridden, attended, at: now };
    store::assessment::complete(tx, &completion).await?;
    Ok(Decided::Done(Box::new(after)))
}

fn by_rule(standing: &Standing) -> Option<bool> {
    match standing.judgement.verdict {
        CompletionVerdict::Completed => Some(true),
        CompletionVerdict::NotCompleted => Some(false),
        CompletionVerdict::Open => None,
    }
}
