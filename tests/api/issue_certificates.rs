//! `issueCertificates`, `revokeCertificate`: numbers without a gap or a double.

use balai_shared::policy::Role;
use balai_tests::{
    SessionPlan, TestApp, both,
    class::{ISSUE, REVOKE},
    steps::fields,
};
use serde_json::{Value, json};

const CERTIFICATE: &str = "query ($number: String!) {
  certificate(number: $number) { number name kind revoked }
}";
const OWN: &str = "query ($id: ID!) { node(id: $id) { ... on Application {
  training { attendancePercent leastPercent certificate { number kind revoked } }
} } }";

fn revoking(number: &str, reason: &str) -> Value {
    json!({ "input": { "number": number, "reason": reason } })
}

/// A number without its random part, which is six letters that can't be taken for each other.
fn counted(number: &str) -> &str {
    let (counted, random) = number.rsplit_once('-').unwrap();
    assert!(balai_shared::certificate::has_random_part(number), "{number}");
    assert_eq!(random.len(), 6);
    counted
}

both!(a_class_of_sixteen_gets_its_certificates_in_one_go, async |app: &TestApp| {
    let class = app.class(16).await;
    class.finishes().await;
    let numbers = class.certifies().await;
    let expected: Vec<String> =
        (1..=16).map(|serial| format!("BLK-517101-2026-{serial:04}")).collect();
    assert_eq!(numbers.iter().map(|number| counted(number)).collect::<Vec<_>>(), expected);
    let random = |number: &String| number.rsplit_once('-').unwrap().1.to_owned();
    let different: std::collections::HashSet<_> = numbers.iter().map(random).collect();
    assert_eq!(different.len(), 16);
    assert_eq!(class.certifies().await, numbers, "asking again is harmless");
    let seen = app.visitor().data(CERTIFICATE, json!({ "number": numbers[3] })).await;
    let told = json!({ "number": numbers[3], "name": "Wayan Sukma", "kind": "ATTENDANCE", "revoked": false });
    assert_eq!(seen["certificate"], told);
    let own = app.again(&class.people[0]).await.data(OWN, json!({ "id": class.ids[0] })).await;
    let training = &own["node"]["training"];
    assert_eq!(training["certificate"]["number"], numbers[0]);
    assert_eq!(training["attendancePercent"], 100);
});

both!(only_the_centres_admin_issues_and_revokes, async |app: &TestApp| {
    let class = app.class(1).await;
    class.finishes().await;
    let input = json!({ "input": { "ids": class.ids } });
    assert_eq!(app.visitor().code(ISSUE, input.clone()).await, "UNAUTHENTICATED");
    let foreign = app.staff(app.centre().await, Role::Admin).await;
    let reviewer = app.staff(class.centre, Role::Reviewer).await;
    let own = app.again(&class.people[0]).await;
    let refusals =
        [(&foreign.browser, "NOT_FOUND"), (&reviewer.browser, "FORBIDDEN"), (&own, "FORBIDDEN")];
    for (actor, code) in refusals {
        let data = actor.data(ISSUE, input.clone()).await;
        assert_eq!(data["issueCertificates"]["results"][0]["error"]["code"], code);
    }
    let number = &class.certifies().await[0];
    for (actor, code) in refusals {
        assert_eq!(actor.code(REVOKE, revoking(number, "Salah")).await, code);
    }
    assert_eq!(app.visitor().code(REVOKE, revoking(number, "Salah")).await, "UNAUTHENTICATED");
    assert_eq!(class.admin.code(REVOKE, revoking("BLK-0-2026-0001", "Salah")).await, "NOT_FOUND");
    let empty = class.admin.send(ISSUE, json!({ "input": { "ids": [] } })).await;
    assert_eq!(fields(&empty.body["errors"][0]), [("ids".to_owned(), "REQUIRED".to_owned())]);
    let bare = class.admin.send(REVOKE, revoking(number, " ")).await;
    assert_eq!(fields(&bare.body["errors"][0]), [("reason".to_owned(), "REQUIRED".to_owned())]);
});

