//! Lists by keyset: a cursor names the last row's sort key, and the next page starts behind it,
//! whatever has come or gone meanwhile.
//!
//! The comparison is one of rows, `(a, b) > (x, y)`, which both databases answer from an index;
//! written as ORs it cost PostgreSQL six times as much.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sea_orm::{
    Order, QueryFilter, QueryOrder, QuerySelect,
    prelude::Uuid,
    sea_query::{Expr, ExprTrait},
};
use serde::{Deserialize, Serialize};

use crate::{
    error::Result,
    model::page::{Page, Window, bad_cursor},
};

/// One part of a row's sort key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Key {
    /// A number or a moment.
    #[serde(rename = "n")]
    Number(i64),
    /// A text or a day.
    #[serde(rename = "t")]
    Text(String),
    /// An id.
    #[serde(rename = "i")]
    Id(Uuid),
}

/// Makes the values to compare with of a cursor's key.
type Values = Box<dyn Fn(&[Key]) -> Option<Vec<Expr>> + Send + Sync>;

/// What a part of a sort key is: a cursor of another list, whose parts are of other kinds, would be a
/// comparison that PostgreSQL refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// [`Key::Number`].
    Number,
    /// [`Key::Text`].
    Text,
    /// [`Key::Id`].
    Id,
}

/// How a list is ordered.
pub(super) struct Keyset {
    /// The sort key's columns, the last of them unique.
    pub(super) columns: Vec<Expr>,
    /// The direction of all columns.
    pub(super) order: Order,
    /// The values to compare with, from a cursor's key; `None` where it is not one of this list's.
    pub(super) values: Values,
}

impl Keyset {
    /// By a column of this kind, then by the id; a cursor holds the same two values.
    pub(super) fn by(column: Expr, kind: Kind, id: Expr, order: Order) -> Self {
        Self::of(vec![(column, kind), (id, Kind::Id)], order)
    }

    /// By columns of these kinds; a cursor holds a value for each.
    pub(super) fn of(columns: Vec<(Expr, Kind)>, order: Order) -> Self {
        let (columns, kinds): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
        let values =
            move |keys: &[Key]| are_of(keys, &kinds).then(|| keys.iter().map(Key::expr).collect());
        Self { columns, order, values: Box::new(values) }
    }

    /// `select`, ordered and cut to the window and one row more, which tells whether there is more.
    pub(super) fn cut<S>(&self, mut select: S, window: &Window) -> Result<S>
    where
        S: QueryFilter + QueryOrder + QuerySelect,
    {
        let ascending = self.order == Order::Asc;
        for (path, cursor, forward) in
            [("after", &window.after, true), ("before", &window.before, false)]
        {
            if let Some(cursor) = cursor {
                let values = decode(cursor)
                    .and_then(|keys| (self.values)(&keys))
                    .ok_or_else(|| bad_cursor(path))?;
                let columns = Expr::tuple(self.columns.clone());
                let values = Expr::tuple(values);
                let behind = ascending == forward;
                select =
                    select.filter(if behind { columns.gt(values) } else { columns.lt(values) });
            }
        }
        let downwards = ascending == window.backwards;
        for column in &self.columns {
            let order = if downwards { Order::Desc } else { Order::Asc };
            select = select.order_by(column.clone(), order);
        }
        Ok(select.limit(u64::from(window.size) + 1))
    }
}

/// Whether a cursor's key has the parts that a list's has.
pub(super) fn are_of(keys: &[Key], kinds: &[Kind]) -> bool {
    keys.len() == kinds.len() && keys.iter().zip(kinds).all(|(key, kind)| key.kind() == *kind)
}

impl Key {
    const fn kind(&self) -> Kind {
        match self {
            Self::Number(_) => Kind::Number,
            Self::Text(_) => Kind::Text,
            Self::Id(_) => Kind::Id,
        }
    }

    /// PostgreSQL keeps no text with a NUL, so no row of ours has such a key.
    fn is_storable(&self) -> bool {
        match self {
            Self::Text(text) => !text.contains('\0'),
            Self::Number(_) | Self::Id(_) => true,
        }
    }

    pub(super) fn expr(&self) -> Expr {
        match self {
            Self::Number(number) => Expr::value(*number),
            Self::Text(text) => Expr::value(text.clone()),
            Self::Id(id) => Expr::value(*id),
        }
    }
}

/// The key of the cursor behind which a list that is written by hand goes on, from its front.
pub(super) fn after(window: &Window, kinds: &[Kind]) -> Result<Option<Vec<Key>>> {
    let Some(cursor) = &window.after else { return Ok(None) };
    let keys = decode(cursor).filter(|keys| are_of(keys, kinds));
    keys.map(Some).ok_or_else(|| bad_cursor("after"))
}

/// The page of the rows that [`Keyset::cut`] found, in the list's order.
pub(super) fn page<R, T>(
    mut rows: Vec<R>,
    window: &Window,
    key: impl Fn(&R) -> Vec<Key>,
    read: impl Fn(R) -> Result<T>,
) -> Result<Page<T>> {
    let size = usize::try_from(window.size).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    if window.backwards {
        rows.reverse();
    }
    let items = rows
        .into_iter()
        .map(|row| {
            let cursor = encode(&key(&row))?;
            Ok((cursor, read(row)?))
        })
        .collect::<Result<_>>()?;
    // The far end is known; of the near end a cursor tells that something was there.
    let (has_next, has_previous) = if window.backwards {
        (window.before.is_some(), more)
    } else {
        (more, window.after.is_some())
    };
    Ok(Page { items, has_next, has_previous, sync_cursor: None })
}

pub(super) fn encode(keys: &[Key]) -> Result<String> {
    let json = serde_json::to_vec(keys)
        .map_err(|error| crate::error::Error::Internal(format!("a cursor: {error}")))?;
    Ok(URL_SAFE_NO_PAD.encode(json))
}

pub(super) fn decode(cursor: &str) -> Option<Vec<Key>> {
    let keys: Vec<Key> = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()?;
    keys.iter().all(Key::is_storable).then_some(keys)
}
