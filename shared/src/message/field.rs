//! Words for wrong fields: what is wanted and what is there, never whose fault it is.

use super::field_account::about_account;
use crate::contact::{Password, PersonName};
use crate::error::{FieldCode, FieldError};
use crate::format;
use crate::language::Language;

/// What to do about a field.
#[must_use]
pub fn field(error: &FieldError, language: Language) -> String {
    let name = last_segment(&error.path);
    let text = own_sentence(error.code, name, language).unwrap_or_else(|| {
        let rest = match language {
            Language::Id => indonesian(error.code, name),
            Language::En => english(error.code, name),
        };
        sentence(field_label(name, language), rest)
    });
    with_given(text, error, language)
}

/// What a field is called on the page.
#[must_use]
pub fn field_label(path: &str, language: Language) -> &'static str {
    match last_segment(path) {
        "name" => language.pick("Nama", "The name"),
        "nik" => language.pick("NIK", "The NIK"),
        "kk" => language.pick("Nomor KK", "The family card number"),
        "phone" => language.pick("Nomor telepon", "The phone number"),
        "email" => language.pick("Alamat email", "The email address"),
        "identifier" => language.pick("Nomor telepon atau email", "The phone number or email"),
        "password" => language.pick("Kata sandi", "The password"),
        "current" => language.pick("Kata sandi sekarang", "The present password"),
        "new" => language.pick("Kata sandi baru", "The new password"),
        "newPhone" => language.pick("Nomor telepon baru", "The new phone number"),
        "otherApplicationId" => language.pick("Akun yang ditutup", "The account to be closed"),
        "confirm" => language.pick("Tanda persetujuan", "The tick"),
        "code" => language.pick("Kode", "The code"),
        "account" => language.pick("Akun ini", "This account"),
        "Authorization" => language.pick("Kunci ini", "This key"),
        "birthDate" => language.pick("Tanggal lahir", "The date of birth"),
        "sex" => language.pick("Jenis kelamin", "The sex"),
        "education" => language.pick("Pendidikan", "The education"),
        "occupation" => language.pick("Pekerjaan", "The occupation"),
        "disability" => language.pick("Penyandang disabilitas", "Has a disability"),
        "regionCode" => language.pick("Wilayah", "The region"),
        "motivation" => language.pick("Alasan ikut", "The motivation"),
        "funding" => language.pick("Pembiayaan", "The funding"),
        "reasonCode" => language.pick("Alasan", "The reason"),
        "note" => language.pick("Catatan", "The note"),
        "provider" => language.pick("Bank atau dompet digital", "The bank or e-wallet"),
        "number" => language.pick("Nomornya", "The number"),
        "stars" => language.pick("Jumlah bintang", "The number of stars"),
        "review" => language.pick("Ulasan", "The review"),
        "employment" => language.pick("Kegiatan sekarang", "What you do now"),
        "usesSkill" => language.pick("Pemakaian keterampilan", "The use of the skill"),
        "ids" => language.pick("Pilihan pendaftaran", "The selection"),
        "kinds" => language.pick("Dokumen yang diminta", "What is asked for"),
        "dueOn" => language.pick("Batas waktu", "The deadline"),
        "title" => language.pick("Judul", "The title"),
        "description" => language.pick("Penjelasan", "The description"),
        "reasonText" => language.pick("Alasan pembatalan", "The reason for calling it off"),
        "hours" => language.pick("Jumlah jam", "The number of hours"),
        "price" => language.pick("Harga", "The price"),
        "capacity" => language.pick("Jumlah kursi", "The number of seats"),
        "minimumAge" => language.pick("Usia minimal", "The least age"),
        "maximumAge" => language.pick("Usia maksimal", "The highest age"),
        "registrationOpensAt" => language.pick("Mulai pendaftaran", "The first of registration"),
        "registrationClosesAt" => language.pick("Akhir pendaftaran", "The end of registration"),
        "startsOn" => language.pick("Tanggal mulai", "The first day"),
        "endsOn" => language.pick("Tanggal selesai", "The last day"),
        "address" => language.pick("Alamat", "The address"),
        "until" => language.pick("Batas waktu yang baru", "The new deadline"),
        "seat" => language.pick("Kursi ini", "This seat"),
        name => match name.parse() {
            Ok(kind) => super::document_kind(kind, language),
            Err(_) => super::planning::label(name, language)
                .unwrap_or_else(|| super::completion::training_label(name, language)),
        },
    }
}

