//! Words for messages about an application, a benefit or a session.

use crate::language::Language;
use crate::notification::NotificationKind;

/// The message; `title` names the program or the scheme, `until` is the deadline in words, where
/// there is one; for a session that opens later, when it does.
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
    if let (Some(before), Some(until)) = (before_deadline(kind, language), until) {
        text.push_str(before);
        text.push_str(until);
        text.push('.');
    }
    text
}

/// What stands before the deadline of a message that has one.
const fn before_deadline(kind: NotificationKind, language: Language) -> Option<&'static str> {
    match kind {
        NotificationKind::Offered | NotificationKind::OfferExtended => {
            Some(language.pick(" Ambil paling lambat ", " Take it by "))
        }
        NotificationKind::PurchaseReminder => {
            Some(language.pick(" Beli paling lambat ", " Buy it by "))
        }
        NotificationKind::SessionAnnounced => {
            Some(language.pick(" Pendaftaran dibuka ", " Registration opens on "))
        }
        NotificationKind::SessionOpened => {
            Some(language.pick(" Daftar paling lambat ", " Apply by "))
        }
        NotificationKind::Submitted
        | NotificationKind::Shortlisted
        | NotificationKind::Waitlisted
        | NotificationKind::Confirmed
        | NotificationKind::Lapsed
        | NotificationKind::Rejected
        | NotificationKind::OfferRevoked
        | NotificationKind::NoSeat
        | NotificationKind::Reinstated
        | NotificationKind::Dropped
        | NotificationKind::SlotsOpened
        | NotificationKind::SlotReminder
        | NotificationKind::SlotChanged
        | NotificationKind::SlotCancelled
        | NotificationKind::SessionChanged
        | NotificationKind::SessionCancelled
        | NotificationKind::Completed
        | NotificationKind::Undone
        | NotificationKind::PayoutAccountVerified
        | NotificationKind::PayoutAccountRefused
        | NotificationKind::IncentivePaid
        | NotificationKind::SurveyPaid
        | NotificationKind::PayoutRefused
        | NotificationKind::BenefitRevoked
        | NotificationKind::CentreMessage => None,
    }
}

const fn news(kind: NotificationKind, language: Language) -> &'static str {
    match language {
        Language::Id => indonesian(kind),
        Language::En => english(kind),
    }
}

