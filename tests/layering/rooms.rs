//! The rooms, and what each must never name (docs/ARCHITECTURE.md, Rooms).

use crate::{paths, source};

/// A folder and what its code names nowhere, tests aside.
struct Room {
    folder: &'static str,
    never: &'static [&'static str],
}

const DATABASE: &[&str] = &["sea_orm", "sea_orm_migration", "sqlx", "sea_query"];

const ROOMS: &[Room] = &[
    Room {
        folder: "shared/src",
        never: &[
            "axum",
            "tokio",
            "sqlx",
            "sea_orm",
            "sea_query",
            "leptos",
            "balai_backend",
            "balai_migrations",
            "balai_frontend",
            "std::fs",
            "std::net",
            "std::env",
            "std::process",
            "std::thread",
            "std::time::SystemTime",
            "std::time::Instant",
            "rand",
            "getrandom",
        ],
    },
    Room {
        folder: "migrations/src",
        never: &["balai_backend", "balai_shared", "balai_frontend", "crate::entity"],
    },
    Room {
        folder: "backend/src/model",
        never: &[
            "sea_orm",
            "sqlx",
            "async_graphql",
            "axum",
            "crate::store",
            "crate::service",
            "crate::graphql",
            "crate::http",
        ],
    },
    Room {
        folder: "backend/src/store",
        never: &[
            "async_graphql",
            "axum",
            "balai_frontend",
            "crate::service",
            "crate::graphql",
            "crate::http",
            "crate::worker",
        ],
    },
    Room {
        folder: "backend/src/service",
        never: &[
            "sea_orm",
            "sqlx",
            "sea_query",
            "async_graphql",
            "axum",
            "balai_frontend",
            "crate::graphql",
            "crate::http",
            "crate::worker",
            "crate::store::entity",
        ],
    },
    Room {
        folder: "backend/src/graphql",
        never: &[
            "sea_orm",
            "sqlx",
            "sea_query",
            "axum",
            "balai_frontend",
            "crate::store",
            "crate::http",
        ],
    },
    Room {
        folder: "backend/src/http",
        never: &["sea_orm", "sqlx", "sea_query", "crate::store::entity"],
    },
    Room {
        folder: "backend/src/worker",
        never: &["sea_orm", "sqlx", "async_graphql", "axum", "crate::graphql", "crate::http"],
    },
    Room {
        folder: "backend/src/gateway",
        never: &[
            "sea_orm",
            "sqlx",
            "async_graphql",
            "axum",
            "crate::store",
            "crate::graphql",
            "crate::http",
        ],
    },
    Room {
        folder: "backend/src/paper",
        never: &[
            "sea_orm",
            "sqlx",
            "async_graphql",
            "axum",
            "crate::store",
            "crate::service",
            "crate::graphql",
            "crate::http",
        ],
    },
    Room {
        folder: "backend/src/sheet",
        never: &[
            "sea_orm",
            "sqlx",
            "async_graphql",
            "axum",
            "crate::store",
            "crate::service",
            "crate::graphql",
            "crate::http",
        ],
    },
    Room {
        folder: "frontend/src",
        never: &[
            "balai_backend",
            "balai_migrations",
            "sea_orm",
            "sqlx",
            "async_graphql",
            "axum",
            "tokio",
        ],
    },
];

