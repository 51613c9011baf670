//! Puts the two bundles where the binary embeds them, each file also compressed, so that neither
//! the start nor a request has to. A bundle that isn't made yet is an empty folder.

use std::{
    error::Error,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

const BUNDLES: [&str; 2] = ["applicant", "staff"];
/// Files of these kinds are compressed already.
const COMPRESSED: [&str; 4] = ["png", "webp", "woff2", "br"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(variable("OUT_DIR")?).join("assets");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::create_dir_all(&out)?;
    if variable("CARGO_FEATURE_WEB").is_err() {
        return Ok(());
    }
    let dist = Path::new(&variable("CARGO_MANIFEST_DIR")?).join("../dist");
    for bundle in BUNDLES {
        let from = dist.join(bundle);
        // It must be there to be watched.
        fs::create_dir_all(&from)?;
        println!("cargo::rerun-if-changed={}", from.display());
        folder(&from, &out.join(bundle))?;
    }
    Ok(())
}

fn folder(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        if path.is_file() {
            embed(&path, to)?;
        } else {
            folder(&path, &to.join(path.file_name().ok_or("a folder without a name")?))?;
        }
    }
    Ok(())
}

fn embed(path: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    let name = path.file_name().and_then(|name| name.to_str()).ok_or("a name that is not text")?;
    let plain = fs::read(path)?;
    fs::write(to.join(name), &plain)?;
    let kind = path.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
    if COMPRESSED.contains(&kind) || name == "index.html" {
        return Ok(());
    }
    let small = compress(&plain)?;
    if small.len() < plain.len() {
        fs::write(to.join(format!("{name}.br")), small)?;
    }
    Ok(())
}

/// As small as it gets in a release; quickly otherwise.
fn compress(plain: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let quality = if variable("PROFILE")? == "release" { 11 } else { 9 };
    let mut small = Vec::new();
    {
        let mut writer = brotli::CompressorWriter::new(&mut small, 64 * 1024, quality, 22);
        writer.write_all(plain)?;
    }
    Ok(small)
}

#[expect(clippy::disallowed_methods, reason = "how Cargo speaks to a build script")]
fn variable(name: &str) -> Result<String, std::env::VarError> {
    std::env::var(name)
}
