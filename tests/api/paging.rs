//! Relay connections: pages forwards and backwards, by cursors that stay good.

use balai_shared::{id::InstitutionId, policy::Role};
use balai_tests::{
    Actor, InstitutionPlan, SessionPlan, TestApp, both,
    steps::{fields, text},
};
use serde_json::{Value, json};

const INSTITUTIONS: &str = "query ($first: Int, $after: String, $last: Int, $before: String) {
  list: institutions(first: $first, after: $after, last: $last, before: $before) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { name } }
  }
}";
const SESSIONS: &str =
    "query ($order: SessionOrder, $first: Int, $after: String, $last: Int, $before: String) {
  list: sessions(orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
    pageInfo { hasNextPage endCursor } edges { cursor node { name: id } }
  }
}";
const APPLICATIONS: &str =
    "query ($order: ApplicationOrder, $first: Int, $after: String, $last: Int, $before: String) {
  list: applications(orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
    totalCount
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { name: id } }
  }
}";
const PROGRAMS: &str = "query ($after: String) {
  list: programs(after: $after, orderBy: NEWEST) { edges { cursor node { name: title } } }
}";

const NAMES: [&str; 5] = ["Balai A", "Balai B", "Balai B", "Balai C", "Balai D"];

async fn five(app: &TestApp) {
    for name in NAMES {
        app.institution(InstitutionPlan { name, ..InstitutionPlan::default() }).await;
    }
}

async fn page(actor: &Actor, query: &str, variables: Value) -> Value {
    actor.data(query, variables).await["list"].clone()
}

fn names(page: &Value) -> Vec<String> {
    let edges = page["edges"].as_array().unwrap();
    edges.iter().map(|edge| text(&edge["node"]["name"]).to_owned()).collect()
}

fn cursor(page: &Value, place: usize) -> Value {
    page["edges"][place]["cursor"].clone()
}

both!(forwards_page_by_page, async |app: &TestApp| {
    five(app).await;
    let visitor = app.visitor();
    let first = page(&visitor, INSTITUTIONS, json!({ "first": 2 })).await;
    assert_eq!(names(&first), NAMES[..2]);
    assert_eq!(first["totalCount"], 5);
    let info = &first["pageInfo"];
    assert_eq!((&info["hasNextPage"], &info["hasPreviousPage"]), (&json!(true), &json!(false)));
    assert_eq!(
        (&info["startCursor"], &info["endCursor"]),
        (&cursor(&first, 0), &cursor(&first, 1))
    );
    let second = json!({ "first": 2, "after": info["endCursor"] });
    let second = page(&visitor, INSTITUTIONS, second).await;
    assert_eq!(names(&second), NAMES[2..4]);
    assert_eq!(second["pageInfo"]["hasPreviousPage"], true);
    let third = json!({ "first": 2, "after": second["pageInfo"]["endCursor"] });
    let third = page(&visitor, INSTITUTIONS, third).await;
    assert_eq!(names(&third), NAMES[4..]);
    assert_eq!(third["pageInfo"]["hasNextPage"], false);
    let beyond = json!({ "first": 2, "after": third["pageInfo"]["endCursor"] });
    let beyond = page(&visitor, INSTITUTIONS, beyond).await;
    assert_eq!((names(&beyond), &beyond["totalCount"]), (Vec::new(), &json!(5)));
    assert_eq!(beyond["pageInfo"]["endCursor"], Value::Null);
});

both!(backwards_page_by_page_in_the_lists_order, async |app: &TestApp| {
    five(app).await;
    let visitor = app.visitor();
    let last = page(&visitor, INSTITUTIONS, json!({ "last": 2 })).await;
    assert_eq!(names(&last), NAMES[3..]);
    assert_eq!(last["pageInfo"]["hasPreviousPage"], true);
    assert_eq!(last["pageInfo"]["hasNextPage"], false);
    let before = json!({ "last": 2, "before": last["pageInfo"]["startCursor"] });
    let before = page(&visitor, INSTITUTIONS, before).await;
    assert_eq!(names(&before), NAMES[1..3]);
    let front = json!({ "last": 2, "before": before["pageInfo"]["startCursor"] });
    let front = page(&visitor, INSTITUTIONS, front).await;
    assert_eq!(names(&front), NAMES[..1]);
    assert_eq!(front["pageInfo"]["hasPreviousPage"], false);
});

both!(between_two_cursors, async |app: &TestApp| {
    five(app).await;
    let visitor = app.visitor();
    let all = page(&visitor, INSTITUTIONS, json!({})).await;
    let between = json!({ "first": 9, "after": cursor(&all, 0), "before": cursor(&all, 4) });
    assert_eq!(names(&page(&visitor, INSTITUTIONS, between).await), NAMES[1..4]);
});

both!(a_cursor_stays_good_when_rows_come_before_it, async |app: &TestApp| {
    five(app).await;
    let visitor = app.visitor();
    let first = page(&visitor, INSTITUTIONS, json!({ "first": 2 })).await;
    for name in ["Aceh", "Balai Z"] {
        app.institution(InstitutionPlan { name, ..InstitutionPlan::default() }).await;
    }
    let rest = json!({ "after": first["pageInfo"]["endCursor"] });
    let rest = page(&visitor, INSTITUTIONS, rest).await;
    assert_eq!(names(&rest), ["Balai B", "Balai C", "Balai D", "Balai Z"]);
});

