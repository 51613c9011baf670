//! A session's eligibility verdict and the form to apply.

use balai_shared::eligibility::Verdict;
use balai_shared::error::ErrorCode;
use balai_shared::message;
use balai_shared::session::{SelectionMethod, SessionState, accepts_applications};
use leptos::prelude::*;

use crate::api::{ApiError, ApplicationLink, Eligibility, EligibilityReason, SessionDetail};
use crate::components::{
    FormState, Sending, Tone, Wish, application_badge, form_message, here, notice, operation_form,
    sign_in_path, submit_button, tell_me, text_area, with_next,
};
use crate::i18n::{draft_words, tell_words, words};
use crate::visit::language;

/// Whether the viewer fits, and what would change it; a visitor is invited to sign in. Whoever has
/// applied already is past that question.
pub(super) fn eligibility_part(
    session: &SessionDetail,
    check: &Result<Eligibility, ApiError>,
) -> AnyView {
    if own(session).is_some() {
        return ().into_any();
    }
    let w = words();
    match check {
        Ok(eligibility) => verdict(eligibility),
        Err(error) if error.code == ErrorCode::Unauthenticated => view! {
            <section class="card">
                <p>{w.sign_in_for_eligibility}</p>
                <a class="button" rel="external" href=sign_in_path()>{w.sign_in_to_check}</a>
            </section>
        }
        .into_any(),
        // Staff have no profile to test; the page is whole without the verdict.
        Err(_) => ().into_any(),
    }
}

/// A verdict with all of its reasons, met or not.
pub fn verdict(eligibility: &Eligibility) -> AnyView {
    let (class, tone) = tone_of(eligibility.verdict.0);
    let rows: Vec<AnyView> = eligibility.reasons.iter().map(reason).collect();
    view! {
        <section class=format!("card verdict {class}")>
            <h2><span aria-hidden="true">{tone.icon()}" "</span>{message::verdict(eligibility.verdict.0, language())}</h2>
            <ul class="reasons">{rows}</ul>
        </section>
    }
    .into_any()
}

fn reason(reason: &EligibilityReason) -> AnyView {
    let (class, tone) = tone_of(reason.verdict.0);
    let remedy = reason.remedy.clone().map(|remedy| view! { <p class="quiet">{remedy}</p> });
    view! {
        <li class=class>
            <span aria-hidden="true">{tone.icon()}" "</span>{reason.message.clone()}
            {remedy}
        </li>
    }
    .into_any()
}

const fn tone_of(verdict: Verdict) -> (&'static str, Tone) {
    match verdict {
        Verdict::Eligible => ("good", Tone::Good),
        Verdict::NotEligible => ("stop", Tone::Stop),
        Verdict::Tentative => ("wait", Tone::Wait),
    }
}

/// The viewer's live application to the session.
pub(super) fn own(session: &SessionDetail) -> Option<&ApplicationLink> {
    session.viewer_application.as_ref().filter(|own| own.state.0.is_live())
}

/// The page's one main action, at the bottom within the thumb's reach.
pub(super) fn apply_part(
    form: FormState,
    session: &SessionDetail,
    check: &Result<Eligibility, ApiError>,
) -> AnyView {
    let w = words();
    if let Some(own) = own(session) {
        return view! {
            <div class="action">
                <p>{w.already_applied}" "{application_badge(own.state.0)}</p>
                <a class="button main" href=format!("/lamaran/{}", own.id.inner())>{w.see_application}</a>
            </div>
        }
        .into_any();
    }
    if !accepts_applications(session.state.0) {
        return view! {
            <p><a class="button" href="/">{w.find_other}</a></p>
            <div class="action">
                {notice("wait", "○", message::session_state(session.state.0, language()))}
                {next_one(session, "main")}
            </div>
        }
        .into_any();
    }
    match check {
        Err(error) if error.code == ErrorCode::Unauthenticated => view! {
            <div class="action">
                <a class="button main" rel="external" href=sign_in_path()>{w.sign_in_to_apply}</a>
            </div>
        }
        .into_any(),
        Ok(eligibility) => match eligibility.verdict.0 {
            Verdict::Eligible => apply_form(form, session),
            Verdict::Tentative => leads_on(with_next("/profil", Some(here())), w.complete_profile),
            Verdict::NotEligible => leads_on(String::from("/"), w.find_other),
        },
        // Whoever has no profile to test is told by the answer.
        Err(_) => apply_form(form, session),
    }
}

/// In place of a form that could only be refused: what helps.
fn leads_on(path: String, label: &'static str) -> AnyView {
    view! { <div class="action"><a class="button main" href=path>{label}</a></div> }.into_any()
}

fn apply_form(form: FormState, session: &SessionDetail) -> AnyView {
    let w = words();
    let label = if only_waiting(session) { w.join_waitlist } else { w.apply_now };
    let fields = view! {
        <input type="hidden" name="sessionId" value=session.id.inner().to_owned()/>
        <input type="hidden" name="funding" value=session.funding.0.as_str()/>
        <h2>{w.apply_title}</h2>
        {form_message(form)}
        {text_area(form, "motivation", w.motivation, w.motivation_hint)}
        <p class="quiet">{w.after_applying}</p>
    }
    .into_any();
    // The button stands outside of its form, so that it stays in reach from the top of the page.
    view! {
        {operation_form(form, Sending::from_here(), fields)}
        <p><a class="back" rel="external" href=format!("/lamar/{}", session.id.inner())>{draft_words().stepwise}</a></p>
        <div class="action">{submit_button(form, label, "main")}</div>
    }
    .into_any()
}

/// The button for who wants to be told: when this one opens, or else of the next one.
fn next_one(session: &SessionDetail, class: &'static str) -> AnyView {
    let t = tell_words();
    let opens = session.state.0 == SessionState::Published;
    let label = if opens { t.opens } else { t.next };
    tell_me(&Wish::of_program(session.program.id.inner()), label, class)
}

/// The same beside the way to apply, where all seats are taken.
pub(super) fn next_when_full(session: &SessionDetail) -> Option<AnyView> {
    let full = accepts_applications(session.state.0) && session.seats_left <= 0;
    (full && own(session).is_none()).then(|| next_one(session, "button"))
}

/// Whether an application would go to the end of the waiting list.
pub(super) fn only_waiting(session: &SessionDetail) -> bool {
    session.selection_method.0 == SelectionMethod::FirstCome
        && (session.seats_left <= 0 || session.waitlist_count > 0)
}
