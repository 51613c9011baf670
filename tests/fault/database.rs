//! A database that is missing, no database, held by somebody else, or newer.

use sea_orm::{ConnectionTrait, Database, DatabaseConnection};

use crate::balai::Balai;

async fn run(balai: &Balai, statements: &[&str]) -> DatabaseConnection {
    let mut options = sea_orm::ConnectOptions::new(balai.url());
    options.max_connections(1);
    let connection = Database::connect(options).await.unwrap();
    for statement in statements {
        connection.execute_unprepared(statement).await.unwrap();
    }
    connection
}

#[test]
fn check_says_how_to_make_a_database_that_is_missing() {
    let balai = Balai::new();
    let said = balai.refuses(&["check"]);
    assert!(said.contains("there is no database at"), "{said}");
    assert!(said.contains("make one with `balai serve` or `balai demo`"), "{said}");
    assert!(!balai.file("balai.db").exists(), "looking for a database makes none");
}

#[test]
fn a_folder_that_does_not_exist_is_said() {
    let balai = Balai::new();
    let url = format!("sqlite://{}", balai.file("no/such/folder/balai.db").display());
    let commands: [&[&str]; 3] = [&["serve", "--listen", "127.0.0.1:0"], &["demo"], &["migrate"]];
    for command in commands {
        let said = balai.refuses(&[command, &["--database-url", &url]].concat());
        assert!(said.contains("check that its folder exists and may be written to"), "{said}");
    }
    assert!(!balai.file("no").exists());
}

#[test]
fn a_folder_that_cannot_be_written_to_is_said() {
    // Nobody, not even root, makes files there.
    let balai = Balai::new();
    let said = balai.refuses(&["demo", "--database-url", "sqlite:///proc/balai.db"]);
    assert!(said.contains("check that its folder exists and may be written to"), "{said}");
}

#[test]
fn a_file_that_is_no_database_is_said_and_stays_as_it_is() {
    let balai = Balai::new();
    let letter = "Ini surat, bukan basis data.\n".repeat(200);
    std::fs::write(balai.file("balai.db"), &letter).unwrap();
    let commands: [&[&str]; 4] =
        [&["serve", "--listen", "127.0.0.1:0"], &["demo"], &["migrate"], &["check"]];
    for command in commands {
        let said = balai.refuses(command);
        assert!(said.contains("is no SQLite database"), "{said}");
        assert!(said.contains("--database-url"), "{said}");
    }
    assert_eq!(std::fs::read_to_string(balai.file("balai.db")).unwrap(), letter);
}

#[test]
fn an_address_that_is_none_is_said() {
    let balai = Balai::new();
    let output = balai.command(&["check", "--database-url", "mysql://h/d"]).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success());
    assert!(said.contains("use sqlite://FILE or postgres://USER@HOST/NAME"), "{said}");
}

#[tokio::test]
async fn a_database_that_another_program_holds_is_said() {
    let balai = Balai::migrated();
    let held = run(
        &balai,
        &["PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE", "CREATE TABLE held (x INTEGER)"],
    )
    .await;
    // Each waits a while for the other program to finish, so they wait together.
    std::thread::scope(|scope| {
        for command in [&["check"][..], &["demo"], &["serve", "--listen", "127.0.0.1:0"]] {
            scope.spawn(|| {
                let said = balai.refuses(command);
                assert!(said.contains("another program holds it"), "{said}");
            });
        }
    });
    drop(held);
}

#[tokio::test]
async fn a_database_newer_than_the_program_is_said() {
    let balai = Balai::migrated();
    let step = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)";
    run(&balai, &[step]).await.close().await.unwrap();
    let commands: [&[&str]; 4] =
        [&["serve", "--listen", "127.0.0.1:0"], &["demo"], &["migrate"], &["check"]];
    for command in commands {
        let said = balai.refuses(command);
        assert!(said.contains("newer than this program: use the newer one"), "{said}");
    }
}
