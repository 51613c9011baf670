//! A centre's figures: `/petugas/laporan`.

mod chart;
mod figures;

use balai_shared::time::Date;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use leptos_router::location::Url;
use leptos_router::params::ParamsMap;

use super::export::{self, ExportList};
use super::gate::{query_of_address, refused};
use crate::api::{
    CentreReport, InstitutionRef, ReportPage, ReportProgramFilter, ReportVariables, Typed,
};
use crate::browser::SentForm;
use crate::components::{Choice, empty, head, options, skeleton_page};
use crate::i18n::{class_words, report_words, staff_words};
use crate::load::{fetch, loaded_either};

/// What is chosen; all of it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Choices {
    /// `balai`
    centre: String,
    /// `dari`: the earliest first day.
    from: String,
    /// `sampai`: the latest.
    to: String,
    /// `program`
    program: String,
}

impl Choices {
    fn read(query: &ParamsMap, centres: &[String]) -> Self {
        let text = |name: &str| query.get(name).unwrap_or_default();
        let centre = text("balai");
        let known = centres.iter().find(|known| **known == centre).or_else(|| centres.first());
        Self {
            centre: known.cloned().unwrap_or_default(),
            from: text("dari"),
            to: text("sampai"),
            program: text("program"),
        }
    }

    fn pairs(&self) -> [(&'static str, &str); 4] {
        [
            ("balai", &self.centre),
            ("dari", &self.from),
            ("sampai", &self.to),
            ("program", &self.program),
        ]
    }

    fn address(&self) -> String {
        let pairs = self.pairs();
        let pairs = pairs.iter().filter(|(_, value)| !value.is_empty());
        let pairs = pairs.map(|(name, value)| format!("{name}={}", Url::escape(value)));
        format!("/petugas/laporan?{}", pairs.collect::<Vec<_>>().join("&"))
    }

    fn variables(&self) -> ReportVariables {
        let day = |text: &str| Date::parse(text).ok();
        let institution = cynic::Id::new(&self.centre);
        ReportVariables {
            programs: ReportProgramFilter { institution_id: Some(institution.clone()) },
            institution,
            from: day(&self.from),
            to: day(&self.to),
            program: Some(self.program.clone()).filter(|id| !id.is_empty()).map(cynic::Id::new),
        }
    }
}

/// The page.
pub(super) fn report(centres: &[InstitutionRef]) -> AnyView {
    let w = report_words();
    head(w.report, "");
    let query = query_of_address();
    let known: Vec<String> = centres.iter().map(|centre| centre.id.inner().to_owned()).collect();
    let choices = Memo::new(move |_| Choices::read(&query.get(), &known));
    let fetched = fetch(move || Typed::<ReportPage>::new(choices.get().variables()));
    let names = centres.iter().map(|centre| (centre.id.inner().to_owned(), centre.name.clone()));
    // What is chosen stays as it stands, with whoever is in it, while the figures come and go.
    let programs = RwSignal::new(Vec::<Named>::new());
    view! {
        <article class="class report">
            <a class="back" href="/petugas"><span aria-hidden="true">"‹ "</span>{class_words().to_desk}</a>
            <h1>{w.report}</h1>
            <p class="quiet">{w.hint}</p>
            {filters(choices, names.collect(), programs)}
            {loaded_either::<ReportPage>(fetched, skeleton_page, move |answer| match answer {
                Ok(page) => {
                    let known = page.programs.nodes.into_iter().map(|one| (one.id.into_inner(), one.title));
                    let known: Vec<Named> = known.collect();
                    if programs.with_untracked(|before| *before != known) {
                        programs.set(known);
                    }
                    shown(&choices.get_untracked(), &page.centre_report)
                }
                Err(error) => refused(&error, move || fetched.refetch()),
            })}
        </article>
    }
    .into_any()
}

/// A choice: its id and what it is called.
type Named = (String, String);

fn choices_of(named: Vec<Named>) -> Vec<Choice> {
    named.into_iter().map(|(value, label)| Choice { value, label }).collect()
}

fn filters(choices: Memo<Choices>, centres: Vec<Named>, programs: RwSignal<Vec<Named>>) -> AnyView {
    let w = report_words();
    let navigate = use_navigate();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let centre = choices.with_untracked(|choices| choices.centre.clone());
        let mut fields = SentForm::of(&event).fields();
        let mut take = |name: &str| fields.remove(name).unwrap_or_default();
        let asked = take("balai");
        let moved = !asked.is_empty() && asked != centre;
        let program = take("program");
        let choices = Choices {
            centre: if asked.is_empty() { centre } else { asked },
            from: take("dari"),
            to: take("sampai"),
            // Another centre has other programs.
            program: if moved { String::new() } else { program },
        };
        navigate(&choices.address(), NavigateOptions::default());
    };
    let several = (centres.len() > 1).then(|| {
        let options = options(choices_of(centres), &choices.get_untracked().centre);
        let input = view! { <select id="balai" name="balai">{options}</select> };
        field("balai", staff_words().centre, input.into_any())
    });
    let of_programs = move || {
        let every = (String::new(), String::from(w.every_program));
        let named = std::iter::once(every).chain(programs.get()).collect();
        options(choices_of(named), &choices.with(|choices| choices.program.clone()))
    };
    let (from, to) = (
        move || choices.with(|choices| choices.from.clone()),
        move || choices.with(|choices| choices.to.clone()),
    );
    let from = view! { <input id="dari" name="dari" type="date" prop:value=from/> };
    let to = view! { <input id="sampai" name="sampai" type="date" prop:value=to/> };
    let program = view! { <select id="program" name="program">{of_programs}</select> };
    let all = move || {
        let centre = choices.with(|choices| choices.centre.clone());
        Choices { centre, ..Choices::default() }.address()
    };
    view! {
        <form class="narrow" on:submit=send>
            {several}
            {field("dari", w.from, from.into_any())}
            {field("sampai", w.to, to.into_any())}
            {field("program", w.program, program.into_any())}
            <button type="submit" class="main">{w.show}</button>
            <a class="button" href=all>{w.all}</a>
        </form>
    }
    .into_any()
}

fn field(id: &'static str, label: &'static str, input: AnyView) -> AnyView {
    view! { <div class="field"><label for=id>{label}</label>{input}</div> }.into_any()
}

fn shown(chosen: &Choices, report: &CentreReport) -> AnyView {
    let w = report_words();
    if report.session_count == 0 && report.funnel.iter().all(|step| step.count == 0) {
        return empty(w.nothing, w.nothing_hint, None);
    }
    let taken = export::links(ExportList::Report, &chosen.pairs());
    view! { {taken} <div class="charts">{figures::all(report)}</div> }.into_any()
}
