//! The tokens' contrasts, tested: text on its ground at least 4.5 : 1, other parts at least 3 : 1.

#![expect(clippy::float_arithmetic, reason = "contrast is defined with real numbers [WCAG 2.2]")]

const SHEET: &str = include_str!("../style/tokens.css");

/// Text on its ground.
const TEXTS: [(&str, &str); 16] = [
    ("ink", "ground"),
    ("ink", "surface"),
    ("ink", "bone"),
    ("ink", "main-pale"),
    ("quiet", "ground"),
    ("quiet", "surface"),
    ("quiet", "main-pale"),
    ("main", "ground"),
    ("main", "surface"),
    ("main", "main-pale"),
    ("on-main", "main"),
    ("good", "good-pale"),
    ("wait", "wait-pale"),
    ("stop", "stop-pale"),
    ("stop", "surface"),
    ("wait", "surface"),
];

/// Lines and signs that carry meaning, on their ground.
const PARTS: [(&str, &str); 4] =
    [("edge", "ground"), ("edge", "surface"), ("good", "surface"), ("main", "bone")];

/// The values of the tokens in the light theme and in the dark.
fn themes() -> [&'static str; 2] {
    let (light, dark) = SHEET.split_once("@media").unwrap();
    [light, dark]
}

fn luminance(theme: &str, token: &str) -> f64 {
    let (_, value) = theme.split_once(&format!("--{token}: #")).unwrap();
    let channel = |place: usize| {
        let byte = u8::from_str_radix(&value[place..place + 2], 16).unwrap();
        let share = f64::from(byte) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn contrast(theme: &str, (one, other): (&str, &str)) -> f64 {
    let (one, other) = (luminance(theme, one), luminance(theme, other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_text_stands_out_from_its_ground() {
    for theme in themes() {
        for pair in TEXTS {
            let contrast = contrast(theme, pair);
            assert!(contrast >= 4.5, "{pair:?}: {contrast:.2}");
        }
    }
}

#[test]
fn every_part_with_a_meaning_stands_out_from_its_ground() {
    for theme in themes() {
        for pair in PARTS {
            let contrast = contrast(theme, pair);
            assert!(contrast >= 3.0, "{pair:?}: {contrast:.2}");
        }
    }
}

#[test]
fn no_other_sheet_names_a_colour_or_a_size() {
    for sheet in [include_str!("../style/app.css"), include_str!("../style/staff.css")] {
        assert!(!sheet.contains('#') && !sheet.contains("rgb(") && !sheet.contains("hsl("));
        // A condition of the window can't be a token.
        let rules = sheet.lines().filter(|line| !line.contains("@media") && !line.contains("/*"));
        for word in rules.flat_map(|rule| rule.split([' ', ':', ';', '(', ')', ','])) {
            let unit = word.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == '.');
            let is_size = unit.len() < word.len() && matches!(unit, "px" | "rem" | "ch" | "ms");
            assert!(!is_size, "{word} is no token");
        }
    }
}
