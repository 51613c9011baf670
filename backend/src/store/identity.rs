//! Who people are: what holds an identity, and what was changed of it.

use balai_shared::{
    application::ApplicationState,
    id::{AccountId, ApplicantId, ApplicationId, InstitutionId},
    identity::{Identity, IdentityField, IdentityLock, lock_of},
    nik::Nik,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QueryOrder, Set, Statement, sea_query::Query,
};

use super::{
    Tx,
    convert::{date_opt, instant, uuid, word, word_opt},
    corrupt,
    entity::{identity_change, identity_change_detail},
    erasure,
};
use crate::{auth::vault::Vault, error::Result, model::identity::IdentityChange};

#[derive(Debug, FromQueryResult)]
struct Held {
    state: String,
    marked: i32,
}

/// All that holds a person's identity.
///
/// # Errors
/// The database's own.
pub async fn locks(
    connection: &impl ConnectionTrait,
    id: ApplicantId,
) -> Result<Vec<IdentityLock>> {
    const SQL: &str = "SELECT DISTINCT a.state AS state, CASE WHEN EXISTS (SELECT 1 \
        FROM selection_marks m WHERE m.application_id = a.id) THEN 1 ELSE 0 END AS marked \
        FROM applications a WHERE a.applicant_id = $1";
    let values = [uuid(id.as_u128()).into()];
    let statement = Statement::from_sql_and_values(connection.get_database_backend(), SQL, values);
    let mut locks = Vec::new();
    for row in Held::find_by_statement(statement).all(connection).await? {
        let state = word::<ApplicationState>(&row.state, "state")?;
        locks.extend(lock_of(state, row.marked == 1));
    }
    if erasure::has_benefit(connection, id).await? {
        locks.push(IdentityLock::Benefit);
    }
    Ok(locks)
}

/// Adds a change to the history.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, change: &IdentityChange) -> Result<()> {
    let words: Vec<&str> = change.fields.iter().map(|field| field.as_str()).collect();
    let row = identity_change::ActiveModel {
        id: Set(uuid(change.id)),
        applicant_id: Set(uuid(change.applicant.as_u128())),
        at: Set(change.at.as_millis()),
        actor_id: Set(uuid(change.actor.as_u128())),
        institution_id: Set(change.counter.map(|(institution, _)| uuid(institution.as_u128()))),
        application_id: Set(change.counter.map(|(_, application)| uuid(application.as_u128()))),
        fields: Set(words.join(",")),
    };
    identity_change::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    let changed = |field| change.fields.contains(&field);
    let of = |side: &Option<Identity>| side.clone().unwrap_or_default();
    let (old, new) = (of(&change.before), of(&change.after));
    let name = |side: &Identity| changed(IdentityField::Name).then(|| side.name.clone());
    let day = |side: &Identity| side.birth_date.map(|date| date.to_string());
    let sex = |side: &Identity| side.sex.map(|sex| sex.as_str().to_owned());
    let (has_day, has_sex) = (changed(IdentityField::BirthDate), changed(IdentityField::Sex));
    let detail = identity_change_detail::ActiveModel {
        change_id: Set(uuid(change.id)),
        old_name: Set(name(&old)),
        new_name: Set(name(&new)),
        old_nik: Set(sealed(tx.vault(), change, "old", &old)?),
        new_nik: Set(sealed(tx.vault(), change, "new", &new)?),
        old_birth_date: Set(day(&old).filter(|_| has_day)),
        new_birth_date: Set(day(&new).filter(|_| has_day)),
        old_sex: Set(sex(&old).filter(|_| has_sex)),
        new_sex: Set(sex(&new).filter(|_| has_sex)),
        reason: Set(change.reason.clone()),
    };
    identity_change_detail::Entity::insert(detail).exec_without_returning(tx.conn()).await?;
    Ok(())
}

fn place(id: u128, side: &str) -> String {
    format!("identity_change_details.{side}_nik/{id:032x}")
}

