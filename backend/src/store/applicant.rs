//! Job seekers' profiles, with NIK and KK sealed.

use std::collections::HashMap;

use balai_shared::{
    error::FieldCode,
    id::{AccountId, ApplicantId, RegionCode},
    nik::{Kk, Nik},
    time::{Instant, TimeZone},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Set,
    prelude::Uuid,
    sea_query::{LockType, Query},
};

use super::{
    Tx,
    convert::{date_opt, uuid, word_opt},
    corrupt,
    entity::{account, applicant, benefit, kept_identity, region},
    guarded,
};
use crate::{
    auth::vault::Vault,
    error::{Error, Result, is_taken},
    model::account::Applicant,
};

/// Adds the empty profile of a new account.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, id: ApplicantId, account: AccountId, at: Instant) -> Result<()> {
    applicant::ActiveModel {
        id: Set(uuid(id.as_u128())),
        account_id: Set(uuid(account.as_u128())),
        version: Set(1),
        updated_at: Set(at.as_millis()),
        ..Default::default()
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// Writes the whole profile, unless somebody else changed it since it was loaded (`false`).
///
/// # Errors
/// `CONFLICT` where another account has the NIK.
pub async fn update(tx: &Tx, profile: &Applicant, at: Instant) -> Result<bool> {
    let vault = tx.vault();
    let (nik_cipher, nik_index) = seal(vault, "nik", profile.id, nik_text(profile))?;
    let (kk_cipher, kk_index) = seal(vault, "kk", profile.id, kk_text(profile))?;
    let row = applicant::ActiveModel {
        nik_cipher: Set(nik_cipher),
        nik_index: Set(nik_index),
        kk_cipher: Set(kk_cipher),
        kk_index: Set(kk_index),
        birth_date: Set(profile.birth_date.map(|date| date.to_string())),
        sex: Set(profile.sex.map(|word| word.as_str().to_owned())),
        education: Set(profile.education.map(|word| word.as_str().to_owned())),
        occupation: Set(profile.occupation.map(|word| word.as_str().to_owned())),
        region_code: Set(profile.region.as_ref().map(ToString::to_string)),
        disability: Set(profile.disability),
        version: Set(profile.version + 1),
        updated_at: Set(at.as_millis()),
        ..Default::default()
    };
    let update = applicant::Entity::update_many()
        .set(row)
        .filter(applicant::Column::Id.eq(uuid(profile.id.as_u128())))
        .filter(applicant::Column::Version.eq(profile.version))
        .exec(tx.conn())
        .await;
    match update {
        Err(error) if is_taken(&error, "nik_index") => {
            Err(Error::taken("nik", FieldCode::NikTaken))
        }
        update => guarded(update),
    }
}

/// The profiles with these ids, in no order.
///
/// # Errors
/// The database's own.
pub async fn by_ids(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    ids: &[ApplicantId],
) -> Result<Vec<Applicant>> {
    let ids = ids.iter().map(|id| uuid(id.as_u128()));
    let rows = applicant::Entity::find()
        .find_also_related(account::Entity)
        .filter(applicant::Column::Id.is_in(ids))
        .all(connection)
        .await?;
    rows.into_iter().map(|row| read(row, vault)).collect()
}

/// The names of these people.
///
/// # Errors
/// The database's own.
pub async fn names(
    connection: &impl ConnectionTrait,
    ids: &[ApplicantId],
) -> Result<HashMap<ApplicantId, String>> {
    let mut names = HashMap::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let rows: Vec<(Uuid, String)> = applicant::Entity::find()
            .select_only()
            .column(applicant::Column::Id)
            .column(account::Column::Name)
            .inner_join(account::Entity)
            .filter(applicant::Column::Id.is_in(some.iter().map(|id| uuid(id.as_u128()))))
            .into_tuple()
            .all(connection)
            .await?;
        let known = |(id, name): (Uuid, String)| (ApplicantId::from_u128(id.as_u128()), name);
        names.extend(rows.into_iter().map(known));
    }
    Ok(names)
}

/// The profiles of these accounts, in no order; those that have none are left out.
///
/// # Errors
/// The database's own.
pub async fn by_accounts(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    accounts: &[AccountId],
) -> Result<Vec<Applicant>> {
    let accounts = accounts.iter().map(|id| uuid(id.as_u128()));
    let rows = applicant::Entity::find()
        .find_also_related(account::Entity)
        .filter(applicant::Column::AccountId.is_in(accounts))
        .all(connection)
        .await?;
    rows.into_iter().map(|row| read(row, vault)).collect()
}

