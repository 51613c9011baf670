//! `/ekspor/{list}.{csv|xlsx}`: lists that staff take along.

use std::io::Cursor;

use axum::{
    body::{Body, to_bytes},
    http::{Request, Response, StatusCode},
};
use balai_backend::{model::export::Asked, service::export};
use balai_shared::{
    error::ErrorCode,
    export::{ExportFormat, ExportList},
    id::{InstitutionId, SessionId},
    language::Language,
    policy::{Actor as Who, Role, RoleGrant},
    time::Date,
};
use balai_tests::{Actor, SessionPlan, TestApp, both, class::UNITS};
use calamine::{Data, Reader, Xlsx};
use serde_json::json;
use tower::ServiceExt;

use crate::queue_numbers::fill;

async fn begin(app: &TestApp, actor: &Actor, path: &str) -> Response<Body> {
    let mut request = Request::get(path)
        .header("host", "balai.example")
        .header("accept-language", "id")
        .body(Body::empty())
        .unwrap();
    request.headers_mut().extend(actor.identity());
    app.router().oneshot(request).await.unwrap()
}

async fn fetch(app: &TestApp, actor: &Actor, path: &str) -> (StatusCode, Vec<u8>) {
    let response = begin(app, actor, path).await;
    let status = response.status();
    (status, to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
}

async fn status(app: &TestApp, actor: &Actor, path: &str) -> u16 {
    fetch(app, actor, path).await.0.as_u16()
}

/// The lines of a text, the mark at its beginning taken off.
async fn lines(app: &TestApp, actor: &Actor, path: &str) -> Vec<String> {
    let (status, bytes) = fetch(app, actor, path).await;
    assert_eq!(status, StatusCode::OK, "{path}");
    let text = String::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("it says that it is UTF-8");
    assert!(text.ends_with("\r\n"));
    text.split_terminator("\r\n").map(str::to_owned).collect()
}

/// The sheets of a workbook: what they are called and their rows.
async fn sheets(app: &TestApp, actor: &Actor, path: &str) -> Vec<(String, Vec<Vec<Data>>)> {
    let (status, bytes) = fetch(app, actor, path).await;
    assert_eq!(status, StatusCode::OK, "{path}");
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let rows = |range: &calamine::Range<Data>| range.rows().map(<[Data]>::to_vec).collect();
    let worksheets = book.worksheets();
    worksheets.into_iter().map(|(name, range)| (name, rows(&range))).collect()
}

fn queue(centre: InstitutionId) -> String {
    format!("/ekspor/lamaran.csv?balai={centre}")
}

fn of_session(list: &str, session: SessionId) -> String {
    format!("/ekspor/{list}?sesi={session}")
}

both!(applications_leave_as_the_queue_shows_them, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let other = app.session(centre, SessionPlan { title: "Las; Dasar", ..SessionPlan::merit() });
    let other = other.await;
    let people = [app.applicant().await, app.applicant().await, app.applicant().await];
    let mut ids = Vec::new();
    for person in &people[..2] {
        ids.push(person.applies(session).await);
        app.pass_seconds(1);
    }
    people[2].applies(other).await;
    let formula = "UPDATE accounts SET name = '=HYPERLINK(\"http://jahat\")' WHERE id = ";
    let first = app.literal(people[0].account.as_u128());
    app.execute(&format!("{formula}{first}")).await.unwrap();
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.decides(&[&ids[1]], "WAITLIST").await;

    let all = lines(app, &staff, &queue(centre)).await;
    assert_eq!(all.len(), 4);
    assert!(
        all[0].starts_with("Nomor pendaftaran;Nama;NIK (disamarkan);Tanggal lahir;"),
        "{}",
        all[0]
    );
    let begins = format!("{};\"'=HYPERLINK(\"\"http://jahat\"\")\";5171••••••••", ids[0]);
    assert!(all[1].starts_with(&begins), "{}", all[1]);
    assert!(all[1].contains(";Konversi Motor Listrik;2026-03-02;2026-02-01 09:00;"), "{}", all[1]);
    assert!(all[2].contains(";1;"), "the place in the list: {}", all[2]);
    assert!(all[3].contains(";\"Las; Dasar\";"), "{}", all[3]);
    let one = lines(app, &staff, &of_session("lamaran.csv", session)).await;
    assert_eq!(one, all[..3]);
    let waiting = format!("{}&status=WAITLISTED,OFFERED", of_session("lamaran.csv", session));
    assert_eq!(lines(app, &staff, &waiting).await, [all[0].clone(), all[2].clone()]);
    let day = |days: &str| format!("{}&{days}", queue(centre));
    assert_eq!(lines(app, &staff, &day("dari=2026-02-01&sampai=2026-02-01")).await, all);
    for other in ["sampai=2026-01-31", "dari=2026-02-02"] {
        assert_eq!(lines(app, &staff, &day(other)).await, all[..1], "{other}");
    }
});

