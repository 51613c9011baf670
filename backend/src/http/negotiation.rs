//! Which of the two media types an answer to a GraphQL request has.

use axum::http::{HeaderMap, HeaderValue, header};

/// A media type of GraphQL over HTTP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MediaType {
    /// `application/graphql-response+json`: the status tells how the request went.
    GraphqlResponse,
    /// `application/json`: whatever is said of a document is answered with 200, as older clients
    /// expect.
    Json,
}

impl MediaType {
    /// The value for `Content-Type`.
    pub(crate) const fn header(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        })
    }

    /// What the client likes best, or `None` when it takes neither. Without `Accept`, and where it
    /// takes anything, JSON.
    pub(crate) fn accepted(headers: &HeaderMap) -> Option<Self> {
        let mut values = headers.get_all(header::ACCEPT).iter().peekable();
        if values.peek().is_none() {
            return Some(Self::Json);
        }
        let text: Vec<_> = values.filter_map(|value| value.to_str().ok()).collect();
        let ranges: Vec<_> =
            text.iter().flat_map(|text| text.split(',')).map(Range::parse).collect();
        let modern = weight(&ranges, "application/graphql-response+json");
        let plain = weight(&ranges, "application/json");
        if modern == 0 && plain == 0 {
            None
        } else if modern > plain || (modern == plain && named(&ranges)) {
            Some(Self::GraphqlResponse)
        } else {
            Some(Self::Json)
        }
    }
}

/// One item of an `Accept` header.
struct Range {
    /// Lower case.
    media: String,
    /// In thousandths.
    weight: u32,
}

impl Range {
    fn parse(item: &str) -> Self {
        let mut parts = item.split(';').map(|part| part.trim().to_ascii_lowercase());
        let media = parts.next().unwrap_or_default();
        let weight =
            parts.find_map(|part| part.strip_prefix("q=").map(thousandths)).unwrap_or(1_000);
        Self { media, weight }
    }

    /// How exactly it names the type; `None` when it doesn't fit.
    fn exactness(&self, media: &str) -> Option<u8> {
        if self.media == media {
            Some(2)
        } else if self.media == "application/*" {
            Some(1)
        } else {
            (self.media == "*/*").then_some(0)
        }
    }
}

/// `0.85` as 850; what can't be read counts as nothing.
fn thousandths(text: &str) -> u32 {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if fraction.len() > 3 {
        return 0;
    }
    let fraction = format!("{fraction:0<3}").parse().unwrap_or(0);
    match whole {
        "0" => fraction,
        "1" => 1_000,
        _ => 0,
    }
}

/// The weight by the range that names the type most exactly.
fn weight(ranges: &[Range], media: &str) -> u32 {
    let fitting = ranges.iter().filter_map(|range| Some((range.exactness(media)?, range.weight)));
    fitting.max().map_or(0, |(_, weight)| weight)
}

/// Whether the modern type is named by its name.
fn named(ranges: &[Range]) -> bool {
    ranges.iter().any(|range| range.media == "application/graphql-response+json")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(accept: &str) -> Option<MediaType> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_str(accept).unwrap());
        MediaType::accepted(&headers)
    }

    #[test]
    fn a_client_that_does_not_care_gets_json() {
        assert_eq!(MediaType::accepted(&HeaderMap::new()), Some(MediaType::Json));
        for accept in
            ["*/*", "application/*", "text/html, */*;q=0.1", "application/json; charset=utf-8"]
        {
            assert_eq!(accepted(accept), Some(MediaType::Json), "{accept}");
        }
    }

    #[test]
    fn the_modern_type_is_given_to_who_names_it_and_likes_it_no_less() {
        for accept in [
            "application/graphql-response+json",
            "application/graphql-response+json; charset=utf-8, application/json; charset=utf-8",
            "application/json, Application/GraphQL-Response+JSON",
            "application/graphql-response+json, application/json;q=0.9, */*;q=0.1",
        ] {
            assert_eq!(accepted(accept), Some(MediaType::GraphqlResponse), "{accept}");
        }
        let less = "application/graphql-response+json;q=0.5, application/json;q=0.85";
        assert_eq!(accepted(less), Some(MediaType::Json));
        assert_eq!(accepted("application/json;q=0, */*"), Some(MediaType::GraphqlResponse));
    }

    #[test]
    fn who_takes_neither_is_told_so() {
        for accept in ["text/html", "application/json;q=0", "*/*;q=0", "", "application/xml;q=1"] {
            assert_eq!(accepted(accept), None, "{accept}");
        }
    }
}
