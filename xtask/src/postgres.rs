//! A private PostgreSQL for the tests: its own data, port and password, gone afterwards.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::child::{self, Companion};
use crate::command;
use crate::environment;
use crate::folder::{self, TemporaryFolder};
use crate::http;

/// Its user; PostgreSQL refuses to run as root, and Debian's package makes this one.
const USER: &str = "postgres";

/// Tests lose nothing that matters in a crash, so nothing waits for the disk.
const SETTINGS: [&str; 6] = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
    "shared_buffers=128MB",
    "log_min_messages=warning",
];

/// A running database server; it is stopped, by its own id, when the value is dropped.
#[derive(Debug)]
pub(crate) struct Postgres {
    url: String,
    // Dropped in this order: first the server, then its folder.
    _process: Companion,
    _folder: TemporaryFolder,
}

impl Postgres {
    /// Makes a cluster in a temporary folder and starts a server on it.
    ///
    /// # Errors
    /// When PostgreSQL is missing or doesn't start; its own words are in the message.
    pub(crate) fn start() -> Result<Self> {
        let programs = programs().context("PostgreSQL is not installed")?;
        let folder = TemporaryFolder::new("postgres")?;
        give_to_server(folder.path())?;
        let password = folder::random_hex()?;
        make_cluster(&programs, folder.path(), &password)?;
        let port = http::free_address()?.port();
        let mut process = Companion::start(&mut server(&programs, folder.path(), port)?, "INT")?;
        wait(&mut process, &programs, folder.path(), port)?;
        let url = format!("postgres://{USER}:{password}@127.0.0.1:{port}/postgres");
        Ok(Self { url, _process: process, _folder: folder })
    }

    /// Its address with a user who may make databases.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

/// The folder of PostgreSQL's programs: Debian's, the newest, or else what `PATH` has.
pub(crate) fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok().into_iter().flatten().flatten();
    let version = |path: &PathBuf| path.file_name()?.to_str()?.parse::<u32>().ok();
    let folders =
        versions.map(|entry| entry.path()).filter(|path| path.join("bin/initdb").is_file());
    let newest = folders.max_by_key(version).map(|path| path.join("bin"));
    newest.or_else(|| {
        environment::find("initdb").and_then(|file| file.parent().map(Path::to_path_buf))
    })
}

/// A command as the user who may run the server.
fn as_server_user(program: &Path) -> Command {
    if !environment::is_root() {
        return child::bound(&program.to_string_lossy(), "INT", &[]);
    }
    let options = ["--reuid", USER, "--regid", USER, "--clear-groups"];
    child::bound(&program.to_string_lossy(), "INT", &options)
}

fn give_to_server(path: &Path) -> Result<()> {
    if !environment::is_root() {
        return Ok(());
    }
    let id = |option| command::output(command::program("id").args([option, USER]));
    let user = id("-u").context("PostgreSQL can't run as root, and there is no user postgres")?;
    let group = id("-g").context("there is no group postgres")?;
    let owner = (user.trim().parse().ok(), group.trim().parse().ok());
    chown(path, owner.0, owner.1)
        .with_context(|| format!("can't give {} to {USER}", path.display()))
}

fn make_cluster(programs: &Path, folder: &Path, password: &str) -> Result<()> {
    let secret = folder.join("password");
    fs::write(&secret, password).with_context(|| format!("can't write {}", secret.display()))?;
    let owner = fs::metadata(folder).context("the temporary folder is gone")?;
    chown(&secret, Some(owner.uid()), Some(owner.gid())).context("can't give the password away")?;
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o600))
        .context("can't hide the password")?;
    let mut initdb = as_server_user(&programs.join("initdb"));
    // The connection doesn't leave the machine, so the cheapest check of the password is enough.
    initdb.args([
        "--auth=password",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
        "--username",
        USER,
    ]);
    initdb.arg("--pwfile").arg(&secret).arg("--pgdata").arg(folder.join("data"));
    command::output(initdb.current_dir(folder)).map(drop)
}

fn server(programs: &Path, folder: &Path, port: u16) -> Result<Command> {
    let mut postgres = as_server_user(&programs.join("postgres"));
    postgres.arg("-D").arg(folder.join("data")).args(["-p", &port.to_string(), "-h", "127.0.0.1"]);
    postgres.arg("-k").arg(folder).args(SETTINGS.iter().flat_map(|setting| ["-c", setting]));
    let log = folder.join("log");
    let output =
        fs::File::create(&log).with_context(|| format!("can't write {}", log.display()))?;
    let errors = output.try_clone().context("can't share the log")?;
    postgres.current_dir(folder).stdout(output).stderr(errors);
    Ok(postgres)
}

fn wait(process: &mut Companion, programs: &Path, folder: &Path, port: u16) -> Result<()> {
    let log = || fs::read_to_string(folder.join("log")).unwrap_or_default();
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(30) {
        let mut ready = command::program(programs.join("pg_isready"));
        if command::succeeds(ready.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()])) {
            return Ok(());
        }
        if let Some(status) = process.ended() {
            bail!("PostgreSQL ended ({status}):\n{}", log());
        }
        thread::sleep(Duration::from_millis(50));
    }
    bail!("PostgreSQL isn't ready after 30 s:\n{}", log())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpStream;

    #[test]
    fn a_private_server_answers_and_leaves_nothing_behind() {
        if programs().is_none() {
            return; // The API's tests ask for it; these alone don't.
        }
        let postgres = Postgres::start().unwrap();
        let folder = postgres._folder.path().to_path_buf();
        let address = postgres.url().split(['@', '/']).nth(3).unwrap().to_owned();
        TcpStream::connect(&address).unwrap();
        drop(postgres);
        assert!(TcpStream::connect(&address).is_err());
        assert!(!folder.exists());
    }
}
