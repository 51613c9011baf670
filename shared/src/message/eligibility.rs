//! Words for conditions: how each stands, and what would change it.

use super::person;
use crate::eligibility::{EligibilityCode as Code, Reason, ReasonParams as Params, Verdict};
use crate::format;
use crate::language::Language;
use crate::time::Date;

/// A verdict in a sentence.
#[must_use]
pub const fn verdict(verdict: Verdict, language: Language) -> &'static str {
    match verdict {
        Verdict::Eligible => language.pick("Anda memenuhi syarat", "You meet the conditions"),
        Verdict::NotEligible => {
            language.pick("Ada syarat yang belum terpenuhi", "A condition isn't met")
        }
        Verdict::Tentative => language
            .pick("Lengkapi profil untuk memastikan syaratnya", "Complete your profile to be sure"),
    }
}

/// How a condition stands.
#[must_use]
pub fn eligibility_reason(reason: &Reason, language: Language) -> String {
    match reason.params {
        Params::Nothing => String::from(plain(reason.code, reason.verdict, language)),
        Params::Age { limit, actual, on } => age(reason.code, (limit, on), actual, language),
        Params::Education { least, actual } => {
            let mut text =
                String::from(language.pick("Pendidikan minimal ", "Minimum education: "));
            text.push_str(person::education(least, language));
            text.push('.');
            if let Some(actual) = actual {
                push(
                    &mut text,
                    language.pick(" Pendidikan Anda: ", " Yours: "),
                    person::education(actual, language),
                );
            }
            text
        }
        Params::Occupation { actual } => {
            let mut text = String::from(plain(reason.code, reason.verdict, language));
            if let Some(actual) = actual.filter(|_| reason.verdict == Verdict::NotEligible) {
                push(
                    &mut text,
                    language.pick(" Pekerjaan Anda: ", " Yours: "),
                    person::occupation(actual, language),
                );
            }
            text
        }
        Params::People { limit } => {
            let mut text = String::from(language.pick("Paling banyak ", "At most "));
            text.push_str(&limit.to_string());
            text.push_str(language.pick(
                " orang dalam satu kartu keluarga dapat ikut Prakerja.",
                " people of one family card can join Prakerja.",
            ));
            text
        }
        Params::Balance { needed, available } => {
            let mut text = String::from(language.pick("Harga pelatihan ", "The training costs "));
            text.push_str(&needed.to_string());
            text.push('.');
            if let Some(available) = available {
                push(
                    &mut text,
                    language.pick(" Saldo tersedia Anda ", " Your available balance is "),
                    &available.to_string(),
                );
            }
            text
        }
    }
}

fn push(text: &mut String, before: &str, words: &str) {
    text.push_str(before);
    text.push_str(words);
    text.push('.');
}

fn age(code: Code, (limit, on): (u32, Date), actual: Option<u32>, language: Language) -> String {
    let mut text = String::from(if code == Code::MinimumAge {
        language.pick("Usia minimal ", "Minimum age: ")
    } else {
        language.pick("Usia maksimal ", "Maximum age: ")
    });
    text.push_str(&limit.to_string());
    text.push_str(language.pick(" tahun pada ", " years on "));
    text.push_str(&format::date_short(on, language));
    text.push('.');
    if let Some(age) = actual {
        text.push_str(language.pick(" Usia Anda ", " You are "));
        text.push_str(&age.to_string());
        text.push_str(language.pick(" tahun.", "."));
    }
    text
}

/// The conditions whose words need no figures, by how they stand.
const fn plain(code: Code, verdict: Verdict, language: Language) -> &'static str {
    match code {
        Code::Identity => match verdict {
            Verdict::Eligible => language.pick(
                "NIK Anda cocok dengan tanggal lahir dan jenis kelamin.",
                "Your NIK agrees with your date of birth and sex.",
            ),
            Verdict::NotEligible => language.pick(
                "NIK berbeda dari tanggal lahir atau jenis kelamin di profil.",
                "The NIK differs from the date of birth or sex in the profile.",
            ),
            Verdict::Tentative => language.pick(
                "NIK, tanggal lahir, dan jenis kelamin belum lengkap.",
                "NIK, date of birth and sex aren't all filled in yet.",
            ),
        },
        Code::NotInFormalEducation => language.pick(
            "Prakerja untuk yang tidak sedang sekolah atau kuliah.",
            "Prakerja is for people who aren't at school or university.",
        ),
        Code::OccupationAllowed => language.pick(
            "Prakerja tidak untuk pejabat negara, anggota DPRD, ASN, TNI, Polri, perangkat desa, dan pimpinan BUMN/BUMD.",
            "Prakerja is not for state officials, parliament members, civil servants, armed forces, police, village officials and leaders of state companies.",
        ),
        Code::NoOverlap => language.pick(
            "Anda sudah punya kursi di pelatihan lain pada waktu yang sama.",
            "You already have a seat in another training at the same time.",
        ),
        Code::NotAppliedYet => language.pick(
            "Anda sudah mendaftar pelatihan ini.",
            "You have already applied to this training.",
        ),
        Code::MinimumAge => language.pick("Usia minimal.", "Minimum age."),
        Code::MaximumAge => language.pick("Usia maksimal.", "Maximum age."),
        Code::MinimumEducation => language.pick("Pendidikan minimal.", "Minimum education."),
        Code::FamilyCardLimit => language.pick("Batas satu kartu keluarga.", "Limit of a family card."),
        Code::TrainingBalance => language.pick("Saldo pelatihan.", "Training balance."),
    }
}

