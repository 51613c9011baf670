//! Deciding applications, several at once, each for itself.

use balai_shared::{
    application::{Decision, ReasonCode},
    error::{FieldCode, FieldError},
    policy::Actor,
};

use super::{
    Services,
    bulk::{self, Deed, Row},
    text,
    transition::{By, Step},
};
use crate::error::{Error, Result};

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

/// One result an id, in the order asked.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN` for who decides nothing; `VALIDATION_FAILED` for an empty
/// selection, too many rows, or a rejection without its reason. What is wrong with one row is that
/// row's own result.
pub async fn decide(services: &Services, actor: &Actor, input: Input) -> Result<Vec<Row>> {
    bulk::may_begin(actor)?;
    let note = check(&input)?;
    let step = Step {
        reason: input.reason.filter(|_| input.decision == Decision::Reject),
        note,
        ..Step::new(input.decision.action(), By::centre(actor))
    };
    bulk::each(services, actor, input.ids, Deed::Take(step)).await
}

/// What is wrong with the input as a whole; the note, as it is kept.
///
/// # Errors
/// `VALIDATION_FAILED` with every bad field.
pub(super) fn check(input: &Input) -> Result<Option<String>> {
    let mut fields = Vec::new();
    bulk::check(&input.ids, &mut fields);
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
