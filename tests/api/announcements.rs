//! What is told of new sessions to who waits for one like them.

use balai_backend::service::announce;
use balai_shared::{
    eligibility::Requirements,
    id::{InstitutionId, SessionId},
    policy::Role,
    session::DeliveryMode,
};
use balai_tests::{Person, SessionPlan, TestApp, both};
use serde_json::{Value, json};

use super::saved_searches::{DELETE, LIST, asking, saves, waiting};

const NEWS: &str = "{ viewer { unreadNotifications notifications(first: 50) {
  nodes { message session { id } application { id } benefitId }
} } }";
const PUBLISH: &str = "mutation ($input: PublishSessionInput!) {
  publishSession(input: $input) { session { id state } }
}";
const UPDATE: &str = "mutation ($input: UpdateMessagePreferencesInput!) {
  updateMessagePreferences(input: $input) { viewer { messagePreferences { newSessions } } }
}";
const LETTERS: &str = "SELECT COUNT(*) FROM outbox WHERE session_id IS NOT NULL";
const TOLD: &str = "SELECT COUNT(*) FROM notifications WHERE session_id IS NOT NULL";
const QUEUED: &str = "SELECT COUNT(*) FROM announcements";

/// The sessions that the person was told of, the latest first.
async fn told_of(person: &Person) -> Vec<String> {
    let news = person.data(NEWS, json!({})).await;
    let nodes = news["viewer"]["notifications"]["nodes"].as_array().unwrap().clone();
    let of = |node: &Value| node["session"]["id"].as_str().map(str::to_owned);
    nodes.iter().filter_map(of).collect()
}

async fn publishes(app: &TestApp, centre: InstitutionId, session: SessionId) {
    let admin = app.staff(centre, Role::Admin).await;
    admin.data(PUBLISH, json!({ "input": { "sessionId": session.to_string() } })).await;
}

/// A session that was a draft until now.
async fn published(app: &TestApp, centre: InstitutionId, plan: SessionPlan) -> SessionId {
    let draft = app.session(centre, SessionPlan { ..drafted(plan) }).await;
    publishes(app, centre, draft).await;
    draft
}

fn drafted(plan: SessionPlan) -> SessionPlan {
    SessionPlan { lifecycle: SessionPlan::draft().lifecycle, ..plan }
}

both!(who_waits_is_told_when_a_session_is_published, async |app: &TestApp| {
    let (centre, program, person) = waiting(app).await;
    let stranger = app.applicant().await;
    assert_eq!(app.announce().await, 0);
    let draft = app.session_of(centre, program, SessionPlan::draft()).await;
    assert_eq!(app.announce().await, 0, "a draft is told to nobody");
    publishes(app, centre, draft).await;
    assert_eq!(app.announce().await, 1);
    assert_eq!(told_of(&person).await, [draft.to_string()]);
    assert!(told_of(&stranger).await.is_empty());
    let news = person.data(NEWS, json!({})).await["viewer"].clone();
    assert_eq!(news["unreadNotifications"], 1);
    let node = &news["notifications"]["nodes"][0];
    let message = node["message"].as_str().unwrap();
    assert!(message.starts_with("Konversi Motor Listrik, Balai Uji: "), "{message}");
    assert!(message.contains("Apply by "), "{message}");
    assert_eq!([&node["application"], &node["benefitId"]], [&Value::Null, &Value::Null]);
    let list = person.data(LIST, json!({})).await["viewer"]["savedSearches"].clone();
    assert!(list["nodes"][0]["toldAt"].is_string());
    let letters = app.letters().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].letter.subject, "Kabar yang Anda minta: Konversi Motor Listrik");
    assert!(
        letters[0].letter.text.ends_with("Lihat Pesan di Balai."),
        "{}",
        letters[0].letter.text
    );
    assert_eq!([app.announce().await, app.announce().await], [0, 0]);
    assert_eq!((app.number(TOLD).await, app.number(QUEUED).await), (1, 0));
});

both!(a_letter_has_a_link_where_the_server_knows_its_address, async |app: &TestApp| {
    let (centre, program, _person) = waiting(app).await;
    let draft = app.session_of(centre, program, SessionPlan::draft()).await;
    publishes(app, centre, draft).await;
    app.announce().await;
    let mut services = app.services.clone();
    services.public_url = Some("https://balai.example".into());
    let vault = services.vault().clone();
    let newest =
        balai_backend::store::outbox::newest(services.store.read(), &vault, 1).await.unwrap();
    let (message, _) = &newest[0];
    let letter = balai_backend::service::outbox::word(&services, message).await.unwrap().unwrap();
    let text = letter.letter.text;
    assert!(text.ends_with(&format!(" https://balai.example/sesi/{draft}")), "{text}");
});

