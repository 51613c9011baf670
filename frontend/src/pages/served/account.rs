//! The viewer's account: contacts, password, devices, data, leaving.

use balai_shared::account::ContactKind;
use balai_shared::format;
use balai_shared::time::{Instant, TimeZone};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::account_password::password;
use crate::api::{Contact, ContactRecovery, Device, OwnAccount, Typed, ViewerAccount};
use crate::components::{
    FormState, Tone, badge, form_message, head, notice, sign_in_first, skeleton_page,
};
use crate::forms::{
    CHANGE_PASSWORD, SIGN_OUT_DEVICE, SIGN_OUT_OTHER_DEVICES, STOP_CONTACT_RECOVERY,
};
use crate::i18n::{account_words, fill, new_number_words, saved_words};
use crate::load::{fetch, loaded};
use crate::visit::{language, visit};

/// `/akun`
#[must_use]
pub fn account() -> AnyView {
    let a = account_words();
    head(a.title, a.intro);
    let change = FormState::new(&CHANGE_PASSWORD);
    let device = FormState::new(&SIGN_OUT_DEVICE);
    let fetched = fetch(|| Typed::<OwnAccount>::new(()));
    let query = use_query_map().get_untracked();
    let farewell = query.get("dihapus").is_some();
    let told = [("tersimpan", a.done), ("sandi", a.password_changed), ("keluar", a.signed_out)];
    let told = told.into_iter().find(|(name, _)| query.get(name).is_some());
    view! {
        <div class="reading">
            {loaded(fetched, skeleton_page, move |page: OwnAccount| match page.viewer {
                Some(viewer) => show(&viewer, told.map(|(_, text)| text), change, device),
                None if farewell => gone(),
                None => sign_in_first(),
            })}
        </div>
    }
    .into_any()
}

/// Who has just left isn't asked to sign in.
fn gone() -> AnyView {
    let a = account_words();
    view! {
        <h1>{a.title}</h1>
        {notice("good", "✓", a.deleted)}
        <p><a class="button" href="/">{a.to_home}</a></p>
    }
    .into_any()
}

fn show(
    viewer: &ViewerAccount,
    told: Option<&'static str>,
    change: FormState,
    device: FormState,
) -> AnyView {
    let a = account_words();
    let told = told.map(|text| notice("good", "✓", text));
    view! {
        <h1>{a.title}</h1>
        {told}
        <p>{a.intro}</p>
        <section aria-labelledby="contacts">
            <h2 id="contacts">{a.contacts}</h2>
            {viewer.contact_recovery.as_ref().map(new_number)}
            {banner(&viewer.contacts)}
            <ul class="plain">{viewer.contacts.iter().map(contact).collect::<Vec<_>>()}</ul>
            <p><a href="/profil">{a.change_contacts}</a></p>
        </section>
        <section aria-labelledby="password">
            <h2 id="password">{a.password}</h2>
            <p>{a.password_intro}</p>
            {password(change)}
        </section>
        <section aria-labelledby="devices">
            <h2 id="devices">{a.devices}</h2>
            <p>{a.devices_intro}</p>
            {form_message(device)}
            <ul class="plain">{viewer.devices.iter().map(one_device).collect::<Vec<_>>()}</ul>
            {(viewer.devices.len() > 1).then(others)}
        </section>
        <section aria-labelledby="data">
            <h2 id="data">{a.own_data}</h2>
            <p>{a.own_data_intro}</p>
            <p><a class="button" href="/data-saya">{a.own_data_page}</a></p>
            <p><a class="button" href="/akun/identitas">{a.identity}</a></p>
            <p><a class="button" href="/kabari">{saved_words().title}</a></p>
            <p><a href="/data-saya.json" download rel="external">{a.own_data_file}</a></p>
        </section>
        <section aria-labelledby="leaving">
            <h2 id="leaving">{a.delete}</h2>
            <p><a href="/akun/hapus">{a.delete_link}</a></p>
        </section>
    }
    .into_any()
}

/// A new number that waits, with the button that stops it.
fn new_number(waiting: &ContactRecovery) -> AnyView {
    let w = new_number_words();
    let text = fill(w.waits, &[&waiting.new_phone, &at(waiting.effective_at)]);
    let stop = plain_form(STOP_CONTACT_RECOVERY.name, ().into_any(), (w.stop, None));
    view! { <div class="notice wait"><p>{text}</p>{stop}</div> }.into_any()
}

/// Says quietly that news don't arrive yet.
pub(super) fn banner(contacts: &[Contact]) -> Option<AnyView> {
    let a = account_words();
    let open = contacts.iter().any(|contact| contact.confirmed_at.is_none());
    open.then(|| {
        view! { <p class="notice wait"><span aria-hidden="true">"○ "</span>{a.banner}" "<a href="/kode">{a.confirm_now}</a></p> }
            .into_any()
    })
}

/// What a kind of contact is called.
pub(super) const fn kind(kind: ContactKind) -> &'static str {
    match kind {
        ContactKind::Phone => "PHONE",
        ContactKind::Email => "EMAIL",
    }
}

fn contact(contact: &Contact) -> AnyView {
    let a = account_words();
    let name = match contact.kind.0 {
        ContactKind::Phone => a.phone,
        ContactKind::Email => a.email,
    };
    let state = match contact.confirmed_at {
        Some(_) => badge(Tone::Good, a.confirmed),
        None => badge(Tone::Wait, a.unconfirmed),
    };
    view! { <li class="card"><p>{name}": "<strong>{contact.value.clone()}</strong></p><p>{state}</p></li> }
        .into_any()
}

/// A moment, in the words of this page.
pub(super) fn at(at: Instant) -> String {
    format::date_time_in_zone(at, TimeZone::Jakarta, language())
}

fn one_device(device: &Device) -> AnyView {
    let a = account_words();
    let signed_in = at(device.signed_in_at);
    let seen = at(device.last_seen_at);
    let end = if device.current {
        badge(Tone::Good, a.this_device)
    } else {
        let name = fill(a.sign_out_named, &[&device.label, &signed_in]);
        let id = device.id.inner().to_owned();
        let field = view! { <input type="hidden" name="id" value=id/> }.into_any();
        plain_form(SIGN_OUT_DEVICE.name, field, (a.sign_out, Some(name)))
    };
    view! {
        <li class="card">
            <p><strong>{device.label.clone()}</strong></p>
            <p class="quiet">{a.signed_in_at}": "{signed_in}<br/>{a.last_seen_at}": "{seen}</p>
            {end}
        </li>
    }
    .into_any()
}

fn others() -> AnyView {
    let a = account_words();
    plain_form(SIGN_OUT_OTHER_DEVICES.name, ().into_any(), (a.sign_out_others, None))
}

/// A form of one button; several of one operation stand on a page, so it has no id. `named` is what
/// tells its button from the others.
pub(super) fn plain_form(
    operation: &'static str,
    fields: AnyView,
    (label, named): (&'static str, Option<String>),
) -> AnyView {
    view! {
        <form method="post" action=format!("/form/{operation}")>
            <input type="hidden" name="csrf" value=visit().csrf.clone()/>
            <input type="hidden" name="back" value="/akun"/>
            {fields}
            <button type="submit" class="button" aria-label=named>{label}</button>
        </form>
    }
    .into_any()
}
