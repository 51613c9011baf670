//! A survey of a benefit.

use balai_shared::benefit::{Employment, IncomeBand, SkillUse, SurveyState};
use balai_shared::language::Language;
use balai_shared::message;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::{Benefit, BenefitSurvey, MyBenefits, Typed};
use crate::components::{
    Choice, FormState, SelectField, Sending, form_message, head, not_found, notice, operation_form,
    select_field, sign_in_first, skeleton_page, submit_button, text_area,
};
use crate::forms::ANSWER_SURVEY;
use crate::i18n::{benefit_words, fill};
use crate::load::{fetch, loaded};
use crate::visit::language;

/// `/manfaat/:id/survei/:number`
#[must_use]
pub fn survey() -> AnyView {
    let form = FormState::new(&ANSWER_SURVEY);
    let params = use_params_map().get_untracked();
    let id = params.get("id").unwrap_or_default();
    let number = params.get("number").and_then(|number| number.parse::<i32>().ok());
    let fetched = fetch(|| Typed::<MyBenefits>::new(()));
    loaded(fetched, skeleton_page, move |page: MyBenefits| {
        let Some(viewer) = page.viewer else { return sign_in_first() };
        let benefit = viewer.benefits.iter().find(|benefit| *benefit.id.inner() == id);
        let found = benefit.and_then(|benefit| {
            let mut surveys = benefit.surveys.iter();
            Some((benefit, surveys.find(|survey| Some(survey.number) == number)?))
        });
        found.map_or_else(not_found, |(benefit, survey)| show(benefit, survey, form))
    })
}

fn show(benefit: &Benefit, survey: &BenefitSurvey, form: FormState) -> AnyView {
    let b = benefit_words();
    let title = fill(b.survey_title, &[&survey.number.to_string()]);
    let intro = fill(b.survey_intro, &[&survey.amount.to_string()]);
    head(&title, &intro);
    let body = if survey.state.0 == SurveyState::Open {
        let fields = questions(benefit, survey, form);
        view! { <p>{intro}</p> {operation_form(form, Sending::from_here(), fields)} }.into_any()
    } else {
        notice("wait", "○", b.survey_closed)
    };
    view! {
        <div class="reading">
            <a class="back" href="/manfaat"><span aria-hidden="true">"‹ "</span>{b.back}</a>
            <h1>{title}</h1>
            {body}
        </div>
    }
    .into_any()
}

fn questions(benefit: &Benefit, survey: &BenefitSurvey, form: FormState) -> AnyView {
    let b = benefit_words();
    let question = |name, label, hint, choices| SelectField {
        name,
        label,
        hint,
        none: b.choose,
        choices,
        ..SelectField::default()
    };
    let employment = choices(Employment::ALL, message::employment);
    let skill = choices(SkillUse::ALL, message::skill_use);
    let income = choices(IncomeBand::ALL, message::income_band);
    view! {
        <input type="hidden" name="benefitId" value=benefit.id.inner().to_owned()/>
        <input type="hidden" name="number" value=survey.number.to_string()/>
        {form_message(form)}
        {select_field(form, question("employment", b.employment, None, employment), |_| {})}
        {select_field(form, question("usesSkill", b.skill, None, skill), |_| {})}
        {select_field(form, question("incomeBand", b.income, Some(b.income_hint), income), |_| {})}
        {text_area(form, "note", b.note, b.note_hint)}
        {submit_button(form, b.send_survey, "main")}
    }
    .into_any()
}

fn choices<T: Copy + ToString>(
    all: &[T],
    words: impl Fn(T, Language) -> &'static str,
) -> Vec<Choice> {
    let language = language();
    let choice =
        |one: &T| Choice { value: one.to_string(), label: String::from(words(*one, language)) };
    all.iter().map(choice).collect()
}
