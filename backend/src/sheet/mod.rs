//! Lists as files, written piece by piece: what was written is handed on at once and forgotten, so
//! that a file of a million rows needs no more memory than one of a thousand.
//!
//! The workbook is written by us. `rust_xlsxwriter` (0.102, MIT or Apache-2.0) has a mode of constant
//! memory, too, but keeps its rows in temporary files and puts the workbook together when the last one
//! is known: the first byte would come after the last row, and every export would take twice its size
//! of the disk. Of a workbook we need text, numbers, days and a frozen head: a few pages, over the
//! `flate2` that is here anyway.

mod csv;
mod xlsx;
mod zip;

use balai_shared::export::ExportFormat;

use crate::model::export::{Head, Row};

/// A file can't be written on.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// It would be longer than such a file can be.
    #[error("the file is full")]
    Full,
    /// The bytes couldn't be put together.
    #[error("writing: {0}")]
    Write(#[from] std::io::Error),
}

/// Writes a file; every call gives the bytes that come next, which may be none.
pub enum Writer {
    /// Text with semicolons.
    Csv(csv::Text),
    /// A workbook.
    Xlsx(Box<xlsx::Book>),
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Writer").finish_non_exhaustive()
    }
}

impl Writer {
    /// An empty file.
    #[must_use]
    pub fn new(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Csv => Self::Csv(csv::Text::default()),
            ExportFormat::Xlsx => Self::Xlsx(Box::default()),
        }
    }

    /// Begins a sheet; the one before is at its end.
    ///
    /// # Errors
    /// See [`SheetError`].
    pub fn sheet(&mut self, head: &Head) -> Result<Vec<u8>, SheetError> {
        match self {
            Self::Csv(text) => text.sheet(head),
            Self::Xlsx(book) => book.sheet(head),
        }
    }

    /// Adds rows to the sheet.
    ///
    /// # Errors
    /// See [`SheetError`].
    pub fn rows(&mut self, rows: &[Row]) -> Result<Vec<u8>, SheetError> {
        match self {
            Self::Csv(_) => csv::Text::rows(rows),
            Self::Xlsx(book) => book.rows(rows),
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// See [`SheetError`].
    pub fn end(self) -> Result<Vec<u8>, SheetError> {
        match self {
            Self::Csv(_) => Ok(Vec::new()),
            Self::Xlsx(book) => book.end(),
        }
    }
}

/// What a file of this kind is, for HTTP.
#[must_use]
pub const fn media_type(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Csv => "text/csv; charset=utf-8",
        ExportFormat::Xlsx => WORKBOOK,
    }
}

/// A workbook's media type.
pub const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
