//! The orders of sessions: by which columns, and what a cursor keeps of a row.

use balai_shared::{
    id::RegionCode,
    place::Point,
    session::{SessionLifecycle, SessionState},
    time::Instant,
};
use sea_orm::{
    ColumnTrait, Condition, Order,
    sea_query::{CaseStatement, Expr, ExprTrait},
};

use super::{
    entity::{
        institution,
        session::{self, Column},
    },
    institution::{in_region, location},
    page::{Key, Keyset, Kind},
    program::ranked,
    search::Search,
    session_list::in_state,
};
use crate::model::catalogue::{SessionOrder, SessionQuery};

/// The rank of a session that nobody can apply for now.
const SHUT: i32 = -1;
/// Farther than any place.
const NOWHERE: i64 = i64::MAX;
/// Seats for an applicant are counted in thousandths.
const THOUSANDTHS: i32 = 1000;

/// How a list of sessions is sorted.
pub(super) enum Sorting {
    /// Matches in the title first, then by the start.
    Ranked(Search),
    /// Those in the kabupaten or kota first, then those in its province, each by the start.
    Near(RegionCode),
    /// The nearest to a place first, each by the start.
    From(Point),
    /// By a column; the time judges who can still apply.
    By(SessionOrder, Instant),
}

impl Sorting {
    /// An order that is asked for goes before the search, and the search before what is near.
    pub(super) fn of(query: &SessionQuery, search: Option<&Search>, now: Instant) -> Self {
        match (query.order, search, query.point, &query.near) {
            (Some(order), _, _, _) => Self::By(order, now),
            (None, Some(search), _, _) => Self::Ranked(search.clone()),
            (None, None, Some(point), _) => Self::From(point),
            (None, None, None, Some(region)) => Self::Near(region.clone()),
            (None, None, None, None) => Self::By(SessionOrder::StartsOn, now),
        }
    }

    pub(super) fn keyset(&self) -> Keyset {
        let id = || Column::Id.into_expr();
        let starts_on = Column::StartsOn.into_expr();
        let by = |column, kind, order| Keyset::of(vec![(column, kind), (id(), Kind::Id)], order);
        match self {
            Self::Ranked(search) => ranked(search, starts_on, id()),
            Self::Near(region) => ascending(nearness(region), starts_on, id()),
            Self::From(point) => ascending(separation(*point), starts_on, id()),
            Self::By(SessionOrder::StartsOn, _) => by(starts_on, Kind::Text, Order::Asc),
            Self::By(SessionOrder::RegistrationClosesAt, _) => {
                by(Column::RegistrationClosesAt.into_expr(), Kind::Number, Order::Asc)
            }
            Self::By(SessionOrder::Newest, _) => {
                by(Column::CreatedAt.into_expr(), Kind::Number, Order::Desc)
            }
            Self::By(SessionOrder::ChangedAt, _) => {
                by(Column::ChangedAt.into_expr(), Kind::Number, Order::Asc)
            }
            Self::By(SessionOrder::SeatsLeft, now) => {
                by(seats_left(*now), Kind::Number, Order::Desc)
            }
            Self::By(SessionOrder::Chance, now) => by(chance(*now), Kind::Number, Order::Desc),
        }
    }

    pub(super) fn key(
        &self,
        row: &session::Model,
        institution: Option<&institution::Model>,
    ) -> Vec<Key> {
        let (starts_on, id) = (Key::Text(row.starts_on.clone()), Key::Id(row.id));
        match self {
            Self::Ranked(_) => vec![Key::Id(row.program_id), starts_on, id],
            Self::Near(region) => {
                vec![Key::Number(nearness_of(region, institution)), starts_on, id]
            }
            Self::From(point) => {
                vec![Key::Number(separation_of(*point, institution)), starts_on, id]
            }
            Self::By(SessionOrder::StartsOn, _) => vec![starts_on, id],
            Self::By(SessionOrder::RegistrationClosesAt, _) => {
                vec![Key::Number(row.registration_closes_at), id]
            }
            Self::By(SessionOrder::Newest, _) => vec![Key::Number(row.created_at), id],
            Self::By(SessionOrder::ChangedAt, _) => vec![Key::Number(row.changed_at), id],
            Self::By(SessionOrder::SeatsLeft, now) => {
                vec![Key::Number(seats_left_of(row, *now)), id]
            }
            Self::By(SessionOrder::Chance, now) => vec![Key::Number(chance_of(row, *now)), id],
        }
    }
}

