//! Applying for somebody who stands at the counter with the KTP (DOMAIN, Who may).

use std::sync::Arc;

use balai_shared::{
    account::{AccountEventKind, AccountNotice},
    application::{ActorKind, ActorRole},
    contact::{Contact, PersonName, PhoneNumber},
    error::{ErrorCode, FieldCode},
    id::AccountId,
    language::Language,
    nik::Nik,
    policy::{Action, Actor},
    staff::CONSENT_VERSION,
    time::{Date, Instant, TimeZone},
    typed,
};

use super::{
    Services, account_events,
    attempts::{self, Subject},
    limits, one_time, register, session_history, submit_application,
    transition::By,
    update_profile,
};
use crate::{
    auth::secret::{self, new_id},
    error::{Error, Result},
    model::{
        account::{Applicant, NewAccount},
        application::Application,
        catalogue::Listing,
        message::Preferences,
    },
    store::{
        self, Tx, account::Identifier, assisted::Consent, one_time_code::Purpose, place::Places,
    },
};

/// What staff type, from the KTP and as the person says.
#[derive(Debug, Clone)]
pub struct Input {
    /// `ses_…`.
    pub session_id: String,
    /// May be empty.
    pub motivation: Option<String>,
    /// The person's profile. What is on record already stays.
    pub profile: update_profile::Input,
    /// That the text was read to the person, who agreed.
    pub consent: bool,
    /// Which text.
    pub consent_version: i32,
    /// In which language a new account is written to.
    pub language: Language,
}

/// What of the input says who it is.
struct Identity {
    nik: Nik,
    birth_date: Date,
    phone: PhoneNumber,
    name: PersonName,
}

/// What the transaction needs.
struct Helping {
    staff: AccountId,
    listing: Listing,
    identity: Identity,
    input: Input,
    motivation: Option<String>,
    /// Of a new account: what nobody knows, and the code by which the person makes an own password.
    password_hash: String,
    code: String,
    places: Arc<Places>,
}

/// Whose account it is.
enum Person {
    Known(Applicant),
    New(Applicant),
}

/// Applies for somebody, by the person's own way: the same rules, the same places. Who has no account
/// gets one, with a code for a password on the phone.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another institution's session; `FORBIDDEN` for other roles, for
/// oneself and for accounts with a role; `VALIDATION_FAILED` for bad fields, without consent, and where
/// NIK, phone number and birth date aren't of one person on record; `RATE_LIMITED` after too many of
/// these; else as [`submit_application::submit`].
pub async fn assist(services: &Services, actor: &Actor, input: Input) -> Result<Application> {
    let session = &input.session_id;
    let listing =
        session_history::permitted(services, actor, session, Action::AssistApplicant).await?;
    let Actor::Person { account: staff, .. } = actor else {
        return Err(Error::refused(ErrorCode::Forbidden));
    };
    let today = TimeZone::Jayapura.date_of(services.clock().now());
    let identity = identify(&input, today)?;
    let motivation = input.motivation.as_deref();
    let motivation = submit_application::check(&listing.session, None, motivation)?;
    let vault = services.vault();
    let by = Subject::new(vault, &limits::ASSIST_STAFF, &staff.to_string());
    let of = Subject::new(vault, &limits::ASSIST_NIK, identity.nik.as_str());
    let counted = attempts::count(services, vec![by, of]).await?;
    let helping = Helping {
        staff: *staff,
        listing,
        identity,
        input,
        motivation,
        password_hash: services.hasher.hash(secret::random_text()?).await?,
        code: one_time::draw()?,
        places: Arc::clone(&services.places),
    };
    let sent = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                match person(tx, &helping, now).await? {
                    Ok(person) => apply(tx, helping, person, now).await.map(Ok),
                    Err(path) => Ok(Err(path)),
                }
            })
        })
        .await
        .map_err(submit_application::second_application);
    // What is refused tells something of the person, too: it counts like a try that found nobody.
    // A slip in a field tells nothing.
    let stays_counted = match &sent {
        Ok(found) => found.is_err(),
        Err(Error::Refused(refusal)) => refusal.code != ErrorCode::ValidationFailed,
        Err(Error::Database(_) | Error::Internal(_)) => false,
    };
    if !stays_counted {
        counted.take_back(services).await?;
    }
    sent?.map_err(|path| Error::field(path, FieldCode::Differs))
}

