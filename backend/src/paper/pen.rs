//! Writing on a page: fonts, lines that are measured before they are set, and areas.

use krilla::{
    color::rgb,
    geom::{PathBuilder, Point, Rect},
    num::NormalizedF32,
    paint::Fill,
    surface::Surface,
    text::{Font, TextDirection},
};

use super::PaperError;

/// Deep teal, as on the pages.
pub(super) const MAIN: (u8, u8, u8) = (0x0B, 0x5D, 0x5B);
/// Turmeric, for lines.
pub(super) const ACCENT: (u8, u8, u8) = (0xE8, 0xA3, 0x3D);
/// Text.
pub(super) const INK: (u8, u8, u8) = (0x1D, 0x2A, 0x2A);
/// Text that says less.
pub(super) const QUIET: (u8, u8, u8) = (0x52, 0x60, 0x5F);
/// What doesn't hold.
pub(super) const STOP: (u8, u8, u8) = (0xB3, 0x26, 0x1E);
/// Where the eye rests.
pub(super) const PALE: (u8, u8, u8) = (0xF1, 0xEF, 0xE8);

/// A font as the page knows it, and as it is measured.
pub(super) struct Face {
    font: Font,
    measure: rustybuzz::Face<'static>,
}

impl Face {
    fn load(bytes: &'static [u8]) -> Result<Self, PaperError> {
        let broken = || PaperError::Internal("a font can't be read".to_owned());
        let font = Font::new(bytes.into(), 0).ok_or_else(broken)?;
        let measure = rustybuzz::Face::from_slice(bytes, 0).ok_or_else(broken)?;
        Ok(Self { font, measure })
    }

    /// How long a text is at a size, in points; an error for letters that the font doesn't have.
    pub(super) fn width(&self, text: &str, size: f32) -> Result<f32, PaperError> {
        let mut buffer = rustybuzz::UnicodeBuffer::new();
        buffer.push_str(text);
        let glyphs = rustybuzz::shape(&self.measure, &[], buffer);
        if glyphs.glyph_infos().iter().any(|glyph| glyph.glyph_id == 0) {
            return Err(PaperError::Letter);
        }
        let units: i32 = glyphs.glyph_positions().iter().map(|glyph| glyph.x_advance).sum();
        Ok(to_f32(units) * size / to_f32(self.measure.units_per_em()))
    }

    /// The text in lines no longer than `width`, broken between words; a word that is longer stands
    /// alone.
    pub(super) fn lines(
        &self,
        text: &str,
        size: f32,
        width: f32,
    ) -> Result<Vec<String>, PaperError> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match longer {
                Some(longer) if self.width(&longer, size)? <= width => {
                    lines.pop();
                    lines.push(longer);
                }
                Some(_) | None => lines.push(word.to_owned()),
            }
        }
        Ok(lines)
    }
}

/// Whole numbers of a font or a code are small: no digit is lost.
#[expect(clippy::cast_precision_loss, reason = "thousands at most")]
pub(super) const fn to_f32(number: i32) -> f32 {
    number as f32
}

/// The fonts of a document.
pub(super) struct Faces {
    pub(super) plain: Face,
    pub(super) bold: Face,
    pub(super) title: Face,
}

impl Faces {
    pub(super) fn load() -> Result<Self, PaperError> {
        Ok(Self {
            plain: Face::load(dejavu::sans::regular())?,
            bold: Face::load(dejavu::sans::bold())?,
            title: Face::load(dejavu::serif::bold())?,
        })
    }
}

/// How a line is set.
#[derive(Clone, Copy)]
pub(super) struct Style<'a> {
    pub(super) face: &'a Face,
    pub(super) size: f32,
    pub(super) colour: (u8, u8, u8),
}

/// Sets a line with its baseline's beginning at a point.
pub(super) fn text(
    surface: &mut Surface<'_>,
    (x, y): (f32, f32),
    style: Style<'_>,
    line: &str,
) -> Result<(), PaperError> {
    // Measured for the letters that the font may not have.
    style.face.width(line, style.size)?;
    surface.set_fill(Some(fill(style.colour)));
    let (font, size) = (style.face.font.clone(), style.size);
    surface.draw_text(Point::from_xy(x, y), font, size, line, false, TextDirection::LeftToRight);
    Ok(())
}

/// Sets a line in the middle of `centre`.
pub(super) fn centred(
    surface: &mut Surface<'_>,
    (centre, y): (f32, f32),
    style: Style<'_>,
    line: &str,
) -> Result<(), PaperError> {
    let width = style.face.width(line, style.size)?;
    text(surface, (centre - width / 2.0, y), style, line)
}

/// The largest size up to the style's at which a line fits into a width, but no smaller than `least`.
pub(super) fn fitting<'a>(
    style: Style<'a>,
    line: &str,
    width: f32,
    least: f32,
) -> Result<Style<'a>, PaperError> {
    let natural = style.face.width(line, style.size)?;
    let size = if natural > width { style.size * width / natural } else { style.size };
    Ok(Style { size: size.max(least), ..style })
}

/// Fills a rectangle, given by its left, top, width and height.
pub(super) fn area(
    surface: &mut Surface<'_>,
    (left, top, width, height): (f32, f32, f32, f32),
    colour: (u8, u8, u8),
) {
    areas(surface, &[(left, top, width, height)], colour);
}

/// Fills rectangles in one go.
pub(super) fn areas(
    surface: &mut Surface<'_>,
    rectangles: &[(f32, f32, f32, f32)],
    colour: (u8, u8, u8),
) {
    let mut path = PathBuilder::new();
    for (left, top, width, height) in rectangles {
        if let Some(rectangle) = Rect::from_xywh(*left, *top, *width, *height) {
            path.push_rect(rectangle);
        }
    }
    if let Some(path) = path.finish() {
        surface.set_fill(Some(fill(colour)));
        surface.draw_path(&path);
    }
}

/// A frame of four lines.
pub(super) fn frame(
    surface: &mut Surface<'_>,
    (left, top, width, height): (f32, f32, f32, f32),
    thick: f32,
    colour: (u8, u8, u8),
) {
    let (right, bottom) = (left + width - thick, top + height - thick);
    let lines = [
        (left, top, width, thick),
        (left, bottom, width, thick),
        (left, top, thick, height),
        (right, top, thick, height),
    ];
    areas(surface, &lines, colour);
}

fn fill((red, green, blue): (u8, u8, u8)) -> Fill {
    let paint = rgb::Color::new(red, green, blue).into();
    Fill { paint, opacity: NormalizedF32::ONE, ..Fill::default() }
}
