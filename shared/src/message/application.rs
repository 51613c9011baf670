//! Words for applications: states, steps and reasons.

use crate::application::{ApplicationAction, ApplicationState, ReasonCode, TransitionError};
use crate::language::Language;

/// The state in a word or two, for a badge.
#[must_use]
pub const fn application_state(state: ApplicationState, language: Language) -> &'static str {
    match state {
        ApplicationState::Draft => language.pick("Belum dikirim", "Not sent"),
        ApplicationState::Submitted => language.pick("Dikirim", "Sent"),
        ApplicationState::Shortlisted => language.pick("Dinilai", "Being assessed"),
        ApplicationState::Offered => language.pick("Ditawari kursi", "Seat offered"),
        ApplicationState::Waitlisted => language.pick("Daftar tunggu", "Waiting list"),
        ApplicationState::Confirmed => language.pick("Mengambil kursi", "Confirmed"),
        ApplicationState::Completed => language.pick("Selesai", "Completed"),
        ApplicationState::NotCompleted => language.pick("Tidak selesai", "Not completed"),
        ApplicationState::Rejected => language.pick("Tidak diterima", "Not accepted"),
        ApplicationState::Declined => language.pick("Tawaran ditolak", "Offer declined"),
        ApplicationState::Lapsed => language.pick("Tawaran lewat waktu", "Offer ran out"),
        ApplicationState::Withdrawn => language.pick("Mengundurkan diri", "Withdrawn"),
        ApplicationState::Cancelled => language.pick("Pelatihan dibatalkan", "Training called off"),
    }
}

/// What the state means for the applicant, and what happens next.
#[must_use]
pub const fn application_state_explained(
    state: ApplicationState,
    language: Language,
) -> &'static str {
    match language {
        Language::Id => explained_indonesian(state),
        Language::En => explained_english(state),
    }
}

const fn explained_indonesian(state: ApplicationState) -> &'static str {
    match state {
        ApplicationState::Draft => "Pendaftaran ini belum dikirim. Kirim bila sudah siap.",
        ApplicationState::Submitted => {
            "Pendaftaran Anda sudah kami terima. Tunggu kabar dari balai."
        }
        ApplicationState::Shortlisted => {
            "Anda lolos seleksi awal. Balai sedang menilai, tunggu kabar tes atau wawancara."
        }
        ApplicationState::Offered => "Anda ditawari kursi. Ambil kursi itu sebelum batas waktunya.",
        ApplicationState::Waitlisted => {
            "Kursi sedang penuh. Bila ada yang kosong, kursi ditawarkan menurut urutan."
        }
        ApplicationState::Confirmed => "Kursi Anda sudah pasti. Datanglah pada hari pertama.",
        ApplicationState::Completed => "Anda sudah menyelesaikan pelatihan ini. Selamat!",
        ApplicationState::NotCompleted => {
            "Pelatihan ini tercatat tidak selesai. Bila ada pertanyaan, hubungi balai."
        }
        ApplicationState::Rejected => {
            "Pendaftaran ini belum dapat diterima. Lihat alasannya, dan pelatihan lain yang cocok."
        }
        ApplicationState::Declined => {
            "Anda menolak tawaran kursi. Anda dapat mendaftar pelatihan lain."
        }
        ApplicationState::Lapsed => {
            "Batas waktu tawaran sudah lewat, jadi kursinya diberikan kepada orang lain. Anda dapat mendaftar lagi."
        }
        ApplicationState::Withdrawn => {
            "Pendaftaran ini sudah ditarik. Anda dapat mendaftar lagi selama pendaftaran dibuka."
        }
        ApplicationState::Cancelled => {
            "Balai membatalkan pelatihan ini. Lihat pelatihan lain yang cocok."
        }
    }
}

const fn explained_english(state: ApplicationState) -> &'static str {
    match state {
        ApplicationState::Draft => "This application isn't sent yet. Send it when you are ready.",
        ApplicationState::Submitted => "We have your application. The centre will let you know.",
        ApplicationState::Shortlisted => {
            "You are in the closer choice. The centre will tell you about a test or an interview."
        }
        ApplicationState::Offered => "You are offered a seat. Take it before the time is over.",
        ApplicationState::Waitlisted => {
            "The session is full. When a seat gets free, it is offered in the list's order."
        }
        ApplicationState::Confirmed => "Your seat is certain. Come on the first day.",
        ApplicationState::Completed => "You have finished this training. Congratulations!",
        ApplicationState::NotCompleted => {
            "This training is on record as not finished. Ask the centre if you have questions."
        }
        ApplicationState::Rejected => {
            "This application can't be accepted. See why, and other trainings that fit."
        }
        ApplicationState::Declined => "You declined the seat. You can apply to another training.",
        ApplicationState::Lapsed => {
            "The time for the offer is over, so the seat goes to somebody else. You can apply again."
        }
        ApplicationState::Withdrawn => {
            "This application was withdrawn. You can apply again while registration is open."
        }
        ApplicationState::Cancelled => {
            "The centre called this training off. See other trainings that fit."
        }
    }
}

