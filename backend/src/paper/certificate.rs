//! The certificate: who, for what, by whom; on the next page the units with what was found.

use balai_shared::{
    completion::{CertificateKind, UnitResult},
    format,
    language::Language,
    message,
    time::Date,
};
use krilla::{
    Document, SerializeSettings,
    configure::{Archival, ConfigurationBuilder},
    metadata::{DateTime, Metadata},
    page::PageSettings,
    surface::Surface,
};
use qrcode::{Color, EcLevel, QrCode};

use super::{
    PaperError,
    face::Faces,
    pen::{
        ACCENT, INK, MAIN, PALE, QUIET, STOP, Style, area, areas, centred, fitting, frame, text,
        to_f32,
    },
};
use crate::model::{
    application::Certificate,
    training::{Certified, UnitOutcome},
};

/// A4 across, in points.
const WIDTH: f32 = 841.89;
const HEIGHT: f32 = 595.28;
const MARGIN: f32 = 64.0;
const CENTRE: f32 = WIDTH / 2.0;
/// The longest line.
const LINE: f32 = WIDTH - 2.0 * MARGIN;
/// The side of the QR code, its quiet zone left aside.
const QR_SIDE: f32 = 76.0;
/// The lowest row of a table.
const LOWEST: f32 = HEIGHT - 80.0;

/// What of it certificates can't bear, by the names of the fields; nothing is the good answer. What
/// passes here can be drawn.
///
/// # Errors
/// [`PaperError::Internal`] where a font is broken.
pub fn unprintable(says: &Certified) -> Result<Vec<&'static str>, PaperError> {
    let Certified { name, program, institution, place, outcomes, .. } = says;
    let faces = Faces::get()?;
    let unit = |outcome: &UnitOutcome| {
        faces.can_bear(&outcome.unit.code) && faces.can_bear(&outcome.unit.title)
    };
    let found = [
        ("holderName", faces.can_bear(name)),
        ("programTitle", faces.can_bear(program)),
        ("institutionName", faces.can_bear(institution) && faces.can_bear(place)),
        ("unitTitles", outcomes.iter().all(unit)),
    ];
    Ok(found.into_iter().filter_map(|(field, good)| (!good).then_some(field)).collect())
}

/// Whether certificates can bear a text.
///
/// # Errors
/// [`PaperError::Internal`] where a font is broken.
pub fn can_bear(text: &str) -> Result<bool, PaperError> {
    Ok(Faces::get()?.can_bear(text))
}

/// The paper of these certificates, one after the other. `address` is the beginning of the address
/// at which anyone checks one, its number follows; where it isn't known, the paper has neither it nor a
/// code.
///
/// # Errors
/// [`PaperError::Letter`] where a name or title has letters that the fonts don't have.
pub fn draw(papers: &[Certificate], address: Option<&str>) -> Result<Vec<u8>, PaperError> {
    let faces = Faces::get()?;
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_U)
        .finish()
        .map_err(|error| PaperError::Internal(format!("{error:?}")))?;
    let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    document.set_metadata(metadata(papers));
    for paper in papers {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT)
            .ok_or_else(|| PaperError::Internal("no page".to_owned()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        front(&mut surface, faces, paper, address)?;
        surface.finish();
        page.finish();
        units(&mut document, faces, paper)?;
    }
    document.finish().map_err(|error| PaperError::Internal(format!("{error:?}")))
}

fn metadata(papers: &[Certificate]) -> Metadata {
    let first = papers.first();
    let title = match papers {
        [only] => format!("{} {}", title_in(Language::Id), only.number),
        _ => "Sertifikat".to_owned(),
    };
    let mut metadata = Metadata::new().title(title).language("id".to_owned());
    metadata = metadata.creator("Balai".to_owned());
    if let Some(paper) = first {
        metadata = metadata.authors(vec![paper.says.institution.clone()]);
        metadata = metadata.creation_date(date_time(paper.issued_on));
    }
    metadata
}

fn date_time(date: Date) -> DateTime {
    let year = u16::try_from(date.year()).unwrap_or_default();
    DateTime::new(year).month(date.month()).day(date.day()).hour(0).minute(0).second(0)
}

/// Those from before there was a difference say that their holder took part.
fn kind_of(paper: &Certificate) -> CertificateKind {
    paper.kind.unwrap_or(CertificateKind::Attendance)
}

/// What both kinds are called on paper: what was mastered stands below, and a certificate of competence is
/// an LSP's to give.
fn title_in(language: Language) -> &'static str {
    message::certificate_kind(CertificateKind::Attendance, language)
}

