//! The demonstration keeps what API.md and DOMAIN.md promise of it.

mod bench;
mod figures;
mod people;
mod play;

use balai_shared::session::SelectionMethod;

use self::bench::{Bench, digest, what};
use super::{Found, Size, UNFINISHED, look, make};
use crate::{
    model::{catalogue::SessionQuery, page::PageRequest},
    service::catalogue,
    store::{bulk, fact, invariants},
};

#[tokio::test]
async fn the_same_seed_and_day_give_the_same_rows() {
    let (one, two, other) = (Bench::new().await, Bench::new().await, Bench::new().await);
    let first = one.make(what(1, "2026-11-22")).await;
    let second = two.make(what(1, "2026-11-22")).await;
    let third = other.make(what(2, "2026-11-22")).await;
    assert_eq!(first.partner_key, second.partner_key);
    assert_ne!(first.partner_key, third.partner_key);
    let rows = digest(&one).await;
    assert!(rows.len() > 8_000, "{} rows", rows.len());
    assert_eq!(rows, digest(&two).await);
    assert_ne!(rows, digest(&other).await);
}

#[tokio::test]
async fn every_rule_holds_on_any_day() {
    for (seed, day) in [(1, "2026-11-22"), (7, "2028-02-29"), (99, "2024-01-01")] {
        let bench = Bench::new().await;
        bench.make(what(seed, day)).await;
        let broken = invariants::check(bench.services.store.read()).await.unwrap();
        assert_eq!(broken, [], "seed {seed}, {day}");
    }
}

#[tokio::test]
async fn a_database_says_what_it_holds() {
    let bench = Bench::new().await;
    let (asked, other) = (what(1, "2026-11-22"), what(1, "2026-11-23"));
    let store = &bench.services.store;
    assert_eq!(look(store, &asked).await.unwrap(), Found::Nothing);
    bench.make(asked).await;
    assert_eq!(look(store, &asked).await.unwrap(), Found::Same);
    assert_eq!(look(store, &other).await.unwrap(), Found::Other(asked.to_string()));
}

#[tokio::test]
async fn a_second_demonstration_leaves_nothing_behind() {
    let bench = Bench::new().await;
    bench.make(what(1, "2026-11-22")).await;
    let before = digest(&bench).await;
    let second = make(&bench.services, what(2, "2026-11-22"), &mut |_| {}).await;
    assert!(second.is_err());
    assert_eq!(digest(&bench).await, before);
}

#[tokio::test]
async fn an_interrupted_large_one_is_recognised() {
    let bench = Bench::new().await;
    let store = &bench.services.store;
    let large = super::Demonstration { size: Size::Large, ..what(1, "2026-11-22") };
    let mark = format!("{UNFINISHED}{large}");
    store
        .write(move |tx| Box::pin(async move { fact::set_demonstration(tx, &mark).await }))
        .await
        .unwrap();
    assert_eq!(look(store, &large).await.unwrap(), Found::Unfinished);
    let (before, after) = (format!("{UNFINISHED}{large}"), large.to_string());
    let renamed = store
        .write(move |tx| {
            Box::pin(async move { bulk::rename_demonstration(tx, &before, &after).await })
        })
        .await
        .unwrap();
    assert!(renamed);
    assert_eq!(look(store, &large).await.unwrap(), Found::Same);
}

#[tokio::test]
async fn real_data_is_left_alone() {
    let bench = Bench::new().await;
    let input = crate::service::register::Input {
        name: "Sulastri".to_owned(),
        phone: Some("081234567890".to_owned()),
        email: None,
        password: "rahasia-sekali".to_owned(),
        language: balai_shared::language::Language::default(),
        device: crate::service::tokens::Place {
            label: balai_shared::device::DeviceLabel::UNKNOWN,
            mark: None,
        },
        address: None,
    };
    crate::service::register::register(&bench.services, input).await.unwrap();
    let found = look(&bench.services.store, &what(1, "2026-11-22")).await.unwrap();
    assert_eq!(found, Found::Data);
}

#[tokio::test]
async fn a_search_finds_titles_before_descriptions() {
    let bench = Bench::new().await;
    bench.make(what(1, "2026-11-22")).await;
    for word in ["las", "barista"] {
        let query = SessionQuery { search: Some(word.to_owned()), ..SessionQuery::default() };
        let page = PageRequest { first: Some(50), ..PageRequest::default() };
        let found =
            catalogue::sessions(&bench.services, &bench.visitor(), &query, &page).await.unwrap();
        let in_title: Vec<bool> = found
            .items
            .iter()
            .map(|(_, listing)| listing.program.title.to_lowercase().contains(word))
            .collect();
        assert!(in_title.contains(&true) && in_title.contains(&false), "{word}: {in_title:?}");
        assert!(in_title.is_sorted_by(|a, b| a >= b), "{word}: {in_title:?}");
    }
}

#[tokio::test]
async fn the_named_case_has_two_sessions_and_no_more() {
    let bench = Bench::new().await;
    bench.make(what(1, "2026-11-22")).await;
    let sessions = bench.sessions("Konversi Motor Listrik").await;
    let methods: Vec<_> = sessions.iter().map(|listing| listing.session.selection_method).collect();
    assert_eq!(methods, [SelectionMethod::Merit, SelectionMethod::FirstCome]);
}
