//! What an applicant's own steps would do to the training balance, with nothing written: found by the
//! code that takes them.

use balai_shared::{
    application::{self, ActorRole, ApplicationAction},
    benefit::change::{BalanceChange, foresee},
    policy::{Action, Actor, allow},
    session::Funding,
    time::TimeZone,
};

use super::{Services, applications, payment};
use crate::{
    error::{Error, Result},
    model::{application::Application, catalogue::Listing},
    store,
};

/// A step with what it would do.
#[derive(Debug, Clone, Copy)]
pub struct Foreseen {
    /// The step; putting off begins with a WITHDRAW.
    pub action: ApplicationAction,
    /// What it would do.
    pub change: BalanceChange,
    /// Whose days its deadline is told in: the person's.
    pub zone: TimeZone,
}

/// Of the steps that move money, those that the caller can take with the own application now. What the
/// balance doesn't cover is told as that.
///
/// # Errors
/// The database's own; `INTERNAL` where the ledger breaks its own rules.
pub async fn of(
    services: &Services,
    actor: &Actor,
    application: &Application,
    listing: &Listing,
) -> Result<Vec<Foreseen>> {
    let resource = applications::resource(application);
    let own = allow(actor, Action::ActAsApplicant, &resource).is_ok();
    if !own || listing.session.funding != Funding::Prakerja {
        return Ok(Vec::new());
    }
    let now = services.store.ping().await?;
    let situation = applications::situation(application, &listing.session, now);
    let steps = [ApplicationAction::Confirm, ApplicationAction::Withdraw];
    let moving = steps.into_iter().filter_map(|action| {
        let role = ActorRole::Applicant;
        let to = application::next_at(application.state, action, role, &situation).ok()?;
        Some((action, to, payment::movement(application.state, to)?))
    });
    let moving: Vec<_> = moving.collect();
    if moving.is_empty() {
        return Ok(Vec::new());
    }
    let read = services.store.read();
    let benefits = store::benefit::of_applicant(read, application.applicant).await?;
    let zone = store::applicant::zone_of(read, application.applicant).await?;
    let mut all = Vec::new();
    for (action, to, kind) in moving {
        let what = (kind, listing.program.price);
        let found = payment::effect(&benefits, what, (application.id, to), now);
        let Some(effect) = found else { continue };
        let balances = payment::balances(effect.postings)?;
        let (what, scheme) = ((kind, effect.amount), &effect.benefit.scheme);
        let change = foresee(balances, what, &effect.facts, scheme, (zone, now));
        let change = change.map_err(|error| Error::Internal(format!("ledger: {error}")))?;
        all.push(Foreseen { action, change, zone });
    }
    Ok(all)
}
