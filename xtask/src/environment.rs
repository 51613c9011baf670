//! What this machine is like: folders, programs, the user.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest)
}

/// Cargo's target folder. This program lies in it, so it is right however it was configured.
pub(crate) fn target() -> PathBuf {
    let program = env::current_exe().unwrap_or_default();
    let target = program.parent().and_then(Path::parent);
    target.map_or_else(|| root().join("target"), Path::to_path_buf)
}

/// How the server was compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// As it is shipped.
    Release,
    /// In the build that the tests share: no optimizing, and every check on.
    Tests,
}

impl Build {
    /// The server's program.
    pub(crate) fn balai(self) -> PathBuf {
        target().join(match self {
            Self::Release => "release/balai",
            Self::Tests => "debug/balai",
        })
    }
}

/// Where our tools are kept for every clone of this user.
///
/// # Errors
/// When there is neither `XDG_CACHE_HOME` nor `HOME`.
pub(crate) fn tool_cache() -> Result<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = set("XDG_CACHE_HOME")
        // The XDG rule: a relative path is to be ignored.
        .filter(|folder| folder.is_absolute())
        .or_else(|| set("HOME").map(|home| home.join(".cache")))
        .context("neither XDG_CACHE_HOME nor HOME is set, so there is no place for tools")?;
    Ok(cache.join("balai/tools"))
}

/// The file of a program on `PATH`.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// `PATH` with these folders before all others.
///
/// # Errors
/// When a folder's name holds the separator.
pub(crate) fn path_with(folders: &[PathBuf]) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(env::split_paths(&path));
    env::join_paths(all).context("a tool's folder can't stand in PATH")
}

/// Whether this process may install packages and has to step down for PostgreSQL.
pub(crate) fn is_root() -> bool {
    // No call of the C library without `unsafe`, but Linux shows the owner of each process.
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}
