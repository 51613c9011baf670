//! What a program asks of people and what it gives them, as facts.

use balai_shared::format;
use balai_shared::message;
use balai_shared::money::Rupiah;
use balai_shared::person::Education;

use crate::i18n::{fill, words};
use crate::visit::language;

/// What both a program and a session show of a program's rules.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Least education.
    pub minimum_education: Option<Education>,
    /// Least age in years.
    pub minimum_age: Option<i32>,
    /// Greatest age in years.
    pub maximum_age: Option<i32>,
    /// Lesson hours.
    pub hours: i32,
    /// What it costs; zero when free.
    pub price: Rupiah,
    /// The certification scheme it leads to.
    pub skkni_scheme: Option<String>,
    /// Level 1 to 9 of the national framework.
    pub kkni_level: Option<i32>,
}

impl Rules {
    /// Whom the program is for.
    #[must_use]
    pub fn conditions(&self) -> Vec<(&'static str, String)> {
        let w = words();
        let education = match self.minimum_education {
            None | Some(Education::None) => String::from(w.any_education),
            Some(education) => fill(w.at_least, &[message::education(education, language())]),
        };
        vec![(w.education, education), (w.age, self.age())]
    }

    fn age(&self) -> String {
        let w = words();
        let text = |age: i32| age.to_string();
        match (self.minimum_age, self.maximum_age) {
            (None, None) => String::from(w.any_age),
            (Some(from), None) => fill(w.age_from, &[&text(from)]),
            (None, Some(to)) => fill(w.age_to, &[&text(to)]),
            (Some(from), Some(to)) => fill(w.age_between, &[&text(from), &text(to)]),
        }
    }

    /// How long it takes, what it costs, what it leads to.
    #[must_use]
    pub fn gains(&self) -> Vec<(&'static str, String)> {
        let w = words();
        let hours = u64::try_from(self.hours).unwrap_or_default();
        let length = fill(w.lesson_hours, &[&format::count(hours, language())]);
        let mut gains = vec![(w.length, length)];
        if self.price != Rupiah::ZERO {
            gains.push((w.price, self.price.to_string()));
        }
        if let Some(scheme) = &self.skkni_scheme {
            gains.push((w.certificate, self.certificate(scheme)));
        }
        gains
    }

    fn certificate(&self, scheme: &str) -> String {
        match self.kkni_level {
            Some(level) => fill(words().certificate_at_level, &[scheme, &level.to_string()]),
            None => String::from(scheme),
        }
    }
}
