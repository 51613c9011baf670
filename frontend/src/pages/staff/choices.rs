//! What is chosen at the desk: all of it stands in the address.

use balai_shared::application::ApplicationState;
use balai_shared::desk::QueueSort;
use balai_shared::time::Date;
use leptos_router::location::Url;
use leptos_router::params::ParamsMap;

/// The desk's centre, session, filters and order, as in its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DeskChoices {
    /// `balai`: the centre, for who works at several.
    pub(super) centre: Option<String>,
    /// `sesi`: whose queue.
    pub(super) session: Option<String>,
    /// `status`: the states shown; none means all.
    pub(super) states: Vec<ApplicationState>,
    /// `dari`: sent on this day or later.
    pub(super) from: Option<Date>,
    /// `sampai`: sent on this day or before.
    pub(super) until: Option<Date>,
    /// `urut`: the order.
    pub(super) sort: QueueSort,
}

impl Default for DeskChoices {
    fn default() -> Self {
        Self {
            centre: None,
            session: None,
            states: Vec::new(),
            from: None,
            until: None,
            sort: QueueSort::SubmittedFirst,
        }
    }
}

impl DeskChoices {
    pub(super) fn read(query: &ParamsMap) -> Self {
        let text = |name: &str| query.get(name).filter(|text| !text.is_empty());
        let day = |name: &str| text(name).and_then(|text| Date::parse(&text).ok());
        let states = text("status").unwrap_or_default();
        let sort = text("urut").and_then(|word| word.parse().ok());
        Self {
            centre: text("balai"),
            session: text("sesi"),
            states: states.split(',').filter_map(|word| word.parse().ok()).collect(),
            from: day("dari"),
            until: day("sampai"),
            sort: sort.unwrap_or(QueueSort::SubmittedFirst),
        }
    }

    /// The address of these choices.
    pub(super) fn address(&self) -> String {
        let words: Vec<&str> = self.states.iter().map(|state| state.as_str()).collect();
        let states = Some(words.join(",")).filter(|words| !words.is_empty());
        let sort = Some(self.sort).filter(|sort| *sort != QueueSort::SubmittedFirst);
        let pairs = [
            ("balai", self.centre.clone()),
            ("sesi", self.session.clone()),
            ("status", states),
            ("dari", self.from.map(|day| day.to_string())),
            ("sampai", self.until.map(|day| day.to_string())),
            ("urut", sort.map(|sort| sort.to_string())),
        ];
        let mut address = String::from("/petugas");
        let mut mark = '?';
        for (name, value) in pairs {
            if let Some(value) = value {
                address.push(mark);
                address.push_str(name);
                address.push('=');
                address.push_str(&Url::escape(&value));
                mark = '&';
            }
        }
        address
    }

    /// The same with a state shown or not.
    pub(super) fn toggled(&self, state: ApplicationState) -> Self {
        let mut states = self.states.clone();
        match states.iter().position(|shown| *shown == state) {
            Some(place) => {
                states.remove(place);
            }
            None => states.push(state),
        }
        Self { states, ..self.clone() }
    }
}
