//! Writing to a group of a session's applicants.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject, dataloader::Loader};
use balai_shared::{application::ApplicationState, id::SessionId, time::Instant};

use super::{
    context::RequestContext,
    error::Answer,
    loader::{Batch, Loaded},
};
use crate::{
    error::Error,
    service::{Services, group_messages},
};

/// Loads the words of a message to a group: subject and text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct WordsOf(pub(super) SessionId, pub(super) Instant);

impl Loader<WordsOf> for Batch {
    type Value = (String, String);
    type Error = Arc<Error>;

    async fn load(&self, keys: &[WordsOf]) -> Loaded<WordsOf, (String, String)> {
        let keys: Vec<_> = keys.iter().map(|key| (key.0, key.1)).collect();
        let found = group_messages::words(&self.services, &keys).await.map_err(Arc::new)?;
        Ok(found.into_iter().map(|((session, at), words)| (WordsOf(session, at), words)).collect())
    }
}

/// To whom one would write.
#[derive(Debug, InputObject)]
pub struct PreviewGroupMessageInput {
    /// `ses_…`.
    session_id: ID,
    /// Those whose application is in one of these states; who withdrew or was turned down isn't written
    /// to.
    states: Vec<ApplicationState>,
}

/// Whom a message would reach.
#[derive(Debug, SimpleObject)]
pub struct GroupMessagePreview {
    /// On their page of messages.
    people: i32,
    /// Of them by e-mail as well.
    by_email: i32,
    /// Of them by SMS as well.
    by_sms: i32,
    /// How many messages the session's applicants may still be written today.
    left_today: i32,
}

/// To whom one writes, and what.
#[derive(Debug, InputObject)]
pub struct SendGroupMessageInput {
    /// `ses_…`.
    session_id: ID,
    /// Those whose application is in one of these states.
    states: Vec<ApplicationState>,
    /// What it is about; at most 80 letters.
    subject: String,
    /// What it says, plain; at most 1000 letters, and no link to elsewhere.
    text: String,
}

/// It is on its way.
#[derive(Debug, SimpleObject)]
pub struct SendGroupMessagePayload {
    /// To how many people.
    people: i32,
}

/// What can be asked before one writes.
#[derive(Debug, Default)]
pub struct GroupMessageQuery;

#[Object]
impl GroupMessageQuery {
    /// Whom a message to a session's applicants would reach.
    async fn preview_group_message(
        &self,
        ctx: &Context<'_>,
        input: PreviewGroupMessageInput,
    ) -> async_graphql::Result<GroupMessagePreview> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let (session, states) = (&input.session_id, &input.states);
        let found = group_messages::preview(services, &request.actor, session, states).await;
        let found = found.answer(ctx)?;
        let count = |number: usize| i32::try_from(number).unwrap_or(i32::MAX);
        Ok(GroupMessagePreview {
            people: count(found.people),
            by_email: count(found.by_email),
            by_sms: count(found.by_sms),
            left_today: count(found.left_today),
        })
    }
}

/// What staff write to many.
#[derive(Debug, Default)]
pub struct GroupMessageMutation;

#[Object]
impl GroupMessageMutation {
    /// Writes to a session's applicants in some states: on their page of messages, and by e-mail or SMS
    /// as each wants it. At most three a day for a session: then `RATE_LIMITED`. For ADMIN, REVIEWER and
    /// INSTRUCTOR; it is written down who did it.
    async fn send_group_message(
        &self,
        ctx: &Context<'_>,
        input: SendGroupMessageInput,
    ) -> async_graphql::Result<SendGroupMessagePayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let SendGroupMessageInput { session_id, states, subject, text } = input;
        let session_id = session_id.to_string();
        let input = group_messages::Input { session_id, states, subject, text };
        let people = group_messages::send(services, &request.actor, &input).await.answer(ctx)?;
        Ok(SendGroupMessagePayload { people: i32::try_from(people).unwrap_or(i32::MAX) })
    }
}
