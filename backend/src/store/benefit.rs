//! Benefits: granted, and the facts about them.

use std::collections::HashMap;

use balai_shared::{
    benefit::{checklist::Facts, ledger::LedgerKind, scheme::Scheme},
    id::{ApplicantId, BenefitId, SchemeId},
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Set,
    prelude::Uuid,
    sea_query::{IntoCondition, LockType, OnConflict},
};

use super::{
    Tx,
    convert::{instant, uuid},
    corrupt,
    entity::{
        benefit::{self, Column},
        scheme,
    },
    guarded,
};
use crate::{
    error::{Error, Result},
    model::benefit::{Answer, Benefit, Posting},
};

/// Puts the shipped schemes in, or their newest rules; the id of each by its code.
///
/// # Errors
/// The database's own.
pub async fn save_schemes(tx: &Tx, schemes: &[(SchemeId, Scheme)]) -> Result<()> {
    for (id, rules) in schemes {
        let json = serde_json::to_string(rules)
            .map_err(|error| Error::Internal(format!("a scheme: {error}")))?;
        scheme::Entity::insert(scheme::ActiveModel {
            id: Set(uuid(id.as_u128())),
            code: Set(rules.code.clone()),
            name: Set(rules.name.clone()),
            rules: Set(json),
        })
        .on_conflict(
            OnConflict::column(scheme::Column::Code)
                .update_columns([scheme::Column::Name, scheme::Column::Rules])
                .to_owned(),
        )
        .exec_without_returning(tx.conn())
        .await?;
    }
    Ok(())
}

/// The ids of the schemes, by code.
///
/// # Errors
/// The database's own.
pub async fn scheme_ids(connection: &impl ConnectionTrait) -> Result<HashMap<String, SchemeId>> {
    let rows = scheme::Entity::find().all(connection).await?;
    Ok(rows.into_iter().map(|row| (row.code, SchemeId::from_u128(row.id.as_u128()))).collect())
}

/// The schemes with their rules.
///
/// # Errors
/// The database's own; `INTERNAL` where rules can't be read.
pub async fn schemes(connection: &impl ConnectionTrait) -> Result<Vec<(SchemeId, Scheme)>> {
    let rows = scheme::Entity::find().all(connection).await?;
    let read = |row: scheme::Model| {
        let rules = serde_json::from_str(&row.rules).map_err(|_| corrupt("scheme"))?;
        Ok((SchemeId::from_u128(row.id.as_u128()), rules))
    };
    rows.into_iter().map(read).collect()
}

