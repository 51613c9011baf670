//! Erasing a person's data, and keeping of it what the law keeps.

use balai_shared::{
    account::RecoveryOutcome,
    application::ApplicationState,
    id::{AccountId, ApplicantId},
    time::Instant,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Set,
    sea_query::{Expr, Query},
};

use super::{
    Tx,
    convert::uuid,
    entity::{
        account, applicant, application, application_event, application_text, benefit, certificate,
        certificate_text, document, document_check, event_note, kept_identity, message_preference,
        notification, one_time_code, outbox, rating_text, remark, survey_answer, survey_note,
    },
};
use crate::error::{Error, Result};

/// What stands in place of the name.
pub const ERASED_NAME: &str = "Akun dihapus";
/// What can be no address [RFC 2606]: the table wants one contact in every row.
const NOWHERE: &str = "dihapus.invalid";
/// What no password hashes to.
const NO_PASSWORD: &str = "!";

/// Empties the account: name, contacts, password, the way of being told, what the person waits for, and
/// what waits to be sent.
///
/// # Errors
/// The database's own.
pub async fn account(tx: &Tx, id: AccountId, at: Instant) -> Result<()> {
    // First of all: who is being told of a session holds the search until that is written, and looks at
    // the account meanwhile, so that neither may wait for the other with something in its hands.
    super::saved_search::remove_all(tx, id).await?;
    let nowhere = format!("{id}@{NOWHERE}");
    account::Entity::update_many()
        .set(account::ActiveModel {
            name: Set(ERASED_NAME.to_owned()),
            email_normal: Set(Some(nowhere.to_lowercase())),
            email: Set(Some(nowhere)),
            phone_cipher: Set(None),
            phone_index: Set(None),
            password_hash: Set(NO_PASSWORD.to_owned()),
            email_confirmed_at: Set(None),
            phone_confirmed_at: Set(None),
            phone_vouched_at: Set(None),
            deleted_at: Set(Some(at.as_millis())),
            ..Default::default()
        })
        .filter(account::Column::Id.eq(uuid(id.as_u128())))
        .exec(tx.conn())
        .await?;
    let (conn, own) = (tx.conn(), uuid(id.as_u128()));
    notification::Entity::delete_many()
        .filter(notification::Column::AccountId.eq(own))
        .exec(conn)
        .await?;
    outbox::Entity::delete_many().filter(outbox::Column::AccountId.eq(own)).exec(conn).await?;
    one_time_code::Entity::delete_many()
        .filter(one_time_code::Column::AccountId.eq(own))
        .exec(conn)
        .await?;
    message_preference::Entity::delete_by_id(own).exec(conn).await?;
    super::known_device::forget_all(tx, id, None).await?;
    super::contact_recovery::end(tx, id, RecoveryOutcome::Failed, at).await?;
    super::desk_view::remove_own(tx, id).await?;
    Ok(())
}

/// Empties the profile and what the person wrote, or others wrote about it.
///
/// # Errors
/// The database's own.
pub async fn profile(tx: &Tx, id: ApplicantId, at: Instant) -> Result<()> {
    let own = uuid(id.as_u128());
    applicant::Entity::update_many()
        .set(applicant::ActiveModel {
            nik_cipher: Set(None),
            nik_index: Set(None),
            kk_cipher: Set(None),
            kk_index: Set(None),
            birth_date: Set(None),
            sex: Set(None),
            education: Set(None),
            occupation: Set(None),
            region_code: Set(None),
            disability: Set(None),
            updated_at: Set(at.as_millis()),
            ..Default::default()
        })
        .col_expr(applicant::Column::Version, Expr::cust("version + 1"))
        .filter(applicant::Column::Id.eq(own))
        .exec(tx.conn())
        .await?;
    written(tx, id).await?;
    super::identity::forget(tx, id).await?;
    super::slot_booking::erase(tx, id).await?;
    surveys(tx, id).await?;
    unsent(tx, id).await
}

