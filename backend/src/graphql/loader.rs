//! Nested objects are loaded together: one statement for a level of the answer, however many rows.

use std::{collections::HashMap, future::Future, hash::Hash, sync::Arc};

use async_graphql::{
    Context, Request,
    dataloader::{DataLoader, Loader},
};
use balai_shared::{
    id::{ApplicantId, ApplicationId, BenefitId, InstitutionId, ProgramId, SessionId},
    policy::Actor,
};

use super::{context::RequestContext, error::Answer};
use crate::{
    error::{Error, Result},
    model::{
        account::Applicant,
        application::{Application, Event, Thread},
        benefit::{ProgramRating, Rating},
        catalogue::{Institution, Listing, PastIntake, ProgramListing},
        document::Document,
    },
    service::{
        Services, applications,
        benefit_news::{self, Headline},
        catalogue, documents, rate_training,
    },
};

/// Loads what one request asks for, as its actor.
pub struct Batch {
    pub(super) services: Services,
    pub(super) actor: Actor,
}

/// Adds the loaders to a request. They live as long as it: nothing is seen by another.
#[must_use]
pub fn with_loaders(request: Request, services: &Services, context: &RequestContext) -> Request {
    let batch = Batch { services: services.clone(), actor: context.actor.clone() };
    request.data(DataLoader::new(batch, tokio::spawn))
}

/// Loads one thing together with all that other resolvers ask for meanwhile.
pub(super) async fn load<K>(
    ctx: &Context<'_>,
    key: K,
) -> async_graphql::Result<Option<<Batch as Loader<K>>::Value>>
where
    K: Send + Sync + Hash + Eq + Clone + 'static,
    Batch: Loader<K, Error = Arc<Error>>,
{
    let loader = ctx.data::<DataLoader<Batch>>()?;
    loader.load_one(key).await.map_err(unshare).answer(ctx)
}

/// The same for what must be there: a session's program, say.
pub(super) async fn load_required<K>(
    ctx: &Context<'_>,
    key: K,
) -> async_graphql::Result<<Batch as Loader<K>>::Value>
where
    K: Send + Sync + Hash + Eq + Clone + 'static,
    Batch: Loader<K, Error = Arc<Error>>,
{
    let missing = || Error::Internal("a row refers to none".to_owned());
    match load(ctx, key).await? {
        Some(value) => Ok(value),
        None => Err(missing()).answer(ctx),
    }
}

/// The failure belongs to every row of the batch.
fn unshare(error: Arc<Error>) -> Error {
    match &*error {
        Error::Refused(refusal) => Error::Refused(refusal.clone()),
        Error::Database(error) => Error::Database(error.clone()),
        Error::Internal(what) => Error::Internal(what.clone()),
    }
}

pub(super) type Loaded<K, V> = Result<HashMap<K, V>, Arc<Error>>;

async fn keyed<K: Hash + Eq, V>(
    rows: impl Future<Output = Result<Vec<V>>>,
    key: impl Fn(&V) -> K,
) -> Loaded<K, V> {
    let rows = rows.await.map_err(Arc::new)?;
    Ok(rows.into_iter().map(|row| (key(&row), row)).collect())
}

impl Loader<InstitutionId> for Batch {
    type Value = Institution;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[InstitutionId]) -> Loaded<InstitutionId, Institution> {
        keyed(catalogue::institutions_by_id(&self.services, keys), |row| row.id).await
    }
}

impl Loader<ProgramId> for Batch {
    type Value = ProgramListing;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[ProgramId]) -> Loaded<ProgramId, ProgramListing> {
        keyed(catalogue::programs_by_id(&self.services, keys), |row| row.program.id).await
    }
}

impl Loader<SessionId> for Batch {
    type Value = Listing;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[SessionId]) -> Loaded<SessionId, Listing> {
        let rows = catalogue::sessions_by_id(&self.services, &self.actor, keys);
        keyed(rows, |row| row.session.id).await
    }
}

impl Loader<ApplicantId> for Batch {
    type Value = Applicant;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[ApplicantId]) -> Loaded<ApplicantId, Applicant> {
        keyed(applications::applicants(&self.services, keys), |row| row.id).await
    }
}

impl Loader<ApplicationId> for Batch {
    type Value = Application;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[ApplicationId]) -> Loaded<ApplicationId, Application> {
        let rows = applications::by_ids(&self.services, &self.actor, keys);
        keyed(rows, |row| row.id).await
    }
}