/// The step, as on its button.
#[must_use]
pub const fn application_action(action: ApplicationAction, language: Language) -> &'static str {
    match action {
        ApplicationAction::Submit => language.pick("Kirim pendaftaran", "Send application"),
        ApplicationAction::Shortlist => language.pick("Masukkan pilihan", "Shortlist"),
        ApplicationAction::Offer => language.pick("Tawari kursi", "Offer a seat"),
        ApplicationAction::Waitlist => {
            language.pick("Masukkan daftar tunggu", "Put on the waiting list")
        }
        ApplicationAction::Reject => language.pick("Tolak pendaftaran", "Turn down"),
        ApplicationAction::Reinstate => {
            language.pick("Batalkan penolakan", "Take the rejection back")
        }
        ApplicationAction::Confirm => language.pick("Ambil kursi", "Take the seat"),
        ApplicationAction::Decline => language.pick("Tolak", "Decline"),
        ApplicationAction::Lapse => language.pick("Tawaran lewat waktu", "Offer ran out"),
        ApplicationAction::Revoke => language.pick("Tarik tawaran", "Take the offer back"),
        ApplicationAction::Extend => language.pick("Perpanjang waktu tawaran", "Extend the offer"),
        ApplicationAction::Close => language.pick("Tutup daftar", "Close the list"),
        ApplicationAction::Withdraw => language.pick("Tarik pendaftaran", "Withdraw"),
        ApplicationAction::Drop => language.pick("Keluarkan dari daftar", "Take off the list"),
        ApplicationAction::Complete => language.pick("Nyatakan selesai", "Mark as completed"),
        ApplicationAction::Fail => language.pick("Nyatakan tidak selesai", "Mark as not completed"),
        ApplicationAction::Cancel => language.pick("Pelatihan dibatalkan", "Training called off"),
        ApplicationAction::Undo => language.pick("Urungkan", "Undo"),
    }
}

/// Why an application was turned down, as the applicant reads it.
#[must_use]
pub const fn reason(code: ReasonCode, language: Language) -> &'static str {
    match code {
        ReasonCode::NotEligible => language.pick(
            "Ada syarat pelatihan ini yang belum terpenuhi.",
            "A condition of this training isn't met.",
        ),
        ReasonCode::IncompleteDocuments => language.pick(
            "Dokumennya belum lengkap. Lengkapi dulu, lalu Anda dapat mendaftar lagi.",
            "Some documents are missing. Add them, and you can apply again.",
        ),
        ReasonCode::LowScore => language.pick(
            "Kali ini pendaftar lain mendapat nilai lebih tinggi. Anda dapat mencoba angkatan berikutnya.",
            "This time others scored higher. You can try the next wave.",
        ),
        ReasonCode::NoShow => language.pick(
            "Anda tercatat tidak hadir pada tes atau wawancara. Bila ini keliru, hubungi balai.",
            "You are on record as absent from the test or interview. If that is wrong, tell the centre.",
        ),
        ReasonCode::NoSeat => language.pick(
            "Semua kursi sudah terisi sampai pelatihan dimulai atau daftar ditutup.",
            "All seats stayed taken until the training began or the list was closed.",
        ),
        ReasonCode::OfferRevoked => language.pick(
            "Balai menarik kembali tawaran kursi ini. Hubungi balai untuk penjelasannya.",
            "The centre took this offer back. Ask the centre for the details.",
        ),
        ReasonCode::Duplicate => language.pick(
            "Anda sudah punya pendaftaran lain untuk pelatihan yang sama. Pendaftaran itu tetap berlaku.",
            "You have another application for the same training. That one stays valid.",
        ),
        ReasonCode::Other => language.pick(
            "Balai menuliskan alasannya di catatan.",
            "The centre wrote the reason in the note.",
        ),
        ReasonCode::Deferred => language.pick(
            "Anda menunda ke angkatan berikutnya.",
            "You put it off to a later session.",
        ),
    }
}

/// Why a step can't be taken.
#[must_use]
pub const fn transition_error(error: TransitionError, language: Language) -> &'static str {
    match error {
        TransitionError::NotYours => {
            language.pick("Langkah ini bukan bagian Anda.", "That step isn't yours to take.")
        }
        TransitionError::TooEarly => {
            language.pick("Belum waktunya untuk langkah ini.", "It is too early for that step.")
        }
        TransitionError::NotFromHere
        | TransitionError::DependsOnTime
        | TransitionError::DeadlinePassed => super::error(error.code(), language),
    }
}
