//! Words for documents.

use crate::document::{DocumentKind, DocumentState};
use crate::error::FieldCode;
use crate::language::Language;

/// What a document is called.
#[must_use]
pub const fn document_kind(kind: DocumentKind, language: Language) -> &'static str {
    match kind {
        DocumentKind::Ktp => language.pick("KTP", "Identity card (KTP)"),
        DocumentKind::Kk => language.pick("Kartu Keluarga (KK)", "Family card (KK)"),
        DocumentKind::Diploma => language.pick("Ijazah terakhir", "Latest diploma (ijazah)"),
        DocumentKind::Photo => language.pick("Pas foto", "Portrait photo"),
    }
}

/// How a document stands; the same words on both sides.
#[must_use]
pub const fn document_state(state: DocumentState, language: Language) -> &'static str {
    match state {
        DocumentState::Asked => language.pick("Perlu dilengkapi", "Asked for"),
        DocumentState::Received => language.pick("Diterima, belum diperiksa", "Received"),
        DocumentState::Unreadable => {
            language.pick("Tidak terbaca, kirim lagi", "Unreadable, please again")
        }
        DocumentState::Accepted => language.pick("Sudah sesuai", "Accepted"),
    }
}

/// The link to an application's documents: whether some are wanted, and the deadline in words.
#[must_use]
pub fn documents_link(wanted: bool, due: Option<&str>, language: Language) -> String {
    if !wanted {
        return String::from(language.pick("Dokumen Anda", "Your documents"));
    }
    let mut text = String::from(
        language.pick("Kirim dokumen yang diminta balai", "Send what the centre asks for"),
    );
    if let Some(due) = due {
        text.push_str(language.pick(", paling lambat ", ", by "));
        text.push_str(due);
    }
    text
}

/// What a good one looks like.
#[must_use]
pub const fn document_hint(kind: DocumentKind, language: Language) -> &'static str {
    match kind {
        DocumentKind::Ktp => language.pick(
            "Letakkan di tempat terang. Keempat sudut dan semua tulisan harus terlihat.",
            "Lay it where there is light. All four corners and all the writing should be seen.",
        ),
        DocumentKind::Kk => language.pick(
            "Seluruh halaman terlihat dan NIK Anda terbaca. Foto atau PDF.",
            "The whole page is seen and your NIK can be read. A photo or a PDF.",
        ),
        DocumentKind::Diploma => language.pick(
            "Ijazah atau surat keterangan lulus. Foto atau PDF.",
            "The diploma, or the letter that says you graduated. A photo or a PDF.",
        ),
        DocumentKind::Photo => language.pick(
            "Wajah menghadap ke depan, latar polos. Bukan PDF.",
            "Facing the camera, plain background. Not a PDF.",
        ),
    }
}

/// How phones that make HEIC pictures are told to make those that everybody can open.
#[must_use]
pub const fn heic_hint(language: Language) -> &'static str {
    language.pick(
        "Foto HEIC tidak bisa dibaca. Di iPhone: Pengaturan › Kamera › Format › Paling Kompatibel, lalu ambil lagi fotonya. Di ponsel lain, matikan “efisiensi tinggi” (HEIF) di setelan kamera.",
        "HEIC pictures can't be read. On an iPhone: Settings › Camera › Formats › Most Compatible, then take the photo again. On other phones, turn off “high efficiency” (HEIF) in the camera's settings.",
    )
}

/// A text in both languages.
type Pair = (&'static str, &'static str);