/// What would change how the condition stands; `None` when it is met.
#[must_use]
pub const fn eligibility_remedy(reason: &Reason, language: Language) -> Option<&'static str> {
    match reason.verdict {
        Verdict::Eligible => None,
        Verdict::NotEligible => Some(remedy(reason.code, language)),
        Verdict::Tentative => Some(fact_wanted(reason.code, language)),
    }
}

const fn remedy(code: Code, language: Language) -> &'static str {
    match code {
        Code::Identity => language.pick("Cocokkan ketiganya dengan KTP Anda di halaman profil.", "Compare all three with your identity card on the profile page."),
        Code::MinimumAge => language.pick("Anda dapat ikut setelah cukup umur. Cari pelatihan lain untuk usia Anda.", "You can join once you are old enough. Look for another training for your age."),
        Code::MaximumAge => language.pick("Cari pelatihan lain tanpa batas usia ini.", "Look for another training without this limit."),
        Code::MinimumEducation => language.pick("Bila ijazah Anda sudah lebih tinggi, perbarui profil. Bila belum, cari pelatihan lain.", "If you have a higher diploma by now, update your profile. If not, look for another training."),
        Code::NotInFormalEducation => language.pick("Bila Anda sudah lulus, perbarui pekerjaan di profil. Pelatihan gratis di BLK mungkin tetap terbuka.", "If you have finished, update your occupation in the profile. Free trainings may still be open to you."),
        Code::OccupationAllowed => language.pick("Bila pekerjaan Anda sudah berubah, perbarui profil. Pelatihan dengan pembiayaan lain mungkin tetap terbuka.", "If your occupation has changed, update your profile. Trainings with other funding may still be open to you."),
        Code::FamilyCardLimit => language.pick("Bila kartu keluarga Anda sudah berubah, perbarui profil. Pelatihan gratis di BLK tetap terbuka.", "If your family card has changed, update your profile. Free trainings stay open to you."),
        Code::TrainingBalance => language.pick("Pilih pelatihan yang harganya sesuai saldo, atau pelatihan gratis di BLK.", "Choose a training within your balance, or a free one."),
        Code::NoOverlap => language.pick("Pilih jadwal lain, atau tarik pendaftaran yang satu lagi.", "Choose other dates, or withdraw the other application."),
        Code::NotAppliedYet => language.pick("Lihat keadaannya di Pendaftaran saya.", "See how it stands under My applications."),
    }
}

const fn fact_wanted(code: Code, language: Language) -> &'static str {
    match code {
        Code::Identity => language.pick(
            "Isi NIK, tanggal lahir, dan jenis kelamin di profil.",
            "Fill in NIK, date of birth and sex in your profile.",
        ),
        Code::MinimumAge | Code::MaximumAge => language
            .pick("Isi tanggal lahir di profil.", "Fill in your date of birth in your profile."),
        Code::MinimumEducation => language
            .pick("Isi pendidikan terakhir di profil.", "Fill in your education in your profile."),
        Code::NotInFormalEducation | Code::OccupationAllowed => {
            language.pick("Isi pekerjaan di profil.", "Fill in your occupation in your profile.")
        }
        Code::FamilyCardLimit => language.pick(
            "Isi nomor KK di profil. Kami memeriksanya saat Anda mendaftar.",
            "Fill in your family card number in your profile. We check it when you apply.",
        ),
        Code::TrainingBalance => language.pick(
            "Kami memeriksa saldo Anda saat Anda mendaftar.",
            "We check your balance when you apply.",
        ),
        Code::NoOverlap | Code::NotAppliedYet => {
            language.pick("Kami memeriksanya saat Anda mendaftar.", "We check it when you apply.")
        }
    }
}
