//! Searches that a person keeps, to be told of the next session like it.

use balai_shared::{
    error::{ErrorCode, FieldCode, FieldError},
    id::{AccountId, InstitutionId, ProgramId, RegionCode, SavedSearchId, VocationCode},
    language::Language,
    message::{self, SearchParts},
    policy::{Action, Actor, Resource, allow},
    search,
    session::{DeliveryMode, Funding},
};

use super::{Services, text, viewer};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::{
        account::Account,
        catalogue::{Institution, ProgramListing},
        page::{Page, PageRequest},
        saved_search::{Criteria, SavedSearch},
    },
    store,
};

/// How many one account keeps: more than anybody looks through.
pub const MOST: u64 = 20;
/// Letters of the words.
const LONGEST: usize = 100;

/// What is asked for, as it was sent.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// Words to find.
    pub search: Option<String>,
    /// `prg_…`
    pub program_id: Option<String>,
    /// `ins_…`
    pub institution_id: Option<String>,
    /// `voc_…`
    pub vocation_id: Option<String>,
    /// `51`, `51.71`
    pub region_code: Option<String>,
    /// In this way.
    pub mode: Option<DeliveryMode>,
    /// Paid by this.
    pub funding: Option<Funding>,
}

/// Keeps a search for the person who asks; one that is kept already stays as it is.
///
/// # Errors
/// `UNAUTHENTICATED`; `FORBIDDEN` for a partner's software; `VALIDATION_FAILED` for what can't be
/// searched for, or would find everything; `CONFLICT` with `TOO_MANY` at `search` for one more than
/// [`MOST`].
pub async fn save(services: &Services, actor: &Actor, input: Input) -> Result<SavedSearch> {
    allow(actor, Action::EditOwnProfile, &Resource::None)?;
    let account = viewer::account(services, actor).await?;
    let account = account.ok_or_else(|| Error::refused(ErrorCode::Forbidden))?.id;
    let criteria = criteria(services, input).await?;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                store::account::lock(tx, account).await?;
                let known = store::saved_search::of_criteria(tx.conn(), account, &criteria).await?;
                if let Some(known) = known {
                    return Ok(known);
                }
                if store::saved_search::count(tx.conn(), account).await? >= MOST {
                    return Err(Error::taken("search", FieldCode::TooMany));
                }
                let now = tx.now().await?;
                let id = SavedSearchId::from_u128(new_id(now)?);
                let new = SavedSearch { id, account, criteria, created_at: now, told_at: None };
                store::saved_search::insert(tx, &new).await?;
                Ok(new)
            })
        })
        .await
}

/// Forgets a search; gives the account. One that is gone already is no error, so that the button can be
/// pressed twice; nor is anybody else's, which stays: it looks like one that never was.
///
/// # Errors
/// `UNAUTHENTICATED`; `FORBIDDEN` for a partner's software.
pub async fn delete(
    services: &Services,
    actor: &Actor,
    id: &str,
) -> Result<(Account, SavedSearchId)> {
    allow(actor, Action::EditOwnProfile, &Resource::None)?;
    let account = viewer::account(services, actor).await?;
    let account = account.ok_or_else(|| Error::refused(ErrorCode::Forbidden))?;
    let (id, own): (SavedSearchId, _) = (id.parse()?, account.id);
    let remove = services
        .store
        .write(move |tx| Box::pin(async move { store::saved_search::remove(tx, own, id).await }));
    remove.await?;
    Ok((account, id))
}

/// A page of a person's searches, the latest first.
///
/// # Errors
/// `FORBIDDEN` for another's; `VALIDATION_FAILED` for a bad page.
pub async fn list(
    services: &Services,
    actor: &Actor,
    account: AccountId,
    page: &PageRequest,
) -> Result<Page<SavedSearch>> {
    viewer::own(actor, account)?;
    store::saved_search::list(services.store.read(), account, &page.window()?).await
}

