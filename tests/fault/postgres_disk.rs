//! PostgreSQL without room: for its tables, and for its log.
//!
//! Each test has a server of its own in a mount namespace, over small file systems in memory.

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
};

use sea_orm::{ConnectionTrait, Database};

use crate::{
    balai::Balai,
    full_disk::{Small, fill, outside, status},
    program::Program,
};

/// A server with its data on one small disk, and a database on another.
struct Cluster {
    // First the server ends, then its folder goes.
    server: Program,
    folder: PathBuf,
    port: u16,
    _whole: tempfile::TempDir,
}

impl Cluster {
    fn new() -> Self {
        let whole = tempfile::TempDir::new().unwrap();
        let folder = whole.path().to_path_buf();
        // The server's user goes through it.
        run(Command::new("chmod").arg("755").arg(&folder));
        for (name, size) in [("data", "size=128m"), ("tables", "size=48m")] {
            let disk = folder.join(name);
            fs::create_dir(&disk).unwrap();
            run(Command::new("mount").args(["-t", "tmpfs", "-o", size, "balai-test"]).arg(&disk));
            if is_root() {
                run(Command::new("chown").arg("postgres:postgres").arg(&disk));
            }
            run(Command::new("chmod").arg("700").arg(&disk));
        }
        let options = ["--auth=trust", "--username=postgres", "--encoding=UTF8", "--wal-segsize=1"];
        let mut initdb = program("initdb", &folder);
        run(initdb.args(options).args(["--no-sync", "-D"]).arg(folder.join("data/db")));
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let server = start(&folder, port);
        Self { server, folder, port, _whole: whole }
    }

    fn url(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    /// Makes a database on the disk for tables; tells its address.
    fn database(&self) -> String {
        let place = self.folder.join("tables");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let server = Database::connect(self.url("postgres")).await.unwrap();
            let space = format!("CREATE TABLESPACE small LOCATION '{}'", place.display());
            server.execute_unprepared(&space).await.unwrap();
            server.execute_unprepared("CREATE DATABASE balai TABLESPACE small").await.unwrap();
        });
        self.url("balai")
    }

    /// Starts it again, if it has ended.
    fn start_again(&mut self) {
        self.server.stop();
        self.server = start(&self.folder, self.port);
    }
}

fn start(folder: &Path, port: u16) -> Program {
    let mut server = program("postgres", folder);
    server
        .arg("-D")
        .arg(folder.join("data/db"))
        .args(["-p", &port.to_string()])
        .arg("-k")
        .arg(folder.join("data"));
    // The log goes on to the end of its disk, without a checkpoint that shortens it.
    for setting in
        ["listen_addresses=127.0.0.1", "fsync=off", "max_wal_size=1GB", "checkpoint_timeout=1h"]
    {
        server.args(["-c", setting]);
    }
    // It says all in its errors.
    let mut shell = Command::new("sh");
    shell.args(["-c", "exec \"$@\" 2>&1", "sh"]).arg(server.get_program()).args(server.get_args());
    let ready = |line: &str| line.contains("ready to accept connections").then(String::new);
    Program::start(shell.current_dir(folder), ready).0
}

/// One of PostgreSQL's programs, as somebody whom it serves: it refuses root.
fn program(name: &str, folder: &Path) -> Command {
    let installed = fs::read_dir("/usr/lib/postgresql").ok().into_iter().flatten().flatten();
    let versions = installed.map(|entry| entry.path().join("bin").join(name));
    let path = versions.filter(|path| path.is_file()).max().unwrap_or_else(|| name.into());
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(path);
        command
    } else {
        Command::new(path)
    };
    command.current_dir(folder);
    command
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().unwrap();
    output.stdout == b"0\n"
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{command:?}: {said}");
}

/// A namespace in which this user may mount, and is the same user.
fn namespace() -> &'static [&'static str] {
    if is_root() { &[] } else { &["--user", "--map-current-user", "--keep-caps"] }
}

#[test]
fn what_is_acknowledged_on_a_full_tablespace_is_kept() {
    if outside("postgres_disk::what_is_acknowledged_on_a_full_tablespace_is_kept", namespace()) {
        return;
    }
    let cluster = Cluster::new();
    let mut small = Small::over(Balai::over(cluster.database()));
    let (mut server, address) = small.balai.serves();
    small.look(&address);
    let ballast = cluster.folder.join("tables/ballast");
    fill(&ballast);
    small.survives(&address, || fs::remove_file(&ballast).unwrap());
    let kept = small.kept();
    small.is_whole(&mut server, kept);
}

#[test]
fn what_is_acknowledged_before_the_log_has_no_room_is_kept() {
    if outside(
        "postgres_disk::what_is_acknowledged_before_the_log_has_no_room_is_kept",
        namespace(),
    ) {
        return;
    }
    let mut cluster = Cluster::new();
    let mut small = Small::over(Balai::over(cluster.database()));
    let (mut server, address) = small.balai.serves();
    small.look(&address);
    let ballast = cluster.folder.join("data/ballast");
    fill(&ballast);
    // Without room for its log PostgreSQL stops as a whole, and doesn't come back by itself.
    small.survives(&address, || {
        assert!(status(&address).starts_with("HTTP/1.1 503"), "{}", status(&address));
        fs::remove_file(&ballast).unwrap();
        cluster.start_again();
    });
    let kept = small.kept();
    small.is_whole(&mut server, kept);
}
