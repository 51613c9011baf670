//! What one takes along of a session: `/sesi/{id}/kalender.ics` and `/sesi/{id}/qr.svg`.

use axum::{body::Body, http::Request};
use balai_shared::session::SessionLifecycle;
use balai_tests::{Actor, Answer, SessionPlan, TestApp, both, steps::text};

async fn get(actor: &Actor, path: &str) -> Answer {
    let request =
        Request::get(path).header("host", "balai.example").header("accept-language", "en");
    actor.raw(request.body(Body::empty()).unwrap()).await
}

both!(a_calendar_file_holds_the_days_and_the_closing, async |app: &TestApp| {
    let centre = app.centre().await;
    let plan = SessionPlan { title: "Las, Bubut; dan Plasma", ..SessionPlan::default() };
    let session = app.session(centre, plan).await;
    let answer = get(&app.visitor(), &format!("/sesi/{session}/kalender.ics")).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.headers["content-type"], "text/calendar; charset=utf-8");
    assert_eq!(answer.headers["cache-control"], "no-cache", "other days are seen at once");
    let file = text(&answer.body);
    assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    assert!(file.ends_with("END:VCALENDAR\r\n"));
    for line in [
        "TZID:Asia/Makassar",
        "TZOFFSETTO:+0800",
        // 2 to 11 March; registration closes three days before, at midnight in Denpasar.
        "DTSTART;VALUE=DATE:20260302",
        "DTEND;VALUE=DATE:20260312",
        // The page tells the last minute before.
        "DTSTART;TZID=Asia/Makassar:20260226T235900",
        "SUMMARY:Las\\, Bubut\\; dan Plasma",
        "SUMMARY:Registration closed: Las\\, Bubut\\; dan Plasma",
        "LOCATION:Balai Uji\\, Kota Denpasar",
        "TRIGGER:-P1D",
        "STATUS:CONFIRMED",
    ] {
        assert!(file.contains(&format!("\r\n{line}\r\n")), "{line} in {file}");
    }
    let unfolded = file.replace("\r\n ", "");
    assert!(unfolded.contains(&format!("\r\nURL:https://balai.example/sesi/{session}\r\n")));
    assert!(file.split("\r\n").all(|line| line.len() <= 75));
    let count = |what: &str| file.matches(what).count();
    assert_eq!((count("BEGIN:VEVENT"), count("END:VEVENT"), count("UID:")), (2, 2, 2));
});

both!(a_qr_code_is_a_picture, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let answer = get(&app.visitor(), &format!("/sesi/{session}/qr.svg")).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.headers["content-type"]),
        (200, &"image/svg+xml".parse().unwrap())
    );
    assert!(text(&answer.body).contains("<svg"));
});

both!(what_nobody_may_see_has_no_files, async |app: &TestApp| {
    let centre = app.centre().await;
    let draft = app.session(centre, SessionPlan::draft()).await;
    for id in [draft.to_string(), centre.to_string(), "ses_1".to_owned(), "x".to_owned()] {
        for file in ["kalender.ics", "qr.svg"] {
            let answer = get(&app.visitor(), &format!("/sesi/{id}/{file}")).await;
            assert_eq!(answer.status, 404, "{id}/{file}");
        }
    }
});

both!(a_cancelled_session_says_so_in_the_calendar, async |app: &TestApp| {
    let lifecycle = SessionLifecycle::Cancelled;
    let plan = SessionPlan { lifecycle, ..SessionPlan::default() };
    let session = app.session(app.centre().await, plan).await;
    let answer = get(&app.visitor(), &format!("/sesi/{session}/kalender.ics")).await;
    let file = text(&answer.body);
    assert!(file.contains("\r\nMETHOD:CANCEL\r\n"), "{file}");
    assert_eq!(file.matches("STATUS:CANCELLED").count(), 2, "both events go: {file}");
    let titles = ["SUMMARY:Called off: ", "SUMMARY:Registration closed: Called off: "];
    assert!(titles.iter().all(|title| file.contains(title)), "the titles say so: {file}");
    assert!(!file.contains("VALARM"), "nothing rings for what was called off: {file}");
});

both!(a_move_is_a_later_version_of_the_same_events, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    let path = format!("/sesi/{session}/kalender.ics");
    let before = text(&get(&app.visitor(), &path).await.body).to_owned();
    app.pass_hours(1);
    let id = app.literal(session.as_u128());
    let now = app.now().as_millis();
    let moved =
        format!("UPDATE sessions SET starts_on = '2026-03-03', changed_at = {now} WHERE id = {id}");
    app.execute(&moved).await.unwrap();
    let after = text(&get(&app.visitor(), &path).await.body).to_owned();
    let of = |file: &str, name: &str| -> Vec<String> {
        let lines = file.split("\r\n");
        lines.filter_map(|line| line.strip_prefix(name)).map(String::from).collect()
    };
    assert_eq!(of(&before, "UID:"), of(&after, "UID:"));
    let number = |file: &str| of(file, "SEQUENCE:")[0].parse::<i32>().unwrap();
    assert!(number(&after) > number(&before), "{} then {}", number(&before), number(&after));
});
