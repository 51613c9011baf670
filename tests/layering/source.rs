//! The workspace's Rust files, and their code without comments and texts.

use std::path::{Path, PathBuf};

/// The workspace's folders with Rust files.
const FOLDERS: &[&str] = &["shared", "migrations", "backend", "frontend", "tests", "xtask"];

/// A Rust file.
pub(crate) struct Source {
    /// From the workspace's root: `backend/src/main.rs`.
    pub(crate) path: String,
    /// As it is.
    pub(crate) text: String,
}

/// The workspace's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All Rust files of the workspace.
pub(crate) fn all() -> Vec<Source> {
    let mut found = Vec::new();
    for folder in FOLDERS {
        collect(&root().join(folder), folder, &mut found);
    }
    assert!(found.len() > 100, "the sources are elsewhere: {} files", found.len());
    found
}

fn collect(folder: &Path, path: &str, found: &mut Vec<Source>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let path = format!("{path}/{name}");
        if entry.file_type().unwrap().is_dir() {
            if !matches!(name.as_str(), "node_modules" | "target" | "dist") {
                collect(&entry.path(), &path, found);
            }
        } else if name.ends_with(".rs") {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            found.push(Source { path, text });
        }
    }
}

/// The code: comments are gone, and of texts and characters the quotes are left. Lines stay.
pub(crate) fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (kept, length) = piece(rest, first);
        code.push_str(kept);
        code.extend(rest[..length].matches('\n').filter(|_| kept != "\n"));
        rest = &rest[length..];
    }
    code
}

/// What is kept of what comes first, and how long that is.
fn piece(rest: &str, first: char) -> (&str, usize) {
    if rest.starts_with("//") {
        return ("", rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return ("", block_comment(rest));
    }
    if first == '"' {
        return ("\"\"", quoted(rest));
    }
    if let Some(length) = raw_text(rest) {
        return ("\"\"", length);
    }
    if first == '\'' {
        let length = character(rest);
        return if length > 1 { ("' '", length) } else { ("'", 1) };
    }
    let word = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let length = word.unwrap_or(rest.len()).max(first.len_utf8());
    (&rest[..length], length)
}

fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if rest[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                break;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// `r"…"`, `r#"…"#`, `b"…"` and so on.
fn raw_text(rest: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r"].iter().find(|prefix| rest.starts_with(**prefix))?;
    let after = &rest[prefix.len()..];
    let hashes = after.bytes().take_while(|byte| *byte == b'#').count();
    let body = after[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(rest.len() - body.len() + body.find(&end)? + end.len())
}

/// The length of a character in quotes; 1 for a lifetime.
fn character(rest: &str) -> usize {
    let mut letters = rest.char_indices().skip(1);
    let Some((_, first)) = letters.next() else { return 1 };
    if first == '\\' {
        return rest[2..]
            .char_indices()
            .skip(1)
            .find(|(_, c)| *c == '\'')
            .map_or(1, |(at, _)| at + 3);
    }
    match letters.next() {
        Some((at, '\'')) => at + 1,
        Some(_) | None => 1,
    }
}

#[test]
fn code_has_neither_comments_nor_texts() {
    let text = "let a = \"use sea_orm; \\\" //\"; // sea_orm\n/* sea_orm /* */ */ let b = r#\"sea_orm\"#;\n\
                fn f<'a>(c: &'a str) { let d = ('\"', '\\'', '\\u{1F}', b\"x\"); }";
    let expected =
        "let a = \"\"; \n let b = \"\";\nfn f<'a>(c: &'a str) { let d = (' ', ' ', ' ', b\"\"); }";
    assert_eq!(code(text), expected);
}

#[test]
fn lines_stay_where_they_are() {
    let text = "a\n/* b\n c */ \"d\ne\" f\n// g\nh";
    assert_eq!(code(text).lines().count(), text.lines().count());
}
