//! Full-text search over programs: Indonesian stemming on PostgreSQL, FTS5 on SQLite.
//!
//! The last letters of a word may be missing in both: who types finds before the word is whole.
//! Words that mean the same do as well ([`balai_shared::search`]).

use balai_shared::{
    id::ProgramId,
    search::{self, Term},
};
use sea_orm::{
    ConnectionTrait, DbBackend, Statement,
    prelude::Uuid,
    sea_query::{CaseStatement, Expr},
};

use super::convert::uuid;
use crate::{error::Result, model::catalogue::Program};

/// A search, ready for one of the databases.
#[derive(Clone)]
pub(super) struct Search {
    backend: DbBackend,
    /// The words typed, or others that mean the same.
    meant: String,
    /// The words typed.
    typed: String,
    /// The same in the title.
    title: String,
}

impl Search {
    /// `None` where `text` holds no word that says something.
    pub(super) fn parse(text: &str, backend: DbBackend) -> Option<Self> {
        let terms = search::terms(&search::words(text));
        if terms.is_empty() {
            return None;
        }
        let language = Language::of(backend);
        let meant = language.all(terms.iter().map(|term| language.meant(term)));
        let typed = language.all(terms.iter().map(|term| language.typed(term)));
        let title =
            if backend == DbBackend::Sqlite { format!("title : {typed}") } else { typed.clone() };
        Some(Self { backend, meant, typed, title })
    }

    /// Whether `programs.id` matches.
    pub(super) fn condition(&self) -> Expr {
        self.finds("programs.id", "all_words", &self.meant)
    }

    /// 0 where the title of `programs.id` has the words typed, 1 where they are found elsewhere, 2
    /// where only others are that mean the same.
    pub(super) fn rank(&self) -> Expr {
        self.rank_where(|column, query| self.finds("programs.id", column, query))
    }

    /// The same for one program: what a cursor behind it compares with.
    pub(super) fn rank_of(&self, program: Uuid) -> Expr {
        self.rank_where(|column, query| {
            let sql = self.sql(if self.is_sqlite() { "?" } else { "$1" }, column, "$2");
            let values: [sea_orm::Value; 2] = [program.into(), query.into()];
            Expr::cust_with_values(sql, values)
        })
    }

    fn rank_where(&self, finds: impl Fn(&str, &str) -> Expr) -> Expr {
        CaseStatement::new()
            .case(finds("title_words", &self.title), 0)
            .case(finds("all_words", &self.typed), 1)
            .finally(2)
            .into()
    }

    fn finds(&self, program: &str, column: &str, query: &str) -> Expr {
        Expr::cust_with_values(self.sql(program, column, "$1"), [query.to_owned()])
    }

    /// On SQLite the query itself says in which column; its parameters have no numbers.
    fn sql(&self, program: &str, column: &str, parameter: &str) -> String {
        let matches = if self.is_sqlite() {
            "program_search MATCH ?".to_owned()
        } else {
            format!("{column} @@ to_tsquery('indonesian', {parameter})")
        };
        format!("{program} IN (SELECT program_id FROM program_search WHERE {matches})")
    }

    fn is_sqlite(&self) -> bool {
        self.backend == DbBackend::Sqlite
    }
}

/// How a database writes a search.
struct Language {
    and: &'static str,
    or: &'static str,
    quote: char,
    /// Behind a word whose end may be missing.
    unfinished: &'static str,
}

impl Language {
    fn of(backend: DbBackend) -> Self {
        if backend == DbBackend::Sqlite {
            Self { and: " AND ", or: " OR ", quote: '"', unfinished: "*" }
        } else {
            Self { and: " & ", or: " | ", quote: '\'', unfinished: ":*" }
        }
    }

    fn all(&self, parts: impl Iterator<Item = String>) -> String {
        let parts: Vec<_> = parts.collect();
        format!("({})", parts.join(self.and))
    }

    fn typed(&self, term: &Term) -> String {
        self.all(term.typed.iter().map(|word| self.word(word) + self.unfinished))
    }

    fn meant(&self, term: &Term) -> String {
        let synonyms = term.synonyms.iter();
        let synonyms = synonyms.map(|phrase| self.all(phrase.iter().map(|word| self.word(word))));
        let any: Vec<_> = std::iter::once(self.typed(term)).chain(synonyms).collect();
        format!("({})", any.join(self.or))
    }

    /// Letters and digits only, so that nothing needs to be escaped.
    fn word(&self, word: &str) -> String {
        format!("{quote}{word}{quote}", quote = self.quote)
    }
}

/// Whether the text finds any program at all. One without words finds all.
///
/// # Errors
/// The database's own.
pub async fn finds_any(connection: &impl ConnectionTrait, text: &str) -> Result<bool> {
    let backend = connection.get_database_backend();
    let Some(search) = Search::parse(text, backend) else { return Ok(true) };
    let sql = if backend == DbBackend::Sqlite {
        "SELECT 1 FROM program_search WHERE program_search MATCH ? LIMIT 1"
    } else {
        "SELECT 1 FROM program_search WHERE all_words @@ to_tsquery('indonesian', $1) LIMIT 1"
    };
    let statement = Statement::from_sql_and_values(backend, sql, [search.meant.into()]);
    Ok(connection.query_one_raw(statement).await?.is_some())
}

/// Makes `program` findable by its title and by `body`.
pub(super) async fn index(
    connection: &impl ConnectionTrait,
    program: &Program,
    body: &str,
) -> Result<()> {
    let backend = connection.get_database_backend();
    let sql = if backend == DbBackend::Sqlite {
        "INSERT INTO program_search (program_id, title, body) VALUES (?, ?, ?)"
    } else {
        "INSERT INTO program_search (program_id, title_words, all_words) VALUES ($1, \
         to_tsvector('indonesian', $2), \
         to_tsvector('indonesian', $2) || to_tsvector('indonesian', $3))"
    };
    let values: [sea_orm::Value; 3] =
        [uuid(program.id.as_u128()).into(), program.title.clone().into(), body.into()];
    connection.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}

/// Makes a program findable no more, so that it can be indexed anew.
pub(super) async fn forget(connection: &impl ConnectionTrait, id: ProgramId) -> Result<()> {
    let backend = connection.get_database_backend();
    let parameter = if backend == DbBackend::Sqlite { "?" } else { "$1" };
    let sql = format!("DELETE FROM program_search WHERE program_id = {parameter}");
    let values: [sea_orm::Value; 1] = [uuid(id.as_u128()).into()];
    connection.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}
