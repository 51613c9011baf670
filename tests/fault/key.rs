//! The key that the personal data is sealed with.

use crate::balai::{Balai, one_line};

/// A key, but not the one of any database here.
const OTHER: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

#[test]
fn another_key_than_the_database_was_begun_with_is_said() {
    let balai = Balai::migrated();
    let commands: [&[&str]; 3] = [&["check"], &["demo"], &["serve", "--listen", "127.0.0.1:0"]];
    for command in commands {
        let said = one_line(&balai.command(command).env("BALAI_KEY", OTHER).output().unwrap());
        assert!(said.contains("sealed with another key"), "{said}");
        assert!(said.contains("start with the BALAI_KEY or balai.key"), "{said}");
        assert!(!said.contains(OTHER), "a key is never printed");
    }
}

#[test]
fn a_text_that_is_no_key_is_said() {
    let balai = Balai::new();
    let said = one_line(&balai.command(&["migrate"]).env("BALAI_KEY", "rahasia").output().unwrap());
    assert!(said.contains("BALAI_KEY holds no key: it must be 32 bytes as base64"), "{said}");
    assert!(!said.contains("rahasia"), "what may be a secret is never printed");
}

#[test]
fn a_file_that_holds_no_key_is_said() {
    let balai = Balai::migrated();
    std::fs::write(balai.file("balai.key"), "rahasia\n").unwrap();
    let said = balai.refuses(&["check"]);
    assert!(said.contains("balai.key holds no key"), "{said}");
}

#[test]
fn a_lost_key_is_not_made_anew() {
    let balai = Balai::migrated();
    std::fs::remove_file(balai.file("balai.key")).unwrap();
    let said = balai.refuses(&["check"]);
    assert!(said.contains("give the same in BALAI_KEY or balai.key"), "{said}");
    assert!(!balai.file("balai.key").exists());
}

#[cfg(unix)]
#[test]
fn only_the_owner_reads_the_key() {
    use std::os::unix::fs::PermissionsExt;
    let balai = Balai::migrated();
    let mode = std::fs::metadata(balai.file("balai.key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
