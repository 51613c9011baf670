//! Words of what leaves the house: e-mails, and SMS of one line.

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
    let mut subject = String::from(language.pick("Lamaran Anda: ", "Your application: "));
    subject.push_str(title);
    let mut text = String::from(told);
    text.push_str(language.pick(" Lihat Lamaran saya di Balai.", " See My applications at Balai."));
    Letter { subject, text }
}

/// The letter that tells what happened to a benefit of the scheme with this name.
#[must_use]
pub fn benefit_news(scheme: &str, told: &str, language: Language) -> Letter {
    let mut subject = String::from(language.pick("Manfaat Anda: ", "Your benefit: "));
    subject.push_str(scheme);
    let mut text = String::from(told);
    text.push_str(language.pick(" Lihat Manfaat saya di Balai.", " See My benefits at Balai."));
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
