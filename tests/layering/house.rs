//! The house rules (CONTRIBUTING.md) that no linter knows.

use crate::source;

/// Past this many lines a file is split by noun.
const LONGEST: usize = 500;

/// What is wrong with a file.
fn broken(path: &str, text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let lines = text.lines().count();
    if lines > LONGEST {
        wrong.push(format!("{path} has {lines} lines: split it by noun"));
    }
    // Taken apart, so that this file doesn't find itself.
    for note in [["FIX", "ME"], ["XX", "X"], ["TO", "DO:"]] {
        if text.contains(&note.concat()) {
            wrong.push(format!("{path} holds a {}", note.concat()));
        }
    }
    let code: String = source::code(text).split_whitespace().collect();
    for (sign, what) in [
        ("#[allow(", "allows a lint instead of expecting it with a reason"),
        ("#![allow(", "allows a lint instead of expecting it with a reason"),
        ("todo!(", "is not finished"),
        ("unimplemented!(", "is not finished"),
        ("dbg!(", "prints for its author"),
        ("unsafe{", "is unsafe"),
    ] {
        if code.contains(sign) {
            wrong.push(format!("{path} {what}: {sign}"));
        }
    }
    if code.split("cfg_attr(").skip(1).any(|rest| rest.split(")]").next().is_some_and(allows)) {
        wrong.push(format!("{path} allows a lint inside a cfg_attr"));
    }
    wrong
}

fn allows(attribute: &str) -> bool {
    attribute.contains(",allow(")
}

#[test]
fn every_file_follows_the_house_rules() {
    let wrong: Vec<_> =
        source::all().iter().flat_map(|file| broken(&file.path, &file.text)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_file_that_does_not_is_found() {
    let note = ["// FIX", "ME: later"].concat();
    for text in [
        "#[allow(dead_code)]\nfn f() {}",
        "#![allow(\n    clippy::all\n)]",
        "#[cfg_attr(test, allow(unused))]",
        "fn f() { todo!() }",
        "fn f() { unimplemented!(\"later\") }",
        "fn f() { dbg!(1); }",
        &note,
        &"//\n".repeat(501),
    ] {
        assert_eq!(broken("a.rs", text).len(), 1, "{text:.40}");
    }
    for text in [
        "#[expect(dead_code, reason = \"#[allow(x)]\")]\nfn f() { allow(1) } // todo!()",
        "let sql = \"todo!() dbg!(\";",
        &"//\n".repeat(500),
    ] {
        assert_eq!(broken("a.rs", text), Vec::<String>::new(), "{text:.40}");
    }
}
