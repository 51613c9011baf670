//! What files may be, what is taken out of them, and how documents stand with an application.

use balai_shared::application::{ApplicationState, ReasonCode};
use balai_shared::document::{
    DocumentKind, DocumentState, FileFault, MOST_PIXELS, MediaType, check_due, clean, standing,
    takes_documents,
};
use balai_shared::error::FieldCode;
use balai_shared::id::DocumentId;
use balai_shared::time::Date;
use proptest::prelude::*;

/// A JPEG of these segments (marker and content) with a picture of a few bytes.
fn jpeg(segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut bytes = vec![0xFF, 0xD8];
    let picture: &[(u8, &[u8])] = &[(0xDB, &[0; 65]), (0xC0, &[8, 0, 1, 0, 1, 1, 1, 17, 0])];
    for (marker, content) in
        segments.iter().chain(picture).chain([&(0xDA, &[1u8, 1, 0, 0, 63, 0][..])])
    {
        bytes.extend([0xFF, *marker]);
        bytes.extend(u16::try_from(content.len() + 2).unwrap().to_be_bytes());
        bytes.extend_from_slice(content);
    }
    bytes.extend([0x12, 0xFF, 0x00, 0xFF, 0xD0, 0x34, 0xFF, 0xD9]);
    bytes
}

/// Exif with a place, and how the camera was held.
fn exif(held: u8) -> Vec<u8> {
    let mut bytes = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    bytes.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, held, 0, 0, 0]);
    bytes.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0]);
    bytes.extend(b"\0\0\0\0GPS -8.6705 115.2126 Denpasar");
    bytes
}

