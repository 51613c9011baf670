//! `requestDocuments` and `reviewDocument`: what a centre says of documents, and what both sides see.

use balai_backend::service::documents;
use balai_shared::{
    document::DocumentKind,
    id::{InstitutionId, SessionId},
    policy::{Actor as Who, Role},
};
use balai_tests::{
    Actor, Copy, Person, SessionPlan, TestApp, both,
    steps::{fields, text},
};
use serde_json::{Value, json};

const ASK: &str = "mutation ($input: RequestDocumentsInput!) {
  requestDocuments(input: $input) { application { documentStandings { kind state } } }
}";
const SAY: &str = "mutation ($input: ReviewDocumentInput!) {
  reviewDocument(input: $input) { application { documentStandings { kind state } } }
}";
const STAND: &str = "query ($id: ID!) { node(id: $id) { ... on Application {
  takesDocuments documentStandings { kind state dueAt note document { id } }
} } }";
const TOLD: &str = "{ viewer { notifications(first: 20) { nodes { kind message } } } }";
const DELETE: &str = "mutation ($input: DeleteDocumentInput!) {
  deleteDocument(input: $input) { documentId }
}";

/// What a partner's copy is kept by.
const KEPT: &str = "query ($cursor: String) {
  list: applications(changedAfter: $cursor, first: 100) {
    syncCursor pageInfo { hasNextPage } nodes { id documentStandings { kind state } }
  }
}";

/// A picture of one point, of this grey: each is another file.
fn photo(grey: u8) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 17, 0];
    bytes.extend([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, grey, 0x34, 0xFF, 0xD9]);
    bytes
}

async fn sends(app: &TestApp, person: &Person, kind: DocumentKind, grey: u8) -> String {
    let (account, applicant) = (person.account, Some(person.applicant));
    let who = Who::Person { account, applicant, grants: Vec::new() };
    documents::keep(&app.services, &who, kind, &photo(grey), None).await.unwrap().id.to_string()
}

/// Somebody who applied, and who decides.
struct Desk {
    centre: InstitutionId,
    session: SessionId,
    staff: Person,
    person: Person,
    application: String,
}

async fn desk(app: &TestApp) -> Desk {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let person = app.applicant().await;
    let application = person.applies(session).await;
    Desk { centre, session, staff, person, application }
}

impl Desk {
    fn asking(&self, kinds: &[&str], due_on: Option<&str>, note: Option<&str>) -> Value {
        json!({ "input": {
            "applicationId": self.application, "kinds": kinds, "dueOn": due_on, "note": note
        } })
    }

    fn saying(&self, document: &str, verdict: &str) -> Value {
        json!({ "input": {
            "applicationId": self.application, "documentId": document, "verdict": verdict
        } })
    }

    async fn seen_by(&self, who: &Actor) -> Value {
        who.data(STAND, json!({ "id": self.application })).await["node"].clone()
    }

    /// Each kind with its state, the same for both sides.
    async fn stands(&self) -> Vec<(String, String)> {
        let own = self.seen_by(&self.person).await["documentStandings"].clone();
        assert_eq!(own, self.seen_by(&self.staff).await["documentStandings"]);
        let row = |row: &Value| (text(&row["kind"]).to_owned(), text(&row["state"]).to_owned());
        own.as_array().unwrap().iter().map(row).collect()
    }

    /// How often the applicant was told that documents are wanted.
    async fn told(&self) -> usize {
        let told = self.person.data(TOLD, json!({})).await;
        let told = told["viewer"]["notifications"]["nodes"].as_array().unwrap().clone();
        told.iter().filter(|one| one["kind"] == "DOCUMENTS_WANTED").count()
    }
}

fn row(kind: &str, state: &str) -> (String, String) {
    (kind.to_owned(), state.to_owned())
}

