//! Reading a file of marks: which columns and lines it has, and what each cell says.

use std::collections::{BTreeSet, HashMap};

use balai_shared::{
    id::ApplicationId,
    ranking::{
        Mark, Points, PointsError,
        sheet::{self, APPLICATION, NAME, SheetFault, VERSION, key},
    },
};

use super::{ABSENT, Fault, Known, heads, written};
use crate::service::selection::marks;

/// What a file says.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) marks: Vec<(ApplicationId, usize, Mark)>,
    pub(super) faults: Vec<Fault>,
    pub(super) kept: Vec<Fault>,
    pub(super) passed_over: Vec<String>,
}

pub(super) fn read(csv: &str, known: &Known) -> Read {
    let text = csv.strip_prefix('\u{feff}').unwrap_or(csv);
    // One kind of line end, so that lines are counted alike whoever wrote the file.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    // Some spreadsheets write the separator into a line of its own.
    let hint = text.lines().next().is_some_and(|line| line.trim_matches('"').starts_with("sep="));
    let skipped = if hint { text.find('\n').map_or(text.len(), |end| end + 1) } else { 0 };
    let body = text.get(skipped..).unwrap_or_default();
    let mut lines = Lines { text: body, at: 0, line: 1 + u64::from(hint) };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(sheet::separator(body.trim_start().lines().next().unwrap_or_default()))
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(body.as_bytes());
    let mut records = reader.records();
    let mut read = Read::default();
    // A text is UTF-8 already, and flexible records have no wrong length: no record fails.
    let Some(Ok(head)) = records.next() else { return read };
    let heads = heads(&known.plan);
    let columns = columns(&head, lines.of(&head), &heads, &mut read);
    let mut seen = BTreeSet::new();
    for record in records.filter_map(Result::ok) {
        let line = lines.of(&record);
        if record.iter().all(str::is_empty) {
            continue;
        }
        let row = Row { line, known, columns: &columns, heads: &heads };
        if record.iter().skip(head.len()).any(|cell| !cell.is_empty()) {
            read.faults.push(row.fault(None, SheetFault::WrongLength, None));
            continue;
        }
        let of = row.application(&record, &mut seen, &mut read);
        row.marks(&record, of, &mut read);
    }
    read
}

/// Counts lines as an editor does: the reader tells the byte behind the record before, from which empty
/// lines may follow.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn of(&mut self, record: &csv::StringRecord) -> u64 {
        let start = record.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let rest = self.text.get(start..).unwrap_or_default();
        let begin = start + (rest.len() - rest.trim_start_matches('\n').len());
        let passed = self.text.get(self.at..begin).unwrap_or_default();
        self.line += passed.bytes().map(|byte| u64::from(byte == b'\n')).sum::<u64>();
        self.at = begin;
        self.line
    }
}

/// What the columns hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Column {
    Application,
    Name,
    Version,
    Criterion(usize),
}

fn columns(
    head: &csv::StringRecord,
    line: u64,
    heads: &[String],
    read: &mut Read,
) -> HashMap<Column, usize> {
    let mut columns = HashMap::new();
    let mut faults = Vec::new();
    let mut unknown = Vec::new();
    let fault = |column: &str, code| Fault {
        line,
        column: Some(column.to_owned()),
        code,
        of: None,
        name: None,
        cell: None,
        maximum: None,
        now: None,
    };
    for (place, name) in head.iter().enumerate() {
        let is = |known: &str| key(name) == key(known);
        let column = match heads.iter().position(|head| is(head)) {
            Some(index) => Column::Criterion(index),
            None if is(APPLICATION) => Column::Application,
            None if is(NAME) => Column::Name,
            None if is(VERSION) => Column::Version,
            None => {
                unknown.push(name.to_owned());
                continue;
            }
        };
        if columns.insert(column, place).is_some() {
            faults.push(fault(name, SheetFault::ColumnTwice));
        }
    }
    let criteria = heads.iter().enumerate();
    let needed = criteria.map(|(index, head)| (Column::Criterion(index), head.as_str()));
    let needed = [(Column::Application, APPLICATION)].into_iter().chain(needed);
    let missing: Vec<_> = needed.filter(|(column, _)| !columns.contains_key(column)).collect();
    unknown.retain(|name| !name.is_empty());
    if missing.is_empty() {
        // Nothing is looked for in them.
        read.passed_over = unknown;
    } else {
        // One of them may be what is missing, called otherwise.
        faults.extend(unknown.iter().map(|name| fault(name, SheetFault::UnknownColumn)));
        faults.extend(missing.iter().map(|(_, head)| fault(head, SheetFault::MissingColumn)));
    }
    read.faults.extend(faults);
    columns
}

