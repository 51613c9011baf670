//! Certificates that a centre issued, those taken back among them.

use balai_shared::{export::ExportColumn, id::InstitutionId, message};

use super::{Frame, PIECE};
use crate::{
    error::Result,
    model::export::{Cell, CertificateRow, Column, Row},
    service::Services,
    store::{self, export_rows::Behind},
};

pub(super) fn columns(frame: Frame) -> Vec<Column> {
    [
        (ExportColumn::CertificateNumber, 30),
        (ExportColumn::Name, 28),
        (ExportColumn::CertificateKind, 24),
        (ExportColumn::Program, 32),
        (ExportColumn::StartsOn, 14),
        (ExportColumn::EndsOn, 14),
        (ExportColumn::IssuedOn, 14),
        (ExportColumn::RevokedOn, 18),
        (ExportColumn::Application, 28),
    ]
    .map(|(column, width)| frame.column(column, width))
    .to_vec()
}

/// Reads them piece by piece, in the order of their applications.
#[derive(Debug)]
pub(super) struct Reader {
    institution: InstitutionId,
    behind: Option<Behind>,
}

impl Reader {
    pub(super) const fn new(institution: InstitutionId) -> Self {
        Self { institution, behind: None }
    }

    pub(super) async fn next(&mut self, services: &Services, frame: Frame) -> Result<Vec<Row>> {
        let (connection, most) = (services.store.read(), u64::from(PIECE));
        let found =
            store::export_rows::certificates(connection, self.institution, self.behind, most);
        let rows = found.await?;
        let place = |row: &CertificateRow| (row.submitted_at, row.application, row.id);
        self.behind = rows.last().map(place).or(self.behind);
        Ok(rows.into_iter().map(|row| cells(row, frame)).collect())
    }
}

fn cells(row: CertificateRow, frame: Frame) -> Row {
    let kind = row.kind.map(|kind| message::certificate_kind(kind, frame.language));
    vec![
        row.number.into(),
        row.name.into(),
        Cell::or_empty(kind, Cell::from),
        row.program.into(),
        Cell::Day(row.starts_on),
        Cell::Day(row.ends_on),
        Cell::Day(row.issued_on),
        Cell::or_empty(row.revoked_at, |at| frame.moment(at)),
        row.application.to_string().into(),
    ]
}
