//! Who asks: from a bearer key, an access token, or a refresh token that is exchanged for new ones.

use balai_shared::{
    device::DeviceLabel,
    error::ErrorCode,
    id::{AccountId, DeviceId},
    policy::Actor,
    time::Instant,
};

use super::{Services, api_keys, known_devices};
use crate::{
    auth::{
        secret::{self, new_id},
        tokens::{
            ACCESS_SECONDS, AccessClaims, DeviceMark, GRACE_SECONDS, MARK_SECONDS, REFRESH_SECONDS,
            TokenPair,
        },
    },
    error::{Error, Result},
    model::account::{Account, Device},
    store::{
        self, Tx,
        refresh_token::{self, RefreshToken},
    },
};

/// What a request brings.
#[derive(Debug, Clone, Copy, Default)]
pub struct Credentials<'a> {
    /// From `Authorization: Bearer …`.
    pub bearer: Option<&'a str>,
    /// From the cookie of the access token.
    pub access: Option<&'a str>,
    /// From the cookie of the refresh token.
    pub refresh: Option<&'a str>,
}

/// Who it is, and what happens to the cookies.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Who asks.
    pub actor: Actor,
    /// New tokens for the cookies.
    pub issued: Option<TokenPair>,
    /// The cookies are worth nothing any more.
    pub clear: bool,
    /// On which device the person is signed in.
    pub device: Option<DeviceId>,
}

impl Identity {
    const fn of(actor: Actor) -> Self {
        Self { actor, issued: None, clear: false, device: None }
    }

    fn on(self, family: u128) -> Self {
        Self { device: Some(DeviceId::from_u128(family)), ..self }
    }
}

/// Finds out who asks.
///
/// # Errors
/// As [`api_keys::partner`] for a bearer key; the database's own.
pub async fn identify(services: &Services, credentials: &Credentials<'_>) -> Result<Identity> {
    if let Some(bearer) = credentials.bearer {
        return api_keys::partner(services, bearer).await.map(Identity::of);
    }
    let now = services.clock().now();
    let claims = credentials.access.and_then(|token| services.tokens.verify(token, now));
    if let Some(claims) = claims {
        // Signing out, or a stolen refresh token, ends the access tokens of the family at once.
        let connection = services.store.read();
        return if refresh_token::family_is_revoked(connection, claims.family).await? {
            Ok(Identity { clear: true, ..Identity::of(Actor::Visitor) })
        } else {
            let actor = person(services, claims.account).await?;
            Ok(Identity::of(actor).on(claims.family))
        };
    }
    match credentials.refresh {
        None => {
            Ok(Identity { clear: credentials.access.is_some(), ..Identity::of(Actor::Visitor) })
        }
        Some(token) => refresh(services, token).await,
    }
}

async fn person(services: &Services, account: AccountId) -> Result<Actor> {
    let connection = services.store.read();
    Ok(Actor::Person {
        account,
        applicant: store::applicant::id_of(connection, account).await?,
        grants: store::account::grants(connection, account).await?,
    })
}

/// How a refresh token was taken.
enum Exchange {
    Renewed(RefreshToken, TokenPair),
    Dead,
}

async fn refresh(services: &Services, token: &str) -> Result<Identity> {
    let (keys, secret) = (services.tokens.clone(), token.to_owned());
    let exchange = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                let Some(old) = refresh_token::by_secret(tx.conn(), &secret).await? else {
                    return Ok(Exchange::Dead);
                };
                if !may_renew(tx, &old, &secret, now).await? {
                    return Ok(Exchange::Dead);
                }
                let pair = issue(tx, &keys, old.account, old.family, now).await?;
                store::device::seen(tx, DeviceId::from_u128(old.family), now).await?;
                Ok(Exchange::Renewed(old, pair))
            })
        })
        .await?;
    match exchange {
        Exchange::Renewed(old, pair) => {
            let actor = person(services, old.account).await?;
            Ok(Identity { issued: Some(pair), ..Identity::of(actor).on(old.family) })
        }
        Exchange::Dead => Ok(Identity { clear: true, ..Identity::of(Actor::Visitor) }),
    }
}

