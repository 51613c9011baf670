//! Measures in the text format of Prometheus. Labels are routes, statuses and outcomes: few, and
//! nothing about anybody.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use axum::{
    extract::State,
    http::{HeaderName, StatusCode, header},
};

use super::{Server, reply::Outcome};
use crate::service::outbox;

/// Upper ends of the histogram's buckets, in milliseconds and as they are shown (seconds).
const BUCKETS: [(u128, &str); 10] = [
    (5, "0.005"),
    (10, "0.01"),
    (25, "0.025"),
    (50, "0.05"),
    (100, "0.1"),
    (250, "0.25"),
    (500, "0.5"),
    (1_000, "1"),
    (2_500, "2.5"),
    (10_000, "10"),
];

/// What was counted since the start.
#[derive(Debug, Default)]
pub(crate) struct Metrics(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    /// By route and status.
    requests: BTreeMap<(String, u16), u64>,
    /// By route.
    latencies: BTreeMap<String, Latency>,
    /// By how far GraphQL requests got.
    operations: BTreeMap<&'static str, u64>,
}

#[derive(Debug, Default)]
struct Latency {
    /// One for each of [`BUCKETS`], and one for what is slower.
    buckets: [u64; BUCKETS.len() + 1],
    count: u64,
    micros: u128,
}

impl Metrics {
    /// A request was answered.
    pub(crate) fn request(&self, route: &str, status: StatusCode, took: Duration) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.requests.entry((route.to_owned(), status.as_u16())).or_default() += 1;
        let latency = counts.latencies.entry(route.to_owned()).or_default();
        let slow = BUCKETS.iter().position(|(end, _)| took.as_millis() < *end);
        if let Some(bucket) = latency.buckets.get_mut(slow.unwrap_or(BUCKETS.len())) {
            *bucket += 1;
        }
        latency.count += 1;
        latency.micros += took.as_micros();
    }

    /// A GraphQL request came to this.
    pub(crate) fn operation(&self, outcome: Outcome) {
        let name = match outcome {
            Outcome::Executed => "executed",
            Outcome::Refused(code) | Outcome::Declined(code) => code.as_str(),
            Outcome::Malformed => "malformed",
            Outcome::WrongMethod => "wrong_method",
            Outcome::TooLarge => "too_large",
            Outcome::WrongContentType => "wrong_content_type",
            Outcome::NotAcceptable => "not_acceptable",
        };
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.operations.entry(name).or_default() += 1;
    }

    /// All of it as text, with what others count.
    fn render(&self, others: &[(&str, &str, u64)]) -> String {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut page = Page(String::with_capacity(4096));
        page.head("balai_http_requests_total", "counter", "Requests answered");
        for ((route, status), count) in &counts.requests {
            let labels = format!("route=\"{route}\",status=\"{status}\"");
            page.line("balai_http_requests_total", &labels, count);
        }
        page.head("balai_http_request_seconds", "histogram", "Time to the first byte of an answer");
        for (route, latency) in &counts.latencies {
            page.latency(route, latency);
        }
        page.head(
            "balai_graphql_requests_total",
            "counter",
            "GraphQL requests by what came of them",
        );
        for (outcome, count) in &counts.operations {
            page.line("balai_graphql_requests_total", &format!("outcome=\"{outcome}\""), count);
        }
        for (name, help, value) in others {
            let kind = if name.ends_with("_total") { "counter" } else { "gauge" };
            page.head(name, kind, help);
            page.line(name, "", value);
        }
        page.0
    }
}

struct Page(String);

impl Page {
    fn head(&mut self, name: &str, kind: &str, help: &str) {
        self.0 += &format!("# HELP {name} {help}.\n# TYPE {name} {kind}\n");
    }

    fn line(&mut self, name: &str, labels: &str, value: impl std::fmt::Display) {
        self.0 += &if labels.is_empty() {
            format!("{name} {value}\n")
        } else {
            format!("{name}{{{labels}}} {value}\n")
        };
    }

    fn latency(&mut self, route: &str, latency: &Latency) {
        const NAME: &str = "balai_http_request_seconds";
        let mut below = 0;
        for ((_, end), count) in BUCKETS.iter().zip(latency.buckets) {
            below += count;
            self.line(&format!("{NAME}_bucket"), &format!("route=\"{route}\",le=\"{end}\""), below);
        }
        let labels = format!("route=\"{route}\",le=\"+Inf\"");
        self.line(&format!("{NAME}_bucket"), &labels, latency.count);
        let (seconds, rest) = (latency.micros / 1_000_000, latency.micros % 1_000_000);
        let labels = format!("route=\"{route}\"");
        self.line(&format!("{NAME}_sum"), &labels, format_args!("{seconds}.{rest:06}"));
        self.line(&format!("{NAME}_count"), &labels, latency.count);
    }
}

/// `GET /metrics`.
pub(crate) async fn get(State(server): State<Server>) -> ([(HeaderName, &'static str); 1], String) {
    let store = &server.app.services.store;
    let waiting = u64::try_from(store.waiting_writes()).unwrap_or(u64::MAX);
    // A database that doesn't answer is seen elsewhere; what is counted here still stands.
    let (unsent, lost) = outbox::standing(&server.app.services).await.unwrap_or_default();
    let text = server.metrics.render(&[
        ("balai_sql_statements_total", "SQL statements run", store.statements()),
        ("balai_writer_queue", "Writes waiting for their turn", waiting),
        ("balai_outbox_waiting", "Messages to people that wait to be sent", unsent),
        ("balai_outbox_failed", "Messages of the last 30 days that were given up", lost),
    ]);
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_route_status_and_time() {
        let metrics = Metrics::default();
        for millis in [3, 30, 20_000] {
            metrics.request("/graphql", StatusCode::OK, Duration::from_millis(millis));
        }
        metrics.operation(Outcome::Executed);
        let text = metrics.render(&[("balai_writer_queue", "Writes waiting", 7)]);
        for line in [
            "# TYPE balai_http_requests_total counter",
            "balai_http_requests_total{route=\"/graphql\",status=\"200\"} 3",
            "balai_http_request_seconds_bucket{route=\"/graphql\",le=\"0.005\"} 1",
            "balai_http_request_seconds_bucket{route=\"/graphql\",le=\"0.05\"} 2",
            "balai_http_request_seconds_bucket{route=\"/graphql\",le=\"10\"} 2",
            "balai_http_request_seconds_bucket{route=\"/graphql\",le=\"+Inf\"} 3",
            "balai_http_request_seconds_sum{route=\"/graphql\"} 20.033000",
            "balai_graphql_requests_total{outcome=\"executed\"} 1",
            "# TYPE balai_writer_queue gauge",
            "balai_writer_queue 7",
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        }
    }
}