/// The profile of an account.
///
/// # Errors
/// The database's own.
pub async fn by_account(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    account: AccountId,
) -> Result<Option<Applicant>> {
    let row = applicant::Entity::find()
        .find_also_related(account::Entity)
        .filter(applicant::Column::AccountId.eq(uuid(account.as_u128())))
        .one(connection)
        .await?;
    row.map(|row| read(row, vault)).transpose()
}

/// The id of an account's profile, without opening what is sealed.
///
/// # Errors
/// The database's own.
pub async fn id_of(
    connection: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Option<ApplicantId>> {
    let id: Option<sea_orm::prelude::Uuid> = applicant::Entity::find()
        .select_only()
        .column(applicant::Column::Id)
        .filter(applicant::Column::AccountId.eq(uuid(account.as_u128())))
        .into_tuple()
        .one(connection)
        .await?;
    Ok(id.map(|id| ApplicantId::from_u128(id.as_u128())))
}

/// Where the person lives, without opening what is sealed.
///
/// # Errors
/// The database's own.
pub async fn region_of(
    connection: &impl ConnectionTrait,
    id: ApplicantId,
) -> Result<Option<RegionCode>> {
    let region: Option<Option<String>> = applicant::Entity::find_by_id(uuid(id.as_u128()))
        .select_only()
        .column(applicant::Column::RegionCode)
        .into_tuple()
        .one(connection)
        .await?;
    word_opt(region.flatten().as_deref(), "region")
}

/// The time zone where the person lives; Jakarta's where that isn't known. Its days are those of the
/// person's deadlines.
///
/// # Errors
/// The database's own.
pub async fn zone_of(connection: &impl ConnectionTrait, id: ApplicantId) -> Result<TimeZone> {
    let zone: Option<String> = region::Entity::find()
        .select_only()
        .column(region::Column::TimeZone)
        .filter(
            region::Column::Code.in_subquery(
                Query::select()
                    .column(applicant::Column::RegionCode)
                    .from(applicant::Entity)
                    .and_where(applicant::Column::Id.eq(uuid(id.as_u128())))
                    .to_owned(),
            ),
        )
        .into_tuple()
        .one(connection)
        .await?;
    Ok(word_opt(zone.as_deref(), "time zone")?.unwrap_or(TimeZone::Jakarta))
}

/// The profile with this NIK.
///
/// # Errors
/// The database's own.
pub async fn by_nik(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    nik: &Nik,
) -> Result<Option<Applicant>> {
    let row = applicant::Entity::find()
        .find_also_related(account::Entity)
        .filter(applicant::Column::NikIndex.eq(nik_index(vault, nik)))
        .one(connection)
        .await?;
    row.map(|row| read(row, vault)).transpose()
}

/// By what a NIK is found, without its being known from that.
#[must_use]
pub fn nik_index(vault: &Vault, nik: &Nik) -> Vec<u8> {
    vault.fingerprint("applicants.nik", nik.as_str().as_bytes()).to_vec()
}

/// Holds the profile's row until the transaction ends, so that what depends on all of a person's
/// applications (no two confirmed at once) is decided by one request after the other.
///
/// # Errors
/// The database's own.
pub async fn lock(tx: &Tx, id: ApplicantId) -> Result<()> {
    // On SQLite the transaction holds the whole database already.
    if tx.conn().get_database_backend() != sea_orm::DbBackend::Sqlite {
        applicant::Entity::find_by_id(uuid(id.as_u128()))
            .lock(LockType::NoKeyUpdate)
            .one(tx.conn())
            .await?;
    }
    // Who asked may have left while the request was on its way.
    let left = applicant::Entity::find_by_id(uuid(id.as_u128()))
        .inner_join(account::Entity)
        .filter(account::Column::DeletedAt.is_not_null())
        .one(tx.conn())
        .await?;
    if left.is_some() {
        Err(Error::refused(balai_shared::error::ErrorCode::Unauthenticated))
    } else {
        Ok(())
    }
}

/// Holds these profiles' rows until the transaction ends, in one order whoever asks, be the people
/// still there or not.
///
/// # Errors
/// The database's own.
pub async fn hold(tx: &Tx, ids: &[ApplicantId]) -> Result<()> {
    // On SQLite the transaction holds the whole database already.
    if tx.conn().get_database_backend() != sea_orm::DbBackend::Sqlite {
        applicant::Entity::find()
            .filter(applicant::Column::Id.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
            .order_by_asc(applicant::Column::Id)
            .lock(LockType::NoKeyUpdate)
            .all(tx.conn())
            .await?;
    }
    Ok(())
}

/// How many others with the same family card have a benefit (DOMAIN: at most two under Prakerja).
///
/// # Errors
/// The database's own.
pub async fn family_with_benefit(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    profile: &Applicant,
) -> Result<Option<u32>> {
    let Some(kk) = &profile.kk else { return Ok(None) };
    let index = vault.fingerprint("applicants.kk", kk.as_str().as_bytes()).to_vec();
    let with_benefit = sea_orm::sea_query::Query::select()
        .column(benefit::Column::ApplicantId)
        .from(benefit::Entity)
        .to_owned();
    let count = applicant::Entity::find()
        .filter(applicant::Column::KkIndex.eq(index.clone()))
        .filter(applicant::Column::Id.ne(uuid(profile.id.as_u128())))
        .filter(applicant::Column::Id.in_subquery(with_benefit))
        .count(connection)
        .await?;
    // Those who have left count on; who comes back is no other.
    let nik = nik_text(profile).unwrap_or_default();
    let nik = vault.fingerprint("applicants.nik", nik.as_bytes()).to_vec();
    let gone = kept_identity::Entity::find()
        .filter(kept_identity::Column::KkIndex.eq(index))
        .filter(kept_identity::Column::NikIndex.ne(nik))
        .count(connection)
        .await?;
    Ok(Some(u32::try_from(count + gone).unwrap_or(u32::MAX)))
}

fn nik_text(profile: &Applicant) -> Option<&str> {
    profile.nik.as_ref().map(Nik::as_str)
}

fn kk_text(profile: &Applicant) -> Option<&str> {
    profile.kk.as_ref().map(Kk::as_str)
}

fn place(column: &str, id: ApplicantId) -> String {
    format!("applicants.{column}/{id}")
}

type Sealed = (Option<Vec<u8>>, Option<Vec<u8>>);

fn seal(vault: &Vault, column: &str, id: ApplicantId, text: Option<&str>) -> Result<Sealed> {
    let Some(text) = text else { return Ok((None, None)) };
    let cipher = vault.seal(&place(column, id), text.as_bytes())?;
    let index = vault.fingerprint(&format!("applicants.{column}"), text.as_bytes());
    Ok((Some(cipher), Some(index.to_vec())))
}

fn open(vault: &Vault, column: &str, id: ApplicantId, sealed: &[u8]) -> Result<String> {
    vault
        .open(&place(column, id), sealed)
        .and_then(|plain| String::from_utf8(plain).ok())
        .ok_or_else(|| corrupt(column))
}

fn read(
    (row, account): (applicant::Model, Option<account::Model>),
    vault: &Vault,
) -> Result<Applicant> {
    let id = ApplicantId::from_u128(row.id.as_u128());
    let account = account.ok_or_else(|| Error::Internal("a profile has no account".to_owned()))?;
    let nik = row
        .nik_cipher
        .map(|sealed| Nik::parse(&open(vault, "nik", id, &sealed)?).map_err(|_| corrupt("nik")));
    let kk = row
        .kk_cipher
        .map(|sealed| Kk::kept(&open(vault, "kk", id, &sealed)?).map_err(|_| corrupt("kk")));
    Ok(Applicant {
        id,
        account: AccountId::from_u128(account.id.as_u128()),
        phone: super::account::open_phone(vault, &account)?,
        name: account.name,
        nik: nik.transpose()?,
        kk: kk.transpose()?,
        birth_date: date_opt(row.birth_date.as_deref())?,
        sex: word_opt(row.sex.as_deref(), "sex")?,
        education: word_opt(row.education.as_deref(), "education")?,
        occupation: word_opt(row.occupation.as_deref(), "occupation")?,
        region: word_opt(row.region_code.as_deref(), "region")?,
        disability: row.disability,
        version: row.version,
    })
}
