//! Deciding applications, several at once, each for itself.

use balai_shared::{
    application::{ApplicationState, Decision, ReasonCode},
    error::{ErrorCode, FieldCode, FieldError},
    id::ApplicationId,
    policy::{Action, Actor, Resource, Scope, allow, applications_scope},
};

use super::{
    Services, applications, promote, text,
    transition::{By, Step, take},
};
use crate::{
    error::{Error, Result},
    model::{application::Application, catalogue::Session},
    store::{self, Tx},
};

/// The most rows of one call.
pub const MOST: usize = 500;
/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 1000;

/// What is decided about which applications.
#[derive(Debug, Clone)]
pub struct Input {
    /// `app_…`, in the order in which they are decided.
    pub ids: Vec<String>,
    /// What.
    pub decision: Decision,
    /// Needed for REJECT.
    pub reason: Option<ReasonCode>,
    /// What the applicant will read; needed for OTHER.
    pub note: Option<String>,
}

/// How one row went.
#[derive(Debug)]
pub struct Row {
    /// As it was sent.
    pub id: String,
    /// The application after the decision, or why there was none.
    pub result: Result<Application>,
    /// After a refusal: the application as it stands, for who may see it.
    pub standing: Option<Application>,
}

/// One result an id, in the order asked.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN` for who decides nothing; `VALIDATION_FAILED` for an empty
/// selection, too many rows, or a rejection without its reason. What is wrong with one row is that
/// row's own result.
pub async fn decide(services: &Services, actor: &Actor, input: Input) -> Result<Vec<Row>> {
    allow(actor, Action::ListApplications, &Resource::None)?;
    match applications_scope(actor) {
        Scope::Nothing | Scope::Applicant(_) => return Err(Error::refused(ErrorCode::Forbidden)),
        Scope::Everything | Scope::Institutions(_) | Scope::Region(_) => {}
    }
    let note = check(&input)?;
    let mut results = Vec::with_capacity(input.ids.len());
    for id in input.ids {
        let step = Step {
            reason: input.reason.filter(|_| input.decision == Decision::Reject),
            note: note.clone(),
            ..Step::new(input.decision.action(), By::centre(actor))
        };
        let result = decide_one(services, actor, &id, step).await;
        let standing = if result.is_err() { standing(services, actor, &id).await? } else { None };
        results.push(Row { id, result, standing });
    }
    Ok(results)
}

/// The application as it stands, for who may see it: what a refused caller works on from.
async fn standing(services: &Services, actor: &Actor, id: &str) -> Result<Option<Application>> {
    let Ok(id) = id.parse::<ApplicationId>() else { return Ok(None) };
    Ok(applications::by_ids(services, actor, &[id]).await?.pop())
}

fn check(input: &Input) -> Result<Option<String>> {
    let mut fields = Vec::new();
    if input.ids.is_empty() {
        fields.push(FieldError::new("ids", FieldCode::Required));
    }
    if input.ids.len() > MOST {
        fields.push(FieldError::with_given("ids", FieldCode::TooMany, input.ids.len()));
    }
    let note = text::optional("note", input.note.as_deref(), LONGEST_NOTE, &mut fields);
    if input.decision == Decision::Reject {
        match input.reason {
            None => fields.push(FieldError::new("reasonCode", FieldCode::Required)),
            Some(ReasonCode::Other) if note.is_none() => {
                fields.push(FieldError::new("note", FieldCode::Required));
            }
            // Putting it off is the applicant's own.
            Some(ReasonCode::Deferred) => {
                fields.push(FieldError::new("reasonCode", FieldCode::NotAllowed));
            }
            Some(_) => {}
        }
    }
    if fields.is_empty() { Ok(note) } else { Err(Error::invalid(fields)) }
}

async fn decide_one(
    services: &Services,
    actor: &Actor,
    id: &str,
    step: Step,
) -> Result<Application> {
    let id: ApplicationId = id.parse()?;
    let by = actor.clone();
    let (before, after) = services
        .store
        .write(move |tx| Box::pin(async move { decide_in(tx, &by, id, step).await }))
        .await?;
    if before.state.holds_seat() && !after.state.holds_seat() {
        promote::hand_on(services, after.session).await;
    }
    Ok(after)
}

async fn decide_in(
    tx: &Tx,
    actor: &Actor,
    id: ApplicationId,
    step: Step,
) -> Result<(Application, Application)> {
    let now = tx.now().await?;
    let before = store::application::lock(tx, id).await?.ok_or(ErrorCode::NotFound)?;
    allow(actor, Action::DecideApplication, &applications::resource(&before))?;
    let session = store::session::by_id(tx.conn(), before.session)
        .await?
        .ok_or_else(|| Error::Internal("an application has no session".to_owned()))?;
    if step.action == balai_shared::application::ApplicationAction::Offer {
        in_turn(tx, &session, &before).await?;
    }
    let after = take(tx, &session, &before, step, now).await?;
    Ok((before, after))
}

/// Nobody is overtaken (DOMAIN, rule 3): once the list moves by the rule, staff can offer a seat to
/// its first alone.
async fn in_turn(tx: &Tx, session: &Session, chosen: &Application) -> Result<()> {
    let waits = chosen.state == ApplicationState::Waitlisted;
    if !promote::list_moves(session) || session.seats.waiting == 0 {
        return Ok(());
    }
    let first = store::application::first_waiting(tx.conn(), session.id).await?;
    if waits && first == Some(chosen.id) {
        Ok(())
    } else {
        Err(Error::refused(ErrorCode::Conflict))
    }
}
