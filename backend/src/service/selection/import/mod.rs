//! Marks from a spreadsheet's CSV file, and the file to fill in.

mod read;

use std::collections::BTreeMap;

use balai_shared::{
    error::{FieldCode, FieldError},
    id::{ApplicantId, ApplicationId, SessionId},
    policy::Actor,
    ranking::{
        Mark, Points,
        sheet::{self, APPLICATION, NAME, SheetFault, VERSION},
    },
};

use super::{held_open, marks, run_by};
use crate::{
    error::{Error, Result},
    model::selection::{Histories, Plan},
    service::Services,
    store,
};

/// The largest file, in bytes: 10,000 applicants with eight criteria fit.
const LARGEST: usize = 2_000_000;
/// What stands for who didn't come.
const ABSENT: [&str; 3] = ["-", "absen", "absent"];

/// A file, and what is to become of it.
#[derive(Debug, Clone)]
pub struct File {
    /// `ses_…`.
    pub session: String,
    /// The whole file.
    pub csv: String,
    /// Whether it is only looked at.
    pub try_only: bool,
    /// Whether its marks count where others were entered since it was made.
    pub over_newer: bool,
}

/// Something wrong in a file, or worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The line in the file, from 1, which is the head's.
    pub line: u64,
    /// The column's head, where it is one column's.
    pub column: Option<String>,
    /// What.
    pub code: SheetFault,
    /// Whose line it is.
    pub of: Option<ApplicationId>,
    /// The person's name.
    pub name: Option<String>,
    /// What stands in the cell.
    pub cell: Option<String>,
    /// The most points of the cell's criterion.
    pub maximum: Option<Points>,
    /// The mark that holds, where it is newer.
    pub now: Option<String>,
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
    /// Where a newer mark stays, because the file has what was there when it was made.
    pub kept: Vec<Fault>,
    /// Heads of columns that were passed over.
    pub passed_over: Vec<String>,
}

/// What a file is read against.
struct Known {
    plan: Plan,
    people: BTreeMap<ApplicationId, ApplicantId>,
    histories: Histories,
    over_newer: bool,
}

/// Reads a file, and enters its marks unless something is wrong with it or it is only tried. An empty
/// cell leaves what stands there, and so does one that has what was there when the file was made.
///
/// # Errors
/// As [`marks::enter`]; `VALIDATION_FAILED` at `csv` for an empty or too large file.
pub async fn import(services: &Services, actor: &Actor, file: File) -> Result<Imported> {
    let listing = run_by(services, actor, &file.session).await?;
    let id = listing.session.id;
    if file.csv.len() > LARGEST {
        let error = FieldError::with_given("csv", FieldCode::TooLong, file.csv.len());
        return Err(Error::invalid(vec![error]));
    }
    if file.csv.trim().is_empty() {
        return Err(Error::field("csv", FieldCode::Required));
    }
    let by = marks::maker(actor)?;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                held_open(tx, id).await?;
                let known = Known {
                    plan: store::selection::plan(tx.conn(), id).await?,
                    people: marks::known(tx, id).await?,
                    histories: store::selection::histories(tx.conn(), id).await?,
                    over_newer: file.over_newer,
                };
                let mut read = read::read(&file.csv, &known);
                let mut entered = 0;
                if read.faults.is_empty() && !file.try_only {
                    let now = tx.now().await?;
                    entered = store::selection::mark(tx, &read.marks, (by, now)).await?;
                }
                let told: Vec<_> = read.faults.iter_mut().chain(&mut read.kept).collect();
                name(tx, &known.people, told).await?;
                Ok(Imported {
                    session: id,
                    marks: read.marks.len(),
                    entered,
                    faults: read.faults,
                    kept: read.kept,
                    passed_over: read.passed_over,
                })
            })
        })
        .await
}

/// Says whose lines they are.
async fn name(
    tx: &store::Tx,
    people: &BTreeMap<ApplicationId, ApplicantId>,
    told: Vec<&mut Fault>,
) -> Result<()> {
    let person = |fault: &Fault| fault.of.and_then(|id| people.get(&id)).copied();
    let mut wanted: Vec<_> = told.iter().filter_map(|fault| person(fault)).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let names = store::applicant::names(tx.conn(), &wanted).await?;
    for fault in told {
        fault.name = person(fault).and_then(|person| names.get(&person).cloned());
    }
    Ok(())
}

/// A mark as a file has it.
fn written(mark: Mark) -> String {
    match mark {
        Mark::Missing => String::new(),
        Mark::Absent => ABSENT[0].to_owned(),
        Mark::Given(points) => points.to_string().replace('.', ","),
    }
}

/// The heads of a plan's criteria in a file.
fn heads(plan: &Plan) -> Vec<String> {
    sheet::heads(plan.criteria.iter().map(|criterion| criterion.name.as_str()))
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
    let known = store::selection::histories(read, id).await?;
    let candidates = store::selection::candidates(read, id).await?;
    let people: Vec<_> = candidates.iter().map(|one| one.application.applicant).collect();
    let names = store::applicant::names(read, &people).await?;
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    let broken = |error: csv::Error| Error::Internal(format!("a file can't be written: {error}"));
    let mut head = vec![APPLICATION.to_owned(), NAME.to_owned()];
    head.extend(heads(&plan));
    head.push(VERSION.to_owned());
    writer.write_record(head).map_err(broken)?;
    for one in &candidates {
        let (id, person) = (one.application.id, one.application.applicant);
        let name = names.get(&person).map_or("", String::as_str);
        let own = |index| known.get(&(id, index)).map(Vec::as_slice).unwrap_or_default();
        let histories: Vec<&[Mark]> = (0..plan.criteria.len()).map(own).collect();
        let mut row = vec![id.to_string(), sheet::defused(name).into_owned()];
        row.extend(
            histories.iter().map(|all| written(all.last().copied().unwrap_or(Mark::Missing))),
        );
        row.push(sheet::version(histories.iter().map(|all| all.len())));
        writer.write_record(row).map_err(broken)?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::Internal(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| Error::Internal(error.to_string()))
}
