//! Makes a retry safe for 24 hours (API.md, Mutations).
//!
//! A request with an `Idempotency-Key` is noted before it runs and its answer after. The same key
//! with the same input gets that answer again; with another input, or while the first is at work,
//! it is `CONFLICT`.

use balai_shared::{
    error::{ErrorCode, FieldCode},
    policy::Actor,
    time::Instant,
};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};

use super::Services;
use crate::{
    error::{Error, Result},
    store::idempotency::{self, Kept, Name},
};

/// How long an answer is kept.
const KEPT_HOURS: i64 = 24;
/// After how long a request without an answer is taken for lost.
const LOST_SECONDS: i64 = 60;
const LONGEST_KEY: usize = 255;

/// A request that carries a key.
#[derive(Debug, Clone)]
pub struct Keyed {
    name: Name,
    fingerprint: [u8; 32],
}

/// What a request with a key is to do.
#[derive(Debug, Clone)]
pub enum Claim {
    /// Run, and say how it ended.
    Run(Ticket),
    /// Give this answer again.
    Replay(String),
}

/// The right to run a request; [`finish`] or [`free`] gives it back.
#[derive(Debug, Clone)]
pub struct Ticket {
    name: Name,
    since: Instant,
}

impl Keyed {
    /// A request of `actor` with the header's value and its input in one fixed form.
    ///
    /// # Errors
    /// `VALIDATION_FAILED` for a key that isn't 1 to 255 visible ASCII characters.
    pub fn new(services: &Services, actor: &Actor, key: &[u8], input: &[u8]) -> Result<Self> {
        let code = match key.len() {
            0 => Some(FieldCode::Required),
            1..=LONGEST_KEY if key.iter().all(u8::is_ascii_graphic) => None,
            1..=LONGEST_KEY => Some(FieldCode::InvalidFormat),
            _ => Some(FieldCode::TooLong),
        };
        if let Some(code) = code {
            return Err(Error::field("Idempotency-Key", code));
        }
        let name = Name {
            actor: match actor {
                Actor::Visitor => "visitor".to_owned(),
                Actor::Person { account, .. } => account.to_string(),
                Actor::Partner { key, .. } => key.to_string(),
                Actor::System => "system".to_owned(),
            },
            key: String::from_utf8_lossy(key).into_owned(),
        };
        let fingerprint = services.store.vault().fingerprint("idempotency_keys.fingerprint", input);
        Ok(Self { name, fingerprint })
    }

    fn place(&self) -> String {
        place(&self.name)
    }
}

/// The answer to give again, if there is one; nothing is noted yet.
///
/// # Errors
/// `CONFLICT` for another input, or (with `retry_after`) while the first is at work.
pub async fn look(services: &Services, keyed: &Keyed) -> Result<Option<String>> {
    let Some(kept) = idempotency::find(services.store.read(), &keyed.name).await? else {
        return Ok(None);
    };
    match judge(&kept, keyed, services.clock().now())? {
        Verdict::Answered(response) => open(services, keyed, &response).map(Some),
        Verdict::Old | Verdict::Lost => Ok(None),
    }
}

/// Notes that the request runs.
///
/// # Errors
/// As [`look`].
pub async fn claim(services: &Services, keyed: &Keyed) -> Result<Claim> {
    let request = keyed.clone();
    let claimed = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                idempotency::forget_old(tx, &request.name, oldest(now)).await?;
                if idempotency::insert(tx, &request.name, &request.fingerprint, now).await? {
                    return Ok(Err(now));
                }
                let Some(kept) = idempotency::find(tx.conn(), &request.name).await? else {
                    return Err(Error::later(ErrorCode::Conflict, 1));
                };
                match judge(&kept, &request, now)? {
                    Verdict::Answered(response) => Ok(Ok(response)),
                    Verdict::Old | Verdict::Lost => {
                        if idempotency::take_over(tx, &request.name, kept.since, now).await? {
                            Ok(Err(now))
                        } else {
                            Err(Error::later(ErrorCode::Conflict, 1))
                        }
                    }
                }
            })
        })
        .await?;
    match claimed {
        Ok(response) => open(services, keyed, &response).map(Claim::Replay),
        Err(since) => Ok(Claim::Run(Ticket { name: keyed.name.clone(), since })),
    }
}

/// Keeps the answer of a request that ran.
///
/// # Errors
/// The database's own. The request has happened all the same.
pub async fn finish(services: &Services, ticket: Ticket, answer: &str) -> Result<()> {
    let sealed = services.store.vault().seal(&place(&ticket.name), answer.as_bytes())?;
    let response = STANDARD_NO_PAD.encode(sealed);
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                idempotency::complete(tx, &ticket.name, ticket.since, response).await.map(drop)
            })
        })
        .await
}