/// NIK, birth date, phone number and name, all of them there, and the consent.
fn identify(input: &Input, today: Date) -> Result<Identity> {
    let profile = &input.profile;
    let given = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    let nik = Nik::parse(&given(&profile.nik)).map_err(|error| error.field_error("nik"));
    let phone =
        PhoneNumber::parse(&given(&profile.phone)).map_err(|error| error.field_error("phone"));
    let name = PersonName::parse(&given(&profile.name)).map_err(|error| error.field_error("name"));
    let wrong = |path: &str, code| balai_shared::error::FieldError::new(path, code);
    let birth_date = typed::birth_date(&given(&profile.birth_date), today)
        .map_err(|code| wrong("birthDate", code));
    let agreed = input.consent && input.consent_version == CONSENT_VERSION;
    let consent = agreed.then_some(()).ok_or_else(|| wrong("consent", FieldCode::Required));
    match (nik, phone, name, birth_date, consent) {
        (Ok(nik), Ok(phone), Ok(name), Ok(birth_date), Ok(())) => {
            if !nik.matches_birth_date(birth_date) {
                return Err(Error::field("nik", FieldCode::NikBirthDateMismatch));
            }
            Ok(Identity { nik, birth_date, phone, name })
        }
        (nik, phone, name, birth_date, consent) => {
            let faults = [nik.err(), phone.err(), name.err(), birth_date.err(), consent.err()];
            Err(Error::invalid(faults.into_iter().flatten().collect()))
        }
    }
}

/// The person on record, or a new one; at which field it isn't the one on record. Of anybody else's
/// profile nothing is told.
async fn person(
    tx: &Tx,
    helping: &Helping,
    now: Instant,
) -> Result<std::result::Result<Person, &'static str>> {
    let (conn, vault) = (tx.conn(), tx.vault());
    let Identity { nik, birth_date, phone, .. } = &helping.identity;
    if let Some(known) = store::applicant::by_nik(conn, vault, nik).await? {
        let differs = known.birth_date.is_some_and(|date| date != *birth_date);
        return Ok(if differs { Err("nik") } else { Ok(Person::Known(known)) });
    }
    let account = store::account::by_identifier(conn, vault, Identifier::Phone(phone)).await?;
    let Some(account) = account else { return Ok(Ok(Person::New(open(tx, helping, now).await?))) };
    // A number that is only claimed may be anybody's: what would be written into that account must
    // not become a stranger's.
    if account.phone_confirmed_at.is_none() && account.phone_vouched_at.is_none() {
        return Ok(Err("phone"));
    }
    let profile = store::applicant::by_account(conn, vault, account.id).await?;
    let same = profile.filter(|known| known.nik.is_none() && known.birth_date == Some(*birth_date));
    Ok(same.map(Person::Known).ok_or("phone"))
}

/// Makes the account. The number counts as vouched: staff have the KTP before them.
async fn open(tx: &Tx, helping: &Helping, now: Instant) -> Result<Applicant> {
    let Identity { phone, name, .. } = &helping.identity;
    let id = AccountId::from_u128(new_id(now)?);
    let new = NewAccount {
        id,
        name: name.as_str().to_owned(),
        email: None,
        phone: Some(phone.clone()),
        password_hash: helping.password_hash.clone(),
        confirmed_at: None,
        created_at: now,
    };
    register::insert(tx, &new, now).await?;
    store::contact::vouch(tx, id, phone, now).await?;
    let language = helping.input.language;
    let preferences = Preferences { language, ..Preferences::default() };
    store::preference::set(tx, id, preferences).await?;
    let code = helping.code.clone();
    let to = Contact::Phone(phone.clone());
    one_time::send(tx, (id, Purpose::Password), (&to, language), code, now).await?;
    let made = store::applicant::by_account(tx.conn(), tx.vault(), id).await?;
    made.ok_or_else(|| Error::Internal("a new account has no profile".to_owned()))
}

async fn apply(tx: &Tx, helping: Helping, person: Person, now: Instant) -> Result<Application> {
    let (profile, new_account) = match person {
        Person::Known(profile) => (profile, false),
        Person::New(profile) => (profile, true),
    };
    let (staff, account) = (helping.staff, profile.account);
    // Nobody does it for oneself, nor for who decides about others.
    let has_role = !store::account::grants(tx.conn(), account).await?.is_empty();
    if account == staff || has_role {
        return Err(Error::refused(ErrorCode::Forbidden));
    }
    let places = &helping.places;
    let exists = |code: &balai_shared::id::RegionCode| places.region(code).is_some();
    let profile = update_profile::complete(tx, profile, &helping.input.profile, exists).await?;
    let id = Some(staff.as_u128());
    let by = By { role: ActorRole::Applicant, kind: ActorKind::Staff, id };
    let listing = &helping.listing;
    let motivated = (helping.motivation, by);
    let sent = submit_application::apply(tx, profile.id, listing, motivated, now).await?;
    let institution = listing.institution.id;
    let version = helping.input.consent_version;
    let consent = Consent { application: sent.id, institution, staff, version, new_account };
    store::assisted::insert(tx, &consent, now).await?;
    let by = account_events::By { actor: Some(staff), institution: Some(institution) };
    let kind = AccountEventKind::AssistedAtCounter;
    account_events::note_by(tx, account, kind, by, now).await?;
    let known = store::account::by_id(tx.conn(), tx.vault(), account).await?;
    if let Some(known) = known.filter(|_| !new_account) {
        account_events::tell(tx, &known, AccountNotice::AssistedAtCounter, now).await?;
    }
    Ok(sent)
}
