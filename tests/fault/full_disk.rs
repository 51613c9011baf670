//! A disk that is full, and one that fails: what is acknowledged is kept, what isn't kept is told, and once
//! there is room again everything works, without a restart.
//!
//! Each test runs in a mount namespace of its own, over a small file system in memory.

use std::{
    fs::File,
    io::Write,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use sea_orm::{ConnectionTrait, Database, Statement};
use serde_json::Value;

use crate::{
    balai::{Balai, ask},
    program::Program,
};

/// A namespace in which any user may mount.
const AS_ROOT: [&str; 2] = ["--user", "--map-root-user"];
/// Set for the test inside its namespace.
const INSIDE: &str = "BALAI_TEST_INSIDE";
/// The demonstration and its log take about a third of it.
const SIZE: &str = "size=16m";
/// How long it may take until it is noticed that there is room again.
const PATIENCE: Duration = Duration::from_secs(10);

/// Runs the test once more where it may mount, by these options of `unshare`; `false` inside.
pub(super) fn outside(name: &str, options: &[&str]) -> bool {
    if std::env::var(INSIDE).is_ok() {
        return false;
    }
    let mut unshare = Command::new("unshare");
    unshare.args(options).arg("--mount");
    unshare.arg(std::env::current_exe().unwrap()).args(["--exact", name, "--nocapture"]);
    let output = unshare.env(INSIDE, "1").output().unwrap();
    let (said, error) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && said.contains("1 passed"), "{said}\n{error}");
    true
}

/// The demonstration on a small disk, with a partner's key and the id of its institution.
pub(super) struct Small {
    pub(super) balai: Balai,
    headers: String,
    institution: String,
    vocation: String,
    written: u32,
}

impl Small {
    fn new() -> Self {
        let balai = Balai::new();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", SIZE, "balai-test"])
            .arg(balai.file(""))
            .status();
        assert!(mounted.unwrap().success());
        Self::over(balai)
    }

    /// The demonstration over this database.
    pub(super) fn over(balai: Balai) -> Self {
        balai.does(&["demo", "--size", "small", "--seed", "1"]);
        let (institution, vocation) = (String::new(), String::new());
        Self { balai, headers: String::new(), institution, vocation, written: 0 }
    }

    /// Finds out what writing needs.
    pub(super) fn look(&mut self, address: &str) {
        let query = "{ institutions(first: 100) { nodes { id kind } } vocations { id } }";
        let answer = json(&ask(address, query, ""));
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let nodes = answer["data"]["institutions"]["nodes"].as_array().unwrap();
        // A community centre has one vocation alone.
        let any = nodes.iter().find(|node| node["kind"] != "BLKK").unwrap();
        self.institution = text(&any["id"]);
        self.vocation = text(&answer["data"]["vocations"][0]["id"]);
        let made = self.balai.does(&["key", "create", "--institution", &self.institution]);
        self.headers = format!("Authorization: Bearer {}\r\n", made.lines().nth(1).unwrap());
    }

    /// Writes a program that takes several pages; or is told that it can't now.
    pub(super) fn write(&mut self, address: &str) -> Result<(), String> {
        self.written += 1;
        let input = format!(
            "institutionId: \"{}\", vocationId: \"{}\", title: \"Penuh {}\", description: \"{}\", hours: 40, price: 0",
            self.institution,
            self.vocation,
            self.written,
            "Isi cakram. ".repeat(150)
        );
        let query =
            format!("mutation {{ createProgram(input: {{ {input} }}) {{ program {{ id }} }} }}");
        let answer = json(&ask(address, &query, &self.headers));
        match answer["errors"][0]["extensions"]["code"].as_str() {
            Some("UNAVAILABLE") => Err(answer.to_string()),
            None if answer["data"]["createProgram"]["program"]["id"].is_string() => Ok(()),
            Some(_) | None => panic!("{answer}"),
        }
    }

