//! Reading applications, within what the caller may see.

use std::collections::HashMap;

use balai_shared::{
    application::{self, ActorRole, ApplicationAction, ApplicationState, Situation},
    certificate::normal,
    error::ErrorCode,
    id::{ApplicantId, ApplicationId, SessionId},
    policy::{Action, Actor, Resource, Scope, allow, applications_scope},
    time::Instant,
};

use super::{Services, synchronise};
use crate::{
    error::{Error, Result},
    model::{
        account::Applicant,
        application::{Application, ApplicationQuery, Certificate, Event, Thread},
        catalogue::Session,
        page::{Page, PageRequest},
    },
    store,
};

/// Whose applications a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// All that the caller's roles show: staff's and partners' own institutions.
    Scope,
    /// The caller's own.
    Own,
}

fn scope(actor: &Actor, whose: Whose) -> Result<Scope> {
    match (whose, actor) {
        (Whose::Scope, _) => {
            allow(actor, Action::ListApplications, &Resource::None)?;
            Ok(applications_scope(actor))
        }
        (Whose::Own, Actor::Person { applicant: Some(id), .. }) => Ok(Scope::Applicant(*id)),
        (Whose::Own, Actor::Visitor) => Err(Error::refused(ErrorCode::Unauthenticated)),
        (Whose::Own, _) => Ok(Scope::Nothing),
    }
}

/// A page of them.
///
/// # Errors
/// `UNAUTHENTICATED`; `FORBIDDEN` for who sees none; `VALIDATION_FAILED` for a bad page.
pub async fn list(
    services: &Services,
    actor: &Actor,
    whose: Whose,
    query: &ApplicationQuery,
    page: &PageRequest,
) -> Result<Page<Application>> {
    let scope = scope(actor, whose)?;
    if let Some(cursor) = &query.changed_after {
        return synchronise::applications(services, (query, cursor), &scope, page).await;
    }
    let (read, window) = (services.store.read(), page.window()?);
    let mut found = store::application_list::list(read, query, &scope, &window).await?;
    if whose == Whose::Scope {
        found.sync_cursor = Some(store::sync::beginning()?);
    }
    Ok(found)
}

/// How many there are.
///
/// # Errors
/// As [`list`].
pub async fn count(
    services: &Services,
    actor: &Actor,
    whose: Whose,
    query: &ApplicationQuery,
) -> Result<u64> {
    store::application_list::count(services.store.read(), query, &scope(actor, whose)?).await
}

/// Those of these that the caller may see.
///
/// # Errors
/// The database's own.
pub async fn by_ids(
    services: &Services,
    actor: &Actor,
    ids: &[ApplicationId],
) -> Result<Vec<Application>> {
    let mut found = store::application::by_ids(services.store.read(), ids).await?;
    found.retain(|application| may_see(actor, application));
    Ok(found)
}

/// The caller's own live or latest application to each of these sessions.
///
/// # Errors
/// The database's own.
pub async fn own_by_session(
    services: &Services,
    actor: &Actor,
    sessions: &[SessionId],
) -> Result<HashMap<SessionId, Application>> {
    match actor {
        Actor::Person { applicant: Some(id), .. } => {
            store::application::of_applicant(services.store.read(), *id, sessions).await
        }
        Actor::Person { applicant: None, .. }
        | Actor::Visitor
        | Actor::Partner { .. }
        | Actor::System => Ok(HashMap::new()),
    }
}

/// Profiles of applicants, for who has an application of theirs before the eyes. The policy of the
/// application decided that already; [`may_see_details`] decides how much of it is shown.
///
/// # Errors
/// The database's own.
pub async fn applicants(services: &Services, ids: &[ApplicantId]) -> Result<Vec<Applicant>> {
    store::applicant::by_ids(services.store.read(), services.vault(), ids).await
}

/// The profile with this id, where the caller may see it: its own alone. Staff see applicants
/// through their applications.
///
/// # Errors
/// The database's own.
pub async fn own_applicant(
    services: &Services,
    actor: &Actor,
    id: ApplicantId,
) -> Result<Option<Applicant>> {
    if allow(actor, Action::ViewApplicantDetails, &Resource::Own { applicant: id }).is_err() {
        return Ok(None);
    }
    Ok(applicants(services, &[id]).await?.pop())
}

