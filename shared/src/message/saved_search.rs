//! What a saved search is called.

use crate::language::Language;
use crate::message::{funding, mode};
use crate::session::{DeliveryMode, Funding};

/// What a search asks for, by name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SearchParts<'a> {
    /// The words typed.
    pub words: Option<&'a str>,
    /// The program's title.
    pub program: Option<&'a str>,
    /// The field.
    pub vocation: Option<&'a str>,
    /// The institution.
    pub institution: Option<&'a str>,
    /// The province, kabupaten or kota.
    pub region: Option<&'a str>,
    /// How it is taught.
    pub mode: Option<DeliveryMode>,
    /// Who pays.
    pub funding: Option<Funding>,
}

/// What the search is called: all that it asks for, the narrowest first.
///
/// ```
/// use balai_shared::{language::Language, message::{SearchParts, saved_search}};
/// let parts = SearchParts { words: Some("las"), region: Some("Bali"), ..SearchParts::default() };
/// assert_eq!(saved_search(&parts, Language::Id), "“las” · Bali");
/// ```
#[must_use]
pub fn saved_search(parts: &SearchParts<'_>, language: Language) -> String {
    let words = parts.words.map(|words| {
        let mut quoted = String::from("“");
        quoted.push_str(words);
        quoted.push('”');
        quoted
    });
    let names = [parts.program, parts.vocation, parts.institution, parts.region];
    let names = names.into_iter().flatten().map(String::from);
    let mode = parts.mode.map(|word| String::from(mode(word, language)));
    let funding = parts.funding.map(|word| String::from(funding(word, language)));
    let all: Vec<String> = words.into_iter().chain(names).chain(mode).chain(funding).collect();
    all.join(" · ")
}
