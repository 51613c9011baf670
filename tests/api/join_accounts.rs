//! `joinAccounts`: two accounts of one person become one, with the KTP and a code.

use balai_shared::{
    id::{InstitutionId, SessionId},
    nik::Nik,
    policy::Role,
    time::Date,
};
use balai_tests::{
    Copy, Person, SessionPlan, TestApp, both,
    steps::{deciding, fields, text},
};
use serde_json::{Value, json};

const ASK: &str = "mutation ($input: AskToJoinAccountsInput!) {
  askToJoinAccounts(input: $input) { kept { id } closed { id } sentTo applications }
}";
const JOIN: &str = "mutation ($input: JoinAccountsInput!) {
  joinAccounts(input: $input) { application { id state applicant { id } } }
}";
const ALIKE: &str = "query ($id: ID!) { node(id: $id) { ... on Application {
  possibleDuplicates { id applicant { name } }
} } }";
const OWN: &str = "{ viewer {
  applications(first: 9) { nodes { id } } accountEvents { kind institution { name } }
} }";
const DECIDE: &str = "mutation ($input: DecideApplicationsInput!) {
  decideApplications(input: $input) { results { ok } }
}";
const NIK: &str = "5171014502980001";
/// The same, with a slip of the finger.
const MISTYPED: &str = "5171014502980007";
const BORN: &str = "1998-02-05";

/// What a partner's copy is kept by.
const KEPT: &str = "query ($cursor: String) {
  list: applications(changedAfter: $cursor, first: 100) {
    syncCursor pageInfo { hasNextPage } nodes { id applicant { id name } }
  }
}";

/// Somebody with two accounts and an application by each.
struct Twice {
    /// The account with the KTP's NIK.
    keep: Person,
    close: Person,
    kept: String,
    closed: String,
    staff: Person,
}

async fn is_born(app: &TestApp, person: &Person, nik: Option<&str>, born: Option<&str>) {
    app.tell(person, |profile| {
        profile.nik = nik.map(|nik| Nik::parse(nik).unwrap());
        profile.birth_date = born.map(|born| Date::parse(born).unwrap());
    })
    .await;
}

impl Twice {
    async fn new(app: &TestApp) -> Self {
        let centre = app.centre().await;
        let first = app.session(centre, SessionPlan::merit()).await;
        let second = app.session(centre, SessionPlan::merit()).await;
        Self::of(app, centre, (first, second)).await
    }

    async fn of(app: &TestApp, centre: InstitutionId, of: (SessionId, SessionId)) -> Self {
        let (keep, close) = (app.applicant().await, app.applicant().await);
        let (kept, closed) = (keep.applies(of.0).await, close.applies(of.1).await);
        is_born(app, &keep, Some(NIK), Some(BORN)).await;
        is_born(app, &close, Some(MISTYPED), Some(BORN)).await;
        app.execute("DELETE FROM outbox").await.unwrap();
        let staff = app.staff(centre, Role::Counsellor).await;
        Self { keep, close, kept, closed, staff }
    }

    fn which(&self) -> Value {
        json!({ "input": {
            "applicationId": self.kept, "otherApplicationId": self.closed, "nik": NIK
        } })
    }

    fn with(&self, code: &str) -> Value {
        let mut input = self.which();
        input["input"]["code"] = json!(code);
        input
    }

    /// Asks, and reads the code off the phone.
    async fn asks(&self, app: &TestApp) -> String {
        self.staff.data(ASK, self.which()).await;
        app.newest_code().await
    }

    /// What stands against it.
    async fn hindered_by(&self) -> String {
        let error = self.staff.error(ASK, self.which()).await;
        assert_eq!(error["extensions"]["code"], "CONFLICT", "{error}");
        let found = fields(&error);
        assert_eq!(found[0].0, "otherApplicationId");
        found[0].1.clone()
    }
}

