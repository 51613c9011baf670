//! Words for payments: accounts, their checks, and surveys.

use crate::benefit::{
    Employment, IncomeBand, PayoutAccountState, PayoutKind, PayoutRefusal, PayoutState, SkillUse,
    SurveyState,
};
use crate::language::Language;

/// How far an account is checked, in a word or two.
#[must_use]
pub const fn payout_account_state(state: PayoutAccountState, language: Language) -> &'static str {
    match state {
        PayoutAccountState::Checking => language.pick("Sedang diperiksa", "Being checked"),
        PayoutAccountState::Verified => language.pick("Terverifikasi", "Verified"),
        PayoutAccountState::Refused => language.pick("Belum dapat dipakai", "Can't be used"),
    }
}

/// Why an account can't be paid to, and what to do.
#[must_use]
pub const fn payout_refusal(refusal: PayoutRefusal, language: Language) -> &'static str {
    match refusal {
        PayoutRefusal::OtherOwner => language.pick(
            "NIK pemiliknya berbeda dari NIK Anda. Isi rekening atau dompet digital atas nama Anda sendiri.",
            "It bears another NIK than yours. Give a bank account or e-wallet of your own.",
        ),
        PayoutRefusal::NotFound => language.pick(
            "Nomor itu tidak ditemukan. Periksa angkanya, lalu isi lagi.",
            "There is none with that number. Check the digits and enter it again.",
        ),
        PayoutRefusal::Inactive => language.pick(
            "Rekening atau dompet digital itu sedang tidak aktif. Aktifkan dulu di banknya, atau isi yang lain.",
            "It isn't active. Have it activated at the bank, or give another.",
        ),
        PayoutRefusal::Other => language.pick(
            "Bank belum dapat memakainya. Isi rekening atau dompet digital yang lain.",
            "The bank can't use it. Give another bank account or e-wallet.",
        ),
    }
}

/// What is paid.
#[must_use]
pub const fn payout_kind(kind: PayoutKind, language: Language) -> &'static str {
    match kind {
        PayoutKind::Incentive => language.pick("Insentif", "Incentive"),
        PayoutKind::Survey => language.pick("Insentif survei", "Survey money"),
    }
}

/// How far a payment is.
#[must_use]
pub const fn payout_state(state: PayoutState, language: Language) -> &'static str {
    match state {
        PayoutState::Scheduled => language.pick("Dijadwalkan", "Scheduled"),
        PayoutState::Sent => language.pick("Diproses bank", "With the bank"),
        PayoutState::Paid => language.pick("Sudah dibayar", "Paid"),
        PayoutState::Refused => language.pick("Belum sampai", "Not delivered"),
    }
}

/// How far a survey is.
#[must_use]
pub const fn survey_state(state: SurveyState, language: Language) -> &'static str {
    match state {
        SurveyState::Locked => language.pick("Belum dibuka", "Not open yet"),
        SurveyState::Open => language.pick("Dapat diisi", "Can be answered"),
        SurveyState::Answered => language.pick("Sudah diisi", "Answered"),
        SurveyState::Paid => language.pick("Sudah dibayar", "Paid"),
    }
}

/// What a person does now.
#[must_use]
pub const fn employment(employment: Employment, language: Language) -> &'static str {
    match employment {
        Employment::Employed => language.pick("Bekerja untuk orang lain", "I work for somebody"),
        Employment::SelfEmployed => language.pick("Usaha sendiri", "I have a business of my own"),
        Employment::SeekingWork => language.pick("Masih mencari kerja", "I look for work"),
        Employment::Studying => language.pick("Melanjutkan belajar", "I learn on"),
        Employment::Other => language.pick("Lainnya", "Something else"),
    }
}

/// How often what was learned is used.
#[must_use]
pub const fn skill_use(skill: SkillUse, language: Language) -> &'static str {
    match skill {
        SkillUse::Daily => language.pick("Hampir setiap hari", "Nearly every day"),
        SkillUse::Sometimes => language.pick("Kadang-kadang", "Now and then"),
        SkillUse::NotYet => language.pick("Belum", "Not yet"),
    }
}

/// What a person earns in a month.
#[must_use]
pub const fn income_band(band: IncomeBand, language: Language) -> &'static str {
    match band {
        IncomeBand::None => language.pick("Belum ada", "Nothing yet"),
        IncomeBand::BelowOneMillion => language.pick("Di bawah Rp1 juta", "Below Rp1 million"),
        IncomeBand::OneToThreeMillion => language.pick("Rp1–3 juta", "Rp1 to 3 million"),
        IncomeBand::ThreeToFiveMillion => language.pick("Rp3–5 juta", "Rp3 to 5 million"),
        IncomeBand::AboveFiveMillion => language.pick("Di atas Rp5 juta", "Above Rp5 million"),
    }
}

/// The way to rate a training, as a link.
#[must_use]
pub const fn rate_training(language: Language) -> &'static str {
    language.pick("Beri penilaian pelatihan ini", "Rate this training")
}
