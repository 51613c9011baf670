//! Telling about oneself.

use balai_shared::{
    account::{AccountEventKind, ContactKind},
    contact::{Contact, EmailAddress, PersonName, PhoneNumber},
    error::{ErrorCode, FieldCode, FieldError, NoticeCode},
    id::{AccountId, RegionCode},
    identity::Identity,
    language::Language,
    nik::{Kk, Nik},
    person::{Education, Occupation, Sex},
    policy::{Action, Actor, Resource, allow},
    time::{Date, TimeZone},
    typed,
};

use super::{
    Services, account_events,
    attempts::{self, Subject},
    contacts, identity, limits, register,
};
use crate::{
    error::{Error, Result},
    model::{
        account::{Account, Applicant},
        network::Network,
    },
    store::{self, Tx},
};

/// What may be told; what is left out stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// As on the KTP.
    pub name: Option<String>,
    /// 16 digits.
    pub nik: Option<String>,
    /// 16 digits.
    pub kk: Option<String>,
    /// `2001-05-17`, or as [`typed::birth_date`] understands it.
    pub birth_date: Option<String>,
    /// As on the KTP.
    pub sex: Option<Sex>,
    /// The highest that was finished.
    pub education: Option<Education>,
    /// What the person does now.
    pub occupation: Option<Occupation>,
    /// Kabupaten or kota, `51.71`; a province is a beginning, and the rest stays missing.
    pub region_code: Option<String>,
    /// Whether the person has a disability, by the person's own word.
    pub disability: Option<bool>,
    /// A mobile number.
    pub phone: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// The language of the code that goes to a new number or address.
    pub language: Language,
    /// Where the request comes from: each code may cost an SMS.
    pub address: Option<Network>,
}

/// The account after the change, and what is worth a second look.
#[derive(Debug, Clone)]
pub struct Output {
    /// The account.
    pub account: Account,
    /// Field and notice: an unknown region in the NIK, say.
    pub notices: Vec<(&'static str, NoticeCode)>,
}

/// Changes what is given.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN`; `VALIDATION_FAILED` with every bad field at once; `CONFLICT` where
/// NIK, phone number or e-mail address have another account, or the profile changed meanwhile;
/// `RATE_LIMITED` after too many new ones. Name, NIK, birth date and sex can't be replaced (`LOCKED`)
/// while something hangs on who the person is.
pub async fn update(services: &Services, actor: &Actor, input: Input) -> Result<Output> {
    allow(actor, Action::EditOwnProfile, &Resource::None)?;
    let Actor::Person { account, .. } = actor else {
        return Err(Error::refused(ErrorCode::Forbidden));
    };
    let (id, places) = (*account, std::sync::Arc::clone(&services.places));
    let sending = contacts::Sending::new(services.vault(), input.address, input.language)?;
    // Nobody in Indonesia has a later day than those in Jayapura.
    let today = TimeZone::Jayapura.date_of(services.store.ping().await?);
    let changes = parse(&input, today, |code| places.region(code).is_some())?;
    count(services, id, &changes, input.address).await?;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let before = store::applicant::by_account(tx.conn(), tx.vault(), id)
                    .await?
                    .ok_or(ErrorCode::Forbidden)?;
                let before = replaceable(tx, before, &changes).await?;
                let changes = agree(changes, &before)?;
                let notices = notices(&changes, |code| places.region(code).is_some());
                save(tx, before, changes, sending).await?;
                let account = store::account::by_id(tx.conn(), tx.vault(), id)
                    .await?
                    .ok_or(ErrorCode::Forbidden)?;
                Ok(Output { account, notices })
            })
        })
        .await
}

/// The profile, held where the changes would replace who the person is, and refused while something
/// hangs on that. What is replaced is written down for those to whom the person applied.
async fn replaceable(tx: &Tx, before: Applicant, changes: &Changes) -> Result<Applicant> {
    if before.identity().replaced_by(&changes.identity(&before)).is_empty() {
        return Ok(before);
    }
    let held = identity::hold(tx, before.account, before.id).await?;
    let before = held.profile;
    let (was, is) = (before.identity(), changes.identity(&before));
    let replaced = was.replaced_by(&is);
    identity::refuse_locked(tx.conn(), before.id, &replaced).await?;
    if !replaced.is_empty() && !held.sent.is_empty() {
        let now = tx.now().await?;
        let by = identity::By { actor: before.account, counter: None, reason: None };
        identity::record(tx, before.id, (&was, &is), by, now).await?;
        let kind = AccountEventKind::IdentityChanged;
        account_events::note(tx, before.account, kind, now).await?;
    }
    Ok(before)
}

/// The profile with what staff type from the KTP in the place of who the person was: name, NIK, birth
/// date and sex, where given.
///
/// # Errors
/// `VALIDATION_FAILED` with every bad field.
pub(super) fn corrected(before: &Applicant, typed: &Input, today: Date) -> Result<Applicant> {
    let changes = agree(parse(typed, today, |_| true)?, before)?;
    let Identity { name, nik, birth_date, sex } = changes.identity(before);
    Ok(Applicant { name, nik, birth_date, sex, ..before.clone() })
}

