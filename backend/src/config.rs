//! What the operator decides: flags, the environment, and the key's file.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

use crate::{
    auth::vault::{self, KEY_BYTES, Vault},
    clock::Clock,
    gateway::{
        Bank, BankGateway, Gateways, Mailer, MailerError, Room, Secret, Shelf, ShelfError,
        SmsGateway,
    },
    store::connect::Url,
};

/// The name of the file that holds the key.
const KEY_FILE: &str = "balai.key";
/// The variable that holds the key.
const KEY_VARIABLE: &str = "BALAI_KEY";

/// The folder for documents where none is named.
const DOCUMENTS: &str = "documents";

/// How many WebSockets one address may keep open where the operator doesn't say: mobile carriers put
/// thousands of phones behind one, of which few follow an application at the same moment.
pub const SOCKETS: usize = 2_000;

/// How many MB uploads leave free where the operator doesn't say: some hours of a busy database's log.
pub const KEEP_FREE_MB: u64 = 256;

/// How the server runs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where it listens.
    pub listen: SocketAddr,
    /// Whether cookies travel without TLS: an office network.
    pub insecure_http: bool,
    /// Whether `X-Forwarded-For` is believed: there is a proxy of ours in front.
    pub trusted_proxy: bool,
    /// How many WebSockets one address may keep open on this server.
    pub sockets: usize,
    /// What the SMS gateway signs its callbacks with; `None` without one.
    pub sms_secret: Option<Secret>,
    /// The names under which people find the server, each with its port where it isn't the usual one:
    /// what is printed may bear them where no public address is set.
    pub allowed_hosts: Vec<String>,
}

/// Why there is no gateway, though something of one is configured.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// The mail server or the sender.
    #[error("{0}")]
    Mailer(#[from] MailerError),
    /// The secret of the SMS gateway.
    #[error("BALAI_SMS_SECRET must have at least {} characters", Secret::SHORTEST)]
    Secret,
    /// The secret of the bank's gateway.
    #[error("BALAI_PAYOUT_SECRET must have at least {} characters", Secret::SHORTEST)]
    PayoutSecret,
}

/// The address under which people find the server, without the slash at its end.
///
/// # Errors
/// What it should look like.
pub fn public_url(text: &str) -> Result<String, &'static str> {
    const EXPECTED: &str = "an address such as https://balai.example";
    let url: axum::http::Uri = text.parse().map_err(|_| EXPECTED)?;
    let is_web = matches!(url.scheme_str(), Some("http" | "https"));
    let is_whole = url.path() == "/" && url.query().is_none();
    if is_web && is_whole { Ok(text.trim_end_matches('/').to_owned()) } else { Err(EXPECTED) }
}

/// A name under which people find the server, with its port where it isn't the usual one.
///
/// # Errors
/// What it should look like.
pub fn host(text: &str) -> Result<String, &'static str> {
    const EXPECTED: &str = "a host such as balai.example or balai.example:8443";
    let host: axum::http::uri::Authority = text.parse().map_err(|_| EXPECTED)?;
    if host.as_str().contains('@') { Err(EXPECTED) } else { Ok(host.as_str().to_lowercase()) }
}

/// The bank behind `BALAI_PAYOUT_URL`, with `BALAI_PAYOUT_SECRET`; without one, and with demonstration
/// data, the demonstration's own.
///
/// # Errors
/// [`GatewayError::PayoutSecret`].
pub fn bank(clock: &Clock, is_demonstration: bool) -> Result<Option<Bank>, GatewayError> {
    let Some(url) = environment("BALAI_PAYOUT_URL") else {
        return Ok(is_demonstration.then_some(Bank::Demonstration));
    };
    let secret = environment("BALAI_PAYOUT_SECRET").and_then(Secret::new);
    let secret = secret.ok_or(GatewayError::PayoutSecret)?;
    Ok(Some(Bank::Gateway(BankGateway::new(url, secret, clock.clone()))))
}

/// The gateways: `BALAI_SMTP_URL` with `BALAI_MAIL_FROM`, and `BALAI_SMS_URL` with
/// `BALAI_SMS_SECRET`; the secret also by itself, for callbacks.
///
/// # Errors
/// [`GatewayError`], each with what to do.
pub fn gateways(clock: &Clock) -> Result<(Gateways, Option<Secret>), GatewayError> {
    let email = environment("BALAI_SMTP_URL").map(|url| {
        let from = environment("BALAI_MAIL_FROM").unwrap_or_default();
        Mailer::new(&url, &from)
    });
    let (url, secret) = (environment("BALAI_SMS_URL"), environment("BALAI_SMS_SECRET"));
    let secret = match secret.map(Secret::new) {
        Some(None) => return Err(GatewayError::Secret),
        Some(secret) => secret,
        None if url.is_some() => return Err(GatewayError::Secret),
        None => None,
    };
    let sms = url.zip(secret.clone());
    let sms = sms.map(|(url, secret)| SmsGateway::new(url, secret, clock.clone()));
    Ok((Gateways { email: email.transpose()?, sms }, secret))
}

