//! Choosing a session's people, as one call each.

use balai_shared::id::SessionId;
use serde_json::{Value, json};

use crate::Actor;

/// Plans how people are chosen.
pub const PLAN: &str = "mutation ($input: PlanSelectionInput!) {
  planSelection(input: $input) { session { selection {
    criteria { name weight maximum minimum } quotas { group seats }
  } } }
}";
/// Enters marks.
pub const ENTER: &str = "mutation ($input: EnterMarksInput!) {
  enterMarks(input: $input) { entered }
}";
/// Enters the marks of a file.
pub const IMPORT: &str = "mutation ($input: ImportMarksInput!) {
  importMarks(input: $input) { marks entered faults { line column code } }
}";
/// Concludes a selection by merit.
pub const CONCLUDE: &str = "mutation ($input: ConcludeSelectionInput!) {
  concludeSelection(input: $input) { session {
    selectionClosedAt seatsLeft waitlistCount
    selection { progress { seats results due concludedAt finishedAt } }
  } }
}";
/// Draws.
pub const DRAW: &str = "mutation ($input: DrawLotteryInput!) {
  drawLottery(input: $input) { session { selectionClosedAt seatsLeft waitlistCount } }
}";
/// The order, as who decides sees it.
pub const RANKING: &str = "query ($id: ID!, $first: Int, $after: String) {
  node(id: $id) { ... on Session { selection { ranking(first: $first, after: $after) {
    totalCount missingCount concluded pageInfo { hasNextPage endCursor }
    nodes {
      application { id }
      standing { place meritPlace total outcome tie criterion }
      marks { criterion name points absent }
    }
  } } } }
}";
/// What a selection gave an application.
pub const STANDING: &str = "query ($id: ID!) { node(id: $id) { ... on Application {
  state waitlistPosition
  standing { place meritPlace total outcome tie criterion }
  marks { criterion name points absent }
} } }";
/// A session's draw.
pub const LOTTERY: &str = "query ($id: ID!) { node(id: $id) { ... on Session { selection {
  lottery { commitment committedAt seed drawnAt proof }
} } } }";

/// A written test of 60 and an interview of 40 percent, of 100 points each.
#[must_use]
pub fn test_and_interview() -> Value {
    json!([
        { "name": "Tes tertulis", "weight": 60, "maximum": "100" },
        { "name": "Wawancara", "weight": 40, "maximum": "100" },
    ])
}

/// The input of [`PLAN`].
#[must_use]
pub fn planning(session: SessionId, criteria: &Value, quotas: &Value) -> Value {
    let session = session.to_string();
    json!({ "input": { "sessionId": session, "criteria": criteria, "quotas": quotas } })
}

/// The input of [`ENTER`]: (application, criterion, points, or none for who didn't come).
#[must_use]
pub fn entering(session: SessionId, marks: &[(&str, i32, Option<&str>)]) -> Value {
    let mark = |(id, criterion, points): &(&str, i32, Option<&str>)| json!({ "applicationId": id, "criterion": criterion, "points": points });
    let marks: Vec<Value> = marks.iter().map(mark).collect();
    json!({ "input": { "sessionId": session.to_string(), "marks": marks } })
}

/// The input of [`CONCLUDE`] and [`DRAW`].
#[must_use]
pub fn of(session: SessionId) -> Value {
    json!({ "input": { "sessionId": session.to_string() } })
}

impl Actor {
    /// Plans a test and an interview.
    pub async fn plans_test_and_interview(&self, session: SessionId) {
        self.data(PLAN, planning(session, &test_and_interview(), &json!([]))).await;
    }

    /// Enters both marks of each of these.
    pub async fn marks(&self, session: SessionId, people: &[(&str, &str, &str)]) {
        let marks: Vec<_> = people
            .iter()
            .flat_map(|(id, test, interview)| [(*id, 0, Some(*test)), (*id, 1, Some(*interview))])
            .collect();
        self.data(ENTER, entering(session, &marks)).await;
    }

    /// The order, as who decides sees it: its first hundred.
    pub async fn ranking(&self, session: SessionId) -> Value {
        let asked = json!({ "id": session.to_string(), "first": 100 });
        self.data(RANKING, asked).await["node"]["selection"]["ranking"].clone()
    }
}