/// `input.fields.0.nik` is about `nik`.
fn last_segment(path: &str) -> &str {
    let mut segments = path.rsplit('.');
    segments.find(|segment| !segment.bytes().all(|byte| byte.is_ascii_digit())).unwrap_or_default()
}

/// Where the label isn't the sentence's subject.
fn own_sentence(code: FieldCode, name: &str, language: Language) -> Option<String> {
    let text = match (code, name) {
        (FieldCode::Required, "ids") => String::from(language.pick(
            "Pilih dulu sedikitnya satu pendaftaran.",
            "Select at least one application first.",
        )),
        (FieldCode::Required, "reasonCode") => String::from(language.pick(
            "Pilih alasannya, supaya pendaftar tahu.",
            "Choose a reason, so that the applicant knows.",
        )),
        (FieldCode::Required, "confirm") => String::from(language.pick(
            "Centang dulu bahwa Anda ingin menghapus akun.",
            "Tick first that you want to delete the account.",
        )),
        (FieldCode::Differs, "current" | "password") => String::from(language.pick(
            "Kata sandi ini tidak cocok dengan akun Anda. Coba lagi.",
            "This isn't the account's password. Try again.",
        )),
        (FieldCode::MustBeAfter, "until") => String::from(language.pick(
            "Batas waktu yang baru harus sesudah batas sekarang, dan sebelum pelatihan mulai.",
            "The new deadline must come after the present one, and before the training starts.",
        )),
        (FieldCode::InvalidDate, "birthDate") => String::from(language.pick(
            "Tulis tanggal lahir dengan hari, bulan, dan tahun empat angka, seperti 17/05/2001.",
            "Write the date of birth as day, month and a year of four digits, like 17/05/2001.",
        )),
        (FieldCode::WrongLength, "number") => String::from(language.pick(
            "Nomor rekening BNI dan BCA terdiri dari 10 angka.",
            "An account at BNI or BCA has 10 digits.",
        )),
        (FieldCode::InvalidFormat, "number") => String::from(language.pick(
            "Nomor dompet digital adalah nomor HP, seperti 0812 3456 7890.",
            "An e-wallet's number is a mobile number, like 0812 3456 7890.",
        )),
        (FieldCode::NotAllowed, "slotId") => String::from(language.pick(
            "Waktu ini sudah penuh atau dibatalkan. Pilih waktu lain.",
            "This time is full or was called off. Choose another.",
        )),
        (FieldCode::TooMany, "slotId") => String::from(language.pick(
            "Anda sudah punya waktu. Pindahkan yang itu.",
            "You have a time already. Move that one.",
        )),
        (
            FieldCode::NotAllowed,
            name @ ("holderName" | "programTitle" | "institutionName" | "unitTitles" | "title"),
        ) => String::from(super::completion::unprintable(name, language)),
        (code, name) => match limit_sentence(code, name, language) {
            Some(text) => text,
            None => String::from(super::document::wrong(name.parse().ok()?, code, language)?),
        },
    };
    Some(text)
}

/// The same where the limit is named.
fn limit_sentence(code: FieldCode, name: &str, language: Language) -> Option<String> {
    let text = match (code, name) {
        (FieldCode::Required, "stars") => String::from(
            language
                .pick("Pilih dulu satu sampai lima bintang.", "Choose one to five stars first."),
        ),
        (FieldCode::OutOfRange, "first" | "last") => String::from(
            language.pick("Paling sedikit 0 dan paling banyak 100.", "At least 0 and at most 100."),
        ),
        (FieldCode::OutOfRange, "dueOn") => String::from(language.pick(
            "Pilih hari mulai hari ini sampai hari pertama pelatihan.",
            "Choose a day from today to the training's first day.",
        )),
        (FieldCode::Outdated, "documentId") => String::from(language.pick(
            "Dokumen ini baru saja diganti atau dihapus. Muat ulang, lalu periksa yang baru.",
            "This document was just replaced or deleted. Reload, and look at the new one.",
        )),
        (FieldCode::OutOfRange, "stars") => {
            String::from(language.pick("Satu sampai lima bintang.", "One to five stars."))
        }
        (FieldCode::TooShort, "password" | "new") => limit(
            language.pick("Kata sandi paling sedikit ", "The password has at least "),
            Password::SHORTEST,
            language.pick(" karakter.", " characters."),
        ),
        (FieldCode::TooLong, "password" | "new") => limit(
            language.pick("Kata sandi paling banyak ", "The password has at most "),
            Password::LONGEST,
            language.pick(" karakter.", " characters."),
        ),
        (FieldCode::TooLong, "name") => limit(
            language.pick("Nama paling banyak ", "The name has at most "),
            PersonName::LONGEST,
            language.pick(" huruf.", " letters."),
        ),
        (_, _) => return None,
    };
    Some(text)
}

