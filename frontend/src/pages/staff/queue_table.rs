//! The table of the queue: as long as the queue is, with only those rows drawn that are in sight. The
//! others are two empty rows, above and below, as high as all of them. What is seen is fetched a
//! hundred rows at a time; until it is there a row shows that it is on its way.

use std::collections::BTreeSet;
use std::time::Duration;

use balai_shared::desk::DeskColumn;
use leptos::html::Div;
use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::export;
use super::row::row;
use super::state::Desk;
use crate::api::{QueueNode, QueueRows, QueueRowsVariables, Sender, Typed, run};
use crate::components::empty;
use crate::i18n::{column, deciding_words, desk_words, fill, staff_words};
use crate::load::Fetched;

/// The height of a row in pixels, head and all: `--row` in tokens.css.
const ROW: usize = 40;
/// Rows drawn above and below what is in sight, so that a quick hand finds them there.
const MARGIN: usize = 12;
/// The rows in sight are counted in steps of so many, so that not every pixel draws anew.
const STEP: usize = 4;
/// Rows drawn before the height of the frame is known.
const FIRST: usize = 40;
/// As many rows are fetched together.
const PIECE: usize = 100;
/// So long a piece must stay in sight to be fetched: what flies past isn't.
const STILL: Duration = Duration::from_millis(60);

/// The table and what stands below it.
pub(super) fn table(desk: Desk, fetched: Fetched) -> AnyView {
    let w = staff_words();
    let (total, many) = (desk.total.get_untracked(), desk.rows.with_untracked(Vec::len));
    if many == 0 {
        return empty(w.nobody, w.nobody_hint, None);
    }
    let more = usize::try_from(total).is_ok_and(|total| total > many);
    let more = more.then(|| {
        let text = fill(desk_words().only_first, &[&many.to_string()]);
        view! { <span class="wait">{text}</span> }
    });
    view! {
        {frame(desk, many)}
        <footer class="pages">
            <span class="quiet">{fill(w.in_all, &[&total.to_string()])}</span>
            <button type="button" on:click=move |_| fetched.refetch()>{w.refresh}</button>
            {more}
            {export::of_queue(desk)}
            <span class="quiet keys">{w.keys}" "{deciding_words().keys}</span>
        </footer>
    }
    .into_any()
}

/// The rows in sight with those around them: from this one, to before that one.
type Span = (usize, usize);

