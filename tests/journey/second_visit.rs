//! What a phone kept is there at once, and what is new follows without being in the way.

use crate::support::{Browser, Device, House, Line, Scripts};

#[tokio::test(flavor = "multi_thread")]
async fn the_catalogue_is_there_at_once_and_brings_in_what_is_new() {
    let house = House::open();
    let line = Line::to(&house);
    let phone = Browser::through(&line, Device::Phone(Scripts::On)).await;
    has_the_catalogue(&phone).await;
    phone.asks(&kept_page("html.replace(/<h2>[^<]*/, '<h2>Pelatihan Kemarin')")).await;
    line.slow_down();
    phone.open("/").await;
    phone.sees_in(".card h2", "Pelatihan Kemarin").await;
    phone.sees_in("#kept", "Yang tampil disimpan").await;
    phone.asks("q.focus(); q.value = 'las'").await;
    line.mend();
    phone.no_longer_sees("Pelatihan Kemarin").await;
    assert_eq!(phone.count("#kept[hidden]").await, 1, "it is no longer of yesterday");
    assert_eq!(phone.value("q").await, "las", "nothing typed is lost");
    assert_eq!(phone.asks("return document.activeElement.id").await, "q");
    phone.takes_over().await;
    phone.opens_the_filter("Daring").await;
    phone.arrives_at("/?cara=DARING").await;
    phone.sees_in("[role=status]", "3 pelatihan").await;
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_kept_moments_ago_says_nothing_of_its_age_until_the_network_is_gone() {
    let house = House::open();
    let line = Line::to(&house);
    let phone = Browser::through(&line, Device::Phone(Scripts::On)).await;
    has_the_catalogue(&phone).await;
    line.slow_down();
    phone.open("/").await;
    phone.reads(".card h2").await;
    assert_eq!(phone.count("html[data-kept] #kept[hidden]").await, 1);
    line.cut();
    phone.open("/").await;
    phone.sees_in("#kept", "Tidak ada jaringan. Yang tampil disimpan").await;
    phone.takes_over().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_application_is_never_shown_as_it_was_while_the_network_answers() {
    let house = House::open();
    let line = Line::to(&house);
    let phone = Browser::through(&line, Device::Phone(Scripts::On)).await;
    has_the_catalogue(&phone).await;
    phone.signs_in("applicant@demo.balai", "/lamaran").await;
    phone.open("/lamaran").await;
    phone.reads("main h1").await;
    phone.asks(&kept_page("html.replace(/<h1>[^<]*/, '<h1>Pendaftaran kemarin')")).await;
    phone.open("/lamaran").await;
    phone.sees_in("main h1", "Pendaftaran saya").await;
    phone.asks(&kept_page("html.replace(/<h1>[^<]*/, '<h1>Pendaftaran kemarin')")).await;
    line.slow_down();
    phone.open("/lamaran").await;
    phone.sees_in("main h1", "Pendaftaran kemarin").await;
    phone.sees_in("#kept", "Jaringan lambat. Yang tampil disimpan").await;
    line.mend();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signed_out_is_not_greeted_by_what_was_kept() {
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::On)).await;
    has_the_catalogue(&phone).await;
    phone.signs_in("applicant@demo.balai", "/lamaran").await;
    phone.open("/").await;
    phone.presses_path("//summary[contains(., 'Menu')]").await;
    phone.sees("Keluar").await;
    phone.presses("Keluar").await;
    phone.sees("Masuk").await;
    phone.open("/").await;
    phone.sees_in(".top", "Masuk").await;
    assert_eq!(phone.count(".top .menu").await, 0, "nothing of the person's is shown");
    drop(house);
    phone.open("/").await;
    phone.sees_in("#kept", "Tidak ada jaringan").await;
    assert_eq!(phone.count(".top .menu").await, 0, "nothing of the person's is shown");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_an_older_release_asks_for_no_file_that_is_gone() {
    let house = House::open();
    let line = Line::to(&house);
    let phone = Browser::through(&line, Device::Phone(Scripts::On)).await;
    has_the_catalogue(&phone).await;
    let older = "html.replaceAll('/assets/applicant-', '/assets/applicant-0')";
    phone.asks(&kept_page(older)).await;
    phone.open("/").await;
    phone.takes_over().await;
    assert_eq!(phone.count("html[data-kept]").await, 0, "what is new comes first");
    phone.asks(&kept_page(older)).await;
    line.cut();
    phone.open("/").await;
    phone.sees_in("#kept", "Tidak ada jaringan").await;
    let asked = "return performance.getEntriesByType('resource').filter(it => it.name.includes('/assets/')).length";
    assert_eq!(phone.asks(asked).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_language_is_not_answered_by_what_was_kept() {
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::On)).await;
    has_the_catalogue(&phone).await;
    phone.presses("EN").await;
    phone.sees_in("main h1", "Find job training").await;
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quick_filter_works_before_the_app_has_come() {
    let house = House::open();
    let line = Line::to(&house);
    let phone = Browser::through(&line, Device::Phone(Scripts::On)).await;
    phone.never_loads("*.wasm").await;
    phone.open("/").await;
    phone.reads(".card h2").await;
    phone.asks("globalThis.same = true").await;
    let all = phone.count(".cards > li").await;
    line.slow_down();
    phone.opens_the_filter("Daring").await;
    let fitting = phone.count(".cards > li:not([hidden])").await;
    assert!(0 < fitting && fitting < all, "what fits stays at once: {fitting} of {all}");
    assert_eq!(phone.count(".cards > li:not([hidden]) [data-is~=DARING]").await, fitting);
    line.mend();
    phone.sees_in("[role=status]", "3 pelatihan").await;
    assert_eq!(phone.path().await, "/?cara=DARING");
    assert_eq!(phone.focused().await, "link ✓ Daring (3)");
    phone.goes_back().await;
    phone.sees_in("[role=status]", "62 pelatihan").await;
    assert_eq!(phone.asks("return same").await, true, "all on one page");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_app_takes_over_what_a_quick_filter_has_left() {
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::On)).await;
    // As a thumb that is there before the app.
    phone.does_first("addEventListener('DOMContentLoaded', () => document.querySelector(`a[href*='cara=DARING']`)?.click())").await;
    phone.open("/").await;
    phone.sees_in("[role=status]", "3 pelatihan").await;
    phone.takes_over().await;
    phone.opens_the_filter("Daring").await;
    phone.sees_in("[role=status]", "62 pelatihan").await;
    phone.goes_back().await;
    phone.sees_in("[role=status]", "3 pelatihan").await;
    phone.close().await;
}

/// Opens the catalogue and waits until it is kept.
async fn has_the_catalogue(phone: &Browser) {
    phone.open("/").await;
    phone.keeps_pages().await;
    phone
        .until_it_holds("return caches.open('balai-seen').then(c => c.match('/')).then(Boolean)")
        .await;
}

/// A script that keeps the shown page anew, changed so, as if an hour ago.
fn kept_page(change: &str) -> String {
    format!(
        "return (async () => {{ const cache = await caches.open('balai-seen'), key = location.pathname; \
         const page = await cache.match(key), headers = new Headers(page.headers); \
         headers.set('x-kept-at', new Date(Date.now() - 3600000).toISOString()); \
         const html = await page.text(); await cache.put(key, new Response({change}, {{ headers }})); }})()"
    )
}
