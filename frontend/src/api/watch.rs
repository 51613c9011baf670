//! What the app is told of without asking.

use super::schema;

fragment! {
    /// Each step of an application of the viewer's.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Subscription")]
    pub struct ApplicationWatch {
        /// The application.
        pub application_changed: WatchedApplication,
    }
}

fragment! {
    /// That there is news of it is all that is told; the page asks for the rest.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct WatchedApplication {
        /// `app_…`
        pub id: cynic::Id,
    }
}

/// Whose queue is watched.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct QueueWatchVariables {
    /// `ins_…`
    pub institution_id: cynic::Id,
}

fragment! {
    /// Each step of an application to an institution.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Subscription", variables = "QueueWatchVariables")]
    pub struct QueueWatch {
        /// The queue.
        #[arguments(institutionId: $institution_id)]
        pub queue_changed: WatchedQueue,
    }
}

fragment! {
    /// Which application took a step.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "QueueSummary")]
    pub struct WatchedQueue {
        /// `app_…`
        pub application_id: cynic::Id,
    }
}
