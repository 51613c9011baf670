//! How people stand in their trainings, loaded together.

use std::sync::Arc;

use async_graphql::dataloader::Loader;
use balai_shared::id::{ApplicationId, SessionId};

use super::loader::{Batch, Loaded};
use crate::{error::Error, service::roster};

/// Loads how the person of an application stands in its session's training.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ProgressOf(pub(super) ApplicationId, pub(super) SessionId);

impl Loader<ProgressOf> for Batch {
    type Value = roster::Progress;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[ProgressOf]) -> Loaded<ProgressOf, roster::Progress> {
        let of: Vec<_> = keys.iter().map(|key| (key.0, key.1)).collect();
        let found = roster::progress(&self.services, &of).await.map_err(Arc::new)?;
        Ok(keys.iter().copied().zip(found).collect())
    }
}
