//! Words of what leaves the house: e-mails, and SMS of one line.

use crate::account::AccountNotice;
use crate::language::Language;
use crate::one_time::OneTimeCode;

/// A message as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What an e-mail is about; an SMS has none.
    pub subject: String,
    /// The text, without a greeting: an SMS has no room for one.
    pub text: String,
}

/// The letter that tells what happened to an application; `told` is the message as it stands on the
/// person's page, `title` names the program.
#[must_use]
pub fn news(title: &str, told: &str, language: Language) -> Letter {
    let mut subject = String::from(language.pick("Pendaftaran Anda: ", "Your application: "));
    subject.push_str(title);
    let mut text = String::from(told);
    text.push_str(
        language.pick(" Lihat Pendaftaran saya di Balai.", " See My applications at Balai."),
    );
    Letter { subject, text }
}

/// The letter that tells that a session was called off: why, as its staff put it, and what fits
/// instead, each with its first day.
#[must_use]
pub fn called_off(
    title: &str,
    told: &str,
    (reason, instead): (Option<&str>, &[String]),
    language: Language,
) -> Letter {
    let mut told = String::from(told);
    if let Some(reason) = reason {
        told.push_str(language.pick(" Alasan: ", " Why: "));
        told.push_str(reason);
        if !reason.ends_with(['.', '!', '?']) {
            told.push('.');
        }
    }
    if !instead.is_empty() {
        told.push_str(language.pick(" Yang cocok: ", " These fit: "));
        told.push_str(&instead.join(", "));
        told.push('.');
    }
    news(title, &told, language)
}

/// The letter that tells of a session's other days or place, as they are now.
#[must_use]
pub fn session_changed(
    title: &str,
    told: &str,
    (days, place): (&str, Option<&str>),
    language: Language,
) -> Letter {
    let mut told = String::from(told);
    told.push(' ');
    told.push_str(days);
    if let Some(place) = place {
        told.push_str(", ");
        told.push_str(place);
    }
    told.push('.');
    news(title, &told, language)
}

/// The letter that tells of a test or an interview: each time that was chosen, in words.
#[must_use]
pub fn appointment(title: &str, told: &str, times: &[String], language: Language) -> Letter {
    let mut told = String::from(told);
    for time in times {
        told.push(' ');
        told.push_str(time);
        told.push('.');
    }
    news(title, &told, language)
}

/// The letter that tells what happened to a benefit of the scheme with this name.
#[must_use]
pub fn benefit_news(scheme: &str, told: &str, language: Language) -> Letter {
    let mut subject = String::from(language.pick("Manfaat Anda: ", "Your benefit: "));
    subject.push_str(scheme);
    let mut text = String::from(told);
    text.push_str(
        language.pick(" Lihat Bantuan Prakerja di Balai.", " See Prakerja benefits at Balai."),
    );
    Letter { subject, text }
}

/// The letter that tells of a session like the person waits for; `page` is the session's address,
/// where the server knows its own.
#[must_use]
pub fn session_news(title: &str, told: &str, page: Option<&str>, language: Language) -> Letter {
    let mut subject =
        String::from(language.pick("Kabar yang Anda minta: ", "What you asked for: "));
    subject.push_str(title);
    let mut text = String::from(told);
    match page {
        Some(page) => {
            text.push(' ');
            text.push_str(page);
        }
        None => text.push_str(language.pick(" Lihat Pesan di Balai.", " See Messages at Balai.")),
    }
    Letter { subject, text }
}

/// The letter with a code for a new password. The code comes first, where a phone shows it without
/// being unlocked for more; all of it fits into one SMS, which costs half of two.
#[must_use]
pub fn password_code(code: &str, language: Language) -> Letter {
    let subject = language.pick("Kode untuk kata sandi baru", "Code for a new password");
    let mut text = String::from(code);
    text.push_str(language.pick(
        " adalah kode Balai Anda untuk kata sandi baru. Berlaku ",
        " is your Balai code for a new password. It is good for ",
    ));
    text.push_str(&OneTimeCode::MINUTES.to_string());
    text.push_str(language.pick(
        " menit. Jangan berikan kepada siapa pun, juga petugas. Bukan Anda yang minta? Abaikan.",
        " minutes. Give it to nobody, staff included. Didn't ask for it? Ignore this.",
    ));
    Letter { subject: String::from(subject), text }
}

/// The letter with a code that proves a phone number or an address; the code first, as above.
#[must_use]
pub fn contact_code(code: &str, language: Language) -> Letter {
    let subject = language.pick("Kode untuk akun Balai Anda", "Code for your Balai account");
    let mut text = String::from(code);
    text.push_str(language.pick(
        " adalah kode Balai untuk memastikan kontak ini milik Anda. Berlaku ",
        " is your Balai code, to make sure that this contact is yours. It is good for ",
    ));
    text.push_str(&OneTimeCode::MINUTES.to_string());
    text.push_str(language.pick(
        " menit. Jangan berikan kepada siapa pun. Bukan Anda? Abaikan.",
        " minutes. Give it to nobody. Wasn't it you? Ignore this.",
    ));
    Letter { subject: String::from(subject), text }
}