both!(what_opens_later_is_told_twice_when_it_is_public_and_when_it_opens, async |app: &TestApp| {
    let (centre, program, person) = waiting(app).await;
    let opens = Some(app.now().plus_days(3));
    let plan = SessionPlan { opens, ..SessionPlan::draft() };
    let session = app.session_of(centre, program, plan).await;
    publishes(app, centre, session).await;
    assert_eq!(app.announce().await, 1);
    let latest = async |person: &Person| {
        let news = person.data(NEWS, json!({})).await;
        news["viewer"]["notifications"]["nodes"][0]["message"].as_str().unwrap().to_owned()
    };
    assert!(latest(&person).await.contains("Registration opens on "));
    // Who begins to wait now is told when it opens, and not before.
    let later = app.applicant().await;
    saves(&later, json!({ "programId": program.to_string() })).await;
    assert_eq!(app.announce().await, 0);
    app.pass_hours(3 * 24);
    assert_eq!(app.announce().await, 1);
    assert!(latest(&person).await.contains("Apply by "));
    assert_eq!((told_of(&person).await.len(), told_of(&later).await.len()), (2, 1));
    assert_eq!(app.number(QUEUED).await, 0);
});

both!(what_is_called_off_or_closed_before_anybody_was_told_is_not_told, async |app: &TestApp| {
    let (centre, program, person) = waiting(app).await;
    let off = app.session_of(centre, program, SessionPlan::draft()).await;
    publishes(app, centre, off).await;
    let id = app.literal(off.as_u128());
    let sql = format!("UPDATE sessions SET lifecycle = 'CANCELLED' WHERE id = {id}");
    app.execute(&sql).await.unwrap();
    let late = app.session_of(centre, program, SessionPlan::draft()).await;
    publishes(app, centre, late).await;
    let id = app.literal(late.as_u128());
    let now = app.now().as_millis();
    let sql = format!("UPDATE sessions SET registration_closes_at = {now} WHERE id = {id}");
    app.execute(&sql).await.unwrap();
    assert_eq!(app.announce().await, 2);
    assert!(told_of(&person).await.is_empty());
    assert_eq!(app.number(QUEUED).await, 0);
});

both!(dates_that_were_moved_are_waited_for, async |app: &TestApp| {
    let (centre, program, person) = waiting(app).await;
    let opens = Some(app.now().plus_days(3));
    let plan = SessionPlan { opens, ..SessionPlan::draft() };
    let session = app.session_of(centre, program, plan).await;
    publishes(app, centre, session).await;
    app.announce().await;
    let (id, later) = (app.literal(session.as_u128()), app.now().plus_days(5).as_millis());
    let sql = format!("UPDATE sessions SET registration_opens_at = {later} WHERE id = {id}");
    app.execute(&sql).await.unwrap();
    app.pass_hours(3 * 24);
    assert_eq!(app.announce().await, 1);
    assert_eq!(told_of(&person).await.len(), 1, "it isn't open");
    app.pass_hours(2 * 24);
    assert_eq!(app.announce().await, 1);
    assert_eq!(told_of(&person).await.len(), 2);
});

both!(what_was_there_before_the_search_is_no_news, async |app: &TestApp| {
    let centre = app.centre().await;
    let program = app.program(centre, &SessionPlan::default()).await;
    let session = app.session_of(centre, program, SessionPlan::draft()).await;
    publishes(app, centre, session).await;
    app.pass_seconds(60);
    let person = app.applicant().await;
    saves(&person, json!({ "programId": program.to_string() })).await;
    assert_eq!(app.announce().await, 1);
    assert!(told_of(&person).await.is_empty(), "it stood before the person's eyes");
});

both!(who_has_applied_or_is_not_eligible_is_not_told, async |app: &TestApp| {
    let centre = app.centre().await;
    let requirements = Requirements { maximum_age: Some(17), ..Requirements::default() };
    let plan = SessionPlan { requirements, ..SessionPlan::default() };
    let young = app.program(centre, &plan).await;
    let open = app.program(centre, &SessionPlan::default()).await;
    let (eager, adult, empty) =
        (app.applicant().await, app.applicant().await, app.newcomer().await);
    for person in [&eager, &adult, &empty] {
        saves(person, json!({ "institutionId": centre.to_string() })).await;
    }
    let for_the_young = app.session_of(centre, young, drafted(plan)).await;
    publishes(app, centre, for_the_young).await;
    let for_all = app.session_of(centre, open, SessionPlan::draft()).await;
    publishes(app, centre, for_all).await;
    eager.applies(for_all).await;
    assert_eq!(app.announce().await, 2);
    assert!(told_of(&eager).await.is_empty(), "too old for one, applied to the other");
    assert_eq!(told_of(&adult).await, [for_all.to_string()]);
    let mut both = told_of(&empty).await;
    both.sort_unstable();
    let mut expected = [for_the_young.to_string(), for_all.to_string()];
    expected.sort_unstable();
    assert_eq!(both, expected, "of whom nothing is known, nothing is certain");
});