/// The rest of the sentence after the label.
fn indonesian(code: FieldCode, name: &str) -> &'static str {
    match code {
        FieldCode::Required => "belum diisi.",
        FieldCode::TooShort => match name {
            "phone" | "newPhone" | "identifier" | "number" => "masih kurang angkanya.",
            _ => "masih terlalu pendek.",
        },
        FieldCode::TooLong => match name {
            "phone" | "newPhone" | "identifier" | "number" => "kelebihan angka.",
            _ => "terlalu panjang. Coba ringkas.",
        },
        FieldCode::NotDigits => "terdiri dari angka saja, tanpa huruf atau tanda lain.",
        FieldCode::WrongLength => wrong_length(name, Language::Id),
        FieldCode::InvalidFormat => written(name, Language::Id),
        FieldCode::NikBirthDateMismatch => {
            "berbeda dari tanggal lahir yang diisi. Periksa KTP Anda."
        }
        FieldCode::NikSexMismatch => {
            "memuat jenis kelamin yang berbeda dari yang diisi. Cocokkan keduanya dengan KTP Anda."
        }
        FieldCode::UnknownRegion => "tidak ada di daftar kami. Pilih dari daftar.",
        FieldCode::OutOfRange => "di luar batas yang mungkin.",
        FieldCode::UnknownValue => "tidak ada di pilihan. Pilih dari daftar.",
        FieldCode::MustBeAfter => "harus sesudah waktu sebelumnya di formulir ini.",
        FieldCode::TooMany => "terlalu banyak untuk satu kali kirim.",
        FieldCode::NotAllowed => not_allowed(name, Language::Id),
        FieldCode::NikTaken
        | FieldCode::PayoutTaken
        | FieldCode::PhoneTaken
        | FieldCode::EmailTaken
        | FieldCode::WrongPassword
        | FieldCode::WrongCode
        | FieldCode::TooCommon
        | FieldCode::TooPersonal
        | FieldCode::Differs
        | FieldCode::Locked
        | FieldCode::HasRole
        | FieldCode::TrainingRunning
        | FieldCode::TwoPeople
        | FieldCode::HasBenefit
        | FieldCode::SameSession
        | FieldCode::TrainingsOverlap
        | FieldCode::NoProvedContact
        | FieldCode::PaymentUnderWay
        | FieldCode::InvalidDate
        | FieldCode::SeatHandedOn
        | FieldCode::FewerThanTaken
        | FieldCode::ConfirmContactFirst
        | FieldCode::Outdated
        | FieldCode::PictureTooLarge
        | FieldCode::PdfLocked
        | FieldCode::PdfScript
        | FieldCode::PdfAttachment
        | FieldCode::PdfForm
        | FieldCode::NikImpossibleDate
        | FieldCode::KkImpossibleDate
        | FieldCode::Expired
        | FieldCode::Revoked => about_account(code, Language::Id),
    }
}

fn english(code: FieldCode, name: &str) -> &'static str {
    match code {
        FieldCode::Required => "is still empty.",
        FieldCode::TooShort => match name {
            "phone" | "newPhone" | "identifier" | "number" => "lacks some digits.",
            _ => "is too short.",
        },
        FieldCode::TooLong => match name {
            "phone" | "newPhone" | "identifier" | "number" => "has too many digits.",
            _ => "is too long. Try to shorten it.",
        },
        FieldCode::NotDigits => "has digits only, no letters or other signs.",
        FieldCode::WrongLength => wrong_length(name, Language::En),
        FieldCode::InvalidFormat => written(name, Language::En),
        FieldCode::NikBirthDateMismatch => {
            "holds another date of birth than the one entered. Compare both with your identity card."
        }
        FieldCode::NikSexMismatch => {
            "holds another sex than the one entered. Compare both with your identity card."
        }
        FieldCode::UnknownRegion => "isn't on our list. Choose one from the list.",
        FieldCode::OutOfRange => "is outside what is possible.",
        FieldCode::UnknownValue => "isn't among the choices. Choose one from the list.",
        FieldCode::MustBeAfter => "must come after the time before it in this form.",
        FieldCode::TooMany => "has too many items to send at once.",
        FieldCode::NotAllowed => not_allowed(name, Language::En),
        FieldCode::NikTaken
        | FieldCode::PayoutTaken
        | FieldCode::PhoneTaken
        | FieldCode::EmailTaken
        | FieldCode::WrongPassword
        | FieldCode::WrongCode
        | FieldCode::TooCommon
        | FieldCode::TooPersonal
        | FieldCode::Differs
        | FieldCode::Locked
        | FieldCode::HasRole
        | FieldCode::TrainingRunning
        | FieldCode::TwoPeople
        | FieldCode::HasBenefit
        | FieldCode::SameSession
        | FieldCode::TrainingsOverlap
        | FieldCode::NoProvedContact
        | FieldCode::PaymentUnderWay
        | FieldCode::InvalidDate
        | FieldCode::SeatHandedOn
        | FieldCode::FewerThanTaken
        | FieldCode::ConfirmContactFirst
        | FieldCode::Outdated
        | FieldCode::PictureTooLarge
        | FieldCode::PdfLocked
        | FieldCode::PdfScript
        | FieldCode::PdfAttachment
        | FieldCode::PdfForm
        | FieldCode::NikImpossibleDate
        | FieldCode::KkImpossibleDate
        | FieldCode::Expired
        | FieldCode::Revoked => about_account(code, Language::En),
    }
}

