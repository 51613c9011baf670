//! Registers the API's schema, so that every operation is checked against it at compile time, and
//! joins the style sheets that the server puts into its documents.

use std::path::Path;
use std::{env, fs};

/// The sheets of each document, in the order of the cascade.
const DOCUMENTS: [(&str, &[&str]); 2] = [
    ("applicant.css", &["tokens.css", "app.css"]),
    ("staff.css", &["tokens.css", "app.css", "staff.css"]),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rustc-check-cfg=cfg(erase_components)");
    println!("cargo::rerun-if-changed=../schema.graphql");
    println!("cargo::rerun-if-changed=style");
    let schema = with_payloads(&fs::read_to_string("../schema.graphql")?);
    cynic_codegen::register_schema("balai").from_sdl(&schema)?.as_default()?;
    let out = env::var_os("OUT_DIR").ok_or("cargo gives a folder for what is built")?;
    for (document, sheets) in DOCUMENTS {
        let mut joined = String::new();
        for sheet in sheets {
            joined.push_str(&squeezed(&fs::read_to_string(Path::new("style").join(sheet))?));
        }
        fs::write(Path::new(&out).join(document), joined)?;
    }
    Ok(())
}

/// The schema as the pages read it. A mutation that was refused is null, but the pages never read an
/// answer with an error (`api::request`), and one without has all its payloads: to them these are
/// non-null, so that not each has to be asked for being there.
fn with_payloads(schema: &str) -> String {
    let mut text = String::with_capacity(schema.len());
    let (mut inside, mut described) = (false, false);
    for line in schema.lines() {
        described ^= line.trim() == "\"\"\"";
        inside = line == "type Mutation {" || (inside && line != "}");
        text.push_str(line);
        // `name: Type`, or `): Type` behind the arguments.
        let is_field = line.starts_with('\t') && !line.starts_with("\t\t") && line.contains(": ");
        if inside && !described && is_field {
            text.push('!');
        }
        text.push('\n');
    }
    text
}

/// A sheet without its comments and line breaks; no string in our sheets holds either.
fn squeezed(sheet: &str) -> String {
    let mut text = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
