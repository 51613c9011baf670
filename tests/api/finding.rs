//! Searches that are understood, what is near first, and the orders to choose from.

use balai_shared::time::Date;
use balai_tests::{Actor, InstitutionPlan, SessionPlan, TestApp, both, steps::text};
use serde_json::{Value, json};

const SESSIONS: &str = "query (
  $search: String, $exactly: Boolean, $near: Boolean, $order: SessionOrder,
  $first: Int, $after: String, $last: Int, $before: String
) {
  sessions(
    search: $search, searchExactly: $exactly, nearViewer: $near, orderBy: $order,
    first: $first, after: $after, last: $last, before: $before
  ) {
    totalCount searchCorrection nearRegion { name } pageInfo { hasNextPage endCursor }
    edges { cursor node { program { title } } }
  }
}";
const PROGRAMS: &str = "query ($search: String, $exactly: Boolean) {
  programs(search: $search, searchExactly: $exactly) { totalCount searchCorrection nodes { title } }
}";

async fn sessions(actor: &Actor, variables: Value) -> Value {
    actor.data(SESSIONS, variables).await["sessions"].clone()
}

fn titles(list: &Value) -> Vec<String> {
    let edges = list["edges"].as_array().unwrap();
    edges.iter().map(|edge| text(&edge["node"]["program"]["title"]).to_owned()).collect()
}

async fn found(app: &TestApp, search: &str) -> Vec<String> {
    titles(&sessions(&app.visitor(), json!({ "search": search })).await)
}

/// Six programs, each with a session a day later than the one before.
async fn six(app: &TestApp) {
    let centre = app.centre().await;
    let plans = [
        ("Roti dan Kue", "Adonan roti manis.", "boga"),
        ("Barista Dasar", "Menyeduh dengan mesin.", "boga"),
        ("Las Busur", "Menyambung besi.", "las"),
        ("Teknisi Pendingin Ruangan", "Merawat mesin pendingin.", "refrigerasi"),
        ("Percakapan Bahasa Inggris", "Berbicara dengan tamu.", "bahasa"),
        ("Operator Komputer", "Mengetik dan menghitung.", "tik"),
    ];
    for (day, (title, description, vocation)) in (2..).zip(plans) {
        let starts_on = Date::from_ymd(2026, 3, day).unwrap();
        let plan = SessionPlan { title, description, vocation, starts_on, ..Default::default() };
        app.session(centre, plan).await;
    }
}

both!(words_that_mean_the_same_find_the_same, async |app: &TestApp| {
    six(app).await;
    for (search, first) in [
        ("pengelasan", "Las Busur"),
        ("welder", "Las Busur"),
        ("AC", "Teknisi Pendingin Ruangan"),
        ("refrigerasi", "Teknisi Pendingin Ruangan"),
        ("english", "Percakapan Bahasa Inggris"),
        ("kursus bahasa inggris", "Percakapan Bahasa Inggris"),
        ("TIK", "Operator Komputer"),
        ("pelatihan komputer untuk saya", "Operator Komputer"),
    ] {
        assert_eq!(found(app, search).await, [first], "{search}");
    }
});

both!(the_words_typed_come_before_others_that_mean_the_same, async |app: &TestApp| {
    six(app).await;
    // Both are taught as Tata Boga; the one that starts later has the word in its title.
    assert_eq!(found(app, "barista").await, ["Barista Dasar", "Roti dan Kue"]);
    let mut after = Value::Null;
    for (title, more) in [("Barista Dasar", true), ("Roti dan Kue", false)] {
        let page = json!({ "search": "barista", "first": 1, "after": after });
        let page = sessions(&app.visitor(), page).await;
        assert_eq!(titles(&page), [title]);
        assert_eq!(page["pageInfo"]["hasNextPage"], more);
        after = page["pageInfo"]["endCursor"].clone();
    }
});

both!(words_that_say_nothing_find_all, async |app: &TestApp| {
    six(app).await;
    for search in ["untuk", "dan", "pelatihan untuk yang mau belajar", "the course"] {
        assert_eq!(found(app, search).await.len(), 6, "{search}");
    }
});

both!(slips_are_forgiven_and_it_is_said, async |app: &TestApp| {
    six(app).await;
    for (search, meant, first) in [
        ("bariista", "barista", "Barista Dasar"),
        ("Komptuer", "komputer", "Operator Komputer"),
        ("pendinggin ruanagn", "pendingin ruangan", "Teknisi Pendingin Ruangan"),
        ("las denpsar", "las denpasar", "Las Busur"),
    ] {
        let list = sessions(&app.visitor(), json!({ "search": search })).await;
        assert_eq!(list["searchCorrection"], meant, "{search}");
        assert_eq!(titles(&list)[0], first, "{search}");
        assert_eq!(list["totalCount"], titles(&list).len());
        let exactly = json!({ "search": search, "exactly": true });
        let list = sessions(&app.visitor(), exactly.clone()).await;
        assert_eq!((titles(&list).len(), &list["searchCorrection"]), (0, &Value::Null), "{search}");
        let programs = app.visitor().data(PROGRAMS, json!({ "search": search })).await;
        assert_eq!(programs["programs"]["searchCorrection"], meant);
        assert_ne!(programs["programs"]["totalCount"], 0);
        let programs = app.visitor().data(PROGRAMS, exactly).await;
        assert_eq!(programs["programs"]["totalCount"], 0);
    }
});

both!(a_search_that_finds_something_is_left_alone, async |app: &TestApp| {
    six(app).await;
    // "dasa" begins a word; "besi" and "manis" stand in a description, "manufaktur" nowhere.
    for search in ["dasa", "besi", "manis", "las", "zzzzzzzz", "manufaktur"] {
        let list = sessions(&app.visitor(), json!({ "search": search })).await;
        assert_eq!(list["searchCorrection"], Value::Null, "{search}");
    }
});

