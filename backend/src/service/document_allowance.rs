//! How much somebody may keep who can't be reached: anybody can make accounts and fill them.

use balai_shared::{account::Proof, document::DocumentKind, error::FieldCode, policy::Actor};

use super::{
    Services,
    attempts::{self, Subject},
    limits, viewer,
};
use crate::{
    error::{Error, Result},
    model::{account::Account, document::Document, network::Network},
};

const MIB: usize = 1024 * 1024;
/// What an account may keep that has proved no contact, in bytes: four photos as the page shrinks them,
/// or two as a phone takes them.
const UNPROVED_MOST: usize = 8 * MIB;

/// Lets one more document through, of `size` bytes, beside those that are `kept`.
///
/// # Errors
/// `VALIDATION_FAILED` (`CONFIRM_CONTACT_FIRST`) at the kind's name where an account that has proved no
/// contact would keep too much; `RATE_LIMITED` where such accounts sent too much from one network.
pub(super) async fn admit(
    services: &Services,
    actor: &Actor,
    kept: &[Document],
    (kind, size): (DocumentKind, usize),
    from: Option<Network>,
) -> Result<()> {
    let account = viewer::account(services, actor).await?;
    let proofs = account.as_ref().map(Account::proofs);
    let proofs = proofs.into_iter().flat_map(|proofs| [proofs.phone, proofs.email]).flatten();
    // A centre's word is as good as a code: who was helped at a counter can be reached.
    if proofs.into_iter().any(|proof| proof != Proof::Claimed) {
        return Ok(());
    }
    let others = kept.iter().filter(|known| known.kind != kind);
    let others: usize = others.map(|known| usize::try_from(known.size).unwrap_or(0)).sum();
    if others + size > UNPROVED_MOST {
        return Err(Error::field(kind.as_str(), FieldCode::ConfirmContactFirst));
    }
    let network = Subject::of_network(services.vault(), &limits::DOCUMENTS_NETWORK, from);
    let pieces = network.into_iter().cycle().take(size.div_ceil(MIB));
    let _kept = attempts::count(services, pieces.collect()).await?;
    Ok(())
}
