//! Changing what is taught: freely at first, and once somebody has applied, what nobody relied on.

use balai_shared::{
    error::{ErrorCode, FieldCode, FieldError},
    id::{ProgramEventId, ProgramId},
    person::Education,
    policy::{Action, Actor, Resource, allow},
    session::Sector,
    time::Instant,
};

use super::{
    Services,
    create_program::{self, one_vocation, search_body},
    transition::By,
};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::catalogue::{Program, ProgramChange, ProgramListing},
    store::{self, Tx},
};

/// What changes; what is left out stays, and what is told as none is taken away.
#[derive(Debug, Clone)]
pub struct Input {
    /// `prg_…`.
    pub program_id: String,
    /// How often it had been changed when it was looked at.
    pub edition: i32,
    /// What it is called.
    pub title: Option<String>,
    /// `voc_…`.
    pub vocation_id: Option<String>,
    /// In a few sentences.
    pub description: Option<String>,
    /// Lesson hours (JP).
    pub hours: Option<i32>,
    /// Whole rupiah; 0 where it is free.
    pub price: Option<i64>,
    /// The priority sector.
    pub sector: Option<Option<Sector>>,
    /// The competency scheme it leads to.
    pub skkni_scheme: Option<Option<String>>,
    /// 1 to 9.
    pub kkni_level: Option<Option<i32>>,
    /// The least education asked for.
    pub minimum_education: Option<Option<Education>>,
    /// In years.
    pub minimum_age: Option<Option<i32>>,
    /// In years.
    pub maximum_age: Option<Option<i32>>,
}

impl Input {
    /// The whole program as it would be, to be read as a new one is.
    fn onto(self, old: &Program) -> create_program::Input {
        let age = |age: Option<u32>| age.and_then(|age| i32::try_from(age).ok());
        let conditions = &old.requirements;
        create_program::Input {
            // Whose it is stays.
            institution_id: String::new(),
            title: self.title.unwrap_or_else(|| old.title.clone()),
            vocation_id: self.vocation_id.unwrap_or_else(|| old.vocation.to_string()),
            description: self.description.unwrap_or_else(|| old.description.clone()),
            hours: self.hours.unwrap_or(old.hours),
            price: self.price.unwrap_or(old.price.amount()),
            sector: self.sector.unwrap_or(old.sector),
            skkni_scheme: self.skkni_scheme.unwrap_or_else(|| old.skkni_scheme.clone()),
            kkni_level: self.kkni_level.unwrap_or(old.kkni_level),
            minimum_education: self.minimum_education.unwrap_or(conditions.minimum_education),
            minimum_age: self.minimum_age.unwrap_or(age(conditions.minimum_age)),
            maximum_age: self.maximum_age.unwrap_or(age(conditions.maximum_age)),
        }
    }
}

/// Changes a program, and keeps who changed what. Once somebody has applied to a session of it, the
/// field, the hours, the price and the conditions stay: people decided by them.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for no such program; `FORBIDDEN` for another institution's;
/// `VALIDATION_FAILED` with every bad field; `CONFLICT` where somebody else changed it meanwhile, or
/// at the fields that stay.
pub async fn update(services: &Services, actor: &Actor, input: Input) -> Result<ProgramListing> {
    let listing = permitted(services, actor, &input.program_id).await?;
    let old = &listing.program;
    let edition = input.edition;
    let whole = input.onto(old);
    let new = create_program::parse(&whole, old.institution, old.id, &services.places)?;
    let changed = ProgramListing { program: new, institution: listing.institution };
    let (after, body) = (changed.clone(), search_body(&changed, &services.places));
    let by = By::centre(actor);
    services
        .store
        .write(move |tx| Box::pin(async move { write(tx, &after, &body, (edition, by)).await }))
        .await?;
    services.words.forget();
    Ok(changed)
}

