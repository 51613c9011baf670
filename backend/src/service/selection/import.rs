//! Marks from a spreadsheet's CSV file, and the file to fill in.

use std::collections::{BTreeSet, HashMap};

use balai_shared::{
    error::{FieldCode, FieldError},
    id::{ApplicationId, SessionId},
    policy::Actor,
    ranking::{
        Mark, Points, PointsError,
        sheet::{self, SheetFault},
    },
};

use super::{held_open, marks, order, run_by};
use crate::{
    error::{Error, Result},
    model::selection::Plan,
    service::Services,
    store,
};

/// The largest file, in bytes: 10,000 applicants with eight criteria fit.
const LARGEST: usize = 2_000_000;
/// The head of the column of applications.
const APPLICATION: &str = "application";
/// The head of the column of names, which people need and the import passes over.
const NAME: &str = "name";
/// What stands for who didn't come.
const ABSENT: [&str; 3] = ["-", "absen", "absent"];

/// Something wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line in the file, from 1, which is the head's.
    pub line: u64,
    /// The column's head, where it is one column's.
    pub column: Option<String>,
    /// What.
    pub code: SheetFault,
}

/// What a file gave.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The session.
    pub session: SessionId,
    /// How many marks it holds.
    pub marks: usize,
    /// How many of them say something new.
    pub entered: usize,
    /// What is wrong; with one fault nothing is entered.
    pub faults: Vec<Fault>,
}

/// Reads a file, and enters its marks unless something is wrong with it or it is only tried. An empty
/// cell leaves what stands there.
///
/// # Errors
/// As [`marks::enter`]; `VALIDATION_FAILED` at `csv` for an empty or too large file.
pub async fn import(
    services: &Services,
    actor: &Actor,
    (session, csv, try_only): (&str, String, bool),
) -> Result<Imported> {
    let listing = run_by(services, actor, session).await?;
    let id = listing.session.id;
    if csv.len() > LARGEST {
        let error = FieldError::with_given("csv", FieldCode::TooLong, csv.len());
        return Err(Error::invalid(vec![error]));
    }
    if csv.trim().is_empty() {
        return Err(Error::field("csv", FieldCode::Required));
    }
    let by = marks::maker(actor)?;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                held_open(tx, id).await?;
                let plan = store::selection::plan(tx.conn(), id).await?;
                let known = marks::known(tx, id).await?;
                let (marks, faults) = read(&csv, &plan, &known);
                let mut entered = 0;
                if faults.is_empty() && !try_only {
                    let now = tx.now().await?;
                    entered = store::selection::mark(tx, &marks, (by, now)).await?;
                }
                Ok(Imported { session: id, marks: marks.len(), entered, faults })
            })
        })
        .await
}

type Read = (Vec<(ApplicationId, usize, Mark)>, Vec<Fault>);

fn read(csv: &str, plan: &Plan, known: &BTreeSet<ApplicationId>) -> Read {
    let csv = csv.strip_prefix('\u{feff}').unwrap_or(csv);
    let separator = sheet::separator(csv.lines().next().unwrap_or_default());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(csv.as_bytes());
    let mut records = reader.records();
    let (mut marks, mut faults) = (Vec::new(), Vec::new());
    // A text is UTF-8 already, and flexible records have no wrong length: no record fails.
    let Some(Ok(head)) = records.next() else { return (marks, faults) };
    let columns = columns(&head, plan, &mut faults);
    let mut seen = BTreeSet::new();
    for record in records.filter_map(Result::ok) {
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(str::is_empty) {
            continue;
        }
        if record.len() != head.len() {
            faults.push(Fault { line, column: None, code: SheetFault::WrongLength });
            continue;
        }
        let row = Row { line, plan, columns: &columns };
        let of = row.application(&record, known, &mut seen, &mut faults);
        row.marks(&record, of, &mut marks, &mut faults);
    }
    (marks, faults)
}

/// What the columns hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Column {
    Application,
    Name,
    Criterion(usize),
}