/// What a file names that its room must not.
fn broken(path: &str, text: &str) -> Vec<String> {
    let room = ROOMS.iter().find(|room| path.starts_with(&format!("{}/", room.folder)));
    let Some(room) = room.filter(|_| !is_test(path)) else { return Vec::new() };
    let begins = |named: &str, never: &str| {
        named.strip_prefix(never).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    let named = paths::named(path, without_tests(text));
    let mut wrong: Vec<_> = named
        .into_iter()
        .filter(|named| room.never.iter().any(|never| begins(named, never)))
        .map(|named| format!("{path} names {named}, which {} never does", room.folder))
        .collect();
    wrong.sort();
    wrong.dedup();
    wrong
}

fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

/// The file up to the module of its tests, which comes last by habit.
fn without_tests(text: &str) -> &str {
    text.find("#[cfg(test)]\nmod ").map_or(text, |at| &text[..at])
}

#[test]
fn no_room_names_what_it_must_not() {
    let wrong: Vec<_> =
        source::all().iter().flat_map(|file| broken(&file.path, &file.text)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_room_is_there() {
    let files = source::all();
    for room in ROOMS {
        let inside =
            files.iter().filter(|file| file.path.starts_with(&format!("{}/", room.folder)));
        assert!(inside.count() > 0, "{} is empty", room.folder);
    }
}

/// The GraphQL library may derive enums in `shared`, behind the feature that the browser leaves off.
#[test]
fn shared_names_the_graphql_library_behind_its_feature_alone() {
    for file in source::all().iter().filter(|file| file.path.starts_with("shared/src/")) {
        let code = source::code(&file.text);
        for (code, line) in code.lines().zip(file.text.lines()) {
            let behind = line.contains("cfg_attr(feature = \"graphql\"");
            assert!(!code.contains("async_graphql") || behind, "{}: {line}", file.path);
        }
    }
}

#[test]
fn entities_stay_inside_the_store() {
    for file in source::all() {
        let outside = file.path.starts_with("backend/src/") && !file.path.contains("/store/");
        let named = if outside { paths::named(&file.path, &file.text) } else { Vec::new() };
        let entity = named.iter().find(|named| named.contains("store::entity"));
        assert!(entity.is_none(), "{} names {entity:?}", file.path);
    }
}

#[test]
fn a_wrong_import_is_found() {
    for (path, text) in [
        ("backend/src/service/offer.rs", "use sea_orm::EntityTrait;"),
        ("backend/src/service/offer.rs", "fn f() -> async_graphql::Result<()> { todo() }"),
        ("backend/src/graphql/node.rs", "use crate::{error::Error, store::Store};"),
        ("backend/src/graphql/limits/walk.rs", "use super::super::super::store::Store;"),
        ("backend/src/graphql/node.rs", "use sea_orm as s;"),
        ("backend/src/store/page.rs", "use crate::service::Services;"),
        ("shared/src/nik.rs", "fn now() { std::time::SystemTime::now(); }"),
        ("shared/src/nik.rs", "use tokio::sync::Mutex;"),
        ("migrations/src/lib.rs", "use balai_backend::store;"),
        ("frontend/src/app.rs", "use {balai_backend::App, leptos::view};"),
    ] {
        assert_eq!(broken(path, text).len(), 1, "{path}: {text}");
    }
    for (path, text) in [
        (
            "backend/src/service/offer.rs",
            "// use sea_orm::EntityTrait;\nconst A: &str = \"sea_orm::X\";",
        ),
        ("backend/src/service/offer.rs", "use crate::store::{self, Tx};"),
        ("backend/src/graphql/node.rs", "#[cfg(test)]\nmod tests {\n    use sea_orm::DbErr;\n}"),
        ("backend/src/store/page.rs", "use sea_orm::Order;"),
        ("backend/src/graphql/node.rs", "use crate::storefront::X; use sea_orm_like::Y;"),
    ] {
        assert_eq!(broken(path, text), Vec::<String>::new(), "{path}: {text}");
    }
}

#[test]
fn the_database_is_named_by_few() {
    let allowed = ["/store/", "/clock.rs", "/error.rs", "/cli/", "/demo/"];
    for file in source::all().iter().filter(|file| file.path.starts_with("backend/src/")) {
        if allowed.iter().any(|place| file.path.contains(place)) || is_test(&file.path) {
            continue;
        }
        let named = paths::named(&file.path, without_tests(&file.text));
        let database = named
            .iter()
            .find(|named| DATABASE.iter().any(|name| named.split("::").next() == Some(name)));
        assert!(database.is_none(), "{} names {database:?}", file.path);
    }
}
