//! What a PDF would do besides being shown: what of that has no place in a document for an application.
//!
//! No parser of PDF: the file is read as its bytes, from front to back, and so is what its streams hold,
//! unpacked piece by piece. Every name (`/JavaScript`) counts wherever it stands, so that nothing depends
//! on which table of contents a reader believes, nothing is nested, and the work is bounded by the size
//! of the file and of what it unpacks to.

use flate2::{Decompress, FlushDecompress, Status};

/// How much all streams of a file may unpack to: a scan of twenty pages in colour.
const MOST_UNPACKED: u64 = 512 * 1024 * 1024;
/// How many times the file's own length is read for what its streams hold, and how many may begin: they
/// don't lie within each other in an honest file.
const MOST_READ: u64 = 4;
const MOST_STREAMS: usize = 20_000;
/// The longest name that is looked for.
const LONGEST_NAME: usize = 32;
/// In how many bytes from its end a file says that it ends.
const TAIL: usize = 4096;

/// Why a PDF is refused; the first that is found in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PdfFault {
    /// It isn't whole, has no page, or packs its objects so that they can't be looked through.
    Unreadable,
    /// It opens with a password, or forbids something by one.
    Locked,
    /// It carries out scripts, or starts programs.
    Script,
    /// It holds other files, or sound and film.
    Attachment,
    /// It is an interactive form of its own kind (XFA).
    Form,
}

/// What has no place in a document; the names of ISO 32000, 7.11, 12.6, 12.7 and 13.
const FORBIDDEN: &[(&[u8], PdfFault)] = &[
    (b"Encrypt", PdfFault::Locked),
    (b"JavaScript", PdfFault::Script),
    (b"Launch", PdfFault::Script),
    (b"ImportData", PdfFault::Script),
    (b"SubmitForm", PdfFault::Script),
    (b"Rendition", PdfFault::Script),
    (b"GoToE", PdfFault::Attachment),
    (b"EmbeddedFile", PdfFault::Attachment),
    (b"EmbeddedFiles", PdfFault::Attachment),
    (b"FileAttachment", PdfFault::Attachment),
    (b"RichMedia", PdfFault::Attachment),
];
/// The form's own name is so short that packed pixels hold it by chance: what follows must fit, too.
const FORM: &[u8] = b"XFA";
/// Ways to pack objects that no program of this century uses for them.
const ODD_FILTERS: &[&[u8]] = &[
    b"LZWDecode",
    b"ASCIIHexDecode",
    b"ASCII85Decode",
    b"RunLengthDecode",
    b"BrotliDecode",
    b"Crypt",
];

/// Looks through a PDF.
///
/// # Errors
/// What has no place in it.
pub(super) fn inspect(file: &[u8]) -> Result<(), PdfFault> {
    inspect_within(file, MOST_UNPACKED)
}

fn inspect_within(file: &[u8], most: u64) -> Result<(), PdfFault> {
    let tail = file.len().saturating_sub(TAIL);
    if !contains(&file[tail..], b"%%EOF") || !contains(file, b"startxref") {
        return Err(PdfFault::Unreadable);
    }
    let mut found = Names::default();
    found.feed(file);
    found.end();
    let length = u64::try_from(file.len()).unwrap_or(u64::MAX);
    let mut left = Left { output: most, input: length.saturating_mul(MOST_READ) };
    for (place, stream) in streams(file).enumerate() {
        if place >= MOST_STREAMS {
            return Err(PdfFault::Unreadable);
        }
        unpack(stream, &mut found, &mut left)?;
    }
    match found.fault {
        Some(fault) => Err(fault),
        // Objects that are packed in an odd way can't be looked through.
        None if !found.pages || (found.packs_objects && found.packs_oddly) => {
            Err(PdfFault::Unreadable)
        }
        None => Ok(()),
    }
}

fn contains(text: &[u8], word: &[u8]) -> bool {
    text.windows(word.len()).any(|window| window == word)
}

/// What follows each `stream` keyword, up to the file's end: packed bytes know themselves where they end.
fn streams(file: &[u8]) -> impl Iterator<Item = &[u8]> {
    const KEYWORD: &[u8] = b"stream";
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = file.get(at..)?;
        let found = rest.windows(KEYWORD.len()).position(|window| window == KEYWORD)?;
        at += found + KEYWORD.len();
        let data = file.get(at..)?;
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        Some(data.strip_prefix(b"\n").unwrap_or(data))
    })
}

