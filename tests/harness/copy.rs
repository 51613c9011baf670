//! A partner's copy of a list, kept as docs/API.md ("Staying in step") says.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

use crate::{Actor, TestApp, steps::text};

/// How long a copy may be behind: other tests' transactions on the same server hold it up, too.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(200);

/// A copy.
pub struct Copy {
    actor: Actor,
    query: &'static str,
    cursor: Value,
    /// What it holds, by id.
    pub rows: BTreeMap<String, Value>,
}

impl Copy {
    /// An empty one. The query takes `$cursor` and names its list `list`.
    #[must_use]
    pub fn new(actor: &Actor, query: &'static str) -> Self {
        Self { actor: actor.clone(), query, cursor: Value::Null, rows: BTreeMap::new() }
    }

    /// Asks once for what is new, to the last page; the ids that came.
    pub async fn pull(&mut self) -> Vec<String> {
        let mut came = Vec::new();
        loop {
            let page = self.actor.data(self.query, json!({ "cursor": self.cursor })).await;
            let page = &page["list"];
            for node in page["nodes"].as_array().expect("nodes") {
                came.push(text(&node["id"]).to_owned());
                self.rows.insert(text(&node["id"]).to_owned(), node.clone());
            }
            self.cursor = page["syncCursor"].clone();
            if page["pageInfo"]["hasNextPage"] == false {
                return came;
            }
        }
    }

    /// Where it stands.
    #[must_use]
    pub fn cursor(&self) -> Value {
        self.cursor.clone()
    }

    /// Asks until nothing is new of what was done up to now.
    pub async fn settles(&mut self, app: &TestApp) {
        app.all_is_over().await;
        self.until("nothing is new", |came, _| came.is_empty()).await;
    }

    /// Asks until this one has come.
    pub async fn brings(&mut self, id: &str) {
        self.until(id, |came, _| came.iter().any(|one| one == id)).await;
    }

    /// Asks until what came, or the copy, is so.
    pub async fn until(
        &mut self,
        what: &str,
        so: impl Fn(&[String], &BTreeMap<String, Value>) -> bool,
    ) {
        let begun = Instant::now();
        loop {
            let came = self.pull().await;
            if so(&came, &self.rows) {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "still waiting: {what}");
            tokio::time::sleep(PAUSE).await;
        }
    }
}
