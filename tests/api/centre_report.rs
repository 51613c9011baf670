//! `centreReport`: a centre's figures.

use balai_shared::{id::InstitutionId, policy::Role, time::Date};
use balai_tests::{Actor, SessionPlan, TestApp, both};
use serde_json::{Value, json};

const REPORT: &str = "query ($id: ID!, $from: Date, $to: Date, $program: ID) {
  centreReport(institutionId: $id, from: $from, to: $to, programId: $program) {
    institutionName hidesSmall medianHours sessionCount
    funnel { step count } outcomes { state count } waits { band count }
    programs { programId title sessionCount seats seatsTaken applicants perSeatTenths completed dropped
      dropOutPercent medianHours }
    sessions { sessionId title startsOn seats seatsTaken applicants fillPercent completed dropOutPercent }
    vocations { code label applied took completed }
    sexes { code label applied took completed }
    ages { code label applied took completed }
    homes { code label applied took completed }
  }
}";

async fn report(actor: &Actor, centre: InstitutionId) -> Value {
    actor.data(REPORT, json!({ "id": centre.to_string() })).await["centreReport"].clone()
}

/// The counts of a list of pairs.
fn counts(list: &Value) -> Vec<i64> {
    list.as_array().unwrap().iter().map(|one| one["count"].as_i64().unwrap()).collect()
}

fn group<'a>(list: &'a Value, code: &str) -> &'a Value {
    let found = list.as_array().unwrap().iter().find(|one| one["code"] == code);
    found.expect(code)
}

both!(a_class_stands_in_the_figures_from_application_to_certificate, async |app: &TestApp| {
    let centre = app.centre().await;
    let class = app.class_at(centre, SessionPlan::seats(4)).await;
    for meeting in class.plans(2).await {
        class.marks_all(&meeting, "PRESENT").await;
    }
    class.completes(json!({ "ids": class.ids[..3] })).await;
    let failed =
        json!({ "ids": [class.ids[3]], "completed": false, "reason": "Tidak datang lagi." });
    class.completes(failed).await;
    class.issues(&class.ids[..2]).await;
    let found = report(&class.admin, centre).await;
    assert_eq!(found["institutionName"], "Balai Uji");
    assert_eq!(counts(&found["funnel"]), [4, 4, 4, 3, 2]);
    assert_eq!(
        found["outcomes"],
        json!([{ "state": "COMPLETED", "count": 3 }, { "state": "NOT_COMPLETED", "count": 1 }])
    );
    let program = &found["programs"][0];
    for (field, expected) in [
        ("seats", 4),
        ("seatsTaken", 4),
        ("applicants", 4),
        ("perSeatTenths", 10),
        ("completed", 3),
        ("dropped", 1),
        ("dropOutPercent", 25),
    ] {
        assert_eq!(program[field], expected, "{field}");
    }
    assert_eq!(found["sessions"][0]["fillPercent"], 100);
    assert_eq!(found["sessionCount"], 1);
    let all = json!({ "applied": 4, "took": 4, "completed": 3 });
    for one in [
        group(&found["sexes"], "FEMALE"),
        group(&found["homes"], "51.71"),
        group(&found["vocations"], "voc_otomotif"),
    ] {
        for field in ["applied", "took", "completed"] {
            assert_eq!(one[field], all[field], "{one}");
        }
    }
    assert_eq!(group(&found["homes"], "51.71")["label"], "Kota Denpasar");
    let ages = found["ages"].as_array().unwrap();
    let aged: i64 = ages.iter().map(|one| one["applied"].as_i64().unwrap()).sum();
    assert_eq!((ages.len(), aged), (6, 4));
});

both!(the_funnel_knows_who_had_a_seat_and_left, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let mut ids = Vec::new();
    let mut people = Vec::new();
    for _ in 0..5 {
        let person = app.applicant().await;
        ids.push(person.applies(session).await);
        people.push(person);
    }
    app.pass_hours(1);
    // 0 takes the seat and leaves, 1 declines, 2's offer is undone, 3 is turned down, 4 waits.
    staff.decides(&[&ids[0], &ids[1], &ids[2]], "OFFER").await;
    staff.data(balai_tests::steps::UNDO, json!({ "input": { "ids": [ids[2]] } })).await;
    let reject =
        json!({ "input": { "ids": [ids[3]], "decision": "REJECT", "reasonCode": "LOW_SCORE" } });
    staff.decides_with(reject).await;
    people[0].confirms(&ids[0]).await;
    people[0].withdraws(&ids[0]).await;
    people[1].declines(&ids[1]).await;
    people[2].withdraws(&ids[2]).await;
    let found = report(&staff, centre).await;
    assert_eq!(counts(&found["funnel"]), [5, 2, 1, 0, 0]);
    assert_eq!(found["programs"][0]["dropOutPercent"], 100, "the one who had taken a seat");
    assert_eq!(found["medianHours"], 1);
    assert_eq!(counts(&found["waits"]), [4, 0, 0, 0, 0], "the undone one was decided, too");
});