/// How much more may be read and unpacked.
struct Left {
    input: u64,
    output: u64,
}

/// Looks through what a stream unpacks to. What isn't packed by Flate, or
/// badly, holds nothing that a reader could unpack either.
fn unpack(stream: &[u8], found: &mut Names, left: &mut Left) -> Result<(), PdfFault> {
    let is_zlib = stream
        .first_chunk::<2>()
        .is_some_and(|head| head[0] & 0x0F == 8 && u16::from_be_bytes(*head) % 31 == 0);
    if !is_zlib {
        return Ok(());
    }
    let mut state = Decompress::new(true);
    let mut piece = [0_u8; 16 * 1024];
    loop {
        let (read, written) = (state.total_in(), state.total_out());
        let from = usize::try_from(read).unwrap_or(usize::MAX);
        let input = stream.get(from..).unwrap_or_default();
        let status = state.decompress(input, &mut piece, FlushDecompress::None);
        let new = usize::try_from(state.total_out() - written).unwrap_or_default();
        found.feed(piece.get(..new).unwrap_or_default());
        let used = state.total_in() - read;
        left.input = left.input.checked_sub(used).ok_or(PdfFault::Unreadable)?;
        left.output =
            left.output.checked_sub(state.total_out() - written).ok_or(PdfFault::Unreadable)?;
        let stuck = used == 0 && new == 0;
        if stuck || !matches!(status, Ok(Status::Ok)) {
            found.end();
            return Ok(());
        }
    }
}

/// The names of a row of bytes, found while it passes.
#[derive(Debug, Default)]
struct Names {
    /// The name that has begun, as it is written; `None` outside of names.
    name: Option<Vec<u8>>,
    /// Whether the form's name has just ended, and only space has followed.
    after_form: bool,
    fault: Option<PdfFault>,
    pages: bool,
    packs_objects: bool,
    packs_oddly: bool,
}

impl Names {
    fn feed(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.next(*byte);
        }
    }

    fn next(&mut self, byte: u8) {
        if self.after_form && !is_space(byte) {
            self.after_form = false;
            if byte == b'[' || byte.is_ascii_digit() {
                self.note(PdfFault::Form);
            }
        }
        match &mut self.name {
            Some(name) if is_regular(byte) && name.len() <= 3 * LONGEST_NAME => name.push(byte),
            // What is longer than any name that is looked for is passed over to its end.
            Some(_) if is_regular(byte) => {}
            Some(_) => self.end(),
            None => {}
        }
        if byte == b'/' {
            self.name = Some(Vec::new());
        }
        // The form's value may follow its name at once.
        if self.after_form && byte == b'[' {
            self.after_form = false;
            self.note(PdfFault::Form);
        }
    }

    /// The name has ended.
    fn end(&mut self) {
        let Some(written) = self.name.take() else { return };
        let name = decoded(&written);
        if let Some((_, fault)) = FORBIDDEN.iter().find(|(forbidden, _)| *forbidden == name) {
            self.note(*fault);
        }
        self.after_form = name == FORM;
        self.pages |= name == b"Page" || name == b"Pages";
        self.packs_objects |= name == b"ObjStm";
        self.packs_oddly |= ODD_FILTERS.iter().any(|odd| *odd == name);
    }

    fn note(&mut self, fault: PdfFault) {
        self.fault = Some(self.fault.map_or(fault, |known| known.min(fault)));
    }
}

/// `J#61vaScript` is `JavaScript` [ISO 32000, 7.3.5].
fn decoded(written: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(written.len());
    let mut rest = written;
    while let Some((byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let code = code.and_then(|two| u8::from_str_radix(two, 16).ok());
        match code {
            Some(code) if *byte == b'#' => {
                name.push(code);
                rest = &after[2..];
            }
            Some(_) | None => {
                name.push(*byte);
                rest = after;
            }
        }
    }
    name
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

const fn is_regular(byte: u8) -> bool {
    !is_space(byte)
        && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests;
