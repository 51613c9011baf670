//! Certificates, their numbers, and what of them is personal.

use balai_shared::{
    completion::CertificateKind,
    id::{ApplicantId, ApplicationId, CertificateId, InstitutionId, RegionCode},
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, Set,
    sea_query::{Expr, ExprTrait, OnConflict},
};

use super::{
    Tx, certified,
    convert::{date, uuid, word_opt},
    corrupt,
    entity::{
        application, certificate, certificate_counter, certificate_issuer, certificate_text,
        institution,
    },
    guarded,
};
use crate::{
    error::Result,
    model::{
        application::Certificate,
        training::{Issued, NewIssue, Printed},
    },
};

/// The certificate with this number.
///
/// # Errors
/// The database's own.
pub async fn by_number(
    connection: &impl ConnectionTrait,
    number: &str,
) -> Result<Option<Certificate>> {
    let found = certificate::Entity::find()
        .find_also_related(application::Entity)
        .filter(certificate::Column::Number.eq(number))
        .one(connection)
        .await?;
    let Some((row, Some(application))) = found else { return Ok(None) };
    let id = CertificateId::from_u128(row.id.as_u128());
    let says = certified::of(connection, &[id]).await?.remove(&id);
    Ok(Some(Certificate {
        id,
        application: ApplicationId::from_u128(row.application_id.as_u128()),
        applicant: ApplicantId::from_u128(application.applicant_id.as_u128()),
        institution: InstitutionId::from_u128(application.institution_id.as_u128()),
        kind: word_opt(row.kind.as_deref(), "certificate kind")?,
        number: row.number,
        says: says.ok_or_else(|| corrupt("certificate"))?,
        issued_on: date(&row.issued_on)?,
        revoked: row.revoked_at.is_some(),
    }))
}

/// Issues a certificate with the next number of its centre and year: the counter's row is held until
/// the transaction ends and moves with it, so that no number is left out or given twice.
///
/// # Errors
/// A unique violation where the application has one that holds, or another centre of the regency
/// got its part of the number at this very moment.
pub async fn issue(tx: &Tx, new: &NewIssue) -> Result<String> {
    let year = new.issued_on.year();
    let code = issuer(tx, new.institution).await?;
    let serial = next_serial(tx, new.institution, year).await?;
    let number = format!("BLK-{code}-{year}-{serial:04}-{}", new.random);
    let id = uuid(new.id.as_u128());
    certificate::ActiveModel {
        id: Set(id),
        number: Set(number.clone()),
        application_id: Set(uuid(new.application.as_u128())),
        issued_on: Set(new.issued_on.to_string()),
        revoked_at: Set(None),
        institution_id: Set(Some(uuid(new.institution.as_u128()))),
        year: Set(Some(year)),
        serial: Set(Some(serial)),
        kind: Set(Some(new.kind.as_str().to_owned())),
        issued_by: Set(new.by.map(uuid)),
        revoked_by: Set(None),
    }
    .insert(tx.conn())
    .await?;
    certified::keep(tx, &[(new.id, &new.says)]).await?;
    Ok(number)
}

async fn next_serial(tx: &Tx, institution: InstitutionId, year: i32) -> Result<i32> {
    use certificate_counter::Column;
    let own = uuid(institution.as_u128());
    let first = certificate_counter::ActiveModel {
        institution_id: Set(own),
        year: Set(year),
        last: Set(1),
    };
    let count = OnConflict::columns([Column::InstitutionId, Column::Year])
        .value(Column::Last, Expr::col((certificate_counter::Entity, Column::Last)).add(1))
        .to_owned();
    certificate_counter::Entity::insert(first)
        .on_conflict(count)
        .exec_without_returning(tx.conn())
        .await?;
    let row = certificate_counter::Entity::find_by_id((own, year)).one(tx.conn()).await?;
    row.map(|row| row.last).ok_or_else(|| corrupt("certificate counter"))
}