fn ascending(number: Expr, starts_on: Expr, id: Expr) -> Keyset {
    let columns = vec![(number, Kind::Number), (starts_on, Kind::Text), (id, Kind::Id)];
    Keyset::of(columns, Order::Asc)
}

/// [`Point::separation`], as the database reckons it: the two must say the same, and a test holds
/// them together.
fn separation(point: Point) -> Expr {
    let north = || institution::Column::Latitude.into_expr().sub(i64::from(point.latitude));
    let east = || institution::Column::Longitude.into_expr().sub(i64::from(point.longitude));
    let squeezed = east().mul(east()).mul(point.squeeze()).div(1_000_i64);
    CaseStatement::new()
        .case(institution::Column::Latitude.is_null(), NOWHERE)
        .finally(north().mul(north()).add(squeezed))
        .into()
}

fn separation_of(point: Point, institution: Option<&institution::Model>) -> i64 {
    let place = institution.and_then(|it| location(it.latitude, it.longitude).ok().flatten());
    place.map_or(NOWHERE, |place| point.separation(place))
}

/// 0 in the region itself, 1 elsewhere in its province, 2 elsewhere.
fn nearness(region: &RegionCode) -> Expr {
    CaseStatement::new()
        .case(institution::Column::RegionCode.eq(region.as_str()), 0)
        .case(in_region(&region.province()), 1)
        .finally(2)
        .into()
}

fn nearness_of(region: &RegionCode, institution: Option<&institution::Model>) -> i64 {
    let code = institution.map(|institution| institution.region_code.as_str()).unwrap_or_default();
    let province = format!("{}.", region.province());
    if code == region.as_str() {
        0
    } else if code.starts_with(&province) {
        1
    } else {
        2
    }
}

fn is_shut(now: Instant) -> Condition {
    in_state(SessionState::Open, now).not()
}

fn is_shut_in(row: &session::Model, now: Instant) -> bool {
    let now = now.as_millis();
    row.lifecycle != SessionLifecycle::Published.as_str()
        || now < row.registration_opens_at
        || row.registration_closes_at <= now
}

fn seats_left(now: Instant) -> Expr {
    let left = Column::Capacity.into_expr().sub(Column::SeatsTaken.into_expr());
    CaseStatement::new().case(is_shut(now), SHUT).finally(left).into()
}

fn seats_left_of(row: &session::Model, now: Instant) -> i64 {
    let left = if is_shut_in(row, now) { SHUT } else { row.capacity - row.seats_taken };
    left.into()
}

/// Seats for an applicant, counting one more: whoever asks. None where all seats are taken.
fn chance(now: Instant) -> Expr {
    let seats = Column::Capacity.into_expr().mul(THOUSANDTHS);
    let one_more = Column::ApplicantCount.into_expr().add(1);
    let full = Column::SeatsTaken.into_expr().gte(Column::Capacity.into_expr());
    CaseStatement::new().case(is_shut(now), SHUT).case(full, 0).finally(seats.div(one_more)).into()
}

fn chance_of(row: &session::Model, now: Instant) -> i64 {
    if is_shut_in(row, now) {
        SHUT.into()
    } else if row.seats_taken >= row.capacity {
        0
    } else {
        i64::from(row.capacity) * i64::from(THOUSANDTHS) / (i64::from(row.applicant_count) + 1)
    }
}
