//! Writing on a page: lines that are measured before they are set, and areas.

use krilla::{
    color::rgb,
    geom::{PathBuilder, Point, Rect},
    num::NormalizedF32,
    paint::Fill,
    surface::Surface,
};

use super::{PaperError, face::Face};

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

impl Face {
    /// How long a text is at a size, in points; an error for letters that no font has.
    pub(super) fn width(&self, text: &str, size: f32) -> Result<f32, PaperError> {
        Ok(self.runs(text)?.iter().map(|run| run.width).sum::<f32>() * size)
    }

    /// The text in lines no longer than `width`, broken between words, and between letters of scripts
    /// that have no spaces; a word that is longer stands alone.
    pub(super) fn lines(
        &self,
        text: &str,
        size: f32,
        width: f32,
    ) -> Result<Vec<String>, PaperError> {
        let mut lines: Vec<String> = Vec::new();
        for (space, word) in self.words(text) {
            let longer = lines.last().map(|line| format!("{line}{space}{word}"));
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

    /// What a line can be broken between, each with what stands before it within a line.
    fn words<'a>(&self, text: &'a str) -> Vec<(&'static str, &'a str)> {
        let mut words = Vec::new();
        for word in text.split_whitespace() {
            let (mut from, mut space) = (0, " ");
            for (at, letter) in word.char_indices() {
                if at > from && self.breaks_before(letter) {
                    words.push((space, word.get(from..at).unwrap_or_default()));
                    (from, space) = (at, "");
                }
            }
            words.push((space, word.get(from..).unwrap_or_default()));
        }
        words
    }
}

/// Whole numbers of a font or a code are small: no digit is lost.
#[expect(clippy::cast_precision_loss, reason = "thousands at most")]
pub(super) const fn to_f32(number: i32) -> f32 {
    number as f32
}

/// How a line is set.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) face: Face,
    pub(super) size: f32,
    pub(super) colour: (u8, u8, u8),
}

/// Sets a line with its baseline's beginning at a point.
pub(super) fn text(
    surface: &mut Surface<'_>,
    (x, y): (f32, f32),
    style: Style,
    line: &str,
) -> Result<(), PaperError> {
    surface.set_fill(Some(fill(style.colour)));
    let mut at = x;
    for run in style.face.runs(line)? {
        let (font, start) = (run.font()?, Point::from_xy(at, y));
        surface.draw_glyphs(start, &run.glyphs, font, run.text, style.size, false);
        at += run.width * style.size;
    }
    Ok(())
}

/// Sets a line in the middle of `centre`.
pub(super) fn centred(
    surface: &mut Surface<'_>,
    (centre, y): (f32, f32),
    style: Style,
    line: &str,
) -> Result<(), PaperError> {
    let width = style.face.width(line, style.size)?;
    text(surface, (centre - width / 2.0, y), style, line)
}

/// The largest size up to the style's at which a line fits into a width, but no smaller than `least`.
pub(super) fn fitting(
    style: Style,
    line: &str,
    width: f32,
    least: f32,
) -> Result<Style, PaperError> {
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
