//! The two bundles that browsers download, made by Trunk.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::command;
use crate::environment;
use crate::stamp::Stamp;
use crate::tools::{Tool, Wanted};

/// What the server puts before the names of all files of a bundle.
const PUBLIC_URL: &str = "/assets/";

/// One of the two apps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bundle {
    /// The applicants' pages, which take over what the server has rendered.
    Applicant,
    /// The staff's console.
    Staff,
}

impl Bundle {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::Applicant, Self::Staff];

    /// Its name for people.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Applicant => "The applicants' app, for the browser",
            Self::Staff => "The staff's console, for the browser",
        }
    }

    /// Its page, and with it its features and entry point.
    fn page(self) -> &'static str {
        match self {
            Self::Applicant => "frontend/index.html",
            Self::Staff => "frontend/staff.html",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Staff => "staff",
        }
    }

    /// Where it is put, for the server to embed it.
    pub(crate) fn folder(self) -> PathBuf {
        environment::root().join("dist").join(self.name())
    }

    fn stamp(self) -> Result<Stamp> {
        let root = environment::root();
        let inputs = [
            "frontend",
            "shared",
            "schema.graphql",
            "Cargo.lock",
            "Cargo.toml",
            "Trunk.toml",
            ".cargo/config.toml",
        ];
        let inputs = inputs.map(|input| root.join(input));
        let file = environment::target().join("xtask").join(format!("{}.stamp", self.name()));
        let tools = format!("{:?}", wanted()?);
        Stamp::of(file, &inputs, &tools)
    }

    /// Whether the bundle is there, made from the sources as they are.
    ///
    /// # Errors
    /// When a source can't be read.
    pub(crate) fn is_made(self) -> Result<bool> {
        let folder = self.folder();
        Ok(folder.join("index.html").is_file() && self.stamp()?.holds(&folder))
    }

    /// Makes the bundle, unless it is there already.
    ///
    /// # Errors
    /// When a tool is missing or the app doesn't compile.
    pub(crate) fn make(self) -> Result<String> {
        // Taken before, so that what changes during the build counts as changed afterwards.
        let stamp = self.stamp()?;
        let folder = self.folder();
        if self.is_made()? {
            return Ok("up to date".to_owned());
        }
        let tools = wanted()?.ensure()?;
        let mut trunk = command::program("trunk");
        trunk.env("PATH", environment::path_with(&tools)?);
        // Trunk takes this variable, which others only set to be seen, for an option of its own.
        trunk.env_remove("NO_COLOR");
        trunk.args([
            "build",
            "--config",
            "Trunk.toml",
            "--release",
            "--offline",
            "--skip-version-check",
        ]);
        trunk.args(["--public-url", PUBLIC_URL, "--dist"]).arg(&folder).arg(self.page());
        command::run(&mut trunk)?;
        stamp.keep(&folder)?;
        Ok("made".to_owned())
    }
}

/// What the bundles are made with.
///
/// # Errors
/// When Cargo.lock can't be read.
pub(crate) fn wanted() -> Result<Wanted> {
    Ok(Wanted { wasm: true, tools: vec![Tool::trunk(), Tool::wasm_bindgen()?] })
}

/// Downloads all crates: Trunk works without the network, so that it fetches no tools behind our
/// back, and then finds the crates only if they are here.
///
/// # Errors
/// When crates are missing and can't be downloaded.
pub(crate) fn fetch_crates() -> Result<()> {
    command::run(&mut command::cargo(["fetch", "--quiet"])).context(
        "the crates that Cargo.lock names can't be downloaded. Without a network, copy ~/.cargo/registry from a \
         machine where `cargo fetch` has run in this repository",
    )
}

/// Makes the folders of the bundles, which the server embeds when it is compiled, so that a
/// check of the server needs no bundle.
///
/// # Errors
/// When they can't be made.
pub(crate) fn make_folders() -> Result<()> {
    for bundle in Bundle::ALL {
        let folder = bundle.folder();
        fs::create_dir_all(&folder).with_context(|| format!("can't make {}", folder.display()))?;
    }
    Ok(())
}
