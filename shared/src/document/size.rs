//! How large a picture becomes once it is drawn, as its header says: a small file may say that it is
//! enormous, and whoever opens it runs out of memory.

use super::{MediaType, jpeg};

/// The most pixels of a picture: a photo of 40 megapixels, or three pages of A4 at 600 dots an inch are
/// more. Drawn, each takes four bytes.
pub const MOST_PIXELS: u64 = 40_000_000;

/// How many pixels it has; `None` for what isn't built as its kind is, or has none. Nothing is drawn.
#[must_use]
pub(super) fn pixels(media: MediaType, bytes: &[u8]) -> Option<u64> {
    let (wide, high) = match media {
        MediaType::Jpeg => jpeg::size(bytes)?,
        MediaType::Png => png(bytes)?,
        MediaType::Webp => return webp(bytes),
        MediaType::Pdf => return None,
    };
    area(wide, high)
}

fn area(wide: u32, high: u32) -> Option<u64> {
    let pixels = u64::from(wide) * u64::from(high);
    (pixels > 0).then_some(pixels)
}

/// The first chunk says it, behind the signature, its length and its name.
fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    let header = bytes.get(12..24)?.strip_prefix(b"IHDR")?;
    let four = |at: usize| Some(u32::from_be_bytes(*header.get(at..)?.first_chunk()?));
    Some((four(0)?, four(4)?))
}

/// The largest of what the chunks say: the canvas's and the picture's own.
fn webp(bytes: &[u8]) -> Option<u64> {
    let mut rest = bytes.get(12..)?;
    let mut most = None;
    while let Some(head) = rest.first_chunk::<8>() {
        let (name, length) = head.split_at(4);
        let length = usize::try_from(u32::from_le_bytes(*length.first_chunk()?)).ok()?;
        let content = rest.get(8..)?;
        let size = match name {
            b"VP8X" => Some(canvas(content)?),
            b"VP8 " => Some(lossy(content)?),
            b"VP8L" => Some(lossless(content)?),
            _ => None,
        };
        if let Some((wide, high)) = size {
            most = most.max(Some(area(wide, high)?));
        }
        rest = content.get(length.checked_add(length % 2)?..).unwrap_or_default();
    }
    most
}

fn canvas(content: &[u8]) -> Option<(u32, u32)> {
    let three = |at: usize| {
        let [a, b, c] = *content.get(at..)?.first_chunk()?;
        Some(u32::from_le_bytes([a, b, c, 0]) + 1)
    };
    Some((three(4)?, three(7)?))
}

/// Fourteen bits each, behind the frame's tag and start code [RFC 6386, 9.1].
fn lossy(content: &[u8]) -> Option<(u32, u32)> {
    let sides = content.get(3..)?.strip_prefix(&[0x9D, 0x01, 0x2A])?;
    let two =
        |at: usize| Some(u32::from(u16::from_le_bytes(*sides.get(at..)?.first_chunk()?) & 0x3FFF));
    Some((two(0)?, two(2)?))
}

/// Fourteen bits each, less one, behind the signature [WebP Lossless Bitstream, 3].
fn lossless(content: &[u8]) -> Option<(u32, u32)> {
    let bits = u32::from_le_bytes(*content.strip_prefix(&[0x2F])?.first_chunk()?);
    Some(((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1))
}
