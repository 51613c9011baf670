//! A folder with a database full of demonstration data.

use std::fs::{self, DirBuilder};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::command;
use crate::environment::Build;

const DATABASE: &str = "balai.db";
const KEY: &str = "balai.key";
const PARTNER_KEY: &str = "demo-partner.key";

/// A folder with a database and what belongs to it.
#[derive(Debug)]
pub(crate) struct DataFolder {
    path: PathBuf,
    build: Build,
}

impl DataFolder {
    /// The folder, given from where the user stands, and which server works on it; it need not exist.
    ///
    /// # Errors
    /// When the path is empty, or holds what has a meaning of its own in a database's address.
    pub(crate) fn new(path: &Path, build: Build) -> Result<Self> {
        let path = std::path::absolute(path).context("an empty name is no folder")?;
        if path.to_string_lossy().contains(['?', '#', '%']) {
            bail!("the data folder's name can't have ?, # or % in it: {}", path.display());
        }
        Ok(Self { path, build })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The server that works on it.
    pub(crate) fn balai(&self) -> PathBuf {
        self.build.balai()
    }

    /// The database's address for the server.
    pub(crate) fn database_url(&self) -> String {
        database_url(&self.path.join(DATABASE))
    }

    /// Whether there is a database.
    pub(crate) fn has_database(&self) -> bool {
        self.path.join(DATABASE).exists()
    }

    /// The partner's key, when the demonstration data was made here.
    pub(crate) fn partner_key(&self) -> Option<String> {
        let text = fs::read_to_string(self.path.join(PARTNER_KEY)).ok()?;
        Some(text.trim().to_owned())
    }

    /// Makes the database with demonstration data, unless there is one.
    ///
    /// It is made in a folder inside and moved when it is whole, so that an interrupted start
    /// doesn't leave a database that looks like a finished one.
    ///
    /// # Errors
    /// When the folder can't be written or the server can't make the data.
    pub(crate) fn fill(&self) -> Result<String> {
        if self.has_database() {
            return Ok("kept as it is".to_owned());
        }
        let partial = self.path.join("demo.partial");
        if partial.exists() {
            fs::remove_dir_all(&partial)
                .with_context(|| format!("can't remove {}", partial.display()))?;
        }
        // For this user alone: there are people's data in it.
        let made = DirBuilder::new().recursive(true).mode(0o700).create(&partial);
        made.with_context(|| format!("can't make the data folder {}", self.path.display()))?;
        if self.path.join(KEY).exists() {
            fs::copy(self.path.join(KEY), partial.join(KEY)).context("can't copy the key file")?;
        }
        let key = make_data(&self.balai(), &partial.join(DATABASE))?;
        write_secret(&partial.join(PARTNER_KEY), &key)?;
        // What a database that was deleted by hand left would be taken for the new one's.
        for leftover in ["balai.db-wal", "balai.db-shm", PARTNER_KEY] {
            let _ = fs::remove_file(self.path.join(leftover));
        }
        self.take_over(&partial)?;
        Ok("made".to_owned())
    }

    /// Moves the files here, the database last, because it says that all is here.
    fn take_over(&self, partial: &Path) -> Result<()> {
        let entries =
            fs::read_dir(partial).with_context(|| format!("can't read {}", partial.display()))?;
        let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
        names.sort_by_key(|name| name == DATABASE);
        for name in names {
            let target = self.path.join(&name);
            fs::rename(partial.join(&name), &target)
                .with_context(|| format!("can't write {}", target.display()))?;
        }
        fs::remove_dir(partial).with_context(|| format!("can't remove {}", partial.display()))
    }
}

/// Runs `balai demo` and gives back the partner's key, which it shows this one time.
fn make_data(balai: &Path, database: &Path) -> Result<String> {
    let mut demo = command::program(balai);
    demo.args([
        "demo",
        "--size",
        "small",
        "--seed",
        "1",
        "--database-url",
        &database_url(database),
    ]);
    let words = command::output(&mut demo)?;
    let key = words.split_whitespace().find(|word| word.starts_with("blk_"));
    let Some(key) = key else { bail!("`balai demo` printed no partner key, but:\n{words}") };
    Ok(key.to_owned())
}

/// Writes a file that this user alone can read.
fn write_secret(path: &Path, text: &str) -> Result<()> {
    let file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    file.and_then(|mut file| writeln!(file, "{text}"))
        .with_context(|| format!("can't write {}", path.display()))
}

/// The address of an SQLite file.
fn database_url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::TemporaryFolder;

    #[test]
    fn a_folder_that_no_address_can_name_is_refused() {
        assert!(DataFolder::new(Path::new("/a b/c?d"), Build::Tests).is_err());
        let data = DataFolder::new(Path::new("/a b"), Build::Tests).unwrap();
        assert_eq!(data.database_url(), "sqlite:///a b/balai.db");
    }

    #[test]
    fn the_files_of_a_made_database_move_as_a_whole() {
        let temporary = TemporaryFolder::new("demo").unwrap();
        let data = DataFolder::new(temporary.path(), Build::Tests).unwrap();
        let partial = temporary.path().join("demo.partial");
        fs::create_dir(&partial).unwrap();
        for name in [DATABASE, KEY] {
            fs::write(partial.join(name), name).unwrap();
        }
        write_secret(&partial.join(PARTNER_KEY), "blk_x").unwrap();
        data.take_over(&partial).unwrap();
        assert!(data.has_database() && !partial.exists());
        assert_eq!(data.partner_key().as_deref(), Some("blk_x"));
    }
}
