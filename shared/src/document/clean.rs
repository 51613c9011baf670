//! Taking out of an image what it says besides the picture: where and when it was taken, with which
//! phone, and whatever hangs behind its end.

use super::{MOST_PIXELS, MediaType, jpeg, size};

/// Why a file isn't kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// It isn't whole, not built as its kind is, or moves.
    #[error("not a whole file of its kind")]
    Unreadable,
    /// Drawn, it has more than [`MOST_PIXELS`].
    #[error("too many pixels")]
    TooManyPixels,
}

/// The file without what it says besides the picture. A PDF stays as it is.
///
/// # Errors
/// What nobody could open, or should.
pub fn clean(media: MediaType, bytes: &[u8]) -> Result<Vec<u8>, FileFault> {
    let cleaned = match media {
        MediaType::Jpeg => jpeg::clean(bytes),
        MediaType::Png => png(bytes),
        MediaType::Webp => webp(bytes),
        MediaType::Pdf => return Ok(bytes.to_vec()),
    };
    let cleaned = cleaned.ok_or(FileFault::Unreadable)?;
    // What is kept decides, not what was taken out.
    let pixels = size::pixels(media, &cleaned).ok_or(FileFault::Unreadable)?;
    if pixels > MOST_PIXELS { Err(FileFault::TooManyPixels) } else { Ok(cleaned) }
}

/// The chunks that the picture is drawn from; all others are texts, times, Exif, profiles.
const PNG_CHUNKS: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD",
    b"pHYs",
];

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let (signature, mut rest) = bytes.split_at_checked(8)?;
    let mut cleaned = signature.to_vec();
    let mut drawn = false;
    loop {
        let length = u32::from_be_bytes(*rest.first_chunk()?);
        let name = rest.get(4..8)?;
        // Length, name, content, checksum.
        let (chunk, after) =
            rest.split_at_checked(usize::try_from(length).ok()?.checked_add(12)?)?;
        if cleaned.len() == signature.len() && name != b"IHDR" {
            return None;
        }
        if PNG_CHUNKS.iter().any(|kept| kept.as_slice() == name) {
            cleaned.extend_from_slice(chunk);
        }
        drawn |= name == b"IDAT";
        if name == b"IEND" {
            return drawn.then_some(cleaned);
        }
        rest = after;
    }
}

/// What the flags of a WebP say that is taken out: a colour profile, Exif, XMP.
const WEBP_TAKEN_OUT: u8 = 0x20 | 0x08 | 0x04;
/// The flag of a WebP that moves: no document does.
const WEBP_MOVES: u8 = 0x02;

fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let length = u32::from_le_bytes(*bytes.get(4..)?.first_chunk()?);
    let end = usize::try_from(length).ok()?.checked_add(8)?;
    let mut rest = bytes.get(12..end)?;
    let mut chunks = Vec::new();
    let mut drawn = false;
    while !rest.is_empty() {
        let name = rest.get(..4)?;
        let length = u32::from_le_bytes(*rest.get(4..)?.first_chunk()?);
        let length = usize::try_from(length).ok()?;
        // Content of an odd length is followed by a byte that fills up.
        let (chunk, after) =
            rest.split_at_checked(length.checked_add(length % 2)?.checked_add(8)?)?;
        match name {
            b"VP8X" => {
                let mut chunk = chunk.to_vec();
                let flags = chunk.get_mut(8)?;
                if *flags & WEBP_MOVES != 0 {
                    return None;
                }
                *flags &= !WEBP_TAKEN_OUT;
                chunks.extend(chunk);
            }
            b"VP8 " | b"VP8L" | b"ALPH" => {
                drawn |= name != b"ALPH";
                chunks.extend_from_slice(chunk);
            }
            _ => {}
        }
        rest = after;
    }
    let size = u32::try_from(chunks.len() + 4).ok()?.to_le_bytes();
    drawn.then(|| [b"RIFF", &size[..], b"WEBP", &chunks].concat())
}