both!(a_workbook_keeps_text_text_and_days_days, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    person.applies(session).await;
    let id = app.literal(person.account.as_u128());
    let name = "=1+1 <Ayu> & \"_x0041_\"";
    app.execute(&format!("UPDATE accounts SET name = '{name}' WHERE id = {id}")).await.unwrap();
    let staff = app.staff(centre, Role::Admin).await;
    let path = of_session("lamaran.xlsx", session);
    let response = begin(app, &staff, &path).await;
    let headers = response.headers();
    assert_eq!(headers["content-disposition"], "attachment; filename=\"lamaran-2026-02-01.xlsx\"");
    assert!(headers.get("content-encoding").is_none(), "it is pressed already");
    let sheets = sheets(app, &staff, &path).await;
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Pendaftaran", "Keterangan"]);
    let (head, row) = (&sheets[0].1[0], &sheets[0].1[1]);
    let column = |title: &str| {
        head.iter().position(|cell| *cell == Data::String(title.to_owned())).expect(title)
    };
    assert_eq!(row[column("Nama")], Data::String(name.to_owned()));
    for (title, day) in [("Hari pertama", "2026-03-02"), ("Dikirim", "2026-02-01 09:00")] {
        let Data::DateTime(at) = &row[column(title)] else { panic!("{title} is no day") };
        let (year, month, day_of, hour, minute, ..) = at.to_ymd_hms_milli();
        let found = format!("{year}-{month:02}-{day_of:02} {hour:02}:{minute:02}");
        assert!(found.starts_with(day), "{title}: {found}");
    }
    let about = &sheets[1].1;
    let said = |key: &str| {
        let row = about.iter().find(|row| row[0] == Data::String(key.to_owned())).expect(key);
        row[1].clone()
    };
    assert_eq!(said("Balai"), Data::String("Balai Uji".to_owned()));
    assert_eq!(said("Sesi"), Data::String("Konversi Motor Listrik, 2 Mar 2026".to_owned()));
    assert_eq!(said("Status"), Data::String("semua".to_owned()));
    assert_eq!(said("Zona waktu"), Data::String("WITA".to_owned()));
    assert_eq!(said("Jumlah baris"), Data::Float(1.0));
});

both!(a_text_is_pressed_on_its_way_and_comes_whole, async |app: &TestApp| {
    let centre = app.centre().await;
    let staff = app.staff(centre, Role::Admin).await;
    let mut request = Request::get(format!("/ekspor/sesi.csv?balai={centre}"))
        .header("accept-encoding", "gzip")
        .body(Body::empty())
        .unwrap();
    request.headers_mut().extend(staff.identity());
    let response = app.router().oneshot(request).await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "gzip");
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    assert!(bytes.starts_with(&[0x1f, 0x8b]));
});

both!(each_list_is_for_who_sees_it_in_the_console, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    person.applies(session).await;
    let foreign = app.centre().await;
    let paths = [
        queue(centre),
        of_session("lamaran.xlsx", session),
        format!("/ekspor/sertifikat.csv?balai={centre}"),
        of_session("peserta.csv", session),
        format!("/ekspor/sesi.csv?balai={centre}"),
        format!("/ekspor/laporan.csv?balai={centre}"),
    ];
    let lead = begin(app, &app.visitor(), &paths[0]).await;
    assert_eq!(
        (lead.status().as_u16(), &lead.headers()["location"]),
        (303, &"/petugas".parse().unwrap())
    );
    let staff = |role| app.staff(centre, role);
    for (who, actor, expected) in [
        ("an applicant", person.browser.clone(), [404, 404, 404, 404, 404, 403]),
        ("staff elsewhere", app.staff(foreign, Role::Admin).await.browser, [404; 6]),
        ("a partner elsewhere", app.partner(foreign).await, [404; 6]),
        ("local government", app.pemda().await.browser, [404, 404, 404, 404, 404, 200]),
        ("the ministry", app.ministry().await.browser, [404, 404, 404, 404, 404, 200]),
        ("an instructor", staff(Role::Instructor).await.browser, [403, 403, 403, 200, 200, 200]),
        ("a counsellor", staff(Role::Counsellor).await.browser, [200; 6]),
        ("a reviewer", staff(Role::Reviewer).await.browser, [200; 6]),
        ("an admin", staff(Role::Admin).await.browser, [200; 6]),
        ("the partner", app.partner(centre).await, [200; 6]),
    ] {
        for (path, expected) in paths.iter().zip(expected) {
            assert_eq!(status(app, &actor, path).await, expected, "{who}: {path}");
        }
    }
    let admin = staff(Role::Admin).await;
    let mixed = format!("/ekspor/lamaran.csv?balai={foreign}&sesi={session}");
    assert_eq!(status(app, &admin, &mixed).await, 404);
    let drafts = app.session(centre, SessionPlan::draft()).await;
    assert_eq!(status(app, &person, &of_session("peserta.csv", drafts)).await, 404);
});

