//! Adding a program to what an institution teaches.

use balai_shared::{
    eligibility::Requirements,
    error::{ErrorCode, FieldCode, FieldError},
    id::{InstitutionId, ProgramId, VocationCode},
    money::Rupiah,
    person::Education,
    policy::{Action, Actor, Resource, allow},
    session::{InstitutionKind, Sector},
};

use super::{Services, text};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::{
        catalogue::{Program, ProgramListing, ProgramQuery},
        page::Window,
    },
    store::{self, place::Places},
};

const LONGEST_TITLE: usize = 120;
const LONGEST_DESCRIPTION: usize = 4000;
const LONGEST_SCHEME: usize = 200;
/// More than a year of full days.
const MOST_HOURS: i32 = 3000;

/// What is to be taught.
#[derive(Debug, Clone)]
pub struct Input {
    /// `ins_…`.
    pub institution_id: String,
    /// What it is called.
    pub title: String,
    /// `voc_…`.
    pub vocation_id: String,
    /// In a few sentences.
    pub description: String,
    /// Lesson hours (JP).
    pub hours: i32,
    /// Whole rupiah; 0 where it is free.
    pub price: i64,
    /// The priority sector.
    pub sector: Option<Sector>,
    /// The competency scheme it leads to.
    pub skkni_scheme: Option<String>,
    /// 1 to 9.
    pub kkni_level: Option<i32>,
    /// The least education asked for.
    pub minimum_education: Option<Education>,
    /// In years.
    pub minimum_age: Option<i32>,
    /// In years.
    pub maximum_age: Option<i32>,
}

/// Adds it.
///
/// # Errors
/// `UNAUTHENTICATED`; `FORBIDDEN` for another institution; `NOT_FOUND` for none; `VALIDATION_FAILED`
/// with every bad field, among them a second vocation of a BLKK.
pub async fn create(services: &Services, actor: &Actor, input: Input) -> Result<ProgramListing> {
    let id: InstitutionId = input.institution_id.parse()?;
    allow(actor, Action::ManagePrograms, &Resource::Institution(id))?;
    let institution = store::institution::by_ids(services.store.read(), &[id])
        .await?
        .pop()
        .ok_or(ErrorCode::NotFound)?;
    let now = services.store.ping().await?;
    let new_id = ProgramId::from_u128(new_id(now)?);
    let program = parse(&input, id, new_id, &services.places)?;
    let listing = ProgramListing { program, institution };
    let (adding, body) = (listing.clone(), search_body(&listing, &services.places));
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                one_vocation(tx, &adding).await?;
                store::program::insert(tx, &adding.program, &body, now).await
            })
        })
        .await?;
    services.words.forget();
    Ok(listing)
}

/// What a program is found by besides its title.
#[must_use]
pub fn search_body(listing: &ProgramListing, places: &Places) -> String {
    let vocation = places.vocation(&listing.program.vocation);
    let region = places.region(&listing.institution.region);
    [
        listing.program.description.as_str(),
        vocation.map_or("", |vocation| &vocation.name_id),
        vocation.map_or("", |vocation| &vocation.name_en),
        listing.institution.name.as_str(),
        region.map_or("", |region| &region.name),
    ]
    .join(" ")
}

pub(super) fn parse(
    input: &Input,
    institution: InstitutionId,
    id: ProgramId,
    places: &Places,
) -> Result<Program> {
    let mut errors = Vec::new();
    let title = text::printed("title", &input.title, LONGEST_TITLE, &mut errors)?;
    let description =
        text::required("description", &input.description, LONGEST_DESCRIPTION, &mut errors);
    let skkni_scheme =
        text::optional("skkniScheme", input.skkni_scheme.as_deref(), LONGEST_SCHEME, &mut errors);
    let vocation =
        VocationCode::parse(&input.vocation_id).ok().filter(|code| places.vocation(code).is_some());
    if vocation.is_none() {
        errors.push(FieldError::new("vocationId", FieldCode::UnknownValue));
    }
    within("hours", Some(input.hours), 1, MOST_HOURS, &mut errors);
    within("kkniLevel", input.kkni_level, 1, 9, &mut errors);
    within("minimumAge", input.minimum_age, 0, 100, &mut errors);
    let least = input.minimum_age.unwrap_or_default().max(0);
    within("maximumAge", input.maximum_age, least, 100, &mut errors);
    if input.price < 0 {
        errors.push(FieldError::new("price", FieldCode::OutOfRange));
    }
    let (Some(vocation), true) = (vocation, errors.is_empty()) else {
        return Err(Error::invalid(errors));
    };
    let age = |age: Option<i32>| age.and_then(|age| u32::try_from(age).ok());
    Ok(Program {
        id,
        institution,
        vocation,
        title,
        description,
        sector: input.sector,
        skkni_scheme,
        kkni_level: input.kkni_level,
        hours: input.hours,
        price: Rupiah(input.price),
        requirements: Requirements {
            minimum_education: input.minimum_education,
            minimum_age: age(input.minimum_age),
            maximum_age: age(input.maximum_age),
        },
    })
}

fn within(path: &str, value: Option<i32>, least: i32, most: i32, errors: &mut Vec<FieldError>) {
    if value.is_some_and(|value| value < least || value > most) {
        errors.push(FieldError::new(path, FieldCode::OutOfRange));
    }
}

/// A BLK Komunitas teaches one vocation only (DOMAIN, The institutions).
pub(super) async fn one_vocation(tx: &store::Tx, adding: &ProgramListing) -> Result<()> {
    if adding.institution.kind != InstitutionKind::Blkk {
        return Ok(());
    }
    store::institution::lock(tx, adding.institution.id).await?;
    let query =
        ProgramQuery { institution: Some(adding.institution.id), ..ProgramQuery::default() };
    let window = Window { size: 2, backwards: false, after: None, before: None };
    let taught = store::program::list(tx.conn(), &query, &window).await?;
    let is_other = |known: &Program| {
        known.id != adding.program.id && known.vocation != adding.program.vocation
    };
    let other = taught.items.iter().any(|(_, listing)| is_other(&listing.program));
    if other { Err(Error::field("vocationId", FieldCode::NotAllowed)) } else { Ok(()) }
}
