//! Taking offers back, with a reason that the applicants read.

use balai_shared::{
    application::{ApplicationAction, ReasonCode},
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

/// Takes each offer back that stands; its seat goes on down the waiting list. One result an id, in
/// the order asked.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN` for who decides nothing; `VALIDATION_FAILED` for an empty
/// selection, too many rows or no note. A row's own: `INVALID_TRANSITION` without an offer,
/// `DEADLINE_PASSED` for a lapsed one.
pub async fn revoke(
    services: &Services,
    actor: &Actor,
    ids: Vec<String>,
    note: &str,
) -> Result<Vec<Row>> {
    bulk::may_begin(actor)?;
    let mut fields = Vec::new();
    bulk::check(&ids, &mut fields);
    let note = text::required("note", note, LONGEST_NOTE, &mut fields);
    if !fields.is_empty() {
        return Err(Error::invalid(fields));
    }
    let step = Step {
        reason: Some(ReasonCode::OfferRevoked),
        note: Some(note),
        ..Step::new(ApplicationAction::Revoke, By::centre(actor))
    };
    bulk::each(services, actor, ids, Deed::Take(step)).await
}