fn columns(
    head: &csv::StringRecord,
    plan: &Plan,
    faults: &mut Vec<Fault>,
) -> HashMap<Column, usize> {
    let mut columns = HashMap::new();
    let mut fault = |column: &str, code| {
        faults.push(Fault { line: 1, column: Some(column.to_owned()), code });
    };
    for (place, name) in head.iter().enumerate() {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        let criterion = plan.criteria.iter().position(|one| is(&one.name));
        let column = match criterion {
            _ if is(APPLICATION) => Column::Application,
            _ if is(NAME) => Column::Name,
            Some(index) => Column::Criterion(index),
            None => {
                fault(name, SheetFault::UnknownColumn);
                continue;
            }
        };
        if columns.insert(column, place).is_some() {
            fault(name, SheetFault::ColumnTwice);
        }
    }
    if !columns.contains_key(&Column::Application) {
        fault(APPLICATION, SheetFault::MissingColumn);
    }
    for (index, criterion) in plan.criteria.iter().enumerate() {
        if !columns.contains_key(&Column::Criterion(index)) {
            fault(&criterion.name, SheetFault::MissingColumn);
        }
    }
    columns
}

struct Row<'a> {
    line: u64,
    plan: &'a Plan,
    columns: &'a HashMap<Column, usize>,
}

impl Row<'_> {
    fn cell<'r>(&self, record: &'r csv::StringRecord, column: Column) -> Option<&'r str> {
        self.columns.get(&column).and_then(|place| record.get(*place))
    }

    fn application(
        &self,
        record: &csv::StringRecord,
        known: &BTreeSet<ApplicationId>,
        seen: &mut BTreeSet<ApplicationId>,
        faults: &mut Vec<Fault>,
    ) -> Option<ApplicationId> {
        let text = self.cell(record, Column::Application)?;
        let column = Some(APPLICATION.to_owned());
        let id = text.parse().ok().filter(|id| known.contains(id));
        let code = match id {
            None => SheetFault::UnknownApplication,
            Some(id) if seen.insert(id) => return Some(id),
            Some(_) => SheetFault::ApplicationTwice,
        };
        faults.push(Fault { line: self.line, column, code });
        None
    }

    fn marks(
        &self,
        record: &csv::StringRecord,
        of: Option<ApplicationId>,
        marks: &mut Vec<(ApplicationId, usize, Mark)>,
        faults: &mut Vec<Fault>,
    ) {
        for (index, criterion) in self.plan.criteria.iter().enumerate() {
            let cell = self.cell(record, Column::Criterion(index)).unwrap_or_default();
            if cell.is_empty() {
                continue;
            }
            match mark(cell, criterion.rule.maximum) {
                Ok(mark) => marks.extend(of.map(|id| (id, index, mark))),
                Err(code) => {
                    let column = Some(criterion.name.clone());
                    faults.push(Fault { line: self.line, column, code });
                }
            }
        }
    }
}

fn mark(cell: &str, maximum: Points) -> Result<Mark, SheetFault> {
    let absent = ABSENT.iter().any(|word| cell.eq_ignore_ascii_case(word));
    marks::mark((!absent).then_some(cell), maximum).map_err(|error| match error {
        PointsError::TooMany => SheetFault::TooManyPoints,
        PointsError::Malformed => SheetFault::InvalidPoints,
    })
}

/// The file to fill in: the applicants in the order in which they applied, with what was entered so far.
/// Semicolons, decimal commas and a byte order mark: so Indonesian spreadsheets open it by a double click.
///
/// # Errors
/// `UNAUTHENTICATED`, `NOT_FOUND`, `FORBIDDEN` by policy.
pub async fn sheet(services: &Services, actor: &Actor, session: &str) -> Result<String> {
    let id = run_by(services, actor, session).await?.session.id;
    let read = services.store.read();
    let plan = store::selection::plan(read, id).await?;
    let known = store::selection::marks_of_session(read, id).await?;
    let candidates = store::selection::candidates(read, id).await?;
    let people: Vec<_> = candidates.iter().map(|one| one.application.applicant).collect();
    let names = store::applicant::names(read, &people).await?;
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let broken = |error: csv::Error| Error::Internal(format!("a file can't be written: {error}"));
    let heads = plan.criteria.iter().map(|criterion| sheet::defused(&criterion.name).into_owned());
    let head = [APPLICATION.to_owned(), NAME.to_owned()].into_iter().chain(heads);
    writer.write_record(head).map_err(broken)?;
    for one in &candidates {
        let (id, person) = (one.application.id, one.application.applicant);
        let name = names.get(&person).map_or("", String::as_str);
        let cells = order::marks_of(&plan, &known, id).into_iter().map(|mark| match mark {
            Mark::Missing => String::new(),
            Mark::Absent => ABSENT[0].to_owned(),
            Mark::Given(points) => points.to_string().replace('.', ","),
        });
        let row = [id.to_string(), sheet::defused(name).into_owned()].into_iter().chain(cells);
        writer.write_record(row).map_err(broken)?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::Internal(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| Error::Internal(error.to_string()))
}
