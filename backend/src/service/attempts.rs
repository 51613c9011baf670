//! What is counted so that nobody tries forever, by keyed hashes of accounts, networks and what was
//! tried. How often is in [`limits`](super::limits).
//!
//! Where the answer itself tells something (whether a NIK has an account), a try is counted before it
//! is made ([`count`]), in a transaction of its own that looks at the limit and counts at once: of
//! tries at the same moment none goes uncounted, and a refusal takes nothing back.

use balai_shared::{contact::Contact, error::ErrorCode, time::Instant};

use super::{Services, limits::Limit};
use crate::{
    auth::{secret::new_id, vault::Vault},
    error::{Error, Result},
    model::network::Network,
    store::{self, Connection, Tx},
};

/// What attempts are counted by, and how many are too many.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    hash: Vec<u8>,
    most: u64,
    minutes: i64,
}

impl Subject {
    /// `what` is an account, or an identifier in its normal form.
    pub(super) fn new(vault: &Vault, limit: &Limit, what: &str) -> Self {
        let hash = vault.fingerprint(limit.purpose, what.as_bytes()).to_vec();
        Self { hash, most: limit.most, minutes: limit.minutes }
    }

    /// Where a request comes from.
    pub(super) fn of_network(vault: &Vault, limit: &Limit, from: Option<Network>) -> Option<Self> {
        from.map(|network| Self::new(vault, limit, &network.to_string()))
    }

    /// Both together: the same value tried again tells nothing new, and isn't counted.
    pub(super) fn of_value(vault: &Vault, limit: &Limit, (who, value): (&str, &str)) -> Self {
        let what = format!("{who}/{value}");
        let hash = vault.fingerprint(&format!("{}.value", limit.purpose), what.as_bytes());
        Self { hash: hash.to_vec(), most: 1, minutes: limit.minutes }
    }
}

/// What an account is counted by: equal for all ways of writing one number or address.
pub(super) fn normal(contact: &Contact) -> String {
    match contact {
        Contact::Email(email) => email.normal(),
        Contact::Phone(phone) => phone.as_str().to_owned(),
    }
}

/// Refuses where a limit is reached.
///
/// # Errors
/// `RATE_LIMITED`.
pub(super) async fn within_limits(services: &Services, subjects: &[Subject]) -> Result<()> {
    let now = services.store.ping().await?;
    refuse(exceeded(services.store.read(), subjects, now).await?)
}

fn refuse(seconds: Option<u32>) -> Result<()> {
    seconds.map_or(Ok(()), |seconds| Err(Error::later(ErrorCode::RateLimited, seconds)))
}

/// In how many seconds no limit is reached any more; `None` where none is now.
///
/// # Errors
/// The database's own.
pub(super) async fn exceeded(
    connection: &impl Connection,
    subjects: &[Subject],
    now: Instant,
) -> Result<Option<u32>> {
    let mut longest = None;
    for Subject { hash, most, minutes } in subjects {
        let window = (now.plus_minutes(-minutes), most.saturating_sub(1));
        // Once this one counts no more, there is room for another.
        if let Some(at) = store::attempt::newest_but(connection, hash, window).await? {
            let millis = at.plus_minutes(*minutes).as_millis() - now.as_millis();
            let seconds = u32::try_from((millis + 999).div_euclid(1000)).unwrap_or(u32::MAX).max(1);
            longest = longest.max(Some(seconds));
        }
    }
    Ok(longest)
}

/// Counts an attempt.
///
/// # Errors
/// The database's own.
pub(super) async fn note(tx: &Tx, subjects: &[Subject], now: Instant) -> Result<()> {
    add(tx, subjects, now).await.map(|_| ())
}

async fn add(tx: &Tx, subjects: &[Subject], now: Instant) -> Result<Vec<u128>> {
    let mut rows = Vec::new();
    for Subject { hash, .. } in subjects {
        let row = new_id(now)?;
        store::attempt::add(tx, hash, now, row).await?;
        rows.push(row);
    }
    Ok(rows)
}

/// Attempts that were counted before they were made.
#[derive(Debug)]
#[must_use = "dropped, the attempts stay counted"]
pub(super) struct Counted(Vec<u128>);

impl Counted {
    /// They told nothing that has to be counted.
    ///
    /// # Errors
    /// The database's own.
    pub(super) async fn take_back(self, services: &Services) -> Result<()> {
        let write = services
            .store
            .write(move |tx| Box::pin(async move { store::attempt::remove(tx, &self.0).await }));
        write.await
    }
}

/// Counts attempts that are about to be made, or refuses them and counts nothing. What was committed
/// stays counted, whatever becomes of the attempt.
///
/// # Errors
/// `RATE_LIMITED`.
pub(super) async fn count(services: &Services, subjects: Vec<Subject>) -> Result<Counted> {
    count_new(services, Vec::new(), subjects).await
}

/// The same, where each of `values` ([`Subject::of_value`]) tells nothing when all were tried before.
///
/// # Errors
/// `RATE_LIMITED`.
pub(super) async fn count_new(
    services: &Services,
    values: Vec<Subject>,
    subjects: Vec<Subject>,
) -> Result<Counted> {
    let write = services.store.write(move |tx| {
        Box::pin(async move {
            let all: Vec<&[u8]> = values.iter().chain(&subjects).map(Subject::hash).collect();
            store::attempt::hold(tx, &all).await?;
            let now = tx.now().await?;
            if !values.is_empty() && all_known(tx, &values, now).await? {
                return Ok(Counted(Vec::new()));
            }
            refuse(exceeded(tx.conn(), &subjects, now).await?)?;
            let mut rows = add(tx, &subjects, now).await?;
            rows.extend(add(tx, &values, now).await?);
            Ok(Counted(rows))
        })
    });
    write.await
}

async fn all_known(tx: &Tx, values: &[Subject], now: Instant) -> Result<bool> {
    for value in values {
        if exceeded(tx.conn(), std::slice::from_ref(value), now).await?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

impl Subject {
    fn hash(&self) -> &[u8] {
        &self.hash
    }
}

/// Forgets the attempts of one subject.
///
/// # Errors
/// The database's own.
pub(super) async fn forgive(tx: &Tx, subject: &Subject, now: Instant) -> Result<()> {
    store::attempt::forget(tx, Some(&subject.hash), now).await
}
