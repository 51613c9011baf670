//! Certificates.

use balai_shared::{
    id::{ApplicationId, CertificateId},
    time::Date,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

use super::{
    Tx,
    convert::{date, uuid},
    entity::{account, applicant, application, certificate, institution, program, session},
};
use crate::{error::Result, model::application::Certificate};

/// Adds a certificate.
///
/// # Errors
/// A unique violation where the number or the application has one.
pub async fn insert(
    tx: &Tx,
    id: CertificateId,
    number: &str,
    application: ApplicationId,
    issued_on: Date,
) -> Result<()> {
    certificate::ActiveModel {
        id: Set(uuid(id.as_u128())),
        number: Set(number.to_owned()),
        application_id: Set(uuid(application.as_u128())),
        issued_on: Set(issued_on.to_string()),
        revoked_at: Set(None),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

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
    let holder = applicant::Entity::find_by_id(application.applicant_id)
        .find_also_related(account::Entity)
        .one(connection)
        .await?;
    let taught = session::Entity::find_by_id(application.session_id)
        .find_also_related(program::Entity)
        .find_also_related(institution::Entity)
        .one(connection)
        .await?;
    let (Some((_, Some(holder))), Some((_, Some(program), Some(institution)))) = (holder, taught)
    else {
        return Ok(None);
    };
    Ok(Some(Certificate {
        number: row.number,
        name: holder.name,
        program_title: program.title,
        institution_name: institution.name,
        issued_on: date(&row.issued_on)?,
        revoked: row.revoked_at.is_some(),
    }))
}
