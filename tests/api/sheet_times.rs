//! Times in a workbook are right for every reader: for those that round, and for those that cut off.

use std::io::Cursor;

use balai_backend::{
    model::export::{Cell, Column, Head},
    sheet::Writer,
};
use balai_shared::{
    export::ExportFormat,
    time::{Date, TimeZone},
};
use calamine::{Data, Reader, Xlsx};

/// Days on which days and fractions have fewer and more digits, each with all its minutes.
fn days() -> Vec<Date> {
    let day = |(year, month, day)| Date::from_ymd(year, month, day).unwrap();
    [(1999, 12, 31), (2026, 2, 28), (2026, 11, 22), (2079, 6, 7)].map(day).to_vec()
}

/// A workbook with one column of moments, and how calamine reads it.
fn read(moments: Vec<Cell>) -> Vec<Data> {
    let mut writer = Writer::new(ExportFormat::Xlsx);
    let column = Column { title: "Waktu".to_owned(), width: 18 };
    let head = Head { name: "Waktu".to_owned(), columns: vec![column] };
    let mut file = writer.sheet(&head).unwrap();
    let rows: Vec<_> = moments.into_iter().map(|cell| vec![cell]).collect();
    file.extend(writer.rows(&rows).unwrap());
    file.extend(writer.end().unwrap());
    let mut book = Xlsx::new(Cursor::new(file)).unwrap();
    let range = book.worksheet_range("Waktu").unwrap();
    range.rows().skip(1).map(|row| row[0].clone()).collect()
}

/// What readers that cut off make of a number: the minute of its day, in the ways in which programs
/// work it out.
#[expect(clippy::cast_possible_truncation, reason = "cutting off is the point")]
#[expect(clippy::float_arithmetic, reason = "as readers do it")]
fn cut_off(serial: f64) -> [i64; 5] {
    let part = serial - serial.floor();
    let hour = (part * 24.0).floor();
    let peeled = hour as i64 * 60 + ((part * 24.0 - hour) * 60.0).floor() as i64;
    [
        (part * 1_440.0).floor() as i64,
        (part * 86_400.0).floor() as i64 / 60,
        (part * 86_400_000.0).floor() as i64 / 60_000,
        (serial * 86_400.0).floor() as i64 % 86_400 / 60,
        peeled,
    ]
}

#[test]
fn every_minute_is_the_same_for_readers_that_round_and_that_cut_off() {
    let minutes = |day: Date| (0..1_440_u16).map(move |minute| (day, minute));
    let all: Vec<(Date, u16)> = days().into_iter().flat_map(minutes).collect();
    for zone in TimeZone::ALL.iter().copied() {
        let cells = all.iter().map(|(day, minute)| {
            let (hour, minute) =
                (u8::try_from(minute / 60).unwrap(), u8::try_from(minute % 60).unwrap());
            Cell::moment(zone.at(*day, hour, minute).unwrap(), zone)
        });
        for (read, (day, minute)) in read(cells.collect()).iter().zip(&all) {
            let Data::DateTime(found) = read else { panic!("{read:?} is no time") };
            let wanted = i64::from(*minute);
            assert_eq!(cut_off(found.as_f64()), [wanted; 5], "{day} {minute} {zone}");
            let (hour, minute) = (minute / 60, minute % 60);
            let (year, month, date, read_hour, read_minute, second, milli) =
                found.to_ymd_hms_milli();
            assert_eq!(format!("{year:04}-{month:02}-{date:02}"), day.to_string());
            assert_eq!(
                (u16::from(read_hour), u16::from(read_minute), second, milli),
                (hour, minute, 0, 0),
                "{day}"
            );
        }
    }
}
