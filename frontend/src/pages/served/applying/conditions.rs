//! The first step: what the session asks for, told before anything is asked.

use balai_shared::application::DraftStep;
use balai_shared::eligibility::Verdict;
use balai_shared::format;
use balai_shared::message;
use leptos::prelude::*;

use super::{Place, Shown, framed, saving};
use crate::api::{ApiError, Eligibility, FittingSession};
use crate::components::{notice, with_next};
use crate::i18n::{applying_words, fill, words};
use crate::pages::applicant::verdict;
use crate::visit::language;

/// The verdict with all of its reasons, and the way on: to the next step, to the profile, or to
/// sessions that fit.
pub(super) fn show(shown: &Shown<'_>, fits: &Eligibility, is_open: bool) -> AnyView {
    let a = applying_words();
    let next = match (is_open, fits.verdict.0) {
        (false, _) => view! { {notice("wait", "○", a.closed)} {instead(shown)} }.into_any(),
        (true, Verdict::NotEligible) => {
            view! { {notice("stop", "×", a.not_for_you)} {verdict(fits)} {instead(shown)} }
                .into_any()
        }
        (true, Verdict::Tentative) => {
            let here = format!("/lamar/{}", shown.session.id.inner());
            let profile = with_next("/profil", Some(here));
            view! {
                {verdict(fits)}
                <div class="action"><a class="button main" href=profile>{a.profile_first}</a></div>
            }
            .into_any()
        }
        (true, Verdict::Eligible) => {
            let label = if shown.draft.is_some() { a.go_on } else { a.begin };
            let way = (DraftStep::Conditions, Place::Documents);
            view! {
                {verdict(fits)}
                <p>{a.what_comes}</p>
                {saving(shown, way, ().into_any(), label)}
            }
            .into_any()
        }
    };
    framed(shown, Place::Conditions, next)
}

/// The conditions can't be told: why, in words.
pub(super) fn unknown(error: &ApiError) -> AnyView {
    let w = words();
    let message = message::error(error.code, language());
    view! {
        <div class="reading">
            <h1>{w.conditions}</h1>
            {notice("stop", "!", message)}
            <a class="button" href="/">{w.to_catalogue}</a>
        </div>
    }
    .into_any()
}

fn instead(shown: &Shown<'_>) -> AnyView {
    let (w, a) = (words(), applying_words());
    let fitting = &shown.session.fitting_sessions;
    if fitting.is_empty() {
        return view! {
            <p>{a.none_fitting}</p>
            <div class="action"><a class="button main" href="/">{w.find_other}</a></div>
        }
        .into_any();
    }
    let cards: Vec<AnyView> = fitting.iter().map(card).collect();
    view! {
        <h2>{a.fitting}</h2>
        <p>{a.fitting_hint}</p>
        <ul class="cards">{cards}</ul>
        <p><a href="/">{w.find_other}</a></p>
    }
    .into_any()
}

fn card(session: &FittingSession) -> AnyView {
    let (a, language) = (applying_words(), language());
    let day = format::date_short(session.starts_on, language);
    let seats = session.seats_left.to_string();
    view! {
        <li>
            <a class="card" href=format!("/sesi/{}", session.id.inner())>
                <h2>{session.program.title.clone()}</h2>
                <p class="quiet">{session.institution.region.name.clone()}</p>
                <p>{fill(a.starts_and_seats, &[&day, &seats])}</p>
            </a>
        </li>
    }
    .into_any()
}