/// Adds a benefit, without any money yet.
///
/// # Errors
/// A unique violation where the person has one of that scheme.
pub async fn insert(tx: &Tx, new: &Benefit, dates: &Dates) -> Result<()> {
    benefit::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        applicant_id: Set(uuid(new.applicant.as_u128())),
        scheme_id: Set(uuid(new.scheme_id.as_u128())),
        wave: Set(new.wave),
        accepted_at: Set(new.accepted_at.as_millis()),
        first_purchase_at: Set(new.facts.first_purchase_at.map(Instant::as_millis)),
        training_completed_at: Set(new.facts.training_completed_at.map(Instant::as_millis)),
        next_purchase_at: Set(new.facts.next_purchase_at.map(Instant::as_millis)),
        certificate_at: Set(dates.certificate_at.map(Instant::as_millis)),
        rated_at: Set(dates.rated_at.map(Instant::as_millis)),
        payout_provider: Set(None),
        payout_cipher: Set(None),
        payout_index: Set(None),
        payout_verified_at: Set(dates.payout_verified_at.map(Instant::as_millis)),
        revoked_at: Set(dates.revoked_at.map(Instant::as_millis)),
        version: Set(1),
        ..Default::default()
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// When the facts that are kept as dates came true.
#[derive(Debug, Clone, Copy, Default)]
pub struct Dates {
    /// The first training's certificate was issued.
    pub certificate_at: Option<Instant>,
    /// The person rated it.
    pub rated_at: Option<Instant>,
    /// The account for payments was verified.
    pub payout_verified_at: Option<Instant>,
    /// The benefit was taken back.
    pub revoked_at: Option<Instant>,
}

/// A person's benefits, the latest first, with the figures of the ledger in their facts.
///
/// # Errors
/// The database's own.
pub async fn of_applicant(
    connection: &impl ConnectionTrait,
    applicant: ApplicantId,
) -> Result<Vec<(Benefit, Vec<Posting>)>> {
    let whose = Column::ApplicantId.eq(uuid(applicant.as_u128()));
    find(connection, whose.into_condition()).await
}

/// Those with these ids, the latest first; as [`of_applicant`].
///
/// # Errors
/// The database's own.
pub async fn by_ids(
    connection: &impl ConnectionTrait,
    ids: &[BenefitId],
) -> Result<Vec<(Benefit, Vec<Posting>)>> {
    let which = Column::Id.is_in(ids.iter().map(|id| uuid(id.as_u128())));
    find(connection, which.into_condition()).await
}

async fn find(
    connection: &impl ConnectionTrait,
    which: Condition,
) -> Result<Vec<(Benefit, Vec<Posting>)>> {
    let rows = benefit::Entity::find()
        .find_also_related(scheme::Entity)
        .filter(which)
        .order_by_desc(Column::AcceptedAt)
        .all(connection)
        .await?;
    let ids: Vec<_> = rows.iter().map(|(row, _)| BenefitId::from_u128(row.id.as_u128())).collect();
    let mut postings: HashMap<BenefitId, Vec<Posting>> = HashMap::new();
    for posting in super::ledger::of_benefits(connection, &ids).await? {
        postings.entry(posting.benefit).or_default().push(posting);
    }
    let mut answers = super::survey::of_benefits(connection, &ids).await?;
    rows.into_iter()
        .map(|(row, scheme)| {
            let id = BenefitId::from_u128(row.id.as_u128());
            let postings = postings.remove(&id).unwrap_or_default();
            let answers = answers.remove(&id).unwrap_or_default();
            Ok((read(row, scheme, &postings, answers)?, postings))
        })
        .collect()
}

/// Holds a person's benefits until the transaction ends, and gives them as they are then: two requests
/// can't spend the same balance, and none is spent that is being taken back.
///
/// # Errors
/// The database's own.
pub async fn lock_all(tx: &Tx, applicant: ApplicantId) -> Result<Vec<(Benefit, Vec<Posting>)>> {
    if tx.conn().get_database_backend() != DbBackend::Sqlite {
        benefit::Entity::find()
            .filter(Column::ApplicantId.eq(uuid(applicant.as_u128())))
            .order_by_asc(Column::Id)
            .lock(LockType::NoKeyUpdate)
            .all(tx.conn())
            .await?;
    }
    of_applicant(tx.conn(), applicant).await
}

/// Holds one benefit until the transaction ends, and gives it as it is then.
///
/// # Errors
/// The database's own.
pub async fn lock(tx: &Tx, id: BenefitId) -> Result<Option<(Benefit, Vec<Posting>)>> {
    if tx.conn().get_database_backend() != DbBackend::Sqlite {
        benefit::Entity::find_by_id(uuid(id.as_u128()))
            .lock(LockType::NoKeyUpdate)
            .one(tx.conn())
            .await?;
    }
    Ok(by_ids(tx.conn(), &[id]).await?.pop())
}

/// Notes when the first training was bought, and the one after it.
///
/// # Errors
/// The database's own.
pub async fn set_purchases(
    tx: &Tx,
    id: BenefitId,
    first: Option<Instant>,
    next: Option<Instant>,
) -> Result<()> {
    benefit::ActiveModel {
        id: Set(uuid(id.as_u128())),
        first_purchase_at: Set(first.map(Instant::as_millis)),
        next_purchase_at: Set(next.map(Instant::as_millis)),
        ..Default::default()
    }
    .update(tx.conn())
    .await?;
    Ok(())
}

/// A fact of a benefit that comes true once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Milestone {
    /// The first training is finished.
    Trained,
    /// Its certificate is issued.
    Certified,
    /// The person rated a training.
    Rated,
    /// The person was reminded of the first purchase.
    Reminded,
    /// The benefit was taken back.
    Revoked,
}

