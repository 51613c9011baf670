//! Where documents lie: a folder, or a bucket that speaks S3. Only sealed bytes come here.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use balai_shared::time::Date;
use futures_util::TryStreamExt;
use object_store::{
    ObjectStore, ObjectStoreExt, aws::AmazonS3Builder, local::LocalFileSystem, memory::InMemory,
    path,
};

use super::bucket::Connector;

/// The folder in which documents lie.
const FOLDER: &str = "dokumen";
/// The folder of what no row names, by the day it was put there.
const TRASH: &str = "trash";
/// The object that says which database the documents belong to.
const MARK: &str = "balai-database";

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
    room: Room,
}

/// Folders on whose disks something is to be left free. Without any, there is always room.
#[derive(Debug, Clone, Default)]
pub struct Room {
    /// Where documents and the database are written.
    pub folders: Arc<[PathBuf]>,
    /// What stays free for the database, in bytes.
    pub least: u64,
}

impl Room {
    /// Whether so much is left on each of the disks. One that can't be asked counts as full.
    #[must_use]
    pub fn is_left(&self) -> bool {
        self.folders.iter().all(|folder| {
            rustix::fs::statvfs(folder)
                .is_ok_and(|disk| disk.f_bavail.saturating_mul(disk.f_frsize) >= self.least)
        })
    }
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
        Ok(Self { store: Arc::new(store), room: Room::default() })
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
        Ok(Self { store: Arc::new(store), room: Room::default() })
    }

    /// Forgets all at the end: for tests.
    #[must_use]
    pub fn memory() -> Self {
        Self { store: Arc::new(InMemory::new()), room: Room::default() }
    }

    /// The same, taking nothing more when less than that is left.
    #[must_use]
    pub fn with_room(self, room: Room) -> Self {
        Self { room, ..self }
    }

    /// Whether more may be put there. The database writes to the same disk, and needs what is left.
    #[must_use]
    pub fn has_room(&self) -> bool {
        self.room.is_left()
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

    /// What was written here about the database that the documents belong to.
    ///
    /// # Errors
    /// [`ShelfError::Unreachable`].
    pub async fn mark(&self) -> Result<Option<String>, ShelfError> {
        let found = async { self.store.get(&path::Path::from(MARK)).await?.bytes().await };
        let found = missing(found.await)?;
        Ok(found.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Writes which database the documents belong to.
    ///
    /// # Errors
    /// [`ShelfError::Unreachable`].
    pub async fn set_mark(&self, mark: String) -> Result<(), ShelfError> {
        let put = self.store.put(&path::Path::from(MARK), mark.into()).await;
        put.map_err(ShelfError::Unreachable)?;
        Ok(())
    }

    /// Moves the bytes under a name into the trash of that day, if they are there.
    ///
    /// # Errors
    /// [`ShelfError::Unreachable`].
    pub async fn throw_away(&self, name: &str, day: Date) -> Result<(), ShelfError> {
        let to = path::Path::from_iter([TRASH, &day.to_string(), name]);
        missing(self.store.rename(&at(name), &to).await)?;
        Ok(())
    }

    /// Removes what was thrown away before that day; how many.
    ///
    /// # Errors
    /// [`ShelfError::Unreachable`].
    pub async fn empty_trash(&self, before: Date) -> Result<usize, ShelfError> {
        let listed = self.store.list(Some(&path::Path::from(TRASH)));
        let listed: Option<Vec<_>> = missing(listed.try_collect().await)?;
        let mut removed = 0;
        for object in listed.unwrap_or_default() {
            let day = object.location.parts().nth(1).map(|day| Date::parse(day.as_ref()));
            if day.is_some_and(|day| day.is_ok_and(|day| day < before)) {
                missing(self.store.delete(&object.location).await)?;
                removed += 1;
            }
        }
        Ok(removed)
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
        assert_eq!(shelf.mark().await.unwrap(), None);
        shelf.set_mark("one".to_owned()).await.unwrap();
        shelf.set_mark("two".to_owned()).await.unwrap();
        assert_eq!(shelf.mark().await.unwrap().as_deref(), Some("two"));
    }

    #[tokio::test]
    async fn what_is_thrown_away_stays_until_its_day_is_past() {
        let folder = tempfile::tempdir().unwrap();
        for shelf in [Shelf::memory(), Shelf::folder(folder.path()).unwrap()] {
            let day = |text| Date::parse(text).unwrap();
            assert_eq!(shelf.empty_trash(day("2026-03-01")).await.unwrap(), 0);
            shelf.put("doc_1", b"one".to_vec()).await.unwrap();
            shelf.throw_away("doc_1", day("2026-02-01")).await.unwrap();
            shelf.throw_away("doc_1", day("2026-02-02")).await.unwrap();
            assert!(shelf.names().await.unwrap().is_empty());
            assert_eq!(shelf.empty_trash(day("2026-02-01")).await.unwrap(), 0);
            assert_eq!(shelf.empty_trash(day("2026-02-02")).await.unwrap(), 1);
            assert_eq!(shelf.empty_trash(day("2026-02-02")).await.unwrap(), 0);
        }
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
