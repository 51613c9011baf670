//! Running other programs and saying plainly when one fails.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::environment;

/// A program in the repository's root.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(environment::root());
    clean(&mut command);
    command
}

/// Cargo in the repository's root.
pub(crate) fn cargo<const N: usize>(arguments: [&str; N]) -> Command {
    let mut command = program("cargo");
    command.args(arguments);
    command
}

/// Takes away what `cargo run` has set for this very program: a build script that watches one of
/// these variables would run anew each time that somebody changes between cargo and xtask.
fn clean(command: &mut Command) {
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_")
            || text.starts_with("CARGO_MANIFEST_")
            || text == "LD_LIBRARY_PATH"
        {
            command.env_remove(&name);
        }
    }
}

/// Runs a command whose output the user sees.
///
/// # Errors
/// When it can't be started or doesn't end with success; the message names the command.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("can't start {}", shown(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs a command and gives back what it prints to standard output.
///
/// # Errors
/// When it can't be started or doesn't end with success.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("can't start {}", shown(command)))?;
    if !output.status.success() {
        bail!("{} failed ({})", shown(command), output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("{} printed no UTF-8", shown(command)))
}

/// Whether a command ends with success; it prints nothing.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

/// The command as one would type it: short paths in the place of long ones, and without what
/// binds it to this process.
pub(crate) fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| short(Path::new(word))).collect();
    let bound = words.first().is_some_and(|program| program == "setpriv");
    let own = words.iter().position(|word| bound && word == "--").map_or(0, |dashes| dashes + 1);
    words.get(own..).unwrap_or_default().join(" ")
}

/// A path as seen from the repository's root.
pub(crate) fn short(path: &Path) -> String {
    path.strip_prefix(environment::root()).unwrap_or(path).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_one_would_type_it() {
        let mut plain = program("trunk");
        plain.args(["build", "--", "x"]).arg(environment::root().join("dist"));
        assert_eq!(shown(&plain), "trunk build -- x dist");
        let mut bound = program("setpriv");
        bound.args(["--pdeathsig", "TERM", "--", "cargo", "nextest", "--", "x"]);
        assert_eq!(shown(&bound), "cargo nextest -- x");
    }
}
