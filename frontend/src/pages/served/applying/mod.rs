//! Applying in four small steps, each of them saved: conditions, documents, motivation, sending.

mod conditions;
mod documents;
mod review;

use balai_shared::application::{ApplicationState, DraftStep};
use balai_shared::eligibility::Verdict;
use balai_shared::format;
use balai_shared::session::accepts_applications;
use balai_shared::time::TimeZone;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::{
    ApiError, ApplyDraft, ApplyNode, ApplyPage, ApplySession, ApplyViewer, Eligibility,
    EligibilityCheck, EligibilityVariables, NodeVariables, Typed,
};
use crate::components::{
    FormState, Sending, application_badge, form_message, head, here, not_found, operation_form,
    sign_in_first, skeleton_page, submit_button, text_area_with,
};
use crate::forms::{DISCARD_APPLICATION_DRAFT, SAVE_APPLICATION_DRAFT, SUBMIT_APPLICATION};
use crate::i18n::{applying_words, fill, words};
use crate::load::{fetch, loaded_beside};
use crate::visit::language;

/// The forms of the steps.
#[derive(Clone, Copy)]
struct Forms {
    save: FormState,
    submit: FormState,
    discard: FormState,
}

/// What a step is made of.
struct Shown<'a> {
    session: &'a ApplySession,
    viewer: &'a ApplyViewer,
    draft: Option<&'a ApplyDraft>,
    forms: Forms,
}

impl Shown<'_> {
    /// The path of a step of this session.
    fn path(&self, place: Place) -> String {
        format!("/lamar/{}/{}", self.session.id.inner(), place.word())
    }

    fn zone(&self) -> TimeZone {
        self.session.time_zone.parse().unwrap_or(TimeZone::Jakarta)
    }
}

/// Where one stands, in the order of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Conditions,
    Documents,
    Motivation,
    Review,
}

impl Place {
    const ALL: [Self; 4] = [Self::Conditions, Self::Documents, Self::Motivation, Self::Review];

    /// The last part of its path.
    const fn word(self) -> &'static str {
        match self {
            Self::Conditions => "syarat",
            Self::Documents => "dokumen",
            Self::Motivation => "alasan",
            Self::Review => "kirim",
        }
    }

    const fn number(self) -> u8 {
        match self {
            Self::Conditions => 1,
            Self::Documents => 2,
            Self::Motivation => 3,
            Self::Review => 4,
        }
    }

    fn name(self) -> &'static str {
        let a = applying_words();
        match self {
            Self::Conditions => a.conditions,
            Self::Documents => a.documents,
            Self::Motivation => a.motivation,
            Self::Review => a.review,
        }
    }

    const fn before(self) -> Option<Self> {
        match self {
            Self::Conditions => None,
            Self::Documents => Some(Self::Conditions),
            Self::Motivation => Some(Self::Documents),
            Self::Review => Some(Self::Motivation),
        }
    }

    /// The first that isn't finished.
    fn unfinished(draft: Option<&ApplyDraft>) -> Self {
        match draft.and_then(|draft| draft.draft_step).map(|step| step.0) {
            None => Self::Conditions,
            Some(DraftStep::Conditions) => Self::Documents,
            Some(DraftStep::Documents) => Self::Motivation,
            Some(DraftStep::Motivation) => Self::Review,
        }
    }
}

/// `/lamar/:id`, at the first step that isn't finished, and `/lamar/:id/:step`.
#[must_use]
pub fn applying() -> AnyView {
    let params = use_params_map();
    let forms = Forms {
        save: FormState::new(&SAVE_APPLICATION_DRAFT),
        submit: FormState::new(&SUBMIT_APPLICATION),
        discard: FormState::new(&DISCARD_APPLICATION_DRAFT),
    };
    let id = move || cynic::Id::new(params.get().get("id").unwrap_or_default());
    let page = fetch(move || Typed::<ApplyPage>::new(NodeVariables { id: id() }));
    let check =
        fetch(move || Typed::<EligibilityCheck>::new(EligibilityVariables { session_id: id() }));
    let step = params.get_untracked().get("step");
    loaded_beside(page, check, skeleton_page, move |page: ApplyPage, check| {
        let check = check.map(|check: EligibilityCheck| check.eligibility);
        match (&page.node, &page.viewer) {
            (_, None) => sign_in_first(),
            (Some(ApplyNode::Session(session)), Some(viewer)) => {
                let own = session.viewer_application.as_ref();
                let draft = own.filter(|own| own.state.0 == ApplicationState::Draft);
                let shown = Shown { session, viewer, draft, forms };
                show(&shown, step.as_deref(), &check)
            }
            (Some(ApplyNode::Other) | None, Some(_)) => not_found(),
        }
    })
}

