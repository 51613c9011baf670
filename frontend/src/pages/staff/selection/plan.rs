//! What is judged, and the seats kept for groups.

use balai_shared::message;
use balai_shared::ranking::Group;
use balai_shared::session::SelectionMethod;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Work;
use crate::api::{
    PlanSelection, PlanSelectionInput, PlanSelectionVariables, RankedSession, RankingNode,
    RankingPage, RankingVariables, SelectionCriterion, SelectionCriterionInput, SelectionQuota,
    SelectionQuotaInput, Typed, Word, run,
};
use crate::components::notice;
use crate::i18n::{fill, staff_selection_words};
use crate::load::Fetched;
use crate::visit::language;

/// One line of the form.
#[derive(Clone, Copy)]
struct Line {
    number: usize,
    name: RwSignal<String>,
    weight: RwSignal<String>,
    most: RwSignal<String>,
    least: RwSignal<String>,
}

impl Line {
    fn new(number: usize, [name, weight, most, least]: [&str; 4]) -> Self {
        let kept = |text: &str| RwSignal::new(text.to_owned());
        let (name, weight, most, least) = (kept(name), kept(weight), kept(most), kept(least));
        Self { number, name, weight, most, least }
    }

    /// What is typed.
    fn typed(&self) -> [String; 4] {
        [self.name, self.weight, self.most, self.least].map(|text| text.get_untracked())
    }
}

pub(super) fn plan(session: &RankedSession, work: Work, fetched: Fetched) -> AnyView {
    let w = staff_selection_words();
    let by_merit = session.selection_method.0 == SelectionMethod::Merit;
    let lines = RwSignal::new(if by_merit { lines(session) } else { Vec::new() });
    let seats: Vec<(Group, RwSignal<String>)> = Group::ALL
        .iter()
        .map(|group| {
            let kept = session.selection.quotas.iter().find(|quota| quota.group.0 == *group);
            let seats = kept.map(|quota| quota.seats.to_string()).unwrap_or_default();
            (*group, RwSignal::new(seats))
        })
        .collect();
    // What stands there now is what was loaded: only what differs from it is sent.
    let planned_criteria: Vec<_> = lines.get_untracked().iter().map(Line::typed).collect();
    let planned_seats: Vec<_> = seats.iter().map(|(_, seats)| seats.get_untracked()).collect();
    let none_yet = session.selection.criteria.is_empty();
    let seen = RwSignal::new(session.selection.plan_revision.clone());
    let stale = RwSignal::new(None::<String>);
    let fields: Vec<_> = seats.iter().map(|(group, seats)| seats_field(*group, *seats)).collect();
    let save = move |_| {
        let typed: Vec<_> = lines.get_untracked().iter().map(Line::typed).collect();
        let kept: Vec<_> = seats.iter().map(|(_, seats)| seats.get_untracked()).collect();
        let new_criteria = by_merit && (none_yet || typed != planned_criteria);
        let criteria = || lines.get_untracked().iter().map(criterion).collect();
        let quotas = || seats.iter().filter_map(quota).collect();
        let input = PlanSelectionInput {
            session_id: work.id(),
            revision: Some(seen.get_untracked()),
            criteria: new_criteria.then(criteria),
            quotas: (kept != planned_seats).then(quotas),
        };
        let operation = Typed::<PlanSelection>::new(PlanSelectionVariables { input });
        stale.set(None);
        work.does_or((fetched, move || look(work, (seen, stale))), operation, move |_| {
            Some(w.saved.to_owned())
        });
    };
    // What is planned already stands closed: the points are what one comes for.
    let planned = !session.selection.criteria.is_empty() || !by_merit;
    view! {
        <details class="card" open=!planned>
            <summary>{w.plan}</summary>
            <div role="alert">{move || stale.get().map(|text| notice("wait", "!", text))}</div>
            {by_merit.then(|| criteria(lines, work))}
            <h3>{w.quotas}</h3>
            <p class="quiet">{w.quotas_hint}</p>
            <div class="row">{fields}</div>
            {problem_at(work, || "quotas".to_owned())}
            <button type="button" class="main" disabled=move || work.busy.get() on:click=save>{w.save_plan}</button>
        </details>
    }
    .into_any()
}

/// Somebody else changed the plan meanwhile: what it is now stands beside what is typed, and saving again
/// puts what was changed here into it.
fn look(work: Work, (seen, stale): (RwSignal<String>, RwSignal<Option<String>>)) {
    let w = staff_selection_words();
    let (sender, language) = (work.sender.get_value(), language());
    spawn_local(async move {
        let variables = RankingVariables { id: work.id(), after: None };
        let page = run(&sender, Typed::<RankingPage>::new(variables)).await;
        let Ok(RankingPage { node: Some(RankingNode::Session(session)) }) = page else { return };
        let plan = &session.selection;
        let criterion = |one: &SelectionCriterion| {
            let least = one.minimum.as_ref().map(|least| format!("{least}–")).unwrap_or_default();
            format!("{} {} % ({least}{})", one.name, one.weight, one.maximum)
        };
        let quota = |one: &SelectionQuota| {
            format!("{} {}", message::group(one.group.0, language), one.seats)
        };
        let now: Vec<_> =
            plan.criteria.iter().map(criterion).chain(plan.quotas.iter().map(quota)).collect();
        work.told.set(None);
        stale.set(Some(fill(w.plan_stale, &[&now.join("; ")])));
        seen.set(plan.plan_revision.clone());
    });
}

