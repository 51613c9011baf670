//! What the schema itself forbids, whoever writes: the last guard behind the code.

use balai_tests::{SessionPlan, TestApp, both, steps::buying};

/// A person with a confirmed Prakerja seat: an application with its history, and a ledger.
async fn story(app: &TestApp) {
    let session = app.session(app.centre().await, SessionPlan::prakerja(500_000)).await;
    let person = app.applicant().await;
    app.benefit(&person).await;
    let id = person.submits(buying(session)).await["id"].as_str().unwrap().to_owned();
    person.confirms(&id).await;
}

/// Statements that must fail, each with a word of the reason.
async fn refused(app: &TestApp, statements: &[(&str, &str)]) {
    for (sql, reason) in statements {
        let error = app.execute(sql).await.expect_err(sql).to_string().to_lowercase();
        assert!(error.contains(reason), "{sql}: {error}");
    }
}

both!(the_history_is_only_added_to, async |app: &TestApp| {
    story(app).await;
    let count = "SELECT COUNT(*) FROM application_events";
    let before = app.number(count).await;
    refused(
        app,
        &[
            ("UPDATE application_events SET to_state = 'REJECTED'", "append-only"),
            ("UPDATE application_events SET at = at + 1 WHERE version = 1", "append-only"),
            ("DELETE FROM application_events", "append-only"),
            ("DELETE FROM application_events WHERE version = 3", "append-only"),
        ],
    )
    .await;
    assert_eq!(app.number(count).await, before);
});

both!(the_ledger_is_only_added_to, async |app: &TestApp| {
    story(app).await;
    refused(
        app,
        &[
            ("UPDATE ledger_postings SET amount = amount * 2", "append-only"),
            ("DELETE FROM ledger_postings WHERE kind = 'RESERVE'", "append-only"),
        ],
    )
    .await;
    assert_eq!(app.number("SELECT SUM(amount) FROM ledger_postings").await, 4_000_000);
});

both!(a_person_has_one_live_application_to_a_session, async |app: &TestApp| {
    story(app).await;
    let copy = format!(
        "INSERT INTO applications (id, session_id, institution_id, applicant_id, state, \
         submitted_at, created_at, changed_at) SELECT {}, session_id, institution_id, \
         applicant_id, 'SUBMITTED', 1, 1, 1 FROM applications",
        app.literal(1)
    );
    refused(app, &[(&copy, "unique")]).await;
});

both!(no_statement_takes_more_seats_than_there_are, async |app: &TestApp| {
    story(app).await;
    refused(
        app,
        &[
            ("UPDATE sessions SET seats_taken = capacity + 1", "sessions_seats"),
            ("UPDATE sessions SET seats_taken = -1", "sessions_seats"),
            ("UPDATE sessions SET capacity = 0", "check"),
        ],
    )
    .await;
});

both!(states_and_what_belongs_to_them_go_together, async |app: &TestApp| {
    story(app).await;
    refused(
        app,
        &[
            ("UPDATE applications SET state = 'OFFERED'", "check"),
            ("UPDATE applications SET state = 'WAITLISTED'", "check"),
            ("UPDATE applications SET state = 'REJECTED'", "check"),
            ("UPDATE applications SET state = 'UNKNOWN'", "check"),
            ("UPDATE applications SET submitted_at = NULL", "check"),
            ("UPDATE sessions SET registration_closes_at = starts_at + 1", "check"),
            ("UPDATE sessions SET ends_on = '2020-01-01'", "check"),
        ],
    )
    .await;
});

both!(a_payout_happens_once_whatever_retries, async |app: &TestApp| {
    story(app).await;
    let again = format!(
        "INSERT INTO ledger_postings (id, benefit_id, kind, from_account, to_account, amount, \
         reference, at) SELECT {}, benefit_id, kind, from_account, to_account, amount, reference, \
         at FROM ledger_postings WHERE kind = 'RESERVE'",
        app.literal(1)
    );
    let nothing =
        again.replace("to_account, amount, reference, at FROM", "to_account, 0, 'x', at FROM");
    let circle = again.replace(
        "kind, from_account, to_account, amount, reference, at FROM",
        "kind, to_account, to_account, amount, 'x', at FROM",
    );
    refused(app, &[(&again, "unique"), (&nothing, "check"), (&circle, "check")]).await;
});

both!(roles_stand_where_they_hold, async |app: &TestApp| {
    let person = app.newcomer().await;
    let grant = |role: &str, region: &str| {
        format!(
            "INSERT INTO role_grants (id, account_id, role, region_code, created_at) \
             VALUES ({}, {}, '{role}', {region}, 1)",
            app.literal(1),
            app.literal(person.account.as_u128())
        )
    };
    let (admin, pemda, king) =
        (grant("ADMIN", "NULL"), grant("PEMDA", "NULL"), grant("KING", "NULL"));
    refused(app, &[(&admin, "check"), (&pemda, "check"), (&king, "check")]).await;
    let nowhere = grant("PEMDA", "'99'");
    refused(app, &[(&nowhere, "foreign key")]).await;
});