both!(a_new_program_is_known_at_once, async |app: &TestApp| {
    six(app).await;
    assert_eq!(found(app, "hidroponk").await.len(), 0);
    let centre = app.centre().await;
    let create = "mutation ($input: CreateProgramInput!) { createProgram(input: $input) {
        program { id } } }";
    let input = json!({ "input": {
        "institutionId": centre.to_string(), "title": "Sayuran Hidroponik", "vocationId": "voc_pertanian",
        "description": "Menanam tanpa tanah.", "hours": 40, "price": 0,
    } });
    app.partner(centre).await.data(create, input).await;
    let programs = app.visitor().data(PROGRAMS, json!({ "search": "hidroponk" })).await;
    assert_eq!(programs["programs"]["searchCorrection"], "hidroponik");
});

/// Sessions in Jakarta, Buleleng, Denpasar, Jakarta, Denpasar, a day apart.
async fn five_places(app: &TestApp) {
    let places = [
        ("31.71", "Jakarta 1"),
        ("51.08", "Buleleng"),
        ("51.71", "Denpasar 1"),
        ("31.71", "Jakarta 2"),
        ("51.71", "Denpasar 2"),
    ];
    for (day, (region, title)) in (2..).zip(places) {
        let centre = app.institution(InstitutionPlan { region, ..Default::default() }).await;
        let starts_on = Date::from_ymd(2026, 3, day).unwrap();
        app.session(centre, SessionPlan { title, starts_on, ..Default::default() }).await;
    }
}

const BY_START: [&str; 5] = ["Jakarta 1", "Buleleng", "Denpasar 1", "Jakarta 2", "Denpasar 2"];
const FROM_DENPASAR: [&str; 5] = ["Denpasar 1", "Denpasar 2", "Buleleng", "Jakarta 1", "Jakarta 2"];

both!(what_is_near_comes_first_page_by_page, async |app: &TestApp| {
    five_places(app).await;
    let person = app.applicant().await;
    let list = sessions(&person, json!({ "near": true })).await;
    assert_eq!(titles(&list), FROM_DENPASAR);
    assert_eq!(list["nearRegion"]["name"], "Kota Denpasar");
    for place in 0..5 {
        let cursor = &list["edges"][place]["cursor"];
        let after = sessions(&person, json!({ "near": true, "after": cursor })).await;
        assert_eq!(titles(&after), FROM_DENPASAR[place + 1..]);
        let before = sessions(&person, json!({ "near": true, "before": cursor })).await;
        assert_eq!(titles(&before), FROM_DENPASAR[..place]);
    }
});

both!(nothing_is_near_to_whom_nobody_knows, async |app: &TestApp| {
    five_places(app).await;
    for actor in [&app.visitor(), &app.newcomer().await.browser] {
        let list = sessions(actor, json!({ "near": true })).await;
        assert_eq!(titles(&list), BY_START);
        assert_eq!(list["nearRegion"], Value::Null);
    }
    let person = app.applicant().await;
    for variables in [json!({}), json!({ "near": true, "order": "STARTS_ON" })] {
        let list = sessions(&person, variables).await;
        assert_eq!(titles(&list), BY_START, "only where it is asked for, and no order is");
        assert_eq!(list["nearRegion"], Value::Null);
    }
    let list = sessions(&person, json!({ "near": true, "search": "jakarta" })).await;
    assert_eq!((titles(&list).len(), &list["nearRegion"]), (2, &Value::Null));
});

both!(a_cursor_of_another_order_is_refused, async |app: &TestApp| {
    five_places(app).await;
    let person = app.applicant().await;
    let list = sessions(&person, json!({})).await;
    let after = list["edges"][0]["cursor"].clone();
    let error = person.error(SESSIONS, json!({ "near": true, "after": after })).await;
    assert_eq!(error["extensions"]["code"], "VALIDATION_FAILED");
});

both!(most_seats_and_best_chance_come_first, async |app: &TestApp| {
    let centre = app.centre().await;
    // Seats, people who apply; offers are made at once.
    for (title, seats, people) in [("Small", 2, 1), ("Big", 6, 4), ("Full", 1, 1), ("New", 3, 0)] {
        let plan = SessionPlan { title, capacity: seats, ..SessionPlan::default() };
        let session = app.session(centre, plan).await;
        for _ in 0..people {
            app.applicant().await.applies(session).await;
        }
    }
    let opens = app.now().plus_days(-30);
    let starts_on = Date::from_ymd(2026, 2, 2).unwrap();
    let over = SessionPlan {
        title: "Over",
        capacity: 99,
        opens: Some(opens),
        starts_on,
        ..Default::default()
    };
    app.session(centre, over).await;
    let soon = SessionPlan {
        title: "Soon",
        capacity: 98,
        opens: Some(app.now().plus_days(3)),
        ..Default::default()
    };
    app.session(centre, soon).await;
    for (order, expected) in [
        ("SEATS_LEFT", ["New", "Big", "Small", "Full"]),
        ("CHANCE", ["New", "Big", "Small", "Full"]),
    ] {
        let mut all = Vec::new();
        let mut after = Value::Null;
        for _ in 0..6 {
            let page = json!({ "order": order, "first": 1, "after": after });
            let page = sessions(&app.visitor(), page).await;
            all.extend(titles(&page));
            after = page["pageInfo"]["endCursor"].clone();
        }
        assert_eq!(all[..4], expected, "{order}");
        all[4..].sort();
        assert_eq!(all[4..], ["Over", "Soon"], "{order}");
    }
});
