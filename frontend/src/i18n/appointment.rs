//! The words of the page on which an applicant chooses the time of a test or an interview.

use balai_shared::language::Language;

/// The page's words in one language. `{}` in a text is filled with a value.
pub struct AppointmentWords {
    pub(crate) title: &'static str,
    pub(crate) intro: &'static str,
    pub(crate) unnamed: &'static str,
    pub(crate) yours: &'static str,
    pub(crate) change_until: &'static str,
    pub(crate) fixed: &'static str,
    pub(crate) bring: &'static str,
    pub(crate) choose: &'static str,
    pub(crate) choose_other: &'static str,
    pub(crate) seats: &'static str,
    pub(crate) until: &'static str,
    pub(crate) book: &'static str,
    pub(crate) move_here: &'static str,
    pub(crate) give_back: &'static str,
    pub(crate) full: &'static str,
    pub(crate) none: &'static str,
    pub(crate) none_hint: &'static str,
    pub(crate) saved: &'static str,
    pub(crate) given_back: &'static str,
}

/// Those words in this page's language.
#[must_use]
pub fn appointment_words() -> &'static AppointmentWords {
    match crate::visit::language() {
        Language::Id => &ID,
        Language::En => &EN,
    }
}

static ID: AppointmentWords = AppointmentWords {
    title: "Waktu tes dan wawancara",
    intro: "Pilih waktu yang cocok untuk Anda. Satu waktu untuk setiap tes atau wawancara.",
    unnamed: "Tes atau wawancara",
    yours: "Waktu Anda",
    change_until: "Dapat dipindah atau dilepas paling lambat {}.",
    fixed: "Waktu ini tidak dapat diubah lagi di sini. Bila berhalangan, hubungi balai.",
    bring: "Bawa KTP, dan datang 15 menit lebih awal.",
    choose: "Pilih waktu",
    choose_other: "Pindah ke waktu lain",
    seats: "Sisa tempat: {}",
    until: "Pilih paling lambat {}",
    book: "Ambil waktu ini",
    move_here: "Pindah ke waktu ini",
    give_back: "Lepas waktu ini",
    full: "Semua waktu sudah penuh. Kami beri tahu bila balai membuka waktu lain.",
    none: "Belum ada waktu untuk dipilih",
    none_hint: "Kami beri tahu begitu balai membukanya.",
    saved: "Waktu Anda tersimpan. Kami ingatkan sehari sebelumnya.",
    given_back: "Waktu itu sudah dilepas. Jangan lupa memilih yang lain.",
};

static EN: AppointmentWords = AppointmentWords {
    title: "Times of tests and interviews",
    intro: "Choose a time that suits you: one for each test or interview.",
    unnamed: "Test or interview",
    yours: "Your time",
    change_until: "You can move it or give it back until {}.",
    fixed: "This time can't be changed here any more. If you can't come, tell the centre.",
    bring: "Bring your KTP, and come 15 minutes early.",
    choose: "Choose a time",
    choose_other: "Move to another time",
    seats: "Places left: {}",
    until: "Choose by {}",
    book: "Take this time",
    move_here: "Move to this time",
    give_back: "Give this time back",
    full: "All times are full. We tell you when the centre opens more.",
    none: "There is no time to choose yet",
    none_hint: "We tell you as soon as the centre opens some.",
    saved: "Your time is kept. We remind you a day before.",
    given_back: "You have given that time back. Don't forget to choose another.",
};
