//! Words for what is wrong with passwords, and for what stands between a person and leaving.

use crate::error::FieldCode;
use crate::language::Language;

/// The rest of the sentence after the label; nothing for codes that have their words elsewhere.
pub(super) const fn about_account(code: FieldCode, language: Language) -> &'static str {
    match code {
        FieldCode::TooCommon => language.pick("ini termasuk yang paling mudah ditebak. Coba gabungkan tiga atau empat kata yang tidak berhubungan.", "is among the easiest to guess. Try three or four words that have nothing to do with each other."),
        FieldCode::TooPersonal => language.pick("ini mirip nama atau nomor Anda, jadi mudah ditebak orang. Coba gabungkan tiga atau empat kata lain.", "is close to your name or numbers, so others could guess it. Try three or four other words."),
        FieldCode::Differs => language.pick("berbeda dari yang tercatat. Cocokkan lagi dengan KTP.", "differs from what is on record. Compare it with the identity card again."),
        FieldCode::HasRole => language.pick("ini akun petugas. Minta pengelola mencabut tugasnya dulu, lalu coba lagi.", "belongs to staff. Ask the operator to take the role back first, then try again."),
        FieldCode::TrainingRunning => language.pick("masih terdaftar di pelatihan yang sedang berjalan. Selesaikan dulu, atau batalkan di Lamaran saya.", "is still taking part in a training that has begun. Finish it first, or withdraw under My applications."),
        FieldCode::PaymentUnderWay => language.pick("masih menunggu pembayaran untuk Anda. Coba lagi setelah pembayarannya tiba; lihat Manfaat saya.", "still waits for a payment to you. Try again once it has arrived; see My benefits."),
        FieldCode::Required | FieldCode::TooShort | FieldCode::TooLong | FieldCode::NotDigits | FieldCode::WrongLength | FieldCode::InvalidFormat | FieldCode::InvalidDate | FieldCode::NikBirthDateMismatch | FieldCode::NikSexMismatch | FieldCode::NikImpossibleDate | FieldCode::UnknownRegion | FieldCode::NikTaken | FieldCode::PhoneTaken | FieldCode::EmailTaken | FieldCode::WrongPassword | FieldCode::WrongCode | FieldCode::OutOfRange | FieldCode::UnknownValue | FieldCode::MustBeAfter | FieldCode::TooMany | FieldCode::NotAllowed => "",
    }
}