/// Counts what of the changes nobody is to try out at will, because the answer tells whether somebody
/// else has it (or, of a family card, what the family got). One's own again, and what was tried before,
/// tells nothing.
async fn count(
    services: &Services,
    id: AccountId,
    changes: &Changes,
    from: Option<Network>,
) -> Result<()> {
    let (read, vault, own) = (services.store.read(), services.vault(), id.to_string());
    let before = store::applicant::by_account(read, vault, id).await?;
    let before = before.ok_or(ErrorCode::Forbidden)?;
    // What is held fast, or contradicts the profile, is refused before anything is looked up.
    let replaced = before.identity().replaced_by(&changes.identity(&before));
    identity::refuse_locked(read, before.id, &replaced).await?;
    let changes = agree(changes.clone(), &before)?;
    let account = store::account::by_id(read, vault, id).await?.ok_or(ErrorCode::Forbidden)?;
    let contacts: Vec<String> =
        account.contacts().iter().map(|own| attempts::normal(&own.contact)).collect();
    let nik = changes.nik.filter(|nik| before.nik.as_ref() != Some(nik));
    let kk = changes.kk.filter(|kk| before.kk.as_ref() != Some(kk));
    let new = [changes.phone.map(Contact::Phone), changes.email.map(Contact::Email)];
    let new = new.into_iter().flatten().map(|contact| attempts::normal(&contact));
    let new = new.filter(|contact| !contacts.contains(contact));
    let kinds = [
        (nik.map(|nik| nik.as_str().to_owned()), &limits::NIK, Some(&limits::NIK_NETWORK)),
        (kk.map(|kk| kk.as_str().to_owned()), &limits::KK, None),
    ];
    let kinds = kinds.into_iter().filter_map(|(value, by, at)| Some((value?, by, at)));
    let contacts = new.map(|value| (value, &limits::CONTACT, Some(&limits::CONTACT_NETWORK)));
    for (value, by, at) in kinds.chain(contacts) {
        let network = at.and_then(|limit| Subject::of_network(vault, limit, from));
        let subjects = std::iter::once(Subject::new(vault, by, &own)).chain(network).collect();
        let value = Subject::of_value(vault, by, (&own, &value));
        let _kept = attempts::count_new(services, vec![value], subjects).await?;
    }
    Ok(())
}

/// Fills in what a profile lacks, and leaves what it says already: for who is helped at a counter.
///
/// # Errors
/// `VALIDATION_FAILED` with every bad field; `CONFLICT` where the NIK has another account, or the profile
/// changed meanwhile.
pub(super) async fn complete(
    tx: &Tx,
    before: Applicant,
    input: &Input,
    exists: impl Fn(&RegionCode) -> bool,
) -> Result<Applicant> {
    let now = tx.now().await?;
    let typed = parse(input, TimeZone::Jayapura.date_of(now), exists)?;
    let after = Applicant {
        nik: before.nik.clone().or(typed.nik),
        kk: before.kk.clone().or(typed.kk),
        birth_date: before.birth_date.or(typed.birth_date),
        sex: before.sex.or(typed.sex),
        education: before.education.or(typed.education),
        occupation: before.occupation.or(typed.occupation),
        region: before.region.clone().or(typed.region),
        disability: before.disability.or(typed.disability),
        ..before
    };
    agree(Changes::default(), &after)?;
    if !store::applicant::update(tx, &after, now).await? {
        return Err(Error::refused(ErrorCode::Conflict));
    }
    Ok(Applicant { version: after.version + 1, ..after })
}

/// The input, parsed.
#[derive(Debug, Clone, Default)]
struct Changes {
    name: Option<PersonName>,
    nik: Option<Nik>,
    kk: Option<Kk>,
    birth_date: Option<Date>,
    sex: Option<Sex>,
    education: Option<Education>,
    occupation: Option<Occupation>,
    region: Option<RegionCode>,
    disability: Option<bool>,
    phone: Option<PhoneNumber>,
    email: Option<EmailAddress>,
}

impl Changes {
    /// Who the person would be.
    fn identity(&self, before: &Applicant) -> Identity {
        let name = self.name.as_ref().map(|name| name.as_str().to_owned());
        Identity {
            name: name.unwrap_or_else(|| before.name.clone()),
            nik: self.nik.clone().or_else(|| before.nik.clone()),
            birth_date: self.birth_date.or(before.birth_date),
            sex: self.sex.or(before.sex),
        }
    }
}