both!(a_page_has_none_to_a_hundred_items, async |app: &TestApp| {
    five(app).await;
    let visitor = app.visitor();
    let none = page(&visitor, INSTITUTIONS, json!({ "first": 0 })).await;
    assert_eq!((names(&none), &none["totalCount"]), (Vec::new(), &json!(5)));
    assert_eq!(none["pageInfo"]["hasNextPage"], true);
    let full = page(&visitor, INSTITUTIONS, json!({ "first": 100 })).await;
    assert_eq!(names(&full), NAMES);
    for (variables, path, code) in [
        (json!({ "first": 101 }), "first", "OUT_OF_RANGE"),
        (json!({ "first": -1 }), "first", "OUT_OF_RANGE"),
        (json!({ "last": 101 }), "last", "OUT_OF_RANGE"),
        (json!({ "last": -2147483648 }), "last", "OUT_OF_RANGE"),
        (json!({ "first": 1, "last": 1 }), "last", "NOT_ALLOWED"),
    ] {
        let error = visitor.error(INSTITUTIONS, variables).await;
        assert_eq!(error["extensions"]["code"], "VALIDATION_FAILED");
        assert_eq!(fields(&error), [(path.to_owned(), code.to_owned())]);
    }
});

both!(twenty_come_when_nobody_says, async |app: &TestApp| {
    let centre = app.centre().await;
    for _ in 0..21 {
        app.session(centre, SessionPlan::default()).await;
    }
    let found = page(&app.visitor(), SESSIONS, json!({})).await;
    assert_eq!(names(&found).len(), 20);
    assert_eq!(found["pageInfo"]["hasNextPage"], true);
});

both!(a_cursor_of_nothing_or_of_another_list_is_told, async |app: &TestApp| {
    five(app).await;
    let centre = app.centre().await;
    app.session(centre, SessionPlan::default()).await;
    let visitor = app.visitor();
    let institution = cursor(&page(&visitor, INSTITUTIONS, json!({})).await, 0);
    let by_start = cursor(&page(&visitor, SESSIONS, json!({})).await, 0);
    let newest = json!({ "order": "NEWEST" });
    let by_age = cursor(&page(&visitor, SESSIONS, newest).await, 0);
    // `["a\u0000b"]` and an id, and other shapes that no list gave out.
    let broken =
        ["", "x", "!!!", "W10", "bnVsbA", "W3sidCI6ImFcdTAwMDBiIn1d"].map(|text| json!(text));
    for (query, variables) in broken
        .iter()
        .chain([&by_age, &institution])
        .map(|cursor| (SESSIONS, json!({ "after": cursor })))
        .chain([
            (SESSIONS, json!({ "order": "NEWEST", "before": by_start })),
            (INSTITUTIONS, json!({ "after": by_age })),
            (PROGRAMS, json!({ "after": institution })),
        ])
    {
        let told = visitor.send(query, variables.clone()).await;
        if told.code().is_none() {
            // A cursor of the same kinds in the same places names a place here, too: no harm.
            assert!(variables["after"] == institution && query == SESSIONS, "{variables}");
            continue;
        }
        assert_eq!(told.code(), Some("VALIDATION_FAILED"), "{variables}: {}", told.body);
        assert_eq!(fields(&told.body["errors"][0])[0].1, "INVALID_FORMAT");
    }
});

/// Applications to one session, made at the same moment in pairs.
async fn applications(app: &TestApp, centre: InstitutionId) -> Vec<String> {
    let session = app.session(centre, SessionPlan::merit()).await;
    let mut ids = Vec::new();
    for number in 0..6 {
        if number % 2 == 0 {
            app.pass_seconds(1);
        }
        ids.push(app.applicant().await.applies(session).await);
    }
    ids
}

both!(equal_moments_split_by_a_page_lose_nobody, async |app: &TestApp| {
    let centre = app.centre().await;
    let mut expected = applications(app, centre).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    for order in ["SUBMITTED_AT", "CHANGED_AT"] {
        for (size, cursor, end) in
            [("first", "after", "endCursor"), ("last", "before", "startCursor")]
        {
            let (mut seen, mut at) = (Vec::new(), Value::Null);
            for _ in 0..2 {
                let variables = json!({ "order": order, size: 3, cursor: at });
                let found = page(&staff, APPLICATIONS, variables).await;
                assert_eq!(found["totalCount"], 6);
                at = found["pageInfo"][end].clone();
                seen.extend(names(&found));
            }
            seen.sort();
            expected.sort();
            assert_eq!(seen, expected, "{order} {size}");
        }
    }
});

both!(a_partner_reads_on_while_people_apply, async |app: &TestApp| {
    let centre = app.centre().await;
    let ids = applications(app, centre).await;
    let partner = app.partner(centre).await;
    let first = page(&partner, APPLICATIONS, json!({ "first": 4 })).await;
    app.pass_seconds(1);
    let session = app.session(centre, SessionPlan::merit()).await;
    let late = app.applicant().await.applies(session).await;
    let rest = json!({ "first": 4, "after": first["pageInfo"]["endCursor"] });
    let rest = names(&page(&partner, APPLICATIONS, rest).await);
    assert_eq!(rest, [ids[4].clone(), ids[5].clone(), late]);
});
