//! Bringing back the code that proves a contact.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::account::kind;
use crate::api::{Contact, OwnAccount, Typed};
use crate::components::{
    FormState, Sending, TextField, form_message, head, here, next_of_query, notice, operation_form,
    sign_in_first, skeleton_page, submit_button, text_field, with_next,
};
use crate::forms::{CONFIRM_CONTACT, REQUEST_CONTACT_CODE};
use crate::i18n::{account_words, fill};
use crate::load::{fetch, loaded};
use crate::visit::visit;

/// `/kode`
#[must_use]
pub fn confirm() -> AnyView {
    let a = account_words();
    head(a.code_title, a.code_intro);
    let (confirm, request) =
        (FormState::new(&CONFIRM_CONTACT), FormState::new(&REQUEST_CONTACT_CODE));
    let fetched = fetch(|| Typed::<OwnAccount>::new(()));
    view! {
        <div class="reading">
            <h1>{a.code_title}</h1>
            {loaded(fetched, skeleton_page, move |page: OwnAccount| match page.viewer {
                Some(viewer) => show(&viewer.contacts, confirm, request),
                None => sign_in_first(),
            })}
        </div>
    }
    .into_any()
}

fn show(contacts: &[Contact], confirm: FormState, request: FormState) -> AnyView {
    let a = account_words();
    let next = next_of_query();
    let after = next.clone().unwrap_or_else(|| String::from("/akun"));
    let open: Vec<&Contact> =
        contacts.iter().filter(|contact| contact.confirmed_at.is_none()).collect();
    if open.is_empty() {
        return view! {
            {notice("good", "✓", a.nothing_to_confirm)}
            <p><a class="button" href=after>{a.go_on}</a></p>
        }
        .into_any();
    }
    let sent = use_query_map().get_untracked().get("dikirim");
    let sent = sent.map(|_| notice("wait", "○", a.code_sent));
    let demonstration = visit()
        .demonstration
        .then(|| view! { <p><a href="/kotak-surat" rel="external">{a.read_demonstration}</a></p> });
    let code = TextField {
        name: "code",
        label: a.code,
        hint: Some(a.code_hint),
        autocomplete: "one-time-code",
        inputmode: Some("numeric"),
        secret: true,
        ..TextField::default()
    };
    let fields = view! {
        {form_message(confirm)}
        {text_field(confirm, code, |_| {})}
        <div class="action">{submit_button(confirm, a.code_button, "main")}</div>
    }
    .into_any();
    let sending = Sending { back: here(), next: Some(after.clone()) };
    let resend: Vec<AnyView> =
        open.into_iter().map(|contact| resend(contact, next.as_deref())).collect();
    view! {
        <p>{a.code_intro}</p>
        {sent}
        {demonstration}
        {operation_form(confirm, sending, fields)}
        <div role="group" aria-label=a.contacts>{form_message(request)}{resend}</div>
        <p><a href=after>{a.later}</a></p>
    }
    .into_any()
}

/// A button that sends another code. There may be two of these forms, so they have no id.
fn resend(contact: &Contact, next: Option<&str>) -> AnyView {
    let a = account_words();
    let sent = match with_next("/kode", next.map(String::from)) {
        plain if next.is_none() => format!("{plain}?dikirim=1"),
        kept => format!("{kept}&dikirim=1"),
    };
    let label = fill(a.send_to, &[&contact.value]);
    view! {
        <form method="post" action=format!("/form/{}", REQUEST_CONTACT_CODE.name)>
            <input type="hidden" name="csrf" value=visit().csrf.clone()/>
            <input type="hidden" name="back" value=here()/>
            <input type="hidden" name="next" value=sent/>
            <input type="hidden" name="contact" value=kind(contact.kind.0)/>
            <button type="submit" class="button">{label}</button>
        </form>
    }
    .into_any()
}
