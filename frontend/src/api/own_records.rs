//! All that is kept of the viewer, as a page.

use balai_shared::application::{ActorKind, ApplicationAction, ApplicationState};
use balai_shared::time::Instant;

use super::account::Profile;
use super::application::AppliedSession;
use super::benefit::Benefit;
use super::catalogue::NextPage;
use super::messages::MessagePreferences;
use super::own_account::{AccountEvent, Contact, Device};
use super::schema;
use super::word::Word;

/// Which pages of the two long lists.
#[derive(cynic::QueryVariables, Clone, Debug, Default)]
pub struct OwnRecordsVariables {
    /// The cursor after which the applications start.
    pub applications: Option<String>,
    /// The cursor after which the messages start.
    pub messages: Option<String>,
}

fragment! {
    /// The page of the viewer's own data.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "OwnRecordsVariables")]
    pub struct OwnRecords {
        /// `None` for a visitor.
        pub viewer: Option<ViewerRecords>,
    }
}

fragment! {
    /// All that is kept of the viewer; of long lists a hundred at a time.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Viewer", variables = "OwnRecordsVariables")]
    pub struct ViewerRecords {
        /// Ways to reach the person.
        pub contacts: Vec<Contact>,
        /// By which ways news come.
        pub message_preferences: MessagePreferences,
        /// What the person told of itself.
        pub profile: Profile,
        /// The first first.
        #[arguments(first: 100, after: $applications)]
        pub applications: OwnApplications,
        /// Every benefit.
        pub benefits: Vec<Benefit>,
        /// The newest first.
        #[arguments(first: 100, after: $messages)]
        pub notifications: OwnNotifications,
        /// The latest first; no account has more.
        #[arguments(first: 20)]
        pub saved_searches: OwnSearches,
        /// Where the person is signed in.
        pub devices: Vec<Device>,
        /// The newest first.
        pub account_events: Vec<AccountEvent>,
    }
}

fragment! {
    /// Applications.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "ApplicationConnection")]
    pub struct OwnApplications {
        /// They.
        pub nodes: Vec<OwnApplication>,
        /// Whether there are more.
        pub page_info: NextPage,
    }
}

fragment! {
    /// An application with what happened to it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct OwnApplication {
        /// Where it stands.
        pub state: Word<ApplicationState>,
        /// What the person wrote.
        pub motivation: Option<String>,
        /// For what.
        pub session: AppliedSession,
        /// What happened.
        pub history: Vec<OwnStep>,
    }
}

fragment! {
    /// A step.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "ApplicationEvent")]
    pub struct OwnStep {
        /// When.
        pub at: Instant,
        /// By whom.
        pub actor: Word<ActorKind>,
        /// What.
        pub action: Word<ApplicationAction>,
        /// Why.
        pub reason: Option<OwnReason>,
    }
}

fragment! {
    /// Why.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "DecisionReason")]
    pub struct OwnReason {
        /// In plain words.
        pub message: String,
        /// What was written.
        pub note: Option<String>,
    }
}

fragment! {
    /// Searches that are kept.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SavedSearchConnection")]
    pub struct OwnSearches {
        /// They.
        pub nodes: Vec<OwnSearch>,
    }
}

fragment! {
    /// A search that is kept.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SavedSearch")]
    pub struct OwnSearch {
        /// All that it asks for.
        pub name: String,
        /// Since when.
        pub created_at: Instant,
    }
}

fragment! {
    /// Messages.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "NotificationConnection")]
    pub struct OwnNotifications {
        /// They.
        pub nodes: Vec<OwnNotification>,
        /// Whether there are more.
        pub page_info: NextPage,
    }
}

fragment! {
    /// A message.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Notification")]
    pub struct OwnNotification {
        /// In the person's language.
        pub message: String,
        /// When.
        pub created_at: Instant,
    }
}
