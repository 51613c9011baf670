//! The words about coming to a meeting by a code: the participant's page, and the class's.

use balai_shared::language::Language;

/// The participant's words in one language. `{}` in a text is filled with a value.
#[cfg(feature = "ssr")]
pub struct ShowWords {
    pub(crate) title: &'static str,
    pub(crate) intro: &'static str,
    pub(crate) none: &'static str,
    pub(crate) none_hint: &'static str,
    pub(crate) picture: &'static str,
}

/// Those words in this page's language.
#[cfg(feature = "ssr")]
#[must_use]
pub fn show_words() -> &'static ShowWords {
    match crate::visit::language() {
        Language::Id => &SHOW_ID,
        Language::En => &SHOW_EN,
    }
}

#[cfg(feature = "ssr")]
static SHOW_ID: ShowWords = ShowWords {
    title: "Kode hadir",
    intro: "Tunjukkan kode ini kepada instruktur. Sekali dibuka, halaman ini tetap ada tanpa jaringan.",
    none: "Belum ada kode hadir",
    none_hint: "Kode muncul tujuh hari sebelum pertemuan.",
    picture: "Kode QR yang berisi {}",
};

#[cfg(feature = "ssr")]
static SHOW_EN: ShowWords = ShowWords {
    title: "Attendance code",
    intro: "Show this code to the instructor. Once it was opened, this page stays without a network.",
    none: "No attendance code yet",
    none_hint: "Codes appear seven days before a meeting.",
    picture: "QR code that says {}",
};

/// The words of who takes the codes in one language. `{}` in a text is filled with a value.
#[cfg(feature = "csr")]
pub struct TakeWords {
    pub(crate) meeting: &'static str,
    pub(crate) code: &'static str,
    pub(crate) code_hint: &'static str,
    pub(crate) take: &'static str,
    pub(crate) scan: &'static str,
    pub(crate) stop: &'static str,
    pub(crate) no_camera: &'static str,
    pub(crate) came: &'static str,
    pub(crate) came_late: &'static str,
    pub(crate) unknown: &'static str,
    pub(crate) heading: &'static str,
}

/// Those words in this page's language.
#[cfg(feature = "csr")]
#[must_use]
pub fn take_words() -> &'static TakeWords {
    match crate::visit::language() {
        Language::Id => &TAKE_ID,
        Language::En => &TAKE_EN,
    }
}

#[cfg(feature = "csr")]
static TAKE_ID: TakeWords = TakeWords {
    meeting: "Pertemuan",
    code: "Kode dari HP peserta",
    code_hint: "Enam huruf dan angka, di halaman Kode hadir milik peserta.",
    take: "Catat hadir",
    scan: "Pindai QR",
    stop: "Berhenti memindai",
    no_camera: "Kamera tidak dapat dibuka. Ketik kodenya, atau tandai di daftar.",
    came: "{} hadir.",
    came_late: "{} terlambat, tercatat {} menit.",
    unknown: "Kode ini bukan milik peserta pertemuan ini. Periksa tanggal di HP peserta, atau tandai di daftar.",
    heading: "Hadir dengan kode",
};

#[cfg(feature = "csr")]
static TAKE_EN: TakeWords = TakeWords {
    meeting: "Meeting",
    code: "Code on the participant's phone",
    code_hint: "Six letters and digits, on the participant's page Attendance code.",
    take: "Mark as there",
    scan: "Scan the QR code",
    stop: "Stop scanning",
    no_camera: "The camera can't be opened. Type the code, or mark in the list.",
    came: "{} is there.",
    came_late: "{} is late, marked with {} minutes.",
    unknown: "This code is of nobody at this meeting. Look at the date on the participant's phone, or mark in the list.",
    heading: "Attendance by code",
};