fn has(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

#[test]
fn a_file_is_what_it_begins_with() {
    for (bytes, media) in [
        (&b"\xFF\xD8\xFF\xE0"[..], Some(MediaType::Jpeg)),
        (b"\x89PNG\r\n\x1a\n...", Some(MediaType::Png)),
        (b"RIFF....WEBPVP8 ", Some(MediaType::Webp)),
        (b"%PDF-1.7", Some(MediaType::Pdf)),
        (b"<html><script>", None),
        (b"RIFF....WAVE", None),
        (b"GIF89a", None),
        (b"", None),
    ] {
        assert_eq!(MediaType::of(bytes), media, "{bytes:?}");
    }
    for media in MediaType::ALL {
        assert_eq!(media.as_str().parse(), Ok(*media));
        for kind in DocumentKind::ALL {
            let portrait_of_paper = *kind == DocumentKind::Photo && *media == MediaType::Pdf;
            assert_eq!(kind.allows(*media), !portrait_of_paper);
        }
    }
}

#[test]
fn a_photo_forgets_where_it_was_taken_and_not_how_it_was_held() {
    let told = jpeg(&[
        (0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        (0xE1, &exif(6)),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0Denpasar"),
        (0xED, b"Photoshop 3.0\0Denpasar"),
        (0xEE, b"Adobe\0\x64\0\0\0\0\x01"),
        (0xFE, b"Denpasar"),
    ]);
    let cleaned = clean(MediaType::Jpeg, &[&told[..], b"a film of Denpasar"].concat()).unwrap();
    assert!(!has(&cleaned, b"Denpasar") && !has(&cleaned, b"GPS"));
    assert!(has(&cleaned, b"JFIF\0") && has(&cleaned, b"Adobe\0"));
    assert!(cleaned.ends_with(&[0x12, 0xFF, 0x00, 0xFF, 0xD0, 0x34, 0xFF, 0xD9]));
    let note = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    assert!(has(&cleaned, note), "it stays upright");
    assert_eq!(clean(MediaType::Jpeg, &cleaned).unwrap(), cleaned, "nothing more to take out");
    let upright = clean(MediaType::Jpeg, &jpeg(&[(0xE1, &exif(1))])).unwrap();
    assert_eq!(upright, jpeg(&[]));
}

#[test]
fn a_preview_within_a_photo_goes() {
    let preview = [&b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01"[..], b"Denpasar"].concat();
    let cleaned = clean(MediaType::Jpeg, &jpeg(&[(0xE0, &preview), (0xE0, b"JFXX\0Denpasar")]));
    assert_eq!(cleaned.unwrap(), jpeg(&[]));
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&length[..], name, content, b"sum!"].concat()
}

#[test]
fn a_png_keeps_what_it_is_drawn_from() {
    let start = b"\x89PNG\r\n\x1a\n".to_vec();
    let (head, data, end) =
        (chunk(b"IHDR", &ihdr(7, 9)), chunk(b"IDAT", &[7; 9]), chunk(b"IEND", &[]));
    let told = [
        start.clone(),
        head.clone(),
        chunk(b"tEXt", b"Denpasar"),
        chunk(b"eXIf", b"Denpasar"),
        chunk(b"tIME", &[0; 7]),
        data.clone(),
        end.clone(),
        b"Denpasar".to_vec(),
    ];
    let cleaned = clean(MediaType::Png, &told.concat()).unwrap();
    assert_eq!(cleaned, [&start[..], &head, &data, &end].concat());
    assert_eq!(
        clean(MediaType::Png, &[&start[..], &head, &end].concat()),
        Err(FileFault::Unreadable),
        "nothing is drawn"
    );
    assert_eq!(
        clean(MediaType::Png, &[&start[..], &data, &end].concat()),
        Err(FileFault::Unreadable),
        "no header"
    );
}

#[test]
fn a_webp_keeps_what_it_is_drawn_from() {
    let part = |name: &[u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        let filled = if content.len() % 2 == 1 { &b"\0"[..] } else { b"" };
        [&name[..], &length, content, filled].concat()
    };
    let whole = |parts: &[Vec<u8>]| {
        let parts = parts.concat();
        let length = u32::try_from(parts.len() + 4).unwrap().to_le_bytes();
        [b"RIFF", &length[..], b"WEBP", &parts].concat()
    };
    let flags = |flags: u8| part(b"VP8X", &[flags, 0, 0, 0, 9, 0, 0, 9, 0, 0]);
    let drawn = part(b"VP8 ", b"\0\0\0\x9D\x01\x2A\x0A\0\x0A\0picture");
    let told =
        whole(&[flags(0x3C), part(b"EXIF", b"Denpasar"), drawn.clone(), part(b"XMP ", b"x")]);
    assert_eq!(clean(MediaType::Webp, &told).unwrap(), whole(&[flags(0x10), drawn.clone()]));
    assert_eq!(
        clean(MediaType::Webp, &whole(&[flags(0x02), drawn])),
        Err(FileFault::Unreadable),
        "it moves"
    );
}

/// The header of a PNG of so many pixels.
fn ihdr(wide: u32, high: u32) -> Vec<u8> {
    [&wide.to_be_bytes()[..], &high.to_be_bytes(), &[8, 2, 0, 0, 0]].concat()
}

fn png(wide: u32, high: u32) -> Vec<u8> {
    let chunks = [chunk(b"IHDR", &ihdr(wide, high)), chunk(b"IDAT", &[7; 9]), chunk(b"IEND", &[])];
    [b"\x89PNG\r\n\x1a\n", &chunks.concat()[..]].concat()
}

fn jpeg_of(wide: u16, high: u16) -> Vec<u8> {
    let sides = [&[8][..], &high.to_be_bytes(), &wide.to_be_bytes(), &[1, 1, 17, 0]].concat();
    // A larger frame than the one of the picture, in the file as well.
    jpeg(&[(0xC2, &sides)])
}

fn webp(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_le_bytes();
    let filled = if content.len() % 2 == 1 { &b"\0"[..] } else { b"" };
    let parts = [&name[..], &length, content, filled].concat();
    let length = u32::try_from(parts.len() + 4).unwrap().to_le_bytes();
    [b"RIFF", &length[..], b"WEBP", &parts].concat()
}

#[test]
fn a_small_file_of_an_enormous_picture_is_refused() {
    let lossy = |side: u16| {
        webp(
            b"VP8 ",
            &[b"\0\0\0\x9D\x01\x2A", &side.to_le_bytes()[..], &side.to_le_bytes(), b"p"].concat(),
        )
    };
    let lossless = |side: u32| {
        let bits = (side - 1) | ((side - 1) << 14);
        webp(b"VP8L", &[&[0x2F], &bits.to_le_bytes()[..], b"p"].concat())
    };
    for (media, fits, large) in [
        (MediaType::Png, png(8000, 5000), png(8000, 5001)),
        (MediaType::Png, png(1, 1), png(60_000, 60_000)),
        (MediaType::Png, png(40_000_000, 1), png(u32::MAX, u32::MAX)),
        (MediaType::Jpeg, jpeg_of(8000, 5000), jpeg_of(65_535, 65_535)),
        (MediaType::Webp, lossy(6000), lossy(16_383)),
        (MediaType::Webp, lossless(6000), lossless(16_384)),
    ] {
        assert!(clean(media, &fits).is_ok());
        assert_eq!(clean(media, &large), Err(FileFault::TooManyPixels));
    }
    assert_eq!(MOST_PIXELS, 40_000_000);
    // What has no size can't be opened.
    for (media, nothing) in [(MediaType::Png, png(0, 9)), (MediaType::Webp, lossy(0))] {
        assert_eq!(clean(media, &nothing), Err(FileFault::Unreadable));
    }
}

#[test]
fn a_word_holds_for_the_document_that_it_is_about() {
    use DocumentState::{Accepted, Asked, Received, Unreadable};
    let (old, new) = (DocumentId::from_u128(1), DocumentId::from_u128(2));
    for (said, present, stands) in [
        (None, None, None),
        (None, Some(old), Some(Received)),
        (Some((Asked, None)), None, Some(Asked)),
        (Some((Asked, None)), Some(new), Some(Received)),
        (Some((Asked, Some(old))), Some(old), Some(Asked)),
        (Some((Asked, Some(old))), Some(new), Some(Received)),
        (Some((Unreadable, Some(old))), Some(old), Some(Unreadable)),
        (Some((Unreadable, Some(old))), Some(new), Some(Received)),
        (Some((Unreadable, Some(old))), None, Some(Unreadable)),
        (Some((Accepted, Some(old))), Some(old), Some(Accepted)),
        (Some((Accepted, Some(old))), Some(new), Some(Received)),
        (Some((Accepted, Some(old))), None, None),
    ] {
        assert_eq!(standing(said, present), stands, "{said:?} {present:?}");
    }
}

#[test]
fn documents_are_taken_until_the_decision_or_when_they_are_what_is_lacking() {
    for state in ApplicationState::ALL.iter().copied() {
        assert_eq!(takes_documents(state, None, false), state.is_undecided(), "{state}");
        assert_eq!(takes_documents(state, None, true), state.is_open(), "{state}");
    }
    let lacking = Some(ReasonCode::IncompleteDocuments);
    assert!(takes_documents(ApplicationState::Rejected, lacking, false));
    assert!(!takes_documents(ApplicationState::Rejected, Some(ReasonCode::LowScore), true));
}

#[test]
fn a_deadline_lies_between_today_and_the_first_day() {
    let day = |text: &str| Date::parse(text).unwrap();
    let (today, first) = (day("2026-12-01"), day("2026-12-10"));
    for fits in ["2026-12-01", "2026-12-10"] {
        assert_eq!(check_due(day(fits), today, first), Ok(()));
    }
    for not in ["2026-11-30", "2026-12-11"] {
        assert_eq!(check_due(day(not), today, first), Err(FieldCode::OutOfRange));
    }
}

proptest! {
    #[test]
    fn no_bytes_bring_it_down(bytes in proptest::collection::vec(any::<u8>(), 0..200), cut in 0_usize..200) {
        for media in MediaType::ALL {
            let _ = clean(*media, &bytes);
        }
        let told = jpeg(&[(0xE1, &exif(6))]);
        let _ = clean(MediaType::Jpeg, &told[..cut.min(told.len())]);
        let mut broken = told;
        for (place, byte) in bytes.iter().enumerate() {
            if let Some(there) = broken.get_mut(place * 3) {
                *there ^= byte;
            }
        }
        let _ = clean(MediaType::Jpeg, &broken);
    }

    #[test]
    fn a_photo_that_is_cut_short_is_refused(cut in 0_usize..100) {
        let told = jpeg(&[]);
        let cut = cut.min(told.len() - 1);
        prop_assert_eq!(clean(MediaType::Jpeg, &told[..cut]), Err(FileFault::Unreadable));
    }
}