/// The places of these applications in their waiting lists, from 1.
///
/// # Errors
/// The database's own.
pub async fn waitlist_positions(
    services: &Services,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, i32>> {
    store::application::waitlist_positions(services.store.read(), ids).await
}

/// The histories of these applications.
///
/// # Errors
/// The database's own.
pub async fn histories(
    services: &Services,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Vec<Event>>> {
    let mut histories: HashMap<ApplicationId, Vec<Event>> = HashMap::new();
    for event in store::event::of_applications(services.store.read(), ids).await? {
        histories.entry(event.application).or_default().push(event);
    }
    Ok(histories)
}

/// A history as the caller reads it: what was said of a decision that was taken back may have been
/// meant for somebody else, so that the applicant doesn't read it; and who sees no more of the applicant
/// than the name reads only what was said of finishing.
#[must_use]
pub fn as_read(actor: &Actor, application: &Application, mut history: Vec<Event>) -> Vec<Event> {
    if !may_see_details(actor, application) {
        for event in history.iter_mut().filter(|event| !event.action.is_of_class()) {
            event.reason = None;
            event.note = None;
        }
        return history;
    }
    if allow(actor, Action::ActAsApplicant, &resource(application)).is_err() {
        return history;
    }
    let undone: Vec<i32> = history
        .iter()
        .filter(|event| event.action == ApplicationAction::Undo)
        .map(|event| event.version - 1)
        .collect();
    for event in &mut history {
        if undone.contains(&event.version) {
            event.reason = None;
            event.note = None;
        }
    }
    history
}

/// What these applications went on from and to, those that did.
///
/// # Errors
/// The database's own.
pub async fn threads(
    services: &Services,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Thread>> {
    store::deferral::threads(services.store.read(), ids).await
}

/// What the applicants wrote.
///
/// # Errors
/// The database's own.
pub async fn motivations(
    services: &Services,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, String>> {
    store::application::motivations(services.store.read(), ids).await
}

/// The certificate with this number, as it is printed or as people type it. Anyone may check one, but
/// by [`super::check_certificate`].
///
/// # Errors
/// The database's own.
pub async fn certificate(services: &Services, number: &str) -> Result<Option<Certificate>> {
    // PostgreSQL can't even look for a NUL.
    if number.contains('\0') {
        return Ok(None);
    }
    let (typed, normal) = (number.trim(), normal(number));
    let found = store::certificate::by_number(services.store.read(), typed).await?;
    if found.is_some() || normal == typed {
        return Ok(found);
    }
    store::certificate::by_number(services.store.read(), &normal).await
}

/// What the policy is asked about it: a draft is its writer's alone.
pub(super) fn resource(application: &Application) -> Resource {
    if application.state == ApplicationState::Draft {
        return Resource::Draft { applicant: application.applicant };
    }
    Resource::Application { applicant: application.applicant, institution: application.institution }
}

/// Whether the caller may know of the application.
#[must_use]
pub fn may_see(actor: &Actor, application: &Application) -> bool {
    allow(actor, Action::ViewApplication, &resource(application)).is_ok()
}

/// Whether the caller sees who the applicant is beyond the name.
#[must_use]
pub fn may_see_details(actor: &Actor, application: &Application) -> bool {
    allow(actor, Action::ViewApplicantDetails, &resource(application)).is_ok()
}

/// The steps that the caller can take now, of those that the API has an operation for.
#[must_use]
pub fn allowed_actions(
    services: &Services,
    actor: &Actor,
    application: &Application,
    session: &Session,
) -> Vec<ApplicationAction> {
    let resource = resource(application);
    let role = if allow(actor, Action::ActAsApplicant, &resource).is_ok() {
        ActorRole::Applicant
    } else if allow(actor, Action::DecideApplication, &resource).is_ok() {
        ActorRole::Centre
    } else {
        return Vec::new();
    };
    let situation = situation(application, session, services.clock().now());
    let mut actions = application::allowed(application.state, role, &situation);
    actions.retain(|action| has_operation(*action));
    actions
}

/// What time has to say about an application's steps.
pub(super) const fn situation(
    application: &Application,
    session: &Session,
    now: Instant,
) -> Situation {
    Situation {
        now,
        offer_expires_at: application.offer_expires_at,
        session_starts_at: session.starts_at,
        replacement_ends_at: session.replacement_ends_at,
    }
}

/// Whether a mutation takes that step: what can't be asked for isn't offered.
const fn has_operation(action: ApplicationAction) -> bool {
    match action {
        ApplicationAction::Submit
        | ApplicationAction::Shortlist
        | ApplicationAction::Offer
        | ApplicationAction::Waitlist
        | ApplicationAction::Reject
        | ApplicationAction::Confirm
        | ApplicationAction::Decline
        | ApplicationAction::Withdraw
        | ApplicationAction::Complete
        | ApplicationAction::Fail
        | ApplicationAction::Reinstate
        | ApplicationAction::Revoke
        | ApplicationAction::Extend
        | ApplicationAction::Drop => true,
        ApplicationAction::Lapse
        | ApplicationAction::Close
        | ApplicationAction::Cancel
        | ApplicationAction::Undo => false,
    }
}
