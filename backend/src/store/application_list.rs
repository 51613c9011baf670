//! Lists of applications, within a scope.

use std::sync::LazyLock;

use balai_shared::{
    application::ApplicationState,
    id::{ApplicantId, SessionId},
    policy::Scope,
    typed,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, PaginatorTrait, QueryFilter,
    sea_query::{BinOper, Expr, ExprTrait, Func, JoinType, LikeExpr, Query},
};

use super::{
    application::read,
    convert::uuid,
    entity::{
        account, applicant,
        application::{self, Column},
        institution,
    },
    page::{Key, Keyset, Kind, page},
};
use crate::{
    error::Result,
    model::{
        application::{Application, ApplicationOrder, ApplicationQuery, Sought},
        page::{Page, Window},
    },
};

/// A page of the applications that the scope shows.
///
/// # Errors
/// `VALIDATION_FAILED` for a cursor of another list.
pub async fn list(
    connection: &impl ConnectionTrait,
    query: &ApplicationQuery,
    scope: &Scope,
    window: &Window,
) -> Result<Page<Application>> {
    let order = query.order.unwrap_or(ApplicationOrder::SubmittedAt);
    let column = match (order, shows_drafts(scope)) {
        (ApplicationOrder::SubmittedAt, false) => Column::SubmittedAt.into_expr(),
        // Drafts stand where they were begun.
        (ApplicationOrder::SubmittedAt, true) => {
            Func::coalesce([Column::SubmittedAt.into_expr(), Column::CreatedAt.into_expr()]).into()
        }
        (ApplicationOrder::ChangedAt, _) => Column::ChangedAt.into_expr(),
    };
    let keyset = Keyset::by(column, Kind::Number, Column::Id.into_expr(), Order::Asc);
    let select = application::Entity::find().filter(condition(query, scope));
    let rows = keyset.cut(select, window)?.all(connection).await?;
    let key = |row: &application::Model| {
        let at = match order {
            ApplicationOrder::SubmittedAt => row.submitted_at.unwrap_or(row.created_at),
            ApplicationOrder::ChangedAt => row.changed_at,
        };
        vec![Key::Number(at), Key::Id(row.id)]
    };
    page(rows, window, key, read)
}

