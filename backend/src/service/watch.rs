//! Watching what changes, within what the caller may see.

use balai_shared::{
    error::ErrorCode,
    id::{ApplicantId, ApplicationId, InstitutionId, SessionId},
    policy::{Action, Actor, Resource, Scope, allow, applications_scope},
};
use futures_util::{Stream, stream};

use super::{Services, applications};
use crate::{
    error::{Error, Result},
    model::application::Application,
    store::{self, change::Watch},
};

/// Which applications are watched.
#[derive(Debug, Clone, Copy)]
enum Which {
    One(ApplicationId),
    Of(ApplicantId),
}

/// The application with this id, or all of the caller's own, each time that one takes a step. Ends
/// where steps may have been missed: look again, and watch anew.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for one that the caller may not see; `FORBIDDEN` for who has no
/// applications of the own.
pub async fn applications(
    services: &Services,
    actor: &Actor,
    id: Option<&str>,
) -> Result<impl Stream<Item = Result<Application>> + use<>> {
    let which = which(services, actor, id).await?;
    let watch = services.store.watch().await?;
    let (services, actor) = (services.clone(), actor.clone());
    Ok(stream::unfold((watch, services, actor), move |mut state| async move {
        let changed = next_of(&mut state.0, which).await?;
        let (_, services, actor) = &state;
        let found = applications::by_ids(services, actor, &[changed]).await;
        match found.map(|mut found| found.pop()) {
            Ok(Some(application)) => Some((Ok(application), state)),
            // What the caller may not see any more ends the watching.
            Ok(None) => None,
            Err(error) => Some((Err(error), state)),
        }
    }))
}

async fn which(services: &Services, actor: &Actor, id: Option<&str>) -> Result<Which> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    match (id, actor) {
        (Some(id), _) => {
            let id: ApplicationId = id.parse()?;
            let seen = applications::by_ids(services, actor, &[id]).await?;
            if seen.is_empty() {
                return Err(Error::refused(ErrorCode::NotFound));
            }
            Ok(Which::One(id))
        }
        (None, Actor::Person { applicant: Some(own), .. }) => Ok(Which::Of(*own)),
        (None, _) => Err(Error::refused(ErrorCode::Forbidden)),
    }
}

async fn next_of(watch: &mut Watch, which: Which) -> Option<ApplicationId> {
    loop {
        let change = watch.next().await?;
        let meant = match which {
            Which::One(id) => change.application == id,
            Which::Of(applicant) => change.applicant == applicant,
        };
        if meant {
            return Some(change.application);
        }
    }
}

/// A queue in which something changed.
#[derive(Debug, Clone, Copy)]
pub struct QueueChange {
    /// The application that took a step.
    pub application: ApplicationId,
    /// The session it is for.
    pub session: SessionId,
    /// How many applications to the session nobody has decided.
    pub undecided: u64,
}

/// Each step of an application to the institution.
///
/// # Errors
/// `UNAUTHENTICATED`; `FORBIDDEN` for who doesn't work there.
pub async fn queue(
    services: &Services,
    actor: &Actor,
    institution: &str,
) -> Result<impl Stream<Item = Result<QueueChange>> + use<>> {
    allow(actor, Action::ListApplications, &Resource::None)?;
    let institution: InstitutionId = institution.parse()?;
    let works_there = match applications_scope(actor) {
        Scope::Everything => true,
        Scope::Institutions(own) => own.contains(&institution),
        Scope::Nothing | Scope::Region(_) | Scope::Applicant(_) => false,
    };
    if !works_there {
        return Err(Error::refused(ErrorCode::Forbidden));
    }
    let watch = services.store.watch().await?;
    let services = services.clone();
    Ok(stream::unfold((watch, services), move |(mut watch, services)| async move {
        loop {
            let change = watch.next().await?;
            if change.institution != institution {
                continue;
            }
            let connection = services.store.read();
            let counted = store::application_list::undecided(connection, change.session).await;
            let told = counted.map(|undecided| QueueChange {
                application: change.application,
                session: change.session,
                undecided,
            });
            return Some((told, (watch, services)));
        }
    }))
}
