//! The sizes that a phone on a slow network pays for, and the server's start.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use crate::bundle::Bundle;
use crate::command;
use crate::demo::DataFolder;
use crate::folder;
use crate::http;
use crate::server::Server;

/// The applicants' WASM, JavaScript and CSS, in bytes of brotli.
const BUNDLE_LIMIT: usize = 280_000;
/// The staff's WASM, JavaScript and CSS, in bytes of brotli.
pub(crate) const STAFF_LIMIT: usize = 510_000;
/// The catalogue as the server sends it, in bytes of brotli.
const PAGE_LIMIT: usize = 16_000;
/// The start is measured this often, and the middle taken.
const STARTS: usize = 5;
/// Above this a start is remarked upon; times depend on the machine, so they fail nothing.
const START_LIMIT: Duration = Duration::from_millis(300);

/// The catalogue: one field at the root, two levels of objects below a session.
const CATALOGUE: &str = "{sessions(first:20){nodes{id%20seatsLeft%20program{title%20vocation{name}}institution{name}}}}";
/// One statement for the field at the root, and one for each level below.
const STATEMENT_LIMIT: u64 = 1 + 2;
/// A query is counted this often and the least taken, because the worker's statements count too.
const COUNTS: usize = 20;

/// Measures and prints everything.
///
/// # Errors
/// When a size is above its limit.
pub(crate) fn check(data: &DataFolder) -> Result<String> {
    let applicant = bundle_size(Bundle::Applicant)?;
    println!(
        "      the applicants' app: {} of at most {} of brotli",
        kilobytes(applicant),
        kilobytes(BUNDLE_LIMIT)
    );
    let staff = bundle_size(Bundle::Staff)?;
    println!(
        "      the staff's console: {} of at most {} of brotli",
        kilobytes(staff),
        kilobytes(STAFF_LIMIT)
    );
    let (page, start) = (page_size(data)?, start_time(data)?);
    println!(
        "      the catalogue's page: {} of at most {} of brotli",
        kilobytes(page),
        kilobytes(PAGE_LIMIT)
    );
    let remark = if start > START_LIMIT { ", which is slow" } else { "" };
    println!(
        "      start of {} on an existing database: {} ms, median of {STARTS}{remark}",
        command::short(&data.balai()),
        start.as_millis()
    );
    let statements = catalogue_statements(data)?;
    println!(
        "      the catalogue's query of 20 sessions: {statements} SQL statement(s), at most {STATEMENT_LIMIT}"
    );
    let mut over = Vec::new();
    if statements > STATEMENT_LIMIT {
        over.push(format!("the catalogue's query by {} statements", statements - STATEMENT_LIMIT));
    }
    if applicant > BUNDLE_LIMIT {
        over.push(format!("the applicants' app by {}", kilobytes(applicant - BUNDLE_LIMIT)));
    }
    if staff > STAFF_LIMIT {
        over.push(format!("the staff's console by {}", kilobytes(staff - STAFF_LIMIT)));
    }
    if page > PAGE_LIMIT {
        over.push(format!("the catalogue's page by {}", kilobytes(page - PAGE_LIMIT)));
    }
    if !over.is_empty() {
        bail!("above the limit: {}", over.join(", "));
    }
    Ok(format!(
        "app {}, page {}, start {} ms, {statements} SQL statement(s) a catalogue",
        kilobytes(applicant),
        kilobytes(page),
        start.as_millis()
    ))
}

/// All that a browser loads of a bundle; each file on its own line.
pub(crate) fn bundle_size(bundle: Bundle) -> Result<usize> {
    let mut sum = 0_usize;
    for file in folder::files(&bundle.folder())? {
        let kind = file.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        if !["wasm", "js", "css"].contains(&kind) {
            continue;
        }
        let content = fs::read(&file).with_context(|| format!("can't read {}", file.display()))?;
        let size = compressed(&content)?;
        let name = file.file_name().map(Path::new).unwrap_or(&file);
        println!(
            "        {} · {} of brotli · {}",
            kilobytes(content.len()),
            kilobytes(size),
            name.display()
        );
        sum = sum.saturating_add(size);
    }
    Ok(sum)
}

/// The size under brotli at its best, as the server sends what never changes.
pub(crate) fn compressed(content: &[u8]) -> Result<usize> {
    let parameters =
        brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut output = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut output, &parameters).context("brotli failed")?;
    Ok(output.len())
}

/// The catalogue's size on the wire. It has to have sessions in it, with no help from WASM.
fn page_size(data: &DataFolder) -> Result<usize> {
    let server = Server::start(data)?;
    let answer = http::get(server.address(), "/")?;
    if answer.status != 200 || !answer.brotli {
        bail!(
            "the catalogue's page came with status {} and {}",
            answer.status,
            if answer.brotli { "brotli" } else { "no brotli" }
        );
    }
    let mut page = Vec::new();
    brotli::BrotliDecompress(&mut &answer.body[..], &mut page)
        .context("the page's brotli is broken")?;
    let page = String::from_utf8(page).context("the page is no UTF-8")?;
    if !page.contains("ses_") {
        bail!("the catalogue's page has no link to a session, so it isn't complete without WASM");
    }
    println!(
        "        {} · {} at brotli's best",
        kilobytes(page.len()),
        kilobytes(compressed(page.as_bytes())?)
    );
    Ok(answer.body.len())
}

/// The SQL statements that the catalogue's query takes on a running server.
fn catalogue_statements(data: &DataFolder) -> Result<u64> {
    let server = Server::start(data)?;
    let (mut least, mut asking) = (u64::MAX, u64::MAX);
    for _ in 0..COUNTS {
        // The metrics ask the database, too.
        let first = statements_so_far(&server)?;
        let before = statements_so_far(&server)?;
        asking = asking.min(before.saturating_sub(first));
        let answer = http::get(server.address(), &format!("/graphql?query={CATALOGUE}"))?;
        if answer.status != 200 {
            bail!("the catalogue's query came with status {}", answer.status);
        }
        least = least.min(statements_so_far(&server)?.saturating_sub(before));
    }
    Ok(least.saturating_sub(asking))
}

fn statements_so_far(server: &Server) -> Result<u64> {
    const NAME: &str = "balai_sql_statements_total ";
    let answer = http::get_plain(server.address(), "/metrics")?;
    let text = String::from_utf8(answer.body).context("the metrics are no UTF-8")?;
    let count = text.lines().find_map(|line| line.strip_prefix(NAME));
    count.and_then(|count| count.parse().ok()).with_context(|| format!("no {NAME}in the metrics"))
}

fn start_time(data: &DataFolder) -> Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..STARTS {
        times.push(Server::start(data)?.took());
    }
    times.sort();
    times.get(STARTS / 2).copied().context("no start was measured")
}

/// Bytes for people, in kB of 1,000.
pub(crate) fn kilobytes(bytes: usize) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kilobytes_are_thousands() {
        assert_eq!(kilobytes(239_950), "239.9 kB");
    }

    #[test]
    fn brotli_gives_back_less() {
        assert!(compressed(&[b'a'; 10_000]).unwrap() < 50);
    }
}