both!(a_period_and_a_program_narrow_it, async |app: &TestApp| {
    let centre = app.centre().await;
    let staff = app.staff(centre, Role::Instructor).await;
    let march = app.session(centre, SessionPlan::default()).await;
    let starts_on = Date::from_ymd(2026, 5, 4).unwrap();
    let may =
        SessionPlan { starts_on, vocation: "las", title: "Las Dasar", ..SessionPlan::default() };
    let may = app.session(centre, may).await;
    app.session(centre, SessionPlan::draft()).await;
    for session in [march, may] {
        app.applicant().await.applies(session).await;
    }
    let all = report(&staff, centre).await;
    assert_eq!((all["sessionCount"].as_i64(), counts(&all["funnel"])[0]), (Some(2), 2));
    let program =
        all["programs"].as_array().unwrap().iter().find(|one| one["title"] == "Las Dasar");
    let program = program.unwrap()["programId"].clone();
    for narrow in [
        json!({ "id": centre.to_string(), "from": "2026-05-04", "to": "2026-05-04" }),
        json!({ "id": centre.to_string(), "program": program }),
    ] {
        let found = staff.data(REPORT, narrow).await["centreReport"].clone();
        assert_eq!((found["sessionCount"].as_i64(), counts(&found["funnel"])[0]), (Some(1), 1));
        assert_eq!(found["sessions"][0]["sessionId"], may.to_string());
    }
    let nothing = json!({ "id": centre.to_string(), "to": "2026-01-01" });
    let found = staff.data(REPORT, nothing).await["centreReport"].clone();
    assert_eq!((counts(&found["funnel"]), &found["medianHours"]), (vec![0; 5], &Value::Null));
});

both!(offices_see_no_small_counts, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::seats(16)).await;
    let mut men = Vec::new();
    for place in 0..8 {
        let person = app.applicant().await;
        if place < 2 {
            men.push(app.literal(person.applicant.as_u128()));
        }
        person.applies(session).await;
    }
    // Past the check that compares the NIK with it.
    let men = men.join(", ");
    app.execute(&format!("UPDATE applicants SET sex = 'MALE' WHERE id IN ({men})")).await.unwrap();
    let staff = app.staff(centre, Role::Counsellor).await;
    let own = report(&staff, centre).await;
    assert_eq!(own["hidesSmall"], false);
    assert_eq!(group(&own["sexes"], "MALE")["applied"], 2);
    for office in [app.pemda().await, app.ministry().await] {
        let found = report(&office, centre).await;
        assert_eq!(found["hidesSmall"], true);
        for people in ["sexes", "ages", "homes"] {
            assert_eq!(found[people], json!([]), "two periods must not be told apart by persons");
        }
        let year = json!({
            "id": centre.to_string(), "from": "2026-01-01", "to": "2026-12-31"
        });
        let found = office.data(REPORT, year).await["centreReport"].clone();
        // Two of eight: the other count would tell it, so that it is left out as well.
        for sex in ["MALE", "FEMALE"] {
            assert_eq!(group(&found["sexes"], sex)["applied"], Value::Null, "{sex}");
        }
        assert_eq!(group(&found["homes"], "51.71")["applied"], 8);
        assert_eq!(counts(&found["funnel"])[0], 8);
    }
});

both!(figures_are_for_who_answers_for_the_centre, async |app: &TestApp| {
    let centre = app.centre().await;
    let elsewhere = balai_tests::InstitutionPlan { region: "35.78", ..Default::default() };
    let elsewhere = app.institution(elsewhere).await;
    let own = json!({ "id": centre.to_string() });
    let person = app.applicant().await;
    for (actor, input, code) in [
        (app.visitor(), own.clone(), "UNAUTHENTICATED"),
        (person.browser, own.clone(), "FORBIDDEN"),
        (app.staff(elsewhere, Role::Admin).await.browser, own.clone(), "NOT_FOUND"),
        (app.partner(elsewhere).await, own.clone(), "NOT_FOUND"),
        (app.pemda().await.browser, json!({ "id": elsewhere.to_string() }), "NOT_FOUND"),
        (app.ministry().await.browser, json!({ "id": "ins_x" }), "NOT_FOUND"),
        (
            app.partner(centre).await,
            json!({ "id": centre.to_string(), "from": "2026-02-02", "to": "2026-02-01" }),
            "VALIDATION_FAILED",
        ),
        (
            app.partner(centre).await,
            json!({ "id": centre.to_string(), "program": "prg_x" }),
            "NOT_FOUND",
        ),
    ] {
        assert_eq!(actor.code(REPORT, input.clone()).await, code, "{input}");
    }
});
