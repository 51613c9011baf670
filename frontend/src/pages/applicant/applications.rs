//! The viewer's own applications.

use balai_shared::application::ApplicationState;
use balai_shared::format;
use balai_shared::message;
use balai_shared::session::SessionState;
use balai_shared::time::TimeZone;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;

use crate::api::{
    ApplicationCard, ApplicationWatch, AppliedSession, MyApplications, PageVariables, Typed,
};
use crate::components::{application_badge, empty, head, next_link, sign_in_first, skeleton_cards};
use crate::i18n::{draft_words, fill, words};
use crate::live::follow;
use crate::load::{fetch, loaded};
use crate::visit::{Clock, language};

/// `/lamaran`
#[must_use]
pub fn applications() -> AnyView {
    let w = words();
    head(w.my_applications, w.catalogue_description);
    let query = use_query_map();
    let fetched = fetch(move || {
        Typed::<MyApplications>::new(PageVariables { after: query.get().get("after") })
    });
    follow(Typed::<ApplicationWatch>::new(()).request, move || fetched.refetch());
    view! {
        <h1>{w.my_applications}</h1>
        {loaded(fetched, skeleton_cards, |page: MyApplications| match page.viewer {
            Some(viewer) => {
                let more = next_link(&viewer.applications.page_info, |cursor| {
                    format!("/lamaran?after={}", Url::escape(cursor))
                });
                list(&viewer.applications.nodes, more)
            }
            None => sign_in_first(),
        })}
    }
    .into_any()
}

fn list(applications: &[ApplicationCard], more: AnyView) -> AnyView {
    let w = words();
    if applications.is_empty() {
        return empty(
            w.no_applications,
            w.no_applications_hint,
            Some((String::from("/"), w.catalogue)),
        );
    }
    let mut applications: Vec<&ApplicationCard> = applications.iter().collect();
    applications.sort_by_key(|application| urgency(application.state.0));
    let cards: Vec<AnyView> = applications.into_iter().map(card).collect();
    view! { <ul class="cards">{cards}</ul> {more} }.into_any()
}

/// What waits for the person comes first, what is over last; the rest stays as it was.
const fn urgency(state: ApplicationState) -> u8 {
    if matches!(state, ApplicationState::Offered) {
        0
    } else if state.is_live() || matches!(state, ApplicationState::Draft) {
        1
    } else {
        2
    }
}

fn card(application: &ApplicationCard) -> AnyView {
    let language = language();
    let state = application.state.0;
    let session = &application.session;
    if state == ApplicationState::Draft {
        return draft(session);
    }
    let runs = session.state.0 == SessionState::Running;
    let explained = if runs && state == ApplicationState::Confirmed {
        words().runs_now
    } else {
        message::application_state_explained(state, language)
    };
    view! {
        <li>
            <a class="card" href=format!("/lamaran/{}", application.id.inner())>
                <p>{application_badge(state)}</p>
                <h2>{session.program.title.clone()}</h2>
                <p class="quiet">{place_and_day(session)}</p>
                <p>{explained}</p>
                {deadline(application)}
            </a>
        </li>
    }
    .into_any()
}

/// What isn't sent: the way on, and the way out.
fn draft(session: &AppliedSession) -> AnyView {
    let d = draft_words();
    let path = format!("/lamar/{}", session.id.inner());
    let state = ApplicationState::Draft;
    view! {
        <li class="card">
            <p>{application_badge(state)}</p>
            <h2>{session.program.title.clone()}</h2>
            <p class="quiet">{place_and_day(session)}</p>
            <p>{message::application_state_explained(state, language())}</p>
            <p class="chips">
                <a class="button main" rel="external" href=path.clone()>{d.resume}</a>
                <a class="button" rel="external" href=format!("{path}/hapus")>{d.discard}</a>
            </p>
        </li>
    }
    .into_any()
}

/// By when something must be done, or the place in the list.
fn deadline(application: &ApplicationCard) -> AnyView {
    let (w, language) = (words(), language());
    let zone: TimeZone = application.session.time_zone.parse().unwrap_or(TimeZone::Jakarta);
    if let (ApplicationState::Offered, Some(expires)) =
        (application.state.0, application.offer_expires_at)
    {
        let clock = Clock::from_context();
        let until = fill(w.confirm_before, &[&format::deadline(expires, zone, language)]);
        let left = move || {
            fill(w.time_left, &[&format::remaining(clock.now().millis_until(expires), language)])
        };
        return view! { <p class="deadline">{until}" · "{left}</p> }.into_any();
    }
    if let Some(position) = application.waitlist_position {
        return view! { <p>{fill(w.waitlist_position, &[&position.to_string()])}</p> }.into_any();
    }
    ().into_any()
}

/// What tells two applications for the same training apart.
fn place_and_day(session: &AppliedSession) -> String {
    let day = format::date_short(session.starts_on, language());
    format!("{} · {} {day}", session.institution.name, words().starts)
}
