//! A workbook (ECMA-376, SpreadsheetML), its sheets written from front to back. Text stands in its own
//! cell (`inlineStr`), so that there is no table of texts to be kept until the end, and is marked as
//! text: nothing in it is ever worked out, and leading zeros stay.

use std::fmt::Write;

use balai_shared::time::Date;

use super::{SheetError, zip::Zip};
use crate::model::export::{Cell, Head, Row};

/// As many rows as a sheet can have, the head aside (Excel's limits).
const MOST_ROWS: u32 = 1_048_575;
/// As many letters as a cell can have.
const MOST_LETTERS: usize = 32_767;
/// As many letters as a sheet's name can have.
const MOST_NAME: usize = 31;

/// The styles, by their place in [`STYLES`].
const HEAD: u8 = 1;
const TEXT: u8 = 2;
const DAY: u8 = 3;
const MOMENT: u8 = 4;
const DECIMALS: u8 = 5;

const OPENING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Formats 14 and 22 are a day and a day with its time as the reader's country writes them, 49 is text
/// and 2 has two decimals.
const STYLES: &str = "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
<fill><patternFill patternType=\"gray125\"/></fill></fills>\
<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
<cellXfs count=\"6\">\
<xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>\
<xf numFmtId=\"49\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" applyNumberFormat=\"1\" applyFont=\"1\"/>\
<xf numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" quotePrefix=\"1\" applyNumberFormat=\"1\"/>\
<xf numFmtId=\"14\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>\
<xf numFmtId=\"22\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>\
<xf numFmtId=\"2\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>\
</cellXfs>\
<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>";

/// A workbook that is being written.
#[derive(Debug, Default)]
pub struct Book {
    zip: Zip,
    names: Vec<String>,
    sheet: Option<Sheet>,
}

/// The sheet that is being written.
#[derive(Debug)]
struct Sheet {
    head: Head,
    /// Its rows so far, the head aside.
    rows: u32,
}

impl Book {
    pub(super) fn sheet(&mut self, head: &Head) -> Result<Vec<u8>, SheetError> {
        let mut out = self.close()?;
        let number = self.names.len() + 1;
        self.names.push(name(&head.name, &self.names));
        out.extend(self.zip.part(&format!("xl/worksheets/sheet{number}.xml"))?);
        let mut xml = format!("{OPENING}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView");
        if number == 1 {
            xml.push_str(" tabSelected=\"1\"");
        }
        xml.push_str(
            " workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" \
             activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>",
        );
        for (column, place) in head.columns.iter().zip(1..) {
            let width = column.width;
            push(
                &mut xml,
                format_args!(
                    "<col min=\"{place}\" max=\"{place}\" width=\"{width}\" customWidth=\"1\"/>"
                ),
            );
        }
        xml.push_str("</cols><sheetData><row r=\"1\">");
        for (column, place) in head.columns.iter().zip(0..) {
            text(&mut xml, (place, 1), HEAD, &column.title);
        }
        xml.push_str("</row>");
        out.extend(self.zip.write(xml.as_bytes())?);
        self.sheet = Some(Sheet { head: head.clone(), rows: 0 });
        Ok(out)
    }

    pub(super) fn rows(&mut self, rows: &[Row]) -> Result<Vec<u8>, SheetError> {
        let (mut out, mut xml) = (Vec::new(), String::new());
        for row in rows {
            if let Some(head) = self.full() {
                out.extend(self.zip.write(xml.as_bytes())?);
                xml.clear();
                out.extend(self.sheet(&head)?);
            }
            let Some(sheet) = &mut self.sheet else { return Err(SheetError::Full) };
            sheet.rows += 1;
            let line = sheet.rows + 1;
            push(&mut xml, format_args!("<row r=\"{line}\">"));
            for (cell, place) in row.iter().zip(0..) {
                put(&mut xml, (place, line), cell);
            }
            xml.push_str("</row>");
        }
        out.extend(self.zip.write(xml.as_bytes())?);
        Ok(out)
    }