/// The letter with a code by which staff join an account to another of the same person, who stands at
/// their counter; the code first, as above.
#[must_use]
pub fn join_code(code: &str, language: Language) -> Letter {
    let subject = language.pick("Kode untuk menggabungkan akun", "Code to join your accounts");
    let mut text = String::from(code);
    text.push_str(language.pick(
        " adalah kode Balai untuk menggabungkan akun ini ke akun Anda yang lain. Berlaku ",
        " is your Balai code to join this account to your other one. It is good for ",
    ));
    text.push_str(&OneTimeCode::MINUTES.to_string());
    text.push_str(language.pick(
        " menit. Sebutkan hanya kepada petugas di loket balai.",
        " minutes. Say it only to staff at a centre's counter.",
    ));
    Letter { subject: String::from(subject), text }
}

/// The letter that tells an owner at the old contact that a centre's staff want to put a new number in,
/// with the code that stops it, or has it at once.
#[must_use]
pub fn recovery(code: &str, public_url: Option<&str>, language: Language) -> Letter {
    let subject = language.pick("Nomor baru untuk akun Anda?", "A new number for your account?");
    let mut text = String::from(language.pick(
        "Petugas balai meminta nomor baru untuk akun Balai Anda; berlaku dalam 24 jam. Bukan Anda? Hentikan di ",
        "A centre's staff asked for a new number for your Balai account, good in 24 hours. Not you? Stop it at ",
    ));
    text.push_str(public_url.unwrap_or_default());
    text.push_str("/nomor-baru ");
    text.push_str(language.pick("dengan kode ", "with the code "));
    text.push_str(code);
    text.push('.');
    Letter { subject: String::from(subject), text }
}

/// The letter that tells an account's owner what happened to it, and what to do if that was somebody
/// else. One SMS each.
#[must_use]
pub fn account_notice(notice: AccountNotice, language: Language) -> Letter {
    let (subject, text) = match notice {
        AccountNotice::PasswordChanged => (
            language.pick("Kata sandi Anda diganti", "Your password was changed"),
            language.pick(
                "Kata sandi akun Balai Anda baru saja diganti. Bukan Anda? Buka Balai, pilih Lupa sandi dan buat yang baru sekarang.",
                "The password of your Balai account was just changed. Wasn't it you? Open Balai, choose Forgot password and make a new one now.",
            ),
        ),
        AccountNotice::ContactChanged => (
            language.pick("Kontak akun Anda diganti", "Your account's contact was changed"),
            language.pick(
                "Kontak ini diganti dengan yang lain di akun Balai Anda. Bukan Anda? Datang ke balai terdekat dengan KTP Anda.",
                "This contact was replaced by another in your Balai account. Wasn't it you? Go to the nearest centre with your KTP.",
            ),
        ),
        AccountNotice::RecoveredAtCounter => (
            language.pick("Nomor akun Anda diganti di balai", "Your number was changed at a centre"),
            language.pick(
                "Petugas balai mengganti nomor akun Balai Anda setelah melihat KTP. Bukan Anda? Segera hubungi balai tempat Anda mendaftar.",
                "A centre's staff changed your Balai account's number after seeing a KTP. Wasn't it you? Tell the centre you applied to at once.",
            ),
        ),
        AccountNotice::NumberReady => (
            language.pick("Nomor ini kini di akun Anda", "This number is in your account now"),
            language.pick(
                "Nomor ini kini ada di akun Balai Anda. Belum bisa masuk? Buka Balai, pilih Lupa sandi, lalu buat kata sandi baru dengan nomor ini.",
                "This number is in your Balai account now. Can't sign in yet? Open Balai, choose Forgot password and make a new password with this number.",
            ),
        ),
        AccountNotice::AssistedAtCounter => (
            language.pick("Pendaftaran dikirim untuk Anda", "An application was sent for you"),
            language.pick(
                "Petugas balai mengirim pendaftaran atas nama Anda setelah melihat KTP. Bukan Anda? Tarik pendaftarannya di Balai dan hubungi balai itu.",
                "A centre's staff sent an application for you after seeing a KTP. Wasn't it you? Withdraw it at Balai and tell that centre.",
            ),
        ),
        AccountNotice::IdentityCorrected => (
            language.pick("Data KTP Anda diperbaiki di balai", "Your KTP data was corrected"),
            language.pick(
                "Petugas balai memperbaiki nama atau data KTP di akun Balai Anda. Lihat di Akun saya. Bukan Anda? Segera hubungi balai tempat Anda mendaftar.",
                "A centre's staff corrected the name or KTP data of your Balai account. See My account. Wasn't it you? Tell the centre you applied to at once.",
            ),
        ),
        AccountNotice::Joined => (
            language.pick("Dua akun Anda digabungkan", "Your two accounts are one now"),
            language.pick(
                "Dua akun Balai Anda digabungkan di balai, dengan kode dari Anda. Masuklah dengan akun yang ber-NIK. Bukan Anda? Hubungi balai itu.",
                "Your two Balai accounts were joined at a centre, with a code from you. Sign in with the one that has the NIK. Wasn't it you? Tell that centre.",
            ),
        ),
        AccountNotice::Deleted => (
            language.pick("Akun Balai Anda dihapus", "Your Balai account was deleted"),
            language.pick(
                "Akun Balai Anda sudah dihapus, seperti yang diminta. Bukan Anda? Hubungi balai tempat Anda mendaftar. Anda dapat mendaftar lagi kapan saja.",
                "Your Balai account was deleted, as asked. Wasn't it you? Tell the centre you applied to. You can register again at any time.",
            ),
        ),
    };
    Letter { subject: String::from(subject), text: String::from(text) }
}
