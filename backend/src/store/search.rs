//! Full-text search over programs: Indonesian stemming on PostgreSQL, FTS5 on SQLite.
//!
//! The last letters of a word may be missing in both: who types finds before the word is whole.

use sea_orm::{
    ConnectionTrait, DbBackend, Statement,
    prelude::Uuid,
    sea_query::{CaseStatement, Expr},
};

use super::convert::uuid;
use crate::{error::Result, model::catalogue::Program};

/// More words than anybody types.
const MOST_WORDS: usize = 12;
/// Letters of one word. PostgreSQL refuses words of more than 2,046 bytes.
const MOST_LETTERS: usize = 100;

/// A search, ready for one of the databases.
#[derive(Clone)]
pub(super) struct Search {
    backend: DbBackend,
    all: String,
    title: String,
}

impl Search {
    /// `None` where `text` holds no word.
    pub(super) fn parse(text: &str, backend: DbBackend) -> Option<Self> {
        let words: Vec<String> = text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .take(MOST_WORDS)
            .map(|word| word.to_lowercase().chars().take(MOST_LETTERS).collect())
            .collect();
        if words.is_empty() {
            return None;
        }
        let (all, title) = if backend == DbBackend::Sqlite {
            let all: Vec<_> = words.iter().map(|word| format!("\"{word}\"*")).collect();
            let all = all.join(" AND ");
            let title = format!("title : ({all})");
            (all, title)
        } else {
            let all: Vec<_> = words.iter().map(|word| format!("'{word}':*")).collect();
            let all = all.join(" & ");
            (all.clone(), all)
        };
        Some(Self { backend, all, title })
    }

    /// Whether `programs.id` matches.
    pub(super) fn condition(&self) -> Expr {
        let sql = if self.backend == DbBackend::Sqlite {
            "programs.id IN (SELECT program_id FROM program_search WHERE program_search MATCH ?)"
        } else {
            "programs.id IN (SELECT program_id FROM program_search \
             WHERE all_words @@ to_tsquery('indonesian', $1))"
        };
        Expr::cust_with_values(sql, [self.all.clone()])
    }

    /// 0 where the title of `programs.id` matches, 1 elsewhere.
    pub(super) fn rank(&self) -> Expr {
        let sql = if self.backend == DbBackend::Sqlite {
            "programs.id IN (SELECT program_id FROM program_search WHERE program_search MATCH ?)"
        } else {
            "programs.id IN (SELECT program_id FROM program_search \
             WHERE title_words @@ to_tsquery('indonesian', $1))"
        };
        rank_where(Expr::cust_with_values(sql, [self.title.clone()]))
    }

    /// The same for one program: what a cursor behind it compares with.
    pub(super) fn rank_of(&self, program: Uuid) -> Expr {
        let sql = if self.backend == DbBackend::Sqlite {
            "? IN (SELECT program_id FROM program_search WHERE program_search MATCH ?)"
        } else {
            "$1 IN (SELECT program_id FROM program_search \
             WHERE title_words @@ to_tsquery('indonesian', $2))"
        };
        let values: [sea_orm::Value; 2] = [program.into(), self.title.clone().into()];
        rank_where(Expr::cust_with_values(sql, values))
    }
}

fn rank_where(title_matches: Expr) -> Expr {
    CaseStatement::new().case(title_matches, 0).finally(1).into()
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