both!(what_cannot_be_is_refused, async |app: &TestApp| {
    let centre = app.centre().await;
    let staff = app.staff(centre, Role::Admin).await;
    for (path, expected) in [
        ("/ekspor/lamaran.csv".to_owned(), 404),
        ("/ekspor/lamaran.pdf?balai=x".to_owned(), 404),
        (format!("/ekspor/rahasia.csv?balai={centre}"), 404),
        (format!("/ekspor/lamaran?balai={centre}"), 404),
        (format!("/ekspor/peserta.csv?balai={centre}"), 404),
        ("/ekspor/lamaran.csv?balai=ins_x".to_owned(), 404),
        (format!("{}&status=APA", queue(centre)), 400),
        (format!("/ekspor/laporan.csv?balai={centre}&dari=kemarin"), 400),
        (format!("/ekspor/laporan.csv?balai={centre}&dari=2026-02-02&sampai=2026-02-01"), 400),
    ] {
        assert_eq!(status(app, &staff, &path).await, expected, "{path}");
    }
    let session = app.session(centre, SessionPlan::merit()).await;
    for list in ["sertifikat.csv", "sesi.csv"] {
        let path = of_session(list, session);
        assert_eq!(status(app, &staff, &path).await, 400, "{path} is the centre's as a whole");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM exports").await, 0);
});

both!(a_file_ends_where_a_role_does, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    app.applicant().await.applies(session).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let who = Who::Person {
        account: staff.account,
        applicant: None,
        grants: vec![RoleGrant { role: Role::Reviewer, institution: Some(centre), region: None }],
    };
    let asked = Asked {
        list: ExportList::Applications,
        format: ExportFormat::Csv,
        institution: Some(centre.to_string()),
        session: None,
        states: Vec::new(),
        search: None,
        from: None,
        to: None,
        program: None,
    };
    let begun = export::begin(&app.services, &who, &asked, Language::Id).await;
    let mut file = begun.unwrap();
    assert!(file.next().await.unwrap().is_some(), "its head");
    let account = app.literal(staff.account.as_u128());
    app.execute(&format!("DELETE FROM role_grants WHERE account_id = {account}")).await.unwrap();
    assert_eq!(file.next().await.unwrap_err().code(), ErrorCode::Forbidden);
});

both!(a_search_stands_in_no_address, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    for name in ["Wayan", "Ketut"] {
        let person = app.applicant().await;
        person.applies(session).await;
        let id = app.literal(person.account.as_u128());
        app.execute(&format!("UPDATE accounts SET name = '{name}' WHERE id = {id}")).await.unwrap();
    }
    let staff = app.staff(centre, Role::Reviewer).await;
    let post = |site: &'static str| {
        let request = Request::post("/ekspor/lamaran.csv")
            .header("host", "balai.example")
            .header("sec-fetch-site", site)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(format!("sesi={session}&cari=ketu")));
        staff.raw(request.unwrap())
    };
    let answer = post("same-origin").await;
    assert_eq!(answer.status, 200);
    let text = answer.body.as_str().unwrap().to_owned();
    assert!(text.contains("Ketut") && !text.contains("Wayan"), "{text}");
    assert_eq!(post("cross-site").await.status, 403);
    // In an address it is left aside.
    let path = format!("{}&cari=ketu", of_session("lamaran.csv", session));
    assert_eq!(lines(app, &staff, &path).await.len(), 3);
    assert_eq!(app.number("SELECT COUNT(*) FROM exports WHERE searched").await, 1);
});

both!(who_took_what_along_is_written_down, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    app.applicant().await.applies(session).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    lines(app, &staff, &of_session("lamaran.csv", session)).await;
    let own = app.literal(staff.account.as_u128());
    let written = format!(
        "SELECT COUNT(*) FROM exports WHERE actor_id = {own} AND list = 'APPLICATIONS' \
         AND format = 'CSV' AND row_count = 1 AND session_id IS NOT NULL \
         AND finished_at IS NOT NULL"
    );
    assert_eq!(app.number(&written).await, 1);
    // Who goes before the end has what was sent until then, and that is written down.
    drop(begin(app, &staff, &of_session("lamaran.xlsx", session)).await);
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    let broken = "SELECT COUNT(*) FROM exports WHERE row_count IS NULL AND finished_at IS NULL";
    assert_eq!(app.number(broken).await, 1);
    let request = Request::get("/data-saya.json").body(Body::empty()).unwrap();
    let own = staff.raw(request).await.body;
    assert_eq!(own["listsTakenAlong"].as_array().unwrap().len(), 2);
    assert_eq!(own["listsTakenAlong"][0]["list"], "APPLICATIONS");
});

