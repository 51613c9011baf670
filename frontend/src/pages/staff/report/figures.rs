//! The figures, each as a chart with its table.

use balai_shared::format;
use balai_shared::message;
use balai_shared::report::ReportStep;
use leptos::prelude::*;

use super::chart::{Bar, Shape, Table, figure};
use crate::api::{CentreReport, ReportGroup, ReportProgram};
use crate::i18n::{fill, report_words};
use crate::visit::language;

/// As many columns can be told apart.
const COLUMNS: usize = 24;
/// As many programs are drawn; the table has all.
const PROGRAMS: usize = 12;

/// All of them, in the order of an application's life.
pub(super) fn all(report: &CentreReport) -> Vec<AnyView> {
    let w = report_words();
    let mut figures = vec![funnel(report), outcomes(report), waits(report)];
    if !report.programs.is_empty() {
        figures.extend([per_seat(report), fills(report), drop_out(report)]);
    }
    for (title, groups) in [
        (w.vocations, &report.vocations),
        (w.sexes, &report.sexes),
        (w.ages, &report.ages),
        (w.homes, &report.homes),
    ] {
        figures.push(of_groups(title, groups));
    }
    figures
}

fn funnel(report: &CentreReport) -> AnyView {
    let w = report_words();
    let first = report.funnel.first().map_or(0, |step| step.count);
    let label = |step: ReportStep| String::from(message::report_step(step, language()));
    let share = |count: i32| percent(if first > 0 { Some(count * 100 / first) } else { None });
    let bar = |(step, count): (ReportStep, i32)| Bar {
        label: label(step),
        value: count,
        said: number(count),
    };
    let steps = || report.funnel.iter().map(|step| (step.step.0, step.count));
    let table = Table {
        heads: vec![w.step, w.count, w.share],
        rows: steps().map(|(step, count)| vec![label(step), number(count), share(count)]).collect(),
    };
    figure(w.funnel, None, (Shape::Funnel, steps().map(bar).collect()), table)
}

fn outcomes(report: &CentreReport) -> AnyView {
    let w = report_words();
    let pairs = report
        .outcomes
        .iter()
        .map(|one| (String::from(message::application_state(one.state.0, language())), one.count));
    counted(w.outcomes, None, (w.state, pairs.collect()))
}

fn waits(report: &CentreReport) -> AnyView {
    let w = report_words();
    let pairs = report
        .waits
        .iter()
        .map(|one| (String::from(message::wait_band(one.band.0, language())), one.count));
    let remark = report.median_hours.map(|hours| fill(w.waits_median, &[&time(hours)]));
    counted(w.waits, remark, (w.wait, pairs.collect()))
}

