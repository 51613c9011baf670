//! `changedAfter` and `syncCursor`: a copy that misses nothing, whoever writes meanwhile.

use std::{collections::BTreeMap, time::Duration};

use balai_backend::service::synchronise;
use balai_shared::{id::SessionId, policy::Role};
use balai_tests::{
    Actor, Copy, Kind, Person, SessionPlan, TestApp, both,
    steps::{CONFIRM, DECLINE, SUBMIT, WITHDRAW, about, applying_to, fields, text},
};
use sea_orm::{ConnectionTrait, TransactionTrait};
use serde_json::{Value, json};

/// The client of docs/API.md, with small pages, so that changes come between them.
const APPLICATIONS: &str = "query ($cursor: String) {
  list: applications(changedAfter: $cursor, first: 7) {
    syncCursor pageInfo { hasNextPage } nodes { id state waitlistPosition applicant { name } }
  }
}";
const SESSIONS: &str = "query ($cursor: String) {
  list: sessions(changedAfter: $cursor, first: 7) {
    syncCursor pageInfo { hasNextPage } nodes { id seatsTaken waitlistCount applicantCount }
  }
}";
/// All there is, by pages of the ordinary list.
const ALL: &str = "query ($after: String) {
  list: applications(after: $after, first: 100) {
    pageInfo { hasNextPage endCursor } nodes { id state waitlistPosition applicant { name } }
  }
}";
const RENAME: &str =
    "mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { viewer { name } } }";
const WRITERS: usize = 20;

async fn all(actor: &Actor) -> BTreeMap<String, Value> {
    let (mut rows, mut after) = (BTreeMap::new(), Value::Null);
    loop {
        let page = actor.data(ALL, json!({ "after": after })).await["list"].clone();
        for node in page["nodes"].as_array().unwrap() {
            rows.insert(text(&node["id"]).to_owned(), node.clone());
        }
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            return rows;
        }
    }
}

/// Applies everywhere, takes a seat or gives it back, goes and comes again; some are called otherwise
/// meanwhile, the others come again by nothing else.
async fn lives(person: Person, number: usize, sessions: [SessionId; 3]) {
    for (round, session) in sessions.into_iter().cycle().take(6).enumerate() {
        let sent = person.send(SUBMIT, applying_to(session)).await;
        if number.is_multiple_of(4) {
            // At first nothing holds the name; a seat or a place will.
            let name = format!("Wayan {}", ["Putra", "Sukma"][round % 2]);
            person.send(RENAME, json!({ "input": { "name": name } })).await;
        }
        // What met somebody else's step is not mended: the copy has to show what is.
        let Some(id) = sent.body["data"]["submitApplication"]["application"]["id"].as_str() else {
            continue;
        };
        let step = match (number + round) % 4 {
            0 => CONFIRM,
            1 => DECLINE,
            2 => WITHDRAW,
            _ => continue,
        };
        person.send(step, about(id)).await;
    }
}

/// Holds a session's row for a while, so that who waits for it commits long after it began.
async fn holds(app: &TestApp, session: SessionId) {
    if app.kind == Kind::Sqlite {
        return;
    }
    let id = app.literal(session.as_u128());
    let sql = format!("UPDATE sessions SET capacity = capacity WHERE id = {id}");
    for _ in 0..2 {
        let other = app.services.store.read().begin().await.unwrap();
        other.execute_unprepared(&sql).await.unwrap();
        tokio::time::sleep(Duration::from_millis(1500)).await;
        other.commit().await.unwrap();
    }
}

both!(a_copy_ends_as_the_database_after_twenty_writers, async |app: &TestApp| {
    let centre = app.centre().await;
    // By merit, the held one: what is lost there comes by no list that moves.
    let sessions = [
        app.session(centre, SessionPlan::merit()).await,
        app.session(centre, SessionPlan::seats(3)).await,
        app.session(centre, SessionPlan::seats(3)).await,
    ];
    let partner = app.partner(centre).await;
    let (mut copy, mut plans) = (Copy::new(&partner, APPLICATIONS), Copy::new(&partner, SESSIONS));
    let mut writers = tokio::task::JoinSet::new();
    for number in 0..WRITERS {
        writers.spawn(lives(app.applicant().await, number, sessions));
    }
    let writing = async {
        tokio::join!(holds(app, sessions[0]), async {
            while writers.join_next().await.is_some() {}
        });
    };
    tokio::pin!(writing);
    loop {
        tokio::select! {
            () = &mut writing => break,
            _ = copy.pull() => {}
        }
    }
    let truth = all(&partner).await;
    assert!(truth.len() > WRITERS, "{}", truth.len());
    assert!(truth.values().any(|row| row["waitlistPosition"].is_i64()));
    copy.until("the copy is the database", |_, rows| *rows == truth).await;
    copy.settles(app).await;
    assert_eq!(copy.rows, truth);
    plans.settles(app).await;
    for session in sessions {
        let seats = partner.seats_of(session).await;
        let kept = &plans.rows[&session.to_string()];
        for field in ["seatsTaken", "waitlistCount", "applicantCount"] {
            assert_eq!(kept[field], seats[field], "{field}");
        }
    }
});

