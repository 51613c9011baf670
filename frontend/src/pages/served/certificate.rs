//! Checking a certificate: where the code on the paper leads, for anyone.

use balai_shared::format;
use balai_shared::message;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use crate::api::{CertificatePage, CertificateVariables, CheckedCertificate, Typed};
use crate::components::{facts, head, notice, skeleton_page};
use crate::i18n::certificate_words;
use crate::load::{fetch, loaded};
use crate::visit::language;

/// `/sertifikat/:number`, and `/sertifikat` with a field for the number.
#[must_use]
pub fn certificate() -> AnyView {
    let w = certificate_words();
    head(w.title, w.intro);
    let asked = use_params_map().get_untracked().get("number");
    let typed = use_query_map().get_untracked().get("nomor");
    let number = asked.or(typed).unwrap_or_default().trim().to_owned();
    let wanted = number.clone();
    let fetched = fetch(move || {
        Typed::<CertificatePage>::new(CertificateVariables { number: wanted.clone() })
    });
    loaded(fetched, skeleton_page, move |page: CertificatePage| {
        let answer = match &page.certificate {
            Some(certificate) => found(certificate),
            None if number.is_empty() => ().into_any(),
            None => notice("stop", "×", w.unknown),
        };
        view! {
            <div class="reading">
                <h1>{w.title}</h1>
                {answer}
                {form(&number)}
            </div>
        }
        .into_any()
    })
}

fn found(certificate: &CheckedCertificate) -> AnyView {
    let (w, language) = (certificate_words(), language());
    let verdict = if certificate.revoked {
        notice("stop", "×", w.revoked)
    } else {
        notice("good", "✓", w.valid)
    };
    let kind =
        certificate.kind.map(|kind| String::from(message::certificate_kind(kind.0, language)));
    let told = [
        (w.name, Some(certificate.name.clone())),
        (w.kind, kind),
        (w.program, Some(certificate.program_title.clone())),
        (w.institution, Some(certificate.institution_name.clone())),
        (w.issued_on, Some(format::date(certificate.issued_on, language))),
        (w.number, Some(certificate.number.clone())),
    ];
    let told = told.into_iter().filter_map(|(label, text)| Some((label, text?))).collect();
    view! { {verdict} {facts(told)} }.into_any()
}

/// Another number; what is typed stands in the address, which holds nothing but a number.
fn form(number: &str) -> AnyView {
    let w = certificate_words();
    view! {
        <form method="get" action="/sertifikat">
            <div class="field">
                <label for="nomor">{w.number}</label>
                <p class="hint" id="nomor-hint">{w.number_hint}</p>
                <input id="nomor" name="nomor" value=number.to_owned() autocomplete="off" required aria-describedby="nomor-hint"/>
            </div>
            <button class="main" type="submit">{w.check}</button>
        </form>
    }
    .into_any()
}
