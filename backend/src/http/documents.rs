//! Our own documents, parsed once. There are as many as pages and forms have, so that nothing here
//! grows by what others send.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use async_graphql::parser::types::ExecutableDocument;

/// Parsed documents by their text.
#[derive(Debug, Default)]
pub(crate) struct Documents(RwLock<HashMap<String, Arc<ExecutableDocument>>>);

impl Documents {
    /// The document of that text, if it is one of ours and known.
    pub(crate) fn find(&self, text: &str) -> Option<Arc<ExecutableDocument>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(text).cloned()
    }

    /// Remembers a document of ours.
    #[cfg(feature = "web")]
    pub(crate) fn keep(&self, text: &str, document: &ExecutableDocument) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(text.to_owned(), Arc::new(document.clone()));
    }
}
