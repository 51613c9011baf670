//! Documents that a person shows when applying: kept sealed, shown to who decides. Bytes are removed by
//! `super::clean_documents` alone.

use std::collections::HashMap;

use balai_shared::{
    application::ActorKind,
    document::{DocumentKind, FileFault, LARGEST, MediaType, clean},
    error::{ErrorCode, FieldCode, FieldError},
    id::{ApplicantId, DocumentId},
    policy::{Action, Actor, Resource, allow},
};

use super::{
    Services, applications, document_allowance,
    document_pdf::{PdfFault, inspect},
};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    gateway::ShelfError,
    model::{
        application::Application,
        document::{Document, Reading},
        network::Network,
    },
    store,
};

/// Days for which documents are kept after they were sent and the last application was over: whoever
/// tries again the next year finds them there (DOMAIN, "Documents").
const KEPT_DAYS: i64 = 365;
/// Days for which it stays written down who opened a document.
const READINGS_DAYS: i64 = 5 * 365;
/// After how long somebody whose document found no room may try again: an operator needs a while.
const FULL_SECONDS: u32 = 600;
/// How many documents are forgotten at once.
const AT_ONCE: u64 = 500;

/// Keeps a file as the caller's document of that kind, in place of the one before. The same file
/// again changes nothing, so that a retry is harmless.
///
/// # Errors
/// `UNAUTHENTICATED`; `FORBIDDEN` for who can't apply; `VALIDATION_FAILED` at the kind's name:
/// `REQUIRED`, `TOO_LONG` over [`LARGEST`], `INVALID_FORMAT` for what is no such file or nobody could
/// open, `NOT_ALLOWED` for a PDF as a portrait, `PICTURE_TOO_LARGE` for a picture that becomes enormous,
/// `PDF_LOCKED`, `PDF_SCRIPT`, `PDF_ATTACHMENT`, `PDF_FORM` for a PDF that does more than show pages;
/// `UNAVAILABLE` where the storage can't be reached or is nearly full; and what
/// [`document_allowance::admit`] refuses. The document before stays.
pub async fn keep(
    services: &Services,
    actor: &Actor,
    kind: DocumentKind,
    file: &[u8],
    from: Option<Network>,
) -> Result<Document> {
    allow(actor, Action::SubmitApplication, &Resource::None)?;
    let applicant = own(actor)?;
    let (media, cleaned) = check(kind, file)?;
    if media == MediaType::Pdf {
        look_through(kind, &cleaned).await?;
    }
    let fingerprint = services.vault().fingerprint("document", file);
    let kept = of_applicants(services, &[applicant]).await?.remove(&applicant).unwrap_or_default();
    let same = |known: &&Document| known.kind == kind && known.fingerprint == fingerprint;
    if let Some(known) = kept.iter().find(same) {
        return Ok(known.clone());
    }
    if !services.shelf.has_room() {
        tracing::error!("a document was refused: the disk is nearly full");
        return Err(Error::later(ErrorCode::Unavailable, FULL_SECONDS));
    }
    document_allowance::admit(services, actor, &kept, (kind, cleaned.len()), from).await?;
    let now = services.clock().now();
    let document = Document {
        id: DocumentId::from_u128(new_id(now)?),
        applicant,
        kind,
        media,
        size: i32::try_from(cleaned.len()).unwrap_or(i32::MAX),
        fingerprint,
        created_at: now,
    };
    // The bytes first: after a crash here they lie there for nobody, and a clean-up finds them.
    let sealed = services.vault().seal(&place(document.id), &cleaned)?;
    services.shelf.put(&document.id.to_string(), sealed).await.map_err(unreachable)?;
    let new = document.clone();
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                store::applicant::lock(tx, applicant).await?;
                store::document::replace(tx, &new).await
            })
        })
        .await?;
    Ok(document)
}

