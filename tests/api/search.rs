//! `search`, in sessions and programs, on both databases.

use balai_tests::{InstitutionPlan, Kind, SessionPlan, TestApp, both, steps::text};
use serde_json::{Value, json};

const SESSIONS: &str =
    "query ($search: String, $order: SessionOrder, $first: Int, $after: String) {
  sessions(search: $search, orderBy: $order, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { program { title } }
  }
}";
const PROGRAMS: &str = "query ($search: String, $first: Int, $after: String) {
  programs(search: $search, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { title }
  }
}";

fn titles(list: &Value) -> Vec<String> {
    let nodes = list["nodes"].as_array().unwrap();
    let title = |node: &Value| {
        let title =
            if node["title"].is_null() { &node["program"]["title"] } else { &node["title"] };
        text(title).to_owned()
    };
    nodes.iter().map(title).collect()
}

/// What a search finds among sessions; among programs it must be the same.
async fn find(app: &TestApp, search: &str) -> Vec<String> {
    let visitor = app.visitor();
    let sessions = visitor.data(SESSIONS, json!({ "search": search })).await["sessions"].clone();
    let programs = visitor.data(PROGRAMS, json!({ "search": search })).await["programs"].clone();
    let (mut of_sessions, mut of_programs) = (titles(&sessions), titles(&programs));
    assert_eq!(sessions["totalCount"], of_sessions.len());
    assert_eq!(programs["totalCount"], of_programs.len());
    let found = of_sessions.clone();
    of_sessions.sort();
    of_programs.sort();
    assert_eq!(of_sessions, of_programs);
    found
}

/// Four sessions; the one that only mentions welding starts first.
async fn four(app: &TestApp) {
    let centre = app.centre().await;
    let singaraja =
        InstitutionPlan { name: "BLK Singaraja", region: "51.08", ..Default::default() };
    let singaraja = app.institution(singaraja).await;
    let plans = [
        (centre, "Perawatan Alat", "Termasuk dasar pengelasan besi.", "manufaktur"),
        (centre, "Las Listrik Dasar", "Menyambung besi.", "las"),
        (centre, "Barista Kopi", "Menyeduh kopi robusta.", "boga"),
        (singaraja, "Pemandu Wisata", "Melayani tamu di pantai.", "pariwisata"),
    ];
    for (day, (centre, title, description, vocation)) in (2..).zip(plans) {
        let starts_on = balai_shared::time::Date::from_ymd(2026, 3, day).unwrap();
        let plan = SessionPlan { title, description, vocation, starts_on, ..Default::default() };
        app.session(centre, plan).await;
    }
}

both!(matches_in_the_title_come_first, async |app: &TestApp| {
    four(app).await;
    assert_eq!(find(app, "besi").await, ["Perawatan Alat", "Las Listrik Dasar"]);
    assert_eq!(find(app, "dasar").await, ["Las Listrik Dasar", "Perawatan Alat"]);
    let by_date = json!({ "search": "dasar", "order": "STARTS_ON" });
    let data = app.visitor().data(SESSIONS, by_date).await;
    assert_eq!(titles(&data["sessions"]), ["Perawatan Alat", "Las Listrik Dasar"]);
});

both!(
    words_are_found_in_vocation_institution_and_place_in_both_languages,
    async |app: &TestApp| {
        four(app).await;
        assert_eq!(find(app, "singaraja").await, ["Pemandu Wisata"]);
        assert_eq!(find(app, "buleleng").await, ["Pemandu Wisata"]);
        assert_eq!(find(app, "welding").await, ["Las Listrik Dasar"]);
        assert_eq!(find(app, "kopi denpasar").await, ["Barista Kopi"], "all words must be there");
        assert_eq!(find(app, "kopi buleleng").await, Vec::<String>::new());
    }
);

both!(a_word_is_found_before_it_is_whole_and_in_any_case, async |app: &TestApp| {
    four(app).await;
    for search in ["bar", "BARISTA", "baris kop", "  robus "] {
        assert_eq!(find(app, search).await, ["Barista Kopi"], "{search}");
    }
});

both!(indonesian_words_are_found_by_their_stem_on_postgresql, async |app: &TestApp| {
    four(app).await;
    if app.kind == Kind::Postgres {
        assert_eq!(find(app, "seduhan").await, ["Barista Kopi"], "menyeduh");
        assert_eq!(find(app, "pelayanan").await, ["Pemandu Wisata"], "melayani");
    }
});

both!(a_search_without_words_finds_all, async |app: &TestApp| {
    four(app).await;
    for search in ["", "   ", "!?*", "\\", "\u{0}"] {
        assert_eq!(find(app, search).await.len(), 4, "{search:?}");
    }
});

both!(what_looks_like_an_injection_is_only_words, async |app: &TestApp| {
    four(app).await;
    for search in [
        "'; DROP TABLE programs; --",
        "\" OR 1=1 --",
        "kopi\" OR title : \"las",
        "kopi') OR ('1'='1",
        "NEAR(kopi las)",
        "title:las",
        "-kopi",
        "kopi:*",
        "kopi & !las | (teh)",
        "$1 ? %_",
        "AND OR NOT",
    ] {
        let found = find(app, search).await;
        assert!(found.len() < 4, "{search}: {found:?}");
    }
    assert_eq!(find(app, "kopi").await, ["Barista Kopi"], "all is still there");
});

both!(endless_searches_are_harmless, async |app: &TestApp| {
    four(app).await;
    assert_eq!(find(app, &"kopi ".repeat(5000)).await, ["Barista Kopi"]);
    assert_eq!(find(app, &"k".repeat(5000)).await, Vec::<String>::new());
    assert_eq!(find(app, &"😀".repeat(5000)).await.len(), 4);
});

/// All titles of a list, read one by one.
async fn one_by_one(app: &TestApp, query: &str, list: &str, search: &str) -> Vec<String> {
    let (mut all, mut after) = (Vec::new(), Value::Null);
    loop {
        let variables = json!({ "search": search, "first": 1, "after": after });
        let page = app.visitor().data(query, variables).await[list].clone();
        all.extend(titles(&page));
        if page["pageInfo"]["hasNextPage"] == false {
            return all;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

both!(pages_of_a_search_keep_its_order, async |app: &TestApp| {
    four(app).await;
    let expected = ["Las Listrik Dasar", "Perawatan Alat"];
    assert_eq!(one_by_one(app, SESSIONS, "sessions", "dasar").await, expected);
    assert_eq!(one_by_one(app, PROGRAMS, "programs", "dasar").await, expected);
});
