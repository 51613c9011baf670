//! A centre with one of everything, and what nobody has in its place.

use balai_backend::service::documents;
use balai_shared::{
    document::DocumentKind,
    id::{
        AccountId, ApplicantId, ApplicationId, DeskViewId, InstitutionId, InvitationId, MeetingId,
        ProgramId, RecoveryId, RoomId, SessionId, SlotId,
    },
    policy::{Actor as Who, Role},
    session::SelectionMethod,
    time::Date,
};
use balai_tests::{
    Actor, Kind, Person, SessionPlan, TestApp,
    class::Class,
    selection::{PLAN, planning, test_and_interview},
    steps::text,
};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::invite_staff::{INVITE, address, inviting};

/// A centre with one of everything.
pub struct Fixture {
    pub centre: InstitutionId,
    pub program: String,
    pub class_session: String,
    pub class_application: String,
    pub meeting: String,
    pub certificate: String,
    pub session: String,
    pub lottery: String,
    pub draft: String,
    pub application: String,
    pub other_application: String,
    pub applicant: String,
    pub document: String,
    pub invitation: String,
    pub grant: String,
    pub colleague: String,
    pub view: String,
    pub slot: String,
    pub room: String,
    pub recovery: String,
    admin: Person,
    second: Person,
}

/// An admin of another centre.
pub async fn stranger_admin(app: &TestApp) -> Person {
    let admin = app.staff(app.centre().await, Role::Admin).await;
    app.give_password(&admin).await;
    admin
}

fn jpeg() -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 17, 0];
    bytes.extend([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0x34, 0xFF, 0xD9]);
    bytes
}

/// A session that starts in summer, long after the class is over.
fn in_summer(plan: SessionPlan) -> SessionPlan {
    SessionPlan { starts_on: Date::from_ymd(2026, 6, 1).unwrap(), ..plan }
}

async fn program_of(app: &TestApp, class: &Class) -> String {
    let query = "query ($id: ID!) { node(id: $id) { ... on Session { program { id } } } }";
    let asked = json!({ "id": class.session.to_string() });
    let found = app.visitor().data(query, asked).await;
    text(&found["node"]["program"]["id"]).to_owned()
}

async fn invited(admin: &Actor, centre: InstitutionId, contact: &str, role: &str) -> String {
    let data = admin.data(INVITE, inviting(centre, contact, role)).await;
    text(&data["inviteStaff"]["invitation"]["id"]).to_owned()
}

async fn view(admin: &Actor, centre: InstitutionId) -> String {
    let save = "mutation ($input: SaveViewInput!) { saveView(input: $input) { view { id } } }";
    let view = json!({ "input": {
        "institutionId": centre.to_string(), "name": "Baru", "shared": true,
        "states": ["SUBMITTED"], "columns": ["AGE"], "sort": "NAME"
    } });
    text(&admin.data(save, view).await["saveView"]["view"]["id"]).to_owned()
}

async fn slot(admin: &Actor, session: SessionId) -> String {
    let open = "mutation ($input: OpenSlotsInput!) { openSlots(input: $input) { session {
      selection { appointments { slots { slot { id } } } } } } }";
    let input = json!({ "input": { "sessionId": session.to_string(), "criterion": 0, "slots": [{
        "startsAt": "2026-05-04T01:00:00Z", "endsAt": "2026-05-04T03:00:00Z",
        "place": "Ruang 1", "capacity": 8
    }] } });
    let sheets = admin.data(open, input).await["openSlots"]["session"]["selection"].clone();
    text(&sheets["appointments"][0]["slots"][0]["slot"]["id"]).to_owned()
}

async fn room(admin: &Actor, centre: InstitutionId) -> String {
    let save = "mutation ($input: SaveRoomInput!) { saveRoom(input: $input) { room { id } } }";
    let room = json!({ "input": {
        "institutionId": centre.to_string(), "name": "Bengkel 1", "capacity": 20
    } });
    text(&admin.data(save, room).await["saveRoom"]["room"]["id"]).to_owned()
}

/// A new number that waits, asked for by this one.
async fn recovery(app: &TestApp, by: &Actor, whose: &Person) -> String {
    let nik = "5171014502980055";
    app.tell(whose, |profile| {
        profile.nik = Some(balai_shared::nik::Nik::parse(nik).unwrap());
        profile.birth_date = None;
    })
    .await;
    let ask = "mutation ($input: RecoverContactInput!) { recoverContact(input: $input) {
      recovery { recoveryId } } }";
    let input = json!({ "input": {
        "applicantId": whose.applicant.to_string(), "newPhone": "0812 7777 8888", "nik": nik
    } });
    text(&by.data(ask, input).await["recoverContact"]["recovery"]["recoveryId"]).to_owned()
}

