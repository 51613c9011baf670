//! What a centre says of the documents of an application: asks for some until a day, can't read one, or
//! takes it. How each stands is worked out by `balai_shared::document`.

use std::collections::HashMap;

use balai_shared::{
    document::{
        DocumentKind, DocumentState, DocumentVerdict, LONGEST_REQUEST_NOTE, check_due, standing,
        takes_documents,
    },
    error::{ErrorCode, FieldCode, FieldError},
    id::{ApplicationId, DocumentId},
    notification::NotificationKind,
    policy::{Action, Actor, allow},
    time::{Date, Instant},
};

use super::{
    Services, applications, catalogue, documents,
    remarks::known,
    text,
    transition::{By, hold_holder, tell},
};
use crate::{
    error::{Error, Result},
    model::{
        application::Application,
        document::{Check, Document, Standing},
    },
    store::{self, Tx, change::Change},
};

/// What the centre adds for the applicant to read.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// The last day to send it, `2026-02-14`, by the clock of the session's place.
    pub due_on: Option<String>,
    /// In words.
    pub note: Option<String>,
}

/// What is said.
enum Word {
    /// Send these.
    Ask(Vec<DocumentKind>),
    /// This one is so.
    Say(DocumentId, DocumentVerdict),
}

/// Asks the applicant for documents. The same request again changes nothing and tells nobody.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another centre's; `FORBIDDEN` for who doesn't decide, and for
/// oneself; `VALIDATION_FAILED`: `kinds` is empty, `dueOn` is no day or before today or behind the session's
/// first, `note` is too long; `INVALID_TRANSITION` for what is over, and for whose account was erased.
pub async fn request(
    services: &Services,
    actor: &Actor,
    application: &str,
    kinds: &[DocumentKind],
    beside: &Beside,
) -> Result<Application> {
    let found = may_say(services, actor, application).await?;
    // Each once, in one order.
    let asked: Vec<_> =
        DocumentKind::ALL.iter().copied().filter(|kind| kinds.contains(kind)).collect();
    let mut errors = Vec::new();
    if asked.is_empty() {
        errors.push(FieldError::new("kinds", FieldCode::Required));
    }
    say(services, actor, found, Word::Ask(asked), (beside, errors)).await
}

/// Says of a document whether it can be read. Of the same document the same again changes nothing.
///
/// # Errors
/// As [`request`]; `VALIDATION_FAILED` with `OUTDATED` at `documentId` where it isn't the applicant's, or
/// no longer: another came in its place.
pub async fn review(
    services: &Services,
    actor: &Actor,
    application: &str,
    (document, verdict): (&str, DocumentVerdict),
    beside: &Beside,
) -> Result<Application> {
    let found = may_say(services, actor, application).await?;
    let document = document.parse().map_err(|_| outdated())?;
    say(services, actor, found, Word::Say(document, verdict), (beside, Vec::new())).await
}

fn outdated() -> Error {
    Error::field("documentId", FieldCode::Outdated)
}

async fn may_say(services: &Services, actor: &Actor, application: &str) -> Result<Application> {
    let found = known(services, actor, application).await?;
    allow(actor, Action::DecideApplication, &applications::resource(&found))?;
    Ok(found)
}

async fn say(
    services: &Services,
    actor: &Actor,
    found: Application,
    word: Word,
    (beside, mut errors): (&Beside, Vec<FieldError>),
) -> Result<Application> {
    let listing = catalogue::session(services, actor, found.session).await?;
    let session = listing.ok_or(ErrorCode::NotFound)?.session;
    let zone = session.time_zone;
    let today = zone.date_of(services.clock().now());
    let note = beside.note.as_deref();
    let note = text::optional("note", note, LONGEST_REQUEST_NOTE, &mut errors);
    let due = due(beside.due_on.as_deref(), (today, session.starts_on), &mut errors);
    if !errors.is_empty() {
        return Err(Error::invalid(errors));
    }
    let beside = (due.map(|day| zone.start_of(day.plus_days(1))), note);
    let (id, by) = (found.id, By::centre(actor));
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let locked = store::application::lock(tx, id).await?.ok_or(ErrorCode::NotFound)?;
                hold_holder(tx, &locked).await?;
                // What is over shows its documents to nobody at the centre any more.
                if !locked.state.is_open() {
                    return Err(Error::refused(ErrorCode::InvalidTransition));
                }
                let now = tx.now().await?;
                let new = checks(tx, &locked, &word, (&beside, now)).await?;
                keep(tx, &locked, (new, by), now).await
            })
        })
        .await?;
    Ok(found)
}