both!(
    a_document_is_asked_for_sent_found_unreadable_sent_again_and_accepted,
    async |app: &TestApp| {
        let desk = desk(app).await;
        assert_eq!(desk.stands().await, []);
        let day = app.now().plus_days(3).to_string()[..10].to_owned();
        let ask = desk.asking(&["KTP", "DIPLOMA"], Some(&day), Some("Ijazah SMA, bukan SKL."));
        desk.staff.data(ASK, ask.clone()).await;
        assert_eq!(desk.stands().await, [row("KTP", "ASKED"), row("DIPLOMA", "ASKED")]);
        let seen = desk.seen_by(&desk.person).await;
        assert_eq!(seen["takesDocuments"], true);
        assert_eq!(seen["documentStandings"][0]["note"], "Ijazah SMA, bukan SKL.");
        let due = text(&seen["documentStandings"][0]["dueAt"]).to_owned();
        assert!(due > app.now().plus_days(3).to_string(), "to the end of that day: {due}");
        assert_eq!(desk.told().await, 1, "one message for all of them");
        let letters = app.letters().await;
        let letter = &letters[0].letter.text;
        assert!(letter.contains("KTP") && letter.contains("Ijazah"), "{letter}");
        assert!(!letter.contains("00.00"), "{letter}");

        desk.staff.data(ASK, ask).await;
        assert_eq!(desk.told().await, 1, "the same request again tells nobody");

        let first = sends(app, &desk.person, DocumentKind::Ktp, 1).await;
        assert_eq!(desk.stands().await[0], row("KTP", "RECEIVED"));
        assert_eq!(desk.seen_by(&desk.person).await["documentStandings"][0]["note"], Value::Null);
        desk.staff.data(SAY, desk.saying(&first, "UNREADABLE")).await;
        desk.staff.data(SAY, desk.saying(&first, "UNREADABLE")).await;
        assert_eq!(desk.stands().await[0], row("KTP", "UNREADABLE"));
        assert_eq!(desk.told().await, 2);

        let second = sends(app, &desk.person, DocumentKind::Ktp, 2).await;
        assert_eq!(desk.stands().await[0], row("KTP", "RECEIVED"));
        let stale = desk.staff.error(SAY, desk.saying(&first, "ACCEPTED")).await;
        assert_eq!(fields(&stale), [("documentId".to_owned(), "OUTDATED".to_owned())]);
        desk.staff.data(SAY, desk.saying(&second, "ACCEPTED")).await;
        assert_eq!(desk.stands().await[0], row("KTP", "ACCEPTED"));
        assert_eq!(desk.told().await, 2, "nothing has to be done about what is accepted");
        sends(app, &desk.person, DocumentKind::Ktp, 3).await;
        assert_eq!(desk.stands().await[0], row("KTP", "RECEIVED"), "the word was about another");
    }
);

both!(what_was_taken_away_is_asked_for_as_before, async |app: &TestApp| {
    let desk = desk(app).await;
    let ktp = sends(app, &desk.person, DocumentKind::Ktp, 1).await;
    let kk = sends(app, &desk.person, DocumentKind::Kk, 1).await;
    desk.staff.data(SAY, desk.saying(&ktp, "UNREADABLE")).await;
    desk.staff.data(SAY, desk.saying(&kk, "ACCEPTED")).await;
    for id in [ktp, kk] {
        desk.person.data(DELETE, json!({ "input": { "documentId": id } })).await;
    }
    assert_eq!(desk.stands().await, [row("KTP", "UNREADABLE")]);
});

both!(documents_are_taken_until_the_centre_decides_and_then_when_it_asks, async |app: &TestApp| {
    let desk = desk(app).await;
    let takes = async || desk.seen_by(&desk.person).await["takesDocuments"] == true;
    assert!(takes().await);
    assert_eq!(desk.seen_by(&desk.staff).await["takesDocuments"], false, "it is the applicant's");
    desk.staff.decides(&[&desk.application], "OFFER").await;
    assert!(!takes().await);
    desk.staff.data(ASK, desk.asking(&["PHOTO"], None, None)).await;
    assert!(takes().await);
    sends(app, &desk.person, DocumentKind::Photo, 1).await;
    assert!(!takes().await);
    desk.person.withdraws(&desk.application).await;
    let over = desk.staff.code(ASK, desk.asking(&["KTP"], None, None)).await;
    assert_eq!(over, "INVALID_TRANSITION");
});

both!(who_lacked_documents_can_send_them_for_the_next_time, async |app: &TestApp| {
    let desk = desk(app).await;
    let reject = |code: &str| {
        json!({ "input": {
            "ids": [desk.application], "decision": "REJECT", "reasonCode": code, "note": "KK"
        } })
    };
    desk.staff.decides_with(reject("INCOMPLETE_DOCUMENTS")).await;
    assert_eq!(desk.seen_by(&desk.person).await["takesDocuments"], true);
    let other = app.applicant().await;
    let id = other.applies(desk.session).await;
    let mut low = reject("LOW_SCORE");
    low["input"]["ids"] = json!([id]);
    desk.staff.decides_with(low).await;
    let seen = other.data(STAND, json!({ "id": id })).await["node"].clone();
    assert_eq!(seen["takesDocuments"], false);
});

