//! Applying in steps: what its pages ask for, and what they do.

use balai_shared::application::{ApplicationState, DraftStep};
use balai_shared::document::DocumentKind;
use balai_shared::money::Rupiah;
use balai_shared::session::{Funding, SelectionMethod, SessionState};
use balai_shared::time::{Date, Instant};

use super::application::AppliedInstitution;
use super::catalogue::{InstitutionPlace, ProgramTitle};
use super::mutation_application::ApplicationId;
use super::schema;
use super::session::NodeVariablesFields;
use super::word::Word;

fragment! {
    /// What every step shows.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct ApplyPage {
        /// The session, `None` when there is none to see.
        #[arguments(id: $id)]
        pub node: Option<ApplyNode>,
        /// `None` for a visitor, who then needs to sign in first.
        pub viewer: Option<ApplyViewer>,
    }
}

node! {
    /// A node that should be a session.
    pub enum ApplyNode { Session(ApplySession) }
}

fragment! {
    /// Who applies.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Viewer")]
    pub struct ApplyViewer {
        /// The person's name.
        pub name: String,
        /// At most one of a kind.
        pub documents: Vec<OwnDocument>,
    }
}

fragment! {
    /// A document that the person has shown.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Document")]
    pub struct OwnDocument {
        /// `doc_…`
        pub id: cynic::Id,
        /// What it is.
        pub kind: Word<DocumentKind>,
        /// Such as `image/jpeg`.
        pub media_type: String,
        /// In bytes.
        pub size: i32,
        /// When it was sent.
        pub created_at: Instant,
        /// Where its bytes are.
        pub url: String,
    }
}

fragment! {
    /// The session that one applies to.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct ApplySession {
        /// `ses_…`
        pub id: cynic::Id,
        /// What is taught.
        pub program: PricedProgram,
        /// Who teaches it.
        pub institution: AppliedInstitution,
        /// Who pays.
        pub funding: Word<Funding>,
        /// How people are chosen.
        pub selection_method: Word<SelectionMethod>,
        /// What can be done with it now.
        pub state: Word<SessionState>,
        /// First day.
        pub starts_on: Date,
        /// IANA name of the place's time zone.
        pub time_zone: String,
        /// The live application, or else the draft.
        pub viewer_application: Option<ApplyDraft>,
        /// What fits instead, where this one doesn't.
        pub fitting_sessions: Vec<FittingSession>,
    }
}

fragment! {
    /// What is taught, and for how much.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Program")]
    pub struct PricedProgram {
        /// Its title.
        pub title: String,
        /// What it costs; nothing where it is free.
        pub price: Rupiah,
    }
}

fragment! {
    /// The draft as it was saved.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct ApplyDraft {
        /// `app_…`
        pub id: cynic::Id,
        /// Where it stands.
        pub state: Word<ApplicationState>,
        /// The step finished last.
        pub draft_step: Option<Word<DraftStep>>,
        /// When it was saved.
        pub changed_at: Instant,
        /// In the person's own words.
        pub motivation: Option<String>,
    }
}

fragment! {
    /// A session that fits.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct FittingSession {
        /// `ses_…`
        pub id: cynic::Id,
        /// What is taught.
        pub program: ProgramTitle,
        /// Where.
        pub institution: InstitutionPlace,
        /// First day.
        pub starts_on: Date,
        /// Seats free.
        pub seats_left: i32,
    }
}

/// A step to save.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct SaveApplicationDraftInput {
    /// For which session.
    pub session_id: cynic::Id,
    /// In the person's own words.
    pub motivation: Option<String>,
    /// Who pays; the session's.
    pub funding: Option<Word<Funding>>,
    /// The step that is finished.
    pub step: Option<Word<DraftStep>>,
}

/// Variables of [`SaveApplicationDraft`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct SaveApplicationDraftVariables {
    /// The step.
    pub input: SaveApplicationDraftInput,
}

fragment! {
    /// Saves a step.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "SaveApplicationDraftVariables")]
    pub struct SaveApplicationDraft {
        /// The draft.
        #[arguments(input: $input)]
        pub save_application_draft: SaveApplicationDraftPayload,
    }
}

fragment! {
    /// What saving gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SaveApplicationDraftPayload {
        /// The draft.
        pub application: ApplicationId,
    }
}

/// A draft to throw away.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DiscardApplicationDraftInput {
    /// Which.
    pub application_id: cynic::Id,
}

/// Variables of [`DiscardApplicationDraft`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct DiscardApplicationDraftVariables {
    /// Which draft.
    pub input: DiscardApplicationDraftInput,
}

fragment! {
    /// Throws a draft away.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "DiscardApplicationDraftVariables")]
    pub struct DiscardApplicationDraft {
        /// What is gone.
        #[arguments(input: $input)]
        pub discard_application_draft: DiscardApplicationDraftPayload,
    }
}

fragment! {
    /// What throwing away gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct DiscardApplicationDraftPayload {
        /// What it was.
        pub application_id: cynic::Id,
    }
}

/// A document to delete.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DeleteDocumentInput {
    /// Which.
    pub document_id: cynic::Id,
}

/// Variables of [`DeleteDocument`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct DeleteDocumentVariables {
    /// Which document.
    pub input: DeleteDocumentInput,
}

fragment! {
    /// Deletes a document.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "DeleteDocumentVariables")]
    pub struct DeleteDocument {
        /// What is gone.
        #[arguments(input: $input)]
        pub delete_document: DeleteDocumentPayload,
    }
}

fragment! {
    /// What deleting gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct DeleteDocumentPayload {
        /// What it was.
        pub document_id: cynic::Id,
    }
}
