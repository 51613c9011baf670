//! The fonts, and which of them has a letter: a line is cut into runs of one font each, and shaped.
//!
//! Measuring, drawing and the check before a certificate is issued all go through [`Face::runs`], so
//! that what was issued can be drawn.

use std::{
    ops::Range,
    sync::{LazyLock, OnceLock},
};

use balai_shared::contact::is_invisible;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use unicode_script::{Script, UnicodeScript};

use super::{PaperError, pen::to_f32};

/// A font as it is measured and, once it is needed, as the page knows it.
struct Loaded {
    bytes: &'static [u8],
    measure: rustybuzz::Face<'static>,
    font: OnceLock<Option<Font>>,
}

impl Loaded {
    fn load(bytes: &'static [u8]) -> Option<Self> {
        let measure = rustybuzz::Face::from_slice(bytes, 0)?;
        Some(Self { bytes, measure, font: OnceLock::new() })
    }

    fn font(&self) -> Result<Font, PaperError> {
        let font = self.font.get_or_init(|| Font::new(self.bytes.into(), 0));
        font.clone().ok_or_else(broken)
    }

    /// How far letters go below the line, at size 1.
    fn depth(&self) -> f32 {
        -to_f32(self.measure.descender().into()) / to_f32(self.measure.units_per_em())
    }

    fn has(&self, letter: char) -> bool {
        self.measure.glyph_index(letter).is_some()
    }
}

fn broken() -> PaperError {
    PaperError::Internal("a font can't be read".to_owned())
}

/// The fonts for what the main ones lack.
struct Others {
    balinese: Loaded,
    batak: Loaded,
    buginese: Loaded,
    javanese: Loaded,
    rejang: Loaded,
    sundanese: Loaded,
    east_asian: Loaded,
}

impl Others {
    fn load() -> Option<Self> {
        Some(Self {
            balinese: Loaded::load(include_bytes!("../../fonts/NotoSansBalinese-Regular.ttf"))?,
            batak: Loaded::load(include_bytes!("../../fonts/NotoSansBatak-Regular.ttf"))?,
            buginese: Loaded::load(include_bytes!("../../fonts/NotoSansBuginese-Regular.ttf"))?,
            javanese: Loaded::load(include_bytes!("../../fonts/NotoSansJavanese-Regular.ttf"))?,
            rejang: Loaded::load(include_bytes!("../../fonts/NotoSansRejang-Regular.ttf"))?,
            sundanese: Loaded::load(include_bytes!("../../fonts/NotoSansSundanese-Regular.ttf"))?,
            east_asian: Loaded::load(include_bytes!("../../fonts/DroidSansFallback.ttf"))?,
        })
    }
}

/// The fonts of a document.
pub(super) struct Faces {
    plain: Loaded,
    bold: Loaded,
    title: Loaded,
    others: Others,
}

/// Read once: they are part of the program.
static FACES: LazyLock<Option<Faces>> = LazyLock::new(|| {
    Some(Faces {
        plain: Loaded::load(dejavu::sans::regular())?,
        bold: Loaded::load(dejavu::sans::bold())?,
        title: Loaded::load(dejavu::serif::bold())?,
        others: Others::load()?,
    })
});

impl Faces {
    pub(super) fn get() -> Result<&'static Self, PaperError> {
        FACES.as_ref().ok_or_else(broken)
    }

    pub(super) fn plain(&'static self) -> Face {
        Face { main: &self.plain, others: &self.others }
    }

    pub(super) fn bold(&'static self) -> Face {
        Face { main: &self.bold, others: &self.others }
    }

    pub(super) fn title(&'static self) -> Face {
        Face { main: &self.title, others: &self.others }
    }

    /// Whether every place of a certificate can bear the text.
    pub(super) fn can_bear(&'static self, text: &str) -> bool {
        [self.plain(), self.bold(), self.title()].iter().all(|face| face.runs(text).is_ok())
    }
}

/// One of the main fonts, and those that help it out.
#[derive(Clone, Copy)]
pub(super) struct Face {
    main: &'static Loaded,
    others: &'static Others,
}

/// A part of a line that one font sets.
pub(super) struct Run<'a> {
    font: &'static Loaded,
    /// The part.
    pub(super) text: &'a str,
    /// Its glyphs, at size 1.
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// How long it is at size 1.
    pub(super) width: f32,
}

impl Run<'_> {
    pub(super) fn font(&self) -> Result<Font, PaperError> {
        self.font.font()
    }
}

