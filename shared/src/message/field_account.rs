//! Words for what is wrong with contacts, codes and passwords, for seats that are gone, and for what
//! stands between a person and leaving.

use crate::error::FieldCode;
use crate::language::Language;

/// The rest of the sentence after the label; nothing for codes that have their words elsewhere.
pub(super) const fn about_account(code: FieldCode, language: Language) -> &'static str {
    match code {
        FieldCode::NikTaken => language.pick("sudah dipakai di akun lain. Masuk dengan akun itu, atau hubungi petugas balai.", "is in use by another account. Sign in with that one, or ask the centre's staff."),
        FieldCode::PhoneTaken | FieldCode::EmailTaken => language.pick("sudah dipakai di akun lain. Masuk dengan akun itu.", "is in use by another account. Sign in with that one."),
        FieldCode::PayoutTaken => language.pick("sudah dipakai untuk manfaat orang lain. Isi rekening atau dompet digital atas nama Anda sendiri.", "is used for another person's benefits. Give a bank account or e-wallet of your own."),
        FieldCode::WrongPassword => language.pick("tidak cocok dengan nomor atau email itu. Periksa keduanya, lalu coba lagi.", "doesn't match that number or email. Check both and try again."),
        FieldCode::WrongCode => language.pick("bukan kode terakhir yang kami kirim, atau sudah lewat waktunya. Periksa lagi, atau minta kode baru.", "isn't the last one we sent, or its time is over. Check it again, or ask for a new one."),
        FieldCode::TooCommon => language.pick("ini termasuk yang paling mudah ditebak. Coba gabungkan tiga atau empat kata yang tidak berhubungan.", "is among the easiest to guess. Try three or four words that have nothing to do with each other."),
        FieldCode::TooPersonal => language.pick("ini mirip nama atau nomor Anda, jadi mudah ditebak orang. Coba gabungkan tiga atau empat kata lain.", "is close to your name or numbers, so others could guess it. Try three or four other words."),
        FieldCode::Differs => language.pick("berbeda dari yang tercatat. Cocokkan lagi dengan KTP.", "differs from what is on record. Compare it with the identity card again."),
        FieldCode::Locked => language.pick("tidak dapat diganti sendiri selama ada kursi, tempat, atau manfaat atas nama Anda. Bawa KTP ke loket balai tempat Anda mendaftar, dan petugas memperbaikinya.", "can't be replaced by yourself while a seat, a place or a benefit is in your name. Take your KTP to the counter of the centre you applied to, and its staff correct it."),
        FieldCode::HasRole => language.pick("ini akun petugas. Minta pengelola mencabut tugasnya dulu, lalu coba lagi.", "belongs to staff. Ask the operator to take the role back first, then try again."),
        FieldCode::TrainingRunning => language.pick("masih terdaftar di pelatihan yang sedang berjalan. Selesaikan dulu, atau batalkan di Pendaftaran saya.", "is still taking part in a training that has begun. Finish it first, or withdraw under My applications."),
        FieldCode::PaymentUnderWay => language.pick("masih menunggu pembayaran untuk Anda. Coba lagi setelah pembayarannya tiba; lihat Bantuan Prakerja.", "still waits for a payment to you. Try again once it has arrived; see Prakerja benefits."),
        FieldCode::TwoPeople => language.pick("tercatat sebagai orang lain: nama atau tanggal lahirnya berbeda.", "is on record as another person: the name or the birth date differs."),
        FieldCode::HasBenefit => language.pick("punya manfaat Prakerja, jadi tidak dapat ditutup.", "has a Prakerja benefit, so it can't be closed."),
        FieldCode::SameSession => language.pick("masih mendaftar jadwal yang sama. Tolak dulu yang satu sebagai pendaftaran ganda, lalu gabungkan.", "still applies for the same session. Turn one down as a duplicate first, then merge."),
        FieldCode::TrainingsOverlap => language.pick("punya kursi di pelatihan lain pada hari yang sama. Batalkan satu kursi dulu.", "has a seat in another training on the same days. One has to be withdrawn first."),
        FieldCode::NoProvedContact => language.pick("belum punya nomor atau email yang diverifikasi, jadi tidak dapat digabungkan. Tolak pendaftarannya sebagai pendaftaran ganda.", "has no confirmed number or email, so it can't be merged. Turn its application down as a duplicate."),
        FieldCode::InvalidDate => language.pick("ditulis dengan tanggal yang ada di kalender, seperti 2001-02-14.", "is a day of the calendar, written like 2001-02-14."),
        FieldCode::PictureTooLarge | FieldCode::PdfLocked | FieldCode::PdfScript | FieldCode::PdfAttachment | FieldCode::PdfForm => language.pick("tidak dapat disimpan. Kirim foto biasa, atau PDF yang baru dicetak.", "can't be kept. Send a plain photo, or a PDF that was newly printed."),
        FieldCode::SeatHandedOn => language.pick("sudah ditawarkan kepada orang berikutnya di daftar tunggu.", "went to the next on the waiting list already."),
        FieldCode::FewerThanTaken => language.pick("tidak boleh kurang dari yang sudah terisi.", "can't be fewer than are taken already."),
        FieldCode::ConfirmContactFirst => language.pick("baru bisa disimpan setelah nomor HP atau email Anda diverifikasi dengan kode.", "can be kept once a code has confirmed your phone number or e-mail."),
        FieldCode::Outdated => language.pick("tidak berlaku lagi karena data dipulihkan atau dipindahkan. Mulai lagi dari awal, tanpa nilai ini.", "is good no more, because the data was restored or moved. Begin anew, without it."),
        FieldCode::NikImpossibleDate => language.pick("memuat tanggal lahir yang tidak ada di kalender. Cocokkan angka ke-7 sampai ke-12 dengan KTP Anda.", "holds a date of birth that isn't in the calendar. Compare digits 7 to 12 with your identity card."),
        FieldCode::KkImpossibleDate => language.pick("memuat tanggal yang tidak ada di kalender. Cocokkan angka ke-7 sampai ke-12 dengan nomor di bagian atas kartu keluarga; yang diminta bukan NIK.", "holds a date that isn't in the calendar. Compare digits 7 to 12 with the number at the top of your family card; it isn't the NIK that is wanted."),
        FieldCode::Expired => language.pick("sudah lewat masa berlakunya. Minta kunci baru kepada pengelola.", "has expired. Ask the operator for a new one."),
        FieldCode::Revoked => language.pick("sudah dicabut. Minta kunci baru kepada pengelola.", "was revoked. Ask the operator for a new one."),
        FieldCode::Required | FieldCode::TooShort | FieldCode::TooLong | FieldCode::NotDigits | FieldCode::WrongLength | FieldCode::InvalidFormat | FieldCode::NikBirthDateMismatch | FieldCode::NikSexMismatch | FieldCode::UnknownRegion | FieldCode::OutOfRange | FieldCode::UnknownValue | FieldCode::MustBeAfter | FieldCode::TooMany | FieldCode::NotAllowed => "",
    }
}