/// What the server says of a field.
fn problem_at(work: Work, path: impl Fn() -> String + Send + 'static) -> AnyView {
    let said = move || {
        let path = path();
        work.problems
            .with(|all| all.iter().find(|one| one.path == path).map(|one| one.message.clone()))
    };
    view! { <p class="problem" aria-live="polite">{said}</p> }.into_any()
}

fn lines(session: &RankedSession) -> Vec<Line> {
    let w = staff_selection_words();
    let planned = &session.selection.criteria;
    if planned.is_empty() {
        return vec![
            Line::new(0, [w.first_test, "60", "100", ""]),
            Line::new(1, [w.first_interview, "40", "100", ""]),
        ];
    }
    let line = |(number, one): (usize, &crate::api::SelectionCriterion)| {
        let (weight, least) = (one.weight.to_string(), one.minimum.clone().unwrap_or_default());
        Line::new(number, [&one.name, &weight, &one.maximum, &least])
    };
    planned.iter().enumerate().map(line).collect()
}

fn criterion(line: &Line) -> SelectionCriterionInput {
    let minimum = line.least.get_untracked();
    SelectionCriterionInput {
        name: line.name.get_untracked(),
        // What is no number is told by the server, at its field.
        weight: line.weight.get_untracked().trim().parse().unwrap_or_default(),
        maximum: line.most.get_untracked(),
        minimum: Some(minimum).filter(|text| !text.trim().is_empty()),
    }
}

fn quota((group, seats): &(Group, RwSignal<String>)) -> Option<SelectionQuotaInput> {
    let text = seats.get_untracked();
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    // The same: what is no number is refused as too few.
    Some(SelectionQuotaInput { group: Word(*group), seats: text.parse().unwrap_or(-1) })
}

fn criteria(lines: RwSignal<Vec<Line>>, work: Work) -> AnyView {
    let w = staff_selection_words();
    let sum = move || {
        let weights = lines.get();
        let sum: i32 =
            weights.iter().filter_map(|line| line.weight.get().trim().parse::<i32>().ok()).sum();
        fill(w.sum, &[&sum.to_string()])
    };
    let add = move |_| {
        lines.update(|lines| {
            let next = lines.iter().map(|line| line.number + 1).max().unwrap_or_default();
            lines.push(Line::new(next, ["", "", "100", ""]));
        });
    };
    view! {
        <p class="quiet">{w.plan_hint}</p>
        <table class="grid">
            <thead><tr>
                <th scope="col">{w.name}</th><th scope="col">{w.weight}</th>
                <th scope="col">{w.most}</th><th scope="col">{w.least}</th><th></th>
            </tr></thead>
            <tbody>
                <For each=move || lines.get() key=|line| line.number children=move |line| row(line, lines, work)/>
            </tbody>
        </table>
        <p>
            <button type="button" class="link" on:click=add>{w.add}</button>
            " "<strong>{sum}</strong>
        </p>
        {problem_at(work, || "criteria".to_owned())}
    }
    .into_any()
}

fn row(line: Line, lines: RwSignal<Vec<Line>>, work: Work) -> AnyView {
    let w = staff_selection_words();
    let cell =
        |value: RwSignal<String>, label: &'static str, (part, mode): (&str, &'static str)| {
            let part = part.to_owned();
            let path = move || {
                let place = lines.with(|all| all.iter().position(|one| one.number == line.number));
                format!("criteria.{}.{part}", place.unwrap_or_default())
            };
            view! {
                <td>
                    <input
                        aria-label=label
                        inputmode=mode
                        prop:value=move || value.get()
                        on:input=move |event| value.set(event_target_value(&event))
                    />
                    {problem_at(work, path)}
                </td>
            }
        };
    let remove = move |_| lines.update(|lines| lines.retain(|one| one.number != line.number));
    view! {
        <tr>
            {cell(line.name, w.name, ("name", "text"))}
            {cell(line.weight, w.weight, ("weight", "numeric"))}
            {cell(line.most, w.most, ("maximum", "decimal"))}
            {cell(line.least, w.least, ("minimum", "decimal"))}
            <td><button type="button" class="link" on:click=remove>{w.remove}</button></td>
        </tr>
    }
    .into_any()
}

fn seats_field(group: Group, seats: RwSignal<String>) -> AnyView {
    let id = format!("quota-{}", group.as_str());
    view! {
        <div class="field">
            <label for=id.clone()>{message::group(group, language())}</label>
            <input
                id=id
                inputmode="numeric"
                prop:value=move || seats.get()
                on:input=move |event| seats.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}