/// What the person wrote about applications, or others wrote about it.
async fn written(tx: &Tx, id: ApplicantId) -> Result<()> {
    let own = uuid(id.as_u128());
    let applications = || {
        Query::select()
            .column(application::Column::Id)
            .from(application::Entity)
            .and_where(application::Column::ApplicantId.eq(own))
            .to_owned()
    };
    let events = Query::select()
        .column(application_event::Column::Id)
        .from(application_event::Entity)
        .and_where(application_event::Column::ApplicationId.in_subquery(applications()))
        .to_owned();
    event_note::Entity::delete_many()
        .filter(event_note::Column::EventId.in_subquery(events))
        .exec(tx.conn())
        .await?;
    application_text::Entity::delete_many()
        .filter(application_text::Column::ApplicationId.in_subquery(applications()))
        .exec(tx.conn())
        .await?;
    rating_text::Entity::delete_many()
        .filter(rating_text::Column::ApplicationId.in_subquery(applications()))
        .exec(tx.conn())
        .await?;
    remark::Entity::delete_many()
        .filter(remark::Column::ApplicationId.in_subquery(applications()))
        .exec(tx.conn())
        .await?;
    // That something was asked for stays; in which words, goes.
    document_check::Entity::update_many()
        .col_expr(document_check::Column::Note, Expr::value(Option::<String>::None))
        .filter(document_check::Column::ApplicationId.in_subquery(applications()))
        .filter(document_check::Column::Note.is_not_null())
        .exec(tx.conn())
        .await?;
    let certificates = Query::select()
        .column(certificate::Column::Id)
        .from(certificate::Entity)
        .and_where(certificate::Column::ApplicationId.in_subquery(applications()))
        .to_owned();
    certificate_text::Entity::delete_many()
        .filter(certificate_text::Column::CertificateId.in_subquery(certificates))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// What was said in surveys, but for that they were answered: that is why they were paid.
async fn surveys(tx: &Tx, id: ApplicantId) -> Result<()> {
    let own = || {
        Query::select()
            .column(benefit::Column::Id)
            .from(benefit::Entity)
            .and_where(benefit::Column::ApplicantId.eq(uuid(id.as_u128())))
            .to_owned()
    };
    survey_note::Entity::delete_many()
        .filter(survey_note::Column::BenefitId.in_subquery(own()))
        .exec(tx.conn())
        .await?;
    survey_answer::Entity::update_many()
        .col_expr(survey_answer::Column::IncomeBand, Expr::value(Option::<String>::None))
        .filter(survey_answer::Column::BenefitId.in_subquery(own()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// What a person has uploaded, and what was begun and never sent. The bytes lie apart, and are
/// removed after their rows (`service::clean_documents`).
async fn unsent(tx: &Tx, id: ApplicantId) -> Result<()> {
    let own = uuid(id.as_u128());
    document::Entity::delete_many()
        .filter(document::Column::ApplicantId.eq(own))
        .exec(tx.conn())
        .await?;
    application::Entity::delete_many()
        .filter(application::Column::ApplicantId.eq(own))
        .filter(application::Column::State.eq(ApplicationState::Draft.as_str()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Whether public money was ever given to this person.
///
/// # Errors
/// The database's own.
pub async fn has_benefit(connection: &impl ConnectionTrait, id: ApplicantId) -> Result<bool> {
    let benefits = benefit::Entity::find()
        .filter(benefit::Column::ApplicantId.eq(uuid(id.as_u128())))
        .count(connection)
        .await?;
    Ok(benefits > 0)
}

/// Sets aside who was given public money, sealed as it is in the profile, until `until`.
///
/// # Errors
/// The database's own.
pub async fn keep_identity(tx: &Tx, id: ApplicantId, until: Instant) -> Result<()> {
    let row = applicant::Entity::find_by_id(uuid(id.as_u128())).one(tx.conn()).await?;
    let row = row.ok_or_else(|| Error::Internal("a person has no profile".to_owned()))?;
    let kept = kept_identity::ActiveModel {
        applicant_id: Set(row.id),
        nik_cipher: Set(row.nik_cipher),
        nik_index: Set(row.nik_index),
        kk_cipher: Set(row.kk_cipher),
        kk_index: Set(row.kk_index),
        kept_until: Set(until.as_millis()),
    };
    kept_identity::Entity::insert(kept).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Where a benefit's payments would go is forgotten; what was paid stays in the ledger.
///
/// # Errors
/// The database's own.
pub async fn payout(tx: &Tx, id: ApplicantId) -> Result<()> {
    benefit::Entity::update_many()
        .set(benefit::ActiveModel {
            payout_provider: Set(None),
            payout_cipher: Set(None),
            payout_index: Set(None),
            payout_verified_at: Set(None),
            payout_check_id: Set(None),
            payout_registered_at: Set(None),
            payout_checked_at: Set(None),
            payout_refusal: Set(None),
            payout_next_check_at: Set(None),
            ..Default::default()
        })
        .filter(benefit::Column::ApplicantId.eq(uuid(id.as_u128())))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Erases identities whose time is over.
///
/// # Errors
/// The database's own.
pub async fn purge_identities(tx: &Tx, now: Instant) -> Result<u64> {
    let result = kept_identity::Entity::delete_many()
        .filter(kept_identity::Column::KeptUntil.lte(now.as_millis()))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected)
}