both!(nobody_takes_every_place, async |app: &TestApp| {
    let centre = app.centre().await;
    let staff = app.staff(centre, Role::Admin).await;
    let path = format!("/ekspor/laporan.xlsx?balai={centre}");
    let held = [begin(app, &staff, &path).await, begin(app, &staff, &path).await];
    let third = begin(app, &staff, &path).await;
    assert_eq!(third.status(), 503);
    assert_eq!(third.headers()["retry-after"], "15");
    let other = app.staff(centre, Role::Admin).await;
    assert_eq!(status(app, &other, &path).await, 200);
    drop(held);
    let mut again = 0;
    for _ in 0..50 {
        again = status(app, &staff, &path).await;
        if again == 200 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(again, 200, "who goes gives the place back");
});

both!(a_long_list_is_read_in_pieces_without_a_gap, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let (own, at) = (app.literal(session.as_u128()), app.literal(centre.as_u128()));
    fill(app, 2_500, &own, &at).await;
    let staff = app.staff(centre, Role::Counsellor).await;
    let before = app.services.store.statements();
    let all = lines(app, &staff, &of_session("lamaran.csv", session)).await;
    let statements = app.services.store.statements() - before;
    assert!(statements < 40, "{statements} statements for three pieces");
    let mut names: Vec<&str> = all[1..].iter().filter_map(|line| line.split(';').nth(1)).collect();
    assert_eq!((names[0], names[2_499]), ("Wayan Nomor1", "Wayan Nomor2500"));
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 2_500);
});

both!(a_class_leaves_with_attendance_units_and_certificates, async |app: &TestApp| {
    let class = app.class(2).await;
    let page = "query ($id: ID!) { node(id: $id) { ... on Session { program { id } } } }";
    let id = class.session.to_string();
    let program =
        class.admin.data(page, json!({ "id": id })).await["node"]["program"]["id"].clone();
    let units = json!([{ "code": "C.1", "title": "Memasang" }]);
    class.admin.data(UNITS, json!({ "input": { "programId": program, "units": units } })).await;
    let meetings = class.plans(2).await;
    class.marks_all(&meetings[0], "PRESENT").await;
    let rows = lines(app, &class.admin, &of_session("peserta.csv", class.session)).await;
    assert_eq!(
        rows[0],
        "Nomor pendaftaran;Nama;Status;Kehadiran (%);2026-03-02 08.00;2026-03-03 08.00;C.1;\
         Kelulusan;Nomor sertifikat;Jenis sertifikat"
    );
    assert!(rows[1].contains(";Wayan Sukma;"), "{}", rows[1]);
    assert!(rows[1].contains(";50;Hadir;;;"), "{}", rows[1]);
});

both!(certificates_and_sessions_leave_whole, async |app: &TestApp| {
    let class = app.class(2).await;
    class.finishes().await;
    let numbers = class.certifies().await;
    let revoke = json!({ "input": { "number": numbers[0], "reason": "Salah nama" } });
    class.admin.data(balai_tests::class::REVOKE, revoke).await;
    let centre = class.centre;
    let rows = lines(app, &class.admin, &format!("/ekspor/sertifikat.csv?balai={centre}")).await;
    assert_eq!(rows.len(), 3);
    for (row, number) in rows[1..].iter().zip(&numbers) {
        assert!(row.starts_with(&format!("{number};Wayan Sukma;Sertifikat Pelatihan;")), "{row}");
        assert!(!row.contains("Salah nama"), "the reason stays at the centre: {row}");
    }
    assert!(rows[1].contains(";2026-03-11;2026-03-11 20:00;"), "{}", rows[1]);
    assert!(rows[2].contains(";2026-03-11;;app_"), "{}", rows[2]);
    let starts_on = Date::from_ymd(2026, 5, 4).unwrap();
    let draft = app.session(centre, SessionPlan { starts_on, ..SessionPlan::draft() }).await;
    let elsewhere = app.centre().await;
    app.session(elsewhere, SessionPlan { starts_on, ..SessionPlan::default() }).await;
    let rows = lines(app, &class.admin, &format!("/ekspor/sesi.csv?balai={centre}")).await;
    assert_eq!(rows.len(), 3, "the own ones alone: {rows:?}");
    assert!(rows.iter().any(|row| row.starts_with(&format!("{draft};"))));
});
