//! Where documents lie: a folder, or a bucket that speaks S3. Only sealed bytes come here.

use std::{path::Path, sync::Arc};

use futures_util::TryStreamExt;
use object_store::{
    ObjectStore, ObjectStoreExt, aws::AmazonS3Builder, local::LocalFileSystem, memory::InMemory,
    path,
};

use super::bucket::Connector;

/// The folder of the shelf in which documents lie.
const FOLDER: &str = "dokumen";

/// Why there is no shelf, or why it doesn't take or give something. It names files, never people.
#[derive(Debug, thiserror::Error)]
pub enum ShelfError {
    /// The folder can't be made or entered.
    #[error("the folder for documents, {0}: {1}")]
    Folder(String, std::io::Error),
    /// The address of the bucket, or what goes with it.
    #[error(
        "BALAI_DOCUMENTS_URL must be s3://BUCKET, with AWS_REGION, AWS_ACCESS_KEY_ID and \
         AWS_SECRET_ACCESS_KEY, and AWS_ENDPOINT for other services: {0}"
    )]
    Bucket(object_store::Error),
    /// It doesn't answer as it should.
    #[error("the documents can't be reached: {0}")]
    Unreachable(object_store::Error),
}

/// Where documents lie. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Shelf {
    store: Arc<dyn ObjectStore>,
}

impl Shelf {
    /// A folder, which is made where it isn't there.
    ///
    /// # Errors
    /// [`ShelfError::Folder`].
    pub fn folder(folder: &Path) -> Result<Self, ShelfError> {
        let failed = |error| ShelfError::Folder(folder.display().to_string(), error);
        std::fs::create_dir_all(folder).map_err(failed)?;
        let store = LocalFileSystem::new_with_prefix(folder)
            .map_err(|error| failed(std::io::Error::other(error)))?
            // A row must not outlive its bytes, whatever becomes of the power.
            .with_fsync(true);
        Ok(Self { store: Arc::new(store) })
    }

    /// A bucket, `s3://…`. The rest comes from the environment, under the names that all programs
    /// for S3 use.
    ///
    /// # Errors
    /// [`ShelfError::Bucket`].
    pub fn bucket(url: &str) -> Result<Self, ShelfError> {
        let bad = |source: &str| {
            ShelfError::Bucket(object_store::Error::NotSupported { source: source.into() })
        };
        if url.strip_prefix("s3://").is_none_or(|bucket| bucket.trim_matches('/').is_empty()) {
            return Err(bad("it names no bucket"));
        }
        let store = AmazonS3Builder::from_env()
            .with_url(url)
            .with_http_connector(Connector)
            .build()
            .map_err(ShelfError::Bucket)?;
        Ok(Self { store: Arc::new(store) })
    }

    /// Forgets all at the end: for tests.
    #[must_use]
    pub fn memory() -> Self {
        Self { store: Arc::new(InMemory::new()) }
    }

    /// Puts these bytes there under a name, in place of others; once it returns they stay.
    ///
    /// # Errors
    /// [`ShelfError::Unreachable`].
    pub async fn put(&self, name: &str, bytes: Vec<u8>) -> Result<(), ShelfError> {
        self.store.put(&at(name), bytes.into()).await.map_err(ShelfError::Unreachable)?;
        Ok(())
    }

    /// The bytes under a name; `None` where there are none.
    ///
    /// # Errors
    /// [`ShelfError::Unreachable`].
    pub async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, ShelfError> {
        let found = async { self.store.get(&at(name)).await?.bytes().await };
        missing(found.await.map(|bytes| bytes.to_vec()))
    }

    /// Takes the bytes away, if they are there.
    ///
    /// # Errors
    /// [`ShelfError::Unreachable`].
    pub async fn remove(&self, name: &str) -> Result<(), ShelfError> {
        missing(self.store.delete(&at(name)).await)?;
        Ok(())
    }

    /// All names.
    ///
    /// # Errors
    /// [`ShelfError::Unreachable`].
    pub async fn names(&self) -> Result<Vec<String>, ShelfError> {
        let folder = path::Path::from(FOLDER);
        let found = self
            .store
            .list(Some(&folder))
            .try_filter_map(async |object| Ok(object.location.filename().map(str::to_owned)));
        missing(found.try_collect().await).map(Option::unwrap_or_default)
    }
}

fn at(name: &str) -> path::Path {
    path::Path::from_iter([FOLDER, name])
}

fn missing<T>(result: object_store::Result<T>) -> Result<Option<T>, ShelfError> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(object_store::Error::NotFound { .. }) => Ok(None),
        Err(error) => Err(ShelfError::Unreachable(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn works(shelf: &Shelf) {
        assert_eq!(shelf.get("doc_1").await.unwrap(), None);
        assert!(shelf.names().await.unwrap().is_empty());
        shelf.put("doc_1", b"one".to_vec()).await.unwrap();
        shelf.put("doc_1", b"two".to_vec()).await.unwrap();
        assert_eq!(shelf.get("doc_1").await.unwrap().as_deref(), Some(&b"two"[..]));
        assert_eq!(shelf.names().await.unwrap(), ["doc_1"]);
        shelf.remove("doc_1").await.unwrap();
        shelf.remove("doc_1").await.unwrap();
        assert!(shelf.names().await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn a_folder_and_memory_keep_and_forget() {
        works(&Shelf::memory()).await;
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("documents");
        works(&Shelf::folder(&inner).unwrap()).await;
        let shelf = Shelf::folder(&inner).unwrap();
        shelf.put("doc_1", b"one".to_vec()).await.unwrap();
        assert_eq!(std::fs::read(inner.join("dokumen/doc_1")).unwrap(), b"one");
    }

    #[tokio::test]
    #[ignore = "wants an empty bucket: the environment of a server, and BALAI_DOCUMENTS_URL"]
    async fn a_bucket_keeps_and_forgets() {
        #[expect(clippy::disallowed_methods, reason = "whoever runs this says where the bucket is")]
        let url = std::env::var("BALAI_DOCUMENTS_URL").unwrap();
        works(&Shelf::bucket(&url).unwrap()).await;
    }

    #[test]
    fn a_bucket_is_named_by_its_address() {
        for bad in ["", "s3://", "s3:///", "https://bucket", "gs://bucket", "/srv/documents"] {
            assert!(matches!(Shelf::bucket(bad), Err(ShelfError::Bucket(_))), "{bad}");
        }
        let shelf = Shelf::bucket("s3://balai-documents").unwrap();
        assert!(format!("{shelf:?}").contains("balai-documents"));
    }
}
