//! What is chosen in the catalogue: all of it stands in the page's address.

use balai_shared::place::Point;
use balai_shared::session::{DeliveryMode, Funding, SessionState};
use balai_shared::time::Date;
use leptos_router::location::Url;
use leptos_router::params::ParamsMap;

use crate::api::{CatalogueVariables, PointInput, SessionFilter, SessionOrder, Word};
use crate::components::Wish;

/// The orders to choose from, as in the address.
pub const ORDERS: &[(&str, SessionOrder)] = &[
    ("mulai", SessionOrder::StartsOn),
    ("kursi", SessionOrder::SeatsLeft),
    ("peluang", SessionOrder::Chance),
];

/// The catalogue's search, filters and place, as in its address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// `q`: words to search for.
    pub search: String,
    /// `provinsi`: "51".
    pub province: String,
    /// `daerah`: "51.71"; only within the province.
    pub regency: String,
    /// `kejuruan`: `voc_las`.
    pub vocation: String,
    /// `cara`.
    pub mode: Option<DeliveryMode>,
    /// `dana`.
    pub funding: Option<Funding>,
    /// `program`: one program's sessions only, as a saved search may ask for.
    pub program: String,
    /// `lembaga`: one institution's sessions only, likewise.
    pub institution: String,
    /// `mulai`: the earliest day of the start.
    pub starts_from: Option<Date>,
    /// `urut`: the order; empty for the catalogue's own.
    pub order: String,
    /// `dekat`: "-8.65,115.22", where the phone is, to about a kilometre.
    pub point: String,
    /// `persis`: whether mistyped words are left as they are; any text says so.
    pub exactly: String,
    /// `after`: the cursor after which the page starts.
    pub after: String,
    /// `before`: the cursor before which the page ends.
    pub before: String,
}

/// How many sessions one page shows.
const PAGE: i32 = 20;

impl Choices {
    /// Reads an address; what can't be read counts as not chosen.
    #[must_use]
    pub fn read(query: &ParamsMap) -> Self {
        let text =
            |name: &str| query.get(name).map(|text| String::from(text.trim())).unwrap_or_default();
        let province = text("provinsi");
        let regency = Some(text("daerah"))
            .filter(|regency| !province.is_empty() && regency.starts_with(province.as_str()));
        Self {
            search: text("q"),
            regency: regency.unwrap_or_default(),
            province,
            vocation: text("kejuruan"),
            mode: text("cara").parse().ok(),
            funding: text("dana").parse().ok(),
            program: text("program"),
            institution: text("lembaga"),
            starts_from: text("mulai").parse().ok(),
            order: text("urut"),
            point: Some(text("dekat")).filter(|point| place(point).is_some()).unwrap_or_default(),
            exactly: text("persis"),
            after: text("after"),
            before: text("before"),
        }
    }

