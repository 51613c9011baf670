//! `cargo xtask weigh`: what each crate adds to the WASM of either bundle.
//!
//! They are built once more with its functions' names, and each function counted for the crate
//! that its name begins with. A generic function counts for the crate that wrote it, not for the one
//! that uses it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::fs;

use anyhow::{Context, Result};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::command;
use crate::environment;
use crate::numbers::{compressed, kilobytes};
use crate::tools::Wanted;

/// Crates that add less than this many thousandths of the code are summed up.
const LEAST: usize = 10;
/// Rust's own library, whichever of its parts.
const LIBRARY: [&str; 5] = ["core", "alloc", "std", "compiler_builtins", "dlmalloc"];

/// Builds both and prints their tables.
///
/// # Errors
/// When one doesn't compile, or isn't the WASM that we expect.
pub(crate) fn print() -> Result<()> {
    Wanted { wasm: true, ..Wanted::default() }.ensure()?;
    print_of("applicant", "hydrate")?;
    print_of("staff", "csr")
}

fn print_of(binary: &str, feature: &str) -> Result<()> {
    let folder = environment::target().join("weigh");
    let mut build = command::cargo([
        "build",
        "--profile",
        "wasm",
        "--config",
        "profile.wasm.strip=false",
        "--package",
        "balai-frontend",
        "--bin",
        binary,
        "--features",
        feature,
        "--target",
        "wasm32-unknown-unknown",
    ]);
    command::run(build.env("CARGO_TARGET_DIR", &folder))?;
    let file = folder.join("wasm32-unknown-unknown/wasm").join(binary).with_extension("wasm");
    let module = fs::read(&file).with_context(|| format!("can't read {}", file.display()))?;
    let weights = weigh(&module)?;
    let all: usize = weights.values().sum();
    let mut rows: Vec<_> = weights.into_iter().collect();
    rows.sort_by_key(|(_, bytes)| Reverse(*bytes));
    let (shown, small): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|(_, bytes)| permille(*bytes, all) >= LEAST);
    for (name, bytes) in &shown {
        print_row(name, *bytes, all);
    }
    print_row("all others", small.iter().map(|(_, bytes)| bytes).sum(), all);
    let packed = compressed(&code_of(&module)?)?;
    println!("{binary}, all code: {}, {} of brotli", kilobytes(all), kilobytes(packed));
    Ok(())
}

fn print_row(name: &str, bytes: usize, all: usize) {
    let share = permille(bytes, all);
    println!("{name:<24} {:>9}  {:>2}.{} %", kilobytes(bytes), share / 10, share % 10);
}

fn permille(part: usize, whole: usize) -> usize {
    part.saturating_mul(1000) / whole.max(1)
}

/// The bytes of code of each crate.
fn weigh(module: &[u8]) -> Result<BTreeMap<String, usize>> {
    let (mut imported, mut sizes, mut names) = (0_u32, Vec::new(), HashMap::new());
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload?;
        if let Payload::ImportSection(imports) = payload {
            for import in imports.into_imports() {
                imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
            }
        } else if let Payload::CodeSectionEntry(body) = payload {
            sizes.push(body.as_bytes().len());
        } else if let Payload::CustomSection(section) = payload
            && let KnownCustom::Name(subsections) = section.as_known()
        {
            for subsection in subsections {
                let Name::Function(functions) = subsection? else { continue };
                for naming in functions {
                    let naming = naming?;
                    names.insert(naming.index, naming.name);
                }
            }
        }
    }
    let mut weights = BTreeMap::new();
    for (index, size) in (imported..).zip(sizes) {
        let name = names.get(&index).copied().unwrap_or("?");
        *weights.entry(crate_of(name)).or_default() += size;
    }
    Ok(weights)
}

/// The functions' bodies alone.
fn code_of(module: &[u8]) -> Result<Vec<u8>> {
    let mut code = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::CodeSectionEntry(body) = payload? {
            code.extend_from_slice(body.as_bytes());
        }
    }
    Ok(code)
}

/// The crate that a function's name begins with; of a trait for every type, the trait's.
fn crate_of(symbol: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(symbol));
    let first = first_word(&name);
    let is_parameter = first.chars().all(|letter| letter.is_uppercase() || letter.is_numeric());
    let of_trait = name.split_once(" as ").filter(|_| is_parameter);
    let first = of_trait.map_or(first, |(_, path)| first_word(path));
    if LIBRARY.contains(&first) { "Rust's own library".to_owned() } else { first.to_owned() }
}

fn first_word(path: &str) -> &str {
    let path = path.trim_start_matches(['<', '&', '(', '[', '*', ' ']);
    let path = path.trim_start_matches("mut ").trim_start_matches("dyn ");
    let end = path.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    path.get(..end.unwrap_or(path.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_counts_for_the_crate_that_wrote_it() {
        assert_eq!(crate_of("_ZN6leptos5mount4body17h0123456789abcdefE"), "leptos");
        assert_eq!(
            crate_of(
                "_ZN47_$LT$tachys..View$u20$as$u20$leptos..Render$GT$5build17h0123456789abcdefE"
            ),
            "tachys"
        );
        assert_eq!(crate_of("_ZN4core3fmt5write17h0123456789abcdefE"), "Rust's own library");
        assert_eq!(
            crate_of("_ZN36_$LT$T$u20$as$u20$tachys..Render$GT$5build17h0123456789abcdefE"),
            "tachys"
        );
        assert_eq!(crate_of("memcpy"), "memcpy");
    }
}