fn sealed(
    vault: &Vault,
    change: &IdentityChange,
    side: &str,
    of: &Identity,
) -> Result<Option<Vec<u8>>> {
    let changed = change.fields.contains(&IdentityField::Nik);
    let nik = of.nik.as_ref().filter(|_| changed);
    nik.map(|nik| vault.seal(&place(change.id, side), nik.as_str().as_bytes())).transpose()
}

/// What was changed of these people, the latest first.
///
/// # Errors
/// The database's own.
pub async fn of_applicants(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    ids: &[ApplicantId],
) -> Result<Vec<IdentityChange>> {
    let ids = ids.iter().map(|id| uuid(id.as_u128()));
    let rows = identity_change::Entity::find()
        .find_also_related(identity_change_detail::Entity)
        .filter(identity_change::Column::ApplicantId.is_in(ids))
        .order_by_desc(identity_change::Column::At)
        .order_by_desc(identity_change::Column::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(|row| read(row, vault)).collect()
}

/// Whether this member of staff ever corrected who the person is.
///
/// # Errors
/// The database's own.
pub async fn was_corrected_by(
    connection: &impl ConnectionTrait,
    applicant: ApplicantId,
    staff: AccountId,
) -> Result<bool> {
    let corrected = identity_change::Entity::find()
        .filter(identity_change::Column::ApplicantId.eq(uuid(applicant.as_u128())))
        .filter(identity_change::Column::ActorId.eq(uuid(staff.as_u128())))
        .filter(identity_change::Column::InstitutionId.is_not_null())
        .count(connection)
        .await?;
    Ok(corrected > 0)
}

/// Forgets what a person was and became; that something was changed stays.
///
/// # Errors
/// The database's own.
pub async fn forget(tx: &Tx, applicant: ApplicantId) -> Result<()> {
    let changes = Query::select()
        .column(identity_change::Column::Id)
        .from(identity_change::Entity)
        .and_where(identity_change::Column::ApplicantId.eq(uuid(applicant.as_u128())))
        .to_owned();
    identity_change_detail::Entity::delete_many()
        .filter(identity_change_detail::Column::ChangeId.in_subquery(changes))
        .exec(tx.conn())
        .await?;
    Ok(())
}

type Row = (identity_change::Model, Option<identity_change_detail::Model>);

fn read((row, detail): Row, vault: &Vault) -> Result<IdentityChange> {
    let id = row.id.as_u128();
    let fields = row.fields.split(',').map(|text| word::<IdentityField>(text, "field"));
    let (mut before, mut after, mut reason) = (None, None, None);
    if let Some(detail) = detail {
        let nik = |side: &str, cipher: Option<Vec<u8>>| {
            cipher.map(|cipher| opened(vault, &place(id, side), &cipher)).transpose()
        };
        before = Some(Identity {
            name: detail.old_name.unwrap_or_default(),
            nik: nik("old", detail.old_nik)?,
            birth_date: date_opt(detail.old_birth_date.as_deref())?,
            sex: word_opt(detail.old_sex.as_deref(), "sex")?,
        });
        after = Some(Identity {
            name: detail.new_name.unwrap_or_default(),
            nik: nik("new", detail.new_nik)?,
            birth_date: date_opt(detail.new_birth_date.as_deref())?,
            sex: word_opt(detail.new_sex.as_deref(), "sex")?,
        });
        reason = detail.reason;
    }
    let institution = row.institution_id.map(|id| InstitutionId::from_u128(id.as_u128()));
    let application = row.application_id.map(|id| ApplicationId::from_u128(id.as_u128()));
    Ok(IdentityChange {
        id,
        applicant: ApplicantId::from_u128(row.applicant_id.as_u128()),
        at: instant(row.at),
        actor: AccountId::from_u128(row.actor_id.as_u128()),
        counter: institution.zip(application),
        fields: fields.collect::<Result<_>>()?,
        before,
        after,
        reason,
    })
}

fn opened(vault: &Vault, place: &str, sealed: &[u8]) -> Result<Nik> {
    let plain = vault.open(place, sealed).and_then(|plain| String::from_utf8(plain).ok());
    plain.and_then(|text| Nik::parse(&text).ok()).ok_or_else(|| corrupt("nik"))
}
