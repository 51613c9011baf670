//! Lists of sessions: with program and institution in one statement.

use balai_shared::{
    id::SessionId,
    policy::Scope,
    session::{SessionLifecycle, SessionState},
    time::Instant,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
    QueryTrait, SelectThree, TopologyStar,
    sea_query::{CaseStatement, Expr, ExprTrait},
};

use super::{
    convert::uuid,
    corrupt,
    entity::{
        institution, program,
        session::{self, Column},
    },
    page::page,
    program::{in_vocations, parse_search},
    search::Search,
    session_order::Sorting,
};
use crate::{
    error::Result,
    model::{
        catalogue::{Half, Listing, SessionQuery},
        page::{Page, Window},
    },
};

type Row = (session::Model, Option<program::Model>, Option<institution::Model>);

/// What else than the query decides about a list.
#[derive(Debug, Clone)]
pub struct View {
    /// Whose drafts are shown.
    pub drafts: Scope,
    /// The time at which states are judged.
    pub now: Instant,
}

/// A page of sessions.
///
/// # Errors
/// `VALIDATION_FAILED` for a cursor of another list.
pub async fn list(
    connection: &impl ConnectionTrait,
    query: &SessionQuery,
    view: &View,
    window: &Window,
) -> Result<Page<Listing>> {
    let search = parse_search(connection, query.search.as_deref());
    let sorting = Sorting::of(query, search.as_ref(), view.now);
    let select = select().filter(condition(query, view, search.as_ref()));
    let rows = sorting.keyset().cut(select, window)?.all(connection).await?;
    page(rows, window, |(row, _, institution)| sorting.key(row, institution.as_ref()), read)
}

/// How many sessions there are.
///
/// # Errors
/// The database's own.
pub async fn count(
    connection: &impl ConnectionTrait,
    query: &SessionQuery,
    view: &View,
) -> Result<u64> {
    let search = parse_search(connection, query.search.as_deref());
    Ok(session::Entity::find()
        .left_join(program::Entity)
        .left_join(institution::Entity)
        .filter(condition(query, view, search.as_ref()))
        .count(connection)
        .await?)
}

/// The sessions with the query's ids that the view shows, in no order.
///
/// # Errors
/// The database's own.
pub async fn find(
    connection: &impl ConnectionTrait,
    query: &SessionQuery,
    view: &View,
) -> Result<Vec<Listing>> {
    let rows = select().filter(condition(query, view, None)).all(connection).await?;
    rows.into_iter().map(read).collect()
}

/// For each of these lists, whether it shows this session: the lists' own conditions, all in one
/// statement.
///
/// # Errors
/// The database's own.
pub async fn matches(
    connection: &impl ConnectionTrait,
    session: SessionId,
    queries: &[SessionQuery],
    view: &View,
) -> Result<Vec<bool>> {
    let name = |place: usize| format!("list_{place}");
    let mut select = session::Entity::find()
        .select_only()
        .left_join(program::Entity)
        .left_join(institution::Entity)
        .filter(Column::Id.eq(uuid(session.as_u128())));
    for (place, query) in queries.iter().enumerate() {
        let search = parse_search(connection, query.search.as_deref());
        let shown: Expr = CaseStatement::new()
            .case(condition(query, view, search.as_ref()), Expr::cust("1"))
            .finally(Expr::cust("0"))
            .into();
        select = select.column_as(shown, name(place));
    }
    let statement = select.build(connection.get_database_backend());
    let Some(row) = connection.query_one_raw(statement).await? else {
        return Ok(vec![false; queries.len()]);
    };
    (0..queries.len()).map(|place| Ok(row.try_get::<i32>("", &name(place))? == 1)).collect()
}

fn select() -> SelectThree<session::Entity, program::Entity, institution::Entity, TopologyStar> {
    session::Entity::find()
        .find_also_related(program::Entity)
        .find_also_related(institution::Entity)
}

