//! What the operator does at the console of the machine: the first accounts. Partners' keys:
//! [`api_keys`](super::api_keys).

use balai_shared::{
    contact::{Contact, Password, PersonName},
    error::ErrorCode,
    id::{AccountId, InstitutionId},
    policy::RoleGrant,
};

use super::{Services, register};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::account::NewAccount,
    store,
};

/// An account for somebody with roles: the first admin of a centre.
///
/// # Errors
/// `VALIDATION_FAILED` with every bad field; `CONFLICT` where the identifier has an account;
/// `NOT_FOUND` for a role at no institution of ours.
pub async fn create_user(
    services: &Services,
    name: &str,
    identifier: &str,
    password: &str,
    roles: Vec<RoleGrant>,
) -> Result<AccountId> {
    let checked = Password::check_new(password, &[identifier], &[name])
        .map_err(|error| error.field_error("password"));
    let name = PersonName::parse(name).map_err(|error| error.field_error("name"));
    let contact = Contact::parse(identifier).map_err(|error| error.field_error("identifier"));
    let (Ok(name), Ok(contact), Ok(())) = (&name, &contact, &checked) else {
        let errors = [name.err(), contact.err(), checked.err()];
        return Err(Error::invalid(errors.into_iter().flatten().collect()));
    };
    for institution in roles.iter().filter_map(|grant| grant.institution) {
        exists(services, institution).await?;
    }
    let password_hash = services.hasher.hash(password.to_owned()).await?;
    let now = services.store.ping().await?;
    let (email, phone) = match contact {
        Contact::Email(email) => (Some(email.clone()), None),
        Contact::Phone(phone) => (None, Some(phone.clone())),
    };
    let id = AccountId::from_u128(new_id(now)?);
    let new = NewAccount {
        id,
        name: name.as_str().to_owned(),
        email,
        phone,
        password_hash,
        // The operator knows whom it makes an account for.
        confirmed_at: Some(now),
        created_at: now,
    };
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                register::insert(tx, &new, now).await?;
                for grant in &roles {
                    store::account::grant(tx, id, grant, new_id(now)?).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(id)
}

/// # Errors
/// `NOT_FOUND` for no such institution.
pub(super) async fn exists(services: &Services, id: InstitutionId) -> Result<()> {
    let found = store::institution::by_ids(services.store.read(), &[id]).await?;
    if found.is_empty() { Err(Error::refused(ErrorCode::NotFound)) } else { Ok(()) }
}
