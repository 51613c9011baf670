//! A session: the chance, the rule, the conditions, the dates, and the way to apply.

use balai_shared::format;
use balai_shared::message;
use balai_shared::session::SelectionMethod;
use balai_shared::time::TimeZone;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::requirements::Rules;
use super::session_apply::{apply_part, eligibility_part, next_when_full, only_waiting, own};
use crate::api::{
    EligibilityCheck, EligibilityVariables, NodeVariables, PastIntake, ProgramStars, SessionDetail,
    SessionNode, SessionPage, Typed,
};
use crate::components::{
    FormState, call_centre, facts, figures, head, not_found, session_badge, skeleton_page,
};
use crate::forms::SUBMIT_APPLICATION;
use crate::i18n::{fill, finding_words, words};
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
                head(&session.program.title, &in_a_sentence(&session));
                session_body(*session, parts)
            }
            Some(SessionNode::Other) | None => not_found(),
        }
    })
}

/// The page without the document's title: the desk shows a session that is planned in the same way.
pub(crate) fn session_body(
    session: SessionDetail,
    (eligibility, apply): (AnyView, AnyView),
) -> AnyView {
    let (w, language) = (words(), language());
    let program = &session.program;
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
            {program.past_intake.as_ref().map(past)}
            {program.rating.as_ref().map(rated)}
            <section class="card">
                <h2>{w.how_chosen}" "{message::selection_method(method, language)}</h2>
                <p>{message::selection_explained(method, language)}</p>
                {selection_link(method, session.id.inner())}
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
            {call_centre(&session.institution.id, &session.institution.reach)}
            {take_along(&session)}
            {next_when_full(&session)}
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

/// Where there is something to choose by, and a result to come.
pub(super) fn selection_link(method: SelectionMethod, id: &str) -> Option<AnyView> {
    let chosen = match method {
        SelectionMethod::FirstCome => false,
        SelectionMethod::Merit | SelectionMethod::Lottery => true,
    };
    let href = format!("/seleksi/{id}");
    let link = || view! { <p><a href=href rel="external">{finding_words().chosen_how}</a></p> };
    chosen.then(|| link().into_any())
}

/// What a chat shows of a shared link: where, when, how many seats, who pays.
fn in_a_sentence(session: &SessionDetail) -> String {
    let (w, language) = (words(), language());
    format!(
        "{}, {}: {} {}, {}. {}",
        session.institution.name,
        session.institution.region.name,
        w.starts,
        format::date(session.starts_on, language),
        (w.seats_left)(session.seats_left),
        message::funding_explained(session.funding.0, language),
    )
}

/// Seats, applicants, and the chance that follows from them.
fn chance(session: &SessionDetail) -> AnyView {
    let w = words();
    let waits = only_waiting(session);
    let applied = own(session).is_some();
    // First come, first served: a free seat is a seat, however many have come and gone.
    let certain = session.selection_method.0 == SelectionMethod::FirstCome
        || session.applicant_count <= session.capacity;
    let chance = if waits {
        counted(if applied { session.waitlist_count } else { session.waitlist_count + 1 })
    } else if certain {
        String::from(w.chance_good)
    } else {
        fill(w.one_of, &[&counted(one_of(session.applicant_count, session.capacity))])
    };
    let told = match (waits, applied) {
        (true, true) => w.waiting_now,
        (true, false) => w.your_turn,
        (false, _) => w.chance,
    };
    figures(vec![
        (counted(session.capacity), (w.seats_of_which_left)(session.seats_left)),
        (counted(session.applicant_count), String::from(w.people_applied)),
        (chance, String::from(told)),
    ])
}

/// What the chance was in the sessions before this one.
fn past(past: &PastIntake) -> AnyView {
    let w = words();
    let figures = [past.applicants, past.seats, past.sessions].map(counted);
    let told = fill(w.past_intake, &figures.each_ref().map(String::as_str));
    let one_of = (past.applicants > past.seats)
        .then(|| fill(w.past_one_of, &[&counted(one_of(past.applicants, past.seats))]));
    view! { <p>{told}" "{one_of}</p> }.into_any()
}

/// What people who finished the program say of it, on average.
pub(super) fn rated(stars: &ProgramStars) -> AnyView {
    let tenths = stars.average_tenths;
    let point = language().pick(",", ".");
    let average = format!("{}{point}{}", tenths / 10, tenths % 10);
    let told = fill(finding_words().rated, &[&average, &counted(stars.count)]);
    view! { <p><span aria-hidden="true">"★ "</span>{told}</p> }.into_any()
}

fn counted(number: i32) -> String {
    format::count(u64::try_from(number).unwrap_or_default(), language())
}

/// How many people there are for a seat, rounded up: nobody is promised more than there is.
fn one_of(people: i32, seats: i32) -> i32 {
    let seats = seats.max(1);
    (people + seats - 1) / seats
}

/// The dates for the phone's calendar, and the page for somebody else.
fn take_along(session: &SessionDetail) -> AnyView {
    let w = words();
    let page = format!("/sesi/{}", session.id.inner());
    view! {
        <p class="chips">
            <a class="button" href=format!("{page}/kalender.ics") rel="external" download="">
                {w.save_to_calendar}
            </a>
            // Without scripts a link to this page, which can be held and copied.
            <a class="button" href=page.clone() data-share=w.link_copied aria-live="polite">{w.share}</a>
        </p>
        <details>
            <summary>{w.qr_code}</summary>
            <img src=format!("{page}/qr.svg") alt=w.qr_code_alt width="256" height="256" loading="lazy"/>
        </details>
    }
    .into_any()
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
        (w.registration_closes, format::deadline(session.registration_closes_at, zone, language)),
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
