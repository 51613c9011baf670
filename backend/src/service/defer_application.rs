//! Putting an application off to a later session of the same program.

use balai_shared::{
    application::{ApplicationAction, ReasonCode},
    error::{ErrorCode, FieldCode, FieldError},
    id::{ApplicantId, ApplicationId, SessionId},
    policy::{Action, Actor, Resource, allow},
    session::SessionState,
    time::Instant,
};

use super::{
    Services, applications, catalogue, promote,
    submit_application::{apply, second_application},
    transition::{By, Step, take},
};
use crate::{
    error::{Error, Result},
    model::{
        application::Application,
        catalogue::{Listing, SessionOrder, SessionQuery},
        page::PageRequest,
    },
    store::{self, Tx},
};

/// How many later sessions are offered to choose from.
const CHOICE: i32 = 5;

/// Withdraws the application with the reason DEFERRED and applies to the later session, both or
/// neither. There the person is a newcomer like any other: nobody is overtaken.
///
/// The application given is the new one.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another's application or no such session;
/// `VALIDATION_FAILED` for a session of another program or one that doesn't start later; what
/// withdrawing and applying are refused with.
pub async fn defer(
    services: &Services,
    actor: &Actor,
    application: &str,
    session: &str,
) -> Result<Application> {
    allow(actor, Action::SubmitApplication, &Resource::None)?;
    let (id, to): (ApplicationId, SessionId) = (application.parse()?, session.parse()?);
    let before = own(services, actor, id).await?;
    let from = listing(services, actor, before.session).await?;
    let later = listing(services, actor, to).await?;
    if !is_later(&from, &later) {
        return Err(Error::invalid(vec![FieldError::new("sessionId", FieldCode::NotAllowed)]));
    }
    let applicant = before.applicant;
    let by = By::applicant(actor);
    let (freed, after) = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                let freed = give_back(tx, &from, id, by, now).await?;
                let after = go_on(tx, (id, applicant), &later, by, now).await?;
                Ok((freed, after))
            })
        })
        .await
        .map_err(second_application)?;
    if let Some(session) = freed {
        promote::hand_on(services, session).await;
    }
    Ok(after)
}

async fn own(services: &Services, actor: &Actor, id: ApplicationId) -> Result<Application> {
    let found = applications::by_ids(services, actor, &[id]).await?.pop();
    let application = found.ok_or(ErrorCode::NotFound)?;
    let resource = Resource::Application {
        applicant: application.applicant,
        institution: application.institution,
    };
    allow(actor, Action::ActAsApplicant, &resource)?;
    Ok(application)
}

async fn listing(services: &Services, actor: &Actor, id: SessionId) -> Result<Listing> {
    Ok(catalogue::session(services, actor, id).await?.ok_or(ErrorCode::NotFound)?)
}

/// The same training, another time. A strictly later start also keeps the order in which two
/// sessions' counters are taken: always the earlier session's first.
fn is_later(from: &Listing, later: &Listing) -> bool {
    from.program.id == later.program.id && from.session.starts_at < later.session.starts_at
}

/// Withdraws; the session whose seat became free by it.
async fn give_back(
    tx: &Tx,
    from: &Listing,
    id: ApplicationId,
    by: By,
    now: Instant,
) -> Result<Option<SessionId>> {
    let before = store::application::lock(tx, id).await?.ok_or(ErrorCode::NotFound)?;
    // Before the seats and the money, in the order of all who hold these.
    store::applicant::lock(tx, before.applicant).await?;
    let step =
        Step { reason: Some(ReasonCode::Deferred), ..Step::new(ApplicationAction::Withdraw, by) };
    let after = take(tx, &from.session, &before, step, now).await?;
    Ok((before.state.holds_seat() && !after.state.holds_seat()).then_some(after.session))
}

/// Applies to the later session with the words of before, and ties the two together.
async fn go_on(
    tx: &Tx,
    (earlier, applicant): (ApplicationId, ApplicantId),
    later: &Listing,
    by: By,
    now: Instant,
) -> Result<Application> {
    let mut words = store::application::motivations(tx.conn(), &[earlier]).await?;
    let after = apply(tx, applicant, later, (words.remove(&earlier), by), now).await?;
    store::deferral::insert(tx, after.id, earlier).await?;
    Ok(after)
}

/// The sessions to which an application can be put off now, the soonest first; none where it can't
/// be withdrawn any more.
///
/// # Errors
/// The database's own.
pub async fn later_sessions(
    services: &Services,
    actor: &Actor,
    application: &Application,
    from: &Listing,
) -> Result<Vec<Listing>> {
    let allowed = applications::allowed_actions(services, actor, application, &from.session);
    if !allowed.contains(&ApplicationAction::Withdraw) || own_role(actor, application).is_err() {
        return Ok(Vec::new());
    }
    let query = SessionQuery {
        program: Some(from.program.id),
        states: vec![SessionState::Open],
        starts_from: Some(from.session.starts_on.plus_days(1)),
        order: Some(SessionOrder::StartsOn),
        ..SessionQuery::default()
    };
    let page = PageRequest { first: Some(CHOICE), ..PageRequest::default() };
    let found = catalogue::sessions(services, actor, &query, &page).await?;
    let mut later: Vec<Listing> = found.items.into_iter().map(|(_, listing)| listing).collect();
    let ids: Vec<_> = later.iter().map(|listing| listing.session.id).collect();
    let own = applications::own_by_session(services, actor, &ids).await?;
    later.retain(|listing| !own.get(&listing.session.id).is_some_and(|own| own.state.is_live()));
    Ok(later)
}

fn own_role(actor: &Actor, application: &Application) -> Result<()> {
    let resource = Resource::Application {
        applicant: application.applicant,
        institution: application.institution,
    };
    Ok(allow(actor, Action::ActAsApplicant, &resource)?)
}
