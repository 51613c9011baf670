//! As much of HTTP as is needed to ask our own server something.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result};

/// An answer. The body is as it came, compressed if it was.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Whether it came compressed by brotli.
    pub(crate) brotli: bool,
    pub(crate) body: Vec<u8>,
}

/// Gets a path, with brotli if the server likes.
///
/// # Errors
/// When there is no server, or what it says isn't HTTP.
pub(crate) fn get(server: SocketAddr, path: &str) -> Result<Answer> {
    get_as(server, path, "br")
}

/// Gets a path as it is.
///
/// # Errors
/// As [`get`].
pub(crate) fn get_plain(server: SocketAddr, path: &str) -> Result<Answer> {
    get_as(server, path, "identity")
}

fn get_as(server: SocketAddr, path: &str, encoding: &str) -> Result<Answer> {
    let mut stream = TcpStream::connect(server)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: {server}\r\nAccept: text/html, */*\r\nAccept-Encoding: {encoding}\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    parse(&answer).with_context(|| format!("{server} gave no HTTP answer to {path}"))
}

/// A port of the loopback address that is free now.
///
/// # Errors
/// When there is none.
pub(crate) fn free_address() -> Result<SocketAddr> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port on 127.0.0.1")?;
    Ok(listener.local_addr()?)
}

fn parse(answer: &[u8]) -> Option<Answer> {
    let split = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    let (head, rest) = answer.split_at(split);
    let body = rest.get(4..)?;
    let head = std::str::from_utf8(head).ok()?.to_ascii_lowercase();
    let mut lines = head.lines();
    let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
    let headers: Vec<_> = lines.filter_map(|line| line.split_once(':')).collect();
    let has = |name: &str, value: &str| {
        headers.iter().any(|(key, text)| *key == name && text.trim() == value)
    };
    let body = if has("transfer-encoding", "chunked") { unchunk(body)? } else { body.to_vec() };
    Some(Answer { status, brotli: has("content-encoding", "br"), body })
}

/// Joins the chunks of a body: each has its length before it, in hexadecimal on a line.
fn unchunk(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = body.windows(2).position(|window| window == b"\r\n")?;
        let line = std::str::from_utf8(body.get(..end)?).ok()?;
        let length = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        if length == 0 {
            return Some(whole);
        }
        let start = end.checked_add(2)?;
        let stop = start.checked_add(length)?;
        whole.extend_from_slice(body.get(start..stop)?);
        body = body.get(stop.checked_add(2)?..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunked_answer_is_put_together() {
        let text = b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        let expected = Answer { status: 200, brotli: true, body: b"abcde".to_vec() };
        assert_eq!(parse(text), Some(expected));
    }

    #[test]
    fn an_answer_that_breaks_off_is_none() {
        assert_eq!(parse(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc"), None);
        assert_eq!(parse(b"HTTP/1.1 200"), None);
    }
}
