//! What fits a person instead of a session that doesn't.

use balai_shared::{
    eligibility::Verdict,
    policy::{Action, Actor, Resource, allow},
    session::SessionState,
};

use super::{Services, catalogue, eligibility};
use crate::{
    error::Result,
    model::{
        account::Applicant,
        catalogue::{Listing, SessionOrder, SessionQuery},
        page::PageRequest,
    },
};

/// How many are shown: what a person reads through.
const MOST: usize = 4;
/// How many of a list are judged: each costs some small statements.
const JUDGED: i32 = 12;

/// Up to [`MOST`] open sessions that the caller may join now, where `this` isn't open or is not for
/// the caller: of its field in its province, of its field anywhere, then of any field in its
/// province; those with the best chance first. Each is judged by the rule that applying asks.
///
/// # Errors
/// The database's own.
pub async fn instead_of(
    services: &Services,
    actor: &Actor,
    this: &Listing,
) -> Result<Vec<Listing>> {
    if allow(actor, Action::SubmitApplication, &Resource::None).is_err() {
        return Ok(Vec::new());
    }
    let connection = services.store.read();
    let applicant = eligibility::own_profile(connection, services.vault(), actor).await?;
    let is_open = this.session.state(services.clock().now()) == SessionState::Open;
    if is_open && verdict(services, &applicant, this).await? != Verdict::NotEligible {
        return Ok(Vec::new());
    }
    let field = SessionQuery {
        vocations: vec![this.program.vocation.clone()],
        states: vec![SessionState::Open],
        order: Some(SessionOrder::Chance),
        ..SessionQuery::default()
    };
    let here = Some(this.institution.region.province());
    let nearby = SessionQuery { region: here.clone(), ..field.clone() };
    let others = SessionQuery { vocations: Vec::new(), region: here, ..field.clone() };
    let mut fitting: Vec<Listing> = Vec::new();
    for query in [nearby, field, others] {
        let page = PageRequest { first: Some(JUDGED), ..PageRequest::default() };
        let found = catalogue::sessions(services, actor, &query, &page).await?;
        for (_, listing) in found.items {
            if fitting.len() == MOST {
                return Ok(fitting);
            }
            let id = listing.session.id;
            let is_known =
                id == this.session.id || fitting.iter().any(|known| known.session.id == id);
            if !is_known && verdict(services, &applicant, &listing).await? == Verdict::Eligible {
                fitting.push(listing);
            }
        }
    }
    Ok(fitting)
}

async fn verdict(services: &Services, applicant: &Applicant, listing: &Listing) -> Result<Verdict> {
    let (connection, now) = (services.store.read(), services.clock().now());
    let judged = eligibility::judge(connection, services.vault(), applicant, listing, now).await?;
    Ok(judged.verdict)
}
