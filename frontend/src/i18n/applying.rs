//! The words of applying in steps. The browser downloads only those that its own pages show.

use balai_shared::language::Language;

/// What the app's pages say of drafts.
pub struct DraftWords {
    pub(crate) stepwise: &'static str,
    pub(crate) resume: &'static str,
    pub(crate) discard: &'static str,
}

/// What the app's pages say of drafts, in this page's language.
#[must_use]
pub fn draft_words() -> &'static DraftWords {
    match crate::visit::language() {
        Language::Id => &DRAFT_ID,
        Language::En => &DRAFT_EN,
    }
}

static DRAFT_ID: DraftWords = DraftWords {
    stepwise: "Daftar bertahap, dengan dokumen",
    resume: "Lanjutkan",
    discard: "Hapus",
};

static DRAFT_EN: DraftWords = DraftWords {
    stepwise: "Apply step by step, with documents",
    resume: "Go on",
    discard: "Delete",
};

/// The words of the steps in one language. `{}` in a text is filled with a value.
#[cfg(feature = "ssr")]
pub struct ApplyingWords {
    pub(crate) title: &'static str,
    pub(crate) step_of: &'static str,
    pub(crate) saved_at: &'static str,
    pub(crate) to_session: &'static str,
    pub(crate) step_before: &'static str,
    pub(crate) conditions: &'static str,
    pub(crate) what_comes: &'static str,
    pub(crate) begin: &'static str,
    pub(crate) go_on: &'static str,
    pub(crate) profile_first: &'static str,
    pub(crate) not_for_you: &'static str,
    pub(crate) closed: &'static str,
    pub(crate) fitting: &'static str,
    pub(crate) fitting_hint: &'static str,
    pub(crate) none_fitting: &'static str,
    pub(crate) starts_and_seats: &'static str,
    pub(crate) documents: &'static str,
    pub(crate) documents_intro: &'static str,
    pub(crate) there: &'static str,
    pub(crate) not_there: &'static str,
    pub(crate) sent_at: &'static str,
    pub(crate) see_file: &'static str,
    pub(crate) your_document: &'static str,
    pub(crate) take_photo: &'static str,
    pub(crate) choose_file: &'static str,
    pub(crate) pdf_as_it_is: &'static str,
    pub(crate) other_way: &'static str,
    pub(crate) keep: &'static str,
    pub(crate) replace: &'static str,
    pub(crate) delete: &'static str,
    pub(crate) shrinking: &'static str,
    pub(crate) ready: &'static str,
    pub(crate) still_too_large: &'static str,
    pub(crate) motivation: &'static str,
    pub(crate) save_and_go_on: &'static str,
    pub(crate) review: &'static str,
    pub(crate) review_intro: &'static str,
    pub(crate) first_day: &'static str,
    pub(crate) change: &'static str,
    pub(crate) not_filled: &'static str,
    pub(crate) no_seat_yet: &'static str,
    pub(crate) send: &'static str,
    pub(crate) discard_draft: &'static str,
    pub(crate) discard_question: &'static str,
    pub(crate) discard_hint: &'static str,
    pub(crate) discard_yes: &'static str,
    pub(crate) discard_no: &'static str,
}

/// The words of the steps in this page's language.
#[cfg(feature = "ssr")]
#[must_use]
pub fn applying_words() -> &'static ApplyingWords {
    match crate::visit::language() {
        Language::Id => &ID,
        Language::En => &EN,
    }
}

