//! What the server knows of this visit and the browser must know too: it travels in the page.

use std::collections::BTreeMap;
use std::sync::Arc;

use balai_shared::language::Language;
use balai_shared::time::{Date, Instant, TimeZone};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::api::{Read, member};

/// One visit to a page, the same on the server and in the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Visit {
    /// The language of the page.
    pub language: Language,
    /// What every form carries to show that it came from one of our pages.
    pub csrf: String,
    /// What the form sent last, without JavaScript, was answered.
    pub flash: Option<Flash>,
    /// The server's time when it rendered the page.
    pub now: Instant,
    /// The path of the page that the server rendered.
    pub path: String,
    /// Whether the person asked for little data: then the app waits until asked for.
    pub save_data: bool,
    /// Whether the data is a demonstration, whose messages anybody can read at `/kotak-surat`.
    pub demonstration: bool,
}

/// The refusal of a form that was sent without JavaScript.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// The form's operation, such as `signIn`.
    pub operation: String,
    /// What was wrong.
    pub errors: Vec<FormError>,
    /// What was entered, by field; never a password.
    pub values: BTreeMap<String, String>,
}

/// One thing that was wrong with a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormError {
    /// The field, or `None` for the form as a whole.
    pub path: Option<String>,
    /// The machine's word.
    pub code: String,
    /// In the person's language.
    pub message: String,
}

impl Visit {
    fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    fn from_text(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let language: String = member(&value, "language")?;
        Some(Self {
            language: language.parse().ok()?,
            csrf: member(&value, "csrf")?,
            flash: member(&value, "flash")?,
            now: member(&value, "now")?,
            path: member(&value, "path")?,
            save_data: member(&value, "save_data")?,
            demonstration: member(&value, "demonstration")?,
        })
    }
}

impl Read for Flash {
    fn read(value: &Value) -> Option<Self> {
        let values = value.get("values")?.as_object()?.iter();
        let values = values.filter_map(|(name, text)| Some((name.clone(), text.as_str()?.into())));
        Some(Self {
            operation: member(value, "operation")?,
            errors: member(value, "errors")?,
            values: values.collect(),
        })
    }
}

impl Read for FormError {
    fn read(value: &Value) -> Option<Self> {
        Some(Self {
            path: member(value, "path")?,
            code: member(value, "code")?,
            message: member(value, "message")?,
        })
    }
}

/// Makes the visit known to everything below.
pub fn provide_visit() {
    // As text, read as the answers are: reading by serde would cost the browser more.
    let text = SharedValue::new_str(|| first_visit().to_text()).into_inner();
    let visit = Visit::from_text(&text).unwrap_or_else(blank_visit);
    let clock = RwSignal::new(visit.now);
    provide_context(Arc::new(visit));
    provide_context(Clock(clock));
    #[cfg(not(feature = "ssr"))]
    keep_time(clock);
}

#[cfg(feature = "ssr")]
fn first_visit() -> Visit {
    // The list of routes is made without a page.
    use_context::<crate::server::PageContext>().map_or_else(blank_visit, |page| Visit {
        language: page.language,
        csrf: page.csrf,
        flash: page.flash,
        now: page.now,
        path: page.path,
        save_data: page.save_data,
        demonstration: page.demonstration,
    })
}

#[cfg(not(feature = "ssr"))]
fn first_visit() -> Visit {
    Visit { language: crate::browser::page_language(), now: crate::browser::now(), ..blank_visit() }
}

fn blank_visit() -> Visit {
    Visit {
        language: Language::default(),
        csrf: String::new(),
        flash: None,
        now: Instant::from_millis(0),
        path: String::new(),
        save_data: false,
        demonstration: false,
    }
}

/// The visit of this page.
#[must_use]
pub fn visit() -> Arc<Visit> {
    use_context::<Arc<Visit>>().unwrap_or_else(|| Arc::new(blank_visit()))
}

/// The language of this page.
#[must_use]
pub fn language() -> Language {
    use_context::<Arc<Visit>>().map_or_else(Language::default, |visit| visit.language)
}

/// The time to reckon what remains with; moves on by itself in the browser.
#[derive(Clone, Copy, Debug)]
pub struct Clock(RwSignal<Instant>);

impl Clock {
    /// The clock of this page.
    #[must_use]
    pub fn from_context() -> Self {
        use_context().unwrap_or_else(|| Self(RwSignal::new(Instant::from_millis(0))))
    }

    /// The server's time now, tracked.
    #[must_use]
    pub fn now(self) -> Instant {
        self.0.get()
    }

    /// The day in Jakarta, untracked: good enough for an age, and no reason to draw anything anew.
    #[must_use]
    pub fn today(self) -> Date {
        TimeZone::Jakarta.date_of(self.0.get_untracked())
    }
}

/// Moves the clock on every half minute, by the server's time: the phone's may be wrong.
#[cfg(not(feature = "ssr"))]
fn keep_time(clock: RwSignal<Instant>) {
    let ahead = crate::browser::now().millis_until(clock.get_untracked());
    let tick = move || clock.set(crate::browser::now().plus_millis(ahead));
    set_interval(tick, std::time::Duration::from_secs(30));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_reads_back_as_it_was_written() {
        let error = FormError {
            path: Some(String::from("nik")),
            code: String::from("WRONG_LENGTH"),
            message: String::from("NIK terdiri dari 16 angka."),
        };
        let values = BTreeMap::from([(String::from("nik"), String::from("517"))]);
        let operation = String::from("updateProfile");
        let visit = Visit {
            flash: Some(Flash { operation, errors: vec![error], values }),
            save_data: true,
            ..blank_visit()
        };
        assert_eq!(Visit::from_text(&visit.to_text()), Some(visit));
    }
}