both!(what_is_told_is_what_the_list_shows, async |app: &TestApp| {
    let (centre, other) = (app.centre().await, app.centre().await);
    let searches = [
        json!({ "search": "las" }),
        json!({ "search": "welding" }),
        json!({ "search": "lisrtik" }),
        json!({ "search": "motor" }),
        json!({ "search": "motor", "mode": "DARING" }),
        json!({ "vocationId": "voc_las" }),
        json!({ "vocationId": "voc_otomotif", "funding": "PUBLIC" }),
        json!({ "regionCode": "51" }),
        json!({ "regionCode": "51.71", "mode": "LURING" }),
        json!({ "regionCode": "33" }),
        json!({ "institutionId": other.to_string() }),
        json!({ "search": "tidakada" }),
    ];
    let mut people = Vec::new();
    for criteria in &searches {
        let person = app.applicant().await;
        saves(&person, criteria.clone()).await;
        people.push(person);
    }
    for (place, title, vocation, mode) in [
        (centre, "Las Dasar", "las", DeliveryMode::Luring),
        (other, "Konversi Motor Listrik", "otomotif", DeliveryMode::Luring),
        (centre, "Servis Motor dari Rumah", "otomotif", DeliveryMode::Daring),
    ] {
        let plan =
            SessionPlan { title, vocation, mode, description: title, ..SessionPlan::draft() };
        published(app, place, plan).await;
    }
    assert_eq!(app.announce().await, 3);
    const FOUND: &str = "query ($filter: SessionFilter, $search: String) {
      sessions(filter: $filter, search: $search, first: 50) { nodes { id } }
    }";
    let mut matched = 0;
    for (criteria, person) in searches.iter().zip(&people) {
        let list = |name: &str| criteria.get(name).map(|value| json!([value]));
        let filter = json!({
            "regionCode": criteria.get("regionCode"),
            "institutionId": criteria.get("institutionId"),
            "vocationIds": list("vocationId"), "modes": list("mode"), "fundings": list("funding"),
        });
        let variables = json!({ "filter": filter, "search": criteria.get("search") });
        let found = app.visitor().data(FOUND, variables).await["sessions"]["nodes"].clone();
        let mut found: Vec<_> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["id"].as_str().unwrap().to_owned())
            .collect();
        let mut told = told_of(person).await;
        found.sort_unstable();
        told.sort_unstable();
        assert_eq!(told, found, "{criteria}");
        matched += found.len();
    }
    assert!(matched > 10, "{matched}");
});

both!(two_searches_that_find_the_same_tell_once, async |app: &TestApp| {
    let (centre, program, person) = waiting(app).await;
    saves(&person, json!({ "institutionId": centre.to_string() })).await;
    saves(&person, json!({ "search": "motor" })).await;
    let session = app.session_of(centre, program, SessionPlan::draft()).await;
    publishes(app, centre, session).await;
    app.announce().await;
    assert_eq!(told_of(&person).await, [session.to_string()]);
    assert_eq!(app.number(LETTERS).await, 1);
});

both!(
    a_crash_between_telling_and_the_end_loses_nobody_and_tells_nobody_twice,
    async |app: &TestApp| {
        let (centre, program, first) = waiting(app).await;
        let second = app.applicant().await;
        saves(&second, json!({ "search": "motor listrik" })).await;
        let session = app.session_of(centre, program, SessionPlan::draft()).await;
        publishes(app, centre, session).await;
        let kept = "CREATE TABLE kept_announcements AS SELECT * FROM announcements";
        app.execute(kept).await.unwrap();
        app.announce().await;
        // As a crash would have left it: one of the two was told, and the announcement is still there,
        // claimed by who is gone.
        let gone = app.literal(second.account.as_u128());
        for table in ["notifications", "outbox"] {
            let sql =
                format!("DELETE FROM {table} WHERE account_id = {gone} AND session_id IS NOT NULL");
            assert_eq!(app.execute(&sql).await.unwrap(), 1);
        }
        let claimed = app.now().plus_minutes(5).as_millis();
        let back = format!(
            "INSERT INTO announcements (session_id, kind, at, tries, next_try_at) \
         SELECT session_id, kind, at, 1, {claimed} FROM kept_announcements"
        );
        app.execute(&back).await.unwrap();
        app.execute("DROP TABLE kept_announcements").await.unwrap();
        assert_eq!(app.announce().await, 0, "who took it on may still be at it");
        app.pass_seconds(5 * 60);
        assert_eq!(app.announce().await, 1);
        for person in [&first, &second] {
            assert_eq!(told_of(person).await, [session.to_string()]);
        }
        assert_eq!((app.number(LETTERS).await, app.number(QUEUED).await), (2, 0));
    }
);

