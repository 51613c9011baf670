//! Walking folders, and folders that are gone when the work is.

use std::fs::{self, DirBuilder, File};
use std::io::Read;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::{env, process};

use anyhow::{Context, Result};

const PREFIX: &str = "balai-xtask";

/// Folders that hold nothing written by people.
const MADE: [&str; 4] = ["target", "dist", "node_modules", ".git"];

/// All files below a folder, sorted, without those in folders that are made by tools; a file is
/// its own only one.
///
/// # Errors
/// When something there can't be read.
pub(crate) fn files(path: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    collect(path, &mut found).with_context(|| format!("can't read {}", path.display()))?;
    found.sort();
    Ok(found)
}

fn collect(path: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !path.is_dir() {
        found.push(path.to_path_buf());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_file() {
            found.push(entry.path());
        } else if kind.is_dir() && !MADE.iter().any(|made| entry.file_name() == *made) {
            collect(&entry.path(), found)?;
        }
    }
    Ok(())
}

/// A new, empty folder that only this user can read. It is removed when the value is dropped.
#[derive(Debug)]
pub(crate) struct TemporaryFolder {
    path: PathBuf,
}

impl TemporaryFolder {
    /// Makes one, and removes those that a killed run has left behind.
    ///
    /// # Errors
    /// When it can't be made.
    pub(crate) fn new(purpose: &str) -> Result<Self> {
        remove_abandoned();
        let name = format!("{PREFIX}-{}-{purpose}-{}", process::id(), random_hex()?);
        let path = env::temp_dir().join(name);
        let made = DirBuilder::new().mode(0o700).create(&path);
        made.with_context(|| format!("can't make {}", path.display()))?;
        Ok(Self { path })
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // Nothing to do about a failure: the next run tries again.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Removes our folders whose process, named in them, is gone.
fn remove_abandoned() {
    let Ok(entries) = fs::read_dir(env::temp_dir()) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let Some(rest) = name.to_str().and_then(|name| name.strip_prefix(PREFIX)) else { continue };
        let owner = rest.strip_prefix('-').and_then(|rest| rest.split('-').next());
        let Some(owner) = owner.and_then(|owner| owner.parse::<u32>().ok()) else { continue };
        // Without /proc nobody can be known to be gone.
        if Path::new("/proc/self").exists() && !Path::new("/proc").join(owner.to_string()).exists()
        {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// 32 digits that nobody can guess.
///
/// # Errors
/// When the system gives no randomness.
pub(crate) fn random_hex() -> Result<String> {
    let mut bytes = [0; 16];
    File::open("/dev/urandom")
        .and_then(|mut file| file.read_exact(&mut bytes))
        .context("no /dev/urandom")?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_folder_is_gone_with_its_value() {
        let folder = TemporaryFolder::new("gone").unwrap();
        let path = folder.path().to_path_buf();
        fs::write(path.join("file"), "x").unwrap();
        assert_eq!(files(&path).unwrap(), [path.join("file")]);
        drop(folder);
        assert!(!path.exists());
    }

    #[test]
    fn what_a_dead_process_left_is_removed() {
        let abandoned = env::temp_dir().join(format!("{PREFIX}-4294967295-test-x"));
        fs::create_dir_all(&abandoned).unwrap();
        let _folder = TemporaryFolder::new("cleaner").unwrap();
        assert!(!abandoned.exists());
    }
}