impl Face {
    /// The line in runs, from left to right; an error for a character that can't be seen or that no
    /// font has, and for scripts that are written from right to left.
    pub(super) fn runs<'a>(&self, line: &'a str) -> Result<Vec<Run<'a>>, PaperError> {
        let mut parts: Vec<(&'static Loaded, Range<usize>)> = Vec::new();
        for (at, letter) in line.char_indices() {
            let current = parts.last().map_or(self.main, |(font, _)| *font);
            let font = self.font_of(letter, current).ok_or(PaperError::Letter)?;
            let end = at + letter.len_utf8();
            match parts.last_mut() {
                Some((known, range)) if std::ptr::eq(*known, font) => range.end = end,
                Some(_) | None => parts.push((font, at..end)),
            }
        }
        parts.into_iter().map(|(font, range)| shaped(font, line.get(range).unwrap_or(""))).collect()
    }

    /// The font for a letter that comes after one in `current`.
    fn font_of(&self, letter: char, current: &'static Loaded) -> Option<&'static Loaded> {
        if is_invisible(letter) {
            return None;
        }
        let (script, others) = (letter.script(), self.others);
        // Marks go with their letter; digits and signs stay in the font before them where they can.
        if script == Script::Inherited {
            return Some(current).filter(|font| font.has(letter));
        }
        if script == Script::Common {
            let fonts = [current, self.main, &others.east_asian];
            return fonts.into_iter().find(|font| font.has(letter));
        }
        let fonts: [(Script, &'static Loaded); 14] = [
            (Script::Latin, self.main),
            (Script::Greek, self.main),
            (Script::Cyrillic, self.main),
            (Script::Balinese, &others.balinese),
            (Script::Batak, &others.batak),
            (Script::Buginese, &others.buginese),
            (Script::Javanese, &others.javanese),
            (Script::Rejang, &others.rejang),
            (Script::Sundanese, &others.sundanese),
            (Script::Han, &others.east_asian),
            (Script::Hiragana, &others.east_asian),
            (Script::Katakana, &others.east_asian),
            (Script::Hangul, &others.east_asian),
            (Script::Bopomofo, &others.east_asian),
        ];
        let font = fonts.into_iter().find(|(known, _)| *known == script).map(|(_, font)| font);
        font.filter(|font| font.has(letter))
    }

    /// How much deeper than letters of the main font the line goes, at size 1.
    pub(super) fn deeper(&self, line: &str) -> Result<f32, PaperError> {
        let usual = self.main.depth();
        let deepest = self.runs(line)?.iter().map(|run| run.font.depth()).fold(usual, f32::max);
        Ok(deepest - usual)
    }

    /// Whether a line may be broken before this letter although there is no space.
    pub(super) fn breaks_before(&self, letter: char) -> bool {
        let east_asian: &'static Loaded = &self.others.east_asian;
        let font = self.font_of(letter, self.main);
        letter.is_alphabetic() && font.is_some_and(|font| std::ptr::eq(font, east_asian))
    }
}

fn shaped<'a>(font: &'static Loaded, text: &'a str) -> Result<Run<'a>, PaperError> {
    let mut buffer = rustybuzz::UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(rustybuzz::Direction::LeftToRight);
    let shaped = rustybuzz::shape(&font.measure, &[], buffer);
    let (infos, units) = (shaped.glyph_infos(), to_f32(font.measure.units_per_em()));
    if infos.iter().any(|glyph| glyph.glyph_id == 0) {
        return Err(PaperError::Letter);
    }
    let begin = |cluster: u32| usize::try_from(cluster).unwrap_or(usize::MAX);
    let mut run = Run { font, text, glyphs: Vec::with_capacity(infos.len()), width: 0.0 };
    for (place, (info, position)) in infos.iter().zip(shaped.glyph_positions()).enumerate() {
        // A cluster goes on to where the next one begins.
        let next = infos.iter().skip(place).find(|glyph| glyph.cluster != info.cluster);
        let end = next.map_or(text.len(), |glyph| begin(glyph.cluster));
        let [advance, right, up, down] =
            [position.x_advance, position.x_offset, position.y_offset, position.y_advance]
                .map(|length| to_f32(length) / units);
        run.width += advance;
        run.glyphs.push(KrillaGlyph::new(
            GlyphId::new(info.glyph_id),
            advance,
            right,
            up,
            down,
            begin(info.cluster)..end,
            None,
        ));
    }
    Ok(run)
}
