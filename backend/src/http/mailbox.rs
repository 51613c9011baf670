//! `GET /kotak-surat`: with demonstration data, what would have been sent to mailboxes and phones.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use balai_shared::{format, language::Language, time::TimeZone};

use super::{
    Server,
    caller::{self, Speaks},
    pages,
    policy::{Sources, policy},
};
use crate::{
    auth::secret,
    model::message::Standing,
    service::{
        mailbox::{self, Shown},
        outbox::Address,
    },
};

/// The handler. Where the data isn't a demonstration there is no such page.
pub(crate) async fn get(State(server): State<Server>, request: Request) -> Response {
    let shown = match mailbox::newest(&server.app.services).await {
        Ok(shown) => shown,
        Err(error) => {
            tracing::error!(%error, "the mailbox can't be shown");
            None
        }
    };
    let (Some(shown), Ok(nonce)) = (shown, secret::random_text()) else {
        return pages::page(State(server), request).await;
    };
    let (parts, _) = request.into_parts();
    let language = caller::visitor(&server, &parts, Speaks::Cookie).language;
    let html = document(&shown, language, &nonce);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_SECURITY_POLICY, policy(&Sources::nonce(&nonce))),
    ];
    (headers, html).into_response()
}

fn document(shown: &[Shown], language: Language, nonce: &str) -> String {
    let title = language.pick("Kotak surat peragaan", "The demonstration's mailbox");
    let intro = language.pick(
        "Ini data demo: alamat dan nomornya tidak ada. Pesan yang seharusnya dikirim tampil di sini.",
        "This is demonstration data: its addresses and numbers don't exist. What would be sent is shown here.",
    );
    let none = language.pick("Belum ada pesan.", "No messages yet.");
    let list: String = shown.iter().map(|shown| card(shown, language)).collect();
    let list = if list.is_empty() { format!("<p>{none}</p>") } else { list };
    let css = balai_frontend::server::APPLICANT_CSS;
    format!(
        "<!DOCTYPE html><html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\">\
         <link rel=\"icon\" href=\"/favicon.svg\" type=\"image/svg+xml\">\
         <title>{title} · Balai</title><style nonce=\"{nonce}\">{css}</style></head><body>\
         <header class=\"top\"><a class=\"brand\" href=\"/\">balai</a></header>\
         <main id=\"content\"><div class=\"reading\"><h1>{title}</h1><p>{intro}</p>{list}</div></main>\
         </body></html>"
    )
}

fn card(shown: &Shown, language: Language) -> String {
    let to = match &shown.message.to {
        Address::Email(address) => address.as_str(),
        Address::Phone(number) => number.as_str(),
    };
    let standing = match shown.standing {
        Standing::Waiting => language.pick("menunggu", "waiting"),
        Standing::Sent => language.pick("dikirim", "sent"),
        Standing::Delivered => language.pick("sampai", "delivered"),
        Standing::Failed => language.pick("tidak terkirim", "not sent"),
    };
    let at = format::date_time_in_zone(shown.at, TimeZone::Jakarta, language);
    let letter = &shown.message.letter;
    format!(
        "<article class=\"card\"><p class=\"quiet\">{} · {at} · {standing}</p>\
         <div lang=\"{}\"><h2>{}</h2><p>{}</p></div></article>",
        escape(to),
        shown.message.language,
        escape(&letter.subject),
        escape(&letter.text)
    )
}

/// As text between tags.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_text_and_no_markup() {
        assert_eq!(escape("<b>\"Las\" & api</b>"), "&lt;b&gt;\"Las\" &amp; api&lt;/b&gt;");
    }
}
