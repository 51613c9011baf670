//! Certificates: issuing them, several at once, and taking one back.

use balai_shared::{
    application::ApplicationState,
    benefit::ledger::LedgerKind,
    certificate::random_part,
    completion::CertificateKind,
    error::{ErrorCode, FieldCode, FieldError},
    id::{ApplicationId, CertificateId},
    policy::{Action, Actor, Resource, allow},
    time::Instant,
};

use super::{
    Services, applications, incentive, roster, text,
    transition::{actor_id, hold_holder},
};
use crate::{
    auth::secret::{new_id, random},
    error::{Error, Result},
    model::{
        application::{Application, Certificate},
        training::{Issued, NewIssue},
    },
    paper,
    store::{self, Tx, Work, benefit::Milestone},
};

/// The most rows of one call: the API refuses more (`graphql::limits::lists`).
pub const MOST: usize = 500;
/// The longest reason, in characters.
const LONGEST_REASON: usize = 1000;
/// How often one is tried when another centre got its part of the number at the same moment.
const TRIES: u8 = 3;

/// How one row went.
#[derive(Debug)]
pub struct Row {
    /// As it was sent.
    pub id: String,
    /// The certificate that holds, be it from before, or why there is none.
    pub result: Result<Issued>,
    /// Whether it is a new one.
    pub is_new: bool,
}

/// Issues the certificates of people who have finished, one result an id, in the order asked. Who
/// has one that holds keeps it: asking again is harmless.
///
/// # Errors
/// `UNAUTHENTICATED`; `VALIDATION_FAILED` for an empty selection or too many rows. What is wrong
/// with one row is that row's own result: `INVALID_TRANSITION` for who hasn't finished, and for whose
/// account was erased; `VALIDATION_FAILED` where what it would say can't be printed: no number is used.
pub async fn issue(services: &Services, actor: &Actor, ids: Vec<String>) -> Result<Vec<Row>> {
    each(services, actor, ids, true).await
}

/// What [`issue`] would do with the same ids: each is issued by the same code, and taken back. No number
/// is used, and what stands in a row as its number means nothing where it is new.
///
/// # Errors
/// As [`issue`].
pub async fn preview(services: &Services, actor: &Actor, ids: Vec<String>) -> Result<Vec<Row>> {
    each(services, actor, ids, false).await
}

async fn each(
    services: &Services,
    actor: &Actor,
    ids: Vec<String>,
    keep: bool,
) -> Result<Vec<Row>> {
    allow(actor, Action::ListApplications, &Resource::None)?;
    if ids.is_empty() {
        return Err(Error::field("ids", FieldCode::Required));
    }
    let mut rows = Vec::with_capacity(ids.len());
    for id in ids {
        let (result, is_new) = match issue_one(services, actor, &id, keep).await {
            Ok((issued, is_new)) => (Ok(issued), is_new),
            Err(error) => (Err(error), false),
        };
        rows.push(Row { id, result, is_new });
    }
    Ok(rows)
}

fn issuing(
    actor: Actor,
    id: ApplicationId,
) -> impl for<'t> FnOnce(&'t Tx) -> Work<'t, (Issued, bool)> + Send + 'static {
    move |tx| Box::pin(async move { issue_in(tx, &actor, id).await })
}

/// The certificate, and whether it is new.
async fn issue_one(
    services: &Services,
    actor: &Actor,
    id: &str,
    keep: bool,
) -> Result<(Issued, bool)> {
    let id: ApplicationId = id.parse()?;
    let mut tries = TRIES;
    loop {
        tries -= 1;
        let work = issuing(actor.clone(), id);
        let issued = if keep {
            services.store.write(work).await
        } else {
            services.store.rehearse(work).await
        };
        match issued {
            Err(error) if error.is_unique_violation() && tries > 0 => {}
            Err(error) if error.is_unique_violation() => {
                return Err(Error::refused(ErrorCode::Conflict));
            }
            Ok(_) | Err(_) => return issued,
        }
    }
}

