//! What selections are about, loaded together.

use std::{collections::BTreeMap, sync::Arc};

use async_graphql::dataloader::Loader;
use balai_shared::{
    id::{ApplicationId, SessionId},
    ranking::Mark,
};

use super::loader::{Batch, Loaded};
use crate::{
    error::Error,
    model::{
        selection::{Plan, Standing},
        slot::Appointment,
    },
    service::selection,
};

/// Loads how a session's people are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct PlanOf(pub(super) SessionId);

impl Loader<PlanOf> for Batch {
    type Value = Plan;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[PlanOf]) -> Loaded<PlanOf, Plan> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = selection::plans(&self.services, &ids).await.map_err(Arc::new)?;
        Ok(found.into_iter().map(|(id, plan)| (PlanOf(id), plan)).collect())
    }
}

/// Loads what a selection gave an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct StandingOf(pub(super) ApplicationId);

impl Loader<StandingOf> for Batch {
    type Value = Standing;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[StandingOf]) -> Loaded<StandingOf, Standing> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = selection::standings(&self.services, &self.actor, &ids).await;
        let found = found.map_err(Arc::new)?.into_iter();
        Ok(found.map(|one| (StandingOf(one.application), one)).collect())
    }
}

/// Loads what an applicant reached, by the criterion's index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct MarksOf(pub(super) ApplicationId);

impl Loader<MarksOf> for Batch {
    type Value = BTreeMap<usize, Mark>;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[MarksOf]) -> Loaded<MarksOf, BTreeMap<usize, Mark>> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = selection::marks_of(&self.services, &self.actor, &ids).await;
        let found = found.map_err(Arc::new)?.into_iter();
        Ok(found.map(|(id, marks)| (MarksOf(id), marks)).collect())
    }
}

/// Loads the times for tests and interviews that an applicant has chosen or can choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct AppointmentsOf(pub(super) ApplicationId);

impl Loader<AppointmentsOf> for Batch {
    type Value = Vec<Appointment>;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[AppointmentsOf]) -> Loaded<AppointmentsOf, Vec<Appointment>> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = selection::slots::appointments_of(&self.services, &self.actor, &ids).await;
        let found = found.map_err(Arc::new)?.into_iter();
        Ok(found.map(|(id, all)| (AppointmentsOf(id), all)).collect())
    }
}