fn front(
    surface: &mut Surface<'_>,
    faces: &'static Faces,
    paper: &Certificate,
    address: Option<&str>,
) -> Result<(), PaperError> {
    frame(surface, (24.0, 24.0, WIDTH - 48.0, HEIGHT - 48.0), 3.0, MAIN);
    frame(surface, (31.0, 31.0, WIDTH - 62.0, HEIGHT - 62.0), 1.0, ACCENT);
    let bold = |size, colour| Style { face: faces.bold(), size, colour };
    let plain = |size, colour| Style { face: faces.plain(), size, colour };
    let title = |size, colour| Style { face: faces.title(), size, colour };
    let centre = fitting(bold(15.0, INK), &paper.says.institution, LINE, 8.0)?;
    centred(surface, (CENTRE, 78.0), centre, &paper.says.institution)?;
    let lower = faces.bold().deeper(&paper.says.institution)? * centre.size;
    centred(surface, (CENTRE, 95.0 + lower), plain(10.5, QUIET), &paper.says.place)?;
    let heading = title_in(Language::Id).to_uppercase();
    centred(surface, (CENTRE, 150.0), title(32.0, MAIN), &heading)?;
    let english = title_in(Language::En);
    centred(surface, (CENTRE, 170.0), plain(11.0, QUIET), english)?;
    area(surface, (CENTRE - 60.0, 182.0, 120.0, 2.0), ACCENT);
    let number = format!("Nomor: {}", paper.number);
    centred(surface, (CENTRE, 204.0), plain(11.0, INK), &number)?;
    centred(surface, (CENTRE, 242.0), plain(12.0, QUIET), "diberikan kepada")?;
    let bottom = block(surface, title(30.0, INK), &paper.says.name, (280.0, 16.0))?;
    let said = match kind_of(paper) {
        CertificateKind::Competence => {
            "yang telah menyelesaikan pelatihan dan dinyatakan KOMPETEN dalam semua unit"
        }
        CertificateKind::Attendance => "yang telah menyelesaikan pelatihan",
    };
    centred(surface, (CENTRE, bottom + 32.0), plain(12.0, QUIET), said)?;
    let bottom = block(surface, bold(19.0, MAIN), &paper.says.program, (bottom + 60.0, 13.0))?;
    let when = days(paper);
    centred(surface, (CENTRE, bottom + 24.0), plain(12.0, INK), &when)?;
    foot(surface, faces, paper, address)?;
    if paper.revoked {
        let taken_back = bold(20.0, STOP);
        centred(surface, (CENTRE, 52.0), taken_back, "DICABUT – sertifikat ini tidak berlaku")?;
    }
    Ok(())
}

/// A text in one line as large as it fits, down to `least`, and then in several; where the last one
/// stands, or lower where its letters hang far below.
fn block(
    surface: &mut Surface<'_>,
    style: Style,
    line: &str,
    (top, least): (f32, f32),
) -> Result<f32, PaperError> {
    let style = fitting(style, line, LINE, least)?;
    let mut y = top;
    let lines = style.face.lines(line, style.size, LINE)?;
    let deeper = style.face.deeper(line)? * style.size;
    for (place, line) in lines.iter().enumerate() {
        if place > 0 {
            y += style.size * 1.25 + deeper;
        }
        // A word alone can be longer than the line.
        let style = fitting(style, line, LINE, 4.0)?;
        centred(surface, (CENTRE, y), style, line)?;
    }
    Ok(y + deeper)
}

fn days(paper: &Certificate) -> String {
    let from = format::date(paper.says.starts_on, Language::Id);
    let until = format::date(paper.says.ends_on, Language::Id);
    let days = if from == until { from } else { format!("{from} sampai {until}") };
    format!("{} jam pelajaran · {days}", paper.says.hours)
}

fn foot(
    surface: &mut Surface<'_>,
    faces: &'static Faces,
    paper: &Certificate,
    address: Option<&str>,
) -> Result<(), PaperError> {
    let plain = |size, colour| Style { face: faces.plain(), size, colour };
    let top = HEIGHT - 64.0 - QR_SIDE;
    let url = address.map(|address| format!("{address}{}", paper.number));
    let mut left = MARGIN;
    if let Some(url) = &url {
        qr(surface, (MARGIN, top), url)?;
        left += QR_SIDE + 14.0;
    }
    let (how, place) = match url {
        Some(url) => ("Periksa keasliannya dengan kode QR, atau di", url),
        None => (
            "Periksa keasliannya dengan nomor di atas, pada halaman ini di situs penerbit",
            "/sertifikat".to_owned(),
        ),
    };
    text(surface, (left, top + 40.0), plain(9.0, QUIET), how)?;
    let style = fitting(plain(9.0, INK), &place, CENTRE + 60.0 - left, 4.0)?;
    text(surface, (left, top + 54.0), style, &place)?;
    let issued = format!("Diterbitkan {}", format::date(paper.issued_on, Language::Id));
    let right = WIDTH - MARGIN - 230.0;
    text(surface, (right, top + 26.0), plain(10.0, INK), &issued)?;
    let style = Style { face: faces.bold(), size: 10.0, colour: INK };
    let style = fitting(style, &paper.says.institution, 230.0, 4.0)?;
    text(surface, (right, top + 40.0), style, &paper.says.institution)?;
    let electronic = "Terbit secara elektronik, tanpa tanda tangan basah.";
    text(surface, (right, top + 54.0), plain(8.0, QUIET), electronic)
}