both!(with_the_ktp_and_a_code_two_accounts_become_one, async |app: &TestApp| {
    let two = Twice::new(app).await;
    let asked = two.staff.data(ASK, two.which()).await["askToJoinAccounts"].clone();
    assert_eq!(asked["applications"], 1);
    assert_eq!(asked["kept"]["id"], two.keep.applicant.to_string());
    assert_eq!(asked["closed"]["id"], two.close.applicant.to_string());
    let (to, code) = (app.destinations().await, app.newest_code().await);
    assert_eq!(to, [format!("{}@uji.balai", two.close.account)], "the account that is closed");
    assert_ne!(text(&asked["sentTo"]), to[0], "its middle hidden");
    let joined = two.staff.data(JOIN, two.with(&code)).await["joinAccounts"].clone();
    assert_eq!(joined["application"]["id"], two.closed);
    assert_eq!(joined["application"]["applicant"]["id"], two.keep.applicant.to_string());
    assert_eq!(joined["application"]["state"], "SUBMITTED", "it stands as it stood");
    let own = two.keep.data(OWN, json!({})).await["viewer"].clone();
    assert_eq!(own["applications"]["nodes"].as_array().unwrap().len(), 2);
    let events = own["accountEvents"].as_array().unwrap();
    let joining = events.iter().find(|event| event["kind"] == "JOINED").unwrap();
    assert_eq!(joining["institution"]["name"], "Balai Uji");
    assert!(two.close.data("{ viewer { name } }", json!({})).await["viewer"].is_null());
    let mut told = app.destinations().await;
    told.retain(|to| *to != format!("{}@uji.balai", two.close.account));
    assert_eq!(told, [format!("{}@uji.balai", two.keep.account)], "both are told");
    two.keep.withdraws(&two.closed).await;
    let history = "query ($id: ID!) { node(id: $id) { ... on Application { history { to } } } }";
    let seen = two.keep.data(history, json!({ "id": two.closed })).await;
    assert_eq!(seen["node"]["history"].as_array().unwrap().len(), 2, "with what was before");
});

both!(a_partners_copy_gets_what_moved, async |app: &TestApp| {
    let two = Twice::new(app).await;
    let mut copy = Copy::new(&two.staff, KEPT);
    copy.settles(app).await;
    let code = two.asks(app).await;
    two.staff.data(JOIN, two.with(&code)).await;
    copy.brings(&two.closed).await;
    assert_eq!(copy.rows[&two.closed]["applicant"]["id"], two.keep.applicant.to_string());
});

both!(the_nik_says_which_of_the_two_stays, async |app: &TestApp| {
    let two = Twice::new(app).await;
    let mut turned = two.which();
    turned["input"]["applicationId"] = json!(two.closed);
    turned["input"]["otherApplicationId"] = json!(two.kept);
    let asked = two.staff.data(ASK, turned.clone()).await["askToJoinAccounts"].clone();
    assert_eq!(asked["kept"]["id"], two.keep.applicant.to_string());
    turned["input"]["code"] = json!(app.newest_code().await);
    two.staff.data(JOIN, turned).await;
    assert_eq!(two.keep.state_of(&two.closed).await, "SUBMITTED");
});

both!(asked_again_it_answers_as_before, async |app: &TestApp| {
    let two = Twice::new(app).await;
    let code = two.asks(app).await;
    let first = two.staff.data(JOIN, two.with(&code)).await;
    let again = two.staff.data(JOIN, two.with(&code)).await;
    assert_eq!(first, again, "an answer that was lost on the way");
    assert_eq!(app.number("SELECT COUNT(*) FROM joined_accounts").await, 1);
    let error = two.staff.error(ASK, two.which()).await;
    assert_eq!(fields(&error)[0].1, "NOT_ALLOWED", "they are one already");
});

both!(a_wrong_nik_or_code_joins_nothing_and_is_counted, async |app: &TestApp| {
    let two = Twice::new(app).await;
    let code = two.asks(app).await;
    let mut other = two.with(&code);
    other["input"]["nik"] = json!("5171014502980002");
    for _ in 0..3 {
        let error = two.staff.error(JOIN, other.clone()).await;
        assert_eq!(fields(&error), [("nik".to_owned(), "DIFFERS".to_owned())]);
    }
    for wrong in ["000000", "999999"] {
        let error = two.staff.error(JOIN, two.with(wrong)).await;
        assert_eq!(fields(&error), [("code".to_owned(), "WRONG_CODE".to_owned())]);
    }
    assert_eq!(two.staff.code(JOIN, two.with(&code)).await, "RATE_LIMITED");
    assert_eq!(app.number("SELECT COUNT(*) FROM joined_accounts").await, 0);
    assert_eq!(two.close.state_of(&two.closed).await, "SUBMITTED");
});

