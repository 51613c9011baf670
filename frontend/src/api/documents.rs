//! The documents of an application, and what a centre says of them.

use balai_shared::application::ApplicationState;
use balai_shared::document::{DocumentKind, DocumentState, DocumentVerdict};
use balai_shared::session::SessionState;
use balai_shared::time::Instant;

use super::application::AppliedInstitution;
use super::applying::OwnDocument;
use super::catalogue::ProgramTitle;
use super::schema;
use super::session::NodeVariablesFields;
use super::word::Word;

fragment! {
    /// The page of an application's documents.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct DocumentsPage {
        /// The application, `None` when there is none to see.
        #[arguments(id: $id)]
        pub node: Option<DocumentsNode>,
        /// `None` for a visitor, who then needs to sign in first.
        pub viewer: Option<DocumentsViewer>,
    }
}

node! {
    /// A node that should be an application.
    pub enum DocumentsNode { Application(DocumentsApplication) }
}

fragment! {
    /// Whose documents they are.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Viewer")]
    pub struct DocumentsViewer {
        /// At most one of a kind.
        pub documents: Vec<OwnDocument>,
    }
}

fragment! {
    /// An application with how its documents stand.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct DocumentsApplication {
        /// `app_…`
        pub id: cynic::Id,
        /// Where it stands.
        pub state: Word<ApplicationState>,
        /// Whether documents can be sent now.
        pub takes_documents: bool,
        /// Each kind that is there or was asked for.
        pub document_standings: Vec<DocumentStanding>,
        /// For what.
        pub session: DocumentsSession,
    }
}

fragment! {
    /// What it is for.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct DocumentsSession {
        /// `ses_…`
        pub id: cynic::Id,
        /// What is taught.
        pub program: ProgramTitle,
        /// Who teaches it.
        pub institution: AppliedInstitution,
        /// What can be done with it now.
        pub state: Word<SessionState>,
        /// IANA name of the place's time zone.
        pub time_zone: String,
    }
}

fragment! {
    /// How a kind of document stands.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct DocumentStanding {
        /// Which kind.
        pub kind: Word<DocumentKind>,
        /// How it stands.
        pub state: Word<DocumentState>,
        /// Until when it is asked for.
        pub due_at: Option<Instant>,
        /// What the centre added.
        pub note: Option<String>,
    }
}

fragment! {
    /// How a kind of document stands, in short.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "DocumentStanding")]
    pub struct DocumentWanted {
        /// How it stands.
        pub state: Word<DocumentState>,
        /// Until when it is asked for.
        pub due_at: Option<Instant>,
    }
}

fragment! {
    /// A kind of document as staff look at it.
    #[derive(cynic::QueryFragment, Clone, Debug, PartialEq, Eq)]
    #[cynic(graphql_type = "DocumentStanding")]
    pub struct PanelStanding {
        /// Which kind.
        pub kind: Word<DocumentKind>,
        /// How it stands.
        pub state: Word<DocumentState>,
        /// Until when it is asked for.
        pub due_at: Option<Instant>,
        /// What the centre added.
        pub note: Option<String>,
        /// The one that is there.
        pub document: Option<PanelDocument>,
    }
}

fragment! {
    /// A document as the staff's panel links to it.
    #[derive(cynic::QueryFragment, Clone, Debug, PartialEq, Eq)]
    #[cynic(graphql_type = "Document")]
    pub struct PanelDocument {
        /// `doc_…`
        pub id: cynic::Id,
        /// Where its bytes are.
        pub url: String,
    }
}

fragment! {
    /// An application with its documents as staff look at them.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct CheckedApplication {
        /// Each kind that is there or was asked for.
        pub document_standings: Vec<PanelStanding>,
    }
}

/// Documents to ask for.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RequestDocumentsInput {
    /// Of which application.
    pub application_id: cynic::Id,
    /// Which.
    pub kinds: Vec<Word<DocumentKind>>,
    /// The last day to send them.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub due_on: Option<String>,
    /// What the applicant reads beside it.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Variables of [`RequestDocuments`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct RequestDocumentsVariables {
    /// Which documents.
    pub input: RequestDocumentsInput,
}

fragment! {
    /// Asks for documents.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "RequestDocumentsVariables")]
    pub struct RequestDocuments {
        /// The application.
        #[arguments(input: $input)]
        pub request_documents: RequestDocumentsPayload,
    }
}

fragment! {
    /// What asking gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct RequestDocumentsPayload {
        /// The application.
        pub application: CheckedApplication,
    }
}

/// What is said of a document.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ReviewDocumentInput {
    /// Of which application.
    pub application_id: cynic::Id,
    /// The one that was looked at.
    pub document_id: cynic::Id,
    /// What it is like.
    pub verdict: Word<DocumentVerdict>,
    /// The last day to send it again.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub due_on: Option<String>,
    /// What the applicant reads beside it.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Variables of [`ReviewDocument`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ReviewDocumentVariables {
    /// What is said.
    pub input: ReviewDocumentInput,
}

fragment! {
    /// Says how a document is.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "ReviewDocumentVariables")]
    pub struct ReviewDocument {
        /// The application.
        #[arguments(input: $input)]
        pub review_document: ReviewDocumentPayload,
    }
}

fragment! {
    /// What that gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ReviewDocumentPayload {
        /// The application.
        pub application: CheckedApplication,
    }
}
