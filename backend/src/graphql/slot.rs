//! Times for tests and interviews, as objects.

use async_graphql::{Context, ID, Object};
use balai_shared::id::ApplicationId;

use super::{application::Application, loader::load, scalar::DateTime};
use crate::model::slot as model;

/// The most applicants that one list names; the count says how many there are.
const MOST_NAMED: usize = 500;

/// A time at which applicants are tested or interviewed.
#[derive(Debug, Clone)]
pub struct Slot(pub(super) model::Slot);

/// A time at which applicants are tested or interviewed.
#[Object(name = "SelectionSlot")]
impl Slot {
    /// `slt_…`.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// When it begins.
    async fn starts_at(&self) -> DateTime {
        DateTime(self.0.starts_at)
    }

    /// When it ends.
    async fn ends_at(&self) -> DateTime {
        DateTime(self.0.ends_at)
    }

    /// Until then one may choose it, move or cancel.
    async fn closes_at(&self) -> DateTime {
        DateTime(self.0.closes_at)
    }

    /// Where: a room, or an address.
    async fn place(&self) -> &str {
        &self.0.place
    }

    /// For how many.
    async fn capacity(&self) -> u32 {
        self.0.capacity
    }

    /// How many more can choose it.
    async fn seats_left(&self) -> u32 {
        self.0.capacity.saturating_sub(self.0.booked)
    }

    /// Whether it was called off.
    async fn cancelled(&self) -> bool {
        self.0.cancelled_at.is_some()
    }
}

/// An applicant's time for a test or an interview.
#[derive(Debug, Clone)]
pub struct Appointment(pub(super) model::Appointment);

/// An applicant's time for a test or an interview.
#[Object]
impl Appointment {
    /// The criterion's place in the plan, from 0; null where it is of none in particular.
    async fn criterion(&self) -> Option<i32> {
        whole(self.0.criterion)
    }

    /// What staff call the criterion: `Wawancara`; empty where there is none.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// What was chosen.
    async fn booked(&self) -> Option<Slot> {
        self.0.booked.clone().map(Slot)
    }

    /// Whether one may choose, move or cancel now.
    async fn may_change(&self) -> bool {
        self.0.may_change
    }

    /// What else can be chosen now, the soonest first.
    async fn choices(&self) -> Vec<Slot> {
        self.0.choices.iter().cloned().map(Slot).collect()
    }
}

/// The times under one criterion, as staff see them.
#[derive(Debug, Clone)]
pub struct AppointmentSheet(pub(super) model::Sheet);

/// The times under one criterion, as staff see them.
#[Object]
impl AppointmentSheet {
    /// The criterion's place in the plan, from 0; null where it is of none in particular.
    async fn criterion(&self) -> Option<i32> {
        whole(self.0.criterion)
    }

    /// What staff call the criterion; empty where there is none.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The soonest first; those called off come last.
    async fn slots(&self) -> Vec<SlotSheet> {
        let sheet = |(slot, comes): &(model::Slot, Vec<ApplicationId>)| SlotSheet {
            slot: slot.clone(),
            comes: comes.clone(),
        };
        self.0.slots.iter().map(sheet).collect()
    }

    /// How many have chosen no time.
    async fn unbooked_count(&self) -> i32 {
        i32::try_from(self.0.unbooked.len()).unwrap_or(i32::MAX)
    }

    /// Who has chosen no time, the first to apply first, at most 500.
    async fn unbooked(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Application>> {
        applications(ctx, &self.0.unbooked).await
    }
}

/// A time with who comes.
#[derive(Debug, Clone)]
pub struct SlotSheet {
    slot: model::Slot,
    comes: Vec<ApplicationId>,
}

/// A time with who comes.
#[Object]
impl SlotSheet {
    /// The time.
    async fn slot(&self) -> Slot {
        Slot(self.slot.clone())
    }

    /// Who comes, the first to choose first.
    async fn applications(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Application>> {
        applications(ctx, &self.comes).await
    }
}

async fn applications(
    ctx: &Context<'_>,
    ids: &[ApplicationId],
) -> async_graphql::Result<Vec<Application>> {
    let some = ids.iter().take(MOST_NAMED).map(|id| load(ctx, *id));
    let found = futures_util::future::try_join_all(some).await?;
    Ok(found.into_iter().flatten().map(Application).collect())
}

fn whole(index: Option<usize>) -> Option<i32> {
    index.and_then(|index| i32::try_from(index).ok())
}
