//! What happened to an account, written down for its owner.

use balai_shared::{
    account::{AccountEventKind, AccountNotice},
    id::{AccountEventId, AccountId, InstitutionId},
    policy::Actor,
    time::Instant,
};

use super::{Services, outbox, viewer};
use crate::{
    auth::secret::new_id,
    error::Result,
    model::account::{Account, AccountEvent},
    store::{self, Tx},
};

/// How many are shown.
const MOST: u64 = 200;

/// Who did it, where that was somebody else.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct By {
    pub(super) actor: Option<AccountId>,
    pub(super) institution: Option<InstitutionId>,
}

/// Writes down what the owner did, or what happened by itself.
///
/// # Errors
/// The database's own.
pub(super) async fn note(
    tx: &Tx,
    account: AccountId,
    kind: AccountEventKind,
    now: Instant,
) -> Result<()> {
    note_by(tx, account, kind, By::default(), now).await
}

/// The same of what somebody else did.
///
/// # Errors
/// The database's own.
pub(super) async fn note_by(
    tx: &Tx,
    account: AccountId,
    kind: AccountEventKind,
    by: By,
    now: Instant,
) -> Result<()> {
    let (actor, institution) = (by.actor, by.institution);
    let id = AccountEventId::from_u128(new_id(now)?);
    let event = AccountEvent { id, at: now, kind, actor, institution };
    store::account_event::insert(tx, account, &event).await
}

/// Tells the owner by every contact that is proved.
///
/// # Errors
/// The database's own.
pub(super) async fn tell(
    tx: &Tx,
    account: &Account,
    notice: AccountNotice,
    now: Instant,
) -> Result<()> {
    let language = store::preference::of(tx.conn(), account.id).await?.language;
    for own in account.contacts() {
        if own.confirmed_at.is_some() {
            outbox::notify(tx, (account.id, language), &own.contact, notice, now).await?;
        }
    }
    Ok(())
}

/// The latest, of the caller's own account, as [`viewer::account`] gave it.
///
/// # Errors
/// `FORBIDDEN` for another's.
pub async fn newest(
    services: &Services,
    actor: &Actor,
    account: AccountId,
) -> Result<Vec<AccountEvent>> {
    viewer::own(actor, account)?;
    store::account_event::newest(services.store.read(), account, MOST).await
}
