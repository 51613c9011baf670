//! What people are told about their benefits.

use std::collections::HashMap;

use balai_shared::{
    benefit::checklist,
    format,
    id::{BenefitId, NotificationId},
    language::Language,
    message,
    notification::NotificationKind,
    time::{Instant, TimeZone},
};

use super::{Services, outbox};
use crate::{
    auth::secret::new_id,
    error::Result,
    model::{benefit::Benefit, message::Subject},
    store::{self, Tx, notification::News},
};

/// What a message about a benefit names.
#[derive(Debug, Clone)]
pub struct Headline {
    /// The scheme's name.
    pub scheme: String,
    /// The first moment after the last day of the first purchase.
    purchase_until: Instant,
    zone: TimeZone,
}

impl Headline {
    /// The message in words.
    #[must_use]
    pub fn told(&self, kind: NotificationKind, language: Language) -> String {
        let until = format::deadline(self.purchase_until, self.zone, language);
        message::notification(kind, &self.scheme, Some(&until), language)
    }
}

/// What messages about some benefits name.
///
/// # Errors
/// The database's own.
pub async fn headlines(
    services: &Services,
    ids: &[BenefitId],
) -> Result<HashMap<BenefitId, Headline>> {
    let connection = services.store.read();
    let mut told = HashMap::new();
    for (benefit, _) in store::benefit::by_ids(connection, ids).await? {
        let region = store::applicant::region_of(connection, benefit.applicant).await?;
        let region = region.and_then(|code| services.places.region(&code).cloned());
        let zone = region.map_or(TimeZone::Jakarta, |region| region.time_zone);
        let purchase_until = checklist::first_purchase_due(&benefit.facts, &benefit.scheme, zone);
        let scheme = benefit.scheme.name;
        told.insert(benefit.id, Headline { scheme, purchase_until, zone });
    }
    Ok(told)
}

/// Tells the person on the own page, and outside where that is wanted; in the transaction of what
/// happened.
///
/// # Errors
/// The database's own.
pub(super) async fn tell(
    tx: &Tx,
    benefit: &Benefit,
    kind: NotificationKind,
    now: Instant,
) -> Result<()> {
    let to = store::preference::recipient(tx, benefit.applicant).await?;
    let news = News {
        id: NotificationId::from_u128(new_id(now)?),
        account: to.account,
        about: Subject::Benefit(benefit.id),
        kind,
        at: now,
    };
    store::notification::insert(tx, news).await?;
    outbox::tell(tx, to, news).await
}