impl Fixture {
    pub async fn new(app: &TestApp) -> Self {
        let class = app.class(1).await;
        let (centre, admin) = (class.centre, class.admin.clone());
        app.give_password(&admin).await;
        let program = program_of(app, &class).await;
        let meeting = class.plans(1).await[0].clone();
        class.marks_all(&meeting, "PRESENT").await;
        class.completes(json!({ "ids": class.ids })).await;
        let certificate = class.certifies().await[0].clone();
        let session = app.session(centre, in_summer(SessionPlan::merit())).await;
        admin.data(PLAN, planning(session, &test_and_interview(), &json!([]))).await;
        let person = app.applicant().await;
        let application = person.applies(session).await;
        let other = app.applicant().await;
        let other_application = other.applies(session).await;
        let who = Who::Person {
            account: person.account,
            applicant: Some(person.applicant),
            grants: Vec::new(),
        };
        let kept = documents::keep(&app.services, &who, DocumentKind::Ktp, &jpeg(), None).await;
        let lottery = SessionPlan { method: SelectionMethod::Lottery, ..SessionPlan::default() };
        let second = app.staff(centre, Role::Admin).await;
        app.give_password(&second).await;
        let colleague = app.staff(centre, Role::Instructor).await;
        Self {
            centre,
            class_session: class.session.to_string(),
            class_application: class.ids[0].clone(),
            meeting,
            certificate,
            lottery: app.session(centre, in_summer(lottery)).await.to_string(),
            draft: app.session(centre, in_summer(SessionPlan::draft())).await.to_string(),
            session: session.to_string(),
            application,
            other_application,
            applicant: person.applicant.to_string(),
            document: kept.unwrap().id.to_string(),
            invitation: invited(&admin, centre, &address(&app.newcomer().await), "REVIEWER").await,
            grant: invited(&admin, centre, &address(&app.newcomer().await), "ADMIN").await,
            colleague: colleague.account.to_string(),
            view: view(&admin, centre).await,
            slot: slot(&admin, session).await,
            room: room(&admin, centre).await,
            recovery: recovery(app, &second, &other).await,
            program,
            admin,
            second,
        }
    }

    /// The admin who does it: nobody approves what one has asked for.
    pub fn admin_for(&self, field: &str) -> &Actor {
        if field == "approveGrant" { &self.second } else { &self.admin }
    }

    /// The kinds of things with their ids.
    pub fn ids(&self) -> Vec<(&'static str, &str)> {
        vec![
            ("program", &self.program),
            ("session", &self.session),
            ("draft", &self.draft),
            ("application", &self.application),
            ("applicant", &self.applicant),
            ("document", &self.document),
            ("invitation", &self.invitation),
            ("meeting", &self.meeting),
            ("account", &self.colleague),
            ("view", &self.view),
            ("recovery", &self.recovery),
            ("slot", &self.slot),
            ("room", &self.room),
        ]
    }

    /// Each name with one that nobody has.
    fn pairs(&self) -> Vec<(String, String)> {
        let application = |place| ApplicationId::from_u128(place).to_string();
        let mut number = self.certificate.clone();
        number.truncate(number.rfind('-').map_or(0, |at| at + 1));
        number.push_str("9999");
        vec![
            (self.centre.to_string(), InstitutionId::from_u128(1).to_string()),
            (self.program.clone(), ProgramId::from_u128(1).to_string()),
            (self.class_session.clone(), SessionId::from_u128(1).to_string()),
            (self.class_application.clone(), application(1)),
            (self.meeting.clone(), MeetingId::from_u128(1).to_string()),
            (self.certificate.clone(), number),
            (self.session.clone(), SessionId::from_u128(2).to_string()),
            (self.lottery.clone(), SessionId::from_u128(3).to_string()),
            (self.draft.clone(), SessionId::from_u128(4).to_string()),
            (self.application.clone(), application(2)),
            (self.other_application.clone(), application(3)),
            (self.applicant.clone(), ApplicantId::from_u128(1).to_string()),
            (self.invitation.clone(), InvitationId::from_u128(1).to_string()),
            (self.grant.clone(), InvitationId::from_u128(2).to_string()),
            (self.colleague.clone(), AccountId::from_u128(1).to_string()),
            (self.view.clone(), DeskViewId::from_u128(1).to_string()),
            (self.slot.clone(), SlotId::from_u128(1).to_string()),
            (self.room.clone(), RoomId::from_u128(1).to_string()),
            (self.recovery.clone(), RecoveryId::from_u128(1).to_string()),
        ]
    }

