//! Starting and stopping.

use std::net::TcpListener;

use crate::balai::{Balai, ask};

#[test]
fn a_port_in_use_is_said_before_the_database_is_touched() {
    let balai = Balai::new();
    let held = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = held.local_addr().unwrap().to_string();
    let said = balai.refuses(&["serve", "--listen", &address]);
    assert!(said.contains(&address), "{said}");
    assert!(said.contains("choose another with --listen"), "{said}");
    assert!(!balai.file("balai.db").exists());
}

#[test]
fn a_server_that_is_told_to_stop_ends_well() {
    let balai = Balai::new();
    let (mut server, address) = balai.serves();
    let answer = ask(&address, "{ vocations { id } }", "");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let status = server.stop().unwrap();
    assert_eq!(status.code(), Some(0), "{status}");
    assert!(!balai.file("balai.db-wal").exists(), "all is in the one file");
    balai.does(&["check"]);
}

#[test]
fn days_are_passed_over_in_a_demonstration_alone() {
    let balai = Balai::new();
    let said = balai.refuses(&["serve", "--listen", "127.0.0.1:0", "--days-ahead", "3"]);
    assert!(said.contains("--days-ahead is for a demonstration alone"), "{said}");
    balai.does(&["demo"]);
    let (mut server, _) = balai.serves_with(&["--days-ahead", "3"]);
    assert_eq!(server.stop().unwrap().code(), Some(0));
}
