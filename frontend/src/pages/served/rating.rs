//! What a person says of a training that it finished.

use balai_shared::application::ApplicationState;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::{NodeVariables, RatedApplication, RatedNode, RatingPage, Typed};
use crate::components::{
    FormState, Sending, form_message, head, not_found, notice, operation_form, sign_in_first,
    skeleton_page, submit_button, text_area,
};
use crate::forms::RATE_TRAINING;
use crate::i18n::{benefit_words, fill};
use crate::load::{fetch, loaded};

/// `/nilai/:id`
#[must_use]
pub fn rating() -> AnyView {
    let b = benefit_words();
    head(b.rating_title, b.rating_intro);
    let form = FormState::new(&RATE_TRAINING);
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let fetched =
        fetch(move || Typed::<RatingPage>::new(NodeVariables { id: cynic::Id::new(id.clone()) }));
    loaded(fetched, skeleton_page, move |page: RatingPage| match (page.viewer, page.node) {
        (None, _) => sign_in_first(),
        (Some(_), Some(RatedNode::Application(application))) => show(&application, form),
        (Some(_), Some(RatedNode::Other) | None) => not_found(),
    })
}

fn show(application: &RatedApplication, form: FormState) -> AnyView {
    let b = benefit_words();
    let session = &application.session;
    let body = if application.state.0 == ApplicationState::Completed {
        let fields = fields(application, form);
        view! { <p>{b.rating_intro}</p> {operation_form(form, Sending::from_here(), fields)} }
            .into_any()
    } else {
        notice("wait", "○", b.rating_closed)
    };
    let back = format!("/lamaran/{}", application.id.inner());
    view! {
        <div class="reading">
            <a class="back" href=back><span aria-hidden="true">"‹ "</span>{session.program.title.clone()}</a>
            <h1>{b.rating_title}</h1>
            <p class="lead">{session.program.title.clone()}<br/><span class="quiet">{session.institution.name.clone()}</span></p>
            {body}
        </div>
    }
    .into_any()
}

fn fields(application: &RatedApplication, form: FormState) -> AnyView {
    let b = benefit_words();
    let before = application.rating.as_ref();
    let chosen = form.entered("stars").or(before.map(|rating| rating.stars.to_string()));
    let stars: Vec<AnyView> = (1..=5).map(|number| star(number, chosen.as_deref())).collect();
    let wrong = form.problem("stars");
    let invalid = wrong.is_some().then_some("true");
    let review = before.and_then(|rating| rating.review.clone());
    let kept = review.filter(|_| form.entered("review").is_none());
    let kept = kept.map(|text| view! { <p class="quiet">"“"{text}"”"</p> });
    view! {
        <input type="hidden" name="applicationId" value=application.id.inner().to_owned()/>
        {form_message(form)}
        <fieldset class="stars" role="radiogroup" aria-invalid=invalid aria-describedby="f-stars-problem" tabindex="-1">
            <legend>{b.stars}</legend>
            {stars}
            <p class="problem" id="f-stars-problem">{wrong}</p>
        </fieldset>
        {kept}
        {text_area(form, "review", b.review, b.review_hint)}
        {submit_button(form, b.send_rating, "main")}
    }
    .into_any()
}

/// One choice: the stars are seen, the number is read out.
fn star(number: i32, chosen: Option<&str>) -> AnyView {
    let b = benefit_words();
    let value = number.to_string();
    let checked = chosen == Some(value.as_str());
    let shown = "★".repeat(usize::try_from(number).unwrap_or_default());
    let mut said = fill(b.stars_of, &[&value]);
    let meaning = match number {
        1 => b.star_worst,
        5 => b.star_best,
        _ => "",
    };
    if !meaning.is_empty() {
        said.push_str(" · ");
        said.push_str(meaning);
    }
    view! {
        <label class="switch">
            <input type="radio" name="stars" value=value checked=checked/>
            <span aria-hidden="true">{shown}</span>
            <span>{said}</span>
        </label>
    }
    .into_any()
}
