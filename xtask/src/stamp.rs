//! Knowing without Trunk and Cargo that nothing has changed.
//!
//! Trunk always builds anew, which costs seconds, and a start may take two. So the contents of all
//! that goes into a bundle are hashed, and the hash is kept when the bundle was made.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::folder;

/// The hash of everything that goes into something, and where the hash of the last time lies.
#[derive(Debug)]
pub(crate) struct Stamp {
    file: PathBuf,
    inputs: String,
}

impl Stamp {
    /// Reads the inputs: files, or folders with all in them, and in words what else matters.
    ///
    /// # Errors
    /// When an input can't be read.
    pub(crate) fn of(file: PathBuf, paths: &[PathBuf], words: &str) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        words.hash(&mut hasher);
        for path in paths {
            for file in folder::files(path)? {
                file.hash(&mut hasher);
                let content =
                    fs::read(&file).with_context(|| format!("can't read {}", file.display()))?;
                content.hash(&mut hasher);
            }
        }
        Ok(Self { file, inputs: format!("{:016x}", hasher.finish()) })
    }

    /// Whether `output` was made from these inputs and is as it was made.
    pub(crate) fn holds(&self, output: &Path) -> bool {
        let kept = fs::read_to_string(&self.file).unwrap_or_default();
        kept == format!("{} {}", self.inputs, listing(output))
    }

    /// Notes that `output` has been made from these inputs.
    ///
    /// # Errors
    /// When the note can't be written.
    pub(crate) fn keep(&self, output: &Path) -> Result<()> {
        let folder = self.file.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).with_context(|| format!("can't make {}", folder.display()))?;
        let text = format!("{} {}", self.inputs, listing(output));
        fs::write(&self.file, text).with_context(|| format!("can't write {}", self.file.display()))
    }
}

/// The hash of the names and sizes of what lies in a folder.
fn listing(output: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    for file in folder::files(output).unwrap_or_default() {
        fs::metadata(&file).map(|file| file.len()).unwrap_or_default().hash(&mut hasher);
        file.hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folder::TemporaryFolder;

    #[test]
    fn a_stamp_holds_until_an_input_or_the_output_changes() {
        let folder = TemporaryFolder::new("stamp").unwrap();
        let (input, output) = (folder.path().join("in"), folder.path().join("out"));
        fs::create_dir_all(&output).unwrap();
        fs::write(output.join("a"), "made").unwrap();
        fs::write(&input, "one").unwrap();
        let stamp =
            || Stamp::of(folder.path().join("stamp"), std::slice::from_ref(&input), "").unwrap();
        assert!(!stamp().holds(&output));
        stamp().keep(&output).unwrap();
        assert!(stamp().holds(&output));
        fs::write(&input, "two").unwrap();
        assert!(!stamp().holds(&output));
        fs::write(&input, "one").unwrap();
        fs::write(output.join("a"), "").unwrap();
        assert!(!stamp().holds(&output));
    }
}
