//! One application: what to do now, by when, why, then the way and the history.

use balai_shared::application::{ApplicationAction, ApplicationState};
use balai_shared::format;
use balai_shared::message;
use balai_shared::session::SessionState;
use balai_shared::time::{Instant, TimeZone};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::application_story::{history, way};
use super::session::selection_link;
use crate::api::{
    ApplicationDetail, ApplicationNode, ApplicationPage, ApplicationWatch, AppliedSession,
    NodeVariables, Typed,
};
use crate::components::{
    FormState, Sending, application_badge, call_centre, facts, form_message, head, not_found,
    operation_form, sign_in_first, skeleton_page, submit_button, text_area,
};
use crate::forms::{CONFIRM_OFFER, DECLINE_OFFER, WITHDRAW_APPLICATION};
use crate::i18n::{fill, learned_words, words};
use crate::live::follow;
use crate::load::{fetch, loaded};
use crate::visit::{Clock, language};

/// `/lamaran/:id`
#[must_use]
pub fn application() -> AnyView {
    let params = use_params_map();
    let forms = Forms {
        confirm: FormState::new(&CONFIRM_OFFER),
        decline: FormState::new(&DECLINE_OFFER),
        withdraw: FormState::new(&WITHDRAW_APPLICATION),
    };
    let fetched = fetch(move || {
        let id = params.get().get("id").unwrap_or_default();
        Typed::<ApplicationPage>::new(NodeVariables { id: cynic::Id::new(id) })
    });
    follow(Typed::<ApplicationWatch>::new(()).request, move || fetched.refetch());
    loaded(fetched, skeleton_page, move |page: ApplicationPage| match page.node {
        Some(ApplicationNode::Application(application)) => show(&application, forms),
        None if page.viewer.is_none() => sign_in_first(),
        Some(ApplicationNode::Other) | None => not_found(),
    })
}

/// What can be done on the page.
#[derive(Clone, Copy)]
struct Forms {
    confirm: FormState,
    decline: FormState,
    withdraw: FormState,
}

fn show(application: &ApplicationDetail, forms: Forms) -> AnyView {
    let w = words();
    let session = &application.session;
    let title = session.program.title.clone();
    head(&title, w.my_applications);
    let zone: TimeZone = session.time_zone.parse().unwrap_or(TimeZone::Jakarta);
    view! {
        <article class="reading with-action">
            <a class="back" href="/lamaran"><span aria-hidden="true">"‹ "</span>{w.my_applications}</a>
            <h1>{title}</h1>
            <p class="quiet">{session.institution.name.clone()}</p>
            {now_part(application, zone, forms)}
            {documents_link(application, zone)}
            {appointment_link(application)}
            {learned(application)}
            {put_off_to(application)}
            {why(application)}
            <h2>{w.way}</h2>
            {way(application)}
            <h2>{w.history}</h2>
            {history(&application.history, zone)}
            <p><a href=format!("/sesi/{}", session.id.inner())>{w.see_session}</a></p>
            {selection_link(session.selection_method.0, session.id.inner())}
            {call_centre(&session.institution.id, &session.institution.reach)}
            {defer_part(application)}
            {rating_link(application)}
            {withdraw_part(application, forms.withdraw)}
        </article>
    }
    .into_any()
}

/// Where the time of a test or an interview is chosen, once there are some.
fn appointment_link(application: &ApplicationDetail) -> AnyView {
    let Some(first) = application.appointments.first() else { return ().into_any() };
    let path = format!("/lamaran/{}/jadwal", application.id.inner());
    let text = message::choose_time(first.may_change, language());
    view! { <p><a class="button" href=path rel="external">{text}</a></p> }.into_any()
}

/// Where documents are sent: foremost where the centre waits for some, or turned it down for want of them.
fn documents_link(application: &ApplicationDetail, zone: TimeZone) -> AnyView {
    if !application.takes_documents {
        return ().into_any();
    }
    let language = language();
    let wanted = application.document_standings.iter().filter(|one| one.state.0.is_wanted());
    let (asked, due) = (wanted.clone().count() > 0, wanted.filter_map(|one| one.due_at).min());
    let is_lacking = asked || !application.state.0.is_open();
    let class = if is_lacking { "button main" } else { "button" };
    let path = format!("/lamaran/{}/dokumen", application.id.inner());
    let due = due.map(|due| format::deadline(due, zone, language));
    let text = message::documents_link(asked, due.as_deref(), language);
    view! { <p><a class=class href=path rel="external">{text}</a></p> }.into_any()
}

