//! The viewer's profile: the NIK is looked at while it is typed, saved secrets are shown masked.

use balai_shared::language::Language;
use balai_shared::message;
use balai_shared::nik::{Kk, Nik, NikError};
use balai_shared::person::{Education, Occupation, Sex};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;

use super::profile_home::{Regions, home};
use crate::api::{ContactState, MaskedNik, Profile, ProfilePage, ProfileVariables, Typed, Word};
use crate::components::{
    Choice, FormState, SelectField, Sending, TextField, facts, form_message, head, next_of_query,
    notice, operation_form, select_field, sign_in_first, skeleton_page, submit_button, text_field,
    with_next,
};
use crate::forms::UPDATE_PROFILE;
use crate::i18n::{fill, own_words, words};
use crate::load::{fetch, loaded};
use crate::visit::language;

/// `/profil`
#[must_use]
pub fn profile() -> AnyView {
    let w = words();
    head(w.my_profile, w.profile_intro);
    let query = use_query_map();
    let form = FormState::new(&UPDATE_PROFILE);
    let fetched = fetch(move || {
        let province = query.get().get("provinsi").filter(|code| !code.is_empty());
        let in_province = province.is_some();
        Typed::<ProfilePage>::new(ProfileVariables { province, in_province })
    });
    view! {
        <div class="reading with-action">
            <h1>{w.my_profile}</h1>
            {loaded(fetched, skeleton_page, move |page: ProfilePage| match page.viewer {
                Some(viewer) => {
                    let query = query.get_untracked();
                    let regions = Regions {
                        chosen: query.get("provinsi"),
                        provinces: page.provinces,
                        regencies: page.regencies.unwrap_or_default(),
                    };
                    let saved = query.get("tersimpan").is_some();
                    view! {
                        {unconfirmed(&viewer.contacts)}
                        {show(form, viewer.profile, regions, saved)}
                    }
                    .into_any()
                }
                None => sign_in_first(),
            })}
        </div>
    }
    .into_any()
}

/// Says quietly that news don't arrive yet.
fn unconfirmed(contacts: &[ContactState]) -> Option<AnyView> {
    let o = own_words();
    contacts.iter().any(|contact| contact.confirmed_at.is_none()).then(|| {
        view! {
            <p class="notice wait">
                {o.unconfirmed}" "<a href="/kode?next=%2Fprofil" rel="external">{o.confirm_now}</a>
            </p>
        }
        .into_any()
    })
}

fn show(form: FormState, profile: Profile, regions: Regions, saved: bool) -> AnyView {
    let (w, language) = (words(), language());
    let next = next_of_query();
    let saved = saved.then(|| {
        let on = next.clone().map(|next| view! { <a class="button" href=next>{w.go_on}</a> });
        view! { {notice("good", "✓", w.saved)} {on} }
    });
    let missing = (!profile.complete).then(|| {
        let names = profile.missing.iter().map(|path| message::field_label(path, language));
        let names: Vec<&str> = names.collect();
        notice("wait", "○", fill(w.still_missing, &[&names.join(", ")]))
    });
    let fields = view! {
        {form_message(form)}
        {identity(form, &profile)}
        {background(form, &profile)}
        {home(form, &profile, regions)}
        {contact(form, &profile)}
        <div class="action">{submit_button(form, w.save, "main")}</div>
    }
    .into_any();
    let saved_page = match &next {
        Some(next) => format!("/profil?tersimpan=1&next={}", Url::escape(next)),
        None => String::from("/profil?tersimpan=1"),
    };
    let sending = Sending { back: with_next("/profil", next), next: Some(saved_page) };
    view! {
        <p>{w.profile_intro}</p>
        {saved}
        {missing}
        {operation_form(form, sending, fields)}
        <p>
            <a href="/akun" rel="external">{own_words().account}</a>" · "
            <a href="/data-saya" rel="external">{own_words().read_own_data}</a>
        </p>
        <p class="quiet">{w.own_data}" "<a href="/data-saya.json" download rel="external">{w.download_own_data}</a></p>
    }
    .into_any()
}

fn identity(form: FormState, profile: &Profile) -> AnyView {
    let w = words();
    let name = TextField {
        name: "name",
        label: w.full_name,
        hint: Some(w.full_name_hint),
        autocomplete: "name",
        value: Some(profile.name.clone()),
        ..TextField::default()
    };
    let birth = TextField {
        name: "birthDate",
        label: w.birth_date,
        hint: Some(w.birth_date_hint),
        kind: "date",
        autocomplete: "bday",
        value: profile.birth_date.map(|day| day.to_string()),
        ..TextField::default()
    };
    let taken = move || {
        let taken = form.problem_code("nik").is_some_and(|code| code == "NIK_TAKEN");
        taken.then(|| view! { <p class="notice wait">{w.nik_taken_help}" "<a href="/lupa-sandi" rel="external">{w.forgot_title}</a></p> })
    };
    let free = |path: &str| profile.locked_fields.iter().all(|locked| locked.path != path);
    view! {
        <fieldset>
            <legend>{w.identity}</legend>
            {locked(profile)}
            {free("name").then(|| text_field(form, name, |_| {}))}
            {free("nik").then(|| secret_number(form, "nik", (w.nik, w.nik_hint), &profile.nik, |text| Nik::parse(text).err()))}
            {taken}
            {secret_number(form, "kk", (w.kk, w.kk_hint), &profile.kk, |text| Kk::parse(text).err())}
            {free("birthDate").then(|| text_field(form, birth, |_| {}))}
            {free("sex").then(|| word_select(form, ("sex", w.sex), Sex::ALL, profile.sex, (Sex::as_str, message::sex)))}
        </fieldset>
    }
    .into_any()
}