both!(who_waited_for_a_row_comes_though_others_came_before, async |app: &TestApp| {
    if app.kind == Kind::Sqlite {
        return;
    }
    let centre = app.centre().await;
    let (held, free) = (
        app.session(centre, SessionPlan::default()).await,
        app.session(centre, SessionPlan::default()).await,
    );
    let partner = app.partner(centre).await;
    let mut copy = Copy::new(&partner, APPLICATIONS);
    copy.settles(app).await;
    let id = app.literal(held.as_u128());
    let (late, early) = (app.applicant().await, app.applicant().await);
    let other = app.services.store.read().begin().await.unwrap();
    let hold = format!("UPDATE sessions SET capacity = capacity WHERE id = {id}");
    other.execute_unprepared(&hold).await.unwrap();
    let waits = tokio::spawn(async move { late.applies(held).await });
    tokio::time::sleep(Duration::from_millis(500)).await;
    let early = early.applies(free).await;
    copy.pull().await;
    other.commit().await.unwrap();
    let late = waits.await.unwrap();
    copy.until("both", |_, rows| rows.contains_key(&late) && rows.contains_key(&early)).await;
});

both!(a_copy_begins_with_all_and_then_gets_what_is_new_alone, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let mut expected = Vec::new();
    for _ in 0..9 {
        expected.push(app.applicant().await.applies(session).await);
    }
    let foreign = app.session(app.centre().await, SessionPlan::merit()).await;
    app.applicant().await.applies(foreign).await;
    let mut copy = Copy::new(&app.partner(centre).await, APPLICATIONS);
    copy.settles(app).await;
    expected.sort();
    assert_eq!(copy.rows.keys().cloned().collect::<Vec<_>>(), expected, "its own, all of them");
    let person = app.applicant().await;
    let tenth = person.applies(session).await;
    copy.until("the tenth", |came, _| came == [tenth.clone()]).await;
    copy.settles(app).await;
    person.withdraws(&tenth).await;
    copy.until("the tenth", |came, _| came == [tenth.clone()]).await;
    assert_eq!(copy.rows[&tenth]["state"], "WITHDRAWN");
});

both!(what_does_not_go_with_a_cursor_is_told_at_its_field, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    app.applicant().await.applies(session).await;
    let partner = app.partner(centre).await;
    let first =
        "{ list: applications(first: 0) { syncCursor } other: sessions(first: 0) { syncCursor } }";
    let first = partner.data(first, json!({})).await;
    assert_eq!(first["list"]["syncCursor"], first["other"]["syncCursor"], "the beginning");
    let cursor = first["list"]["syncCursor"].clone();
    for (list, argument, path) in [
        ("applications", "last: 2", "last"),
        ("applications", "before: \"x\"", "before"),
        ("applications", "orderBy: SUBMITTED_AT", "orderBy"),
        ("applications", "changedSince: \"2026-01-01T00:00:00Z\"", "changedSince"),
        ("applications", "filter: { states: [OFFERED] }", "filter.states"),
        ("applications", "filter: { search: \"way\" }", "filter.search"),
        ("sessions", "orderBy: NEWEST", "orderBy"),
        ("sessions", "search: \"las\"", "search"),
        ("sessions", "openFirst: true", "openFirst"),
        ("sessions", "filter: { regionCode: \"51\" }", "filter.regionCode"),
        ("sessions", "filter: { states: [OPEN] }", "filter.states"),
    ] {
        let query = format!(
            "query ($cursor: String) {{ {list}(changedAfter: $cursor, {argument}) {{ syncCursor }} }}"
        );
        let error = partner.error(&query, json!({ "cursor": cursor })).await;
        assert_eq!(fields(&error), [(path.to_owned(), "NOT_ALLOWED".to_owned())], "{argument}");
    }
    for bad in ["", "x", "W10", "bnVsbA"] {
        let error = partner.error(APPLICATIONS, json!({ "cursor": bad })).await;
        let told = ("changedAfter".to_owned(), "INVALID_FORMAT".to_owned());
        assert_eq!(fields(&error), [told], "{bad}");
    }
    // What goes with it: the order that it has anyway, one session's, and pages by `after`.
    let query = "query ($cursor: String, $session: ID, $after: String) {
      list: applications(changedAfter: $cursor, orderBy: CHANGED_AT, after: $after, first: 1,
        filter: { sessionId: $session }) { totalCount pageInfo { endCursor } nodes { id } }
    }";
    let mut copy = Copy::new(&partner, APPLICATIONS);
    copy.settles(app).await;
    let asked = json!({ "cursor": cursor, "session": session.to_string() });
    let page = partner.data(query, asked.clone()).await["list"].clone();
    assert_eq!((page["nodes"].as_array().unwrap().len(), &page["totalCount"]), (1, &json!(1)));
    let mut behind = asked;
    behind["after"] = page["pageInfo"]["endCursor"].clone();
    let page = partner.data(query, behind).await["list"].clone();
    assert_eq!((page["nodes"].as_array().unwrap().len(), &page["totalCount"]), (0, &json!(1)));
});

