//! The tools that builds and tests need beside Rust, in versions that are known to work.
//!
//! They are built once for a user, into `~/.cache/balai/tools/NAME-VERSION/bin`, so that a second
//! clone finds them. They are debug builds: these take a quarter of the time to make, and are
//! quick enough for what they do.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};

use crate::command;
use crate::environment;

const WASM: &str = "wasm32-unknown-unknown";

/// A program from the crates' registry.
#[derive(Debug, Clone)]
pub(crate) struct Tool {
    /// Its crate.
    package: &'static str,
    /// Its program, which names the folder too.
    program: &'static str,
    version: String,
    /// More arguments for `cargo install`.
    options: &'static [&'static str],
    /// Whether any version will do that is on `PATH`.
    any_version: bool,
}

impl Tool {
    /// Makes the bundles. The next versions want a newer compiler than we do.
    pub(crate) fn trunk() -> Self {
        let (version, options) = ("0.21.14".to_owned(), &["--locked"][..]);
        Self { package: "trunk", program: "trunk", version, options, any_version: false }
    }

    /// Makes the JavaScript beside the WASM. It has to be of the same version as the library.
    ///
    /// Without `--locked`: the lock file that it is published with names a withdrawn crate.
    ///
    /// # Errors
    /// When Cargo.lock doesn't name the library.
    pub(crate) fn wasm_bindgen() -> Result<Self> {
        let file = environment::root().join("Cargo.lock");
        let lock =
            fs::read_to_string(&file).with_context(|| format!("can't read {}", file.display()))?;
        let version = locked_version(&lock, "wasm-bindgen")
            .context("Cargo.lock has no wasm-bindgen")?
            .to_owned();
        let (package, program) = ("wasm-bindgen-cli", "wasm-bindgen");
        Ok(Self { package, program, version, options: &[], any_version: false })
    }

    /// Runs the tests, each in a process of its own.
    pub(crate) fn nextest() -> Self {
        let options = &["--locked", "--no-default-features", "--features", "default-no-update"][..];
        let (package, version) = ("cargo-nextest", "0.9.143".to_owned());
        Self { package, program: "cargo-nextest", version, options, any_version: true }
    }

    fn folder(&self) -> Result<PathBuf> {
        Ok(environment::tool_cache()?.join(format!("{}-{}", self.program, self.version)))
    }

    /// The folder to put on `PATH`, when the tool is here already.
    fn found(&self) -> Result<Option<PathBuf>> {
        let ours = self.folder()?.join("bin");
        if ours.join(self.program).is_file() {
            return Ok(Some(ours));
        }
        let Some(other) = environment::find(self.program) else { return Ok(None) };
        let fits = self.any_version || says_version(&other, &self.version);
        Ok(fits.then(|| other.parent().map(Path::to_path_buf)).flatten())
    }

    fn install_arguments(&self) -> Vec<&str> {
        let mut arguments = vec!["install", "--debug", "--config", "profile.dev.debug=0"];
        arguments.extend(self.options);
        arguments.extend([self.package, "--version", &self.version]);
        arguments
    }

    /// Builds the tool beside its folder and moves it there as a whole, so that what was
    /// interrupted is never taken for a tool. Its half-built crates stay for the next try.
    fn install(&self) -> Result<PathBuf> {
        let folder = self.folder()?;
        let cache = environment::tool_cache()?;
        fs::create_dir_all(&cache).with_context(|| format!("can't make {}", cache.display()))?;
        let _alone = lock(&cache)?;
        if let Some(made_meanwhile) = self.found()? {
            return Ok(made_meanwhile);
        }
        println!("      installing {} {}", self.package, self.version);
        let partial = folder.with_added_extension("partial");
        let mut install = command::program("cargo");
        // Out of the repository, so that its .cargo/config.toml says nothing about the tool.
        install.current_dir(&cache).args(self.install_arguments());
        let root = partial.join("root");
        install.arg("--root").arg(&root).env("CARGO_TARGET_DIR", partial.join("target"));
        // Or cargo advises to put this passing folder on PATH.
        install.env("PATH", environment::path_with(&[root.join("bin")])?);
        command::run(&mut install)?;
        if folder.exists() {
            fs::remove_dir_all(&folder)
                .with_context(|| format!("can't replace {}", folder.display()))?;
        }
        fs::rename(&root, &folder).with_context(|| format!("can't make {}", folder.display()))?;
        fs::remove_dir_all(&partial)
            .with_context(|| format!("can't remove {}", partial.display()))?;
        Ok(folder.join("bin"))
    }

    fn by_hand(&self) -> Result<String> {
        let folder = self.folder()?;
        let arguments = self.install_arguments().join(" ");
        Ok(format!("cargo {arguments} --root {}", folder.display()))
    }
}

