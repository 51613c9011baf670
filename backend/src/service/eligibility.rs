//! Whether a person may join a session: the shared rule over what the database knows.

use balai_shared::{
    eligibility::{Circumstances, Eligibility, SchemeRules, assess},
    error::ErrorCode,
    id::SessionId,
    policy::{Action, Actor, Resource, allow},
    session::Funding,
    time::Instant,
};

use super::{Services, catalogue, payment};
use crate::{
    auth::vault::Vault,
    error::{Error, Result},
    model::{account::Applicant, catalogue::Listing},
    store::{self, Connection},
};

/// The viewer's own, for this session.
///
/// # Errors
/// `UNAUTHENTICATED` for a visitor, `FORBIDDEN` for who can't apply, `NOT_FOUND` for a session that
/// the viewer can't see.
pub async fn of_viewer(services: &Services, actor: &Actor, session: &str) -> Result<Eligibility> {
    allow(actor, Action::SubmitApplication, &Resource::None)?;
    let id: SessionId = session.parse()?;
    let listing = catalogue::session(services, actor, id).await?.ok_or(ErrorCode::NotFound)?;
    let applicant = own_profile(services.store.read(), services.vault(), actor).await?;
    let now = services.clock().now();
    judge(services.store.read(), services.vault(), &applicant, &listing, now).await
}

/// A person's, for a session.
///
/// # Errors
/// The database's own.
pub(super) async fn judge(
    connection: &impl Connection,
    vault: &Vault,
    applicant: &Applicant,
    listing: &Listing,
    now: Instant,
) -> Result<Eligibility> {
    let circumstances = circumstances(connection, vault, applicant, listing).await?;
    Ok(assess_at(applicant, listing, &circumstances, now))
}

fn assess_at(
    applicant: &Applicant,
    listing: &Listing,
    circumstances: &Circumstances,
    now: Instant,
) -> Eligibility {
    let session = &listing.session;
    let scheme = (session.funding == Funding::Prakerja).then(SchemeRules::prakerja);
    let today = session.time_zone.date_of(now);
    let requirements = &listing.program.requirements;
    assess(&applicant.profile(), requirements, scheme.as_ref(), today, circumstances)
}

/// A person's as far as the profile alone tells, today: what may be otherwise tomorrow (other trainings
/// on the same days, the balance, the family's benefits) isn't asked.
pub(super) fn by_profile(applicant: &Applicant, listing: &Listing, now: Instant) -> Eligibility {
    assess_at(applicant, listing, &Circumstances::default(), now)
}

/// What the database knows besides the profile.
async fn circumstances(
    connection: &impl Connection,
    vault: &Vault,
    applicant: &Applicant,
    listing: &Listing,
) -> Result<Circumstances> {
    let session = &listing.session;
    let (family, balance) = if session.funding == Funding::Prakerja {
        (
            store::applicant::family_with_benefit(connection, vault, applicant).await?,
            Some(payment::available(connection, applicant.id).await?),
        )
    } else {
        (None, None)
    };
    let days = (session.starts_on, session.ends_on);
    let id = applicant.id;
    let overlaps =
        store::application::has_confirmed_overlap(connection, id, session.id, days).await?;
    let (_, live) = store::application::standing(connection, id, session.id).await?;
    Ok(Circumstances {
        family_members_in_scheme: family,
        overlapping_confirmed: overlaps,
        has_live_application: live,
        balance,
        price: listing.program.price,
    })
}

/// The profile of the person who asks.
///
/// # Errors
/// `FORBIDDEN` for who is no person.
pub(super) async fn own_profile(
    connection: &impl Connection,
    vault: &Vault,
    actor: &Actor,
) -> Result<Applicant> {
    let Actor::Person { account, .. } = actor else {
        return Err(Error::refused(ErrorCode::Forbidden));
    };
    store::applicant::by_account(connection, vault, *account)
        .await?
        .ok_or_else(|| Error::refused(ErrorCode::Forbidden))
}

/// An applicant's, for the centre that decides: as it stands today, the application aside.
///
/// # Errors
/// The database's own.
pub async fn of_application(
    services: &Services,
    applicant: &Applicant,
    listing: &Listing,
) -> Result<Eligibility> {
    let now = services.clock().now();
    let (connection, vault) = (services.store.read(), services.vault());
    let circumstances = Circumstances {
        has_live_application: false,
        ..circumstances(connection, vault, applicant, listing).await?
    };
    Ok(assess_at(applicant, listing, &circumstances, now))
}
