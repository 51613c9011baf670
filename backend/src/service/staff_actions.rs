//! What members of staff did, for the admins of their institution.

use std::collections::HashMap;

use balai_shared::{
    error::FieldCode,
    id::{AccountId, InstitutionId},
    policy::{Action, Actor, Resource, allow},
    staff::StaffActionKind,
    time::{Date, Instant, TimeZone},
};

use super::Services;
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::{
        page::{Page, PageRequest},
        staff::{NewStaffAction, StaffAction, StaffActionQuery},
    },
    store::{self, Tx},
};

/// Which are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// `ins_…`.
    pub institution_id: String,
    /// `usr_…`; all who work or worked there, where it is left out.
    pub account_id: Option<String>,
    /// Of these kinds; of all where there are none.
    pub kinds: Vec<StaffActionKind>,
    /// From this moment (RFC 3339) or day on.
    pub since: Option<String>,
    /// Before this moment (RFC 3339), or to the end of this day.
    pub until: Option<String>,
}

/// A page of what staff of an institution did there, the latest first.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another institution; `FORBIDDEN` for who isn't admin there;
/// `VALIDATION_FAILED` for a bad page or moment.
pub async fn list(
    services: &Services,
    actor: &Actor,
    filter: &Filter,
    page: &PageRequest,
) -> Result<Page<StaffAction>> {
    let query = query(services, actor, filter).await?;
    store::staff_action::list(services.store.read(), &query, &page.window()?).await
}

/// How many there are in all.
///
/// # Errors
/// As [`list`].
pub async fn count(services: &Services, actor: &Actor, filter: &Filter) -> Result<u64> {
    let query = query(services, actor, filter).await?;
    store::staff_action::count(services.store.read(), &query).await
}

async fn query(services: &Services, actor: &Actor, filter: &Filter) -> Result<StaffActionQuery> {
    let institution: InstitutionId = filter.institution_id.parse()?;
    allow(actor, Action::ManageStaff, &Resource::Institution(institution))?;
    let zone = zone_of(services, institution).await?;
    Ok(StaffActionQuery {
        institution,
        actors: actors(services, institution, filter).await?,
        operator: filter.account_id.is_none(),
        kinds: filter.kinds.clone(),
        since: moment("since", filter.since.as_deref(), (zone, 0))?,
        until: moment("until", filter.until.as_deref(), (zone, 1))?,
    })
}

/// Who is asked for: one, or all who work there, ever did something there that is written down, or had
/// a role there.
async fn actors(
    services: &Services,
    institution: InstitutionId,
    filter: &Filter,
) -> Result<Vec<AccountId>> {
    let connection = services.store.read();
    let mut all = store::staff_action::known(connection, institution).await?;
    let members = store::staff::members(connection, institution).await?;
    all.extend(members.into_iter().map(|member| member.account));
    all.sort_unstable();
    all.dedup();
    // Of who has nothing to do with the institution its trail tells nothing.
    if let Some(one) = &filter.account_id {
        let one: AccountId = one.parse()?;
        all.retain(|known| *known == one);
    }
    Ok(all)
}

/// The clock of the place where an institution stands.
async fn zone_of(services: &Services, id: InstitutionId) -> Result<TimeZone> {
    let found = store::institution::by_ids(services.store.read(), &[id]).await?.pop();
    let region = found.and_then(|found| services.places.region(&found.region).cloned());
    Ok(region.map_or(TimeZone::Jakarta, |region| region.time_zone))
}

/// A moment, or a day where the institution stands: its beginning, or the beginning of the one so many
/// days later.
fn moment(
    path: &str,
    text: Option<&str>,
    (zone, later): (TimeZone, i64),
) -> Result<Option<Instant>> {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ok(None) };
    if let Ok(day) = Date::parse(text) {
        return Ok(Some(zone.start_of(day.plus_days(later))));
    }
    let moment = Instant::parse(text);
    moment.map(Some).map_err(|_| Error::field(path, FieldCode::InvalidDate))
}

/// The names of who did something or had something done; those who were erased are left out.
///
/// # Errors
/// The database's own.
pub async fn names(services: &Services, ids: &[AccountId]) -> Result<HashMap<AccountId, String>> {
    Ok(store::staff::names(services.store.read(), ids).await?.into_iter().collect())
}

/// Writes down what no other history tells.
///
/// # Errors
/// The database's own.
pub(super) async fn note(tx: &Tx, action: &NewStaffAction, now: Instant) -> Result<()> {
    store::staff_action::insert(tx, new_id(now)?, action, now).await
}