/// Parses every field and reports every bad one.
fn parse(input: &Input, today: Date, exists: impl Fn(&RegionCode) -> bool) -> Result<Changes> {
    let mut errors = Vec::new();
    let birth_date = field(&input.birth_date, &mut errors, |text| {
        typed::birth_date(text, today).map_err(|code| FieldError::new("birthDate", code))
    });
    let region = field(&input.region_code, &mut errors, |text| {
        RegionCode::parse(text)
            .ok()
            .filter(|code| exists(code))
            .ok_or_else(|| FieldError::new("regionCode", FieldCode::UnknownRegion))
    });
    let changes = Changes {
        name: field(&input.name, &mut errors, |text| {
            PersonName::parse(text).map_err(|error| error.field_error("name"))
        }),
        nik: field(&input.nik, &mut errors, |text| {
            Nik::parse(text).map_err(|error| error.field_error("nik"))
        }),
        kk: field(&input.kk, &mut errors, |text| {
            Kk::parse(text).map_err(|error| error.field_error("kk"))
        }),
        birth_date,
        sex: input.sex,
        education: input.education,
        occupation: input.occupation,
        region,
        disability: input.disability,
        phone: field(&input.phone, &mut errors, |text| {
            PhoneNumber::parse(text).map_err(|error| error.field_error("phone"))
        }),
        email: field(&input.email, &mut errors, |text| {
            EmailAddress::parse(text).map_err(|error| error.field_error("email"))
        }),
    };
    if errors.is_empty() { Ok(changes) } else { Err(Error::invalid(errors)) }
}

fn field<T>(
    text: &Option<String>,
    errors: &mut Vec<FieldError>,
    parse: impl Fn(&str) -> Result<T, FieldError>,
) -> Option<T> {
    match parse(text.as_deref()?.trim()) {
        Ok(value) => Some(value),
        Err(error) => {
            errors.push(error);
            None
        }
    }
}

/// The NIK holds birth date and sex: they must say the same as the profile will.
fn agree(changes: Changes, before: &Applicant) -> Result<Changes> {
    let Some(nik) = changes.nik.as_ref().or(before.nik.as_ref()) else { return Ok(changes) };
    let mut errors = Vec::new();
    let birth_date = changes.birth_date.or(before.birth_date);
    if birth_date.is_some_and(|date| !nik.matches_birth_date(date)) {
        let path = if changes.nik.is_some() { "nik" } else { "birthDate" };
        errors.push(FieldError::new(path, FieldCode::NikBirthDateMismatch));
    }
    let sex = changes.sex.or(before.sex);
    if sex.is_some_and(|sex| !nik.matches_sex(sex)) {
        let path = if changes.nik.is_some() { "nik" } else { "sex" };
        errors.push(FieldError::new(path, FieldCode::NikSexMismatch));
    }
    if errors.is_empty() { Ok(changes) } else { Err(Error::invalid(errors)) }
}

/// An unknown region in the NIK is a warning, not an error (DOMAIN, Eligibility): regions split.
fn notices(
    changes: &Changes,
    exists: impl Fn(&RegionCode) -> bool,
) -> Vec<(&'static str, NoticeCode)> {
    let unknown = changes.nik.as_ref().is_some_and(|nik| !exists(&nik.regency()));
    if unknown { vec![("nik", NoticeCode::UnknownNikRegion)] } else { Vec::new() }
}

async fn save(
    tx: &Tx,
    before: Applicant,
    changes: Changes,
    sending: contacts::Sending,
) -> Result<()> {
    let now = tx.now().await?;
    let account = store::account::by_id(tx.conn(), tx.vault(), before.account)
        .await?
        .ok_or(ErrorCode::Forbidden)?;
    // One's own number or address again is no change, and no conflict with oneself.
    let phone = changes.phone.filter(|phone| account.phone.as_ref() != Some(phone));
    let email = changes.email.filter(|email| account.email.as_deref() != Some(email.as_str()));
    let own = account.email.as_deref().map(str::to_lowercase);
    let new_email = email.as_ref().filter(|email| own.as_ref() != Some(&email.normal()));
    if let Some(error) = register::free(tx, new_email, phone.as_ref(), now).await? {
        return Err(error);
    }
    let name = changes.name.as_ref().map(PersonName::as_str);
    store::account::update(tx, before.account, name, email.as_ref(), phone.as_ref()).await?;
    // To the phone where both are new: the other is asked for later.
    let new_email = new_email.cloned();
    if phone.is_some() {
        contacts::replaced(tx, &account, ContactKind::Phone, now).await?;
    }
    if new_email.is_some() {
        contacts::replaced(tx, &account, ContactKind::Email, now).await?;
    }
    let new = phone.map(Contact::Phone).or(new_email.map(Contact::Email));
    if let Some(new) = new {
        sending.send(tx, account.id, &new, now).await?;
    }
    let after = Applicant {
        nik: changes.nik.or_else(|| before.nik.clone()),
        kk: changes.kk.or_else(|| before.kk.clone()),
        birth_date: changes.birth_date.or(before.birth_date),
        sex: changes.sex.or(before.sex),
        education: changes.education.or(before.education),
        occupation: changes.occupation.or(before.occupation),
        region: changes.region.or_else(|| before.region.clone()),
        disability: changes.disability.or(before.disability),
        ..before
    };
    if store::applicant::update(tx, &after, now).await? {
        Ok(())
    } else {
        Err(Error::refused(ErrorCode::Conflict))
    }
}
