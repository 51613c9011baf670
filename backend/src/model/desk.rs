//! What staff keep at the desk: views of the queue, and what they noted of a person.

use balai_shared::{
    application::ApplicationState,
    desk::{CallOutcome, DeskColumn, QueueSort},
    id::{AccountId, ApplicationId, DeskViewId, InstitutionId, RemarkId},
    time::{Date, Instant},
};

/// A view of the queue: filters, order and columns under a name.
#[derive(Debug, Clone)]
pub struct DeskView {
    /// Its id.
    pub id: DeskViewId,
    /// At which centre.
    pub institution: InstitutionId,
    /// Who keeps it.
    pub owner: AccountId,
    /// What it is called.
    pub name: String,
    /// Whether everybody of the centre sees it.
    pub shared: bool,
    /// In these states; none means all.
    pub states: Vec<ApplicationState>,
    /// Sent on this day or later.
    pub submitted_from: Option<Date>,
    /// Sent on this day or before.
    pub submitted_until: Option<Date>,
    /// The columns shown.
    pub columns: Vec<DeskColumn>,
    /// The order.
    pub sort: QueueSort,
    /// When it was last saved.
    pub saved_at: Instant,
}

/// What staff noted of a person.
#[derive(Debug, Clone)]
pub struct Remark {
    /// Its id.
    pub id: RemarkId,
    /// On which application.
    pub application: ApplicationId,
    /// When.
    pub at: Instant,
    /// Who noted it.
    pub author: AccountId,
    /// What came of the call; none for a note.
    pub outcome: Option<CallOutcome>,
    /// In words.
    pub text: Option<String>,
}
