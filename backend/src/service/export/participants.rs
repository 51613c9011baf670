//! Who takes part in a session: attendance meeting by meeting, units, completion, certificate. As
//! long as the session has seats, and so read at once.

use balai_shared::{export::ExportColumn, message, policy::Actor};

use super::Frame;
use crate::{
    error::Result,
    model::{
        catalogue::Listing,
        export::{Cell, Column, Head, Row, Step},
        training::{Roster, Standing},
    },
    service::{Services, roster},
    store,
};

pub(super) async fn sheet(
    services: &Services,
    actor: &Actor,
    frame: Frame,
    (name, listing): (String, &Listing),
) -> Result<[Step; 2]> {
    let session = listing.session.id.to_string();
    let (_, roster) = roster::load(services, actor, &session).await?;
    let people: Vec<_> =
        roster.standings.iter().map(|standing| standing.application.applicant).collect();
    let names = store::applicant::names(services.store.read(), &people).await?;
    let row = |standing: &Standing| {
        let name = names.get(&standing.application.applicant).map(String::as_str);
        cells(frame, &roster, standing, name.unwrap_or_default())
    };
    let rows = roster.standings.iter().map(row).collect();
    Ok([Step::Sheet(Head { name, columns: columns(frame, &roster) }), Step::Rows(rows)])
}

fn columns(frame: Frame, roster: &Roster) -> Vec<Column> {
    let mut columns = vec![
        frame.column(ExportColumn::Application, 28),
        frame.column(ExportColumn::Name, 28),
        frame.column(ExportColumn::State, 18),
        frame.column(ExportColumn::AttendancePercent, 14),
    ];
    for meeting in &roster.meetings {
        let Cell::Moment(day, hour, minute) = frame.moment(meeting.begins_at) else { continue };
        columns.push(Column { title: format!("{day} {hour:02}.{minute:02}"), width: 17 });
    }
    for unit in &roster.units {
        columns.push(Column { title: unit.code.clone(), width: 20 });
    }
    columns.extend([
        frame.column(ExportColumn::Verdict, 18),
        frame.column(ExportColumn::CertificateNumber, 24),
        frame.column(ExportColumn::CertificateKind, 24),
    ]);
    columns
}

fn cells(frame: Frame, roster: &Roster, standing: &Standing, name: &str) -> Row {
    let language = frame.language;
    let mut row: Row = vec![
        standing.application.id.to_string().into(),
        name.into(),
        message::application_state(standing.application.state, language).into(),
        Cell::Whole(i64::from(standing.attended.percent())),
    ];
    for meeting in &roster.meetings {
        let mark = standing.marks.iter().find(|mark| mark.meeting == meeting.id);
        let said = mark.map(|mark| message::attendance_status(mark.status, language));
        row.push(Cell::or_empty(said, Cell::from));
    }
    for unit in &roster.units {
        let found = standing.outcomes.iter().find(|outcome| outcome.unit.code == unit.code);
        let said = found.map(|outcome| message::unit_result(outcome.result, language));
        row.push(Cell::or_empty(said, Cell::from));
    }
    let certificate = standing.certificate.as_ref().filter(|certificate| !certificate.revoked);
    let kind = certificate.and_then(|certificate| certificate.kind);
    row.extend([
        message::completion_verdict(standing.judgement.verdict, language).into(),
        Cell::or_empty(certificate, |certificate| certificate.number.as_str().into()),
        Cell::or_empty(kind, |kind| message::certificate_kind(kind, language).into()),
    ]);
    row
}
