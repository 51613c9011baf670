//! What people do most, as one call each.

use balai_shared::id::SessionId;
use serde_json::{Value, json};

use crate::{Actor, Answer};

/// Applies to a session.
pub const SUBMIT: &str = "mutation ($input: SubmitApplicationInput!) {
  submitApplication(input: $input) {
    application { id state waitlistPosition offerExpiresAt submittedAt allowedActions }
  }
}";
/// Takes an offered seat.
pub const CONFIRM: &str = "mutation ($input: ConfirmOfferInput!) {
  confirmOffer(input: $input) { application { id state allowedActions } }
}";
/// Declines an offered seat.
pub const DECLINE: &str = "mutation ($input: DeclineOfferInput!) {
  declineOffer(input: $input) { application { id state allowedActions } }
}";
/// Takes an application back.
pub const WITHDRAW: &str = "mutation ($input: WithdrawApplicationInput!) {
  withdrawApplication(input: $input) { application { id state allowedActions } }
}";
/// Decides applications.
pub const DECIDE: &str = "mutation ($input: DecideApplicationsInput!) {
  decideApplications(input: $input) {
    results {
      applicationId ok
      application { id state waitlistPosition decisionReason { code message note } }
      error { code message }
    }
  }
}";
/// Takes decisions back.
pub const UNDO: &str = "mutation ($input: UndoDecisionsInput!) { undoDecisions(input: $input) {
  results { applicationId ok application { id state offerExpiresAt } error { code message } }
} }";
/// Takes offers back.
pub const REVOKE: &str = "mutation ($input: RevokeOffersInput!) { revokeOffers(input: $input) {
  results { applicationId ok application { id state offerExpiresAt } error { code message } }
} }";
/// Lets offers stand longer.
pub const EXTEND: &str = "mutation ($input: ExtendOffersInput!) { extendOffers(input: $input) {
  results { applicationId ok application { id state offerExpiresAt } error { code message } }
} }";
/// Takes participants off the list.
pub const DROP: &str =
    "mutation ($input: DropParticipantsInput!) { dropParticipants(input: $input) {
  results { applicationId ok application { id state offerExpiresAt } error { code message } }
} }";
/// Takes rejections back.
pub const REINSTATE: &str =
    "mutation ($input: ReinstateApplicationsInput!) { reinstateApplications(input: $input) {
  results { applicationId ok application { id state offerExpiresAt } error { code message } }
} }";
/// Where an application stands.
pub const APPLICATION: &str = "query ($id: ID!) { node(id: $id) { ... on Application {
  id state waitlistPosition offerExpiresAt allowedActions motivation
  decisionReason { code message note }
  history { actor action from to reason { code message note } }
} } }";
/// A session's figures.
pub const SEATS: &str = "query ($id: ID!) { node(id: $id) { ... on Session {
  capacity seatsTaken seatsLeft applicantCount waitlistCount state
} } }";

/// The input of [`SUBMIT`], publicly funded.
#[must_use]
pub fn applying_to(session: SessionId) -> Value {
    json!({ "input": { "sessionId": session.to_string(), "funding": "PUBLIC" } })
}

/// The input of [`SUBMIT`] for a session that the training balance pays.
#[must_use]
pub fn buying(session: SessionId) -> Value {
    json!({ "input": { "sessionId": session.to_string(), "funding": "PRAKERJA" } })
}

/// The input of [`CONFIRM`], [`DECLINE`] and [`WITHDRAW`].
#[must_use]
pub fn about(application: &str) -> Value {
    json!({ "input": { "applicationId": application } })
}

/// The input of [`DECIDE`].
#[must_use]
pub fn deciding(ids: &[&str], decision: &str) -> Value {
    json!({ "input": { "ids": ids, "decision": decision } })
}

/// Sends one of the operations on many applications; for each its new state or the code of its error.
pub async fn bulk(actor: &Actor, operation: &str, input: Value) -> Vec<String> {
    let data = actor.data(operation, json!({ "input": input })).await;
    let answer = data.as_object().and_then(|data| data.values().next()).expect("an operation");
    let results = answer["results"].as_array().expect("results").clone();
    results.iter().map(|row| outcome(row).to_owned()).collect()
}

/// A row's new state, or the code of its error.
fn outcome(row: &Value) -> &str {
    let done = row["ok"] == true;
    text(if done { &row["application"]["state"] } else { &row["error"]["code"] })
}

/// The codes of an error's fields, by path: `[("nik", "REQUIRED")]`, in their order.
#[must_use]
pub fn fields(error: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let fields = error["extensions"]["fields"].as_array().cloned().unwrap_or_default();
    fields.iter().map(|field| (text(&field["path"]), text(&field["code"]))).collect()
}

/// The text of a value that must be one.
#[must_use]
pub fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

impl Actor {
    /// Applies to a publicly funded session; the id of the application.
    pub async fn applies(&self, session: SessionId) -> String {
        text(&self.submits(applying_to(session)).await["id"]).to_owned()
    }

    /// Sends [`SUBMIT`]; the application.
    pub async fn submits(&self, input: Value) -> Value {
        self.data(SUBMIT, input).await["submitApplication"]["application"].clone()
    }

    /// Takes an offered seat; the application.
    pub async fn confirms(&self, application: &str) -> Value {
        self.data(CONFIRM, about(application)).await["confirmOffer"]["application"].clone()
    }

    /// Declines an offered seat; the application.
    pub async fn declines(&self, application: &str) -> Value {
        self.data(DECLINE, about(application)).await["declineOffer"]["application"].clone()
    }

    /// Takes an application back; the application.
    pub async fn withdraws(&self, application: &str) -> Value {
        self.data(WITHDRAW, about(application)).await["withdrawApplication"]["application"].clone()
    }

    /// Sends [`DECIDE`] with an input; the results.
    pub async fn decides_with(&self, input: Value) -> Vec<Value> {
        let data = self.data(DECIDE, input).await;
        data["decideApplications"]["results"].as_array().expect("results").clone()
    }

    /// Decides applications; for each its new state or the code of its error.
    pub async fn decides(&self, ids: &[&str], decision: &str) -> Vec<String> {
        let results = self.decides_with(deciding(ids, decision)).await;
        results.iter().map(|row| outcome(row).to_owned()).collect()
    }

    /// An application that this one may see.
    pub async fn application(&self, id: &str) -> Value {
        self.data(APPLICATION, json!({ "id": id })).await["node"].clone()
    }

    /// The state of an application that this one may see.
    pub async fn state_of(&self, id: &str) -> String {
        text(&self.application(id).await["state"]).to_owned()
    }

    /// A session's figures.
    pub async fn seats_of(&self, session: SessionId) -> Value {
        self.data(SEATS, json!({ "id": session.to_string() })).await["node"].clone()
    }
}

impl Answer {
    /// The code of the first error.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.body["errors"][0]["extensions"]["code"].as_str()
    }
}