/// The code as one path: sharp at any size.
fn qr(surface: &mut Surface<'_>, (left, top): (f32, f32), url: &str) -> Result<(), PaperError> {
    let code = QrCode::with_error_correction_level(url, EcLevel::M)
        .map_err(|error| PaperError::Internal(error.to_string()))?;
    let side = i32::try_from(code.width()).unwrap_or(i32::MAX);
    let unit = QR_SIDE / to_f32(side);
    let (mut dark, mut column, mut row) = (Vec::new(), 0, 0);
    for colour in code.to_colors() {
        if colour == Color::Dark {
            dark.push((left + to_f32(column) * unit, top + to_f32(row) * unit, unit, unit));
        }
        column += 1;
        if column == side {
            (column, row) = (0, row + 1);
        }
    }
    areas(surface, &dark, INK);
    Ok(())
}

/// The pages with what was assessed; none where nothing was.
fn units(
    document: &mut Document,
    faces: &'static Faces,
    paper: &Certificate,
) -> Result<(), PaperError> {
    let mut left = paper.says.outcomes.as_slice();
    let mut number = 1;
    while !left.is_empty() {
        let settings = PageSettings::from_wh(WIDTH, HEIGHT)
            .ok_or_else(|| PaperError::Internal("no page".to_owned()))?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        let shown = table(&mut surface, faces, paper, (left, number))?;
        surface.finish();
        page.finish();
        left = left.get(shown..).unwrap_or_default();
        number += shown;
    }
    Ok(())
}

/// As many rows as fit; how many those are, one at least.
fn table(
    surface: &mut Surface<'_>,
    faces: &'static Faces,
    paper: &Certificate,
    (outcomes, first): (&[UnitOutcome], usize),
) -> Result<usize, PaperError> {
    let bold = |size, colour| Style { face: faces.bold(), size, colour };
    let plain = |size, colour| Style { face: faces.plain(), size, colour };
    frame(surface, (24.0, 24.0, WIDTH - 48.0, HEIGHT - 48.0), 3.0, MAIN);
    text(surface, (MARGIN, 78.0), bold(18.0, MAIN), "Unit kompetensi yang dinilai")?;
    let about = format!("{} · {}", paper.says.name, paper.number);
    text(surface, (MARGIN, 98.0), fitting(plain(10.5, QUIET), &about, LINE, 5.0)?, &about)?;
    let [code, title, result] = [MARGIN + 32.0, MARGIN + 190.0, WIDTH - MARGIN - 112.0];
    area(surface, (MARGIN, 114.0, LINE, 24.0), PALE);
    for (x, label) in
        [(MARGIN + 6.0, "No."), (code, "Kode unit"), (title, "Judul unit"), (result, "Hasil")]
    {
        text(surface, (x, 130.0), bold(10.0, INK), label)?;
    }
    let (mut y, mut shown) = (156.0, 0);
    for outcome in outcomes {
        let lines = faces.plain().lines(&outcome.unit.title, 10.0, result - title - 12.0)?;
        let rows = to_f32(i32::try_from(lines.len()).unwrap_or(i32::MAX));
        if shown > 0 && y + (rows - 1.0) * 13.0 > LOWEST {
            break;
        }
        let number = (first + shown).to_string();
        text(surface, (MARGIN + 6.0, y), plain(10.0, QUIET), &number)?;
        let style = fitting(plain(10.0, INK), &outcome.unit.code, title - code - 10.0, 4.0)?;
        text(surface, (code, y), style, &outcome.unit.code)?;
        let colour = match outcome.result {
            UnitResult::Competent => MAIN,
            UnitResult::NotYet => INK,
        };
        let found = message::unit_result(outcome.result, Language::Id);
        text(surface, (result, y), bold(10.0, colour), found)?;
        for line in &lines {
            text(surface, (title, y), plain(10.0, INK), line)?;
            y += 13.0 + faces.plain().deeper(line)? * 10.0;
        }
        area(surface, (MARGIN, y - 5.0, LINE, 0.6), PALE);
        y += 9.0;
        shown += 1;
    }
    Ok(shown)
}