/// How much was attended so far, and the certificate.
fn learned(application: &ApplicationDetail) -> AnyView {
    let Some(training) = &application.training else { return ().into_any() };
    let w = learned_words();
    let attended = training.attended_so_far_percent.map(|percent| {
        let numbers = [training.attended_meetings, training.marked_meetings, percent];
        fill(w.attended, &numbers.map(|number| number.to_string()).each_ref().map(String::as_str))
    });
    let needed = (training.meetings > 0).then(|| {
        let numbers = [training.least_percent, training.meetings].map(|number| number.to_string());
        let needed = fill(w.needed, &numbers.each_ref().map(String::as_str));
        view! { <p>{attended}" "{needed}</p> }
    });
    let comes = training.meetings > 0 && application.state.0 == ApplicationState::Confirmed;
    let code = comes.then(|| {
        let href = format!("/lamaran/{}/hadir", application.id.inner());
        view! { <p><a class="button" href=href rel="external">{w.show_code}</a></p> }
    });
    let certificate = training.certificate.as_ref().map(|certificate| {
        let check = format!("/sertifikat/{}", certificate.number);
        let paper = format!("{check}.pdf");
        let paper = (!certificate.revoked)
            .then(|| view! { <a class="button main" href=paper rel="external">{w.paper}</a> });
        let said = if certificate.revoked { w.revoked } else { w.issued };
        view! {
            <p>{said}" "<a href=check rel="external">{certificate.number.clone()}</a></p>
            <p>{paper}</p>
        }
    });
    view! { {needed} {code} {certificate} }.into_any()
}

/// Who finished may say how it was.
fn rating_link(application: &ApplicationDetail) -> AnyView {
    if application.state.0 != ApplicationState::Completed {
        return ().into_any();
    }
    let href = format!("/nilai/{}", application.id.inner());
    view! { <p><a class="button" href=href rel="external">{message::rate_training(language())}</a></p> }
        .into_any()
}

/// What to do now, by when, and the buttons for it.
fn now_part(application: &ApplicationDetail, zone: TimeZone, forms: Forms) -> AnyView {
    let (w, language) = (words(), language());
    let state = application.state.0;
    let offer = application.offer_expires_at.filter(|_| state == ApplicationState::Offered);
    let deadline = offer.map(|expires| deadline(expires, zone));
    let position = application
        .waitlist_position
        .map(|position| view! { <p>{fill(w.waitlist_position, &[&position.to_string()])}</p> });
    let runs = application.session.state.0 == SessionState::Running;
    let starts =
        (state == ApplicationState::Confirmed).then(|| first_day(&application.session, runs));
    let explained = if runs && state == ApplicationState::Confirmed {
        w.runs_now
    } else {
        message::application_state_explained(state, language)
    };
    view! {
        <section class="card now">
            <p>{application_badge(state)}</p>
            <p class="lead">{explained}</p>
            {position}
            {deadline}
            {starts}
            {offer_buttons(application, forms)}
        </section>
    }
    .into_any()
}

/// When and where to come; once it runs, the first day is past.
fn first_day(session: &AppliedSession, runs: bool) -> AnyView {
    let w = words();
    let first = (!runs).then(|| format::date(session.starts_on, language()));
    let told = [
        (w.first_day, first),
        (w.hours_of_day, session.timetable.clone()),
        (w.address, session.address.clone()),
    ];
    facts(told.into_iter().filter_map(|(name, value)| Some((name, value?))).collect())
}

fn deadline(expires: Instant, zone: TimeZone) -> AnyView {
    let (w, language) = (words(), language());
    let clock = Clock::from_context();
    let until = fill(w.confirm_before, &[&format::deadline(expires, zone, language)]);
    let left = move || {
        fill(w.time_left, &[&format::remaining(clock.now().millis_until(expires), language)])
    };
    view! {
        <p class="deadline">{until}<br/><strong>{left}</strong></p>
    }
    .into_any()
}

