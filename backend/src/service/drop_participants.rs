//! Taking participants off the list, with a reason that they read.

use balai_shared::{
    application::{ApplicationAction, ReasonCode},
    error::{FieldCode, FieldError},
    policy::Actor,
};

use super::{
    Services,
    bulk::{self, Deed, Row},
    decide_applications::LONGEST_NOTE,
    text,
    transition::{By, Step},
};
use crate::error::{Error, Result};

/// Who is taken off, and why.
#[derive(Debug, Clone)]
pub struct Input {
    /// `app_…`, in the order in which they are taken off.
    pub ids: Vec<String>,
    /// Why, as a code.
    pub reason: Option<ReasonCode>,
    /// What the person will read.
    pub note: String,
}

/// Takes each off who has a seat. Until the replacement day is over the seat goes on down the
/// waiting list, and the training's price goes back; afterwards the seat stays used. One result an
/// id, in the order asked.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN` for who decides nothing; `VALIDATION_FAILED` for an empty
/// selection, too many rows, no note or a reason that is the applicant's own. A row's own:
/// `INVALID_TRANSITION` for who has no seat.
pub async fn drop(services: &Services, actor: &Actor, input: Input) -> Result<Vec<Row>> {
    bulk::may_begin(actor)?;
    let mut fields = Vec::new();
    bulk::check(&input.ids, &mut fields);
    let note = text::required("note", &input.note, LONGEST_NOTE, &mut fields);
    if input.reason.is_some_and(|reason| !reason.is_for_rejection()) {
        fields.push(FieldError::new("reasonCode", FieldCode::NotAllowed));
    }
    if !fields.is_empty() {
        return Err(Error::invalid(fields));
    }
    let step = Step {
        reason: input.reason,
        note: Some(note),
        ..Step::new(ApplicationAction::Drop, By::centre(actor))
    };
    bulk::each(services, actor, input.ids, Deed::Take(step)).await
}