#[cfg(feature = "ssr")]
static ID: ApplyingWords = ApplyingWords {
    title: "Mendaftar: {}",
    step_of: "Langkah {} dari 4",
    saved_at: "Tersimpan {}",
    to_session: "Ke halaman pelatihan",
    step_before: "Langkah sebelumnya",
    conditions: "Sebelum mulai",
    what_comes: "Siapkan KTP, KK, ijazah terakhir, dan pas foto bila ada. Setiap langkah langsung tersimpan. Anda boleh berhenti dan melanjutkan kapan saja, juga dari ponsel lain.",
    begin: "Mulai mendaftar",
    go_on: "Lanjut",
    profile_first: "Lengkapi data diri dulu",
    not_for_you: "Pelatihan ini belum cocok untuk Anda sekarang. Alasannya ada di bawah.",
    closed: "Pendaftaran untuk jadwal ini sedang tidak dibuka.",
    fitting: "Yang cocok untuk Anda",
    fitting_hint: "Anda memenuhi syarat jadwal-jadwal ini, dan pendaftarannya sedang dibuka.",
    none_fitting: "Saat ini belum ada jadwal lain yang cocok. Jadwal baru terus bertambah di daftar pelatihan.",
    starts_and_seats: "Mulai {} · {} kursi tersisa",
    documents: "Dokumen",
    documents_intro: "Kirim yang sudah ada; yang belum ada boleh menyusul. Hanya Anda dan balai tempat Anda mendaftar yang bisa membukanya. Lokasi foto kami buang.",
    there: "Sudah ada",
    not_there: "Belum ada",
    sent_at: "Dikirim {}",
    see_file: "Lihat berkas (PDF)",
    your_document: "{} Anda",
    take_photo: "Ambil foto",
    choose_file: "Pilih berkas dari ponsel",
    pdf_as_it_is: "PDF disimpan apa adanya, termasuk nama pembuat di dalamnya. Dari foto, tempat dan waktu pemotretan dihapus.",
    other_way: "Atau pilih berkas yang sudah ada",
    keep: "Simpan {}",
    replace: "Ganti {}",
    delete: "Hapus {}",
    shrinking: "Foto sedang dikecilkan…",
    ready: "Siap dikirim: {} ({}).",
    still_too_large: "Berkas ini {}, lebih besar dari 5 MB. Pilih berkas yang lebih kecil.",
    motivation: "Alasan ikut",
    save_and_go_on: "Simpan dan lanjut",
    review: "Periksa dan kirim",
    review_intro: "Baca sekali lagi. Sesudah dikirim, pendaftaran dibaca oleh balai.",
    first_day: "Hari pertama",
    change: "Ubah",
    not_filled: "Tidak diisi",
    no_seat_yet: "Kursi baru dihitung sesudah pendaftaran dikirim. Tombol di bawah aman ditekan lagi bila jaringan putus: pendaftaran tidak terkirim dua kali.",
    send: "Kirim pendaftaran",
    discard_draft: "Hapus pendaftaran yang belum dikirim ini",
    discard_question: "Hapus pendaftaran ini?",
    discard_hint: "Pendaftaran ini belum dikirim. Alasan yang Anda tulis ikut terhapus; dokumen Anda tetap tersimpan.",
    discard_yes: "Ya, hapus",
    discard_no: "Tidak, lanjutkan",
};

#[cfg(feature = "ssr")]
static EN: ApplyingWords = ApplyingWords {
    title: "Applying: {}",
    step_of: "Step {} of 4",
    saved_at: "Saved {}",
    to_session: "To the training's page",
    step_before: "The step before",
    conditions: "Before you begin",
    what_comes: "Have your KTP, KK, latest diploma and a portrait ready, if you have them. Every step is saved at once. You can stop and go on whenever you like, also on another phone.",
    begin: "Begin",
    go_on: "Go on",
    profile_first: "Complete your details first",
    not_for_you: "This training is not for you at the moment. Why is told below.",
    closed: "Registration for this session is not open.",
    fitting: "What fits you",
    fitting_hint: "You meet the conditions of these sessions, and their registration is open.",
    none_fitting: "No other session fits right now. New ones keep coming to the list of trainings.",
    starts_and_seats: "Starts {} · {} seats left",
    documents: "Documents",
    documents_intro: "Send what you have; the rest can follow. Only you and the centre that you apply to can open them. We take the place out of photos.",
    there: "Here",
    not_there: "Not here yet",
    sent_at: "Sent {}",
    see_file: "See the file (PDF)",
    your_document: "Your {}",
    take_photo: "Take a photo",
    choose_file: "Choose a file on the phone",
    pdf_as_it_is: "A PDF is kept as it is, with its author's name inside. From photos, the place and time are taken out.",
    other_way: "Or choose a file that you have",
    keep: "Save: {}",
    replace: "Replace: {}",
    delete: "Delete: {}",
    shrinking: "Making the photo smaller…",
    ready: "Ready to send: {} ({}).",
    still_too_large: "This file has {}, more than 5 MB. Choose a smaller one.",
    motivation: "Why you want to join",
    save_and_go_on: "Save and go on",
    review: "Check and send",
    review_intro: "Read it once more. Once it is sent, the centre reads it.",
    first_day: "First day",
    change: "Change",
    not_filled: "Not filled in",
    no_seat_yet: "A seat is counted only once the application is sent. You can press the button again if the network breaks: it is never sent twice.",
    send: "Send the application",
    discard_draft: "Delete this application, which isn't sent",
    discard_question: "Delete this application?",
    discard_hint: "It isn't sent yet. The reason that you wrote is deleted with it; your documents stay.",
    discard_yes: "Yes, delete it",
    discard_no: "No, go on",
};
