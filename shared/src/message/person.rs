//! Words for what people tell about themselves, and for who does what.

use crate::application::ActorKind;
use crate::language::Language;
use crate::person::{Education, Occupation, ProfileField, Sex};
use crate::policy::Role;

/// The sex as the identity card has it.
#[must_use]
pub const fn sex(sex: Sex, language: Language) -> &'static str {
    match sex {
        Sex::Female => language.pick("Perempuan", "Female"),
        Sex::Male => language.pick("Laki-laki", "Male"),
    }
}

/// The schooling.
#[must_use]
pub const fn education(education: Education, language: Language) -> &'static str {
    match education {
        Education::None => language.pick("Belum tamat sekolah", "No school finished"),
        Education::Sd => language.pick("SD / sederajat", "Primary school (SD)"),
        Education::Smp => language.pick("SMP / sederajat", "Lower secondary (SMP)"),
        Education::Sma => language.pick("SMA / sederajat", "Upper secondary (SMA)"),
        Education::Smk => language.pick("SMK", "Vocational secondary (SMK)"),
        Education::D1 => language.pick("Diploma 1 (D1)", "One-year diploma (D1)"),
        Education::D2 => language.pick("Diploma 2 (D2)", "Two-year diploma (D2)"),
        Education::D3 => language.pick("Diploma 3 (D3)", "Three-year diploma (D3)"),
        Education::D4 => language.pick("Diploma 4 (D4)", "Applied bachelor (D4)"),
        Education::S1 => language.pick("Sarjana (S1)", "Bachelor (S1)"),
        Education::S2 => language.pick("Magister (S2)", "Master (S2)"),
        Education::S3 => language.pick("Doktor (S3)", "Doctorate (S3)"),
    }
}

/// The occupation.
#[must_use]
pub const fn occupation(occupation: Occupation, language: Language) -> &'static str {
    match occupation {
        Occupation::SeekingWork => language.pick("Mencari kerja", "Looking for work"),
        Occupation::LaidOff => language.pick("Terkena PHK", "Laid off"),
        Occupation::Employed => language.pick("Bekerja", "Employed"),
        Occupation::SelfEmployed => language.pick("Usaha sendiri", "Self-employed"),
        Occupation::Homemaker => language.pick("Mengurus rumah tangga", "Keeping house"),
        Occupation::Student => language.pick("Sekolah atau kuliah", "At school or university"),
        Occupation::Asn => language.pick("ASN", "Civil servant (ASN)"),
        Occupation::Tni => language.pick("TNI", "Armed forces (TNI)"),
        Occupation::Polri => language.pick("Polri", "Police (Polri)"),
        Occupation::StateOfficial => language.pick("Pejabat negara", "State official"),
        Occupation::DprdMember => language.pick("Anggota DPRD", "Member of a regional parliament"),
        Occupation::VillageOfficial => {
            language.pick("Kepala atau perangkat desa", "Village head or official")
        }
        Occupation::BumnLeader => language.pick(
            "Direksi, komisaris, atau dewan pengawas BUMN/BUMD",
            "Director, commissioner or supervisor of a state company",
        ),
    }
}

/// A part of the profile, as its field is labelled.
#[must_use]
pub const fn profile_field(field: ProfileField, language: Language) -> &'static str {
    match field {
        ProfileField::Name => language.pick("Nama lengkap", "Full name"),
        ProfileField::Nik => language.pick("NIK", "NIK (national identity number)"),
        ProfileField::Kk => language.pick("Nomor KK (kartu keluarga)", "Family card number (KK)"),
        ProfileField::BirthDate => language.pick("Tanggal lahir", "Date of birth"),
        ProfileField::Sex => language.pick("Jenis kelamin", "Sex"),
        ProfileField::Education => language.pick("Pendidikan terakhir", "Highest education"),
        ProfileField::Occupation => language.pick("Pekerjaan sekarang", "Occupation now"),
        ProfileField::Region => language.pick("Kabupaten atau kota", "Regency or city"),
    }
}

/// A role.
#[must_use]
pub const fn role(role: Role, language: Language) -> &'static str {
    match role {
        Role::Admin => language.pick("Admin", "Admin"),
        Role::Reviewer => language.pick("Penilai", "Reviewer"),
        Role::Instructor => language.pick("Instruktur", "Instructor"),
        Role::Counsellor => language.pick("Pengantar kerja", "Job counsellor"),
        Role::Pemda => language.pick("Pemerintah daerah", "Local government"),
        Role::Ministry => language.pick("Kementerian", "Ministry"),
    }
}

/// Who took a step, in the history.
#[must_use]
pub const fn actor_kind(kind: ActorKind, language: Language) -> &'static str {
    match kind {
        ActorKind::Applicant => language.pick("Pendaftar", "Applicant"),
        ActorKind::Staff => language.pick("Petugas", "Staff"),
        ActorKind::Partner => language.pick("Lembaga", "Institution"),
        ActorKind::System => language.pick("Sistem", "System"),
    }
}
