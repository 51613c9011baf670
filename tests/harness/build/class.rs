//! A class: a session with its participants, on its way to the certificates.

use balai_shared::{
    id::{InstitutionId, SessionId},
    policy::Role,
    time::{Date, TimeZone},
};
use serde_json::{Value, json};

use crate::{Actor, Person, SessionPlan, TestApp, steps::text};

/// Sets a session's meetings.
pub const SCHEDULE: &str = "mutation ($input: ScheduleMeetingsInput!) {
  scheduleMeetings(input: $input) { roster { leastPercent meetings { id day beginsAt minutes hours } } }
}";
/// Sets a program's units.
pub const UNITS: &str = "mutation ($input: SetProgramUnitsInput!) {
  setProgramUnits(input: $input) { program { id } }
}";
/// Marks who came.
pub const MARK: &str = "mutation ($input: MarkAttendanceInput!) {
  markAttendance(input: $input) {
    results { clientId ok mark { meetingId status minutes clientId } error { code message } }
  }
}";
/// Keeps what an assessment found.
pub const ASSESS: &str = "mutation ($input: AssessInput!) {
  assess(input: $input) { application { id } }
}";
/// Says who has finished.
pub const COMPLETE: &str = "mutation ($input: CompleteApplicationsInput!) {
  completeApplications(input: $input) {
    results { applicationId ok application { state } error { code message } }
  }
}";
/// Issues certificates.
pub const ISSUE: &str = "mutation ($input: IssueCertificatesInput!) {
  issueCertificates(input: $input) {
    results { applicationId ok certificate { number kind issuedOn revoked } error { code message } }
  }
}";
/// Takes a certificate back.
pub const REVOKE: &str = "mutation ($input: RevokeCertificateInput!) {
  revokeCertificate(input: $input) { certificate { number revoked } }
}";
/// A session as those see it who teach it.
pub const ROSTER: &str = "query ($id: ID!) { trainingRoster(sessionId: $id) {
  leastPercent
  meetings { id day minutes hours }
  units { code title }
  participants {
    application { id state } attendancePercent attendedSoFarPercent neverCame verdict certificateKind
    marks { meetingId status minutes } outcomes { code title result }
    reasons { code } certificate { number revoked }
  }
} }";

/// A session that runs, with its participants.
pub struct Class {
    /// Whose.
    pub centre: InstitutionId,
    /// Which.
    pub session: SessionId,
    /// An admin of the centre, signed in now.
    pub admin: Person,
    /// Who takes part.
    pub people: Vec<Person>,
    /// Their applications, in the same order.
    pub ids: Vec<String>,
}

impl TestApp {
    /// A class of so many on the evening of its last day; ten days, no meetings yet.
    pub async fn class(&self, size: u32) -> Class {
        let centre = self.centre().await;
        self.class_at(centre, SessionPlan::seats(size)).await
    }

    /// The same at a centre, as planned.
    pub async fn class_at(&self, centre: InstitutionId, plan: SessionPlan) -> Class {
        let size = plan.capacity;
        let last = plan.ends_on.unwrap_or(plan.starts_on.plus_days(9));
        let session = self.session(centre, plan).await;
        let (mut people, mut ids) = (Vec::new(), Vec::new());
        for _ in 0..size {
            let person = self.applicant().await;
            let id = person.applies(session).await;
            person.confirms(&id).await;
            people.push(person);
            ids.push(id);
        }
        self.set(TimeZone::Makassar.at(last, 20, 0).expect("an evening"));
        let admin = self.staff(centre, Role::Admin).await;
        Class { centre, session, admin, people, ids }
    }

    /// Signs somebody in anew, because time has passed.
    pub async fn again(&self, person: &Person) -> Actor {
        self.sign_in(person.account).await
    }
}

impl Class {
    /// The input of [`SCHEDULE`]: a meeting of four hours on each of so many days from the first on.
    #[must_use]
    pub fn meetings(&self, days: i64) -> Value {
        let first = Date::from_ymd(2026, 3, 2).expect("a day");
        let meeting = |after: i64| {
            let day = first.plus_days(after).to_string();
            json!({ "day": day, "begins": "08:00", "ends": "12:00" })
        };
        let meetings: Vec<Value> = (0..days).map(meeting).collect();
        json!({ "input": { "sessionId": self.session.to_string(), "meetings": meetings } })
    }

    /// Sets so many meetings; their ids.
    pub async fn plans(&self, days: i64) -> Vec<String> {
        let data = self.admin.data(SCHEDULE, self.meetings(days)).await;
        let meetings = data["scheduleMeetings"]["roster"]["meetings"].as_array().cloned();
        meetings.expect("meetings").iter().map(|one| text(&one["id"]).to_owned()).collect()
    }

    /// Marks everybody at a meeting.
    pub async fn marks_all(&self, meeting: &str, status: &str) {
        let mark = |(place, id): (usize, &String)| {
            let client = format!("{meeting}-{place}-{status}");
            json!({ "applicationId": id, "status": status, "clientId": client })
        };
        let marks: Vec<Value> = self.ids.iter().enumerate().map(mark).collect();
        let input = json!({ "input": { "meetingId": meeting, "marks": marks } });
        let data = self.admin.data(MARK, input).await;
        let results = data["markAttendance"]["results"].as_array().cloned().expect("results");
        assert!(results.iter().all(|row| row["ok"] == true), "{results:#?}");
    }

    /// Everybody attends everything and finishes by the rule.
    pub async fn finishes(&self) {
        for meeting in self.plans(2).await {
            self.marks_all(&meeting, "PRESENT").await;
        }
        let rows = self.completes(json!({ "ids": self.ids })).await;
        assert!(rows.iter().all(|row| row["application"]["state"] == "COMPLETED"), "{rows:#?}");
    }

    /// Sends [`COMPLETE`]; the results.
    pub async fn completes(&self, input: Value) -> Vec<Value> {
        let data = self.admin.data(COMPLETE, json!({ "input": input })).await;
        data["completeApplications"]["results"].as_array().cloned().expect("results")
    }

    /// Sends [`ISSUE`] for these; the results.
    pub async fn issues(&self, ids: &[String]) -> Vec<Value> {
        let data = self.admin.data(ISSUE, json!({ "input": { "ids": ids } })).await;
        data["issueCertificates"]["results"].as_array().cloned().expect("results")
    }

    /// The numbers of everybody's certificates, issued now.
    pub async fn certifies(&self) -> Vec<String> {
        let rows = self.issues(&self.ids).await;
        rows.iter().map(|row| text(&row["certificate"]["number"]).to_owned()).collect()
    }

    /// The session as its admin sees it.
    pub async fn roster(&self) -> Value {
        let id = self.session.to_string();
        self.admin.data(ROSTER, json!({ "id": id })).await["trainingRoster"].clone()
    }
}