const fn indonesian(kind: NotificationKind) -> &'static str {
    match kind {
        NotificationKind::Submitted => {
            "pendaftaran Anda sudah kami terima. Tunggu kabar dari balai."
        }
        NotificationKind::Shortlisted => {
            "Anda lolos seleksi awal. Balai akan memberi kabar tes atau wawancara."
        }
        NotificationKind::Waitlisted => {
            "Anda masuk daftar tunggu. Bila ada kursi kosong, Anda ditawari menurut urutan."
        }
        NotificationKind::Offered => "Anda ditawari kursi.",
        NotificationKind::Confirmed => "kursi Anda sudah pasti. Datanglah pada hari pertama.",
        NotificationKind::Lapsed => "batas waktu tawaran sudah lewat. Anda dapat mendaftar lagi.",
        NotificationKind::Rejected => {
            "pendaftaran Anda belum dapat diterima. Lihat alasannya dan pelatihan lain yang cocok."
        }
        NotificationKind::OfferRevoked => "balai menarik kembali tawaran kursi. Lihat alasannya.",
        NotificationKind::OfferExtended => "waktu untuk mengambil kursi Anda diperpanjang.",
        NotificationKind::SlotsOpened => SLOTS_OPENED.0,
        NotificationKind::SlotReminder => SLOT_REMINDER.0,
        NotificationKind::SlotChanged => SLOT_CHANGED.0,
        NotificationKind::SlotCancelled => SLOT_CANCELLED.0,
        NotificationKind::SessionChanged => {
            "jadwal atau tempat pelatihan ini berubah. Lihat yang baru."
        }
        NotificationKind::NoSeat => "semua kursi sudah terisi. Lihat pelatihan lain yang cocok.",
        NotificationKind::Reinstated => "pendaftaran Anda dibuka lagi. Tunggu kabar dari balai.",
        NotificationKind::Dropped => {
            "nama Anda dikeluarkan dari daftar peserta. Bila ini keliru, hubungi balai."
        }
        NotificationKind::SessionCancelled => {
            "balai membatalkan pelatihan ini. Lihat pelatihan lain yang cocok."
        }
        NotificationKind::Completed => "Anda sudah menyelesaikan pelatihan ini. Selamat!",
        NotificationKind::Undone => "balai mengubah keputusannya. Lihat keadaan pendaftaran Anda.",
        NotificationKind::PayoutAccountVerified => {
            "rekening atau dompet digital Anda sudah diperiksa dan dapat dipakai."
        }
        NotificationKind::PayoutAccountRefused => {
            "rekening atau dompet digital Anda belum dapat dipakai. Lihat sebabnya, lalu isi yang lain."
        }
        NotificationKind::IncentivePaid => "insentif sudah dibayar ke rekening Anda.",
        NotificationKind::SurveyPaid => "uang survei sudah dibayar ke rekening Anda.",
        NotificationKind::PayoutRefused => {
            "pembayaran belum sampai ke rekening Anda. Isi rekening lain, lalu kami kirim lagi."
        }
        NotificationKind::PurchaseReminder => "pelatihan pertama belum dibeli.",
        NotificationKind::BenefitRevoked => {
            "batas waktu membeli pelatihan pertama sudah lewat, dan saldonya kembali ke negara."
        }
        NotificationKind::SessionAnnounced => "ada jadwal baru seperti yang Anda tunggu.",
        NotificationKind::SessionOpened => "pendaftaran yang Anda tunggu sudah dibuka.",
        NotificationKind::CentreMessage => "ada pesan dari balai.",
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
        NotificationKind::OfferExtended => "you have more time to take your seat.",
        NotificationKind::SlotsOpened => SLOTS_OPENED.1,
        NotificationKind::SlotReminder => SLOT_REMINDER.1,
        NotificationKind::SlotChanged => SLOT_CHANGED.1,
        NotificationKind::SlotCancelled => SLOT_CANCELLED.1,
        NotificationKind::SessionChanged => {
            "the days or the place of this training have changed. See the new ones."
        }
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
        NotificationKind::PayoutAccountVerified => {
            "your bank account or e-wallet is checked and can be used."
        }
        NotificationKind::PayoutAccountRefused => {
            "your bank account or e-wallet can't be used yet. See why, and give another."
        }
        NotificationKind::IncentivePaid => "the incentive is paid to your account.",
        NotificationKind::SurveyPaid => "the survey money is paid to your account.",
        NotificationKind::PayoutRefused => {
            "a payment didn't reach your account. Give another account and we send it again."
        }
        NotificationKind::PurchaseReminder => "the first training isn't bought yet.",
        NotificationKind::BenefitRevoked => {
            "the time to buy the first training is over, and its balance went back to the state."
        }
        NotificationKind::SessionAnnounced => "there is a new date like the one you wait for.",
        NotificationKind::SessionOpened => "the registration that you wait for is open.",
        NotificationKind::CentreMessage => "there is a message from the centre.",
    }
}

const SLOTS_OPENED: (&str, &str) = (
    "waktu tes atau wawancara sudah dibuka. Pilih waktu Anda di halaman pendaftaran.",
    "there are times for the test or interview. Choose yours on the application's page.",
);
const SLOT_REMINDER: (&str, &str) = (
    "tes atau wawancara Anda sebentar lagi. Bawa KTP dan datang lebih awal.",
    "your test or interview is near. Bring your KTP and come a little early.",
);
const SLOT_CHANGED: (&str, &str) = (
    "waktu atau tempat tes atau wawancara Anda berubah. Lihat yang baru.",
    "the time or the place of your test or interview has changed. See the new one.",
);
const SLOT_CANCELLED: (&str, &str) = (
    "balai membatalkan waktu tes atau wawancara Anda. Pilih waktu lain begitu tersedia.",
    "the centre called off the time of your test or interview. Choose another once there is one.",
);
