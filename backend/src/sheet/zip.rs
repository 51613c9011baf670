//! A ZIP archive that is written from front to back: each part's size and checksum stand behind it,
//! so that nothing is gone back to (APPNOTE 4.3.9; bit 3 of the flags). Without ZIP64: no part and no
//! archive is longer than 4 GiB.

use std::io::Write;

use flate2::{Compression, Crc, write::DeflateEncoder};

use super::SheetError;

/// Sizes follow behind; names are UTF-8.
const FLAGS: u16 = 0x0808;
const DEFLATED: u16 = 8;
/// The version that can read it: 2.0.
const VERSION: u16 = 20;
/// 1 January 1980, 00.00: the same rows give the same bytes.
const TIME: [u16; 2] = [0, 0x0021];

/// An archive that is being written.
#[derive(Debug, Default)]
pub(super) struct Zip {
    /// How long it is so far.
    length: u64,
    parts: Vec<Part>,
    open: Option<Open>,
}

/// A part that is written.
#[derive(Debug)]
struct Part {
    name: String,
    at: u32,
    checksum: u32,
    pressed: u32,
    size: u32,
}

/// The part that is being written.
struct Open {
    name: String,
    at: u32,
    checksum: Crc,
    pressed: u64,
    size: u64,
    press: DeflateEncoder<Vec<u8>>,
}

impl std::fmt::Debug for Open {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Open").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Zip {
    /// Begins a part; the one before is at its end.
    pub(super) fn part(&mut self, name: &str) -> Result<Vec<u8>, SheetError> {
        let mut out = self.close()?;
        let at = narrow(self.length)?;
        let before = out.len();
        out.extend_from_slice(b"PK\x03\x04");
        put(&mut out, &[VERSION, FLAGS, DEFLATED, TIME[0], TIME[1]]);
        // Checksum and sizes, which come behind.
        put(&mut out, &[0; 6]);
        put(&mut out, &[name_length(name)?, 0]);
        out.extend_from_slice(name.as_bytes());
        self.length += (out.len() - before) as u64;
        // Speed counts for more than the last tenth of the size.
        let press = DeflateEncoder::new(Vec::new(), Compression::new(3));
        let name = name.to_owned();
        self.open = Some(Open { name, at, checksum: Crc::new(), pressed: 0, size: 0, press });
        Ok(out)
    }

    /// Adds to the part.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<Vec<u8>, SheetError> {
        let Some(open) = &mut self.open else { return Err(SheetError::Full) };
        open.checksum.update(bytes);
        open.size += bytes.len() as u64;
        open.press.write_all(bytes)?;
        let out = std::mem::take(open.press.get_mut());
        open.pressed += out.len() as u64;
        self.length += out.len() as u64;
        narrow(open.size.max(self.length))?;
        Ok(out)
    }

    fn close(&mut self) -> Result<Vec<u8>, SheetError> {
        let Some(open) = self.open.take() else { return Ok(Vec::new()) };
        let mut out = open.press.finish()?;
        let part = Part {
            name: open.name,
            at: open.at,
            checksum: open.checksum.sum(),
            pressed: narrow(open.pressed + out.len() as u64)?,
            size: narrow(open.size)?,
        };
        out.extend_from_slice(b"PK\x07\x08");
        put_long(&mut out, &[part.checksum, part.pressed, part.size]);
        self.length += out.len() as u64;
        self.parts.push(part);
        Ok(out)
    }

    /// Ends the archive with the list of its parts.
    pub(super) fn end(mut self) -> Result<Vec<u8>, SheetError> {
        let mut out = self.close()?;
        let (at, before) = (narrow(self.length)?, out.len());
        for part in &self.parts {
            out.extend_from_slice(b"PK\x01\x02");
            put(&mut out, &[VERSION, VERSION, FLAGS, DEFLATED, TIME[0], TIME[1]]);
            put_long(&mut out, &[part.checksum, part.pressed, part.size]);
            // No further fields, no comment, the first disk, no attributes.
            put(&mut out, &[name_length(&part.name)?, 0, 0, 0, 0, 0, 0]);
            put_long(&mut out, &[part.at]);
            out.extend_from_slice(part.name.as_bytes());
        }
        let (size, count) = (narrow((out.len() - before) as u64)?, self.parts.len());
        let count = u16::try_from(count).map_err(|_| SheetError::Full)?;
        out.extend_from_slice(b"PK\x05\x06");
        put(&mut out, &[0, 0, count, count]);
        put_long(&mut out, &[size, at]);
        put(&mut out, &[0]);
        Ok(out)
    }
}

fn narrow(length: u64) -> Result<u32, SheetError> {
    u32::try_from(length).map_err(|_| SheetError::Full)
}

fn name_length(name: &str) -> Result<u16, SheetError> {
    u16::try_from(name.len()).map_err(|_| SheetError::Full)
}

fn put(out: &mut Vec<u8>, numbers: &[u16]) {
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

fn put_long(out: &mut Vec<u8>, numbers: &[u32]) {
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}