/// Loads the caller's own application to a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct OwnOf(pub(super) SessionId);

impl Loader<OwnOf> for Batch {
    type Value = Application;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[OwnOf]) -> Loaded<OwnOf, Application> {
        let sessions: Vec<_> = keys.iter().map(|key| key.0).collect();
        let own = applications::own_by_session(&self.services, &self.actor, &sessions);
        Ok(own.await.map_err(Arc::new)?.into_iter().map(|(id, row)| (OwnOf(id), row)).collect())
    }
}

/// Loads what became of a program's sessions that are over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct PastOf(pub(super) ProgramId);

impl Loader<PastOf> for Batch {
    type Value = PastIntake;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[PastOf]) -> Loaded<PastOf, PastIntake> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = catalogue::past_intakes(&self.services, &ids).await;
        Ok(found.map_err(Arc::new)?.into_iter().map(|(id, row)| (PastOf(id), row)).collect())
    }
}

/// Loads a person's documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct DocumentsOf(pub(super) ApplicantId);

impl Loader<DocumentsOf> for Batch {
    type Value = Vec<Document>;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[DocumentsOf]) -> Loaded<DocumentsOf, Vec<Document>> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = documents::of_applicants(&self.services, &ids).await;
        Ok(found.map_err(Arc::new)?.into_iter().map(|(id, row)| (DocumentsOf(id), row)).collect())
    }
}

/// Loads an application's place on the waiting list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct PositionOf(pub(super) ApplicationId);

impl Loader<PositionOf> for Batch {
    type Value = i32;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[PositionOf]) -> Loaded<PositionOf, i32> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = applications::waitlist_positions(&self.services, &ids).await;
        Ok(found.map_err(Arc::new)?.into_iter().map(|(id, row)| (PositionOf(id), row)).collect())
    }
}

/// Loads an application's history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct HistoryOf(pub(super) ApplicationId);

impl Loader<HistoryOf> for Batch {
    type Value = Vec<Event>;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[HistoryOf]) -> Loaded<HistoryOf, Vec<Event>> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = applications::histories(&self.services, &ids).await;
        Ok(found.map_err(Arc::new)?.into_iter().map(|(id, row)| (HistoryOf(id), row)).collect())
    }
}

/// Loads what an application went on from and to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ThreadOf(pub(super) ApplicationId);

impl Loader<ThreadOf> for Batch {
    type Value = Thread;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[ThreadOf]) -> Loaded<ThreadOf, Thread> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = applications::threads(&self.services, &ids).await;
        Ok(found.map_err(Arc::new)?.into_iter().map(|(id, row)| (ThreadOf(id), row)).collect())
    }
}

/// Loads what an applicant wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct MotivationOf(pub(super) ApplicationId);

impl Loader<MotivationOf> for Batch {
    type Value = String;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[MotivationOf]) -> Loaded<MotivationOf, String> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = applications::motivations(&self.services, &ids).await;
        Ok(found.map_err(Arc::new)?.into_iter().map(|(id, row)| (MotivationOf(id), row)).collect())
    }
}

/// Loads what messages about a benefit name.
impl Loader<BenefitId> for Batch {
    type Value = Headline;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[BenefitId]) -> Loaded<BenefitId, Headline> {
        benefit_news::headlines(&self.services, keys).await.map_err(Arc::new)
    }
}

/// Loads what the caller said of a training of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct RatingOf(pub(super) ApplicationId);

impl Loader<RatingOf> for Batch {
    type Value = Rating;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[RatingOf]) -> Loaded<RatingOf, Rating> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = rate_training::own(&self.services, &self.actor, &ids).await;
        Ok(found.map_err(Arc::new)?.into_iter().map(|(id, row)| (RatingOf(id), row)).collect())
    }
}

/// Loads what people say of a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct RatedOf(pub(super) ProgramId);

impl Loader<RatedOf> for Batch {
    type Value = ProgramRating;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[RatedOf]) -> Loaded<RatedOf, ProgramRating> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = rate_training::of_programs(&self.services, &ids).await;
        Ok(found.map_err(Arc::new)?.into_iter().map(|(id, row)| (RatedOf(id), row)).collect())
    }
}
