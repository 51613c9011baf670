//! The points of each applicant, and the order that they give.

use balai_shared::format;
use balai_shared::ranking::{SelectionOutcome, TieBreak};
use balai_shared::session::SelectionMethod;
use leptos::prelude::*;

use super::super::bulk::said_of;
use super::Work;
use crate::api::{
    CriterionMark, EnterMarks, EnterMarksInput, EnterMarksVariables, MarkInput, RankedSession,
    RankingRow, RankingRows, SelectionCriterion, SelectionStanding, Typed,
};
use crate::components::empty;
use crate::i18n::{fill, slot_words, staff_selection_words};
use crate::load::Fetched;
use crate::visit::language;

pub(super) fn order(session: &RankedSession, work: Work, fetched: Fetched) -> AnyView {
    let w = staff_selection_words();
    let selection = &session.selection;
    let by_merit = session.selection_method.0 == SelectionMethod::Merit;
    let rows = &selection.ranking;
    if rows.total_count == 0 {
        return empty(w.empty, w.empty_hint, None);
    }
    let concluded = selection.progress.is_some();
    if by_merit && selection.criteria.is_empty() && !concluded {
        return ().into_any();
    }
    let heads: Vec<_> = selection
        .criteria
        .iter()
        .map(|one| view! { <th scope="col">{one.name.clone()}" ("{one.weight}" %)"</th> })
        .collect();
    let criteria = StoredValue::new(selection.criteria.clone());
    let lines: Vec<_> =
        rows.nodes.iter().map(|line| row(line, criteria, work, concluded)).collect();
    let hint = (by_merit && !concluded).then(|| view! { <p class="quiet">{w.order_hint}</p> });
    view! {
        <section class="order">
            <h2>{w.order}</h2>
            {hint}
            <div class="scroll">
                <table class="grid">
                    <thead><tr>
                        <th scope="col">{w.place}</th><th scope="col">{w.name}</th>
                        {heads}
                        {by_merit.then(|| view! { <th scope="col">{w.total}</th> })}
                        <th scope="col">{w.result}</th>
                    </tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
            {anew(rows, work, fetched)}
            {pages(session, work)}
        </section>
    }
    .into_any()
}

/// Rows stay where they are while points are entered; whoever likes has them put in order anew.
fn anew(rows: &RankingRows, work: Work, fetched: Fetched) -> AnyView {
    let w = slot_words();
    let shown: Vec<_> = rows.nodes.iter().map(|row| row.application.id.clone()).collect();
    let moved = Memo::new(move |_| {
        work.rows.with(|rows| {
            let now = rows.iter().flat_map(|rows| &rows.nodes).map(|row| &row.application.id);
            !now.eq(shown.iter())
        })
    });
    let told = move || {
        moved.get().then(|| {
            view! {
                {w.order_stays}" "
                <button type="button" on:click=move |_| fetched.refetch()>{w.order_anew}</button>
            }
        })
    };
    view! { <p role="status">{told}</p> }.into_any()
}

fn pages(session: &RankedSession, work: Work) -> AnyView {
    let w = staff_selection_words();
    let next = session.selection.ranking.page_info.clone();
    let next = next.has_next_page.then_some(next.end_cursor).flatten().map(|cursor| {
        let go = move |_| work.after.set(Some(cursor.clone()));
        view! { <button type="button" on:click=go>{w.next}</button> }
    });
    let first = work.after.get_untracked().is_some().then(|| {
        let go = move |_| work.after.set(None);
        view! { <button type="button" on:click=go>{w.first}</button> }
    });
    view! { <p class="pages">{first}{next}</p> }.into_any()
}

fn row(
    line: &RankingRow,
    criteria: StoredValue<Vec<SelectionCriterion>>,
    work: Work,
    concluded: bool,
) -> AnyView {
    let name = line.application.applicant.name.clone();
    let cells: Vec<_> = (0..)
        .zip(criteria.get_value())
        .map(|(index, criterion)| {
            let mark = line.marks.iter().find(|mark| mark.criterion == index);
            let shown = mark.map(written).unwrap_or_default();
            if concluded {
                return view! { <td class="number">{shown}</td> }.into_any();
            }
            cell(line, (index, &criterion), shown, work)
        })
        .collect();
    let id = line.application.id.clone();
    let standing = Memo::new(move |_| {
        work.rows.with(|rows| {
            let mut rows = rows.iter().flat_map(|rows| &rows.nodes);
            let own = rows.find(|row| row.application.id == id)?;
            own.standing.clone().map(Shown)
        })
    });
    let place = move || {
        let ranked = standing.get().filter(|one| one.0.merit_place.is_some());
        ranked.map_or_else(|| "–".to_owned(), |one| one.0.place.to_string())
    };
    let total = move || {
        let total = standing.get().and_then(|one| one.0.total)?;
        Some(format::decimal(&total, language()))
    };
    let has_total = !criteria.with_value(Vec::is_empty);
    let criteria = criteria.get_value();
    view! {
        <tr>
            <td class="number">{place}</td>
            <th scope="row">{name}</th>
            {cells}
            {has_total.then(|| view! { <td class="number"><strong>{total}</strong></td> })}
            <td>{move || result(standing.get().as_ref().map(|one| &one.0), &criteria)}</td>
        </tr>
    }
    .into_any()
}

