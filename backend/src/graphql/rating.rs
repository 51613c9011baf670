//! What people say of trainings.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::{application::Application, context::RequestContext, error::Answer, scalar::DateTime};
use crate::{
    model::benefit,
    service::{Services, rate_training},
};

/// What a person said of a training.
#[derive(Debug, Clone, SimpleObject)]
pub struct TrainingRating {
    /// One to five.
    stars: i32,
    /// In the person's own words.
    review: Option<String>,
    /// When it was first given.
    rated_at: DateTime,
}

impl From<benefit::Rating> for TrainingRating {
    fn from(rating: benefit::Rating) -> Self {
        Self { stars: rating.stars, review: rating.review, rated_at: DateTime(rating.rated_at) }
    }
}

/// What people say of a program, added up.
#[derive(Debug, Clone, Copy, SimpleObject)]
pub struct ProgramRating {
    /// The average in tenths of a star: `43` is 4.3 of 5.
    average_tenths: i32,
    /// How many rated.
    count: i64,
}

impl From<benefit::ProgramRating> for ProgramRating {
    fn from(rating: benefit::ProgramRating) -> Self {
        Self { average_tenths: rating.tenths, count: rating.count }
    }
}

/// A rating to be given.
#[derive(Debug, InputObject)]
pub struct RateTrainingInput {
    /// `app_…`: the application that led to the training.
    application_id: ID,
    /// One to five. Must be there; what is missing is answered at the field.
    stars: Option<i32>,
    /// In the person's own words; up to 1000 characters.
    review: Option<String>,
}

/// The application with its rating.
#[derive(Debug, SimpleObject)]
pub struct RateTrainingPayload {
    /// The application.
    application: Application,
}

/// What a person does about a training that is over.
#[derive(Debug, Default)]
pub struct RatingMutation;

#[Object]
impl RatingMutation {
    /// Rates a finished training of one's own. Within 30 days the same again replaces it;
    /// `INVALID_TRANSITION` before the end, `DEADLINE_PASSED` for a change that comes later.
    async fn rate_training(
        &self,
        ctx: &Context<'_>,
        input: RateTrainingInput,
    ) -> async_graphql::Result<RateTrainingPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = rate_training::Input {
            application: input.application_id.to_string(),
            stars: input.stars,
            review: input.review,
        };
        let rated = rate_training::rate(services, &request.actor, input).await;
        Ok(RateTrainingPayload { application: Application(rated.answer(ctx)?) })
    }
}