async fn refused(partner: &Actor, cursor: &Value) -> Vec<(String, String)> {
    fields(&partner.error(APPLICATIONS, json!({ "cursor": cursor })).await)
}

fn outdated() -> [(String, String); 1] {
    [("changedAfter".to_owned(), "OUTDATED".to_owned())]
}

both!(a_database_that_moved_has_its_copies_begin_anew, async |app: &TestApp| {
    if app.kind == Kind::Sqlite {
        return;
    }
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let old = app.applicant().await.applies(session).await;
    let partner = app.partner(centre).await;
    let mut copy = Copy::new(&partner, APPLICATIONS);
    copy.settles(app).await;
    // As it looks on a server whose transactions have far smaller numbers.
    for sql in [
        "ALTER TABLE applications DISABLE TRIGGER ALL",
        "UPDATE applications SET change = change + 1000000000000",
        "ALTER TABLE applications ENABLE TRIGGER ALL",
        "UPDATE sync_eras SET place = 'elsewhere'",
    ] {
        app.execute(sql).await.unwrap();
    }
    assert_eq!(refused(&partner, &copy.cursor()).await, outdated());
    let mut anew = Copy::new(&partner, APPLICATIONS);
    anew.brings(&old).await;
    anew.settles(app).await;
    let new = app.applicant().await.applies(session).await;
    anew.brings(&new).await;
    assert_eq!(refused(&partner, &copy.cursor()).await, outdated(), "and stays so");
});

both!(an_older_file_put_back_has_its_copies_begin_anew, async |app: &TestApp| {
    if app.kind == Kind::Postgres {
        return;
    }
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    app.applicant().await.applies(session).await;
    let partner = app.partner(centre).await;
    let (mut early, mut late) =
        (Copy::new(&partner, APPLICATIONS), Copy::new(&partner, APPLICATIONS));
    early.settles(app).await;
    let position = app.number("SELECT position FROM sync_state").await;
    app.applicant().await.applies(session).await;
    late.settles(app).await;
    // As it looks to a server that starts on a copy from before the second.
    for sql in [
        format!("UPDATE applications SET change = 1 WHERE change > {position}"),
        format!("UPDATE sessions SET change = 1 WHERE change > {position}"),
        format!("DELETE FROM touches WHERE change > {position}"),
        format!("UPDATE sync_state SET position = {position}"),
        "UPDATE sync_eras SET place = 'the server before'".to_owned(),
    ] {
        app.execute(&sql).await.unwrap();
    }
    synchronise::begin(&app.services).await.unwrap();
    for _ in 0..5 {
        let new = app.applicant().await.applies(session).await;
        assert_eq!(early.pull().await, [new], "what was read before holds");
    }
    assert_eq!(refused(&partner, &late.cursor()).await, outdated());
});

both!(sessions_are_ordered_by_their_changes, async |app: &TestApp| {
    let centre = app.centre().await;
    let (one, two) = (
        app.session(centre, SessionPlan::default()).await,
        app.session(centre, SessionPlan::default()).await,
    );
    app.pass_hours(1);
    app.applicant().await.applies(one).await;
    let query = "{ sessions(orderBy: CHANGED_AT) { nodes { id changedAt } } }";
    let found = app.staff(centre, Role::Admin).await.data(query, json!({})).await;
    let nodes = found["sessions"]["nodes"].as_array().unwrap();
    let ids: Vec<_> = nodes.iter().map(|node| text(&node["id"])).collect();
    assert_eq!(ids, [two.to_string(), one.to_string()]);
    assert_eq!(nodes[1]["changedAt"], app.now().to_string());
});