both!(two_workers_at_once_tell_each_once, async |app: &TestApp| {
    let centre = app.centre().await;
    let mut people = Vec::new();
    for _ in 0..5 {
        let person = app.applicant().await;
        saves(&person, json!({ "institutionId": centre.to_string() })).await;
        people.push(person);
    }
    for _ in 0..3 {
        published(app, centre, SessionPlan::default()).await;
    }
    let rounds = [app.services.clone(), app.services.clone()].map(|services| {
        tokio::spawn(async move { announce::announce_due(&services).await.unwrap() })
    });
    let mut taken = 0;
    for round in rounds {
        taken += round.await.unwrap();
    }
    assert_eq!(taken, 3, "each announcement is one worker's");
    // Even where a claim ran out while its worker was still at it.
    assert_eq!((app.number(TOLD).await, app.number(LETTERS).await), (15, 15));
    for person in &people {
        assert_eq!(told_of(person).await.len(), 3);
    }
});

both!(letters_stop_at_three_a_day_and_where_they_are_not_wanted, async |app: &TestApp| {
    let centre = app.centre().await;
    let (keen, quiet) = (app.applicant().await, app.applicant().await);
    for person in [&keen, &quiet] {
        saves(person, json!({ "institutionId": centre.to_string() })).await;
    }
    let off = asking(json!({ "newSessions": false }));
    let kept = quiet.data(UPDATE, off).await["updateMessagePreferences"]["viewer"].clone();
    assert_eq!(kept["messagePreferences"]["newSessions"], false);
    for _ in 0..4 {
        published(app, centre, SessionPlan::default()).await;
        app.announce().await;
    }
    assert_eq!((told_of(&keen).await.len(), told_of(&quiet).await.len()), (4, 4));
    assert_eq!(app.number(LETTERS).await, 3);
    app.pass_hours(25);
    published(app, centre, SessionPlan::default()).await;
    app.announce().await;
    assert_eq!(app.number(LETTERS).await, 4);
});

both!(a_deleted_search_tells_no_more, async |app: &TestApp| {
    let (centre, program, person) = waiting(app).await;
    let list = person.data(LIST, json!({})).await["viewer"]["savedSearches"].clone();
    let id = list["nodes"][0]["id"].clone();
    person.data(DELETE, asking(json!({ "savedSearchId": id }))).await;
    let session = app.session_of(centre, program, SessionPlan::draft()).await;
    publishes(app, centre, session).await;
    assert_eq!(app.announce().await, 1);
    assert!(told_of(&person).await.is_empty());
});

// Statements of one announcement are those of the searches that match; others cost nothing, however
// many there are.
both!(searches_that_can_not_match_and_sessions_cost_no_statements, async |app: &TestApp| {
    let (centre, program, _person) = waiting(app).await;
    // So that the catalogue's words, which are kept for ten minutes, are read before anything counts.
    saves(&app.applicant().await, json!({ "search": "tidakada" })).await;
    published(app, centre, SessionPlan::default()).await;
    assert_eq!(app.announce().await, 1);
    let mut counts = Vec::new();
    for round in 0..3 {
        let draft = app.session_of(centre, program, SessionPlan::draft()).await;
        publishes(app, centre, draft).await;
        let before = app.services.store.statements();
        assert_eq!(app.announce().await, 1);
        counts.push(app.services.store.statements() - before);
        for number in 0..10 {
            let person = app.applicant().await;
            // Neither another centre's, nor other words, nor another place.
            let elsewhere = app.centre().await;
            app.session(elsewhere, SessionPlan::default()).await;
            saves(&person, json!({ "institutionId": elsewhere.to_string() })).await;
            saves(&person, json!({ "search": format!("bengkel{round}x{number}") })).await;
            saves(&person, json!({ "regionCode": "33" })).await;
        }
    }
    assert_eq!(counts[0], counts[1], "{counts:?}");
    assert_eq!(counts[1], counts[2], "{counts:?}");
    assert!(counts[0] < 40, "{counts:?}");
});

// A hundred who wait for the same take as many statements as one, but for their letters.
both!(many_who_wait_for_the_same_are_told_together, async |app: &TestApp| {
    let (centre, program, _person) = waiting(app).await;
    let cost = async || {
        let draft = app.session_of(centre, program, SessionPlan::draft()).await;
        publishes(app, centre, draft).await;
        let before = (app.services.store.statements(), app.number(LETTERS).await);
        app.announce().await;
        let letters = app.number(LETTERS).await - before.1;
        app.services.store.statements() - before.0 - u64::try_from(letters).unwrap()
    };
    let one = cost().await;
    for _ in 0..30 {
        let person = app.applicant().await;
        saves(&person, json!({ "programId": program.to_string() })).await;
    }
    assert_eq!(cost().await, one);
});
