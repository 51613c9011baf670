//! What certificates say: as it is today, to be issued, and as it was kept on the day of issue.

use std::collections::HashMap;

use balai_shared::{
    completion::UnitResult,
    id::{ApplicationId, CertificateId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set, prelude::Uuid,
};

use super::{
    Tx, assessment,
    convert::{date, uuid, word},
    entity::{
        account, applicant, application, certificate_record, certificate_text, certificate_unit,
        institution, program, region, session,
    },
    erasure::ERASED_NAME,
};
use crate::{
    error::Result,
    model::training::{Certified, Unit, UnitOutcome},
};

/// How many certificates one statement asks for or adds, below both databases' limit of values.
const PIECE: usize = 1_000;

/// What certificates of these applications would say if they were issued now.
///
/// # Errors
/// The database's own.
pub async fn today(
    connection: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Certified>> {
    let of = application::Entity::find()
        .filter(application::Column::Id.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .all(connection)
        .await?;
    let names = names(connection, &of).await?;
    let taught = taught(connection, &of).await?;
    let mut outcomes: HashMap<ApplicationId, Vec<UnitOutcome>> = HashMap::new();
    for (id, outcome) in assessment::of_applications(connection, ids).await? {
        outcomes.entry(id).or_default().push(outcome);
    }
    let says = |row: &application::Model| {
        let id = ApplicationId::from_u128(row.id.as_u128());
        let (name, record) = (names.get(&row.applicant_id)?, taught.get(&row.session_id)?);
        let outcomes = outcomes.remove(&id).unwrap_or_default();
        Some(certified(name.clone(), record.clone(), outcomes).map(|says| (id, says)))
    };
    of.iter().filter_map(says).collect()
}

/// The people's names by their profiles' ids.
async fn names(
    connection: &impl ConnectionTrait,
    of: &[application::Model],
) -> Result<HashMap<Uuid, String>> {
    let holders = applicant::Entity::find()
        .find_also_related(account::Entity)
        .filter(applicant::Column::Id.is_in(of.iter().map(|row| row.applicant_id)))
        .all(connection)
        .await?;
    Ok(holders.into_iter().filter_map(|(row, account)| Some((row.id, account?.name))).collect())
}

/// What the sessions teach, by their ids; whose certificate it is stays open.
async fn taught(
    connection: &impl ConnectionTrait,
    of: &[application::Model],
) -> Result<HashMap<Uuid, certificate_record::Model>> {
    let sessions = session::Entity::find()
        .find_also_related(program::Entity)
        .find_also_related(institution::Entity)
        .filter(session::Column::Id.is_in(of.iter().map(|row| row.session_id)))
        .all(connection)
        .await?;
    let codes = sessions.iter().filter_map(|(_, _, institution)| institution.as_ref());
    let regions = region::Entity::find()
        .filter(region::Column::Code.is_in(codes.map(|institution| &institution.region_code)))
        .all(connection)
        .await?;
    let regions: HashMap<_, _> = regions.into_iter().map(|row| (row.code, row.name)).collect();
    let record = |(session, program, institution): (session::Model, Option<_>, Option<_>)| {
        let (program, institution): (program::Model, institution::Model) = (program?, institution?);
        let record = certificate_record::Model {
            certificate_id: Uuid::nil(),
            program_title: program.title,
            hours: program.hours,
            starts_on: session.starts_on,
            ends_on: session.ends_on,
            institution_name: institution.name,
            place: regions.get(&institution.region_code).cloned().unwrap_or_default(),
        };
        Some((session.id, record))
    };
    Ok(sessions.into_iter().filter_map(record).collect())
}

fn certified(
    name: String,
    record: certificate_record::Model,
    outcomes: Vec<UnitOutcome>,
) -> Result<Certified> {
    Ok(Certified {
        name,
        program: record.program_title,
        hours: record.hours,
        starts_on: date(&record.starts_on)?,
        ends_on: date(&record.ends_on)?,
        institution: record.institution_name,
        place: record.place,
        outcomes,
    })
}

/// Keeps what certificates say.
///
/// # Errors
/// A unique violation for what is kept already.
pub async fn keep(tx: &Tx, new: &[(CertificateId, &Certified)]) -> Result<()> {
    for piece in new.chunks(PIECE) {
        let texts = piece.iter().map(|(id, says)| certificate_text::ActiveModel {
            certificate_id: Set(uuid(id.as_u128())),
            name: Set(says.name.clone()),
            revoke_reason: Set(None),
        });
        certificate_text::Entity::insert_many(texts).exec_without_returning(tx.conn()).await?;
        let records = piece.iter().map(|(id, says)| record(*id, says));
        certificate_record::Entity::insert_many(records).exec_without_returning(tx.conn()).await?;
    }
    let units: Vec<_> = new.iter().flat_map(|(id, says)| units(*id, says)).collect();
    for piece in units.chunks(PIECE) {
        certificate_unit::Entity::insert_many(piece.to_vec())
            .exec_without_returning(tx.conn())
            .await?;
    }
    Ok(())
}

fn record(id: CertificateId, says: &Certified) -> certificate_record::ActiveModel {
    certificate_record::ActiveModel {
        certificate_id: Set(uuid(id.as_u128())),
        program_title: Set(says.program.clone()),
        hours: Set(says.hours),
        starts_on: Set(says.starts_on.to_string()),
        ends_on: Set(says.ends_on.to_string()),
        institution_name: Set(says.institution.clone()),
        place: Set(says.place.clone()),
    }
}

fn units(
    id: CertificateId,
    says: &Certified,
) -> impl Iterator<Item = certificate_unit::ActiveModel> + '_ {
    says.outcomes.iter().zip(0..).map(move |(outcome, position)| certificate_unit::ActiveModel {
        certificate_id: Set(uuid(id.as_u128())),
        position: Set(position),
        code: Set(outcome.unit.code.clone()),
        title: Set(outcome.unit.title.clone()),
        result: Set(outcome.result.as_str().to_owned()),
    })
}

/// Keeps what certificates of applications say as of now.
///
/// # Errors
/// As [`keep`].
pub async fn keep_today(tx: &Tx, new: &[(CertificateId, ApplicationId)]) -> Result<()> {
    for piece in new.chunks(PIECE) {
        let ids: Vec<_> = piece.iter().map(|(_, application)| *application).collect();
        let says = today(tx.conn(), &ids).await?;
        let kept: Vec<_> = piece
            .iter()
            .filter_map(|(id, application)| Some((*id, says.get(application)?)))
            .collect();
        keep(tx, &kept).await?;
    }
    Ok(())
}

/// What these certificates say. The name goes with the person's account.
///
/// # Errors
/// The database's own.
pub async fn of(
    connection: &impl ConnectionTrait,
    ids: &[CertificateId],
) -> Result<HashMap<CertificateId, Certified>> {
    let ids: Vec<_> = ids.iter().map(|id| uuid(id.as_u128())).collect();
    let records = certificate_record::Entity::find()
        .filter(certificate_record::Column::CertificateId.is_in(ids.iter().copied()))
        .all(connection)
        .await?;
    let texts = certificate_text::Entity::find()
        .filter(certificate_text::Column::CertificateId.is_in(ids.iter().copied()))
        .all(connection)
        .await?;
    let units = certificate_unit::Entity::find()
        .filter(certificate_unit::Column::CertificateId.is_in(ids))
        .order_by_asc(certificate_unit::Column::Position)
        .all(connection)
        .await?;
    let mut names: HashMap<_, _> =
        texts.into_iter().map(|row| (row.certificate_id, row.name)).collect();
    let mut outcomes: HashMap<Uuid, Vec<UnitOutcome>> = HashMap::new();
    for row in units {
        let result = word::<UnitResult>(&row.result, "unit result")?;
        let unit = Unit { code: row.code, title: row.title };
        outcomes.entry(row.certificate_id).or_default().push(UnitOutcome { unit, result });
    }
    let says = |row: certificate_record::Model| {
        let id = row.certificate_id;
        let name = names.remove(&id).unwrap_or_else(|| ERASED_NAME.to_owned());
        let says = certified(name, row, outcomes.remove(&id).unwrap_or_default())?;
        Ok((CertificateId::from_u128(id.as_u128()), says))
    };
    records.into_iter().map(says).collect()
}
