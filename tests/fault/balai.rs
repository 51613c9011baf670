//! The program over a folder of its own.

use std::{
    io::{Read, Write},
    net::TcpStream,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

use crate::program::Program;

/// A folder with a database to come.
pub struct Balai {
    folder: TempDir,
    database: Option<String>,
}

impl Balai {
    /// An empty folder.
    pub fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), database: None }
    }

    /// An empty folder, over a database that is elsewhere.
    pub fn over(database: String) -> Self {
        Self { database: Some(database), ..Self::new() }
    }

    /// A folder with an empty database of this version.
    pub fn migrated() -> Self {
        let balai = Self::new();
        balai.does(&["migrate"]);
        balai
    }

    /// A folder with the small demonstration.
    pub fn demonstration() -> Self {
        let balai = Self::new();
        balai.does(&["demo", "--size", "small", "--seed", "1"]);
        balai
    }

    /// A file in the folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The address of the database.
    pub fn url(&self) -> String {
        let own = || format!("sqlite://{}", self.file("balai.db").display());
        self.database.clone().unwrap_or_else(own)
    }

    /// A command over the folder's database.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let built = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/release/balai");
        let program = std::env::var("BALAI_BINARY").unwrap_or_else(|_| String::from(built));
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.folder.path());
        command.env("BALAI_DATABASE_URL", self.url());
        command.env_remove("BALAI_KEY").env_remove("BALAI_LISTEN");
        command
    }

    /// Runs a command that has to succeed; tells what it printed.
    pub fn does(&self, arguments: &[&str]) -> String {
        succeeded(&self.command(arguments).output().unwrap())
    }

    /// Runs a command that reads this line, and has to succeed; tells what it printed.
    pub fn does_with(&self, arguments: &[&str], line: &str) -> String {
        succeeded(&self.given(arguments, line))
    }

    /// Runs a command that reads this line.
    pub fn given(&self, arguments: &[&str], line: &str) -> Output {
        let mut command = self.command(arguments);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        writeln!(child.stdin.take().unwrap(), "{line}").unwrap();
        child.wait_with_output().unwrap()
    }

    /// Runs a command that has to fail with one line; tells the line.
    pub fn refuses(&self, arguments: &[&str]) -> String {
        one_line(&self.command(arguments).output().unwrap())
    }

    /// Serves the folder's database; tells where, as `127.0.0.1:…`.
    pub fn serves(&self) -> (Program, String) {
        self.serves_with(&[])
    }

    /// The same with more options.
    pub fn serves_with(&self, options: &[&str]) -> (Program, String) {
        let mut serve = self.command(&["serve", "--listen", "127.0.0.1:0"]);
        Program::start(serve.args(options), |line| {
            line.split_whitespace().find_map(|word| word.strip_prefix("http://")).map(String::from)
        })
    }
}

fn succeeded(output: &Output) -> String {
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{error}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// One line on standard error, nothing on standard output, and exit status 1.
pub fn one_line(output: &Output) -> String {
    let error = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{error}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{error}");
    assert_eq!(error.lines().count(), 1, "one line and no more: {error}");
    let line = error.trim_end();
    String::from(line.strip_prefix("balai: ").unwrap_or_else(|| panic!("who says so? {line}")))
}

/// Asks a running server by GraphQL; tells the answer with its headers.
pub fn ask(address: &str, query: &str, headers: &str) -> String {
    let body = serde_json::json!({ "query": query }).to_string();
    let length = body.len();
    let mut server = TcpStream::connect(address).unwrap();
    write!(
        server,
        "POST /graphql HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nX-Requested-With: balai\r\nAccept-Language: en\r\n\
         {headers}Content-Length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    server.read_to_string(&mut answer).unwrap();
    answer
}