fn due(
    text: Option<&str>,
    (today, starts_on): (Date, Date),
    errors: &mut Vec<FieldError>,
) -> Option<Date> {
    let text = text.map(str::trim).filter(|text| !text.is_empty())?;
    let day = Date::parse(text).map_err(|_| FieldCode::InvalidDate);
    match day.and_then(|day| check_due(day, today, starts_on).map(|()| day)) {
        Ok(day) => Some(day),
        Err(code) => {
            errors.push(FieldError::new("dueOn", code));
            None
        }
    }
}

/// The new words, without those that were said before and still hold.
async fn checks(
    tx: &Tx,
    of: &Application,
    word: &Word,
    ((due_at, note), now): (&(Option<Instant>, Option<String>), Instant),
) -> Result<Vec<Check>> {
    let present = store::document::of_applicants(tx.conn(), &[of.applicant]).await?;
    let new = |kind, state, document| Check {
        application: of.id,
        kind,
        state,
        document,
        due_at: *due_at,
        note: note.clone(),
        said_at: now,
    };
    let there = |kind| present.iter().find(|one| one.kind == kind).map(|one| one.id);
    let words = match word {
        Word::Ask(kinds) => {
            kinds.iter().map(|kind| new(*kind, DocumentState::Asked, there(*kind))).collect()
        }
        Word::Say(id, verdict) => {
            let document = present.iter().find(|one| one.id == *id).ok_or_else(outdated)?;
            let said = new(document.kind, verdict.state(), Some(*id));
            let due_at = said.due_at.filter(|_| said.state.is_wanted());
            vec![Check { due_at, ..said }]
        }
    };
    let before = store::document_check::of_applications(tx.conn(), &[of.id]).await?;
    let said_before = |new: &Check| {
        before.iter().any(|old| Check { said_at: new.said_at, ..old.clone() } == *new)
    };
    Ok(words.into_iter().filter(|new| !said_before(new)).collect())
}

async fn keep(tx: &Tx, of: &Application, (new, by): (Vec<Check>, By), now: Instant) -> Result<()> {
    if new.is_empty() {
        return Ok(());
    }
    for check in &new {
        store::document_check::keep(tx, check, (by.kind, by.id.unwrap_or_default())).await?;
    }
    // That a document is as it should be is seen on the page; nothing has to be done.
    if new.iter().any(|check| check.state.is_wanted()) {
        tell(tx, (of.id, of.applicant), NotificationKind::DocumentsWanted, now).await?;
    }
    tx.tell(Change {
        application: of.id,
        applicant: of.applicant,
        session: of.session,
        institution: of.institution,
    })
    .await
}

/// What was said of the documents of these applications. The caller decides who reads it:
/// [`documents::may_see`].
///
/// # Errors
/// The database's own.
pub async fn of(
    services: &Services,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Vec<Check>>> {
    let mut of: HashMap<_, Vec<_>> = HashMap::new();
    for check in store::document_check::of_applications(services.store.read(), ids).await? {
        of.entry(check.application).or_default().push(check);
    }
    Ok(of)
}

/// How each kind stands that is there or was asked for.
#[must_use]
pub fn standings(checks: Vec<Check>, present: Vec<Document>) -> Vec<Standing> {
    let kinds = DocumentKind::ALL.iter().copied();
    let stands = kinds.filter_map(|kind| {
        let check = checks.iter().find(|check| check.kind == kind).cloned();
        let document = present.iter().find(|document| document.kind == kind).cloned();
        let said = check.as_ref().map(|check| (check.state, check.document));
        let state = standing(said, document.as_ref().map(|document| document.id))?;
        // An older word says nothing of what came since.
        let check = check.filter(|check| check.state == state);
        Some(Standing { kind, state, document, check })
    });
    stands.collect()
}

/// Whether the caller can send documents for the application now.
#[must_use]
pub fn takes(actor: &Actor, application: &Application, standings: &[Standing]) -> bool {
    let own = allow(actor, Action::ActAsApplicant, &applications::resource(application)).is_ok();
    let is_asked = standings.iter().any(|one| one.state.is_wanted());
    own && takes_documents(application.state, application.reason, is_asked)
}

/// How the documents of one application stand, for who reads all of it.
///
/// # Errors
/// The database's own.
pub(super) async fn of_one(services: &Services, of_it: &Application) -> Result<Vec<Standing>> {
    let checks = of(services, &[of_it.id]).await?.remove(&of_it.id).unwrap_or_default();
    let mut present = documents::of_applicants(services, &[of_it.applicant]).await?;
    Ok(standings(checks, present.remove(&of_it.applicant).unwrap_or_default()))
}