/// A token is good once, and for a minute longer: for an answer that was lost, or a second tab.
/// One that comes later was copied, and ends its whole family.
async fn may_renew(tx: &Tx, old: &RefreshToken, secret: &str, now: Instant) -> Result<bool> {
    if old.revoked_at.is_some() || old.expires_at <= now {
        return Ok(false);
    }
    let Some(rotated_at) = old.rotated_at else {
        // Two tabs at once: the slower one is within the grace.
        refresh_token::rotate(tx, secret, now).await?;
        // All sign-ins may have been ended while this one waited for its row.
        return Ok(!refresh_token::family_is_revoked(tx.conn(), old.family).await?);
    };
    if now <= rotated_at.plus_seconds(GRACE_SECONDS) {
        return Ok(true);
    }
    refresh_token::revoke_family(tx, old.family, now).await?;
    Ok(false)
}

async fn issue(
    tx: &Tx,
    keys: &crate::auth::tokens::TokenKeys,
    account: AccountId,
    family: u128,
    now: Instant,
) -> Result<TokenPair> {
    let refresh = secret::random_text()?;
    let token = RefreshToken {
        account,
        family,
        expires_at: now.plus_seconds(REFRESH_SECONDS),
        rotated_at: None,
        revoked_at: None,
    };
    refresh_token::insert(tx, &token, &refresh, now).await?;
    Ok(TokenPair {
        access: keys.sign(AccessClaims { account, family }, now)?,
        access_seconds: ACCESS_SECONDS,
        refresh,
        refresh_seconds: REFRESH_SECONDS,
    })
}

/// A person who has just signed in.
#[derive(Debug)]
pub struct SignedIn {
    /// The account.
    pub account: Account,
    /// The person as who asks from now on.
    pub actor: Actor,
    /// For the cookies.
    pub pair: TokenPair,
    /// For the cookie that outlives them.
    pub mark: DeviceMark,
}

/// Where somebody signs in.
#[derive(Debug, Clone)]
pub struct Place {
    /// What a person would call the device.
    pub label: DeviceLabel,
    /// Its secret, if it has one.
    pub mark: Option<DeviceMark>,
}

/// Signs an account in.
///
/// # Errors
/// The database's own.
pub async fn begin(services: &Services, account: Account, place: Place) -> Result<SignedIn> {
    let (keys, id) = (services.tokens.clone(), account.id);
    let verified = account.password_hash.clone();
    let Place { label, mark } = place;
    let (pair, mark) = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                // The password may have been changed while it was being verified.
                store::account::lock(tx, id).await?;
                let current = store::account::by_id(tx.conn(), tx.vault(), id).await?;
                if current.is_none_or(|current| current.password_hash != verified) {
                    return Err(Error::refused(ErrorCode::Unauthenticated));
                }
                let now = tx.now().await?;
                let family = new_id(now)?;
                let device = DeviceId::from_u128(family);
                let new = Device { id: device, label, signed_in_at: now, last_seen_at: now };
                store::device::insert(tx, id, &new).await?;
                let mark = known_devices::remember(tx, id, (mark, Some(device))).await?;
                Ok((issue(tx, &keys, id, family, now).await?, mark))
            })
        })
        .await?;
    Ok(SignedIn { actor: person(services, id).await?, account, pair, mark })
}

/// Signs out: ends the family of the tokens that the request brought. Without any, nothing happens.
///
/// # Errors
/// The database's own.
pub async fn end(services: &Services, refresh: Option<&str>) -> Result<()> {
    let Some(secret) = refresh.map(str::to_owned) else { return Ok(()) };
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                match refresh_token::by_secret(tx.conn(), &secret).await? {
                    Some(token) => refresh_token::revoke_family(tx, token.family, now).await,
                    None => Ok(()),
                }
            })
        })
        .await
}

/// Forgets tokens that expired.
///
/// # Errors
/// The database's own.
pub async fn purge(services: &Services) -> Result<u64> {
    services
        .store
        .write(|tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                store::device::purge(tx, now.plus_seconds(-REFRESH_SECONDS)).await?;
                store::known_device::purge(tx, now.plus_seconds(-MARK_SECONDS)).await?;
                refresh_token::purge(tx, now).await
            })
        })
        .await
}
