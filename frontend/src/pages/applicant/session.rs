//! A session: the chance, the rule, the conditions, the dates, and the way to apply.

use balai_shared::format;
use balai_shared::message;
use balai_shared::time::TimeZone;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::requirements::Rules;
use super::session_apply::{apply_part, eligibility_part, only_waiting};
use crate::api::{
    EligibilityCheck, EligibilityVariables, NodeVariables, SessionDetail, SessionNode, SessionPage,
    Typed,
};
use crate::components::{FormState, facts, figures, head, not_found, session_badge, skeleton_page};
use crate::forms::SUBMIT_APPLICATION;
use crate::i18n::{fill, words};
use crate::load::{fetch, loaded_beside};
use crate::visit::language;

/// `/sesi/:id`
#[must_use]
pub fn session() -> AnyView {
    let params = use_params_map();
    let form = FormState::new(&SUBMIT_APPLICATION);
    let id = Memo::new(move |_| params.get().get("id").unwrap_or_default());
    let page =
        fetch(move || Typed::<SessionPage>::new(NodeVariables { id: cynic::Id::new(id.get()) }));
    let eligibility = fetch(move || {
        let session_id = cynic::Id::new(id.get());
        Typed::<EligibilityCheck>::new(EligibilityVariables { session_id })
    });
    loaded_beside(page, eligibility, skeleton_page, move |page: SessionPage, check| {
        match page.node {
            Some(SessionNode::Session(session)) => {
                let check = check.map(|check: EligibilityCheck| check.eligibility);
                let parts =
                    (eligibility_part(&session, &check), apply_part(form, &session, &check));
                show(*session, parts)
            }
            Some(SessionNode::Other) | None => not_found(),
        }
    })
}

fn show(session: SessionDetail, (eligibility, apply): (AnyView, AnyView)) -> AnyView {
    let (w, language) = (words(), language());
    let program = &session.program;
    head(&program.title, &format!("{} · {}", session.institution.name, program.description));
    let place = format!("{} · {}", session.institution.name, session.institution.region.name);
    let method = session.selection_method.0;
    let rules = rules_of(&session);
    view! {
        <article class="reading with-action">
            <a class="back" href="/"><span aria-hidden="true">"‹ "</span>{w.catalogue}</a>
            <h1>{program.title.clone()}</h1>
            <p class="quiet">{place}</p>
            <p>{session_badge(session.state.0)}</p>
            {chance(&session)}
            <section class="card">
                <h2>{w.how_chosen}" "{message::selection_method(method, language)}</h2>
                <p>{message::selection_explained(method, language)}</p>
            </section>
            {eligibility}
            <h2>{w.conditions}</h2>
            {facts(rules.conditions())}
            <h2>{w.timetable}</h2>
            {facts(dates(&session))}
            <h2>{w.about_program}</h2>
            <p>{program.description.clone()}</p>
            {facts(rules.gains())}
            <p><a href=format!("/program/{}", program.id.inner())>{w.other_sessions}</a></p>
            {apply}
        </article>
    }
    .into_any()
}

fn rules_of(session: &SessionDetail) -> Rules {
    let program = &session.program;
    Rules {
        minimum_education: program.minimum_education.map(|word| word.0),
        minimum_age: program.minimum_age,
        maximum_age: program.maximum_age,
        hours: program.hours,
        price: program.price,
        skkni_scheme: program.skkni_scheme.clone(),
        kkni_level: program.kkni_level,
    }
}

/// Seats, applicants, and the chance that follows from them.
fn chance(session: &SessionDetail) -> AnyView {
    let (w, language) = (words(), language());
    let count = |number: i32| format::count(u64::try_from(number).unwrap_or_default(), language);
    let capacity = session.capacity.max(1);
    let waits = only_waiting(session);
    let chance = if waits {
        count(session.waitlist_count + 1)
    } else if session.applicant_count <= capacity {
        String::from(w.chance_good)
    } else {
        // Rounded up: nobody is promised more than there is.
        let one_of = (session.applicant_count + capacity - 1) / capacity;
        fill(w.one_of, &[&count(one_of)])
    };
    figures(vec![
        (count(session.capacity), (w.seats_of_which_left)(session.seats_left)),
        (count(session.applicant_count), String::from(w.people_applied)),
        (chance, String::from(if waits { w.your_turn } else { w.chance })),
    ])
}

fn dates(session: &SessionDetail) -> Vec<(&'static str, String)> {
    let (w, language) = (words(), language());
    let zone: TimeZone = session.time_zone.parse().unwrap_or(TimeZone::Jakarta);
    let moment = |at| format::date_time_in_zone(at, zone, language);
    let days = format!(
        "{} – {}",
        format::date(session.starts_on, language),
        format::date(session.ends_on, language)
    );
    let mut dates = vec![
        (w.training_days, days),
        (w.registration_opens, moment(session.registration_opens_at)),
        (w.registration_closes, moment(session.registration_closes_at)),
        (w.mode, String::from(message::mode_explained(session.mode.0, language))),
        (w.funding, String::from(message::funding_explained(session.funding.0, language))),
    ];
    let optional = [(w.hours_of_day, &session.timetable), (w.address, &session.address)];
    dates.extend(optional.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))));
    if session.boarding {
        dates.push((w.boarding, String::from(w.boarding_yes)));
    }
    dates
}
