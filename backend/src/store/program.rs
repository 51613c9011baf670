//! Programs.

use balai_shared::{
    eligibility::Requirements,
    id::{InstitutionId, ProgramId, VocationCode},
    money::Rupiah,
    session::SessionLifecycle,
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, Order, PaginatorTrait,
    QueryFilter, QuerySelect, Set,
    prelude::Uuid,
    sea_query::{Expr, ExprTrait},
};

use super::{
    Tx,
    convert::{uuid, word_opt},
    corrupt,
    entity::{institution, program, session},
    page::{Key, Keyset, Kind, page},
    search::{self, Search},
};
use crate::{
    error::{Error, Result},
    model::{
        catalogue::{PastIntake, Program, ProgramListing, ProgramOrder, ProgramQuery},
        page::{Page, Window},
    },
};

/// Adds a program, findable by its title and by `search_body`.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, new: &Program, search_body: &str, at: Instant) -> Result<()> {
    active(new, at).insert(tx.conn()).await?;
    search::index(tx.conn(), new, search_body).await
}

/// Writes a program anew, and what it is found by.
///
/// # Errors
/// The database's own.
pub async fn update(tx: &Tx, new: &Program, search_body: &str) -> Result<()> {
    let row = program::ActiveModel {
        created_at: sea_orm::ActiveValue::NotSet,
        ..active(new, Instant::from_millis(0))
    };
    row.update(tx.conn()).await?;
    search::forget(tx.conn(), new.id).await?;
    search::index(tx.conn(), new, search_body).await
}

fn active(new: &Program, at: Instant) -> program::ActiveModel {
    let age = |age: Option<u32>| age.and_then(|age| i32::try_from(age).ok());
    program::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        institution_id: Set(uuid(new.institution.as_u128())),
        vocation_code: Set(new.vocation.bare().to_owned()),
        title: Set(new.title.clone()),
        description: Set(new.description.clone()),
        sector: Set(new.sector.map(|word| word.as_str().to_owned())),
        skkni_scheme: Set(new.skkni_scheme.clone()),
        kkni_level: Set(new.kkni_level),
        hours: Set(new.hours),
        price: Set(new.price.amount()),
        minimum_education: Set(new
            .requirements
            .minimum_education
            .map(|word| word.as_str().to_owned())),
        minimum_age: Set(age(new.requirements.minimum_age)),
        maximum_age: Set(age(new.requirements.maximum_age)),
        created_at: Set(at.as_millis()),
    }
}

/// Those with these ids, with their institutions, in no order.
///
/// # Errors
/// The database's own.
pub async fn by_ids(
    connection: &impl ConnectionTrait,
    ids: &[ProgramId],
) -> Result<Vec<ProgramListing>> {
    let ids = ids.iter().map(|id| uuid(id.as_u128()));
    let rows = program::Entity::find()
        .find_also_related(institution::Entity)
        .filter(program::Column::Id.is_in(ids))
        .all(connection)
        .await?;
    rows.into_iter().map(read_listing).collect()
}

/// What programs are called, each title once, in no order.
///
/// # Errors
/// The database's own.
pub async fn titles(connection: &impl ConnectionTrait) -> Result<Vec<String>> {
    let titles = program::Entity::find().select_only().column(program::Column::Title).distinct();
    Ok(titles.into_tuple().all(connection).await?)
}

