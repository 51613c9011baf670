//! Applying for somebody who stands at the counter.

use balai_shared::message;
use balai_shared::person::{Education, Occupation, Sex};
use balai_shared::staff::CONSENT_VERSION;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bulk::said_of;
use super::dialog::back;
use super::state::Desk;
use crate::api::{
    AssistApplication, AssistApplicationInput, AssistApplicationVariables, AssistRegions,
    AssistRegionsVariables, RegionOption, Sender, Typed, Word, run,
};
use crate::components::{Choice, notice, options};
use crate::i18n::assist_words;
use crate::load::Fetched;
use crate::visit::language;

/// What is typed; all as text, as the fields have it.
#[derive(Clone, Copy)]
struct Typing {
    nik: RwSignal<String>,
    birth_date: RwSignal<String>,
    name: RwSignal<String>,
    phone: RwSignal<String>,
    kk: RwSignal<String>,
    sex: RwSignal<String>,
    education: RwSignal<String>,
    occupation: RwSignal<String>,
    province: RwSignal<String>,
    regency: RwSignal<String>,
    motivation: RwSignal<String>,
    agreed: RwSignal<bool>,
    regions: RwSignal<(Vec<RegionOption>, Vec<RegionOption>)>,
    wrong: RwSignal<Option<String>>,
}

impl Typing {
    fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            nik: text(),
            birth_date: text(),
            name: text(),
            phone: text(),
            kk: text(),
            sex: text(),
            education: text(),
            occupation: text(),
            province: text(),
            regency: text(),
            motivation: text(),
            agreed: RwSignal::new(false),
            regions: RwSignal::new((Vec::new(), Vec::new())),
            wrong: RwSignal::new(None),
        }
    }
}

/// The dialog's title and content.
pub(super) fn content(desk: Desk, sessions: Fetched) -> (&'static str, AnyView) {
    let (w, language) = (assist_words(), language());
    let typing = Typing::new();
    look_for_regions(typing);
    let wrong = move || typing.wrong.get().map(|text| notice("stop", "×", text));
    let send = sender(desk, sessions, typing);
    let agree = move |event: leptos::ev::Event| typing.agreed.set(event_target_checked(&event));
    let idle = move || desk.busy.get() || !typing.agreed.get();
    let view = view! {
        <p>{w.intro}</p>
        {field("assist-nik", w.nik, "numeric", typing.nik)}
        {date_field("assist-born", w.birth_date, typing.birth_date)}
        {field("assist-name", w.name, "text", typing.name)}
        {field("assist-phone", w.phone, "tel", typing.phone)}
        {field("assist-kk", w.kk, "numeric", typing.kk)}
        {select("assist-sex", w.sex, words(Sex::ALL, Sex::as_str, |one| message::sex(one, language)), typing.sex)}
        {select("assist-education", w.education, words(Education::ALL, Education::as_str, |one| message::education(one, language)), typing.education)}
        {select("assist-occupation", w.occupation, words(Occupation::ALL, Occupation::as_str, |one| message::occupation(one, language)), typing.occupation)}
        {region("assist-province", w.province, typing.province, move || typing.regions.with(|known| known.0.clone()))}
        {region("assist-regency", w.regency, typing.regency, move || typing.regions.with(|known| known.1.clone()))}
        <div class="field">
            <label for="assist-why">{w.motivation}</label>
            <textarea id="assist-why" rows="2" on:input=move |event| typing.motivation.set(event_target_value(&event))></textarea>
        </div>
        <p>{w.read_aloud}</p>
        <blockquote><p>{message::assist_consent(language)}</p></blockquote>
        <label class="tick"><input type="checkbox" id="assist-agreed" on:change=agree/>" "{w.agreed}</label>
        <div role="alert">{wrong}</div>
        <div class="buttons">
            <button type="button" class="main" disabled=idle on:click=move |_| send()>{w.send}</button>
            {back(desk)}
        </div>
    };
    (w.title, view.into_any())
}

fn field(
    id: &'static str,
    label: &'static str,
    keyboard: &'static str,
    value: RwSignal<String>,
) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id inputmode=keyboard autocomplete="off" on:input=move |event| value.set(event_target_value(&event))/>
        </div>
    }
    .into_any()
}

fn date_field(id: &'static str, label: &'static str, value: RwSignal<String>) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input id=id type="date" on:input=move |event| value.set(event_target_value(&event))/>
        </div>
    }
    .into_any()
}