both!(only_who_decides_there_asks_and_says, async |app: &TestApp| {
    let desk = desk(app).await;
    let ktp = sends(app, &desk.person, DocumentKind::Ktp, 1).await;
    let elsewhere = app.centre().await;
    let (ask, say) = (desk.asking(&["KK"], None, None), desk.saying(&ktp, "ACCEPTED"));
    for (who, code) in [
        (app.visitor(), "UNAUTHENTICATED"),
        (app.applicant().await.browser, "NOT_FOUND"),
        (app.staff(elsewhere, Role::Admin).await.browser, "NOT_FOUND"),
        (app.partner(elsewhere).await, "NOT_FOUND"),
        (app.staff(desk.centre, Role::Instructor).await.browser, "FORBIDDEN"),
        (app.staff(desk.centre, Role::Counsellor).await.browser, "FORBIDDEN"),
    ] {
        assert_eq!(who.code(ASK, ask.clone()).await, code);
        assert_eq!(who.code(SAY, say.clone()).await, code);
    }
    assert_eq!(desk.person.code(ASK, ask.clone()).await, "FORBIDDEN", "nobody of oneself");
    assert_eq!(app.number("SELECT COUNT(*) FROM document_checks").await, 0);
    let partner = app.partner(desk.centre).await;
    partner.data(ASK, ask).await;
    partner.data(SAY, say).await;
    assert_eq!(desk.stands().await, [row("KTP", "ACCEPTED"), row("KK", "ASKED")]);
    let instructor = app.staff(desk.centre, Role::Instructor).await;
    assert_eq!(desk.seen_by(&instructor).await["documentStandings"], json!([]));
});

both!(what_is_wrong_with_a_request_is_told_at_its_fields, async |app: &TestApp| {
    let desk = desk(app).await;
    let wrong = async |kinds: &[&str], due: Option<&str>, note: Option<&str>| {
        fields(&desk.staff.error(ASK, desk.asking(kinds, due, note)).await)
    };
    let at = |path: &str, code: &str| (path.to_owned(), code.to_owned());
    let long = "x".repeat(301);
    assert_eq!(
        wrong(&[], Some("besok"), Some(&long)).await,
        [at("kinds", "REQUIRED"), at("note", "TOO_LONG"), at("dueOn", "INVALID_DATE")]
    );
    for day in [app.now().plus_days(-2), app.now().plus_days(4_000)] {
        let day = &day.to_string()[..10];
        assert_eq!(wrong(&["KTP"], Some(day), None).await, [at("dueOn", "OUT_OF_RANGE")]);
    }
    let other = app.applicant().await;
    let theirs = sends(app, &other, DocumentKind::Ktp, 1).await;
    for id in [theirs.as_str(), "doc_0000000000000000000001", "x"] {
        let told = desk.staff.error(SAY, desk.saying(id, "ACCEPTED")).await;
        assert_eq!(fields(&told), [at("documentId", "OUTDATED")], "{id}");
    }
});

both!(a_partners_copy_gets_what_was_said_of_documents, async |app: &TestApp| {
    let desk = desk(app).await;
    let mut copy = Copy::new(&app.partner(desk.centre).await, KEPT);
    copy.settles(app).await;
    desk.staff.data(ASK, desk.asking(&["KK"], None, None)).await;
    copy.brings(&desk.application).await;
    assert_eq!(
        copy.rows[&desk.application]["documentStandings"],
        json!([{ "kind": "KK", "state": "ASKED" }])
    );
});

both!(a_decision_that_is_taken_back_leaves_the_request, async |app: &TestApp| {
    let desk = desk(app).await;
    desk.staff.decides(&[&desk.application], "SHORTLIST").await;
    desk.staff.data(ASK, desk.asking(&["KK"], None, None)).await;
    let undo = json!({ "input": { "ids": [desk.application] } });
    desk.staff.data(balai_tests::steps::UNDO, undo).await;
    assert_eq!(desk.told().await, 1);
    let kept = "SELECT COUNT(*) FROM outbox WHERE kind = 'DOCUMENTS_WANTED'";
    assert_eq!(app.number(kept).await, 1);
});
