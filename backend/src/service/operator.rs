//! What the operator does at the console of the machine: the first accounts and partners' keys.

use balai_shared::{
    contact::{Contact, Password, PersonName},
    error::ErrorCode,
    id::{AccountId, ApiKeyId, InstitutionId},
    policy::RoleGrant,
};

use super::{Services, register};
use crate::{
    auth::secret::{self, API_KEY_PREFIX, new_id},
    error::{Error, Result},
    model::account::{ApiKey, NewAccount},
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

/// A partner's key. The secret is returned once and kept nowhere.
///
/// # Errors
/// `NOT_FOUND` for no such institution.
pub async fn create_key(
    services: &Services,
    institution: InstitutionId,
    name: &str,
) -> Result<(ApiKeyId, String)> {
    exists(services, institution).await?;
    let secret = format!("{API_KEY_PREFIX}{}", secret::random_text()?);
    let now = services.store.ping().await?;
    let id = ApiKeyId::from_u128(new_id(now)?);
    let key = ApiKey { id, institution, name: name.to_owned() };
    let kept = secret.clone();
    services
        .store
        .write(move |tx| {
            Box::pin(async move { store::api_key::insert(tx, &key, &kept, now).await })
        })
        .await?;
    Ok((id, secret))
}

/// Ends a partner's key.
///
/// # Errors
/// `NOT_FOUND` for none, or one that has ended.
pub async fn revoke_key(services: &Services, id: ApiKeyId) -> Result<()> {
    let ended = services.store.write(move |tx| Box::pin(store::api_key::revoke(tx, id))).await?;
    if ended { Ok(()) } else { Err(Error::refused(ErrorCode::NotFound)) }
}

async fn exists(services: &Services, id: InstitutionId) -> Result<()> {
    let found = store::institution::by_ids(services.store.read(), &[id]).await?;
    if found.is_empty() { Err(Error::refused(ErrorCode::NotFound)) } else { Ok(()) }
}