    /// The head of the next sheet, where this one can take no more rows.
    fn full(&self) -> Option<Head> {
        let sheet = self.sheet.as_ref().filter(|sheet| sheet.rows >= MOST_ROWS)?;
        Some(sheet.head.clone())
    }

    fn close(&mut self) -> Result<Vec<u8>, SheetError> {
        let Some(sheet) = self.sheet.take() else { return Ok(Vec::new()) };
        let mut xml = "</sheetData>".to_owned();
        if let (Some(last), true) = (sheet.head.columns.len().checked_sub(1), sheet.rows > 0) {
            let place = u16::try_from(last).unwrap_or(u16::MAX);
            let (last, line) = (letters(place), sheet.rows + 1);
            push(&mut xml, format_args!("<autoFilter ref=\"A1:{last}{line}\"/>"));
        }
        xml.push_str("</worksheet>");
        self.zip.write(xml.as_bytes())
    }

    pub(super) fn end(mut self) -> Result<Vec<u8>, SheetError> {
        let mut out = self.close()?;
        for (name, xml) in parts(&self.names) {
            out.extend(self.zip.part(name)?);
            out.extend(self.zip.write(xml.as_bytes())?);
        }
        out.extend(self.zip.end()?);
        Ok(out)
    }
}

/// What a workbook has besides its sheets.
fn parts(names: &[String]) -> [(&'static str, String); 5] {
    let (mut sheets, mut relations, mut types) = (String::new(), String::new(), String::new());
    for (name, number) in names.iter().zip(1..) {
        sheets.push_str("<sheet name=\"");
        escape(&mut sheets, name);
        push(&mut sheets, format_args!("\" sheetId=\"{number}\" r:id=\"rId{number}\"/>"));
        push(
            &mut relations,
            format_args!(
                "<Relationship Id=\"rId{number}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
            ),
        );
        push(
            &mut types,
            format_args!(
                "<Override PartName=\"/xl/worksheets/sheet{number}.xml\" ContentType=\"{CONTENT}.worksheet+xml\"/>"
            ),
        );
    }
    let styles = names.len() + 1;
    [
        (
            "xl/workbook.xml",
            format!(
                "{OPENING}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><bookViews><workbookView activeTab=\"0\"/></bookViews><sheets>{sheets}</sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "{OPENING}<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}<Relationship Id=\"rId{styles}\" Type=\"{RELATIONS}/styles\" Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        ("xl/styles.xml", format!("{OPENING}<styleSheet xmlns=\"{MAIN}\">{STYLES}</styleSheet>")),
        (
            "_rels/.rels",
            format!(
                "{OPENING}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "[Content_Types].xml",
            format!(
                "{OPENING}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{CONTENT}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{CONTENT}.styles+xml\"/>{types}</Types>"
            ),
        ),
    ]
}

const CONTENT: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// A cell at a column (from 0) and a line (from 1).
fn put(xml: &mut String, at: (u16, u32), cell: &Cell) {
    match cell {
        Cell::Empty => {}
        Cell::Text(words) => text(xml, at, TEXT, words),
        Cell::Whole(value) => number(xml, at, 0, format_args!("{value}")),
        Cell::Hundredths(value) => {
            let sign = if *value < 0 { "-" } else { "" };
            let (whole, rest) = ((value / 100).abs(), (value % 100).abs());
            number(xml, at, DECIMALS, format_args!("{sign}{whole}.{rest:02}"));
        }
        Cell::Day(day) => number(xml, at, DAY, format_args!("{}", serial(*day))),
        Cell::Moment(day, hour, minute) => {
            let part = part_of_day(*hour, *minute);
            number(xml, at, MOMENT, format_args!("{}.{part:010}", serial(*day)));
        }
    }
}

/// The part of a day that is over, in ten digits, which are all that a workbook keeps of it. Never less
/// than the true part, whatever a reader's binary fractions make of it: many readers cut off what is
/// behind the minute instead of rounding, and would show 07:59 for 08:00.
fn part_of_day(hour: u8, minute: u8) -> u64 {
    const UNITS: u64 = 10_000_000_000;
    let minutes = u64::from(hour) * 60 + u64::from(minute);
    let (units, rest) = (minutes * UNITS / MINUTES, minutes * UNITS % MINUTES);
    // Multiples of a 32nd of a day are the same in binary; other ten digits may be read as less.
    let is_exact = minutes.is_multiple_of(MINUTES / 32);
    if rest == 0 && is_exact { units } else { units + 1 }
}

/// The minutes of a day.
const MINUTES: u64 = 1_440;

/// A day as workbooks count them: 1 is the last day of 1899, so that days after February 1900, which
/// they take for a leap year, are right.
fn serial(day: Date) -> i64 {
    Date::from_ymd(1899, 12, 30).map_or(0, |first| first.days_until(day))
}

fn number(xml: &mut String, (column, line): (u16, u32), style: u8, value: std::fmt::Arguments<'_>) {
    let column = letters(column);
    push(xml, format_args!("<c r=\"{column}{line}\" s=\"{style}\"><v>{value}</v></c>"));
}

fn text(xml: &mut String, (column, line): (u16, u32), style: u8, words: &str) {
    let column = letters(column);
    push(
        xml,
        format_args!(
            "<c r=\"{column}{line}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
        ),
    );
    let end = words.char_indices().nth(MOST_LETTERS).map_or(words.len(), |(at, _)| at);
    escape(xml, words.get(..end).unwrap_or_default());
    xml.push_str("</t></is></c>");
}

/// The column's letters: A to Z, AA and on.
fn letters(column: u16) -> String {
    let (mut rest, mut name) = (u32::from(column) + 1, Vec::new());
    while rest > 0 {
        rest -= 1;
        name.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    name.iter().rev().collect()
}

/// A name that a sheet can have and no other has.
fn name(wanted: &str, taken: &[String]) -> String {
    let plain: String = wanted
        .chars()
        .map(|letter| if "[]:*?/\\'".contains(letter) { ' ' } else { letter })
        .collect();
    let mut name: String = plain.chars().take(MOST_NAME).collect();
    let mut number = 2;
    while taken.contains(&name) {
        let ending = format!(" {number}");
        name = plain.chars().take(MOST_NAME - ending.len()).collect::<String>() + &ending;
        number += 1;
    }
    name
}

/// What XML can hold of a text. `_x0041_` would be read as a letter, so its first sign is written in
/// that way itself.
fn escape(xml: &mut String, text: &str) {
    for (at, letter) in text.char_indices() {
        match letter {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '_' if is_escape(text.get(at..).unwrap_or_default()) => xml.push_str("_x005F_"),
            '\t' | '\n' => xml.push(letter),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => xml.push(' '),
            _ => xml.push(letter),
        }
    }
}

fn is_escape(text: &str) -> bool {
    match text.as_bytes() {
        [b'_', b'x', digits @ ..] if digits.len() >= 5 => {
            digits.iter().take(4).all(u8::is_ascii_hexdigit) && digits.get(4) == Some(&b'_')
        }
        _ => false,
    }
}

fn push(xml: &mut String, part: std::fmt::Arguments<'_>) {
    // A String takes whatever it is given.
    let _ = xml.write_fmt(part);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn what_xml_cannot_hold_is_left_out() {
        let mut xml = String::new();
        escape(&mut xml, "<a & \"b\">\u{1}_x0041_ _x_");
        assert_eq!(xml, "&lt;a &amp; &quot;b&quot;&gt; _x005F_x0041_ _x_");
    }

    #[test]
    fn no_two_sheets_have_a_name() {
        let taken = vec!["A B".to_owned()];
        assert_eq!(name("A/B", &taken), "A B 2");
        assert_eq!(name(&"x".repeat(40), &[]).len(), 31);
    }

    #[test]
    fn days_are_counted_as_workbooks_do() {
        assert_eq!(serial(Date::from_ymd(2026, 11, 22).unwrap()), 46_348);
        let mut xml = String::new();
        put(&mut xml, (0, 2), &Cell::Moment(Date::from_ymd(2026, 11, 22).unwrap(), 18, 0));
        assert_eq!(xml, "<c r=\"A2\" s=\"4\"><v>46348.7500000000</v></c>");
    }
}
