//! Who comes when to a test or an interview, and who was asked to choose.

use balai_shared::{
    application::ApplicationState,
    id::{ApplicantId, ApplicationId, SessionId, SlotId},
    time::Instant,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    prelude::Uuid,
    sea_query::{Expr, Query, SelectStatement},
};

use super::{
    Tx,
    convert::{instant, uuid},
    entity::{
        application, selection_slot,
        slot_booking::{self, Column},
        slot_invitation,
    },
    guarded,
    slot::{self, column_of, criterion_of},
};
use crate::{
    error::Result,
    model::{selection::Candidate, slot::Booking},
};

/// Books; whoever has booked under the criterion moves.
///
/// # Errors
/// The database's own.
pub async fn put(tx: &Tx, new: &Booking) -> Result<()> {
    let row = slot_booking::ActiveModel {
        application_id: Set(uuid(new.application.as_u128())),
        criterion: Set(column_of(new.criterion)),
        slot_id: Set(uuid(new.slot.as_u128())),
        booked_at: Set(new.booked_at.as_millis()),
        reminded_at: Set(None),
    };
    let newer = sea_orm::sea_query::OnConflict::columns([Column::ApplicationId, Column::Criterion])
        .update_columns([Column::SlotId, Column::BookedAt, Column::RemindedAt])
        .to_owned();
    slot_booking::Entity::insert(row).on_conflict(newer).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// What these applications have booked.
///
/// # Errors
/// The database's own.
pub async fn of_applications(
    connection: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<Booking>> {
    let rows = slot_booking::Entity::find()
        .filter(Column::ApplicationId.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .order_by_asc(Column::Criterion);
    Ok(rows.all(connection).await?.into_iter().map(read).collect())
}

/// Who comes to these slots, the first to book first.
///
/// # Errors
/// The database's own.
pub async fn of_slots(connection: &impl ConnectionTrait, ids: &[SlotId]) -> Result<Vec<Booking>> {
    let rows = slot_booking::Entity::find()
        .filter(Column::SlotId.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .order_by_asc(Column::BookedAt)
        .order_by_asc(Column::ApplicationId);
    Ok(rows.all(connection).await?.into_iter().map(read).collect())
}

/// Takes a booking away, as it was read; `false` where it is another by now.
///
/// # Errors
/// The database's own.
pub async fn remove(tx: &Tx, booking: &Booking) -> Result<bool> {
    let removed = slot_booking::Entity::delete_many()
        .filter(Column::ApplicationId.eq(uuid(booking.application.as_u128())))
        .filter(Column::SlotId.eq(uuid(booking.slot.as_u128())))
        .exec(tx.conn())
        .await?;
    Ok(removed.rows_affected == 1)
}

/// Takes all who come to a slot away; who they were.
///
/// # Errors
/// The database's own.
pub async fn empty(tx: &Tx, id: SlotId) -> Result<Vec<Booking>> {
    let gone = of_slots(tx.conn(), &[id]).await?;
    slot_booking::Entity::delete_many()
        .filter(Column::SlotId.eq(uuid(id.as_u128())))
        .exec(tx.conn())
        .await?;
    Ok(gone)
}

/// Has who comes to a slot reminded anew: it is at another time.
///
/// # Errors
/// The database's own.
pub async fn remind_anew(tx: &Tx, id: SlotId) -> Result<()> {
    slot_booking::Entity::update_many()
        .col_expr(Column::RemindedAt, Expr::value(Option::<i64>::None))
        .filter(Column::SlotId.eq(uuid(id.as_u128())))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Who comes to these slots and was not reminded.
///
/// # Errors
/// The database's own.
pub async fn unreminded(
    connection: &impl ConnectionTrait,
    slots: &[SlotId],
) -> Result<Vec<Booking>> {
    let rows = slot_booking::Entity::find()
        .filter(Column::SlotId.is_in(slots.iter().map(|id| uuid(id.as_u128()))))
        .filter(Column::RemindedAt.is_null());
    Ok(rows.all(connection).await?.into_iter().map(read).collect())
}

/// Notes that somebody is reminded; `false` where that was done, or the booking is another by now.
///
/// # Errors
/// The database's own.
pub async fn reminded(tx: &Tx, booking: &Booking, at: Instant) -> Result<bool> {
    let update = slot_booking::Entity::update_many()
        .col_expr(Column::RemindedAt, at.as_millis().into())
        .filter(Column::ApplicationId.eq(uuid(booking.application.as_u128())))
        .filter(Column::SlotId.eq(uuid(booking.slot.as_u128())))
        .filter(Column::BookedAt.eq(booking.booked_at.as_millis()))
        .filter(Column::RemindedAt.is_null())
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Holds the slots that these applications have booked, in the order of all who hold some: before the
/// session's counters, for what is done to several in one transaction.
///
/// # Errors
/// The database's own.
pub async fn hold(tx: &Tx, ids: &[ApplicationId]) -> Result<()> {
    let booked = of_applications(tx.conn(), ids).await?;
    if booked.is_empty() {
        return Ok(());
    }
    let slots: Vec<_> = booked.iter().map(|booking| booking.slot).collect();
    slot::lock(tx, &slots).await.map(drop)
}

/// Gives back what an application has booked in slots that begin after `after`. The slots are held
/// first, in the order of all who hold them.
///
/// # Errors
/// The database's own.
pub async fn release(tx: &Tx, id: ApplicationId, after: Option<Instant>) -> Result<()> {
    let booked = of_applications(tx.conn(), &[id]).await?;
    if booked.is_empty() {
        return Ok(());
    }
    let ids: Vec<_> = booked.iter().map(|booking| booking.slot).collect();
    let held = slot::lock(tx, &ids).await?;
    for booking in booked {
        let begins = held.iter().find(|slot| slot.id == booking.slot).map(|slot| slot.starts_at);
        let to_come = after.is_none_or(|after| begins.is_some_and(|begins| begins > after));
        if to_come && remove(tx, &booking).await? {
            slot::give_back(tx, booking.slot, 1).await?;
        }
    }
    Ok(())
}

/// So many applications that ended before `before` and still have something booked in a slot that
/// begins after `now`.
///
/// # Errors
/// The database's own.
pub async fn of_ended(
    connection: &impl ConnectionTrait,
    (before, now): (Instant, Instant),
    most: u64,
) -> Result<Vec<ApplicationId>> {
    let ended = ApplicationState::ALL.iter().filter(|state| !state.is_live());
    let to_come = Query::select()
        .column(selection_slot::Column::Id)
        .from(selection_slot::Entity)
        .and_where(selection_slot::Column::StartsAt.gt(now.as_millis()))
        .and_where(selection_slot::Column::Booked.gt(0))
        .to_owned();
    let booked = Query::select()
        .column(Column::ApplicationId)
        .from(slot_booking::Entity)
        .and_where(Column::SlotId.in_subquery(to_come))
        .to_owned();
    let rows: Vec<Uuid> = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .filter(application::Column::Id.in_subquery(booked))
        .filter(application::Column::State.is_in(ended.map(|state| state.as_str())))
        .filter(application::Column::ChangedAt.lte(before.as_millis()))
        .limit(most)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|id| ApplicationId::from_u128(id.as_u128())).collect())
}

/// Who could choose a time of the session under the criterion, has not, and was not asked to.
///
/// # Errors
/// The database's own.
pub async fn to_invite(
    connection: &impl ConnectionTrait,
    session: SessionId,
    criterion: Option<usize>,
    most: u64,
) -> Result<Vec<(ApplicationId, ApplicantId)>> {
    let asked = Query::select()
        .column(slot_invitation::Column::ApplicationId)
        .from(slot_invitation::Entity)
        .and_where(slot_invitation::Column::Criterion.eq(column_of(criterion)))
        .to_owned();
    let rows: Vec<(Uuid, Uuid)> = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .column(application::Column::ApplicantId)
        .filter(application::Column::SessionId.eq(uuid(session.as_u128())))
        .filter(application::Column::State.is_in(Candidate::STATES.map(|state| state.as_str())))
        .filter(application::Column::Id.not_in_subquery(asked))
        .filter(application::Column::Id.not_in_subquery(booked_under(criterion)))
        .order_by_asc(application::Column::SubmittedAt)
        .limit(most)
        .into_tuple()
        .all(connection)
        .await?;
    let ids = |(id, applicant): (Uuid, Uuid)| {
        let applicant = ApplicantId::from_u128(applicant.as_u128());
        (ApplicationId::from_u128(id.as_u128()), applicant)
    };
    Ok(rows.into_iter().map(ids).collect())
}

fn booked_under(criterion: Option<usize>) -> SelectStatement {
    Query::select()
        .column(Column::ApplicationId)
        .from(slot_booking::Entity)
        .and_where(Column::Criterion.eq(column_of(criterion)))
        .to_owned()
}

/// Notes that somebody is asked to choose; `false` where that was done.
///
/// # Errors
/// The database's own.
pub async fn invite(
    tx: &Tx,
    id: ApplicationId,
    criterion: Option<usize>,
    at: Instant,
) -> Result<bool> {
    let row = slot_invitation::ActiveModel {
        application_id: Set(uuid(id.as_u128())),
        criterion: Set(column_of(criterion)),
        invited_at: Set(at.as_millis()),
    };
    let columns = [slot_invitation::Column::ApplicationId, slot_invitation::Column::Criterion];
    let known = sea_orm::sea_query::OnConflict::columns(columns).do_nothing().to_owned();
    let added = slot_invitation::Entity::insert(row)
        .on_conflict(known)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(added == 1)
}

/// Forgets that somebody was asked: the time that was chosen is gone.
///
/// # Errors
/// The database's own.
pub async fn forget_invitation(tx: &Tx, id: ApplicationId, criterion: Option<usize>) -> Result<()> {
    slot_invitation::Entity::delete_many()
        .filter(slot_invitation::Column::ApplicationId.eq(uuid(id.as_u128())))
        .filter(slot_invitation::Column::Criterion.eq(column_of(criterion)))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Erases what a person has booked and was asked, at any time.
///
/// # Errors
/// The database's own.
pub async fn erase(tx: &Tx, id: ApplicantId) -> Result<()> {
    let own = || {
        Query::select()
            .column(application::Column::Id)
            .from(application::Entity)
            .and_where(application::Column::ApplicantId.eq(uuid(id.as_u128())))
            .to_owned()
    };
    let rows = slot_booking::Entity::find().filter(Column::ApplicationId.in_subquery(own()));
    let applications: std::collections::BTreeSet<_> =
        rows.all(tx.conn()).await?.into_iter().map(|row| read(row).application).collect();
    let all: Vec<_> = applications.iter().copied().collect();
    hold(tx, &all).await?;
    for application in applications {
        release(tx, application, None).await?;
    }
    slot_invitation::Entity::delete_many()
        .filter(slot_invitation::Column::ApplicationId.in_subquery(own()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

fn read(row: slot_booking::Model) -> Booking {
    Booking {
        application: ApplicationId::from_u128(row.application_id.as_u128()),
        criterion: criterion_of(row.criterion),
        slot: SlotId::from_u128(row.slot_id.as_u128()),
        booked_at: instant(row.booked_at),
    }
}
