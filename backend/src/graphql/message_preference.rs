//! How a person wants to be told, and what it has read.

use async_graphql::{Context, InputObject, Object, SimpleObject};

use super::{context::RequestContext, error::Answer, viewer::Viewer};
use crate::{
    model::message::Preferences,
    service::{Services, notifications, preferences},
};

/// By which ways news reach a person outside of Balai. Codes that the person asks for come in any
/// case.
#[derive(Debug, Clone, Copy, SimpleObject)]
pub struct MessagePreferences {
    /// By e-mail, where there is an address.
    email: bool,
    /// By SMS, where there is a phone number and e-mail is no way.
    sms: bool,
    /// Whether new sessions like those that the person waits for come by these ways.
    new_sessions: bool,
}

impl From<Preferences> for MessagePreferences {
    fn from(kept: Preferences) -> Self {
        Self { email: kept.email, sms: kept.sms, new_sessions: kept.new_sessions }
    }
}

/// What is chosen; what is left out stays as it is.
#[derive(Debug, InputObject)]
pub struct UpdateMessagePreferencesInput {
    /// News by e-mail.
    email: Option<bool>,
    /// News by SMS.
    sms: Option<bool>,
    /// New sessions like those that the person waits for, by these ways.
    new_sessions: Option<bool>,
}

/// The person after the change.
#[derive(Debug, SimpleObject)]
pub struct UpdateMessagePreferencesPayload {
    /// The person.
    viewer: Viewer,
}

/// The person, with nothing unread.
#[derive(Debug, SimpleObject)]
pub struct MarkNotificationsReadPayload {
    /// The person.
    viewer: Viewer,
}

/// What a person does with messages.
#[derive(Debug, Default)]
pub struct MessageMutation;

#[Object]
impl MessageMutation {
    /// Chooses by which ways news come. Both are on until somebody turns them off.
    async fn update_message_preferences(
        &self,
        ctx: &Context<'_>,
        input: UpdateMessagePreferencesInput,
    ) -> async_graphql::Result<UpdateMessagePreferencesPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let (email, sms, new_sessions) = (input.email, input.sms, input.new_sessions);
        let input = preferences::Input { email, sms, new_sessions };
        let changed = preferences::update(services, &request.actor, input).await;
        let (account, actor) = (changed.answer(ctx)?, request.actor.clone());
        Ok(UpdateMessagePreferencesPayload { viewer: Viewer { account, actor } })
    }

    /// Marks all messages that the person has now as read.
    async fn mark_notifications_read(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<MarkNotificationsReadPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let marked = notifications::mark_read(services, &request.actor).await;
        let (account, actor) = (marked.answer(ctx)?, request.actor.clone());
        Ok(MarkNotificationsReadPayload { viewer: Viewer { account, actor } })
    }
}