fn offer_buttons(application: &ApplicationDetail, forms: Forms) -> AnyView {
    let allows = |action: ApplicationAction| {
        application.allowed_actions.iter().any(|allowed| allowed.0 == action)
    };
    let id = application.id.inner();
    let confirm = allows(ApplicationAction::Confirm).then(|| {
        let action = ApplicationAction::Confirm;
        if !moves_money(application, action) {
            return one_button(forms.confirm, id, action, "main");
        }
        let path = format!("/lamaran/{id}/ambil");
        let label = message::application_action(action, language());
        view! { <a class="button main" href=path rel="external">{label}</a> }.into_any()
    });
    let decline = allows(ApplicationAction::Decline).then(|| decline_part(forms.decline, id));
    if confirm.is_none() && decline.is_none() {
        return ().into_any();
    }
    view! { <div class="action">{confirm}</div> {decline} }.into_any()
}

/// Whether a step moves money: then a page of its own says what it does, before it is done.
fn moves_money(application: &ApplicationDetail, action: ApplicationAction) -> bool {
    application.balance_changes.iter().any(|change| change.action.0 == action)
}

/// Declining takes two steps, so that no thumb does it by chance.
fn decline_part(form: FormState, id: &str) -> AnyView {
    let w = words();
    view! {
        <details class="withdraw">
            <summary>{w.decline}</summary>
            <p>{w.decline_warning}</p>
            {one_button(form, id, ApplicationAction::Decline, "danger")}
        </details>
    }
    .into_any()
}

fn one_button(
    form: FormState,
    id: &str,
    action: ApplicationAction,
    class: &'static str,
) -> AnyView {
    let fields = view! {
        <input type="hidden" name="applicationId" value=id.to_owned()/>
        {form_message(form)}
        {submit_button(form, message::application_action(action, language()), class)}
    }
    .into_any();
    operation_form(form, Sending::stay(), fields)
}

/// Why the centre decided so, and where else to look.
fn why(application: &ApplicationDetail) -> AnyView {
    let (w, language) = (words(), language());
    let reason = application.decision_reason.as_ref().map(|reason| {
        let note = reason.note.clone().map(|note| view! { <p>{w.note_of_centre}" “"{note}"”"</p> });
        view! {
            <section class="card">
                <h2>{w.why}</h2>
                <p>{reason.message.clone()}</p>
                {note}
            </section>
        }
    });
    let waiting = (application.state.0 == ApplicationState::Waitlisted).then(|| {
        let method = application.session.selection_method.0;
        view! { <section class="card"><h2>{w.how_chosen}</h2><p>{message::selection_explained(method, language)}</p></section> }
    });
    let is_over = !application.state.0.is_live() && application.deferred_to.is_none();
    let others = is_over.then(|| {
        let vocation = application.session.program.vocation.id.inner();
        view! { <p><a class="button" href=format!("/?kejuruan={vocation}")>{w.similar_sessions}</a></p> }
    });
    view! { {reason} {waiting} {others} }.into_any()
}

/// The way to a later session.
fn defer_part(application: &ApplicationDetail) -> AnyView {
    let later = application.later_sessions.first().map(|_| {
        let path = format!("/tunda/{}", application.id.inner());
        view! { <p><a href=path rel="external">{words().defer}</a></p> }
    });
    view! { {later} }.into_any()
}

/// What it was put off to: the first thing to look at then.
fn put_off_to(application: &ApplicationDetail) -> AnyView {
    let went = application.deferred_to.as_ref().map(|to| {
        let path = format!("/lamaran/{}", to.id.inner());
        view! { <p><a class="button main" href=path>{words().deferred_to}</a></p> }
    });
    view! { {went} }.into_any()
}

/// Withdrawing takes two steps, so that no thumb does it by chance.
fn withdraw_part(application: &ApplicationDetail, form: FormState) -> AnyView {
    let w = words();
    let allowed = &application.allowed_actions;
    if !allowed.iter().any(|allowed| allowed.0 == ApplicationAction::Withdraw) {
        return ().into_any();
    }
    let id = application.id.inner();
    if moves_money(application, ApplicationAction::Withdraw) {
        let path = format!("/lamaran/{id}/tarik");
        return view! { <p><a href=path rel="external">{w.withdraw}</a></p> }.into_any();
    }
    let fields = view! {
        <input type="hidden" name="applicationId" value=id.to_owned()/>
        <p>{w.withdraw_warning}</p>
        {form_message(form)}
        {text_area(form, "reason", w.withdraw_reason, w.may_be_empty)}
        {submit_button(form, w.withdraw_now, "danger")}
    }
    .into_any();
    view! {
        <details class="withdraw">
            <summary>{w.withdraw}</summary>
            {operation_form(form, Sending::stay(), fields)}
        </details>
    }
    .into_any()
}