async fn permitted(services: &Services, actor: &Actor, program: &str) -> Result<ProgramListing> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let id: ProgramId = program.parse()?;
    let found = store::program::by_ids(services.store.read(), &[id]).await?.pop();
    let listing = found.ok_or(ErrorCode::NotFound)?;
    allow(actor, Action::ManagePrograms, &Resource::Institution(listing.institution.id))?;
    Ok(listing)
}

async fn write(
    tx: &Tx,
    after: &ProgramListing,
    body: &str,
    (edition, by): (i32, By),
) -> Result<()> {
    let now = tx.now().await?;
    let id = after.program.id;
    let before = store::program_event::lock(tx, id).await?.ok_or(ErrorCode::NotFound)?;
    let seen = store::program_event::of_program(tx.conn(), id).await?.len();
    if usize::try_from(edition).ok() != Some(seen) {
        return Err(Error::refused(ErrorCode::Conflict));
    }
    let fields = differing(&before, &after.program);
    if fields.is_empty() {
        return Ok(());
    }
    let relied_on: Vec<_> =
        fields.iter().copied().filter(|field| RELIED_ON.contains(field)).collect();
    if !relied_on.is_empty() {
        store::program_event::hold_sessions(tx, id).await?;
        if store::program_event::has_applicants(tx.conn(), id).await? {
            return Err(stays(&relied_on));
        }
    }
    if fields.contains(&"vocationId") {
        one_vocation(tx, after).await?;
    }
    store::program::update(tx, &after.program, body).await?;
    record(tx, id, (by, fields), now).await
}

async fn record(
    tx: &Tx,
    program: ProgramId,
    (by, fields): (By, Vec<&'static str>),
    now: Instant,
) -> Result<()> {
    let change = ProgramChange {
        id: ProgramEventId::from_u128(new_id(now)?),
        program,
        at: now,
        actor: by.kind,
        actor_id: by.id,
        fields: fields.into_iter().map(str::to_owned).collect(),
    };
    store::program_event::insert(tx, &change).await
}

/// What people who applied have decided by.
const RELIED_ON: [&str; 6] =
    ["vocationId", "hours", "price", "minimumEducation", "minimumAge", "maximumAge"];

fn stays(fields: &[&'static str]) -> Error {
    let at = |field: &&str| FieldError::new(field, FieldCode::NotAllowed);
    Error::conflict(fields.iter().map(at).collect())
}

/// The names of the fields in which two differ.
fn differing(old: &Program, new: &Program) -> Vec<&'static str> {
    let (before, after) = (&old.requirements, &new.requirements);
    [
        (old.title != new.title, "title"),
        (old.vocation != new.vocation, "vocationId"),
        (old.description != new.description, "description"),
        (old.hours != new.hours, "hours"),
        (old.price != new.price, "price"),
        (old.sector != new.sector, "sector"),
        (old.skkni_scheme != new.skkni_scheme, "skkniScheme"),
        (old.kkni_level != new.kkni_level, "kkniLevel"),
        (before.minimum_education != after.minimum_education, "minimumEducation"),
        (before.minimum_age != after.minimum_age, "minimumAge"),
        (before.maximum_age != after.maximum_age, "maximumAge"),
    ]
    .into_iter()
    .filter_map(|(differs, name)| differs.then_some(name))
    .collect()
}

/// What its staff see of a program: whether somebody has applied, and who changed what.
#[derive(Debug, Clone)]
pub struct Record {
    /// Whether some fields stay.
    pub has_applicants: bool,
    /// The first change first.
    pub changes: Vec<ProgramChange>,
}

/// That, for who may change it.
///
/// # Errors
/// As [`update`].
pub async fn record_of(services: &Services, actor: &Actor, program: &str) -> Result<Record> {
    let id = permitted(services, actor, program).await?.program.id;
    let read = services.store.read();
    Ok(Record {
        has_applicants: store::program_event::has_applicants(read, id).await?,
        changes: store::program_event::of_program(read, id).await?,
    })
}