pub(super) fn condition(query: &SessionQuery, view: &View, search: Option<&Search>) -> Condition {
    let words =
        |column: Column, words: Vec<&'static str>| (!words.is_empty()).then(|| column.is_in(words));
    let ids =
        query.ids.as_ref().map(|ids| Column::Id.is_in(ids.iter().map(|id| uuid(id.as_u128()))));
    Condition::all()
        .add(visible(&view.drafts))
        .add_option(ids)
        .add_option(query.region.as_ref().map(super::institution::in_region))
        .add_option((!query.vocations.is_empty()).then(|| in_vocations(&query.vocations)))
        .add_option(words(Column::Mode, query.modes.iter().map(|word| word.as_str()).collect()))
        .add_option(words(
            Column::Funding,
            query.fundings.iter().map(|word| word.as_str()).collect(),
        ))
        .add_option(words(
            Column::SelectionMethod,
            query.methods.iter().map(|word| word.as_str()).collect(),
        ))
        .add_option((!query.states.is_empty()).then(|| in_states(&query.states, view.now)))
        .add_option(query.starts_from.map(|date| Column::StartsOn.gte(date.to_string())))
        .add_option(query.starts_until.map(|date| Column::StartsOn.lte(date.to_string())))
        .add_option(query.institution.map(|id| Column::InstitutionId.eq(uuid(id.as_u128()))))
        .add_option(query.program.map(|id| Column::ProgramId.eq(uuid(id.as_u128()))))
        .add_option(query.changed_since.map(|since| Column::ChangedAt.gte(since.as_millis())))
        .add_option(query.half.map(|half| in_half(half, view.now)))
        .add_option(search.map(Search::condition))
}

fn in_half(half: Half, now: Instant) -> Condition {
    let open = Condition::all()
        .add(Column::Lifecycle.eq(SessionLifecycle::Published.as_str()))
        .add(Column::RegistrationClosesAt.gt(now.as_millis()));
    match half {
        Half::Open => open,
        Half::Shut => open.not(),
    }
}

/// Drafts are seen by their own institution only.
fn visible(drafts: &Scope) -> Condition {
    let public = Column::Lifecycle.ne(SessionLifecycle::Draft.as_str());
    match drafts {
        Scope::Everything => Condition::all(),
        Scope::Institutions(ids) => Condition::any()
            .add(public)
            .add(Column::InstitutionId.is_in(ids.iter().map(|id| uuid(id.as_u128())))),
        Scope::Nothing | Scope::Region(_) | Scope::Applicant(_) => Condition::all().add(public),
    }
}

/// The shared rule `session::state`, as a condition: the two must say the same, and a test holds
/// them together.
fn in_states(states: &[SessionState], now: Instant) -> Condition {
    states.iter().fold(Condition::any(), |any, state| any.add(in_state(*state, now)))
}

pub(super) fn in_state(state: SessionState, now: Instant) -> Condition {
    let now = now.as_millis();
    let published = Column::Lifecycle.eq(SessionLifecycle::Published.as_str());
    let between = |from: Option<Column>, until: Option<Column>| {
        Condition::all()
            .add(published)
            .add_option(from.map(|column| column.lte(now)))
            .add_option(until.map(|column| column.gt(now)))
    };
    match state {
        SessionState::Draft => only(SessionLifecycle::Draft),
        SessionState::Cancelled => only(SessionLifecycle::Cancelled),
        SessionState::Published => between(None, Some(Column::RegistrationOpensAt)),
        SessionState::Open => {
            between(Some(Column::RegistrationOpensAt), Some(Column::RegistrationClosesAt))
        }
        SessionState::Closed => between(Some(Column::RegistrationClosesAt), Some(Column::StartsAt)),
        SessionState::Running => between(Some(Column::StartsAt), Some(Column::EndsAt)),
        SessionState::Completed => between(Some(Column::EndsAt), None),
    }
}

fn only(lifecycle: SessionLifecycle) -> Condition {
    Condition::all().add(Expr::col((session::Entity, Column::Lifecycle)).eq(lifecycle.as_str()))
}

fn read((session, program, institution): Row) -> Result<Listing> {
    let program = program.ok_or_else(|| corrupt("session's program"))?;
    let institution = institution.ok_or_else(|| corrupt("session's institution"))?;
    Ok(Listing {
        session: super::session::read(session)?,
        program: super::program::read(program)?,
        institution: super::institution::read(institution)?,
    })
}
