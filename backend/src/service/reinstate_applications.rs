//! Taking rejections back, however long ago they were.

use balai_shared::{application::ApplicationAction, policy::Actor};

use super::{
    Services,
    bulk::{self, Deed, Row},
    decide_applications::LONGEST_NOTE,
    text,
    transition::{By, Step},
};
use crate::error::{Error, Result};

/// Opens each rejected application again: it waits for a decision as on its first day. One result an
/// id, in the order asked.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN` for who decides nothing; `VALIDATION_FAILED` for an empty
/// selection, too many rows or too long a note. A row's own: `INVALID_TRANSITION` for what isn't
/// rejected, `DEADLINE_PASSED` once the session has begun, `CONFLICT` where the person has applied
/// anew.
pub async fn reinstate(
    services: &Services,
    actor: &Actor,
    ids: Vec<String>,
    note: Option<&str>,
) -> Result<Vec<Row>> {
    bulk::may_begin(actor)?;
    let mut fields = Vec::new();
    bulk::check(&ids, &mut fields);
    let note = text::optional("note", note, LONGEST_NOTE, &mut fields);
    if !fields.is_empty() {
        return Err(Error::invalid(fields));
    }
    let step = Step { note, ..Step::new(ApplicationAction::Reinstate, By::centre(actor)) };
    bulk::each(services, actor, ids, Deed::Take(step)).await
}