    /// What nobody has in place of what the centre has.
    pub fn missing(&self, variables: &Value) -> Value {
        let text = self
            .pairs()
            .iter()
            .fold(variables.to_string(), |text, (own, missing)| text.replace(own, missing));
        serde_json::from_str(&text).unwrap()
    }

    /// The same for one name.
    pub fn named_missing(&self, own: &str) -> String {
        text(&self.missing(&json!(own))).to_owned()
    }

    /// An answer about what nobody has, as if it were about what the centre has.
    pub fn named(&self, answer: &Value) -> Value {
        let text = self
            .pairs()
            .iter()
            .fold(answer.to_string(), |text, (own, missing)| text.replace(missing, own));
        serde_json::from_str(&text).unwrap()
    }

    /// The input of `createSession` and `previewSession`.
    pub fn planned_session(&self) -> Value {
        json!({ "input": {
            "programId": self.program, "mode": "LURING", "funding": "PUBLIC",
            "selectionMethod": "MERIT", "capacity": 16,
            "registrationOpensAt": "2026-07-01T00:00:00Z",
            "registrationClosesAt": "2026-07-20T16:00:00Z",
            "startsOn": "2026-08-03", "endsOn": "2026-08-12"
        } })
    }

    /// The input of `placeMeetings` and `placementClashes`.
    pub fn placing(&self) -> Value {
        json!({ "input": {
            "sessionId": self.class_session, "roomId": self.room, "instructorIds": []
        } })
    }

    /// The input of `setProgramUnits`.
    pub fn units(&self) -> Value {
        json!({ "input": {
            "programId": self.program, "units": [{ "code": "G.45", "title": "Merakit" }]
        } })
    }
}

/// What anybody may leave behind who asks: counted tries, kept answers, the budget's traces.
const LEFT_OUT: [&str; 4] =
    ["sign_in_failures", "idempotency_keys", "seaql_migrations", "message_preferences"];

/// All that stands in the database.
pub trait Fingerprint {
    /// A text for each table's rows.
    async fn fingerprint(&self) -> Vec<(String, String)>;
}

impl Fingerprint for TestApp {
    async fn fingerprint(&self) -> Vec<(String, String)> {
        let mut all = Vec::new();
        for table in texts(self, tables(self.kind)).await {
            if LEFT_OUT.contains(&table.as_str()) || table.contains("search") {
                continue;
            }
            let rows = match self.kind {
                Kind::Postgres => format!(
                    "SELECT COALESCE(md5(string_agg(t::text, ',' ORDER BY t::text)), '') AS line \
                     FROM {table} t"
                ),
                Kind::Sqlite => {
                    let columns = format!(
                        "SELECT 'quote(\"' || name || '\")' AS line FROM pragma_table_info('{table}')"
                    );
                    let columns = texts(self, &columns).await.join(" || ',' || ");
                    format!(
                        "SELECT COALESCE(group_concat(line, ';'), '') AS line FROM \
                         (SELECT {columns} AS line FROM {table} ORDER BY 1)"
                    )
                }
            };
            let found = texts(self, &rows).await;
            all.push((table, found.into_iter().next().unwrap_or_default()));
        }
        assert!(all.len() > 30, "the tables were found");
        all
    }
}

const fn tables(kind: Kind) -> &'static str {
    match kind {
        Kind::Postgres => {
            "SELECT CAST(tablename AS TEXT) AS line FROM pg_tables WHERE schemaname = 'public' \
             ORDER BY 1"
        }
        Kind::Sqlite => {
            "SELECT name AS line FROM sqlite_schema WHERE type = 'table' \
             AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_fts%' ORDER BY 1"
        }
    }
}

async fn texts(app: &TestApp, sql: &str) -> Vec<String> {
    let connection = app.services.store.read();
    let statement = Statement::from_string(connection.get_database_backend(), sql);
    let rows = connection.query_all_raw(statement).await.unwrap();
    rows.into_iter().map(|row| row.try_get("", "line").unwrap()).collect()
}
