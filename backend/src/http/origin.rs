//! The address of our pages, for what leaves them: paper, codes, calendars.
//!
//! What the operator says (`--public-url`) wins. Without it, the name by which we were asked is taken
//! only where it is known: a request can name any host, and what is printed is believed for years.

use std::net::IpAddr;

use axum::http::{HeaderMap, header, uri::Authority};

use super::{Server, cookies::Transport};
use crate::config::Settings;

/// The beginning of our pages' addresses, without a slash at its end; `None` where nothing is known
/// that leads here: then no address is given at all.
pub(crate) fn origin(server: &Server, headers: &HeaderMap) -> Option<String> {
    if let Some(url) = server.public_url() {
        return Some(url.to_owned());
    }
    let host: Authority = headers.get(header::HOST)?.to_str().ok()?.parse().ok()?;
    let scheme = scheme(&server.app.settings, server.transport(), &host)?;
    Some(format!("{scheme}://{host}"))
}

/// How a host that is ours is spoken to; none for others.
fn scheme(settings: &Settings, transport: Transport, host: &Authority) -> Option<&'static str> {
    let is_named = |known: &String| known.eq_ignore_ascii_case(host.as_str());
    if settings.allowed_hosts.iter().any(is_named) {
        return Some(match transport {
            Transport::Tls => "https",
            Transport::Plain => "http",
        });
    }
    // Behind a proxy this machine's own name is the proxy's way here, and nobody else's.
    let is_own = !settings.trusted_proxy && is_this_machine(settings, host);
    is_own.then_some("http")
}

fn is_this_machine(settings: &Settings, host: &Authority) -> bool {
    let name = host.host();
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    let listens_on = settings.listen.ip();
    let is_address = |address: IpAddr| {
        address.is_loopback() || !listens_on.is_unspecified() && address == listens_on
    };
    let is_own = name.eq_ignore_ascii_case("localhost") || bare.parse().is_ok_and(is_address);
    // `balai.example@localhost` reads as somebody else's.
    is_own && !host.as_str().contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(listen: &str, trusted_proxy: bool) -> Settings {
        Settings {
            listen: listen.parse().unwrap(),
            insecure_http: false,
            trusted_proxy,
            sockets: 1,
            sms_secret: None,
            allowed_hosts: vec!["balai.example".to_owned(), "blk.example:8443".to_owned()],
        }
    }

    fn told(settings: &Settings, host: &str) -> Option<&'static str> {
        scheme(settings, Transport::Tls, &host.parse().unwrap())
    }

    #[test]
    fn named_hosts_and_this_machine_are_known_and_no_others() {
        let here = settings("192.0.2.7:8080", false);
        for host in ["balai.example", "Balai.Example", "blk.example:8443"] {
            assert_eq!(told(&here, host), Some("https"), "{host}");
        }
        for host in
            ["127.0.0.1:8080", "localhost", "LOCALHOST:8080", "[::1]:8080", "192.0.2.7:8080"]
        {
            assert_eq!(told(&here, host), Some("http"), "{host}");
        }
        for host in [
            "evil.example",
            "balai.example.evil.example",
            "balai.example:81",
            "blk.example",
            "balai.example@evil.example",
            "evil.example@localhost",
            "192.0.2.8",
            "0.0.0.0",
        ] {
            assert_eq!(told(&here, host), None, "{host}");
        }
    }

    #[test]
    fn behind_a_proxy_this_machine_is_no_address_for_anybody() {
        let behind = settings("127.0.0.1:8080", true);
        assert_eq!(told(&behind, "127.0.0.1:8080"), None);
        assert_eq!(told(&behind, "balai.example"), Some("https"));
        assert_eq!(told(&settings("0.0.0.0:8080", false), "0.0.0.0:8080"), None);
    }
}