/// What a command needs beside Rust as it comes.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    /// Whether Rust has to build for the browser.
    pub(crate) wasm: bool,
    pub(crate) tools: Vec<Tool>,
}

impl Wanted {
    /// Whether all is here, so that a command can say how long it will take.
    pub(crate) fn is_here(&self) -> bool {
        self.missing().is_empty()
    }

    /// Finds what is wanted, or installs it, and gives back the folders to put on `PATH`.
    ///
    /// # Errors
    /// When something can't be installed; the message says what to install by hand.
    pub(crate) fn ensure(&self) -> Result<Vec<PathBuf>> {
        let explained = |error| self.by_hand(&error);
        if self.wasm && !has_wasm_target() {
            let mut add = command::program("rustup");
            command::run(add.args(["target", "add", WASM])).map_err(explained)?;
        }
        let mut folders = Vec::new();
        for tool in &self.tools {
            let folder = match tool.found()? {
                Some(folder) => folder,
                None => tool.install().map_err(explained)?,
            };
            if !folders.contains(&folder) {
                folders.push(folder);
            }
        }
        Ok(folders)
    }

    /// The commands that would bring what is missing.
    fn missing(&self) -> Vec<String> {
        let target = (self.wasm && !has_wasm_target()).then(|| format!("rustup target add {WASM}"));
        let tools = self.tools.iter().filter(|tool| !matches!(tool.found(), Ok(Some(_))));
        target.into_iter().chain(tools.filter_map(|tool| tool.by_hand().ok())).collect()
    }

    /// One message for all that is still missing.
    fn by_hand(&self, error: &anyhow::Error) -> anyhow::Error {
        anyhow!(
            "{error:#}; its own words stand above.\n\n\
             These are missing. If this machine has no network, run the commands on one that has (the same system,\n\
             processor and version of Rust) and copy what they make to the same places here: the folders named below,\n\
             and for rustup's the folder lib/rustlib/{WASM} of `rustc --print sysroot`.\n\
             Then run the same command again.\n\n  {}",
            self.missing().join("\n  ")
        )
    }
}

fn has_wasm_target() -> bool {
    let mut rustc = command::program("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM]);
    command::output(&mut rustc).is_ok_and(|folder| Path::new(folder.trim()).is_dir())
}

/// Makes `cargo fmt` and `cargo clippy` work, which a minimal installation of Rust lacks.
///
/// # Errors
/// When they are missing and can't be added.
pub(crate) fn ensure_linters() -> Result<()> {
    if command::succeeds(&mut command::cargo(["fmt", "--version"]))
        && command::succeeds(&mut command::cargo(["clippy", "--version"]))
    {
        return Ok(());
    }
    let mut add = command::program("rustup");
    command::run(add.args(["component", "add", "rustfmt", "clippy"]))
        .context("install Rust's components rustfmt and clippy, then run the same command again")
}

/// Keeps a second clone from installing the same tool at the same time; the lock ends with the
/// process, however it ends.
fn lock(cache: &Path) -> Result<File> {
    let path = cache.join(".lock");
    let file = File::create(&path).with_context(|| format!("can't write {}", path.display()))?;
    if file.try_lock().is_err() {
        println!("      another command installs tools; waiting for it");
        file.lock().with_context(|| format!("can't lock {}", path.display()))?;
    }
    Ok(file)
}

fn says_version(program: &Path, version: &str) -> bool {
    let answer = command::output(command::program(program).arg("--version"));
    answer.is_ok_and(|answer| answer.split_whitespace().any(|word| word == version))
}

/// The version of a package in a Cargo.lock.
fn locked_version<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_comes_from_the_package_of_that_very_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "bindgen"), None);
    }

    #[test]
    fn one_message_names_all_that_is_missing() {
        let unheard_of = |package| Tool { package, program: package, ..Tool::trunk() };
        let tools = vec![unheard_of("one-that-is-not"), unheard_of("another-that-is-not")];
        let wanted = Wanted { wasm: false, tools };
        let message = wanted.by_hand(&anyhow!("no network")).to_string();
        assert!(!wanted.is_here() && message.starts_with("no network"));
        assert!(
            message.contains("one-that-is-not --version")
                && message.contains("another-that-is-not --version")
        );
    }

    #[test]
    fn a_tool_says_how_to_install_it_by_hand() {
        let words = Tool::trunk().by_hand().unwrap();
        assert!(words.starts_with(
            "cargo install --debug --config profile.dev.debug=0 --locked trunk --version 0.21.14"
        ));
        assert!(words.ends_with("balai/tools/trunk-0.21.14"));
    }
}
