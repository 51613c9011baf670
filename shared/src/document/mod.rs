//! Documents that people show when they apply: which there are, what files they may be, and what is
//! taken out of a file before it is kept.

mod clean;
mod jpeg;
mod size;
mod standing;

pub use clean::{FileFault, clean};
pub use size::MOST_PIXELS;
pub use standing::{
    DocumentState, DocumentVerdict, LONGEST_REQUEST_NOTE, check_due, standing, takes_documents,
};

use std::str::FromStr;

use crate::word::UnknownName;

word_enum! {
    /// What a document is.
    pub enum DocumentKind {
        /// The identity card (KTP).
        Ktp = "KTP",
        /// The family card (KK).
        Kk = "KK",
        /// The latest diploma (ijazah).
        Diploma = "DIPLOMA",
        /// A portrait (pas foto).
        Photo = "PHOTO",
    }
}

impl DocumentKind {
    /// Whether the document may be a file of that kind: a portrait is shown, so it is an image.
    #[must_use]
    pub const fn allows(self, media: MediaType) -> bool {
        match (self, media) {
            (_, MediaType::Jpeg | MediaType::Png | MediaType::Webp)
            | (Self::Ktp | Self::Kk | Self::Diploma, MediaType::Pdf) => true,
            (Self::Photo, MediaType::Pdf) => false,
        }
    }
}

/// The largest file, in bytes. A photo of 1600 pixels has a tenth of it.
pub const LARGEST: usize = 5 * 1024 * 1024;

/// What a file is, whatever it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    /// `image/jpeg`
    Jpeg,
    /// `image/png`
    Png,
    /// `image/webp`
    Webp,
    /// `application/pdf`
    Pdf,
}

impl MediaType {
    /// Every one.
    pub const ALL: &'static [Self] = &[Self::Jpeg, Self::Png, Self::Webp, Self::Pdf];

    /// As HTTP writes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
        }
    }

    /// By how the file begins: neither its name nor what the browser says of it counts.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
            Some(Self::Jpeg)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else if bytes.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else {
            None
        }
    }
}

impl FromStr for MediaType {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        Self::ALL.iter().copied().find(|media| media.as_str() == text).ok_or(UnknownName)
    }
}
