//! The words of "tell me about the next one": the buttons, which the app has, and the pages, which the
//! server alone renders.

use balai_shared::language::Language;

/// The buttons' words in one language.
pub struct TellWords {
    pub(crate) next: &'static str,
    pub(crate) opens: &'static str,
    pub(crate) found: &'static str,
}

/// Those words in this page's language.
#[must_use]
pub fn tell_words() -> &'static TellWords {
    match crate::visit::language() {
        Language::Id => &TELL_ID,
        Language::En => &TELL_EN,
    }
}

static TELL_ID: TellWords = TellWords {
    next: "Kabari saya yang berikutnya",
    opens: "Kabari saya saat dibuka",
    found: "Kabari saya bila ada yang baru",
};

static TELL_EN: TellWords = TellWords {
    next: "Tell me about the next one",
    opens: "Tell me when it opens",
    found: "Tell me when there is a new one",
};

#[cfg(feature = "ssr")]
pub use pages::{SavedWords, saved_words};

#[cfg(feature = "ssr")]
mod pages {
    use balai_shared::language::Language;

    /// The pages' words in one language. `{}` in a text is filled with a value.
    pub struct SavedWords {
        pub(crate) title: &'static str,
        pub(crate) intro: &'static str,
        pub(crate) saved: &'static str,
        pub(crate) deleted: &'static str,
        pub(crate) undo: &'static str,
        pub(crate) none: &'static str,
        pub(crate) none_hint: &'static str,
        pub(crate) since: &'static str,
        pub(crate) last_told: &'static str,
        pub(crate) not_yet: &'static str,
        pub(crate) delete: &'static str,
        pub(crate) delete_named: &'static str,
        pub(crate) ask_title: &'static str,
        pub(crate) ask: &'static str,
        pub(crate) ask_yes: &'static str,
        pub(crate) how: &'static str,
        pub(crate) too_many: &'static str,
        pub(crate) see_list: &'static str,
        pub(crate) to_messages: &'static str,
        pub(crate) switch: &'static str,
        pub(crate) unconfirmed: &'static str,
        pub(crate) confirm_now: &'static str,
    }

    /// Those words in this page's language.
    #[must_use]
    pub fn saved_words() -> &'static SavedWords {
        match crate::visit::language() {
            Language::Id => &ID,
            Language::En => &EN,
        }
    }

    static ID: SavedWords = SavedWords {
        title: "Pelatihan yang saya tunggu",
        intro: "Begitu ada jadwal baru yang cocok, dan saat pendaftarannya dibuka, Anda kami kabari.",
        saved: "Baik, Anda kami kabari begitu ada yang baru.",
        deleted: "Sudah dihapus. Anda tidak kami kabari lagi tentang ini.",
        undo: "Batal hapus, kabari saya lagi",
        none: "Belum ada yang Anda tunggu",
        none_hint: "Cari pelatihan, lalu tekan “Kabari saya”.",
        since: "Ditunggu sejak",
        last_told: "Kabar terakhir",
        not_yet: "Belum ada kabar",
        delete: "Hapus",
        delete_named: "Hapus {}",
        ask_title: "Kabari saya",
        ask: "Anda akan kami kabari bila ada jadwal baru untuk:",
        ask_yes: "Ya, kabari saya",
        how: "Kabar datang di halaman Pesan, dan lewat email atau SMS bila kontak Anda sudah diverifikasi. Paling banyak tiga sehari di luar Balai. Anda dapat berhenti kapan saja.",
        too_many: "Anda sudah menunggu 20 hal, dan itu paling banyak. Hapus satu dulu, lalu coba lagi.",
        see_list: "Lihat yang saya tunggu",
        to_messages: "Pesan saya",
        switch: "Jadwal baru yang saya tunggu",
        unconfirmed: "Nomor atau email Anda belum diverifikasi. Kabar baru ada di halaman Pesan saja.",
        confirm_now: "Pastikan sekarang",
    };

    static EN: SavedWords = SavedWords {
        title: "Trainings I wait for",
        intro: "As soon as there is a new date that fits, and when its registration opens, we tell you.",
        saved: "Good, we tell you as soon as there is a new one.",
        deleted: "Deleted. We don't tell you about this any more.",
        undo: "Undo, tell me again",
        none: "Nothing saved yet",
        none_hint: "Search for a training, then press “Tell me”.",
        since: "Waiting since",
        last_told: "Last news",
        not_yet: "No news yet",
        delete: "Delete",
        delete_named: "Delete {}",
        ask_title: "Tell me",
        ask: "We will tell you when there is a new date for:",
        ask_yes: "Yes, tell me",
        how: "News come on the page Messages, and by email or SMS where your contact is confirmed. At most three a day outside of Balai. You can stop at any time.",
        too_many: "You wait for 20 things already, and that is the most. Delete one first, then try again.",
        see_list: "See what I wait for",
        to_messages: "My messages",
        switch: "New dates that I wait for",
        unconfirmed: "Your number or email isn't confirmed yet. News stand on the page Messages only.",
        confirm_now: "Confirm now",
    };
}
