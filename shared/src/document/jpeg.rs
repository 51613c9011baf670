//! JPEG: a row of segments, of which those named APP1 to APP15 and COM say things beside the picture.

/// Without them. Only how the camera was held stays, or pictures would lie on their side, and the
/// fourteen bytes by which Adobe's programs say how colours are meant.
pub(super) fn clean(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes.strip_prefix(&[0xFF, START])?;
    let mut cleaned = vec![0xFF, START];
    // Where the note on the camera goes: behind the header of the file format.
    let mut head = cleaned.len();
    let mut held = None;
    let mut drawn = false;
    loop {
        let (marker, after) = next_marker(rest)?;
        if marker == END {
            cleaned.extend([0xFF, END]);
            break;
        }
        let length = usize::from(u16::from_be_bytes(*after.first_chunk()?));
        let (segment, after) = after.split_at_checked(length)?;
        let content = segment.get(2..)?;
        if keeps(marker, content) {
            cleaned.extend([0xFF, marker]);
            cleaned.extend_from_slice(segment);
        }
        if marker == HEADER && keeps(marker, content) {
            head = cleaned.len();
        }
        if marker == EXIF && held.is_none() {
            held = orientation(content);
        }
        rest = after;
        if marker == SCAN {
            let (scan, after) = rest.split_at_checked(scan_length(rest)?)?;
            cleaned.extend_from_slice(scan);
            rest = after;
            drawn = true;
        }
    }
    if let Some(held) = held {
        cleaned.splice(head..head, note(held));
    }
    drawn.then_some(cleaned)
}

const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;
/// APP0: the header of the file format, or a small preview.
const HEADER: u8 = 0xE0;
/// APP1: Exif, with the place; or XMP.
const EXIF: u8 = 0xE1;
/// APP14.
const ADOBE: u8 = 0xEE;
const COMMENT: u8 = 0xFE;

/// The largest width and height that a frame's header says; `None` where one has none, or comes after the
/// picture has begun.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut rest = bytes.strip_prefix(&[0xFF, START])?;
    let mut most = None;
    loop {
        let (marker, after) = next_marker(rest)?;
        let length = usize::from(u16::from_be_bytes(*after.first_chunk()?));
        let (segment, after) = after.split_at_checked(length)?;
        rest = after;
        match marker {
            SCAN => return most,
            // All frames' headers [ITU-T T.81, table B.1]: precision, height, width.
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                let [_, _, _, height @ .., b, c] = *segment.first_chunk::<7>()?;
                let size = (u16::from_be_bytes([b, c]), u16::from_be_bytes(height));
                let (wide, high) = most.unwrap_or_default();
                most = Some((u32::from(size.0).max(wide), u32::from(size.1).max(high)));
            }
            _ => {}
        }
    }
}

/// The marker that comes next, and what follows it.
fn next_marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let mut rest = bytes.strip_prefix(&[0xFF])?;
    // Any number of these may fill up.
    while let Some(after) = rest.strip_prefix(&[0xFF]) {
        rest = after;
    }
    let (marker, after) = rest.split_first()?;
    Some((*marker, after))
}

fn keeps(marker: u8, content: &[u8]) -> bool {
    match marker {
        // Fourteen bytes: without a preview.
        HEADER => content.starts_with(b"JFIF\0") && content.len() == 14,
        ADOBE => content.starts_with(b"Adobe") && content.len() == 12,
        0xE1..=0xEF | COMMENT => false,
        _ => true,
    }
}

/// How many bytes of the picture come before the next marker.
fn scan_length(bytes: &[u8]) -> Option<usize> {
    bytes.windows(2).position(|pair| match pair {
        // Within the picture stand a masked 0xFF, restarts, and what fills up.
        [0xFF, 0x00 | 0xD0..=0xD7 | 0xFF] => false,
        [0xFF, _] => true,
        _ => false,
    })
}

/// How the camera was held, 1 to 8, as an Exif segment says.
fn orientation(content: &[u8]) -> Option<u8> {
    let tiff = content.strip_prefix(b"Exif\0\0")?;
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let pair = *tiff.get(at..)?.first_chunk::<2>()?;
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let four = *tiff.get(4..)?.first_chunk::<4>()?;
    let first = if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
    let first = usize::try_from(first).ok()?;
    let entries = usize::from(short(first)?);
    let entry = (0..entries)
        .map(|entry| first.saturating_add(2 + entry * 12))
        .find(|at| short(*at) == Some(0x0112))?;
    let held = u8::try_from(short(entry.checked_add(8)?)?).ok()?;
    (2..=8).contains(&held).then_some(held)
}

/// An Exif segment that says nothing but how the camera was held.
fn note(held: u8) -> [u8; 36] {
    let mut segment =
        *b"\xFF\xE1\0\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0?\0\0\0\0\0\0";
    segment[29] = held;
    segment
}
