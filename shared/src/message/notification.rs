//! Words for messages about an application.

use crate::language::Language;
use crate::notification::NotificationKind;

/// The message; `title` names the program, `until` is the offer's deadline in words, where there
/// is one.
#[must_use]
pub fn notification(
    kind: NotificationKind,
    title: &str,
    until: Option<&str>,
    language: Language,
) -> String {
    let mut text = String::from(title);
    text.push_str(": ");
    text.push_str(news(kind, language));
    if let (NotificationKind::Offered, Some(until)) = (kind, until) {
        text.push_str(language.pick(" Ambil sebelum ", " Take it before "));
        text.push_str(until);
        text.push('.');
    }
    text
}

const fn news(kind: NotificationKind, language: Language) -> &'static str {
    match language {
        Language::Id => indonesian(kind),
        Language::En => english(kind),
    }
}

const fn indonesian(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::Submitted => "lamaran Anda sudah kami terima. Tunggu kabar dari balai.",
        NotificationKind::Shortlisted => {
            "Anda masuk pilihan. Balai akan memberi kabar tes atau wawancara."
        }
        NotificationKind::Waitlisted => {
            "Anda masuk daftar tunggu. Bila ada kursi kosong, Anda ditawari menurut urutan."
        }
        NotificationKind::Offered => "Anda ditawari kursi.",
        NotificationKind::Confirmed => "kursi Anda sudah pasti. Datanglah pada hari pertama.",
        NotificationKind::Lapsed => "batas waktu tawaran sudah lewat. Anda dapat melamar lagi.",
        NotificationKind::Rejected => {
            "lamaran Anda belum dapat diterima. Lihat alasannya dan pelatihan lain yang cocok."
        }
        NotificationKind::OfferRevoked => "balai menarik kembali tawaran kursi. Lihat alasannya.",
        NotificationKind::NoSeat => "semua kursi sudah terisi. Lihat pelatihan lain yang cocok.",
        NotificationKind::Reinstated => "lamaran Anda dibuka lagi. Tunggu kabar dari balai.",
        NotificationKind::Dropped => {
            "nama Anda dikeluarkan dari daftar peserta. Bila ini keliru, hubungi balai."
        }
        NotificationKind::SessionCancelled => {
            "balai membatalkan pelatihan ini. Lihat pelatihan lain yang cocok."
        }
        NotificationKind::Completed => "Anda sudah menyelesaikan pelatihan ini. Selamat!",
        NotificationKind::Undone => "balai mengubah keputusannya. Lihat keadaan lamaran Anda.",
    }
}

const fn english(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::Submitted => "we have your application. The centre will let you know.",
        NotificationKind::Shortlisted => {
            "you are in the closer choice. The centre will tell you about a test or an interview."
        }
        NotificationKind::Waitlisted => {
            "you are on the waiting list. When a seat gets free, it is offered in order."
        }
        NotificationKind::Offered => "you are offered a seat.",
        NotificationKind::Confirmed => "your seat is certain. Come on the first day.",
        NotificationKind::Lapsed => "the time for the offer is over. You can apply again.",
        NotificationKind::Rejected => {
            "your application can't be accepted. See why, and other trainings that fit."
        }
        NotificationKind::OfferRevoked => "the centre took its offer back. See why.",
        NotificationKind::NoSeat => "all seats are taken. See other trainings that fit.",
        NotificationKind::Reinstated => {
            "your application is open again. The centre will let you know."
        }
        NotificationKind::Dropped => {
            "you were taken off the list of participants. If that is wrong, tell the centre."
        }
        NotificationKind::SessionCancelled => {
            "the centre called this training off. See other trainings that fit."
        }
        NotificationKind::Completed => "you have finished this training. Congratulations!",
        NotificationKind::Undone => {
            "the centre changed its decision. See how your application stands."
        }
    }
}
