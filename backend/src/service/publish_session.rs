//! Making a session public.

use balai_shared::{
    benefit::scheme,
    error::{ErrorCode, FieldCode, FieldError},
    id::SessionId,
    policy::{Action, Actor, Resource, allow},
    session::{Funding, SelectionMethod, SessionLifecycle, SessionStep},
    time::Instant,
};

use super::{Services, announce, catalogue, selection, session_history, transition::By};
use crate::{
    error::{Error, Result},
    model::catalogue::Listing,
    store,
};

/// Publishes a draft.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another institution's draft; `FORBIDDEN` for who may not
/// publish; `INVALID_TRANSITION` for what is no draft; `DEADLINE_PASSED` when registration would be
/// over already; `VALIDATION_FAILED` where an LPK lacks its accreditation, or the hours don't fit
/// what Prakerja pays for.
pub async fn publish(services: &Services, actor: &Actor, session: &str) -> Result<Listing> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let id: SessionId = session.parse()?;
    let mut listing = catalogue::session(services, actor, id).await?.ok_or(ErrorCode::NotFound)?;
    let resource = Resource::Institution(listing.institution.id);
    allow(actor, Action::PublishSession, &resource)?;
    if listing.session.lifecycle != SessionLifecycle::Draft {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    let (checked, by) = (listing.clone(), By::centre(actor));
    let method = listing.session.selection_method;
    let now = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                check(&checked, now)?;
                if !store::session::publish(tx, id, now).await? {
                    return Err(Error::refused(ErrorCode::Conflict));
                }
                if method == SelectionMethod::Lottery {
                    selection::lock_seed_away(tx, id, now).await?;
                }
                let step = (SessionStep::Publish, by);
                session_history::record(tx, id, step, None, now).await?;
                announce::queue(tx, &checked, now).await?;
                Ok(now)
            })
        })
        .await?;
    listing.session.lifecycle = SessionLifecycle::Published;
    listing.session.changed_at = now;
    Ok(listing)
}

fn check(listing: &Listing, now: Instant) -> Result<()> {
    let session = &listing.session;
    if session.registration_closes_at <= now {
        return Err(Error::refused(ErrorCode::DeadlinePassed));
    }
    let mut errors = Vec::new();
    let today = session.time_zone.date_of(now);
    let institution = &listing.institution;
    if !institution.kind.may_register(session.funding, institution.accredited_until, today) {
        errors.push(FieldError::new("sessionId", FieldCode::NotAllowed));
    }
    if session.funding == Funding::Prakerja && !hours_fit(listing) {
        errors.push(FieldError::new("hours", FieldCode::OutOfRange));
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

/// Prakerja pays for a least number of hours, and for so many a day (DOMAIN, Programs and sessions).
pub(super) fn hours_fit(listing: &Listing) -> bool {
    let session = &listing.session;
    let days = session.starts_on.days_until(session.ends_on) + 1;
    let (Ok(days), Ok(hours)) = (u32::try_from(days), u32::try_from(listing.program.hours)) else {
        return false;
    };
    scheme::shipped()
        .iter()
        .filter(|scheme| scheme.grants_on(session.starts_on))
        .any(|scheme| scheme.permits_hours(session.mode, hours, days))
}
