//! What the tests need from the distribution.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command;
use crate::environment;
use crate::postgres;

/// Something that one of Debian's packages brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// The browser of the journeys.
    Chromium,
    /// What steers it.
    ChromeDriver,
    /// The second database.
    Postgres,
    /// Runs the audits.
    Node,
    /// Installs them.
    Npm,
}

impl Need {
    /// Debian's package.
    fn package(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::ChromeDriver => "chromium-driver",
            Self::Postgres => "postgresql",
            Self::Node => "nodejs",
            Self::Npm => "npm",
        }
    }

    fn is_met(self) -> bool {
        match self {
            Self::Chromium => environment::find("chromium").is_some(),
            Self::ChromeDriver => environment::find("chromedriver").is_some(),
            Self::Postgres => postgres::programs().is_some(),
            Self::Node => environment::find("node").is_some(),
            Self::Npm => environment::find("npm").is_some(),
        }
    }
}

/// Installs what is missing, as root on Debian; anybody else is told the command.
///
/// # Errors
/// When something is missing and can't be installed here.
pub(crate) fn ensure(needs: &[Need]) -> Result<String> {
    let missing = missing(needs);
    if missing.is_empty() {
        return Ok("here already".to_owned());
    }
    let install = format!("apt-get install --yes --no-install-recommends {}", missing.join(" "));
    if environment::find("apt-get").is_none() {
        bail!(
            "these are missing, by the names of Debian's packages: {}. Install them, then run this again",
            missing.join(", ")
        );
    }
    if !environment::is_root() {
        bail!(
            "the tests need packages of the distribution. Run this, then the same command again:\n\n  sudo apt-get update && sudo {install}"
        );
    }
    command::run(apt().arg("update")).context("the distribution's package lists can't be had")?;
    command::run(apt().args(["install", "--yes", "--no-install-recommends"]).args(&missing))
        .with_context(|| {
            format!("without a network, install these by hand: {}", missing.join(", "))
        })?;
    let still = self::missing(needs);
    if !still.is_empty() {
        bail!("{} brought no program on PATH", still.join(", "));
    }
    Ok(format!("installed {}", missing.join(", ")))
}

fn missing(needs: &[Need]) -> Vec<&'static str> {
    needs.iter().filter(|need| !need.is_met()).map(|need| need.package()).collect()
}

fn apt() -> Command {
    let mut apt = command::program("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive").arg("--quiet=2");
    apt
}