    /// How many programs of this test the file holds.
    pub(super) fn kept(&self) -> u32 {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let database = Database::connect(self.balai.url()).await.unwrap();
            let sql = "SELECT COUNT(*) AS n FROM programs WHERE title LIKE 'Penuh %'";
            let row = Statement::from_string(database.get_database_backend(), sql);
            let row = database.query_one_raw(row).await.unwrap().unwrap();
            u32::try_from(row.try_get::<i64>("", "n").unwrap()).unwrap()
        })
    }

    /// Writes while writing fails, then lets it work again, and compares.
    pub(super) fn survives(&mut self, address: &str, mend: impl FnOnce()) {
        let (mut acknowledged, mut refused) = (0, 0);
        while refused < 40 {
            match self.write(address) {
                Ok(()) => acknowledged += 1,
                Err(_) => refused += 1,
            }
            assert!(acknowledged < 20_000, "it is never full");
        }
        mend();
        let since = Instant::now();
        while self.write(address).is_err() {
            assert!(since.elapsed() < PATIENCE, "it stays broken");
        }
        acknowledged += 1;
        for _ in 0..50 {
            self.write(address).unwrap();
            acknowledged += 1;
        }
        assert_eq!(self.kept(), acknowledged, "acknowledged, and kept");
        std::thread::sleep(Duration::from_secs(1));
        assert!(status(address).starts_with("HTTP/1.1 200"), "{}", status(address));
    }

    /// The same after a stop and a new start, and every rule holds.
    pub(super) fn is_whole(&self, server: &mut Program, acknowledged: u32) {
        assert_eq!(server.stop().unwrap().code(), Some(0));
        assert_eq!(self.kept(), acknowledged);
        self.balai.does(&["check"]);
    }
}

/// Takes all the room that is left.
pub(super) fn fill(ballast: &Path) {
    let mut file = File::create(ballast).unwrap();
    while file.write_all(&[0; 4096]).is_ok() {}
}

fn json(answer: &str) -> Value {
    let (_, body) = answer.split_once("\r\n\r\n").unwrap();
    serde_json::from_str(body).unwrap_or_else(|_| panic!("{answer}"))
}

pub(super) fn status(address: &str) -> String {
    use std::io::Read;
    let mut server = std::net::TcpStream::connect(address).unwrap();
    write!(server, "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    server.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn what_is_acknowledged_on_a_full_disk_is_kept() {
    if outside("full_disk::what_is_acknowledged_on_a_full_disk_is_kept", &AS_ROOT) {
        return;
    }
    let mut small = Small::new();
    let (mut server, address) = small.balai.serves_with(&["--keep-free", "1"]);
    small.look(&address);
    let ballast = small.balai.file("ballast");
    fill(&ballast);
    small.survives(&address, || {
        assert!(status(&address).starts_with("HTTP/1.1 503"), "{}", status(&address));
        std::fs::remove_file(&ballast).unwrap();
    });
    let kept = small.kept();
    small.is_whole(&mut server, kept);
}

#[test]
fn what_is_acknowledged_on_a_failing_disk_is_kept() {
    if outside("full_disk::what_is_acknowledged_on_a_failing_disk_is_kept", &AS_ROOT) {
        return;
    }
    let mut small = Small::new();
    let pid = small.balai.file("pid");
    let serve = small.balai.command(&["serve", "--listen", "127.0.0.1:0", "--keep-free", "1"]);
    let mut shell = Command::new("sh");
    // A write past the limit fails with EFBIG, which SQLite takes for an I/O error.
    shell.args(["-c", "trap '' XFSZ; echo $$ > \"$0\"; exec \"$@\""]).arg(&pid);
    shell.arg(serve.get_program()).args(serve.get_args());
    shell.current_dir(serve.get_current_dir().unwrap());
    shell.env("BALAI_DATABASE_URL", small.balai.url());
    let (mut server, address) = Program::start(&mut shell, |line| {
        line.split_whitespace().find_map(|word| word.strip_prefix("http://")).map(String::from)
    });
    small.look(&address);
    let id = std::fs::read_to_string(&pid).unwrap().trim().to_owned();
    let limit = |size: &str| {
        let set = format!("--fsize={size}:unlimited");
        assert!(Command::new("prlimit").args(["--pid", &id, &set]).status().unwrap().success());
    };
    let log = std::fs::metadata(small.balai.file("balai.db-wal")).map_or(0, |file| file.len());
    limit(&(log + 65_536).to_string());
    small.survives(&address, || limit("unlimited"));
    let kept = small.kept();
    small.is_whole(&mut server, kept);
}