/// What can't be replaced now, to be read, with why and the way out: there is no field to type it into.
fn locked(profile: &Profile) -> Option<AnyView> {
    let (w, language) = (words(), language());
    let why = profile.locked_fields.first()?.message.clone();
    let said = |path: &str| {
        let (name, value) = match path {
            "name" => (w.full_name, Some(profile.name.clone())),
            "nik" => (w.nik, profile.nik.as_ref().map(|nik| nik.0.clone())),
            "birthDate" => (w.birth_date, profile.birth_date.map(|day| day.to_string())),
            "sex" => (w.sex, profile.sex.map(|word| message::sex(word.0, language).to_owned())),
            _ => return None,
        };
        Some((name, value?))
    };
    let told = profile.locked_fields.iter().filter_map(|field| said(&field.path)).collect();
    Some(view! { {facts(told)} {notice("wait", "○", why)} }.into_any())
}

/// A number of 16 digits that is saved but never shown again.
fn secret_number(
    form: FormState,
    name: &'static str,
    (label, hint): (&'static str, &'static str),
    saved: &Option<MaskedNik>,
    fault: fn(&str) -> Option<NikError>,
) -> AnyView {
    let language = language();
    let live = RwSignal::new(None);
    let field = TextField {
        name,
        label,
        hint: Some(hint),
        autocomplete: "off",
        inputmode: Some("numeric"),
        secret: true,
        placeholder: saved.as_ref().map(|masked| masked.0.clone()),
        live: Some(live),
        ..TextField::default()
    };
    text_field(form, field, move |typed| live.set(remark(name, &typed, fault, language)))
}

/// What is said while a number is typed: nothing while it is empty.
fn remark(
    name: &str,
    typed: &str,
    fault: fn(&str) -> Option<NikError>,
    language: Language,
) -> Option<String> {
    let fault = fault(typed).filter(|fault| *fault != NikError::Blank)?;
    Some(message::field(&fault.field_error(name), language))
}

fn background(form: FormState, profile: &Profile) -> AnyView {
    let (w, o) = (words(), own_words());
    let disabled = profile.disability == Some(true);
    view! {
        <fieldset>
            <legend>{w.background}</legend>
            {word_select(form, ("education", w.education), Education::ALL, profile.education, (Education::as_str, message::education))}
            {word_select(form, ("occupation", w.occupation), Occupation::ALL, profile.occupation, (Occupation::as_str, message::occupation))}
            <label class="switch">
                <input type="checkbox" name="disability" checked=disabled aria-describedby="disability-hint"/>
                {o.disability}
            </label>
            <p class="quiet" id="disability-hint">{o.disability_hint}</p>
        </fieldset>
    }
    .into_any()
}

/// The words for a value of an enum.
type Said<T> = fn(T, Language) -> &'static str;

/// A select of the words of an enum.
fn word_select<T: Copy + 'static>(
    form: FormState,
    (name, label): (&'static str, &'static str),
    all: &[T],
    chosen: Option<Word<T>>,
    (value, said): (fn(T) -> &'static str, Said<T>),
) -> AnyView {
    let language = language();
    let choice = |&word: &T| Choice {
        value: String::from(value(word)),
        label: String::from(said(word, language)),
    };
    let field = SelectField {
        name,
        label,
        none: words().choose,
        choices: all.iter().map(choice).collect(),
        value: chosen.map(|word| String::from(value(word.0))),
        ..SelectField::default()
    };
    select_field(form, field, |_| {})
}

fn contact(form: FormState, profile: &Profile) -> AnyView {
    let w = words();
    let phone = TextField {
        name: "phone",
        label: w.phone,
        hint: Some(w.phone_hint),
        kind: "tel",
        autocomplete: "tel",
        secret: true,
        placeholder: profile.phone.clone(),
        ..TextField::default()
    };
    let email = TextField {
        name: "email",
        label: w.email,
        kind: "email",
        autocomplete: "email",
        value: profile.email.clone(),
        ..TextField::default()
    };
    view! {
        <fieldset>
            <legend>{w.contact}</legend>
            {text_field(form, phone, |_| {})}
            {text_field(form, email, |_| {})}
        </fieldset>
    }
    .into_any()
}
