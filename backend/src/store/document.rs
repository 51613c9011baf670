//! Documents: what is known of them, and who opened them. Their bytes lie on the shelf.

use balai_shared::{
    application::{ActorKind, ApplicationState},
    document::DocumentKind,
    id::{ApplicantId, DocumentId, InstitutionId},
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Set, prelude::Uuid, sea_query::Query,
};

use super::{
    Tx,
    convert::{instant, uuid, word},
    corrupt,
    entity::{
        application, deleted_document,
        document::{self, Column},
        document_read,
    },
};
use crate::{
    error::Result,
    model::document::{Document, Reading},
};

/// The documents of these people, in the order in which they came.
///
/// # Errors
/// The database's own.
pub async fn of_applicants(
    connection: &impl ConnectionTrait,
    applicants: &[ApplicantId],
) -> Result<Vec<Document>> {
    let rows = document::Entity::find()
        .filter(Column::ApplicantId.is_in(applicants.iter().map(|id| uuid(id.as_u128()))))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// Those with these ids.
///
/// # Errors
/// The database's own.
pub async fn by_ids(
    connection: &impl ConnectionTrait,
    ids: &[DocumentId],
) -> Result<Vec<Document>> {
    let ids = ids.iter().map(|id| uuid(id.as_u128()));
    let rows = document::Entity::find().filter(Column::Id.is_in(ids)).all(connection).await?;
    rows.into_iter().map(read).collect()
}

/// Whether there is any.
///
/// # Errors
/// The database's own.
pub async fn any(connection: &impl ConnectionTrait) -> Result<bool> {
    Ok(document::Entity::find().limit(1).one(connection).await?.is_some())
}

/// Documents whose row this database deleted and whose bytes may still lie in the storage, at most
/// `most`. A trigger notes them, whoever deletes.
///
/// # Errors
/// The database's own.
pub async fn deleted(connection: &impl ConnectionTrait, most: u64) -> Result<Vec<DocumentId>> {
    let rows = deleted_document::Entity::find().limit(most).all(connection).await?;
    Ok(rows.into_iter().map(|row| DocumentId::from_u128(row.id.as_u128())).collect())
}

/// Says of deleted documents that their bytes are removed.
///
/// # Errors
/// The database's own.
pub async fn forget_deleted(tx: &Tx, ids: &[DocumentId]) -> Result<()> {
    let ids = ids.iter().map(|id| uuid(id.as_u128()));
    deleted_document::Entity::delete_many()
        .filter(deleted_document::Column::Id.is_in(ids))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Keeps a document in the place of the one of its kind that was there before.
///
/// # Errors
/// A unique violation where another was kept at the same moment.
pub async fn replace(tx: &Tx, new: &Document) -> Result<()> {
    let before = document::Entity::find()
        .filter(Column::ApplicantId.eq(uuid(new.applicant.as_u128())))
        .filter(Column::Kind.eq(new.kind.as_str()))
        .one(tx.conn())
        .await?;
    if let Some(before) = before {
        remove(tx, DocumentId::from_u128(before.id.as_u128())).await?;
    }
    document::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        applicant_id: Set(uuid(new.applicant.as_u128())),
        kind: Set(new.kind.as_str().to_owned()),
        media_type: Set(new.media.as_str().to_owned()),
        size: Set(new.size),
        fingerprint: Set(new.fingerprint.to_vec()),
        created_at: Set(new.created_at.as_millis()),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// Forgets a document; whether it was there.
///
/// # Errors
/// The database's own.
pub async fn remove(tx: &Tx, id: DocumentId) -> Result<bool> {
    let removed = document::Entity::delete_by_id(uuid(id.as_u128())).exec(tx.conn()).await?;
    Ok(removed.rows_affected == 1)
}

/// The institutions that the person has an open application at.
///
/// # Errors
/// The database's own.
pub async fn applied_at(
    connection: &impl ConnectionTrait,
    applicant: ApplicantId,
) -> Result<Vec<InstitutionId>> {
    let open = ApplicationState::ALL.iter().filter(|state| state.is_open());
    let ids: Vec<Uuid> = application::Entity::find()
        .select_only()
        .column(application::Column::InstitutionId)
        .filter(application::Column::ApplicantId.eq(uuid(applicant.as_u128())))
        .filter(application::Column::State.is_in(open.map(|state| state.as_str())))
        .distinct()
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(|id| InstitutionId::from_u128(id.as_u128())).collect())
}

/// Documents from before then of people who had nothing to do with any application since, the oldest
/// first, at most `most`.
///
/// # Errors
/// The database's own.
pub async fn outlived(
    connection: &impl ConnectionTrait,
    before: Instant,
    most: u64,
) -> Result<Vec<DocumentId>> {
    let open = ApplicationState::ALL.iter().filter(|state| state.is_open());
    let needed = Query::select()
        .column(application::Column::ApplicantId)
        .from(application::Entity)
        .cond_where(
            Condition::any()
                .add(application::Column::State.is_in(open.map(|state| state.as_str())))
                .add(application::Column::ChangedAt.gte(before.as_millis())),
        )
        .to_owned();
    let ids: Vec<Uuid> = document::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::CreatedAt.lt(before.as_millis()))
        .filter(Column::ApplicantId.not_in_subquery(needed))
        .order_by_asc(Column::CreatedAt)
        .limit(most)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(|id| DocumentId::from_u128(id.as_u128())).collect())
}

