//! Institutions.

use balai_shared::{
    id::{InstitutionId, RegionCode},
    place::Point,
    reach::Reach,
    session::InstitutionKind,
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, NotSet,
    Order, PaginatorTrait, QueryFilter, QuerySelect, Set, sea_query::LockType,
};

use super::{
    Tx,
    convert::{date_opt, uuid, word},
    corrupt,
    entity::institution,
    page::{Key, Keyset, Kind, page},
};
use crate::{
    error::Result,
    model::{
        catalogue::{Institution, InstitutionQuery},
        page::{Page, Window},
    },
};

/// Adds an institution.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, new: &Institution, at: Instant) -> Result<()> {
    active(new, at).insert(tx.conn()).await?;
    Ok(())
}

pub(super) fn active(new: &Institution, at: Instant) -> institution::ActiveModel {
    institution::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        kind: Set(new.kind.as_str().to_owned()),
        name: Set(new.name.clone()),
        region_code: Set(new.region.to_string()),
        address: Set(new.address.clone()),
        accreditation_number: Set(new.accreditation_number.clone()),
        accredited_until: Set(new.accredited_until.map(|date| date.to_string())),
        created_at: Set(at.as_millis()),
        latitude: Set(new.location.map(|point| point.latitude.into())),
        longitude: Set(new.location.map(|point| point.longitude.into())),
        phone: Set(new.reach.phone.clone()),
        whatsapp: Set(new.reach.whatsapp.clone()),
        email: Set(new.reach.email.clone()),
        opening_hours: Set(new.reach.opening_hours.clone()),
    }
}

/// Holds the institution's row until the transaction ends, so that what depends on all of its
/// programs is decided by one request after the other.
///
/// # Errors
/// The database's own.
pub async fn lock(tx: &Tx, id: InstitutionId) -> Result<()> {
    // On SQLite the transaction holds the whole database already.
    if tx.conn().get_database_backend() != DbBackend::Sqlite {
        institution::Entity::find_by_id(uuid(id.as_u128()))
            .lock(LockType::NoKeyUpdate)
            .one(tx.conn())
            .await?;
    }
    Ok(())
}

/// Those with these ids, in no order.
///
/// # Errors
/// The database's own.
pub async fn by_ids(
    connection: &impl ConnectionTrait,
    ids: &[InstitutionId],
) -> Result<Vec<Institution>> {
    let ids = ids.iter().map(|id| uuid(id.as_u128()));
    let rows = institution::Entity::find()
        .filter(institution::Column::Id.is_in(ids))
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// What institutions are called, in no order.
///
/// # Errors
/// The database's own.
pub async fn names(connection: &impl ConnectionTrait) -> Result<Vec<String>> {
    let names = institution::Entity::find().select_only().column(institution::Column::Name);
    Ok(names.into_tuple().all(connection).await?)
}

/// A page of them, by name.
///
/// # Errors
/// `VALIDATION_FAILED` for a cursor of another list.
pub async fn list(
    connection: &impl ConnectionTrait,
    query: &InstitutionQuery,
    window: &Window,
) -> Result<Page<Institution>> {
    let keyset = Keyset::by(
        institution::Column::Name.into_expr(),
        Kind::Text,
        institution::Column::Id.into_expr(),
        Order::Asc,
    );
    let select = institution::Entity::find().filter(condition(query));
    let rows = keyset.cut(select, window)?.all(connection).await?;
    page(rows, window, |row| vec![Key::Text(row.name.clone()), Key::Id(row.id)], read)
}

/// How many there are.
///
/// # Errors
/// The database's own.
pub async fn count(connection: &impl ConnectionTrait, query: &InstitutionQuery) -> Result<u64> {
    Ok(institution::Entity::find().filter(condition(query)).count(connection).await?)
}

fn condition(query: &InstitutionQuery) -> Condition {
    let mut all = Condition::all();
    if !query.kinds.is_empty() {
        all =
            all.add(institution::Column::Kind.is_in(query.kinds.iter().map(|kind| kind.as_str())));
    }
    if let Some(region) = &query.region {
        all = all.add(in_region(region));
    }
    all
}

/// Whether an institution stands in a province, kabupaten or kota.
pub(super) fn in_region(region: &RegionCode) -> sea_orm::sea_query::Expr {
    let column = institution::Column::RegionCode;
    if region.is_province() {
        column.starts_with(format!("{region}."))
    } else {
        column.eq(region.as_str())
    }
}

pub(super) fn read(row: institution::Model) -> Result<Institution> {
    Ok(Institution {
        id: InstitutionId::from_u128(row.id.as_u128()),
        kind: word::<InstitutionKind>(&row.kind, "institution")?,
        name: row.name,
        region: word(&row.region_code, "region")?,
        address: row.address,
        accreditation_number: row.accreditation_number,
        accredited_until: date_opt(row.accredited_until.as_deref())?,
        location: location(row.latitude, row.longitude)?,
        reach: Reach {
            phone: row.phone,
            whatsapp: row.whatsapp,
            email: row.email,
            opening_hours: row.opening_hours,
        },
    })
}

/// Where it stands; none where that wasn't entered.
pub(super) fn location(latitude: Option<i64>, longitude: Option<i64>) -> Result<Option<Point>> {
    let (Some(latitude), Some(longitude)) = (latitude, longitude) else { return Ok(None) };
    let part = |value: i64| i32::try_from(value).map_err(|_| corrupt("institution's place"));
    Ok(Some(Point { latitude: part(latitude)?, longitude: part(longitude)? }))
}

/// Changes address, place and how it can be reached.
///
/// # Errors
/// The database's own.
pub async fn update(tx: &Tx, new: &Institution) -> Result<()> {
    institution::ActiveModel {
        kind: NotSet,
        name: NotSet,
        region_code: NotSet,
        accreditation_number: NotSet,
        accredited_until: NotSet,
        created_at: NotSet,
        ..active(new, Instant::from_millis(0))
    }
    .update(tx.conn())
    .await?;
    Ok(())
}
