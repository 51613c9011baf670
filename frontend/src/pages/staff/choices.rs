//! What is chosen at the desk: all of it stands in the address.

use balai_shared::application::ApplicationState;
use leptos_router::location::Url;
use leptos_router::params::ParamsMap;

/// The desk's centre, session, filters and place, as in its address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DeskChoices {
    /// `balai`: the centre, for who works at several.
    pub(super) centre: Option<String>,
    /// `sesi`: whose queue.
    pub(super) session: Option<String>,
    /// `status`: the states shown; none means all.
    pub(super) states: Vec<ApplicationState>,
    /// `after`: the cursor after which the page starts.
    pub(super) after: Option<String>,
}

impl DeskChoices {
    pub(super) fn read(query: &ParamsMap) -> Self {
        let text = |name: &str| query.get(name).filter(|text| !text.is_empty());
        let states = text("status").unwrap_or_default();
        Self {
            centre: text("balai"),
            session: text("sesi"),
            states: states.split(',').filter_map(|word| word.parse().ok()).collect(),
            after: text("after"),
        }
    }

    /// The address of these choices.
    pub(super) fn address(&self) -> String {
        let words: Vec<&str> = self.states.iter().map(|state| state.as_str()).collect();
        let states = Some(words.join(",")).filter(|words| !words.is_empty());
        let pairs = [
            ("balai", self.centre.clone()),
            ("sesi", self.session.clone()),
            ("status", states),
            ("after", self.after.clone()),
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

    /// The same with a state shown or not, from the first page on.
    pub(super) fn toggled(&self, state: ApplicationState) -> Self {
        let mut states = self.states.clone();
        match states.iter().position(|shown| *shown == state) {
            Some(place) => {
                states.remove(place);
            }
            None => states.push(state),
        }
        Self { states, after: None, ..self.clone() }
    }
}
