//! Passwords: argon2id, few at a time.

use std::{sync::Arc, time::Duration};

use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use balai_shared::error::ErrorCode;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::{Error, Result};

/// How long a sign-in waits for its turn before `UNAVAILABLE` (API.md, Sign-in).
const PATIENCE: Duration = Duration::from_secs(30);

/// Hashes and checks passwords, at most as many at once as there are cores: each takes 19 MiB and
/// 20 ms of a core, and a crowd of them must not starve the rest of the server.
#[derive(Debug, Clone)]
pub struct Hasher {
    turns: Arc<Semaphore>,
}

impl Hasher {
    /// With `turns` hashes at once; at least one.
    #[must_use]
    pub fn new(turns: usize) -> Self {
        Self { turns: Arc::new(Semaphore::new(turns.max(1))) }
    }

    /// The hash to keep (PHC string, argon2id, a salt of its own).
    ///
    /// # Errors
    /// `UNAVAILABLE` after 30 seconds without a turn.
    pub async fn hash(&self, password: String) -> Result<String> {
        let turn = self.turn().await?;
        blocking(&turn, move || hash_with(&password, None)).await?
    }

    /// Waits for a turn.
    ///
    /// # Errors
    /// `UNAVAILABLE` after 30 seconds without one.
    pub async fn turn(&self) -> Result<Turn> {
        match tokio::time::timeout(PATIENCE, Arc::clone(&self.turns).acquire_owned()).await {
            Ok(Ok(turn)) => Ok(Turn(Arc::new(turn))),
            Ok(Err(_)) | Err(_) => Err(Error::later(ErrorCode::Unavailable, 10)),
        }
    }
}

/// The right to hash, until it is dropped and the hash is done.
#[derive(Debug)]
pub struct Turn(Arc<OwnedSemaphorePermit>);

impl Turn {
    /// Whether `password` is the one that was hashed. Without a hash (no such account) it takes as
    /// long, so that nobody learns who has an account.
    ///
    /// # Errors
    /// [`Error::Internal`] when the task is lost.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool> {
        blocking(self, move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| NOBODY.to_owned());
            known & Argon2::default().verify_password(password.as_bytes(), hash.as_str()).is_ok()
        })
        .await
    }
}

/// The hash of `password`, with a salt that is given or random.
///
/// # Errors
/// [`Error::Internal`] when the parameters are refused.
pub fn hash_with(password: &str, salt: Option<&[u8]>) -> Result<String> {
    let argon = Argon2::default();
    let hash = match salt {
        Some(salt) => argon.hash_password_with_salt(password.as_bytes(), salt),
        None => argon.hash_password(password.as_bytes()),
    };
    hash.map(|hash| hash.to_string()).map_err(|error| Error::Internal(format!("hashing: {error}")))
}

/// The hash of no password, with the same parameters as every other.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$\
                      AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

async fn blocking<T: Send + 'static>(
    turn: &Turn,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    // Whoever asked may go away meanwhile; the work goes on, and its turn with it.
    let turn = Arc::clone(&turn.0);
    tokio::task::spawn_blocking(move || {
        let result = work();
        drop(turn);
        result
    })
    .await
    .map_err(|error| Error::Internal(format!("hashing: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_right_password_passes_and_no_other() {
        let hasher = Hasher::new(1);
        let hash = hasher.hash("benar-sekali".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let turn = hasher.turn().await.unwrap();
        assert!(turn.verify("benar-sekali".to_owned(), Some(hash.clone())).await.unwrap());
        assert!(!turn.verify("salah-sekali".to_owned(), Some(hash)).await.unwrap());
        assert!(!turn.verify("benar-sekali".to_owned(), None).await.unwrap());
    }
}