both!(who_has_not_finished_gets_none_and_uses_up_no_number, async |app: &TestApp| {
    let class = app.class(2).await;
    let input = json!({ "ids": [class.ids[1]], "completed": true, "reason": "Uji" });
    class.completes(input).await;
    let rows = class.issues(&class.ids).await;
    assert_eq!(rows[0]["error"]["code"], "INVALID_TRANSITION");
    let number = rows[1]["certificate"]["number"].as_str().unwrap();
    assert_eq!(counted(number), "BLK-517101-2026-0001");
});

both!(one_that_was_taken_back_says_so_and_another_can_be_given, async |app: &TestApp| {
    let class = app.class(1).await;
    class.finishes().await;
    let first = class.certifies().await[0].clone();
    class.admin.data(REVOKE, revoking(&first, "Nama salah eja.")).await;
    class.admin.data(REVOKE, revoking(&first, "Sekali lagi.")).await;
    let seen = app.visitor().data(CERTIFICATE, json!({ "number": first })).await;
    assert_eq!(seen["certificate"]["revoked"], true);
    let kept = "SELECT COUNT(*) FROM certificate_texts WHERE revoke_reason = 'Nama salah eja.'";
    assert_eq!(app.number(kept).await, 1, "the first reason stays");
    let second = class.certifies().await[0].clone();
    assert_eq!(counted(&second), "BLK-517101-2026-0002");
    let seen = app.visitor().data(CERTIFICATE, json!({ "number": first })).await;
    assert_eq!(seen["certificate"]["revoked"], true, "the old one stays what it is");
});

both!(numbers_have_no_gap_and_no_double_when_many_issue_at_once, async |app: &TestApp| {
    let centre = app.centre().await;
    let one = app.class_at(centre, SessionPlan::seats(6)).await;
    one.finishes().await;
    // The same people by several at once, and each in another order.
    let mut turns = Vec::new();
    for turn in 0..4 {
        let mut ids = one.ids.clone();
        ids.rotate_left(turn);
        let actor = one.admin.browser.clone();
        turns.push(tokio::spawn(async move {
            actor.data(ISSUE, json!({ "input": { "ids": ids } })).await
        }));
    }
    for turn in turns {
        let data = turn.await.unwrap();
        let rows = data["issueCertificates"]["results"].as_array().unwrap().clone();
        assert!(rows.iter().all(|row| row["ok"] == true), "{rows:#?}");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM certificates").await, 6);
    assert_eq!(app.number("SELECT MAX(serial) FROM certificates").await, 6);
});

both!(each_centre_counts_for_itself, async |app: &TestApp| {
    let plan = || SessionPlan::seats(1);
    let here = app.class_at(app.centre().await, plan()).await;
    here.finishes().await;
    assert_eq!(counted(&here.certifies().await[0]), "BLK-517101-2026-0001");
    let there = app.centre().await;
    app.set(balai_tests::NOW);
    let there = app.class_at(there, plan()).await;
    there.finishes().await;
    assert_eq!(counted(&there.certifies().await[0]), "BLK-517102-2026-0001");
});

both!(the_name_and_the_reason_go_with_the_account_and_the_number_stays, async |app: &TestApp| {
    let class = app.class(1).await;
    class.finishes().await;
    let number = class.certifies().await[0].clone();
    let person = &class.people[0];
    app.give_password(person).await;
    let own = app.again(person).await;
    let leaving = "mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { ok } }";
    let meant = json!({ "input": { "password": balai_tests::PASSWORD, "confirm": true } });
    own.data(leaving, meant).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM certificate_texts").await, 0);
    let seen = app.visitor().data(CERTIFICATE, json!({ "number": number })).await;
    assert_eq!(seen["certificate"]["name"], "Akun dihapus");
});
