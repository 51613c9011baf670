//! Addresses on the web that people type and others open.

/// A link that may be opened from a page: `https`, to a named host on the internet, with nobody's name in
/// it. What else a browser would carry out (`javascript:`, `data:`, a machine of the house) is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebLink(String);

/// Why a text is no such link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no https link to a host on the internet")]
pub struct NoLink;

/// How a link begins.
const SCHEME: &str = "https://";
/// Ends of names that are no hosts on the internet [RFC 6761, RFC 6762, RFC 8375, RFC 9476].
const AT_HOME: &[&str] = &["localhost", "local", "internal", "arpa", "alt", "onion"];

impl WebLink {
    /// The longest, in characters.
    pub const LONGEST: usize = 500;

    /// A link as people paste it: spaces around it are taken away.
    ///
    /// # Errors
    /// Everything else.
    pub fn parse(text: &str) -> Result<Self, NoLink> {
        let text = text.trim();
        let begins = text.get(..SCHEME.len()).is_some_and(|it| it.eq_ignore_ascii_case(SCHEME));
        if !begins || text.chars().count() > Self::LONGEST || text.contains(is_unsafe) {
            return Err(NoLink);
        }
        let rest = &text[SCHEME.len()..];
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (host, port) = match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        };
        let port_fits = port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0));
        if !port_fits || !is_host(host) {
            return Err(NoLink);
        }
        Ok(Self(String::from(text)))
    }

    /// The link.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What browsers take for something else, or can't be seen: a backslash for a slash, a tab for nothing.
fn is_unsafe(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\\' | '<' | '>' | '"' | '\'' | '`')
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// A name of two or more labels, whose last has letters alone (or is `xn--…`): no number stands for a
/// host, and no name before an `@`.
fn is_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let is_label = |label: &&str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = labels.last().copied().unwrap_or_default().to_ascii_lowercase();
    let is_name = last.bytes().all(|byte| byte.is_ascii_alphabetic()) || last.starts_with("xn--");
    host.len() <= 253
        && labels.len() >= 2
        && labels.iter().all(is_label)
        && is_name
        && !AT_HOME.contains(&last.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_meetings_are_taken_as_they_are() {
        for link in [
            "https://meet.google.com/abc-defg-hij",
            "https://us02web.zoom.us/j/81234567890?pwd=aB3%2FcD#success",
            "HTTPS://Kelas.Balai.go.id:8443/1",
            "https://rapat.xn--q9jyb4c/",
            "https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d",
            "https://contoh.id/ruang/ékonomi",
        ] {
            assert_eq!(WebLink::parse(&format!(" {link} ")).unwrap().as_str(), link);
        }
    }

    #[test]
    fn what_a_browser_would_carry_out_or_open_at_home_is_no_link() {
        let long = format!("https://contoh.id/{}", "x".repeat(WebLink::LONGEST));
        for text in [
            "",
            "meet.google.com/abc",
            "http://contoh.id/",
            "javascript:alert(1)",
            "JavaScript://contoh.id/%0aalert(1)",
            "java\tscript:alert(1)",
            "data:text/html,<script>alert(1)</script>",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://contoh.id/1",
            "//contoh.id/",
            "https:contoh.id",
            "https:\\\\contoh.id",
            "https://contoh.id\\@jahat.id/",
            "https://",
            "https:///contoh.id",
            "https://user:sandi@contoh.id/",
            "https://contoh.id@jahat.id/",
            "https://contoh.id:443@jahat.id/",
            "https://contoh.id:0/",
            "https://contoh.id:99999/",
            "https://localhost/",
            "https://rapat.localhost/",
            "https://printer.local/",
            "https://db.internal/",
            "https://127.0.0.1/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://[::1]/",
            "https://10.0.0.1/",
            "https://balai/",
            "https://-x.id/",
            "https://contoh..id/",
            "https://contoh.id./",
            "https://contoh.id/\u{202E}gpj.exe",
            "https://contoh.id/\"onmouseover=1",
            "https://contoh.id/a b",
            "https://contoh.id/a\nb",
            long.as_str(),
        ] {
            assert_eq!(WebLink::parse(text), Err(NoLink), "{text}");
        }
    }
}
