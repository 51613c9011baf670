//! What a person was told, and how it wants to be told.

use balai_shared::notification::NotificationKind;
use balai_shared::time::Instant;

use super::application::PageVariablesFields;
use super::catalogue::NextPage;
use super::own_account::Contact;
use super::schema;
use super::word::Word;

fragment! {
    /// The page of the viewer's messages.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "PageVariables")]
    pub struct MyMessages {
        /// `None` for a visitor.
        pub viewer: Option<ViewerMessages>,
    }
}

fragment! {
    /// The viewer's messages.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Viewer", variables = "PageVariables")]
    pub struct ViewerMessages {
        /// How many are unread.
        pub unread_notifications: i32,
        /// Ways to reach the person.
        pub contacts: Vec<Contact>,
        /// By which ways news come.
        pub message_preferences: MessagePreferences,
        /// The newest first.
        #[arguments(first: 20, after: $after)]
        pub notifications: NotificationPage,
    }
}

fragment! {
    /// By which ways news come.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct MessagePreferences {
        /// By e-mail.
        pub email: bool,
        /// By SMS.
        pub sms: bool,
        /// New dates that the person waits for, by these ways.
        pub new_sessions: bool,
    }
}

fragment! {
    /// Some messages.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "NotificationConnection")]
    pub struct NotificationPage {
        /// They.
        pub nodes: Vec<NotificationCard>,
        /// Whether there are more.
        pub page_info: NextPage,
    }
}

fragment! {
    /// One message.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Notification")]
    pub struct NotificationCard {
        /// What it is about.
        pub kind: Word<NotificationKind>,
        /// In the person's language.
        pub message: String,
        /// When.
        pub created_at: Instant,
        /// When it was read.
        pub read_at: Option<Instant>,
        /// About which application.
        pub application: Option<NotificationApplication>,
        /// About which benefit.
        pub benefit_id: Option<cynic::Id>,
        /// About which session that the person waited for.
        pub session: Option<NotificationSession>,
    }
}

fragment! {
    /// An application by id alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct NotificationApplication {
        /// `app_…`
        pub id: cynic::Id,
    }
}

fragment! {
    /// A session by id alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct NotificationSession {
        /// `ses_…`
        pub id: cynic::Id,
    }
}

fragment! {
    /// Marks all messages as read.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation")]
    pub struct MarkNotificationsRead {
        /// What is left unread.
        pub mark_notifications_read: MarkNotificationsReadPayload,
    }
}

fragment! {
    /// What marking gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct MarkNotificationsReadPayload {
        /// Who.
        pub viewer: ViewerUnread,
    }
}

fragment! {
    /// The viewer by what is unread.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Viewer")]
    pub struct ViewerUnread {
        /// How many messages.
        pub unread_notifications: i32,
    }
}

/// What is chosen.
#[derive(cynic::InputObject, Clone, Debug, Default)]
pub struct UpdateMessagePreferencesInput {
    /// News by e-mail.
    pub email: Option<bool>,
    /// News by SMS.
    pub sms: Option<bool>,
    /// New dates that the person waits for, by these ways.
    pub new_sessions: Option<bool>,
}

/// Variables of [`UpdateMessagePreferences`].
#[derive(cynic::QueryVariables, Clone, Debug, Default)]
pub struct UpdateMessagePreferencesVariables {
    /// What is chosen.
    pub input: UpdateMessagePreferencesInput,
}

fragment! {
    /// Chooses by which ways news come.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "UpdateMessagePreferencesVariables")]
    pub struct UpdateMessagePreferences {
        /// What holds now.
        #[arguments(input: $input)]
        pub update_message_preferences: UpdateMessagePreferencesPayload,
    }
}

fragment! {
    /// What choosing gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct UpdateMessagePreferencesPayload {
        /// Who.
        pub viewer: ViewerPreferences,
    }
}

fragment! {
    /// The viewer by its preferences.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Viewer")]
    pub struct ViewerPreferences {
        /// By which ways news come.
        pub message_preferences: MessagePreferences,
    }
}
