//! Charts: bars, a funnel and columns, each in a figure with its table beside it.
//!
//! Ours, and not a crate's: the charting crates of the day either stand on another Leptos than this
//! one or bring more into the console than all of its pages weigh, and none draws a table. A bar is an
//! SVG that is as wide as there is room, with its words outside of it, so that they keep their size on
//! a small screen; what is drawn is hidden from those who hear the page, who have the table. Lengths
//! only repeat what the words say, and nothing is said by a colour alone.

use leptos::prelude::*;

/// A bar or a column.
#[derive(Clone, Debug)]
pub(super) struct Bar {
    /// Of what.
    pub(super) label: String,
    /// How long, in any unit.
    pub(super) value: i32,
    /// The value in words.
    pub(super) said: String,
}

/// A table: its heads and its rows, each row's first cell naming it.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) heads: Vec<&'static str>,
    pub(super) rows: Vec<Vec<String>>,
}

/// How values are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Numbers, from the left: the largest is as long as the picture.
    Bars,
    /// Shares, from the left: a whole one is as long as the picture.
    Shares,
    /// From the middle to both sides.
    Funnel,
    /// Upwards, one beside the other, from the first to the last.
    Columns,
}

/// A figure: title, remark, picture and table.
pub(super) fn figure(
    title: &'static str,
    remark: Option<String>,
    (shape, bars): (Shape, Vec<Bar>),
    table: Table,
) -> AnyView {
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or_default().max(1);
    let picture = match shape {
        Shape::Bars | Shape::Shares | Shape::Funnel => {
            let most = if shape == Shape::Shares { 100 } else { most };
            let bars: Vec<AnyView> = bars.into_iter().map(|bar| line(shape, bar, most)).collect();
            view! { <div class="bars">{bars}</div> }.into_any()
        }
        Shape::Columns => columns(&bars),
    };
    let remark = remark.map(|remark| view! { <p class="quiet">{remark}</p> });
    view! {
        <figure class="chart">
            <figcaption><h2>{title}</h2>{remark}</figcaption>
            <div class="drawn" aria-hidden="true">{picture}</div>
            {tabled(title, table)}
        </figure>
    }
    .into_any()
}

fn line(shape: Shape, bar: Bar, most: i32) -> AnyView {
    let width = percent(bar.value, most);
    let from = match shape {
        Shape::Funnel => (1000 - width) / 2,
        Shape::Bars | Shape::Shares | Shape::Columns => 0,
    };
    let whole = (shape == Shape::Shares)
        .then(|| view! { <rect class="ground" width="100%" height="100%"></rect> });
    view! {
        <div class="line">
            <span>{bar.label}</span>
            <svg width="100%" height="100%" focusable="false">
                {whole}
                <rect x=share(from) width=share(width) height="100%"></rect>
            </svg>
            <span class="said">{bar.said}</span>
        </div>
    }
    .into_any()
}

/// Columns stand for shares: a whole one is as high as the picture.
fn columns(bars: &[Bar]) -> AnyView {
    let count = i32::try_from(bars.len()).unwrap_or(i32::MAX).max(1);
    let column = |(place, bar): (i32, &Bar)| {
        let (left, height) = (percent(place, count), percent(bar.value, 100).min(1000));
        let width = (1000 / count * 4 / 5).max(1);
        view! {
            <rect class="ground" x=share(left) width=share(width) height="100%"></rect>
            <rect x=share(left) y=share(1000 - height) width=share(width) height=share(height)></rect>
        }
        .into_any()
    };
    let drawn: Vec<AnyView> = (0..).zip(bars).map(column).collect();
    let ends: Vec<AnyView> = bars
        .first()
        .into_iter()
        .chain(bars.last().filter(|_| bars.len() > 1))
        .map(|bar| view! { <span>{bar.label.clone()}</span> }.into_any())
        .collect();
    view! {
        <div class="columns">
            <svg width="100%" height="100%" focusable="false">{drawn}</svg>
            <p class="quiet ends">{ends}</p>
        </div>
    }
    .into_any()
}

fn tabled(title: &'static str, table: Table) -> AnyView {
    let heads: Vec<AnyView> = table
        .heads
        .into_iter()
        .map(|head| view! { <th scope="col">{head}</th> }.into_any())
        .collect();
    let row = |cells: Vec<String>| {
        let cells: Vec<AnyView> = cells
            .into_iter()
            .enumerate()
            .map(|(place, cell)| {
                if place == 0 {
                    view! { <th scope="row">{cell}</th> }.into_any()
                } else {
                    view! { <td>{cell}</td> }.into_any()
                }
            })
            .collect();
        view! { <tr>{cells}</tr> }.into_any()
    };
    let rows: Vec<AnyView> = table.rows.into_iter().map(row).collect();
    view! {
        <div class="grid" tabindex="0" role="region" aria-label=title>
            <table>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// In tenths of a percent.
fn percent(part: i32, whole: i32) -> i32 {
    let tenths = i64::from(part.max(0)) * 1000 / i64::from(whole.max(1));
    i32::try_from(tenths).unwrap_or(1000)
}

fn share(tenths: i32) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}
