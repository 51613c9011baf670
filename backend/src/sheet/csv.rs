//! Text for spreadsheets set to Indonesian: semicolons between the cells, because the comma stands in
//! numbers there; a mark at the beginning that says UTF-8, without which names with accents break;
//! lines that end as Windows' do.

use balai_shared::ranking::sheet::defused;

use super::SheetError;
use crate::model::export::{Cell, Head, Row};

/// Says that the text is UTF-8.
const MARK: &str = "\u{feff}";

/// A text that is being written.
#[derive(Debug, Default)]
pub struct Text {
    begun: bool,
}

impl Text {
    /// A further sheet stands below the one before, after an empty line and with its name.
    pub(super) fn sheet(&mut self, head: &Head) -> Result<Vec<u8>, SheetError> {
        let mut out = Vec::new();
        if self.begun {
            out.extend_from_slice(b"\r\n");
            out.extend(lines(std::iter::once(vec![safe(&head.name)]))?);
        } else {
            out.extend_from_slice(MARK.as_bytes());
        }
        self.begun = true;
        let titles = head.columns.iter().map(|column| safe(&column.title)).collect();
        out.extend(lines(std::iter::once(titles))?);
        Ok(out)
    }

    pub(super) fn rows(rows: &[Row]) -> Result<Vec<u8>, SheetError> {
        lines(rows.iter().map(|row| row.iter().map(written).collect()))
    }
}

fn lines(rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, SheetError> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).map_err(std::io::Error::other)?;
    }
    writer.into_inner().map_err(|error| SheetError::Write(error.into_error()))
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => safe(text),
        Cell::Whole(number) => number.to_string(),
        Cell::Hundredths(number) => {
            let sign = if *number < 0 { "-" } else { "" };
            format!("{sign}{},{:02}", (number / 100).abs(), (number % 100).abs())
        }
        Cell::Day(day) => day.to_string(),
        Cell::Moment(day, hour, minute) => format!("{day} {hour:02}:{minute:02}"),
    }
}

fn safe(text: &str) -> String {
    defused(text).into_owned()
}

#[cfg(test)]
mod tests {
    use balai_shared::time::Date;

    use super::*;
    use crate::model::export::Column;

    #[test]
    fn a_spreadsheet_set_to_indonesian_reads_it() {
        let column = |title: &str| Column { title: title.to_owned(), width: 10 };
        let head = Head { name: "A".to_owned(), columns: vec![column("Nama"), column("=x")] };
        let mut text = Text::default();
        let first = text.sheet(&head).unwrap();
        assert_eq!(String::from_utf8(first).unwrap(), "\u{feff}Nama;'=x\r\n");
        let day = Date::from_ymd(2026, 2, 1).unwrap();
        let row = vec![
            Cell::from("=HYPERLINK(\"x\")"),
            Cell::from("a;b"),
            Cell::Hundredths(-205),
            Cell::Moment(day, 9, 5),
            Cell::Empty,
        ];
        let rows = Text::rows(&[row]).unwrap();
        let expected = "\"'=HYPERLINK(\"\"x\"\")\";\"a;b\";-2,05;2026-02-01 09:05;\r\n";
        assert_eq!(String::from_utf8(rows).unwrap(), expected);
        let second = text.sheet(&Head { name: "B".to_owned(), columns: vec![column("C")] });
        assert_eq!(String::from_utf8(second.unwrap()).unwrap(), "\r\nB\r\nC\r\n");
    }
}
