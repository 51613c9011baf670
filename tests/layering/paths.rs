//! The paths that a file's code names: `use` trees taken apart, `super` and `self` resolved.

use crate::source;

/// Every path that a file names, from the crate's root: `crate::store::page`, `sea_orm::Expr`.
pub(crate) fn named(path: &str, text: &str) -> Vec<String> {
    let module = module(path);
    let tokens = tokens(&source::code(text));
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if tokens[at] == "use" || is_path(&tokens, at) {
            at += usize::from(tokens[at] == "use");
            at = tree(&tokens, at, &mut Vec::new(), &mut found);
        } else {
            at += 1;
        }
    }
    found.into_iter().map(|segments| resolve(&module, segments).join("::")).collect()
}

/// `backend/src/graphql/limits/mod.rs` is `crate::graphql::limits`.
fn module(path: &str) -> Vec<String> {
    let inside = path.split_once("/src/").map_or(path, |(_, inside)| inside);
    let inside = inside.strip_suffix(".rs").unwrap_or(inside);
    let names = inside.split('/').filter(|name| !matches!(*name, "mod" | "lib" | "main"));
    std::iter::once("crate").chain(names).map(str::to_owned).collect()
}

fn tokens(code: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut in_word = false;
    for letter in code.chars() {
        let of_word = letter.is_alphanumeric() || letter == '_';
        match tokens.last_mut() {
            Some(last) if of_word && in_word => last.push(letter),
            Some(last) if letter == ':' && last == ":" => last.push(letter),
            _ if letter.is_whitespace() => {}
            _ => tokens.push(letter.to_string()),
        }
        in_word = of_word;
    }
    tokens
}

fn is_word(token: &str) -> bool {
    token.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
}

/// Whether a path begins here, and not in its middle.
fn is_path(tokens: &[String], at: usize) -> bool {
    is_word(&tokens[at])
        && tokens.get(at + 1).is_some_and(|next| next == "::")
        && (at == 0 || tokens[at - 1] != "::")
}

/// Reads `a::{b, c::d}` from `at` on; where it ends.
fn tree(
    tokens: &[String],
    mut at: usize,
    prefix: &mut Vec<String>,
    found: &mut Vec<Vec<String>>,
) -> usize {
    let depth = prefix.len();
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "::" => at += 1,
            "{" if prefix.len() > depth || at > 0 && tokens[at - 1] == "use" => {
                at += 1;
                while tokens.get(at).is_some_and(|token| token != "}") {
                    at = tree(tokens, at, prefix, found);
                    at += usize::from(tokens.get(at).is_some_and(|token| token == ","));
                }
                prefix.truncate(depth);
                return at + 1;
            }
            word if is_word(word) => {
                prefix.push(word.to_owned());
                at += 1;
                if tokens.get(at).is_none_or(|next| next != "::") {
                    break;
                }
            }
            _ => {
                at += usize::from(prefix.len() == depth);
                break;
            }
        }
    }
    found.push(prefix.clone());
    prefix.truncate(depth);
    // A new name says nothing about where it comes from.
    if tokens.get(at).is_some_and(|token| token == "as") { at + 2 } else { at }
}

fn resolve(module: &[String], segments: Vec<String>) -> Vec<String> {
    let mut base = module.to_vec();
    let mut rest = &segments[..];
    match rest.first().map(String::as_str) {
        Some("self") => rest = &rest[1..],
        Some("super") => {}
        Some(_) | None => return segments,
    }
    while rest.first().is_some_and(|segment| segment == "super") {
        base.pop();
        rest = &rest[1..];
    }
    base.extend_from_slice(rest);
    base
}

#[test]
fn every_way_to_name_a_thing_is_seen() {
    let text = "use crate::{error::Result, store::{self, Tx as T, page::{Key, *}}};\n\
                use super::super::store as s; use ::sea_orm::Expr; pub(crate) use {a::b, c};\n\
                fn f() -> std::result::Result<x::Y, self::Z::W> { crate::store::page::g::<h::I>() }";
    let found = named("backend/src/graphql/limits/walk.rs", text);
    for path in [
        "crate::error::Result",
        "crate::store::self",
        "crate::store::Tx",
        "crate::store::page::Key",
        "crate::graphql::store",
        "sea_orm::Expr",
        "a::b",
        "x::Y",
        "crate::graphql::limits::walk::Z::W",
        "crate::store::page::g",
        "h::I",
    ] {
        assert!(found.iter().any(|found| found == path), "{path} of {found:?}");
    }
}

#[test]
fn a_file_of_a_folder_is_its_module() {
    assert_eq!(module("backend/src/graphql/mod.rs").join("::"), "crate::graphql");
    assert_eq!(module("shared/src/lib.rs").join("::"), "crate");
}