    /// The address of these choices.
    #[must_use]
    pub fn address(&self) -> String {
        let mut address = String::from("/");
        for (name, value) in self.pairs() {
            address.push(if address.len() == 1 { '?' } else { '&' });
            address.push_str(name);
            address.push('=');
            address.push_str(&Url::escape(&value));
        }
        address
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let word = |word: Option<&'static str>| word.map(String::from).unwrap_or_default();
        let pairs = vec![
            ("q", self.search.clone()),
            ("provinsi", self.province.clone()),
            ("daerah", self.regency.clone()),
            ("kejuruan", self.vocation.clone()),
            ("cara", word(self.mode.map(DeliveryMode::as_str))),
            ("dana", word(self.funding.map(Funding::as_str))),
            ("program", self.program.clone()),
            ("lembaga", self.institution.clone()),
            ("mulai", self.starts_from.map(|day| day.to_string()).unwrap_or_default()),
            ("urut", self.order.clone()),
            ("dekat", self.point.clone()),
            ("persis", self.exactly.clone()),
            ("after", self.after.clone()),
            ("before", self.before.clone()),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// How many filters are set besides the search.
    #[must_use]
    pub fn filters(&self) -> usize {
        let set = self.pairs();
        let others = ["q", "daerah", "urut", "dekat", "persis", "after", "before"];
        set.iter().filter(|(name, _)| !others.contains(name)).count()
    }

    /// What of it somebody can be told of: days and orders are of today.
    #[must_use]
    pub fn wish(&self) -> Wish {
        let region = if self.regency.is_empty() { &self.province } else { &self.regency };
        let word = |word: Option<&'static str>| word.map(String::from).unwrap_or_default();
        Wish {
            search: self.search.clone(),
            program: self.program.clone(),
            institution: self.institution.clone(),
            vocation: self.vocation.clone(),
            region: region.clone(),
            mode: word(self.mode.map(DeliveryMode::as_str)),
            funding: word(self.funding.map(Funding::as_str)),
        }
    }

    /// The list of what a wish asks for.
    #[cfg(feature = "ssr")]
    #[must_use]
    pub fn of_wish(wish: &Wish) -> Self {
        let province: String = wish.region.chars().take(2).collect();
        let regency = if province == wish.region { String::new() } else { wish.region.clone() };
        Self {
            search: wish.search.clone(),
            program: wish.program.clone(),
            institution: wish.institution.clone(),
            vocation: wish.vocation.clone(),
            province,
            regency,
            mode: wish.mode.parse().ok(),
            funding: wish.funding.parse().ok(),
            ..Self::default()
        }
    }

    /// The same, from the first page on.
    #[must_use]
    pub fn on_first_page(&self) -> Self {
        Self { after: String::new(), before: String::new(), ..self.clone() }
    }

    fn order(&self) -> Option<SessionOrder> {
        let known = |(word, order): &(&str, SessionOrder)| (*word == self.order).then_some(*order);
        ORDERS.iter().find_map(known)
    }

    /// What to ask the API for.
    ///
    /// Closed sessions are shown, too, so that a program doesn't seem to have vanished; but for a search,
    /// which ranks by words, they come last.
    #[must_use]
    pub fn variables(&self) -> CatalogueVariables {
        let region = if self.regency.is_empty() { &self.province } else { &self.regency };
        let states = [SessionState::Open, SessionState::Published, SessionState::Closed];
        let backwards = !self.before.is_empty();
        CatalogueVariables {
            filter: SessionFilter {
                region_code: filled(region),
                vocation_ids: filled(&self.vocation).map(|id| vec![cynic::Id::new(id)]),
                modes: self.mode.map(|mode| vec![Word(mode)]),
                fundings: self.funding.map(|funding| vec![Word(funding)]),
                states: Some(states.map(Word).into()),
                starts_from: self.starts_from,
                program_id: filled(&self.program).map(cynic::Id::new),
                institution_id: filled(&self.institution).map(cynic::Id::new),
            },
            search: filled(&self.search),
            exactly: !self.exactly.is_empty(),
            point: place(&self.point)
                .map(|(latitude, longitude)| PointInput { latitude, longitude }),
            order: self.order(),
            first: (!backwards).then_some(PAGE),
            after: filled(&self.after).filter(|_| !backwards),
            last: backwards.then_some(PAGE),
            before: filled(&self.before),
            province: filled(&self.province),
            in_province: !self.province.is_empty(),
        }
    }
}

/// The two numbers of a place, where it is one.
fn place(point: &str) -> Option<(String, String)> {
    let (latitude, longitude) = point.split_once(',')?;
    Point::parse(latitude, longitude).ok()?;
    Some((String::from(latitude), String::from(longitude)))
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| String::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_reads_back_as_the_same_choices() {
        let choices = Choices {
            search: String::from("las & listrik"),
            province: String::from("51"),
            regency: String::from("51.71"),
            mode: Some(DeliveryMode::Luring),
            starts_from: "2026-02-14".parse().ok(),
            order: String::from("peluang"),
            point: String::from("-8.65,115.22"),
            exactly: String::from("1"),
            ..Choices::default()
        };
        let mut query = ParamsMap::new();
        for (name, value) in choices.pairs() {
            query.insert(name, value);
        }
        assert_eq!(Choices::read(&query), choices);
        assert_eq!(choices.filters(), 3);
    }

    #[test]
    fn a_page_is_cut_from_the_side_of_its_cursor() {
        let behind = Choices { after: String::from("a"), ..Choices::default() }.variables();
        assert_eq!((behind.first, behind.last), (Some(PAGE), None));
        let both =
            Choices { before: String::from("b"), after: String::from("a"), ..Choices::default() };
        let before = both.variables();
        assert_eq!((before.first, before.after, before.last), (None, None, Some(PAGE)));
        assert_eq!(before.before.as_deref(), Some("b"));
        assert_eq!(both.on_first_page(), Choices::default());
    }

    #[test]
    fn a_regency_outside_the_province_is_not_chosen() {
        let mut query = ParamsMap::new();
        query.insert("provinsi", String::from("33"));
        query.insert("daerah", String::from("51.71"));
        assert_eq!(Choices::read(&query).regency, "");
    }
}