/// How many the person keeps.
///
/// # Errors
/// `FORBIDDEN` for another's.
pub async fn count(services: &Services, actor: &Actor, account: AccountId) -> Result<u64> {
    viewer::own(actor, account)?;
    store::saved_search::count(services.store.read(), account).await
}

/// What is asked for, checked: programs, institutions, fields and regions exist.
///
/// # Errors
/// `VALIDATION_FAILED` with every bad field.
pub async fn criteria(services: &Services, input: Input) -> Result<Criteria> {
    let mut errors = Vec::new();
    let words = text::optional("search", input.search.as_deref(), LONGEST, &mut errors);
    let places = &services.places;
    let region = parsed("regionCode", input.region_code, FieldCode::UnknownRegion, &mut errors)
        .filter(|code: &RegionCode| {
            let known = places.region(code).is_some();
            if !known {
                errors.push(FieldError::new("regionCode", FieldCode::UnknownRegion));
            }
            known
        });
    let vocation = parsed("vocationId", input.vocation_id, FieldCode::UnknownValue, &mut errors)
        .filter(|code: &VocationCode| {
            let known = places.vocation(code).is_some();
            if !known {
                errors.push(FieldError::new("vocationId", FieldCode::UnknownValue));
            }
            known
        });
    let program: Option<ProgramId> =
        parsed("programId", input.program_id, FieldCode::UnknownValue, &mut errors);
    let institution: Option<InstitutionId> =
        parsed("institutionId", input.institution_id, FieldCode::UnknownValue, &mut errors);
    let read = services.store.read();
    if let Some(id) = program
        && store::program::by_ids(read, &[id]).await?.is_empty()
    {
        errors.push(FieldError::new("programId", FieldCode::UnknownValue));
    }
    if let Some(id) = institution
        && store::institution::by_ids(read, &[id]).await?.is_empty()
    {
        errors.push(FieldError::new("institutionId", FieldCode::UnknownValue));
    }
    let (mode, funding) = (input.mode, input.funding);
    let words = words.and_then(|words| normal(&words));
    let criteria = Criteria { words, program, institution, vocation, region, mode, funding };
    if errors.is_empty() && !criteria.is_narrow() {
        errors.push(FieldError::new("search", FieldCode::Required));
    }
    if errors.is_empty() { Ok(criteria) } else { Err(Error::invalid(errors)) }
}

fn parsed<T: std::str::FromStr>(
    path: &str,
    text: Option<String>,
    code: FieldCode,
    errors: &mut Vec<FieldError>,
) -> Option<T> {
    let parsed = text.filter(|text| !text.is_empty())?.parse();
    parsed.map_err(|_| errors.push(FieldError::new(path, code))).ok()
}

/// The words of a search, so that the same is kept once; `None` where they say nothing.
fn normal(typed: &str) -> Option<String> {
    let words = search::words(typed);
    (!search::terms(&words).is_empty()).then(|| words.join(" "))
}

/// What a search is called; of the program and the institution that it asks for, where it does.
#[must_use]
pub fn name(
    services: &Services,
    criteria: &Criteria,
    (program, institution): (Option<&ProgramListing>, Option<&Institution>),
    language: Language,
) -> String {
    // A program is of one institution, which says which of several of that title is meant.
    let institution = institution.or(program.map(|program| &program.institution));
    let vocation = criteria.vocation.as_ref().and_then(|code| services.places.vocation(code));
    let vocation = vocation.map(|vocation| match language {
        Language::Id => vocation.name_id.as_str(),
        Language::En => vocation.name_en.as_str(),
    });
    let region = criteria.region.as_ref().and_then(|code| services.places.region(code));
    let parts = SearchParts {
        words: criteria.words.as_deref(),
        program: program.map(|program| program.program.title.as_str()),
        vocation,
        institution: institution.map(|institution| institution.name.as_str()),
        region: region.map(|region| region.name.as_str()),
        mode: criteria.mode,
        funding: criteria.funding,
    };
    message::saved_search(&parts, language)
}