const NOTHING: Pair = ("Pilih atau ambil fotonya dulu.", "Take or choose the photo first.");
const TOO_LARGE: Pair = (
    "Berkas ini lebih besar dari 5 MB. Perkecil fotonya, atau ambil ulang dengan ukuran lebih kecil.",
    "This file is larger than 5 MB. Make the photo smaller, or take it again in a smaller size.",
);
const PORTRAIT_AS_PDF: Pair = (
    "Berkas ini PDF. Untuk pas foto, pilih gambar (JPG, PNG, atau WebP).",
    "This file is a PDF. For the portrait choose an image (JPG, PNG or WebP).",
);
const NO_PORTRAIT: Pair = (
    "Berkas ini tidak bisa dibaca sebagai gambar. Ambil fotonya lagi (JPG, PNG, atau WebP).",
    "This file can't be read as an image. Take the photo again (JPG, PNG or WebP).",
);
const NO_DOCUMENT: Pair = (
    "Berkas ini tidak bisa dibaca sebagai foto atau PDF. Ambil fotonya lagi, atau pilih berkas lain.",
    "This file can't be read as a photo or a PDF. Take the photo again, or choose another file.",
);
const CONTACT_FIRST: Pair = (
    "Pastikan dulu nomor HP atau email Anda di halaman Akun; setelah itu ada tempat untuk berkas ini.",
    "Confirm your phone number or e-mail under Account first; then there is space for this file.",
);
const TOO_MANY_PIXELS: Pair = (
    "Gambar ini terlalu besar ukurannya (lebih dari 40 megapiksel). Perkecil gambarnya, atau ambil fotonya lagi dengan ukuran lebih kecil.",
    "This picture is too large (over 40 megapixels). Make it smaller, or take the photo again in a smaller size.",
);
const LOCKED: Pair = (
    "PDF ini dikunci dengan kata sandi. Simpan lagi tanpa kata sandi, atau kirim fotonya.",
    "This PDF is locked with a password. Save it without one, or send a photo.",
);
const SCRIPT: Pair = (
    "PDF ini memuat program yang berjalan sendiri. Cetak ke PDF baru, atau kirim fotonya.",
    "This PDF holds a program that runs by itself. Print it to a new PDF, or send a photo.",
);
const ATTACHMENT: Pair = (
    "PDF ini memuat berkas lain di dalamnya. Cetak ke PDF baru, atau kirim fotonya.",
    "This PDF holds other files. Print it to a new PDF, or send a photo.",
);
const FORM: Pair = (
    "PDF ini formulir yang masih bisa diisi. Cetak ke PDF baru, atau kirim fotonya.",
    "This PDF is a form to be filled in. Print it to a new PDF, or send a photo.",
);

/// What to do about a file that can't be kept; `None` for what can't be wrong with a file.
pub(super) const fn wrong(
    kind: DocumentKind,
    code: FieldCode,
    language: Language,
) -> Option<&'static str> {
    let (id, en) = match (code, kind) {
        (FieldCode::Required, _) => NOTHING,
        (FieldCode::TooLong, _) => TOO_LARGE,
        (FieldCode::NotAllowed, DocumentKind::Photo) => PORTRAIT_AS_PDF,
        (FieldCode::InvalidFormat, DocumentKind::Photo) => NO_PORTRAIT,
        (FieldCode::ConfirmContactFirst, _) => CONTACT_FIRST,
        (FieldCode::NotAllowed | FieldCode::InvalidFormat, _) => NO_DOCUMENT,
        (FieldCode::PictureTooLarge, _) => TOO_MANY_PIXELS,
        (FieldCode::PdfLocked, _) => LOCKED,
        (FieldCode::PdfScript, _) => SCRIPT,
        (FieldCode::PdfAttachment, _) => ATTACHMENT,
        (FieldCode::PdfForm, _) => FORM,
        (
            FieldCode::TooShort
            | FieldCode::NotDigits
            | FieldCode::WrongLength
            | FieldCode::InvalidDate
            | FieldCode::NikBirthDateMismatch
            | FieldCode::NikSexMismatch
            | FieldCode::NikImpossibleDate
            | FieldCode::KkImpossibleDate
            | FieldCode::UnknownRegion
            | FieldCode::NikTaken
            | FieldCode::PhoneTaken
            | FieldCode::EmailTaken
            | FieldCode::WrongPassword
            | FieldCode::WrongCode
            | FieldCode::OutOfRange
            | FieldCode::UnknownValue
            | FieldCode::MustBeAfter
            | FieldCode::TooMany
            | FieldCode::TooCommon
            | FieldCode::TooPersonal
            | FieldCode::Differs
            | FieldCode::Locked
            | FieldCode::HasRole
            | FieldCode::TrainingRunning
            | FieldCode::TwoPeople
            | FieldCode::HasBenefit
            | FieldCode::SameSession
            | FieldCode::TrainingsOverlap
            | FieldCode::NoProvedContact
            | FieldCode::PaymentUnderWay
            | FieldCode::PayoutTaken
            | FieldCode::SeatHandedOn
            | FieldCode::FewerThanTaken
            | FieldCode::Outdated
            | FieldCode::Expired
            | FieldCode::Revoked,
            _,
        ) => return None,
    };
    Some(language.pick(id, en))
}
