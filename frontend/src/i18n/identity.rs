//! The words of the counter's form for a wrong name or NIK; only the desk downloads them.

use balai_shared::language::Language;

/// Those words in one language. `{}` in a text is filled with a value.
pub struct IdentityWords {
    pub(crate) title: &'static str,
    pub(crate) intro: &'static str,
    pub(crate) stays: &'static str,
    pub(crate) unchanged: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) reason_hint: &'static str,
    pub(crate) button: &'static str,
    pub(crate) done: &'static str,
    pub(crate) not_eligible: &'static str,
    pub(crate) changes: &'static str,
    pub(crate) by_person: &'static str,
}

/// Those words in this page's language.
#[must_use]
pub fn identity_words() -> &'static IdentityWords {
    match crate::visit::language() {
        Language::Id => &ID,
        Language::En => &EN,
    }
}

static ID: IdentityWords = IdentityWords {
    title: "Data KTP salah?",
    intro: "Hanya bila orangnya di depan Anda dengan KTP. Nilai lama dan baru tersimpan di riwayat, dan orangnya diberi tahu.",
    stays: "Kosongkan yang sudah benar.",
    unchanged: "tidak diubah",
    reason: "Alasan perbaikan",
    reason_hint: "Orangnya membaca ini.",
    button: "Perbaiki data KTP",
    done: "Data KTP diperbaiki, dan orangnya diberi tahu.",
    not_eligible: "Pendaftaran yang tidak memenuhi syarat lagi: {}. Belum ada yang ditolak; putuskan sendiri.",
    changes: "Perubahan data KTP",
    by_person: "oleh orangnya sendiri",
};

static EN: IdentityWords = IdentityWords {
    title: "Wrong KTP data?",
    intro: "Only with the person before you and the KTP at hand. Old and new values stay in the history, and the person is told.",
    stays: "Leave empty what is right.",
    unchanged: "unchanged",
    reason: "Reason for the correction",
    reason_hint: "The person reads this.",
    button: "Correct the KTP data",
    done: "The KTP data is corrected, and the person is told.",
    not_eligible: "Applications that don't meet the conditions any more: {}. None was turned down; decide yourself.",
    changes: "Changes of KTP data",
    by_person: "by the person",
};
