//! Benefits and their ledger, which is only added to.

use std::collections::HashMap;

use balai_shared::{
    benefit::{checklist::Facts, ledger::LedgerKind, scheme::Scheme},
    id::{ApplicantId, BenefitId, PostingId, SchemeId},
    money::Rupiah,
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, Order, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::{LockType, OnConflict},
};

use super::{
    Tx,
    convert::{instant, uuid, word},
    corrupt,
    entity::{benefit, ledger_posting, scheme},
    page::{Key, Keyset, Kind, page},
};
use crate::{
    error::{Error, Result},
    model::{
        benefit::{Benefit, Posting},
        page::{Page, Window},
    },
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

/// The account that payments go to: a bank's or e-wallet's name, and the number, which is sealed.
///
/// # Errors
/// The database's own.
pub async fn set_payout(tx: &Tx, id: BenefitId, provider: &str, number: &str) -> Result<()> {
    let place = format!("benefits.payout/{id}");
    let sealed = tx.vault().seal(&place, number.as_bytes())?;
    let index = tx.vault().fingerprint("benefits.payout", number.as_bytes()).to_vec();
    benefit::ActiveModel {
        id: Set(uuid(id.as_u128())),
        payout_provider: Set(Some(provider.to_owned())),
        payout_cipher: Set(Some(sealed)),
        payout_index: Set(Some(index)),
        ..Default::default()
    }
    .update(tx.conn())
    .await?;
    Ok(())
}

/// A person's benefits, the latest first, with the figures of the ledger in their facts.
///
/// # Errors
/// The database's own.
pub async fn of_applicant(
    connection: &impl ConnectionTrait,
    applicant: ApplicantId,
) -> Result<Vec<(Benefit, Vec<Posting>)>> {
    let rows = benefit::Entity::find()
        .find_also_related(scheme::Entity)
        .filter(benefit::Column::ApplicantId.eq(uuid(applicant.as_u128())))
        .order_by_desc(benefit::Column::AcceptedAt)
        .all(connection)
        .await?;
    let ids = rows.iter().map(|(row, _)| row.id);
    let mut postings: HashMap<BenefitId, Vec<Posting>> = HashMap::new();
    let posted = ledger_posting::Entity::find()
        .filter(ledger_posting::Column::BenefitId.is_in(ids))
        .order_by_asc(ledger_posting::Column::At)
        .order_by_asc(ledger_posting::Column::Id)
        .all(connection)
        .await?;
    for row in posted {
        let posting = read_posting(row)?;
        postings.entry(posting.benefit).or_default().push(posting);
    }
    rows.into_iter()
        .map(|(row, scheme)| {
            let id = BenefitId::from_u128(row.id.as_u128());
            let postings = postings.remove(&id).unwrap_or_default();
            Ok((read(row, scheme, &postings)?, postings))
        })
        .collect()
}

/// Holds a benefit until the transaction ends, so that two requests can't spend the same balance.
///
/// # Errors
/// The database's own.
pub async fn lock(tx: &Tx, id: BenefitId) -> Result<()> {
    if tx.conn().get_database_backend() != DbBackend::Sqlite {
        benefit::Entity::find_by_id(uuid(id.as_u128()))
            .lock(LockType::NoKeyUpdate)
            .one(tx.conn())
            .await?;
    }
    Ok(())
}

/// Notes the first purchase.
///
/// # Errors
/// The database's own.
pub async fn set_first_purchase(tx: &Tx, id: BenefitId, at: Option<Instant>) -> Result<()> {
    benefit::ActiveModel {
        id: Set(uuid(id.as_u128())),
        first_purchase_at: Set(at.map(Instant::as_millis)),
        ..Default::default()
    }
    .update(tx.conn())
    .await?;
    Ok(())
}

/// Posts an amount.
///
/// # Errors
/// A unique violation where the same cause has posted before: that is how a payout happens once.
pub async fn post(tx: &Tx, posting: &Posting) -> Result<()> {
    let (from, to) = posting.kind.route();
    ledger_posting::ActiveModel {
        id: Set(uuid(posting.id.as_u128())),
        benefit_id: Set(uuid(posting.benefit.as_u128())),
        kind: Set(posting.kind.as_str().to_owned()),
        from_account: Set(from.as_str().to_owned()),
        to_account: Set(to.as_str().to_owned()),
        amount: Set(posting.amount.amount()),
        reference: Set(posting.reference.clone()),
        at: Set(posting.at.as_millis()),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// A page of a benefit's postings, the latest first.
///
/// # Errors
/// `VALIDATION_FAILED` for a cursor of another list.
pub async fn postings(
    connection: &impl ConnectionTrait,
    id: BenefitId,
    window: &Window,
) -> Result<Page<Posting>> {
    let keyset = Keyset::by(
        ledger_posting::Column::At.into_expr(),
        Kind::Number,
        ledger_posting::Column::Id.into_expr(),
        Order::Desc,
    );
    let select = ledger_posting::Entity::find()
        .filter(ledger_posting::Column::BenefitId.eq(uuid(id.as_u128())));
    let rows = keyset.cut(select, window)?.all(connection).await?;
    page(rows, window, |row| vec![Key::Number(row.at), Key::Id(row.id)], read_posting)
}

/// How many postings a benefit has.
///
/// # Errors
/// The database's own.
pub async fn count_postings(connection: &impl ConnectionTrait, id: BenefitId) -> Result<u64> {
    Ok(ledger_posting::Entity::find()
        .filter(ledger_posting::Column::BenefitId.eq(uuid(id.as_u128())))
        .count(connection)
        .await?)
}

fn read_posting(row: ledger_posting::Model) -> Result<Posting> {
    Ok(Posting {
        id: PostingId::from_u128(row.id.as_u128()),
        benefit: BenefitId::from_u128(row.benefit_id.as_u128()),
        kind: word::<LedgerKind>(&row.kind, "ledger kind")?,
        amount: Rupiah(row.amount),
        reference: row.reference,
        at: instant(row.at),
    })
}

fn read(
    row: benefit::Model,
    scheme: Option<scheme::Model>,
    postings: &[Posting],
) -> Result<Benefit> {
    let scheme = scheme.ok_or_else(|| corrupt("benefit's scheme"))?;
    let rules = serde_json::from_str(&scheme.rules).map_err(|_| corrupt("scheme"))?;
    let count = |kind: LedgerKind| postings.iter().filter(|posting| posting.kind == kind).count();
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
        facts: Facts {
            granted_at: instant(row.accepted_at),
            first_purchase_at: row.first_purchase_at.map(instant),
            training_completed_at: row.training_completed_at.map(instant),
            next_purchase_at: row.next_purchase_at.map(instant),
            certificate: row.certificate_at.is_some(),
            rated: row.rated_at.is_some(),
            payout_verified: row.payout_verified_at.is_some(),
            incentive_scheduled_at: scheduled,
            incentive_paid: count(LedgerKind::Incentive) > 0,
            surveys_done: u8::try_from(count(LedgerKind::Survey)).unwrap_or(u8::MAX),
            revoked: row.revoked_at.is_some(),
        },
    })
}
