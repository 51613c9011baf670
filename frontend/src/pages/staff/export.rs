//! Links by which a list is taken along. Plain links, which the browser's router leaves alone; only a
//! search goes by a form, because names and NIKs stand in no address.

use balai_shared::export::ExportFormat;
pub(super) use balai_shared::export::ExportList;
use balai_shared::message;
use balai_shared::time::Date;
use leptos::prelude::*;
use leptos_router::location::Url;

use super::state::Desk;
use crate::i18n::{fill, report_words};
use crate::visit::language;

/// What narrows a list, by its name in the address.
type Narrowed<'a> = &'a [(&'static str, &'a str)];

/// The list as each kind of file.
pub(super) fn links(list: ExportList, narrowed: Narrowed<'_>) -> AnyView {
    let link = |format: &ExportFormat| {
        let href = address(list, *format, narrowed);
        let label = label(list, *format);
        view! { <a class="button" href=href rel="external" aria-label=label>{format.as_str()}</a> }
            .into_any()
    };
    let links: Vec<AnyView> = ExportFormat::ALL.iter().map(link).collect();
    view! { <p class="taking"><span class="quiet">{said(list)}</span>{links}</p> }.into_any()
}

/// The queue as it is shown, a search among what narrows it.
pub(super) fn of_queue(desk: Desk) -> AnyView {
    let shown = move || {
        let choices = desk.choices.get();
        let session = choices.session.unwrap_or_default();
        let states: Vec<&str> = choices.states.iter().map(|state| state.as_str()).collect();
        let states = states.join(",");
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let (from, until) = (day(choices.from), day(choices.until));
        let narrowed = [
            ("sesi", session.as_str()),
            ("status", states.as_str()),
            ("dari", from.as_str()),
            ("sampai", until.as_str()),
        ];
        let search = desk.search.get();
        if search.is_empty() {
            links(ExportList::Applications, &narrowed)
        } else {
            sending(ExportList::Applications, &narrowed, &search)
        }
    };
    view! { <div>{shown}</div> }.into_any()
}

fn sending(list: ExportList, narrowed: Narrowed<'_>, search: &str) -> AnyView {
    let field = |(name, value): &(&'static str, &str)| {
        view! { <input type="hidden" name=*name value=String::from(*value)/> }.into_any()
    };
    let fields: Vec<AnyView> = narrowed.iter().chain(&[("cari", search)]).map(field).collect();
    let button = |format: &ExportFormat| {
        let (action, label) = (address(list, *format, &[]), label(list, *format));
        view! { <button type="submit" formaction=action aria-label=label>{format.as_str()}</button> }
            .into_any()
    };
    let buttons: Vec<AnyView> = ExportFormat::ALL.iter().map(button).collect();
    let action = address(list, ExportFormat::Csv, &[]);
    view! {
        <form class="taking" method="post" action=action>
            <span class="quiet">{said(list)}</span>
            {fields}
            {buttons}
        </form>
    }
    .into_any()
}

fn address(list: ExportList, format: ExportFormat, narrowed: Narrowed<'_>) -> String {
    let mut address = format!("/ekspor/{}.{}", list.slug(), format.ending());
    let mut mark = '?';
    for (name, value) in narrowed.iter().filter(|(_, value)| !value.is_empty()) {
        address.push(mark);
        address.push_str(name);
        address.push('=');
        address.push_str(&Url::escape(value));
        mark = '&';
    }
    address
}

fn said(list: ExportList) -> String {
    let name = message::export_list(list, language()).to_lowercase();
    fill(report_words().take, &[&name])
}

/// What a reader of the screen says of a link that shows the format alone.
fn label(list: ExportList, format: ExportFormat) -> String {
    format!("{} {}", said(list), format.as_str())
}
