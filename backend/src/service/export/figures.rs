//! The tables of the report, one a sheet.

use std::collections::VecDeque;

use balai_shared::{
    language::Language,
    message,
    policy::Actor,
    report::{ReportMeasure as Measure, ReportTable as Table, Rest},
};

use super::Frame;
use crate::{
    error::{Error, Result},
    model::{
        catalogue::Institution,
        export::{Asked, Cell, Column, Head, Row, Step},
        report::{Group, Home, ProgramFigures, Report, SessionFigures},
    },
    service::{
        Services,
        report::{self, Input},
    },
};

pub(super) async fn load(
    services: &Services,
    actor: &Actor,
    asked: &Asked,
) -> Result<(Institution, Report)> {
    let institution = asked.institution.clone();
    let institution =
        institution.ok_or_else(|| Error::refused(balai_shared::error::ErrorCode::NotFound))?;
    let (from, to) = (asked.from, asked.to);
    let input = Input { institution, from, to, program: asked.program.clone() };
    report::load(services, actor, &input).await
}

/// All of them, heads and rows.
pub(super) fn sheets(services: &Services, frame: Frame, report: &Report) -> VecDeque<Step> {
    let language = frame.language;
    let mut steps = VecDeque::new();
    let mut add = |table: Table, measures: &[Measure], rows: Vec<Row>| {
        let width = |place: usize| if place == 0 { 36 } else { 16 };
        let column = |(place, measure): (usize, &Measure)| Column {
            title: message::report_measure(*measure, language).to_owned(),
            width: width(place),
        };
        let columns = measures.iter().enumerate().map(column).collect();
        let name = message::report_table(table, language).to_owned();
        steps.extend([Step::Sheet(Head { name, columns }), Step::Rows(rows)]);
    };
    let counted = [Measure::Group, Measure::Count];
    let pairs = |said: &str, count: i64| vec![Cell::from(said), Cell::Whole(count)];
    let funnel = report.funnel.iter();
    let funnel = funnel.map(|(step, count)| pairs(message::report_step(*step, language), *count));
    add(Table::Funnel, &counted, funnel.collect());
    let states = report.states.iter();
    let states =
        states.map(|(state, count)| pairs(message::application_state(*state, language), *count));
    add(Table::States, &counted, states.collect());
    let waits = report.waits.iter();
    let waits = waits.map(|(band, count)| pairs(message::wait_band(*band, language), *count));
    add(Table::Waits, &counted, waits.collect());
    add(Table::Programs, &PROGRAM, report.programs.iter().map(program).collect());
    add(Table::Sessions, &SESSION, report.sessions.iter().map(session).collect());
    let vocation = |group: &Group<_>| {
        let known = services.places.vocation(&group.key);
        let said = known.map(|it| it.name(language));
        cells(said.unwrap_or_default(), group, language)
    };
    add(Table::Vocations, &GROUP, report.vocations.iter().map(vocation).collect());
    let unknown = message::report_rest(Rest::Unknown, language);
    let sex = |group: &Group<Option<_>>| {
        cells(group.key.map_or(unknown, |sex| message::sex(sex, language)), group, language)
    };
    add(Table::Sexes, &GROUP, report.sexes.iter().map(sex).collect());
    let age = |group: &Group<Option<_>>| {
        cells(group.key.map_or(unknown, |band| message::age_band(band, language)), group, language)
    };
    add(Table::Ages, &GROUP, report.ages.iter().map(age).collect());
    let home = |group: &Group<Home>| cells(home_name(services, frame, &group.key), group, language);
    add(Table::Regions, &GROUP, report.regions.iter().map(home).collect());
    steps
}

const PROGRAM: [Measure; 9] = [
    Measure::Group,
    Measure::Sessions,
    Measure::Seats,
    Measure::Applicants,
    Measure::PerSeat,
    Measure::Fill,
    Measure::Completed,
    Measure::DropOut,
    Measure::MedianDays,
];
const SESSION: [Measure; 6] = [
    Measure::Group,
    Measure::Seats,
    Measure::Applicants,
    Measure::Fill,
    Measure::Completed,
    Measure::DropOut,
];
const GROUP: [Measure; 4] = [Measure::Group, Measure::Applied, Measure::Took, Measure::Completed];

fn home_name<'a>(services: &'a Services, frame: Frame, home: &Home) -> &'a str {
    match home {
        Home::In(code) => services.places.region(code).map_or("", |region| region.name.as_str()),
        Home::Others(_) => message::report_rest(Rest::Others, frame.language),
        Home::Unknown => message::report_rest(Rest::Unknown, frame.language),
    }
}

fn program(figures: &ProgramFigures) -> Row {
    vec![
        figures.title.as_str().into(),
        Cell::Whole(figures.sessions),
        Cell::Whole(figures.seats),
        Cell::Whole(figures.applicants),
        Cell::or_empty(figures.per_seat_tenths(), |tenths| Cell::Hundredths(tenths * 10)),
        percent(balai_shared::report::percent(figures.taken, figures.seats)),
        Cell::Whole(figures.completed),
        percent(figures.drop_out_percent()),
        Cell::or_empty(figures.median_hours, |hours| Cell::Hundredths(hours * 100 / 24)),
    ]
}

fn session(figures: &SessionFigures) -> Row {
    vec![
        format!("{}, {}", figures.row.title, figures.row.starts_on).into(),
        Cell::Whole(figures.row.seats),
        Cell::Whole(figures.row.applicants),
        percent(figures.fill_percent()),
        Cell::Whole(figures.completed),
        percent(figures.drop_out_percent()),
    ]
}

/// A count that isn't told says so, and isn't empty.
fn cells<T>(said: &str, group: &Group<T>, language: Language) -> Row {
    let hidden = message::report_hidden(language);
    let count = |count: Option<i64>| count.map_or(Cell::from(hidden), Cell::Whole);
    vec![said.into(), count(group.applied), count(group.took), count(group.completed)]
}

fn percent(value: Option<i64>) -> Cell {
    Cell::or_empty(value, Cell::Whole)
}
