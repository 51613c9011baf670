//! How the demonstration's sessions choose their people: two tests, or a seed that is locked away.

use balai_shared::{
    lottery::{self, Bits},
    ranking::{self, Points},
    session::{SelectionMethod, SessionLifecycle},
};
use sha2::{Digest, Sha256};

use crate::{
    auth::vault::Vault,
    error::Result,
    model::{
        catalogue::Session,
        selection::{Criterion, Lottery, Plan},
    },
    service::selection,
    store::bulk::{Batch, NewSession},
};

/// Adds what the batch's sessions are chosen by. Those that were chosen before the demonstration begins
/// have no draw that could be repeated.
pub(super) fn add(batch: &mut Batch, vault: &Vault) -> Result<()> {
    for NewSession { session, at, .. } in &batch.sessions {
        match session.selection_method {
            SelectionMethod::FirstCome => {}
            SelectionMethod::Merit => batch.plans.push((session.id, two_tests())),
            SelectionMethod::Lottery if is_to_be_drawn(session) => {
                // Chance as good as any here, and the same for the same demonstration.
                let seed = Sha256::digest(format!("balai demo seed {}", session.id));
                let seed = Bits::new(seed.into());
                batch.lotteries.push(Lottery {
                    session: session.id,
                    commitment: lottery::commitment(session.id, seed),
                    committed_at: *at,
                    sealed: selection::seal(vault, session.id, seed)?,
                    drawn: None,
                });
            }
            SelectionMethod::Lottery => {}
        }
    }
    Ok(())
}

fn is_to_be_drawn(session: &Session) -> bool {
    session.lifecycle == SessionLifecycle::Published && session.selection_closed_at.is_none()
}

fn two_tests() -> Plan {
    let criterion = |name: &str, weight: u32| {
        let rule = ranking::Criterion { weight, maximum: Points::HUNDRED, minimum: None };
        Criterion { name: name.to_owned(), rule }
    };
    Plan {
        criteria: vec![criterion("Tes tertulis", 60), criterion("Wawancara", 40)],
        quotas: Vec::new(),
    }
}
