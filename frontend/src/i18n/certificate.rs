//! The words of the page on which anyone checks a certificate.

use balai_shared::language::Language;

/// Those words in one language.
pub struct CertificateWords {
    pub(crate) title: &'static str,
    pub(crate) intro: &'static str,
    pub(crate) valid: &'static str,
    pub(crate) revoked: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) program: &'static str,
    pub(crate) institution: &'static str,
    pub(crate) issued_on: &'static str,
    pub(crate) number: &'static str,
    pub(crate) number_hint: &'static str,
    pub(crate) check: &'static str,
}

/// Those words in this page's language.
#[must_use]
pub fn certificate_words() -> &'static CertificateWords {
    match crate::visit::language() {
        Language::Id => &ID,
        Language::En => &EN,
    }
}

static ID: CertificateWords = CertificateWords {
    title: "Periksa sertifikat",
    intro: "Masukkan nomor sertifikat untuk melihat apakah sertifikat itu berlaku.",
    valid: "Sertifikat ini berlaku.",
    revoked: "Sertifikat ini dicabut dan tidak berlaku lagi.",
    unknown: "Tidak ada sertifikat dengan nomor ini. Periksa lagi angka dan tanda hubungnya.",
    name: "Nama",
    kind: "Jenis",
    program: "Pelatihan",
    institution: "Diterbitkan oleh",
    issued_on: "Tanggal terbit",
    number: "Nomor sertifikat",
    number_hint: "Seperti tertulis di sertifikat, misalnya BLK-517101-2026-0001-K3M9QT.",
    check: "Periksa",
};

static EN: CertificateWords = CertificateWords {
    title: "Check a certificate",
    intro: "Enter a certificate's number to see whether it is valid.",
    valid: "This certificate is valid.",
    revoked: "This certificate was taken back and is no longer valid.",
    unknown: "There is no certificate with this number. Look again at its digits and hyphens.",
    name: "Name",
    kind: "Kind",
    program: "Training",
    institution: "Issued by",
    issued_on: "Issued on",
    number: "Certificate number",
    number_hint: "As on the certificate, for example BLK-517101-2026-0001-K3M9QT.",
    check: "Check",
};
