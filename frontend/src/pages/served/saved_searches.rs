//! What the viewer waits for: the list, and the question whether one more is to be kept.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::account::at;
use crate::api::{
    MySavedSearches, SaveSearchInput, SaveSearchPage, SaveSearchVariables, SavedSearchCard, Typed,
    ViewerSearches, Word,
};
use crate::components::{
    FormState, Wish, empty, head, notice, sign_in_first, skeleton_cards, skeleton_page, tell_me,
};
use crate::forms::{DELETE_SAVED_SEARCH, SAVE_SEARCH};
use crate::i18n::{fill, saved_words, words};
use crate::load::{fetch, loaded};
use crate::pages::applicant::Choices;
use crate::visit::visit;

/// `/kabari`
#[must_use]
pub fn saved_searches() -> AnyView {
    let s = saved_words();
    head(s.title, s.intro);
    let form = FormState::new(&SAVE_SEARCH);
    let query = use_query_map().get_untracked();
    let (saved, deleted) = (query.get("tersimpan").is_some(), query.get("dihapus").is_some());
    let fetched = fetch(|| Typed::<MySavedSearches>::new(()));
    view! {
        <div class="reading">
            <h1>{s.title}</h1>
            {loaded(fetched, skeleton_cards, move |page: MySavedSearches| match page.viewer {
                Some(viewer) => {
                    let told = saved.then(|| notice("good", "✓", s.saved));
                    view! { {told} {deleted.then(|| undo(form))} {list(&viewer)} }.into_any()
                }
                None => sign_in_first(),
            })}
        </div>
    }
    .into_any()
}

/// What was deleted just now can be taken back: its form handed on what it asked for.
fn undo(form: FormState) -> AnyView {
    let s = saved_words();
    let wish = Wish::of_fields(|name| form.entered(name));
    let again = wish.is_narrow().then(|| tell_me(&wish, s.undo, "button"));
    view! { {notice("good", "✓", s.deleted)} {again} }.into_any()
}

fn list(viewer: &ViewerSearches) -> AnyView {
    let (w, s) = (words(), saved_words());
    let searches = &viewer.saved_searches.nodes;
    let open = viewer.contacts.iter().any(|contact| contact.confirmed_at.is_none());
    let banner = (open && !searches.is_empty()).then(|| {
        view! {
            <p class="notice wait">
                <span aria-hidden="true">"○ "</span>{s.unconfirmed}" "<a href="/kode?next=%2Fkabari">{s.confirm_now}</a>
            </p>
        }
    });
    let body = if searches.is_empty() {
        empty(s.none, s.none_hint, Some((String::from("/"), w.catalogue)))
    } else {
        let cards: Vec<AnyView> = searches.iter().map(card).collect();
        view! { <ul class="plain">{cards}</ul> }.into_any()
    };
    view! {
        <p>{s.intro}</p>
        {banner}
        {body}
        <p class="quiet">{s.how}</p>
        <p><a href="/pesan">{s.to_messages}</a></p>
    }
    .into_any()
}

fn card(search: &SavedSearchCard) -> AnyView {
    let s = saved_words();
    let told = match search.told_at {
        Some(told) => format!("{}: {}", s.last_told, at(told)),
        None => String::from(s.not_yet),
    };
    let wish = wish_of(search);
    let fields: Vec<AnyView> = wish
        .fields()
        .into_iter()
        .map(|(name, value)| {
            let value = String::from(value);
            view! { <input type="hidden" name=name value=value/> }.into_any()
        })
        .collect();
    view! {
        <li class="card">
            <p><a href=Choices::of_wish(&wish).address()><strong>{search.name.clone()}</strong></a></p>
            <p class="quiet">{s.since}": "{at(search.created_at)}<br/>{told}</p>
            <form method="post" action=format!("/form/{}", DELETE_SAVED_SEARCH.name)>
                <input type="hidden" name="csrf" value=visit().csrf.clone()/>
                <input type="hidden" name="back" value="/kabari"/>
                <input type="hidden" name="savedSearchId" value=search.id.inner().to_owned()/>
                {fields}
                <button type="submit" aria-label=fill(s.delete_named, &[&search.name])>{s.delete}</button>
            </form>
        </li>
    }
    .into_any()
}

fn wish_of(search: &SavedSearchCard) -> Wish {
    let id = |id: Option<&cynic::Id>| id.map(|id| id.inner().to_owned()).unwrap_or_default();
    let word = |word: Option<&'static str>| word.map(String::from).unwrap_or_default();
    Wish {
        search: search.search.clone().unwrap_or_default(),
        program: id(search.program.as_ref().map(|one| &one.id)),
        institution: id(search.institution.as_ref().map(|one| &one.id)),
        vocation: id(search.vocation.as_ref().map(|one| &one.id)),
        region: search.region.as_ref().map(|one| one.code.clone()).unwrap_or_default(),
        mode: word(search.mode.map(|word| word.0.as_str())),
        funding: word(search.funding.map(|word| word.0.as_str())),
    }
}

/// `/kabari/baru`: who had to sign in first, or whose button was refused, finds the wish here.
#[must_use]
pub fn save_search() -> AnyView {
    let s = saved_words();
    head(s.ask_title, s.intro);
    let form = FormState::new(&SAVE_SEARCH);
    let query = use_query_map().get_untracked();
    let wish = Wish::of_fields(|name| query.get(name));
    let input = input_of(&wish);
    let fetched =
        fetch(move || Typed::<SaveSearchPage>::new(SaveSearchVariables { input: input.clone() }));
    view! {
        <div class="reading">
            <h1>{s.ask_title}</h1>
            {loaded(fetched, skeleton_page, move |page: SaveSearchPage| match page.viewer {
                Some(_) => ask(form, &wish, page.saved_search_name),
                None => sign_in_first(),
            })}
        </div>
    }
    .into_any()
}

fn ask(form: FormState, wish: &Wish, name: String) -> AnyView {
    let s = saved_words();
    let refused = refusal(form).map(|text| {
        view! {
            <div role="alert">
                <form><p class="notice stop form-message" tabindex="-1">{text}</p></form>
            </div>
            <p><a class="button" href="/kabari">{s.see_list}</a></p>
        }
    });
    view! {
        {refused}
        <p>{s.ask}</p>
        <p class="card"><strong>{name}</strong></p>
        {tell_me(wish, s.ask_yes, "main")}
        <p class="quiet">{s.how}</p>
    }
    .into_any()
}

/// Why the button did nothing; its fields are none that a person fills in.
fn refusal(form: FormState) -> Option<String> {
    if form.problem_code("search").as_deref() == Some("TOO_MANY") {
        return Some(String::from(saved_words().too_many));
    }
    SAVE_SEARCH.fields.iter().find_map(|field| form.problem(field))
}

fn input_of(wish: &Wish) -> SaveSearchInput {
    let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let id = |text: &String| filled(text).map(cynic::Id::new);
    SaveSearchInput {
        search: filled(&wish.search),
        program_id: id(&wish.program),
        institution_id: id(&wish.institution),
        vocation_id: id(&wish.vocation),
        region_code: filled(&wish.region),
        mode: wish.mode.parse().ok().map(Word),
        funding: wish.funding.parse().ok().map(Word),
    }
}