/// Notes that it came true; `false` where it had before.
///
/// # Errors
/// The database's own.
pub async fn reach(tx: &Tx, id: BenefitId, what: Milestone, at: Instant) -> Result<bool> {
    let column = match what {
        Milestone::Trained => Column::TrainingCompletedAt,
        Milestone::Certified => Column::CertificateAt,
        Milestone::Rated => Column::RatedAt,
        Milestone::Reminded => Column::RemindedAt,
        Milestone::Revoked => Column::RevokedAt,
    };
    let update = benefit::Entity::update_many()
        .col_expr(column, at.as_millis().into())
        .filter(Column::Id.eq(uuid(id.as_u128())))
        .filter(column.is_null())
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Benefits of a scheme with which nothing was bought.
#[derive(Debug, Clone, Copy)]
pub struct Unspent {
    /// The scheme: each has days of its own, and those of one must not fill another's round.
    pub scheme: SchemeId,
    /// Accepted before then.
    pub before: Instant,
    /// Without those of which the person was reminded.
    pub unreminded: bool,
}

/// Such benefits, the earliest first, at most `most`.
///
/// # Errors
/// The database's own.
pub async fn unspent(
    connection: &impl ConnectionTrait,
    which: Unspent,
    most: u64,
) -> Result<Vec<BenefitId>> {
    let mut select = benefit::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::SchemeId.eq(uuid(which.scheme.as_u128())))
        .filter(Column::FirstPurchaseAt.is_null())
        .filter(Column::RevokedAt.is_null())
        .filter(Column::AcceptedAt.lt(which.before.as_millis()));
    if which.unreminded {
        select = select.filter(Column::RemindedAt.is_null());
    }
    let ids: Vec<Uuid> =
        select.order_by_asc(Column::AcceptedAt).limit(most).into_tuple().all(connection).await?;
    Ok(ids.into_iter().map(|id| BenefitId::from_u128(id.as_u128())).collect())
}

fn read(
    row: benefit::Model,
    scheme: Option<scheme::Model>,
    postings: &[Posting],
    answers: Vec<Answer>,
) -> Result<Benefit> {
    let scheme = scheme.ok_or_else(|| corrupt("benefit's scheme"))?;
    let rules = serde_json::from_str(&scheme.rules).map_err(|_| corrupt("scheme"))?;
    let count = |kind: LedgerKind| postings.iter().filter(|posting| posting.kind == kind).count();
    // Answered and not paid yet is answered all the same.
    let surveys = count(LedgerKind::Survey).max(answers.len());
    let conditions =
        [row.training_completed_at, row.certificate_at, row.rated_at, row.payout_verified_at];
    // The incentive is on its way from the moment the last of its conditions came true.
    let scheduled = conditions
        .into_iter()
        .collect::<Option<Vec<_>>>()
        .and_then(|all| all.into_iter().max().map(instant));
    Ok(Benefit {
        id: BenefitId::from_u128(row.id.as_u128()),
        applicant: ApplicantId::from_u128(row.applicant_id.as_u128()),
        scheme_id: SchemeId::from_u128(row.scheme_id.as_u128()),
        scheme: rules,
        wave: row.wave,
        accepted_at: instant(row.accepted_at),
        answers,
        facts: Facts {
            granted_at: instant(row.accepted_at),
            first_purchase_at: row.first_purchase_at.map(instant),
            training_completed_at: row.training_completed_at.map(instant),
            next_purchase_at: row.next_purchase_at.map(instant),
            certificate: row.certificate_at.is_some(),
            rated: row.rated_at.is_some(),
            payout_verified: row.payout_verified_at.is_some(),
            payout_checking: row.payout_cipher.is_some()
                && row.payout_verified_at.is_none()
                && row.payout_refusal.is_none(),
            incentive_scheduled_at: scheduled,
            incentive_paid: count(LedgerKind::Incentive) > 0,
            surveys_done: u8::try_from(surveys).unwrap_or(u8::MAX),
            revoked: row.revoked_at.is_some(),
        },
    })
}