struct Row<'a> {
    line: u64,
    known: &'a Known,
    columns: &'a HashMap<Column, usize>,
    heads: &'a [String],
}

impl Row<'_> {
    fn cell<'r>(&self, record: &'r csv::StringRecord, column: Column) -> Option<&'r str> {
        self.columns.get(&column).and_then(|place| record.get(*place))
    }

    fn fault(&self, column: Option<&str>, code: SheetFault, of: Option<ApplicationId>) -> Fault {
        Fault {
            line: self.line,
            column: column.map(str::to_owned),
            code,
            of,
            name: None,
            cell: None,
            maximum: None,
            now: None,
        }
    }

    fn application(
        &self,
        record: &csv::StringRecord,
        seen: &mut BTreeSet<ApplicationId>,
        read: &mut Read,
    ) -> Option<ApplicationId> {
        self.columns.get(&Column::Application)?;
        let text = self.cell(record, Column::Application).unwrap_or_default();
        let id = text.parse().ok().filter(|id| self.known.people.contains_key(id));
        let code = match id {
            None => SheetFault::UnknownApplication,
            Some(id) if seen.insert(id) => return Some(id),
            Some(_) => SheetFault::ApplicationTwice,
        };
        let fault = self.fault(Some(APPLICATION), code, id);
        read.faults.push(Fault { cell: Some(text.to_owned()), ..fault });
        None
    }

    fn marks(&self, record: &csv::StringRecord, of: Option<ApplicationId>, read: &mut Read) {
        let criteria = &self.known.plan.criteria;
        let version = self.cell(record, Column::Version).unwrap_or_default();
        let revisions = sheet::revisions(version, criteria.len());
        for (index, criterion) in criteria.iter().enumerate() {
            let cell = self.cell(record, Column::Criterion(index)).unwrap_or_default();
            if cell.is_empty() {
                continue;
            }
            let maximum = criterion.rule.maximum;
            let history = of.and_then(|id| self.known.histories.get(&(id, index)));
            let history = history.map(Vec::as_slice).unwrap_or_default();
            let seen = revisions.as_ref().and_then(|all| all.get(index)).copied();
            let head = self.heads.get(index).map(String::as_str);
            let fault = |code, now: Option<Mark>| Fault {
                cell: Some(cell.to_owned()),
                maximum: Some(maximum),
                now: now.map(written),
                ..self.fault(head, code, of)
            };
            match judged(cell, maximum, history, (seen, self.known.over_newer)) {
                Ok(mark) => read.marks.extend(of.map(|id| (id, index, mark))),
                Err(Refused::Wrong(code)) => read.faults.push(fault(code, None)),
                Err(Refused::Newer(now)) => {
                    read.faults.push(fault(SheetFault::NewerMark, Some(now)));
                }
                Err(Refused::Kept(now)) => read.kept.push(fault(SheetFault::NewerMark, Some(now))),
            }
        }
    }
}

/// Why a cell's mark isn't entered.
enum Refused {
    /// It is none.
    Wrong(SheetFault),
    /// Another was entered since.
    Newer(Mark),
    /// The same, and the file only has what was there before.
    Kept(Mark),
}

/// The mark of a cell beside all that was ever entered there. `seen` is how often it had been set when the
/// file was made; nothing where the file doesn't say.
fn judged(
    cell: &str,
    maximum: Points,
    history: &[Mark],
    (seen, over_newer): (Option<usize>, bool),
) -> Result<Mark, Refused> {
    let now = history.last().copied().unwrap_or(Mark::Missing);
    let at = |revision: usize| revision.checked_sub(1).and_then(|place| history.get(place));
    let before = seen.map(|seen| at(seen).copied().unwrap_or(Mark::Missing));
    if let Some(Mark::Given(points)) = before
        && sheet::lost_its_decimals(cell, points)
    {
        return Err(Refused::Wrong(SheetFault::LostDecimals));
    }
    let mark = mark(cell, maximum).map_err(Refused::Wrong)?;
    // What is the last by its number may be cleared by now.
    let is_newer = seen.map_or(now != Mark::Missing, |seen| seen < history.len());
    if mark == now || !is_newer {
        return Ok(mark);
    }
    if before == Some(mark) {
        return Err(Refused::Kept(now));
    }
    if over_newer { Ok(mark) } else { Err(Refused::Newer(now)) }
}

fn mark(cell: &str, maximum: Points) -> Result<Mark, SheetFault> {
    let absent = ABSENT.iter().any(|word| cell.eq_ignore_ascii_case(word));
    marks::mark((!absent).then_some(cell), maximum).map_err(|error| match error {
        PointsError::TooMany => SheetFault::TooManyPoints,
        PointsError::Malformed => SheetFault::InvalidPoints,
    })
}