async fn issue_in(tx: &Tx, actor: &Actor, id: ApplicationId) -> Result<(Issued, bool)> {
    let now = tx.now().await?;
    let application = store::application::lock(tx, id).await?.ok_or(ErrorCode::NotFound)?;
    allow(actor, Action::Certify, &applications::resource(&application))?;
    if application.state != ApplicationState::Completed {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    let known = store::certificate::of_applications(tx.conn(), &[id]).await?.pop();
    if let Some(known) = known.filter(|known| !known.revoked) {
        return Ok((known, false));
    }
    hold_holder(tx, &application).await?;
    let new = prepare(tx, &application, (now, actor_id(actor))).await?;
    let number = store::certificate::issue(tx, &new).await?;
    reached(tx, &application, now).await?;
    let issued = Issued {
        id: new.id,
        application: id,
        number,
        kind: Some(new.kind),
        issued_on: new.issued_on,
        revoked: false,
    };
    Ok((issued, true))
}

async fn prepare(
    tx: &Tx,
    application: &Application,
    (now, by): (Instant, Option<u128>),
) -> Result<NewIssue> {
    let missing = |what: &str| Error::Internal(format!("an application has no {what}"));
    let session = store::session::by_id(tx.conn(), application.session).await?;
    let session = session.ok_or_else(|| missing("session"))?;
    let mut today = store::certified::today(tx.conn(), &[application.id]).await?;
    let says = today.remove(&application.id).ok_or_else(|| missing("applicant"))?;
    let unprintable = paper::unprintable(&says)?;
    if !unprintable.is_empty() {
        let at = |field: &&str| FieldError::new(field, FieldCode::NotAllowed);
        return Err(Error::invalid(unprintable.iter().map(at).collect()));
    }
    let kind = store::assessment::certificate_kind(tx.conn(), application.id).await?;
    Ok(NewIssue {
        id: CertificateId::from_u128(new_id(now)?),
        application: application.id,
        institution: application.institution,
        kind: kind.unwrap_or(CertificateKind::Attendance),
        issued_on: session.time_zone.date_of(now),
        says,
        random: random_part(u32::from_be_bytes(random()?)),
        by,
    })
}

/// A certificate is one of the conditions of the incentive of the benefit that paid the training.
async fn reached(tx: &Tx, application: &Application, now: Instant) -> Result<()> {
    let reference = application.id.to_string();
    for (benefit, postings) in store::benefit::lock_all(tx, application.applicant).await? {
        let bought = postings
            .iter()
            .any(|posting| posting.kind == LedgerKind::Purchase && posting.reference == reference);
        if bought && store::benefit::reach(tx, benefit.id, Milestone::Certified, now).await? {
            incentive::plan_if_due(tx, benefit.id, now).await?;
        }
    }
    Ok(())
}

/// Takes a certificate back, with a reason that is for the centre: everybody else sees that it
/// doesn't hold any more. Taken back already, it stays so.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for no such number and for who isn't of its centre; `FORBIDDEN`
/// for who issues none; `VALIDATION_FAILED` without a reason.
pub async fn revoke(
    services: &Services,
    actor: &Actor,
    number: &str,
    reason: &str,
) -> Result<Certificate> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let found = applications::certificate(services, number).await?;
    let certificate = found.ok_or(ErrorCode::NotFound)?;
    allow(actor, Action::Certify, &resource(&certificate))?;
    let mut errors = Vec::new();
    let reason = text::required("reason", reason, LONGEST_REASON, &mut errors);
    if !errors.is_empty() {
        return Err(Error::invalid(errors));
    }
    let (id, by) = (certificate.id, actor_id(actor));
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                store::certificate::revoke(tx, id, &reason, (now, by)).await
            })
        })
        .await?;
    Ok(Certificate { revoked: true, ..certificate })
}

/// Whether the caller is its holder or of its centre.
pub(super) fn may_open(actor: &Actor, certificate: &Certificate) -> bool {
    allow(actor, Action::ViewApplication, &resource(certificate)).is_ok()
}

fn resource(certificate: &Certificate) -> Resource {
    let Certificate { applicant, institution, .. } = certificate;
    Resource::Application { applicant: *applicant, institution: *institution }
}

/// A certificate for its paper: for its holder and for its centre alone.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for everybody else.
pub async fn paper(services: &Services, actor: &Actor, number: &str) -> Result<Certificate> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let found = applications::certificate(services, number).await?;
    let certificate = found.ok_or(ErrorCode::NotFound)?;
    allow(actor, Action::ViewApplication, &resource(&certificate))?;
    Ok(certificate)
}

/// Those of a session that hold, for its centre; none is `NOT_FOUND`.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for who isn't of the centre, and where there is none.
pub async fn papers(services: &Services, actor: &Actor, session: &str) -> Result<Vec<Certificate>> {
    let (_, roster) = roster::load(services, actor, session).await?;
    let mut papers = Vec::new();
    for issued in roster.standings.iter().filter_map(|standing| standing.certificate.as_ref()) {
        if !issued.revoked {
            papers.push(paper(services, actor, &issued.number).await?);
        }
    }
    if papers.is_empty() { Err(Error::refused(ErrorCode::NotFound)) } else { Ok(papers) }
}