/// The live applications of one person, in no order.
///
/// # Errors
/// The database's own.
pub async fn live(
    connection: &impl ConnectionTrait,
    applicant: ApplicantId,
) -> Result<Vec<Application>> {
    let states = ApplicationState::ALL.iter().filter(|state| state.is_live());
    let rows = application::Entity::find()
        .filter(Column::ApplicantId.eq(uuid(applicant.as_u128())))
        .filter(Column::State.is_in(states.map(|state| state.as_str())))
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// How many the scope shows.
///
/// # Errors
/// The database's own.
pub async fn count(
    connection: &impl ConnectionTrait,
    query: &ApplicationQuery,
    scope: &Scope,
) -> Result<u64> {
    Ok(application::Entity::find().filter(condition(query, scope)).count(connection).await?)
}

/// How many applications to a session nobody has decided.
///
/// # Errors
/// The database's own.
pub async fn undecided(connection: &impl ConnectionTrait, session: SessionId) -> Result<u64> {
    let undecided = [ApplicationState::Submitted, ApplicationState::Shortlisted];
    let count = application::Entity::find()
        .filter(Column::SessionId.eq(uuid(session.as_u128())))
        .filter(Column::State.is_in(undecided.map(|state| state.as_str())))
        .count(connection)
        .await?;
    Ok(count)
}

/// What was never submitted is nobody's but the applicant's: no other scope shows it.
const fn shows_drafts(scope: &Scope) -> bool {
    match scope {
        Scope::Applicant(_) => true,
        Scope::Nothing | Scope::Everything | Scope::Institutions(_) | Scope::Region(_) => false,
    }
}

pub(super) fn condition(query: &ApplicationQuery, scope: &Scope) -> Condition {
    let states = query.states.iter().map(|state| state.as_str());
    Condition::all()
        .add(in_scope(scope))
        .add_option((!shows_drafts(scope)).then(|| Column::SubmittedAt.is_not_null()))
        .add_option(query.session.map(|id| Column::SessionId.eq(uuid(id.as_u128()))))
        .add_option(query.institution.map(|id| Column::InstitutionId.eq(uuid(id.as_u128()))))
        .add_option((!query.states.is_empty()).then(|| Column::State.is_in(states)))
        .add_option(query.changed_since.map(|since| Column::ChangedAt.gte(since.as_millis())))
        .add_option(query.submitted_from.map(|from| Column::SubmittedAt.gte(from.as_millis())))
        .add_option(query.submitted_before.map(|end| Column::SubmittedAt.lt(end.as_millis())))
        .add_option(query.sought.as_ref().map(of_sought))
}

/// Whose they are. By name each row of the list is looked up, because few lists are long and names
/// have no index; by NIK the one person is found first.
fn of_sought(sought: &Sought) -> Condition {
    let people = || {
        Query::select()
            .column((applicant::Entity, applicant::Column::Id))
            .from(applicant::Entity)
            .to_owned()
    };
    match sought {
        Sought::Nik(index, scope) => {
            let found =
                people().and_where(applicant::Column::NikIndex.eq(index.clone())).to_owned();
            in_scope(scope).add(Column::ApplicantId.in_subquery(found))
        }
        Sought::Named(words) => {
            let mut named = people();
            named.join(
                JoinType::InnerJoin,
                account::Entity,
                Expr::col((account::Entity, account::Column::Id))
                    .equals((applicant::Entity, applicant::Column::AccountId)),
            );
            named.and_where(
                Expr::col((applicant::Entity, applicant::Column::Id))
                    .equals((application::Entity, Column::ApplicantId)),
            );
            for word in words {
                // At the beginning of one of the name's words.
                let name = Expr::cust(FOLDED_NAME.as_str());
                let padded = Expr::val(" ").binary(BinOper::Custom("||"), name);
                let pattern = format!("% {}%", escaped(word));
                named.and_where(padded.like(LikeExpr::new(pattern).escape('\\')));
            }
            Condition::all().add(Expr::exists(named))
        }
    }
}

/// An account's name as [`typed::folded`] has it, in words that both databases have. Nearly all names are
/// plain letters, which need two of the hundred replacements.
static FOLDED_NAME: LazyLock<String> = LazyLock::new(|| {
    const NAME: &str = r#""accounts"."name""#;
    let replaced = |folds: &mut dyn Iterator<Item = (char, &str)>| {
        folds.fold(NAME.to_owned(), |text, (letter, plain)| {
            let letter = if letter == '\'' { "''".to_owned() } else { letter.to_string() };
            format!("replace({text}, '{letter}', '{plain}')")
        })
    };
    let plain = replaced(&mut typed::folds().filter(|(letter, _)| letter.is_ascii()));
    let all = replaced(&mut typed::folds());
    format!(
        "CASE WHEN octet_length({NAME}) = length({NAME}) THEN lower({plain}) ELSE lower({all}) END"
    )
});

/// What LIKE takes for itself.
fn escaped(word: &str) -> String {
    word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

fn in_scope(scope: &Scope) -> Condition {
    match scope {
        Scope::Nothing => Condition::all().add(Expr::value(false)),
        Scope::Everything => Condition::all(),
        Scope::Institutions(ids) => Condition::all()
            .add(Column::InstitutionId.is_in(ids.iter().map(|id| uuid(id.as_u128())))),
        Scope::Applicant(id) => Condition::all().add(Column::ApplicantId.eq(uuid(id.as_u128()))),
        Scope::Region(region) => {
            let institutions = Query::select()
                .column(institution::Column::Id)
                .from(institution::Entity)
                .and_where(super::institution::in_region(region))
                .to_owned();
            Condition::all().add(Column::InstitutionId.in_subquery(institutions))
        }
    }
}