/// What became of their sessions that are over; programs that had none are left out.
///
/// # Errors
/// The database's own.
pub async fn past_intakes(
    connection: &impl ConnectionTrait,
    ids: &[ProgramId],
    now: Instant,
) -> Result<Vec<(ProgramId, PastIntake)>> {
    let sum = |column: session::Column| column.into_expr().sum().cast_as("BIGINT");
    let rows: Vec<(Uuid, i64, i64, i64)> = session::Entity::find()
        .select_only()
        .column(session::Column::ProgramId)
        .column_as(session::Column::Id.count(), "sessions")
        .column_as(sum(session::Column::ApplicantCount), "applicants")
        .column_as(sum(session::Column::Capacity), "seats")
        .filter(session::Column::ProgramId.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .filter(session::Column::Lifecycle.eq(SessionLifecycle::Published.as_str()))
        .filter(session::Column::EndsAt.lte(now.as_millis()))
        .group_by(session::Column::ProgramId)
        .into_tuple()
        .all(connection)
        .await?;
    let read = |(id, sessions, applicants, seats): (Uuid, i64, i64, i64)| {
        (ProgramId::from_u128(id.as_u128()), PastIntake { sessions, applicants, seats })
    };
    Ok(rows.into_iter().map(read).collect())
}

/// A page of them.
///
/// # Errors
/// `VALIDATION_FAILED` for a cursor of another list.
pub async fn list(
    connection: &impl ConnectionTrait,
    query: &ProgramQuery,
    window: &Window,
) -> Result<Page<ProgramListing>> {
    let search = parse_search(connection, query.search.as_deref());
    let order = query.order.or_else(|| search.is_none().then_some(ProgramOrder::Title));
    let title = || program::Column::Title.into_expr();
    let id = || program::Column::Id.into_expr();
    let keyset = match (order, &search) {
        (Some(ProgramOrder::Newest), _) => {
            let created_at = program::Column::CreatedAt.into_expr();
            Keyset::by(created_at, Kind::Number, id(), Order::Desc)
        }
        (None, Some(search)) => ranked(search, title(), id()),
        (Some(ProgramOrder::Title) | None, _) => Keyset::by(title(), Kind::Text, id(), Order::Asc),
    };
    let select = program::Entity::find()
        .find_also_related(institution::Entity)
        .filter(condition(query, search.as_ref()));
    let rows = keyset.cut(select, window)?.all(connection).await?;
    let key = |(row, _): &(program::Model, Option<institution::Model>)| match order {
        Some(ProgramOrder::Newest) => vec![Key::Number(row.created_at), Key::Id(row.id)],
        Some(ProgramOrder::Title) => vec![Key::Text(row.title.clone()), Key::Id(row.id)],
        None => vec![Key::Id(row.id), Key::Text(row.title.clone()), Key::Id(row.id)],
    };
    page(rows, window, key, read_listing)
}

/// How many there are.
///
/// # Errors
/// The database's own.
pub async fn count(connection: &impl ConnectionTrait, query: &ProgramQuery) -> Result<u64> {
    let search = parse_search(connection, query.search.as_deref());
    Ok(program::Entity::find()
        .left_join(institution::Entity)
        .filter(condition(query, search.as_ref()))
        .count(connection)
        .await?)
}

/// Matches in the title first, then by a column of texts, then by the id. A cursor holds the program
/// instead of the rank, which the database works out again.
pub(super) fn ranked(search: &Search, column: Expr, id: Expr) -> Keyset {
    let columns = vec![search.rank(), column, id];
    let search = search.clone();
    let values = move |keys: &[Key]| match keys {
        [Key::Id(program), column @ Key::Text(_), id @ Key::Id(_)] => {
            Some(vec![search.rank_of(*program), column.expr(), id.expr()])
        }
        _ => None,
    };
    Keyset { columns, order: Order::Asc, values: Box::new(values) }
}

pub(super) fn parse_search(
    connection: &impl ConnectionTrait,
    text: Option<&str>,
) -> Option<Search> {
    text.and_then(|text| Search::parse(text, connection.get_database_backend()))
}

fn condition(query: &ProgramQuery, search: Option<&Search>) -> Condition {
    let mut all = Condition::all();
    if let Some(institution) = query.institution {
        all = all.add(program::Column::InstitutionId.eq(uuid(institution.as_u128())));
    }
    if !query.vocations.is_empty() {
        all = all.add(in_vocations(&query.vocations));
    }
    if let Some(region) = &query.region {
        all = all.add(super::institution::in_region(region));
    }
    if let Some(search) = search {
        all = all.add(search.condition());
    }
    all
}

pub(super) fn in_vocations(vocations: &[VocationCode]) -> Expr {
    program::Column::VocationCode.is_in(vocations.iter().map(VocationCode::bare))
}

fn read_listing(
    (row, institution): (program::Model, Option<institution::Model>),
) -> Result<ProgramListing> {
    let institution = institution.ok_or_else(|| corrupt("program's institution"))?;
    Ok(ProgramListing { program: read(row)?, institution: super::institution::read(institution)? })
}

pub(super) fn read(row: program::Model) -> Result<Program> {
    let age = |age: Option<i32>| age.and_then(|age| u32::try_from(age).ok());
    Ok(Program {
        id: ProgramId::from_u128(row.id.as_u128()),
        institution: InstitutionId::from_u128(row.institution_id.as_u128()),
        vocation: VocationCode::from_bare(&row.vocation_code)
            .map_err(|_| Error::Internal("a stored vocation can't be read".to_owned()))?,
        title: row.title,
        description: row.description,
        sector: word_opt(row.sector.as_deref(), "sector")?,
        skkni_scheme: row.skkni_scheme,
        kkni_level: row.kkni_level,
        hours: row.hours,
        price: Rupiah(row.price),
        requirements: Requirements {
            minimum_education: word_opt(row.minimum_education.as_deref(), "education")?,
            minimum_age: age(row.minimum_age),
            maximum_age: age(row.maximum_age),
        },
    })
}
