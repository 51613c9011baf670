//! Free text, as people write it.

use balai_shared::{
    contact::is_invisible,
    error::{FieldCode, FieldError},
    link::WebLink,
    typed,
};

use crate::{error::Result, paper};

/// A text that may be left out: trimmed, and `None` where nothing is left that can be seen. What is wrong
/// with it joins the other fields' errors.
pub(super) fn optional(
    path: &str,
    text: Option<&str>,
    longest: usize,
    errors: &mut Vec<FieldError>,
) -> Option<String> {
    let shows_nothing = |text: &str| typed::shows_nothing(text) && !text.contains('\0');
    let text = text.map(str::trim).filter(|text| !shows_nothing(text))?;
    let length = text.chars().count();
    if length > longest {
        errors.push(FieldError::with_given(path, FieldCode::TooLong, length));
    }
    // PostgreSQL keeps every character but this one.
    if text.contains('\0') {
        errors.push(FieldError::new(path, FieldCode::InvalidFormat));
    }
    Some(text.to_owned())
}

/// A text that must be there.
pub(super) fn required(
    path: &str,
    text: &str,
    longest: usize,
    errors: &mut Vec<FieldError>,
) -> String {
    optional(path, Some(text), longest, errors).unwrap_or_else(|| {
        errors.push(FieldError::new(path, FieldCode::Required));
        String::new()
    })
}

/// A text that must be there, in one line.
pub(super) fn line(path: &str, text: &str, longest: usize, errors: &mut Vec<FieldError>) -> String {
    let text = required(path, text, longest, errors);
    // A NUL is told above.
    if text.contains(|letter| letter != '\0' && is_invisible(letter)) {
        errors.push(FieldError::new(path, FieldCode::InvalidFormat));
    }
    text
}

/// A line that certificates bear.
///
/// # Errors
/// `INTERNAL` where a font is broken.
pub(super) fn printed(
    path: &str,
    text: &str,
    longest: usize,
    errors: &mut Vec<FieldError>,
) -> Result<String> {
    let text = line(path, text, longest, errors);
    if !text.contains(is_invisible) && !paper::can_bear(&text)? {
        errors.push(FieldError::new(path, FieldCode::NotAllowed));
    }
    Ok(text)
}

/// A link that may be left out, and that others may open without fear.
pub(super) fn link(path: &str, text: Option<&str>, errors: &mut Vec<FieldError>) -> Option<String> {
    let before = errors.len();
    let text = optional(path, text, WebLink::LONGEST, errors)?;
    if errors.len() > before {
        return None;
    }
    match WebLink::parse(&text) {
        Ok(link) => Some(link.as_str().to_owned()),
        Err(_) => {
            errors.push(FieldError::new(path, FieldCode::InvalidFormat));
            None
        }
    }
}