/// How a field is written.
fn written(name: &str, language: Language) -> &'static str {
    match name {
        "phone" | "newPhone" | "whatsapp" => language.pick("ditulis seperti 0812 3456 7890.", "is written like 0812 3456 7890."),
        "email" => language.pick("ditulis seperti nama@contoh.id.", "is written like name@example.id."),
        "identifier" => language.pick("ditulis seperti 0812 3456 7890 atau nama@contoh.id.", "is written like 0812 3456 7890 or name@example.id."),
        "name" => language.pick("ditulis dengan huruf biasa, seperti di KTP.", "is written in plain letters, as on your identity card."),
        "meetingLink" => language.pick("diawali https:// dan alamat di internet, seperti https://meet.contoh.id/abc.", "begins with https:// and an address on the internet, like https://meet.example.id/abc."),
        _ => language.pick("perlu ditulis dengan bentuk lain.", "needs to be written in another form."),
    }
}

fn wrong_length(name: &str, language: Language) -> &'static str {
    match name {
        "nik" | "kk" => language.pick("terdiri dari 16 angka.", "has 16 digits."),
        _ => language.pick("panjangnya belum pas.", "has another length."),
    }
}

fn not_allowed(name: &str, language: Language) -> &'static str {
    match name {
        "password" | "new" => language.pick(
            "harus berbeda dari nomor telepon atau email Anda.",
            "must differ from your phone number and email.",
        ),
        "newPhone" => language.pick("sudah tercatat di akun ini.", "is this account's already."),
        "funding" => language.pick(
            "harus sama dengan pembiayaan pelatihan ini.",
            "must be the funding of this training.",
        ),
        _ => language.pick("tidak dapat dipakai di sini.", "can't be used here."),
    }
}

fn sentence(label: &str, rest: &str) -> String {
    let mut text = String::from(label);
    text.push(' ');
    text.push_str(rest);
    text
}

fn limit(before: &str, number: usize, after: &str) -> String {
    let mut text = String::from(before);
    text.push_str(&number.to_string());
    text.push_str(after);
    text
}

/// Adds what was given where a number helps: "Yang Anda isi baru 15."
fn with_given(mut text: String, error: &FieldError, language: Language) -> String {
    let Some(given) = error.given.filter(|given| *given > 0) else {
        return text;
    };
    let (before, after) = match (error.code, language) {
        (FieldCode::WrongLength, Language::Id) if given < wanted(error) => {
            (" Yang Anda isi baru ", ".")
        }
        (FieldCode::TooShort, Language::Id) => (" Yang Anda isi baru ", "."),
        (FieldCode::WrongLength | FieldCode::TooLong, Language::Id) => (" Yang Anda isi ", "."),
        (FieldCode::WrongLength, Language::En) if given < wanted(error) => {
            (" You have entered ", " so far.")
        }
        (FieldCode::TooShort, Language::En) => (" You have entered ", " so far."),
        (FieldCode::WrongLength | FieldCode::TooLong, Language::En) => (" You have entered ", "."),
        _ => return text,
    };
    text.push_str(before);
    text.push_str(&format::count(given as u64, language));
    text.push_str(after);
    text
}

/// How many digits a field of exact length has: a NIK and a KK 16, an account at a bank 10.
fn wanted(error: &FieldError) -> usize {
    if last_segment(&error.path) == "number" { 10 } else { 16 }
}