/// What scrolls.
fn frame(desk: Desk, many: usize) -> AnyView {
    let node = NodeRef::<Div>::new();
    // The desk's, because what is drawn by it may hear of a new list after this one is gone.
    let span = desk.span;
    span.set((0, FIRST.min(many)));
    let look = move || {
        if let Some(frame) = node.try_get_untracked().flatten() {
            desk.top.set(frame.scroll_top());
            let seen = seen(frame.scroll_top(), frame.client_height(), many);
            if span.get_untracked() != seen {
                span.set(seen);
            }
        }
    };
    // Where the list was, when the same one was fetched anew.
    Effect::new(move |_| {
        if let Some(frame) = node.get() {
            frame.set_scroll_top(desk.top.get_untracked());
            look();
        }
    });
    Effect::new(move |_| {
        let frame = node.try_get_untracked().flatten();
        if let (Some(place), Some(frame)) = (desk.reveal.get(), frame) {
            frame.set_scroll_top(revealing(place, frame.scroll_top(), frame.client_height()));
            look();
        }
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| look());
    on_cleanup(move || resized.remove());
    fetch_what_is_seen(desk, span);
    let above = move || format!("{}px", span.get().0 * ROW);
    let below = move || format!("{}px", many.saturating_sub(span.get().1) * ROW);
    let rows = move || {
        let (start, end) = span.get();
        desk.rows.with(|rows| {
            let seen = rows.iter().enumerate().skip(start).take(end.saturating_sub(start));
            seen.map(|(place, id)| (place, id.clone())).collect::<Vec<_>>()
        })
    };
    view! {
        <div class="rows" node_ref=node on:scroll=move |_| look()>
            <table aria-rowcount=(many + 1).to_string()>
                {move || head(desk, many)}
                <tbody>
                    <tr class="gap" aria-hidden="true"><td style:height=above></td></tr>
                    <For each=rows key=|(_, id)| id.clone() let:one>{row(desk, one)}</For>
                    <tr class="gap" aria-hidden="true"><td style:height=below></td></tr>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The rows that are drawn at this place of the scroll bar.
fn seen(top: i32, height: i32, many: usize) -> Span {
    let rows = |pixels: i32| usize::try_from(pixels).unwrap_or_default() / ROW;
    let first = rows(top) / STEP * STEP;
    let start = first.saturating_sub(MARGIN);
    let end = first + rows(height) + STEP + MARGIN;
    (start.min(many), end.min(many))
}

/// Where to scroll to, so that this row is in sight below the head.
fn revealing(place: usize, top: i32, height: i32) -> i32 {
    let pixels = |rows: usize| i32::try_from(rows * ROW).unwrap_or(i32::MAX);
    let (row, end) = (pixels(place), pixels(place + 2));
    if row < top {
        row
    } else if end > top.saturating_add(height) {
        end - height
    } else {
        top
    }
}

fn head(desk: Desk, many: usize) -> AnyView {
    let w = staff_words();
    let columns = desk.columns.get();
    let every = move || desk.selected.with(|selected| selected.len() == many);
    let all = fill(desk_words().select_all, &[&many.to_string()]);
    let head = |&one: &DeskColumn| view! { <th scope="col">{column(one)}</th> }.into_any();
    let width = |&one: &DeskColumn| view! { <col class=class_of(one)/> }.into_any();
    let widths: Vec<AnyView> = columns.iter().map(width).collect();
    let heads: Vec<AnyView> = columns.iter().map(head).collect();
    view! {
        <colgroup>
            <col class="ticks"/>
            <col class="names"/>
            {widths}
            <col class="state"/>
            <col class="words"/>
        </colgroup>
        <thead>
            <tr aria-rowindex="1">
                <th scope="col">
                    <input type="checkbox" aria-label=all.clone() title=all prop:checked=every on:change=move |_| desk.toggle_all()/>
                </th>
                <th scope="col">{w.name}</th>
                {heads}
                <th scope="col">{w.state}</th>
                <th scope="col">{w.result}</th>
            </tr>
        </thead>
    }
    .into_any()
}

/// How wide a column is.
const fn class_of(column: DeskColumn) -> &'static str {
    match column {
        DeskColumn::Age | DeskColumn::Waitlist | DeskColumn::Score => "numbers",
        DeskColumn::Sex
        | DeskColumn::Education
        | DeskColumn::Occupation
        | DeskColumn::Region
        | DeskColumn::Submitted
        | DeskColumn::Changed
        | DeskColumn::OfferUntil => "words",
    }
}

/// Fetches the pieces that the span touches, each once an edition.
fn fetch_what_is_seen(desk: Desk, span: RwSignal<Span>) {
    let sender = Sender::from_context();
    let asked = RwSignal::new(BTreeSet::<usize>::new());
    Effect::new(move |_| {
        let now = span.get();
        let sender = sender.clone();
        let look = move || {
            // The table may be gone, or scrolled on.
            if span.try_get_untracked() != Some(now) {
                return;
            }
            for piece in now.0 / PIECE..=now.1.saturating_sub(1) / PIECE {
                let is_new = asked.try_update_untracked(|asked| asked.insert(piece));
                if is_new == Some(true) {
                    fetch_piece(desk, (asked, piece), sender.clone());
                }
            }
        };
        set_timeout(look, STILL);
    });
}

fn fetch_piece(desk: Desk, (asked, piece): (RwSignal<BTreeSet<usize>>, usize), sender: Sender) {
    let edition = desk.edition.get_untracked();
    let ids = desk.rows.with_untracked(|rows| {
        let ids = rows.iter().skip(piece * PIECE).take(PIECE);
        ids.map(cynic::Id::new).collect::<Vec<_>>()
    });
    spawn_local(async move {
        let request = Typed::<QueueRows>::new(QueueRowsVariables { ids });
        let answer = run(&sender, request).await;
        if desk.edition.try_get_untracked() != Some(edition) {
            return;
        }
        match answer {
            Ok(found) => {
                let row = |node: Option<QueueNode>| match node {
                    Some(QueueNode::Application(row)) => Some(*row),
                    Some(QueueNode::Other) | None => None,
                };
                desk.learn(found.nodes.into_iter().filter_map(row).collect());
            }
            Err(_) => {
                asked.try_update_untracked(|asked| asked.remove(&piece));
                desk.told.set(Some(("wait", String::from(desk_words().not_loaded))));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_sight_is_drawn_with_a_margin_and_never_more_than_there_is() {
        assert_eq!(seen(0, 400, 10_000), (0, 26));
        let (start, end) = seen(200_000, 400, 10_000);
        assert!(start <= 5_000 - MARGIN && end >= 5_010 + MARGIN, "{start} to {end}");
        assert_eq!(seen(400_000, 400, 10_000), (9_988, 10_000));
        assert_eq!(seen(0, 400, 3), (0, 3));
    }

    #[test]
    fn a_row_is_brought_into_sight_below_the_head() {
        assert_eq!(revealing(5, 0, 400), 0);
        assert_eq!(revealing(5, 1_000, 400), 200);
        assert_eq!(revealing(20, 0, 400), 480);
    }
}