fn check(kind: DocumentKind, file: &[u8]) -> Result<(MediaType, Vec<u8>)> {
    let wrong = |code| Error::field(kind.as_str(), code);
    if file.is_empty() {
        return Err(wrong(FieldCode::Required));
    }
    if file.len() > LARGEST {
        return Err(wrong(FieldCode::TooLong));
    }
    let media = MediaType::of(file).ok_or_else(|| wrong(FieldCode::InvalidFormat))?;
    if !kind.allows(media) {
        return Err(wrong(FieldCode::NotAllowed));
    }
    let cleaned = clean(media, file).map_err(|fault| match fault {
        FileFault::Unreadable => wrong(FieldCode::InvalidFormat),
        FileFault::TooManyPixels => wrong(FieldCode::PictureTooLarge),
    })?;
    Ok((media, cleaned))
}

/// A PDF is looked through beside the other work: it may hold hundreds of megabytes, packed.
async fn look_through(kind: DocumentKind, file: &[u8]) -> Result<()> {
    let file = file.to_vec();
    let looked = tokio::task::spawn_blocking(move || inspect(&file)).await;
    let looked = looked.map_err(|error| Error::Internal(error.to_string()))?;
    looked.map_err(|fault| {
        let code = match fault {
            PdfFault::Unreadable => FieldCode::InvalidFormat,
            PdfFault::Locked => FieldCode::PdfLocked,
            PdfFault::Script => FieldCode::PdfScript,
            PdfFault::Attachment => FieldCode::PdfAttachment,
            PdfFault::Form => FieldCode::PdfForm,
        };
        Error::field(kind.as_str(), code)
    })
}

/// What a document is called where a file over the limit came in its place, and was not read.
///
/// # Errors
/// Always: `VALIDATION_FAILED`.
pub fn too_large<T>(kind: DocumentKind) -> Result<T> {
    Err(Error::invalid(vec![FieldError::new(kind.as_str(), FieldCode::TooLong)]))
}

/// The job seeker who asks.
fn own(actor: &Actor) -> Result<ApplicantId> {
    match actor {
        Actor::Person { applicant: Some(id), .. } => Ok(*id),
        Actor::Person { applicant: None, .. }
        | Actor::Visitor
        | Actor::Partner { .. }
        | Actor::System => Err(Error::refused(ErrorCode::Forbidden)),
    }
}

/// Where a document's bytes belong: moved to another's name, they don't open.
fn place(id: DocumentId) -> String {
    format!("documents/{id}")
}

pub(super) fn unreachable(error: ShelfError) -> Error {
    tracing::error!(%error, "the shelf of documents");
    Error::refused(ErrorCode::Unavailable)
}

/// The documents of these people. The policy of the application decided already ([`may_see`]).
///
/// # Errors
/// The database's own.
pub async fn of_applicants(
    services: &Services,
    applicants: &[ApplicantId],
) -> Result<HashMap<ApplicantId, Vec<Document>>> {
    let mut found: HashMap<_, Vec<_>> = HashMap::new();
    for document in store::document::of_applicants(services.store.read(), applicants).await? {
        found.entry(document.applicant).or_default().push(document);
    }
    Ok(found)
}

/// The caller's own documents.
///
/// # Errors
/// The database's own.
pub async fn of_viewer(services: &Services, actor: &Actor) -> Result<Vec<Document>> {
    let Ok(applicant) = own(actor) else { return Ok(Vec::new()) };
    Ok(of_applicants(services, &[applicant]).await?.remove(&applicant).unwrap_or_default())
}

/// Whether the caller sees the applicant's documents through this application: its own, or a live one
/// to an institution where it may know of applicants. What is over is no reason to look any more.
#[must_use]
pub fn may_see(actor: &Actor, application: &Application) -> bool {
    let is_own = own(actor).is_ok_and(|own| own == application.applicant);
    is_own || (application.state.is_open() && applications::may_see_details(actor, application))
}