both!(what_stands_against_it_is_told_and_nothing_moves, async |app: &TestApp| {
    let two = Twice::new(app).await;
    is_born(app, &two.close, Some(MISTYPED), Some("1998-02-06")).await;
    assert_eq!(two.hindered_by().await, "TWO_PEOPLE", "born on other days");
    is_born(app, &two.close, Some(MISTYPED), Some(BORN)).await;
    let account = app.literal(two.close.account.as_u128());
    let doubt = format!("UPDATE accounts SET email_confirmed_at = NULL WHERE id = {account}");
    app.execute(&doubt).await.unwrap();
    assert_eq!(two.hindered_by().await, "NO_PROVED_CONTACT");
    assert_eq!(app.number("SELECT COUNT(*) FROM outbox").await, 0, "no code went out");
});

both!(while_both_stand_for_one_session_one_is_turned_down_first, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let two = Twice::of(app, centre, (session, session)).await;
    assert_eq!(two.hindered_by().await, "SAME_SESSION");
    let mut input = deciding(&[&two.closed], "REJECT");
    input["input"]["reasonCode"] = json!("DUPLICATE");
    app.staff(centre, Role::Reviewer).await.data(DECIDE, input).await;
    app.execute("DELETE FROM outbox").await.unwrap();
    let code = two.asks(app).await;
    let joined = two.staff.data(JOIN, two.with(&code)).await;
    assert_eq!(joined["joinAccounts"]["application"]["state"], "REJECTED");
});

both!(seats_on_the_same_days_are_not_brought_together, async |app: &TestApp| {
    let centre = app.centre().await;
    let of = (
        app.session(centre, SessionPlan::default()).await,
        app.session(centre, SessionPlan::default()).await,
    );
    let two = Twice::of(app, centre, of).await;
    two.keep.confirms(&two.kept).await;
    let code = two.asks(app).await;
    two.close.confirms(&two.closed).await;
    let error = two.staff.error(JOIN, two.with(&code)).await;
    assert_eq!(fields(&error)[0].1, "TRAININGS_OVERLAP");
    two.keep.withdraws(&two.kept).await;
    let joined = two.staff.data(JOIN, two.with(&code)).await;
    assert_eq!(joined["joinAccounts"]["application"]["state"], "CONFIRMED", "the code still holds");
});

both!(only_who_knows_applicants_there_and_nobody_for_oneself, async |app: &TestApp| {
    let two = Twice::new(app).await;
    let elsewhere = app.staff(app.centre().await, Role::Admin).await;
    for (who, code) in [
        (&app.visitor(), "UNAUTHENTICATED"),
        (&elsewhere.browser, "NOT_FOUND"),
        (&two.keep.browser, "FORBIDDEN"),
        (&app.ministry().await.browser, "NOT_FOUND"),
    ] {
        assert_eq!(who.code(ASK, two.which()).await, code);
        assert_eq!(who.code(JOIN, two.with("000000")).await, code);
    }
    let alike = elsewhere.data(ALIKE, json!({ "id": two.kept })).await;
    assert!(alike["node"].is_null());
});

both!(who_looks_alike_is_shown_to_who_may_join_them, async |app: &TestApp| {
    let two = Twice::new(app).await;
    let found = |seen: &Value| -> Vec<String> {
        let alike = seen["node"]["possibleDuplicates"].as_array().unwrap();
        alike.iter().map(|one| text(&one["id"]).to_owned()).collect()
    };
    assert_eq!(
        found(&two.staff.data(ALIKE, json!({ "id": two.kept })).await),
        vec![two.closed.clone()]
    );
    assert_eq!(
        found(&two.staff.data(ALIKE, json!({ "id": two.closed })).await),
        vec![two.kept.clone()]
    );
    assert!(
        found(&two.keep.data(ALIKE, json!({ "id": two.kept })).await).is_empty(),
        "not to oneself"
    );
    is_born(app, &two.close, None, Some("1998-02-06")).await;
    assert!(
        found(&two.staff.data(ALIKE, json!({ "id": two.kept })).await).is_empty(),
        "another day"
    );
});
