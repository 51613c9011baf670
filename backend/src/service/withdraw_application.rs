//! Taking an application back.

use balai_shared::{application::ApplicationAction, policy::Actor};

use super::{Services, offer, text};
use crate::{
    error::{Error, Result},
    model::application::Application,
};

/// The longest reason, in characters.
pub const LONGEST_REASON: usize = 500;

/// Withdraws, at any time before the training is over. The reason, in the person's own words, is
/// kept apart from the history, so that it can be erased.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another's; `INVALID_TRANSITION` where there is nothing to
/// withdraw any more; `VALIDATION_FAILED` for a reason that is too long.
pub async fn withdraw(
    services: &Services,
    actor: &Actor,
    application: &str,
    reason: Option<&str>,
) -> Result<Application> {
    let mut fields = Vec::new();
    let note = text::optional("reason", reason, LONGEST_REASON, &mut fields);
    if !fields.is_empty() {
        return Err(Error::invalid(fields));
    }
    offer::act(services, actor, application, ApplicationAction::Withdraw, note).await
}