/// A document with its bytes. That somebody of a centre opened it is written down first.
///
/// # Errors
/// `UNAUTHENTICATED` for a visitor; `NOT_FOUND` for what the caller may not see; `UNAVAILABLE` where
/// the shelf can't be reached.
pub async fn open(services: &Services, actor: &Actor, id: &str) -> Result<(Document, Vec<u8>)> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let id: DocumentId = id.parse()?;
    let document = store::document::by_ids(services.store.read(), &[id]).await?.pop();
    let document = document.ok_or(ErrorCode::NotFound)?;
    let resource = Resource::Own { applicant: document.applicant };
    if allow(actor, Action::ViewApplicantDetails, &resource).is_err() {
        through_an_application(services, actor, &document).await?;
        note(services, actor, &document).await?;
    }
    let sealed = services.shelf.get(&id.to_string()).await.map_err(unreachable)?;
    let lost = || Error::Internal("a document's bytes are gone, or not sealed by this key".into());
    let bytes = sealed.and_then(|sealed| services.vault().open(&place(id), &sealed));
    Ok((document, bytes.ok_or_else(lost)?))
}

/// Whether the person has a live application where the caller may know of applicants.
async fn through_an_application(
    services: &Services,
    actor: &Actor,
    document: &Document,
) -> Result<()> {
    let applicant = document.applicant;
    let institutions = store::document::applied_at(services.store.read(), applicant).await?;
    let permitted = institutions.into_iter().any(|institution| {
        let resource = Resource::Application { applicant, institution };
        allow(actor, Action::ViewApplicantDetails, &resource).is_ok()
    });
    if permitted { Ok(()) } else { Err(Error::refused(ErrorCode::NotFound)) }
}

async fn note(services: &Services, actor: &Actor, document: &Document) -> Result<()> {
    let (kind, by) = match actor {
        Actor::Person { account, .. } => (ActorKind::Staff, account.as_u128()),
        Actor::Partner { key, .. } => (ActorKind::Partner, key.as_u128()),
        Actor::Visitor | Actor::System => return Ok(()),
    };
    let document = document.clone();
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let at = tx.now().await?;
                let reading = Reading { kind: document.kind, actor: kind, at };
                store::document::note_reading(tx, new_id(at)?, &document, &reading, by).await
            })
        })
        .await
}

/// Forgets a document of the caller's own; its id.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN`; `NOT_FOUND` for another's.
pub async fn delete(services: &Services, actor: &Actor, id: &str) -> Result<DocumentId> {
    allow(actor, Action::SubmitApplication, &Resource::None)?;
    let id: DocumentId = id.parse()?;
    let actor = actor.clone();
    let gone = services.store.write(move |tx| {
        Box::pin(async move {
            let found = store::document::by_ids(tx.conn(), &[id]).await?.pop();
            let found = found.ok_or(ErrorCode::NotFound)?;
            let resource = Resource::Own { applicant: found.applicant };
            allow(&actor, Action::ViewApplicantDetails, &resource)?;
            if store::document::remove(tx, id).await? {
                Ok(id)
            } else {
                Err(Error::refused(ErrorCode::NotFound))
            }
        })
    });
    gone.await
}

/// Forgets the documents of people who had nothing to do with any application for [`KEPT_DAYS`], and
/// what was written down of openings before [`READINGS_DAYS`]; how many documents.
///
/// # Errors
/// The database's own.
pub async fn forget_old(services: &Services) -> Result<usize> {
    services
        .store
        .write(|tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                store::document::forget_readings(tx, now.plus_days(-READINGS_DAYS)).await?;
                let before = now.plus_days(-KEPT_DAYS);
                let old = store::document::outlived(tx.conn(), before, AT_ONCE).await?;
                let mut forgotten = 0;
                for id in old {
                    forgotten += usize::from(store::document::remove(tx, id).await?);
                }
                Ok(forgotten)
            })
        })
        .await
}
