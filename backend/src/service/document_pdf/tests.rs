//! What PDFs are refused, with small ones made here.

use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};

use super::{PdfFault, inspect, inspect_within};

/// A PDF of one page, with these objects besides.
fn pdf(objects: &[&[u8]]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n\
        2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n\
        3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>> endobj\n"
        .to_vec();
    for object in objects {
        file.extend_from_slice(object);
        file.push(b'\n');
    }
    file.extend_from_slice(b"trailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF\n");
    file
}

fn packed(text: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// An object whose objects are packed.
fn object_stream(filter: &[u8], text: &[u8]) -> Vec<u8> {
    let head =
        [b"7 0 obj <</Type /ObjStm /N 1 /First 4 /Filter ", filter, b" >> stream\r\n"].concat();
    [&head[..], text, b"\nendstream endobj"].concat()
}

#[test]
fn a_page_a_link_and_a_form_of_fields_are_fine() {
    let text = packed(b"BT /F1 12 Tf (Ijazah /Script) Tj ET");
    let page =
        [&b"4 0 obj <</Length 9 /Filter /FlateDecode>> stream\n"[..], &text, b"\nendstream endobj"];
    for objects in [
        &[][..],
        &[&b"4 0 obj <</S /URI /URI (https://contoh.id)>> endobj"[..]],
        &[&b"4 0 obj <</OpenAction [3 0 R /Fit] /AcroForm <</Fields []>>>> endobj"[..]],
        &[&page.concat()[..]],
        &[&object_stream(b"/FlateDecode", &packed(b"8 0 <</Type /Annot /Subtype /Link>>"))[..]],
    ] {
        assert_eq!(inspect(&pdf(objects)), Ok(()));
    }
}

#[test]
fn what_does_more_than_show_pages_is_refused_wherever_it_stands() {
    for (object, fault) in [
        (&b"<</S /JavaScript /JS (app.alert\\(1\\))>>"[..], PdfFault::Script),
        (b"<</S/JavaScript/JS 9 0 R>>", PdfFault::Script),
        (b"<</S /J#61vaScr#69pt /JS 9 0 R>>", PdfFault::Script),
        (b"<</Names <</JavaScript 9 0 R>>>>", PdfFault::Script),
        (b"<</S /Launch /F (cmd.exe)>>", PdfFault::Script),
        (b"<</S /SubmitForm /F (https://jahat.id)>>", PdfFault::Script),
        (b"<</S /ImportData>>", PdfFault::Script),
        (b"<</Names <</EmbeddedFiles 9 0 R>>>>", PdfFault::Attachment),
        (b"<</Type /EmbeddedFile>>", PdfFault::Attachment),
        (b"<</Subtype /FileAttachment>>", PdfFault::Attachment),
        (b"<</Subtype /RichMedia>>", PdfFault::Attachment),
        (b"<</AcroForm <</XFA [9 0 R]>>>>", PdfFault::Form),
        (b"<</XFA[(a) 9 0 R]>>", PdfFault::Form),
        (b"<</XFA 9 0 R>>", PdfFault::Form),
        (b"<</Encrypt 9 0 R>>", PdfFault::Locked),
        (b"<</Encr#79pt <</Filter /Standard>>>>", PdfFault::Locked),
    ] {
        let plain = [b"4 0 obj ", object, b" endobj"].concat();
        assert_eq!(inspect(&pdf(&[&plain])), Err(fault), "{}", String::from_utf8_lossy(object));
        let hidden = object_stream(b"/FlateDecode", &packed(&[b"8 0 ", object].concat()));
        assert_eq!(inspect(&pdf(&[&hidden])), Err(fault), "{}", String::from_utf8_lossy(object));
    }
}

#[test]
fn what_nobody_can_open_or_look_through_is_refused() {
    let whole = pdf(&[]);
    let odd = object_stream(b"[/ASCIIHexDecode /FlateDecode]", b"48656c6c6f>");
    let no_page = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n".to_vec();
    for file in [whole[..whole.len() / 2].to_vec(), no_page, pdf(&[&odd]), b"%PDF-1.7".to_vec()] {
        assert_eq!(inspect(&file), Err(PdfFault::Unreadable));
    }
}

#[test]
fn a_small_file_that_unpacks_to_gigabytes_ends_early() {
    // A thousand times as much as it is itself.
    let text = packed(&vec![b' '; 100_000]);
    let stream =
        [&b"4 0 obj <</Filter /FlateDecode>> stream\n"[..], &text, b"\nendstream endobj"].concat();
    let many = vec![&stream[..]; 60];
    assert_eq!(inspect_within(&pdf(&many), 1_000_000), Err(PdfFault::Unreadable));
    assert_eq!(inspect_within(&pdf(&many[..3]), 1_000_000), Ok(()));
    let begun = vec![&b"stream"[..]; 30_000];
    assert_eq!(inspect(&pdf(&begun)), Err(PdfFault::Unreadable));
}

#[test]
fn any_bytes_get_an_answer() {
    let whole = pdf(&[&object_stream(b"/FlateDecode", &packed(b"8 0 <<>>"))]);
    for cut in 0..whole.len() {
        for file in [&whole[..cut], &whole[cut..]] {
            let _ = inspect(file);
        }
    }
}