/// The centre's part of its certificates' numbers: its regency and a running number there.
async fn issuer(tx: &Tx, institution: InstitutionId) -> Result<String> {
    let own = uuid(institution.as_u128());
    if let Some(row) = certificate_issuer::Entity::find_by_id(own).one(tx.conn()).await? {
        return Ok(row.code);
    }
    let row = institution::Entity::find_by_id(own).one(tx.conn()).await?;
    let row = row.ok_or_else(|| corrupt("institution"))?;
    let region = RegionCode::parse(&row.region_code).map_err(|_| corrupt("region"))?;
    let region = region.as_str().replace('.', "");
    let there = certificate_issuer::Entity::find()
        .filter(certificate_issuer::Column::Code.starts_with(&region))
        .count(tx.conn())
        .await?;
    let code = format!("{region}{:02}", there + 1);
    certificate_issuer::ActiveModel { institution_id: Set(own), code: Set(code.clone()) }
        .insert(tx.conn())
        .await?;
    Ok(code)
}

/// Takes a certificate back, unless it was already (`false`).
///
/// # Errors
/// The database's own.
pub async fn revoke(
    tx: &Tx,
    id: CertificateId,
    reason: &str,
    (at, by): (Instant, Option<u128>),
) -> Result<bool> {
    let id = uuid(id.as_u128());
    let update = certificate::Entity::update_many()
        .set(certificate::ActiveModel {
            revoked_at: Set(Some(at.as_millis())),
            revoked_by: Set(by.map(uuid)),
            ..Default::default()
        })
        .filter(certificate::Column::Id.eq(id))
        .filter(certificate::Column::RevokedAt.is_null())
        .exec(tx.conn())
        .await;
    let done = guarded(update)?;
    if done {
        certificate_text::Entity::update_many()
            .col_expr(certificate_text::Column::RevokeReason, Expr::value(reason))
            .filter(certificate_text::Column::CertificateId.eq(id))
            .exec(tx.conn())
            .await?;
    }
    Ok(done)
}

/// The certificates of some applications: of each the one that holds, or else the last one.
///
/// # Errors
/// The database's own.
pub async fn of_applications(
    connection: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<Issued>> {
    let rows = certificate::Entity::find()
        .filter(certificate::Column::ApplicationId.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .order_by_asc(certificate::Column::IssuedOn)
        .order_by_asc(certificate::Column::Id)
        .all(connection)
        .await?;
    let mut latest: Vec<Issued> = Vec::new();
    for row in rows {
        let issued = read(row)?;
        let known = latest.iter_mut().find(|known| known.application == issued.application);
        match known {
            Some(known) if known.revoked => *known = issued,
            Some(_) => {}
            None => latest.push(issued),
        }
    }
    Ok(latest)
}

/// Every certificate of some applications, the first first, with what it says.
///
/// # Errors
/// The database's own.
pub async fn all_of_applications(
    connection: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<Printed>> {
    let rows = certificate::Entity::find()
        .filter(certificate::Column::ApplicationId.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .order_by_asc(certificate::Column::IssuedOn)
        .order_by_asc(certificate::Column::Id)
        .all(connection)
        .await?;
    let issued = rows.into_iter().map(read).collect::<Result<Vec<_>>>()?;
    let ids: Vec<_> = issued.iter().map(|issued| issued.id).collect();
    let mut says = certified::of(connection, &ids).await?;
    let printed = |issued: Issued| {
        let says = says.remove(&issued.id).ok_or_else(|| corrupt("certificate"))?;
        Ok(Printed { issued, says })
    };
    issued.into_iter().map(printed).collect()
}

fn read(row: certificate::Model) -> Result<Issued> {
    Ok(Issued {
        id: CertificateId::from_u128(row.id.as_u128()),
        application: ApplicationId::from_u128(row.application_id.as_u128()),
        number: row.number,
        kind: word_opt::<CertificateKind>(row.kind.as_deref(), "certificate kind")?,
        issued_on: date(&row.issued_on)?,
        revoked: row.revoked_at.is_some(),
    })
}
