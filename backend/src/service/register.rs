//! Making an account.

use balai_shared::{
    account::ContactKind,
    contact::{EmailAddress, Password, PersonName, PhoneNumber},
    error::{FieldCode, FieldError},
    id::{AccountId, ApplicantId},
    language::Language,
    time::Instant,
};

use super::{
    Services,
    attempts::{self, Subject},
    contacts, limits,
    tokens::{self, Place, SignedIn},
};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::{
        account::{Account, NewAccount},
        message::Preferences,
        network::Network,
    },
    store::{self, Tx, account::Identifier},
};

/// What the person fills in. A phone number or an e-mail address; both are welcome.
#[derive(Debug, Clone)]
pub struct Input {
    /// As on the KTP; one word is a whole name.
    pub name: String,
    /// A mobile number.
    pub phone: Option<String>,
    /// An e-mail address.
    pub email: Option<String>,
    /// At least 10 characters.
    pub password: String,
    /// The language that the person reads: messages come in it.
    pub language: Language,
    /// Where the person registers.
    pub device: Place,
    /// Where the request comes from: each code may cost an SMS.
    pub address: Option<Network>,
}

/// Makes the account and signs it in.
///
/// # Errors
/// `VALIDATION_FAILED` with every bad field; `CONFLICT` where the phone number or the e-mail address
/// has an account, without telling whose; `RATE_LIMITED` after too many from the same network;
/// `UNAVAILABLE` when too many passwords wait to be hashed.
pub async fn register(services: &Services, input: Input) -> Result<SignedIn> {
    let checked = check(&input)?;
    let counted = [&limits::REGISTER, &limits::REGISTER_AN_HOUR, &limits::REGISTER_A_DAY]
        .into_iter()
        .filter_map(|limit| Subject::of_network(services.vault(), limit, input.address));
    let _kept = attempts::count(services, counted.collect()).await?;
    let password_hash = services.hasher.hash(input.password).await?;
    let now = services.store.ping().await?;
    let new = NewAccount {
        id: AccountId::from_u128(new_id(now)?),
        name: checked.name,
        email: checked.email,
        phone: checked.phone,
        password_hash,
        confirmed_at: None,
        created_at: now,
    };
    let account = Account {
        id: new.id,
        name: new.name.clone(),
        email: new.email.as_ref().map(|email| email.as_str().to_owned()),
        phone: new.phone.clone(),
        email_confirmed_at: None,
        phone_confirmed_at: None,
        phone_vouched_at: None,
        password_hash: new.password_hash.clone(),
        created_at: now,
    };
    let preferences = Preferences { language: input.language, ..Preferences::default() };
    let sending = contacts::Sending::new(services.vault(), input.address, input.language)?;
    let own = account.contacts();
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                insert(tx, &new, now).await?;
                store::preference::set(tx, new.id, preferences).await?;
                // To the phone where there is one: that is what people look at while they wait.
                match own.first() {
                    Some(own) => sending.send(tx, new.id, &own.contact, now).await,
                    None => Ok(()),
                }
            })
        })
        .await?;
    tokens::begin(services, account, input.device).await
}

struct Checked {
    name: String,
    email: Option<EmailAddress>,
    phone: Option<PhoneNumber>,
}

fn check(input: &Input) -> Result<Checked> {
    let given = |text: &Option<String>| {
        text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let (phone_text, email_text) = (given(&input.phone), given(&input.email));
    let name = PersonName::parse(&input.name).map_err(|error| error.field_error("name"));
    let phone = phone_text
        .as_deref()
        .map(|text| PhoneNumber::parse(text).map_err(|error| error.field_error("phone")))
        .transpose();
    let email = email_text
        .as_deref()
        .map(|text| EmailAddress::parse(text).map_err(|error| error.field_error("email")))
        .transpose();
    let contacts: Vec<&str> = phone_text.iter().chain(&email_text).map(String::as_str).collect();
    let password = Password::check_new(&input.password, &contacts, &[&input.name])
        .map_err(|error| error.field_error("password"));
    let contact = if contacts.is_empty() {
        Err(FieldError::new("phone", FieldCode::Required))
    } else {
        Ok(())
    };
    match (name, phone, email, password, contact) {
        (Ok(name), Ok(phone), Ok(email), Ok(()), Ok(())) => {
            Ok(Checked { name: name.as_str().to_owned(), email, phone })
        }
        (name, phone, email, password, contact) => Err(Error::invalid(
            [name.err(), phone.err(), email.err(), password.err(), contact.err()]
                .into_iter()
                .flatten()
                .collect(),
        )),
    }
}

/// Adds the account and its empty profile.
///
/// # Errors
/// `CONFLICT` at the field that is taken.
pub(super) async fn insert(tx: &Tx, new: &NewAccount, now: Instant) -> Result<()> {
    let taken = free(tx, new.email.as_ref(), new.phone.as_ref(), now).await?;
    if let Some(error) = taken {
        return Err(error);
    }
    store::account::insert(tx, new).await?;
    store::applicant::insert(tx, ApplicantId::from_u128(new_id(now)?), new.id, now).await
}

/// What of a phone number and an e-mail address another account has, after those have let go what they
/// hold by no more than a claim.
pub(super) async fn free(
    tx: &Tx,
    email: Option<&EmailAddress>,
    phone: Option<&PhoneNumber>,
    now: Instant,
) -> Result<Option<Error>> {
    if let Some(email) = email {
        let identifier = email.normal();
        let identifier = Identifier::Email(&identifier);
        let found = store::account::by_identifier(tx.conn(), tx.vault(), identifier).await?;
        if contacts::holds(tx, found, ContactKind::Email, now).await? {
            return Ok(Some(Error::taken("email", FieldCode::EmailTaken)));
        }
    }
    if let Some(phone) = phone {
        let identifier = Identifier::Phone(phone);
        let found = store::account::by_identifier(tx.conn(), tx.vault(), identifier).await?;
        if contacts::holds(tx, found, ContactKind::Phone, now).await? {
            return Ok(Some(Error::taken("phone", FieldCode::PhoneTaken)));
        }
    }
    Ok(None)
}