/// What uploads leave free on the disks that documents and the database are written to.
#[must_use]
pub fn room(url: &Url, folder: Option<&Path>, least_mb: u64) -> Room {
    let documents = environment("BALAI_DOCUMENTS_URL").is_none();
    let documents = documents.then(|| documents_folder(url, folder));
    let database = match url {
        Url::Sqlite(path) => path.parent().map(not_empty),
        Url::Postgres(_) => None,
    };
    let folders = documents.into_iter().chain(database).collect();
    Room { folders, least: least_mb.saturating_mul(1_000_000) }
}

fn documents_folder(url: &Url, folder: Option<&Path>) -> PathBuf {
    folder.map_or_else(
        || match url {
            Url::Sqlite(path) => path.parent().unwrap_or(Path::new("")).join(DOCUMENTS),
            Url::Postgres(_) => PathBuf::from(DOCUMENTS),
        },
        Path::to_path_buf,
    )
}

/// The folder of a file that was named without one is the working directory.
fn not_empty(folder: &Path) -> PathBuf {
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_path_buf() }
}

/// Where documents lie: the bucket of `BALAI_DOCUMENTS_URL`, else `folder`, else `documents` beside
/// the SQLite file or in the working directory.
///
/// # Errors
/// [`ShelfError`], with what to do.
pub fn shelf(url: &Url, folder: Option<PathBuf>) -> Result<Shelf, ShelfError> {
    if let Some(bucket) = environment("BALAI_DOCUMENTS_URL") {
        return Shelf::bucket(&bucket);
    }
    Shelf::folder(&documents_folder(url, folder.as_deref()))
}

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// None was found, and none may be made.
    #[error(
        "no key: the data was sealed with one, so give the same in {KEY_VARIABLE} or {KEY_FILE} \
         ({places})"
    )]
    Missing {
        /// Where it was looked for.
        places: String,
    },
    /// Something is there, but no key.
    #[error("{0} holds no key: it must be 32 bytes as base64")]
    Malformed(String),
    /// The file can't be read or written.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// No randomness.
    #[error("{0}")]
    Random(crate::error::Error),
}

/// Whether a key is made where there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingKey {
    /// The database is empty: nothing was sealed yet.
    Create,
    /// There is data, so a new key would be the wrong one.
    Refuse,
}

/// The vault: `BALAI_KEY`, else `balai.key` beside the SQLite file, else in the working directory.
///
/// # Errors
/// [`KeyError`], each with what to do.
pub fn vault(url: &Url, missing: MissingKey) -> Result<Vault, KeyError> {
    if let Some(text) = environment(KEY_VARIABLE) {
        return parse(&text, KEY_VARIABLE);
    }
    let files = key_files(url);
    for file in &files {
        match std::fs::read_to_string(file) {
            Ok(text) => return parse(&text, &file.display().to_string()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(KeyError::File(file.display().to_string(), error)),
        }
    }
    match (missing, files.first()) {
        (MissingKey::Create, Some(file)) => create(file),
        (MissingKey::Create | MissingKey::Refuse, _) => {
            let places: Vec<_> = files.iter().map(|file| file.display().to_string()).collect();
            Err(KeyError::Missing { places: places.join(", ") })
        }
    }
}

fn key_files(url: &Url) -> Vec<PathBuf> {
    let here = PathBuf::from(KEY_FILE);
    match url {
        Url::Sqlite(path) => {
            let beside = path.parent().unwrap_or(Path::new("")).join(KEY_FILE);
            if beside == here { vec![here] } else { vec![beside, here] }
        }
        Url::Postgres(_) => vec![here],
    }
}

fn parse(text: &str, place: &str) -> Result<Vault, KeyError> {
    let key: [u8; KEY_BYTES] =
        vault::parse_key(text).ok_or_else(|| KeyError::Malformed(place.to_owned()))?;
    Ok(Vault::new(&key))
}

/// Makes the file so that its owner alone can read it.
fn create(file: &Path) -> Result<Vault, KeyError> {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    let failed = |error| KeyError::File(file.display().to_string(), error);
    let text = vault::new_key().map_err(KeyError::Random)?;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    let mut handle = options.open(file).map_err(failed)?;
    writeln!(handle, "{text}").map_err(failed)?;
    handle.sync_all().map_err(failed)?;
    parse(&text, &file.display().to_string())
}

#[expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]
fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