/// The choices of a list of words, the empty one first.
fn words<T: Copy>(
    all: &[T],
    value: impl Fn(T) -> &'static str,
    label: impl Fn(T) -> &'static str,
) -> Vec<Choice> {
    let named = all
        .iter()
        .map(|one| Choice { value: String::from(value(*one)), label: String::from(label(*one)) });
    std::iter::once(none()).chain(named).collect()
}

fn none() -> Choice {
    Choice { value: String::new(), label: String::from(assist_words().choose) }
}

fn select(
    id: &'static str,
    label: &'static str,
    choices: Vec<Choice>,
    value: RwSignal<String>,
) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select id=id on:change=move |event| value.set(event_target_value(&event))>
                {options(choices, "")}
            </select>
        </div>
    }
    .into_any()
}

/// A list that comes later, or another one when the province is another.
fn region(
    id: &'static str,
    label: &'static str,
    value: RwSignal<String>,
    known: impl Fn() -> Vec<RegionOption> + Send + 'static,
) -> AnyView {
    let listed = move || {
        let named = known().into_iter().map(|one| Choice { value: one.code, label: one.name });
        // What was chosen before the list came again stays.
        let chosen = value.get_untracked();
        options(std::iter::once(none()).chain(named).collect(), &chosen)
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select id=id on:change=move |event| value.set(event_target_value(&event))>{listed}</select>
        </div>
    }
    .into_any()
}

/// Fetches the provinces, and those within the chosen one.
fn look_for_regions(typing: Typing) {
    let sender = Sender::from_context();
    Effect::new(move |_| {
        let chosen = typing.province.get();
        typing.regency.set(String::new());
        let sender = sender.clone();
        spawn_local(async move {
            let province = Some(chosen.clone()).filter(|code| !code.is_empty());
            let inside = province.is_some();
            let request = Typed::<AssistRegions>::new(AssistRegionsVariables { province });
            let Ok(found) = run(&sender, request).await else { return };
            if typing.province.try_get_untracked() == Some(chosen) {
                let regencies = if inside { found.regencies } else { Vec::new() };
                typing.regions.set((found.provinces, regencies));
            }
        });
    });
}

fn input(session_id: cynic::Id, typing: Typing) -> AssistApplicationInput {
    let text = |value: RwSignal<String>| value.get_untracked().trim().to_owned();
    let some = |value: RwSignal<String>| Some(text(value)).filter(|text| !text.is_empty());
    AssistApplicationInput {
        session_id,
        motivation: some(typing.motivation),
        nik: text(typing.nik),
        birth_date: text(typing.birth_date),
        name: text(typing.name),
        phone: text(typing.phone),
        kk: some(typing.kk),
        sex: text(typing.sex).parse().ok().map(Word),
        education: text(typing.education).parse().ok().map(Word),
        occupation: text(typing.occupation).parse().ok().map(Word),
        region_code: some(typing.regency),
        consent: typing.agreed.get_untracked(),
        consent_version: CONSENT_VERSION,
    }
}

fn sender(desk: Desk, sessions: Fetched, typing: Typing) -> impl Fn() {
    let sender = Sender::from_context();
    let (w, language) = (assist_words(), language());
    move || {
        let Some(session_id) = desk.session_now().filter(|_| !desk.busy.get_untracked()) else {
            return;
        };
        desk.busy.set(true);
        typing.wrong.set(None);
        let input = input(session_id, typing);
        let sender = sender.clone();
        spawn_local(async move {
            let variables = AssistApplicationVariables { input };
            let answer = run(&sender, Typed::<AssistApplication>::new(variables)).await;
            desk.busy.set(false);
            match answer {
                Ok(_) => {
                    desk.told.set(Some(("good", String::from(w.sent))));
                    desk.asking.set(None);
                    sessions.refetch();
                }
                Err(error) => {
                    // All that is to be mended, at once.
                    let fields = error.fields.iter().skip(1).map(|field| field.message.clone());
                    let reasons = error.reasons.iter().map(|reason| reason.message.clone());
                    let more: Vec<String> = fields.chain(reasons).collect();
                    let first = said_of(error, language);
                    let parts: Vec<String> = std::iter::once(first).chain(more).collect();
                    typing.wrong.set(Some(parts.join(" ")));
                }
            }
        });
    }
}
