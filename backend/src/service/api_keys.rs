//! Partners' keys: what a key is told of itself, and what the operator does with all of them.

use std::collections::HashMap;

use balai_shared::{
    error::{ErrorCode, FieldCode},
    id::{ApiKeyId, InstitutionId},
    policy::{Actor, KeyScope},
    time::Instant,
};

use super::{Services, operator};
use crate::{
    auth::secret::{self, API_KEY_PREFIX, new_id},
    error::{Error, Result},
    model::account::{ApiKey, KeyState},
    store,
};

/// The most characters of a key's name.
const LONGEST_NAME: usize = 80;

/// What the operator says of a key to be made.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// Whose programs, sessions and applications it opens.
    pub institution: InstitutionId,
    /// What it is for: 1 to 80 characters.
    pub name: String,
    /// What it may do.
    pub scopes: Vec<KeyScope>,
    /// From when on it is good no more.
    pub expires_at: Option<Instant>,
}

/// Makes a key. The secret is returned once and kept nowhere.
///
/// # Errors
/// `NOT_FOUND` for no such institution; `VALIDATION_FAILED` for a name that can't be shown in a line,
/// or an end that has come already.
pub async fn create(services: &Services, new: NewKey) -> Result<(ApiKeyId, String)> {
    operator::exists(services, new.institution).await?;
    let now = services.store.ping().await?;
    let name = new.name.trim().to_owned();
    let bad_name = match name.chars().count() {
        0 => Some(FieldCode::Required),
        1..=LONGEST_NAME if name.chars().any(char::is_control) => Some(FieldCode::InvalidFormat),
        1..=LONGEST_NAME => None,
        _ => Some(FieldCode::TooLong),
    };
    if let Some(code) = bad_name {
        return Err(Error::field("name", code));
    }
    if new.expires_at.is_some_and(|end| end <= now) {
        return Err(Error::field("expires", FieldCode::MustBeAfter));
    }
    let secret = format!("{API_KEY_PREFIX}{}", secret::random_text()?);
    let id = ApiKeyId::from_u128(new_id(now)?);
    let key = ApiKey::new(id, new.institution, name, new.scopes, now);
    let key = ApiKey { expires_at: new.expires_at, ..key };
    let kept = secret.clone();
    services
        .store
        .write(move |tx| Box::pin(async move { store::api_key::insert(tx, &key, &kept).await }))
        .await?;
    Ok((id, secret))
}

/// All keys, the oldest first.
///
/// # Errors
/// The database's own.
pub async fn all(services: &Services) -> Result<Vec<ApiKey>> {
    store::api_key::all(services.store.read()).await
}

/// The names of the keys' institutions.
///
/// # Errors
/// The database's own.
pub async fn institutions(
    services: &Services,
    keys: &[ApiKey],
) -> Result<HashMap<InstitutionId, String>> {
    let ids: Vec<_> = keys.iter().map(|key| key.institution).collect();
    let found = store::institution::by_ids(services.store.read(), &ids).await?;
    Ok(found.into_iter().map(|institution| (institution.id, institution.name)).collect())
}

/// The key with this secret, whether or not it still opens anything. This is no use of it.
///
/// # Errors
/// The database's own.
pub async fn with_secret(services: &Services, secret: &str) -> Result<Option<ApiKey>> {
    store::api_key::by_secret(services.store.read(), secret).await
}

/// Ends a key; `false` where it has ended before.
///
/// # Errors
/// The database's own.
pub async fn revoke(services: &Services, id: ApiKeyId) -> Result<bool> {
    services.store.write(move |tx| Box::pin(store::api_key::revoke(tx, id))).await
}

/// Who asks with this secret, and that it is used.
///
/// # Errors
/// `UNAUTHENTICATED` for a secret of no key, and with `EXPIRED` or `REVOKED` at `Authorization` for
/// one of a key that has ended; the database's own.
pub async fn partner(services: &Services, secret: &str) -> Result<Actor> {
    let found = match secret.starts_with(API_KEY_PREFIX) {
        true => with_secret(services, secret).await?,
        false => None,
    };
    let key = found.ok_or_else(|| Error::refused(ErrorCode::Unauthenticated))?;
    let now = services.clock().now();
    holds(&key, now)?;
    if key.use_is_old(now) {
        let id = key.id;
        let noted =
            services.store.write(move |tx| Box::pin(store::api_key::note_use(tx, id))).await;
        if let Err(error) = noted {
            // Where nothing can be written, a key still reads.
            tracing::warn!(%error, key = %key.id, "the use of a key was not noted");
        }
    }
    Ok(Actor::Partner { key: key.id, institution: key.institution, scopes: key.scopes })
}

/// Whether a key that was let in is still good.
///
/// # Errors
/// As [`partner`].
pub async fn still_holds(services: &Services, id: ApiKeyId) -> Result<()> {
    let key = store::api_key::by_id(services.store.read(), id).await?;
    let key = key.ok_or_else(|| Error::refused(ErrorCode::Unauthenticated))?;
    holds(&key, services.clock().now())
}

fn holds(key: &ApiKey, now: Instant) -> Result<()> {
    let code = match key.state(now) {
        KeyState::Works => return Ok(()),
        KeyState::Expired => FieldCode::Expired,
        KeyState::Revoked => FieldCode::Revoked,
    };
    Err(Error::at(ErrorCode::Unauthenticated, "Authorization", code))
}

/// The key that asks; `None` for everybody else.
///
/// # Errors
/// The database's own.
pub async fn own(services: &Services, actor: &Actor) -> Result<Option<ApiKey>> {
    match actor {
        Actor::Partner { key, .. } => store::api_key::by_id(services.store.read(), *key).await,
        Actor::Visitor | Actor::Person { .. } | Actor::System => Ok(None),
    }
}
