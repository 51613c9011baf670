//! What one request may cost. Decided over the document alone, before anything of it runs.
//!
//! Our own walker, because any extension of the GraphQL library slows every field, and because the
//! answer names the cost.

pub mod budget;
pub mod lists;
pub mod outline;
mod tokens;
mod walk;

pub use tokens::check_text;
pub(crate) use walk::root_type;
pub use walk::{Costs, check_document};

/// The most tokens of a document.
pub const MAX_TOKENS: u64 = 2_000;
/// The most brackets open at once: what the parser's recursion can bear.
pub const MAX_BRACKETS: u64 = 50;
/// The deepest field.
pub const MAX_DEPTH: u64 = 12;
/// The deepest field of an introspection, which tools ask for in one fixed, deep shape.
pub const MAX_INTROSPECTION_DEPTH: u64 = 15;
/// The most lists inside one another in an introspection.
pub const MAX_INTROSPECTION_LISTS: u64 = 3;
/// The most aliases, those of fragments counted wherever they are spread.
pub const MAX_ALIASES: u64 = 30;
/// The highest cost: one a field, times the items of the lists that it is in.
pub const MAX_COST: u64 = 20_000;
/// The largest body of a request, in bytes.
pub const MAX_BODY_BYTES: usize = 256 * 1024;
/// How many items a list is taken to have when the request doesn't say.
pub const DEFAULT_PAGE: u64 = 20;
/// Lists that are not paged because they are short by their nature, with how long they get. Counted
/// as a page each, a person's two benefits would cost as much as twenty.
pub const SHORT_LISTS: &[(&str, u64)] = &[
    ("ages", 7),
    // A session has a test and an interview, seldom more.
    ("appointments", 3),
    ("benefits", 2),
    ("checklist", 9),
    ("deadlines", 3),
    ("documents", 4),
    // Four come, but many are judged for them.
    ("fittingSessions", 40),
    ("funnel", 5),
    ("history", 8),
    ("homes", 12),
    ("outcomes", 13),
    ("reasons", 8),
    ("roles", 4),
    ("sexes", 3),
    ("waits", 5),
    ("warnings", 2),
];
/// The most items of a list: more are never given.
pub const MAX_PAGE: u64 = 100;

/// What there was too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// Words and signs of the document.
    Tokens,
    /// Brackets inside one another.
    Brackets,
    /// Fields inside one another.
    Depth,
    /// Lists inside one another, of an introspection.
    IntrospectionLists,
    /// Aliases.
    Aliases,
    /// Fields, times the items of their lists.
    Cost,
}

impl Limit {
    /// Its name in the answer.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tokens => "tokens",
            Self::Brackets => "brackets",
            Self::Depth => "depth",
            Self::IntrospectionLists => "introspectionLists",
            Self::Aliases => "aliases",
            Self::Cost => "cost",
        }
    }
}

/// A document over a limit: `QUERY_TOO_COMPLEX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooComplex {
    /// Which limit.
    pub limit: Limit,
    /// What the document has, or how far it was counted.
    pub value: u64,
    /// What it may have.
    pub most: u64,
}

impl TooComplex {
    /// What the document would have cost, where that is what was too much.
    #[must_use]
    pub fn cost(self) -> Option<u64> {
        (self.limit == Limit::Cost).then_some(self.value)
    }

    /// Refuses a value above `most`.
    fn check(limit: Limit, value: u64, most: u64) -> Result<(), Self> {
        if value > most { Err(Self { limit, value, most }) } else { Ok(()) }
    }
}

impl std::fmt::Display for TooComplex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} > {}", self.limit.as_str(), self.value, self.most)
    }
}