/// Bars of counts, with a table of two columns.
fn counted(
    title: &'static str,
    remark: Option<String>,
    (head, pairs): (&'static str, Vec<(String, i32)>),
) -> AnyView {
    let rows = pairs.iter().map(|(label, count)| vec![label.clone(), number(*count)]).collect();
    let table = Table { heads: vec![head, report_words().count], rows };
    let bar = |(label, value): (String, i32)| Bar { label, value, said: number(value) };
    figure(title, remark, (Shape::Bars, pairs.into_iter().map(bar).collect()), table)
}

/// By a figure, those alike in the order in which they came. They are few, and the library's sort
/// costs the browser some kilobytes.
fn highest_first(
    programs: &[ReportProgram],
    figure: fn(&ReportProgram) -> Option<i32>,
) -> Vec<&ReportProgram> {
    let mut sorted: Vec<&ReportProgram> = Vec::with_capacity(programs.len());
    for one in programs {
        let lower = |known: &&ReportProgram| figure(known) < figure(one);
        let place = sorted.iter().position(lower).unwrap_or(sorted.len());
        sorted.insert(place, one);
    }
    sorted
}

fn per_seat(report: &CentreReport) -> AnyView {
    let w = report_words();
    let programs = highest_first(&report.programs, |one| one.per_seat_tenths);
    let bars = programs.iter().take(PROGRAMS).map(|one| Bar {
        label: one.title.clone(),
        value: one.per_seat_tenths.unwrap_or_default(),
        said: tenths(one.per_seat_tenths),
    });
    let row = |one: &&ReportProgram| {
        vec![
            one.title.clone(),
            number(one.session_count),
            number(one.seats),
            number(one.applicants),
            tenths(one.per_seat_tenths),
            one.median_hours.map_or(String::from("–"), time),
        ]
    };
    let table = Table {
        heads: vec![w.program, w.sessions, w.seats, w.applicants, w.per_seat_short, w.median_days],
        rows: programs.iter().map(row).collect(),
    };
    figure(w.per_seat, None, (Shape::Bars, bars.collect()), table)
}

/// From the earliest to the latest, as many as can be told apart; the table has the same.
fn fills(report: &CentreReport) -> AnyView {
    let w = report_words();
    let language = language();
    let shown: Vec<_> = report.sessions.iter().take(COLUMNS).rev().collect();
    let bars = shown.iter().map(|one| Bar {
        label: format::date_short(one.starts_on, language),
        value: one.fill_percent.unwrap_or_default(),
        said: percent(one.fill_percent),
    });
    let row = |one: &&crate::api::ReportSession| {
        let day = format::date_short(one.starts_on, language);
        vec![
            format!("{}, {day}", one.title),
            number(one.seats),
            number(one.seats_taken),
            percent(one.fill_percent),
            percent(one.drop_out_percent),
        ]
    };
    let table = Table {
        heads: vec![w.session, w.seats, w.taken, w.share, w.dropped],
        rows: shown.iter().rev().map(row).collect(),
    };
    let count = i32::try_from(shown.len()).unwrap_or(i32::MAX);
    let mut remark = String::from(w.fill_hint);
    if count < report.session_count {
        remark.push(' ');
        remark.push_str(&fill(w.fill_some, &[&number(count), &number(report.session_count)]));
    }
    figure(w.fill, Some(remark), (Shape::Columns, bars.collect()), table)
}

fn drop_out(report: &CentreReport) -> AnyView {
    let w = report_words();
    let mut ended = highest_first(&report.programs, |one| one.drop_out_percent);
    ended.retain(|one| one.drop_out_percent.is_some());
    let bars = ended.iter().take(PROGRAMS).map(|one| Bar {
        label: one.title.clone(),
        value: one.drop_out_percent.unwrap_or_default(),
        said: percent(one.drop_out_percent),
    });
    let row = |one: &&ReportProgram| {
        vec![one.title.clone(), number(one.completed), percent(one.drop_out_percent)]
    };
    let table = Table {
        heads: vec![w.program, w.completed, w.dropped],
        rows: ended.iter().map(row).collect(),
    };
    let remark = ended.is_empty().then(|| String::from(w.none_ended));
    figure(w.drop_out, remark, (Shape::Shares, bars.collect()), table)
}

fn of_groups(title: &'static str, groups: &[ReportGroup]) -> AnyView {
    let w = report_words();
    let count = |count: Option<i32>| count.map_or_else(|| String::from(w.hidden), number);
    let bars = groups.iter().map(|one| Bar {
        label: one.label.clone(),
        value: one.applied.unwrap_or_default(),
        said: count(one.applied),
    });
    let row = |one: &ReportGroup| {
        vec![one.label.clone(), count(one.applied), count(one.took), count(one.completed)]
    };
    let table = Table {
        heads: vec![w.group, w.applied, w.took, w.completed],
        rows: groups.iter().map(row).collect(),
    };
    figure(title, None, (Shape::Bars, bars.collect()), table)
}

fn number(number: i32) -> String {
    format::count(u64::try_from(number).unwrap_or_default(), language())
}

fn percent(value: Option<i32>) -> String {
    value.map_or_else(|| String::from("–"), |value| format!("{value}%"))
}

fn tenths(value: Option<i32>) -> String {
    let point = language().pick(",", ".");
    value.map_or_else(|| String::from("–"), |value| format!("{}{point}{}", value / 10, value % 10))
}

/// Hours below two days, then days.
fn time(hours: i32) -> String {
    let w = report_words();
    if hours == 0 {
        String::from(w.under_hour)
    } else if hours < 48 {
        fill(w.hours, &[&hours.to_string()])
    } else {
        fill(w.days, &[&(hours / 24).to_string()])
    }
}