/// The field of a mark, with what is wrong with it.
fn cell(
    line: &RankingRow,
    (index, criterion): (i32, &SelectionCriterion),
    shown: String,
    work: Work,
) -> AnyView {
    let w = staff_selection_words();
    let name = &line.application.applicant.name;
    let id = line.application.id.clone();
    let label = fill(w.mark_of, &[&criterion.name, name]);
    let problem = RwSignal::new(None::<String>);
    let bound = format::decimal(&criterion.maximum, language());
    let bound = fill(w.mark_bound, &[&label, &bound]);
    let enter = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        enter(work, (id.clone(), index), &typed, (problem, bound.clone()));
    };
    let wrong = move || problem.with(Option::is_some).then_some("true");
    let described = format!("mark-{}-{index}", line.application.id.inner());
    view! {
        <td>
            <input class="mark" aria-label=label inputmode="decimal" autocomplete="off" aria-invalid=wrong aria-describedby=described.clone() value=shown on:change=enter/>
            <p class="problem" id=described aria-live="polite">{move || problem.get()}</p>
        </td>
    }
    .into_any()
}

/// As it is typed: `-` for who didn't come.
fn written(mark: &CriterionMark) -> String {
    let points = mark.points.as_deref().unwrap_or_default();
    if mark.absent { "-".to_owned() } else { format::decimal(points, language()) }
}

/// What a row says of its applicant; two that say the same are the same.
#[derive(Clone)]
struct Shown(SelectionStanding);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        let all = |one: &SelectionStanding| {
            let tie = one.tie.as_ref().map(|tie| tie.0);
            (one.place, one.merit_place, one.total.clone(), one.outcome.0, tie, one.criterion)
        };
        all(&self.0) == all(&other.0)
    }
}

/// Enters what is typed; an empty field clears what was entered. What is wrong stands at the field, with
/// whose mark it is and what it may be.
fn enter(
    work: Work,
    (id, criterion): (cynic::Id, i32),
    text: &str,
    (problem, bound): (RwSignal<Option<String>>, String),
) {
    let text = text.trim();
    let points = (text != "-" && !text.is_empty()).then(|| text.to_owned());
    let clear = text.is_empty().then_some(true);
    let marks = vec![MarkInput { application_id: id, criterion, points, clear }];
    let input = EnterMarksInput { session_id: work.id(), marks };
    let operation = Typed::<EnterMarks>::new(EnterMarksVariables { input });
    problem.set(None);
    work.enters(operation, move |error| {
        let at_points = error.at("marks.0.points").is_some();
        // The page may be another by now.
        let _ = problem.try_set(Some(if at_points { bound } else { said_of(error, language()) }));
    });
}

fn result(standing: Option<&SelectionStanding>, criteria: &[SelectionCriterion]) -> String {
    let w = staff_selection_words();
    let Some(standing) = standing else {
        // A draw has no criteria.
        let said = if criteria.is_empty() { w.not_drawn } else { w.not_marked };
        return said.to_owned();
    };
    let named = || {
        let index = standing.criterion.and_then(|index| usize::try_from(index).ok());
        index.and_then(|index| criteria.get(index)).map(|one| one.name.clone()).unwrap_or_default()
    };
    let outcome = match standing.outcome.0 {
        SelectionOutcome::ByPlace => w.by_place.to_owned(),
        SelectionOutcome::Reserved => w.reserved.to_owned(),
        SelectionOutcome::Waits => w.waits.to_owned(),
        SelectionOutcome::BelowMinimum => format!("{}: {}", w.below, named()),
        SelectionOutcome::Absent => format!("{}: {}", w.absent, named()),
    };
    match standing.tie.as_ref().map(|tie| tie.0) {
        Some(TieBreak::Criterion) => {
            format!("{outcome} ({})", fill(w.tie_criterion, &[&named()]))
        }
        Some(TieBreak::Submission) => format!("{outcome} ({})", w.tie_submission),
        None => outcome,
    }
}