/// Gives the key back: the request came to nothing that a retry could not do better.
///
/// # Errors
/// The database's own.
pub async fn free(services: &Services, ticket: Ticket) -> Result<()> {
    services
        .store
        .write(move |tx| {
            Box::pin(async move { idempotency::free(tx, &ticket.name, ticket.since).await })
        })
        .await
}

/// Forgets what is older than 24 hours; gives how many.
///
/// # Errors
/// The database's own.
pub async fn purge(services: &Services) -> Result<u64> {
    services
        .store
        .write(|tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                idempotency::purge(tx, oldest(now)).await
            })
        })
        .await
}

/// How a request that was noted earlier stands.
#[derive(Debug, PartialEq, Eq)]
enum Verdict {
    /// Its answer, sealed.
    Answered(String),
    /// From more than 24 hours ago.
    Old,
    /// Whoever ran it never came back.
    Lost,
}

fn judge(kept: &Kept, keyed: &Keyed, now: Instant) -> Result<Verdict> {
    if kept.since < oldest(now) {
        return Ok(Verdict::Old);
    }
    if kept.fingerprint != keyed.fingerprint {
        return Err(ErrorCode::Conflict.into());
    }
    if let Some(response) = &kept.response {
        return Ok(Verdict::Answered(response.clone()));
    }
    let lost_at = Instant::from_millis(kept.since.as_millis() + LOST_SECONDS * 1_000);
    let wait = lost_at.as_millis() - now.as_millis();
    if wait <= 0 {
        return Ok(Verdict::Lost);
    }
    let seconds = u32::try_from((wait + 999) / 1_000).unwrap_or(1);
    // It is done long before it would be taken for lost.
    Err(Error::later(ErrorCode::Conflict, seconds.min(2)))
}

fn oldest(now: Instant) -> Instant {
    now.plus_hours(-KEPT_HOURS)
}

fn open(services: &Services, keyed: &Keyed, response: &str) -> Result<String> {
    let opened = STANDARD_NO_PAD
        .decode(response)
        .ok()
        .and_then(|sealed| services.store.vault().open(&keyed.place(), &sealed))
        .and_then(|plain| String::from_utf8(plain).ok());
    opened.ok_or_else(|| Error::Internal("a kept answer does not open".to_owned()))
}

/// Where an answer belongs, for the vault.
fn place(name: &Name) -> String {
    format!("idempotency_keys.response/{}/{}", name.actor, name.key)
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Instant = Instant::from_millis(1_770_000_000_000);

    fn keyed(fingerprint: u8) -> Keyed {
        let name = Name { actor: "visitor".to_owned(), key: "k".to_owned() };
        Keyed { name, fingerprint: [fingerprint; 32] }
    }

    fn kept(response: Option<&str>) -> Kept {
        Kept { fingerprint: vec![1; 32], response: response.map(str::to_owned), since: START }
    }

    fn after(seconds: i64) -> Instant {
        Instant::from_millis(START.as_millis() + seconds * 1_000)
    }

    #[test]
    fn the_same_input_gets_the_answer_for_a_day() {
        let answered = kept(Some("sealed"));
        let verdict = |seconds| judge(&answered, &keyed(1), after(seconds)).unwrap();
        assert_eq!(verdict(24 * 3_600), Verdict::Answered("sealed".to_owned()));
        assert_eq!(verdict(24 * 3_600 + 1), Verdict::Old);
    }

    #[test]
    fn another_input_is_a_conflict_even_while_the_first_is_at_work() {
        for kept in [kept(None), kept(Some("sealed"))] {
            let error = judge(&kept, &keyed(2), after(1)).unwrap_err();
            assert_eq!(error.code(), ErrorCode::Conflict);
            assert!(matches!(error, Error::Refused(refusal) if refusal.retry_after.is_none()));
        }
    }

    #[test]
    fn a_key_at_work_says_when_to_come_back_until_its_work_counts_as_lost() {
        let wait = |seconds| match judge(&kept(None), &keyed(1), after(seconds)) {
            Err(Error::Refused(refusal)) => refusal.retry_after,
            Err(Error::Database(_) | Error::Internal(_)) | Ok(_) => None,
        };
        assert_eq!(wait(0), Some(2));
        assert_eq!(wait(59), Some(1));
        assert_eq!(judge(&kept(None), &keyed(1), after(60)).unwrap(), Verdict::Lost);
    }
}
