//! What the crates' manifests say about each other.

use crate::source;

/// A dependency as a manifest has it.
#[derive(Debug, PartialEq, Eq)]
struct Dependency {
    name: String,
    optional: bool,
}

/// The dependencies of a section: `dependencies`, `dev-dependencies`.
fn dependencies(manifest: &str, section: &str) -> Vec<Dependency> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if let Some(header) = line.strip_prefix('[') {
            let header = header.trim_end_matches(']');
            // A target's dependencies count like everyone's.
            inside = header == section || header.ends_with(&format!(".{section}"));
            let table = format!("{section}.");
            if let Some((_, name)) = header.rsplit_once(&table) {
                found.push(Dependency { name: name.to_owned(), optional: false });
            }
        } else if inside && let Some((name, value)) = line.split_once('=') {
            let name = name.trim().split('.').next().unwrap_or_default().to_owned();
            let optional = value.replace(' ', "").contains("optional=true");
            found.push(Dependency { name, optional });
        }
    }
    found
}

/// A crate, and what it never depends on.
struct Crate {
    folder: &'static str,
    never: &'static [&'static str],
    /// What it depends on behind a feature alone.
    optional: &'static [&'static str],
}

const CRATES: &[Crate] = &[
    Crate {
        folder: "shared",
        never: &[
            "axum",
            "tokio",
            "sea-orm",
            "sqlx",
            "leptos",
            "rand",
            "getrandom",
            "uuid",
            "balai-backend",
            "balai-migrations",
            "balai-frontend",
        ],
        optional: &["async-graphql"],
    },
    Crate {
        folder: "migrations",
        never: &["balai-backend", "balai-shared", "balai-frontend", "async-graphql", "axum"],
        optional: &[],
    },
    Crate {
        folder: "frontend",
        never: &[
            "balai-backend",
            "balai-migrations",
            "sea-orm",
            "sqlx",
            "async-graphql",
            "axum",
            "tokio",
        ],
        optional: &[],
    },
    Crate { folder: "backend", never: &["balai-tests"], optional: &["balai-frontend", "leptos"] },
    Crate {
        folder: "xtask",
        never: &["balai-backend", "balai-frontend", "balai-shared", "balai-migrations"],
        optional: &[],
    },
];

fn broken(this: &Crate, manifest: &str) -> Vec<String> {
    dependencies(manifest, "dependencies")
        .into_iter()
        .filter(|found| {
            let name = found.name.as_str();
            this.never.contains(&name) || (this.optional.contains(&name) && !found.optional)
        })
        .map(|found| format!("{} depends on {}", this.folder, found.name))
        .collect()
}

#[test]
fn no_crate_depends_on_what_it_must_not() {
    for this in CRATES {
        let manifest = source::root().join(this.folder).join("Cargo.toml");
        let manifest = std::fs::read_to_string(manifest).unwrap();
        assert_eq!(broken(this, &manifest), Vec::<String>::new());
    }
}

#[test]
fn every_crate_follows_the_houses_lints() {
    for folder in ["shared", "migrations", "backend", "frontend", "tests", "xtask"] {
        let manifest = std::fs::read_to_string(source::root().join(folder).join("Cargo.toml"));
        assert!(manifest.unwrap().contains("[lints]\nworkspace = true"), "{folder}");
    }
}

#[test]
fn a_wrong_dependency_is_found() {
    let shared = &CRATES[0];
    for manifest in [
        "[dependencies]\ntokio.workspace = true",
        "[dependencies]\nasync-graphql = { workspace = true }",
        "[dependencies]\nserde = \"1\"\n\n[target.'cfg(unix)'.dependencies]\nsea-orm = \"2\"",
        "[dependencies.axum]\nversion = \"0.8\"",
    ] {
        assert_eq!(broken(shared, manifest).len(), 1, "{manifest}");
    }
    let right = "[features]\ngraphql = [\"dep:async-graphql\"]\n[dependencies]\n\
                 async-graphql = { workspace = true, optional = true }\n\
                 [dev-dependencies]\ntokio = \"1\"";
    assert_eq!(broken(shared, right), Vec::<String>::new());
}
