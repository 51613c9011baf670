//! Applications that staff sent for somebody at the counter.

use balai_shared::{
    id::{AccountId, ApplicationId, InstitutionId},
    time::Instant,
};
use sea_orm::{EntityTrait, Set};

use super::{Tx, convert::uuid, entity::assisted_application};
use crate::error::Result;

/// The one way so far: the person stands there with the KTP.
const COUNTER: &str = "COUNTER";

/// Who agreed to what.
#[derive(Debug, Clone, Copy)]
pub struct Consent {
    /// The application that was sent.
    pub application: ApplicationId,
    /// Where to.
    pub institution: InstitutionId,
    /// Who asked, and sent it.
    pub staff: AccountId,
    /// Which text was agreed to.
    pub version: i32,
    /// Whether the account was made with it.
    pub new_account: bool,
}

/// Writes down that the person agreed.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, new: &Consent, at: Instant) -> Result<()> {
    let row = assisted_application::ActiveModel {
        application_id: Set(uuid(new.application.as_u128())),
        institution_id: Set(uuid(new.institution.as_u128())),
        staff_id: Set(uuid(new.staff.as_u128())),
        consent_version: Set(new.version),
        channel: Set(COUNTER.to_owned()),
        consented_at: Set(at.as_millis()),
        new_account: Set(new.new_account),
    };
    assisted_application::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}