fn show(shown: &Shown<'_>, step: Option<&str>, check: &Result<Eligibility, ApiError>) -> AnyView {
    let session = shown.session;
    let title = fill(applying_words().title, &[&session.program.title]);
    head(&title, words().catalogue_description);
    if let Some(own) = session.viewer_application.as_ref().filter(|own| own.state.0.is_live()) {
        return applied(own);
    }
    let wanted = match step {
        None => None,
        Some("hapus") => return discarding(shown),
        Some(word) => match Place::ALL.into_iter().find(|place| place.word() == word) {
            Some(place) => Some(place),
            None => return not_found(),
        },
    };
    let fits = match check {
        Ok(check) => check,
        Err(error) => return conditions::unknown(error),
    };
    let is_open = accepts_applications(session.state.0);
    if !is_open || fits.verdict.0 != Verdict::Eligible {
        return conditions::show(shown, fits, is_open);
    }
    // Nobody gets ahead of what is finished.
    let unfinished = Place::unfinished(shown.draft);
    match wanted.unwrap_or(unfinished).min(unfinished) {
        Place::Conditions => conditions::show(shown, fits, is_open),
        Place::Documents => documents::show(shown),
        Place::Motivation => motivation(shown),
        Place::Review => review::show(shown),
    }
}

/// The frame of a step: where one is, what is saved, and the way back.
fn framed(shown: &Shown<'_>, place: Place, content: AnyView) -> AnyView {
    let (w, a) = (words(), applying_words());
    let session = shown.session;
    let (back, label) = match place.before() {
        Some(before) => (shown.path(before), a.step_before),
        None => (format!("/sesi/{}", session.id.inner()), a.to_session),
    };
    let day = format::date_short(session.starts_on, language());
    let saved = shown.draft.map(|draft| {
        let at = format::time_in_zone(draft.changed_at, shown.zone(), language());
        view! { <p class="saved" role="status"><span aria-hidden="true">"✓ "</span>{fill(a.saved_at, &[&at])}</p> }
    });
    let discard = shown.draft.map(|_| {
        let path = format!("/lamar/{}/hapus", session.id.inner());
        view! { <p><a class="back" href=path>{a.discard_draft}</a></p> }
    });
    let number = place.number().to_string();
    view! {
        <article class="reading with-action">
            <a class="back" href=back><span aria-hidden="true">"‹ "</span>{label}</a>
            <h1>{fill(a.title, &[&session.program.title])}</h1>
            <p class="quiet">{session.institution.name.clone()}" · "{w.starts}" "{day}</p>
            <progress max="4" value=number.clone() aria-hidden="true"></progress>
            <p class="quiet">{fill(a.step_of, &[&number])}</p>
            {saved}
            <h2>{place.name()}</h2>
            {content}
            {discard}
        </article>
    }
    .into_any()
}

/// The form that finishes a step and leads to the next.
fn saving(
    shown: &Shown<'_>,
    (step, next): (DraftStep, Place),
    fields: AnyView,
    label: &'static str,
) -> AnyView {
    let form = shown.forms.save;
    let fields = view! {
        <input type="hidden" name="sessionId" value=shown.session.id.inner().to_owned()/>
        <input type="hidden" name="step" value=step.as_str()/>
        {form_message(form)}
        {fields}
        <div class="action">{submit_button(form, label, "main")}</div>
    };
    let sending = Sending { back: here(), next: Some(shown.path(next)) };
    operation_form(form, sending, fields.into_any())
}

fn motivation(shown: &Shown<'_>) -> AnyView {
    let (w, a) = (words(), applying_words());
    let saved = shown.draft.and_then(|draft| draft.motivation.clone());
    let labels = (w.motivation, w.motivation_hint);
    let field = text_area_with(shown.forms.save, "motivation", labels, saved);
    let way = (DraftStep::Motivation, Place::Review);
    framed(shown, Place::Motivation, saving(shown, way, field, a.save_and_go_on))
}

/// Whoever has sent it is past all steps.
fn applied(own: &ApplyDraft) -> AnyView {
    let w = words();
    view! {
        <div class="reading">
            <h1>{w.my_applications}</h1>
            <p>{w.already_applied}" "{application_badge(own.state.0)}</p>
            <a class="button main" href=format!("/lamaran/{}", own.id.inner())>{w.see_application}</a>
        </div>
    }
    .into_any()
}

/// Asks once more before a draft is thrown away.
fn discarding(shown: &Shown<'_>) -> AnyView {
    let a = applying_words();
    let Some(draft) = shown.draft else { return not_found() };
    let form = shown.forms.discard;
    let fields = view! {
        <input type="hidden" name="applicationId" value=draft.id.inner().to_owned()/>
        {form_message(form)}
        {submit_button(form, a.discard_yes, "danger")}
    };
    view! {
        <div class="reading">
            <h1>{a.discard_question}</h1>
            <p><strong>{shown.session.program.title.clone()}</strong></p>
            <p>{a.discard_hint}</p>
            {operation_form(form, Sending::from_here(), fields.into_any())}
            <p><a class="button" href=format!("/lamar/{}", shown.session.id.inner())>{a.discard_no}</a></p>
        </div>
    }
    .into_any()
}