/// Forgets who opened what before then; how many.
///
/// # Errors
/// The database's own.
pub async fn forget_readings(tx: &Tx, before: Instant) -> Result<u64> {
    let old = document_read::Column::At.lt(before.as_millis());
    let removed = document_read::Entity::delete_many().filter(old).exec(tx.conn()).await?;
    Ok(removed.rows_affected)
}

/// Notes that somebody of a centre opened a document: `by` a person's or a key's id.
///
/// # Errors
/// The database's own.
pub async fn note_reading(
    tx: &Tx,
    id: u128,
    document: &Document,
    reading: &Reading,
    by: u128,
) -> Result<()> {
    document_read::ActiveModel {
        id: Set(uuid(id)),
        document_id: Set(uuid(document.id.as_u128())),
        applicant_id: Set(uuid(document.applicant.as_u128())),
        kind: Set(reading.kind.as_str().to_owned()),
        actor_kind: Set(reading.actor.as_str().to_owned()),
        actor_id: Set(uuid(by)),
        at: Set(reading.at.as_millis()),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// Whether this member of staff has opened the person's identity or family card.
///
/// # Errors
/// The database's own.
pub async fn has_read_identity(
    connection: &impl ConnectionTrait,
    applicant: ApplicantId,
    by: u128,
) -> Result<bool> {
    let cards = [DocumentKind::Ktp, DocumentKind::Kk].map(|kind| kind.as_str());
    let read = document_read::Entity::find()
        .filter(document_read::Column::ApplicantId.eq(uuid(applicant.as_u128())))
        .filter(document_read::Column::ActorId.eq(uuid(by)))
        .filter(document_read::Column::Kind.is_in(cards))
        .count(connection)
        .await?;
    Ok(read > 0)
}

/// When a person's documents were opened, the first first.
///
/// # Errors
/// The database's own.
pub async fn readings(
    connection: &impl ConnectionTrait,
    applicant: ApplicantId,
) -> Result<Vec<Reading>> {
    let rows = document_read::Entity::find()
        .filter(document_read::Column::ApplicantId.eq(uuid(applicant.as_u128())))
        .order_by_asc(document_read::Column::At)
        .all(connection)
        .await?;
    let reading = |row: document_read::Model| {
        Ok(Reading {
            kind: word(&row.kind, "document's kind")?,
            actor: word::<ActorKind>(&row.actor_kind, "actor")?,
            at: instant(row.at),
        })
    };
    rows.into_iter().map(reading).collect()
}

fn read(row: document::Model) -> Result<Document> {
    Ok(Document {
        id: DocumentId::from_u128(row.id.as_u128()),
        applicant: ApplicantId::from_u128(row.applicant_id.as_u128()),
        kind: word(&row.kind, "document's kind")?,
        media: row.media_type.parse().map_err(|_| corrupt("media type"))?,
        size: row.size,
        fingerprint: row.fingerprint.try_into().map_err(|_| corrupt("fingerprint"))?,
        created_at: instant(row.created_at),
    })
}
