//! Words for attendance, assessment and completion.

use crate::completion::{
    AttendanceStatus, CertificateKind, CompletionCode, CompletionVerdict, UnitResult,
};
use crate::language::Language;

/// Whether somebody came, in a word.
#[must_use]
pub const fn attendance_status(status: AttendanceStatus, language: Language) -> &'static str {
    match status {
        AttendanceStatus::Present => language.pick("Hadir", "Present"),
        AttendanceStatus::Late => language.pick("Terlambat", "Late"),
        AttendanceStatus::Excused => language.pick("Izin", "Excused"),
        AttendanceStatus::Absent => language.pick("Tidak hadir", "Absent"),
    }
}

/// What an assessment found.
#[must_use]
pub const fn unit_result(result: UnitResult, language: Language) -> &'static str {
    match result {
        UnitResult::Competent => language.pick("Kompeten", "Competent"),
        UnitResult::NotYet => language.pick("Belum kompeten", "Not yet competent"),
    }
}

/// What a certificate is called.
#[must_use]
pub const fn certificate_kind(kind: CertificateKind, language: Language) -> &'static str {
    match kind {
        CertificateKind::Competence => {
            language.pick("Sertifikat Pelatihan: Kompeten", "Certificate of Training: Competent")
        }
        CertificateKind::Attendance => {
            language.pick("Sertifikat Pelatihan", "Certificate of Training")
        }
    }
}

/// What the rule says, in a word.
#[must_use]
pub const fn completion_verdict(verdict: CompletionVerdict, language: Language) -> &'static str {
    match verdict {
        CompletionVerdict::Completed => language.pick("Lulus", "Finished"),
        CompletionVerdict::NotCompleted => language.pick("Tidak selesai", "Not finished"),
        CompletionVerdict::Open => language.pick("Belum bisa dinilai", "Can't be said yet"),
    }
}

/// Why the rule says so, in a sentence.
#[must_use]
pub const fn completion_code(code: CompletionCode, language: Language) -> &'static str {
    match code {
        CompletionCode::AttendanceMet => {
            language.pick("Kehadirannya cukup.", "Enough of the hours were attended.")
        }
        CompletionCode::AttendanceTooLow => language.pick(
            "Kehadirannya di bawah batas jadwal ini.",
            "Fewer hours were attended than this session asks for.",
        ),
        CompletionCode::MeetingsUnmarked => language.pick(
            "Ada pertemuan yang kehadirannya belum dicatat.",
            "The attendance of some meetings isn't marked yet.",
        ),
        CompletionCode::NoMeetings => language.pick(
            "Jadwal ini belum punya daftar pertemuan.",
            "This session has no list of meetings yet.",
        ),
        CompletionCode::AllUnitsCompetent => {
            language.pick("Semua unit kompeten.", "Competent in every unit.")
        }
        CompletionCode::UnitsNotYetCompetent => language.pick(
            "Ada unit yang belum kompeten, jadi sertifikatnya Sertifikat Pelatihan.",
            "Not yet competent in some unit, so it is a certificate of training.",
        ),
        CompletionCode::UnitsUnassessed => {
            language.pick("Ada unit yang belum dinilai.", "Some units aren't assessed yet.")
        }
    }
}

/// What a field about a training that runs is called on the page; of others, that it is one.
pub(super) fn training_label(name: &str, language: Language) -> &'static str {
    match name {
        "meetings" => language.pick("Daftar pertemuan", "The list of meetings"),
        "day" => language.pick("Hari pertemuan", "The meeting's day"),
        "begins" => language.pick("Jam mulai", "The beginning"),
        "ends" => language.pick("Jam selesai", "The end"),
        "attendancePercent" => language.pick("Batas kehadiran", "The share of attendance"),
        "units" => language.pick("Daftar unit", "The list of units"),
        "unitCode" => language.pick("Kode unit", "The unit's code"),
        "reason" => language.pick("Alasan", "The reason"),
        _ => language.pick("Isian ini", "This field"),
    }
}

/// Why a certificate can't be made of a text, and where that is put right.
pub(super) fn unprintable(name: &str, language: Language) -> &'static str {
    match name {
        "holderName" => language.pick(
            "Nama memuat huruf yang tidak dapat dicetak di sertifikat. Perbaiki namanya di loket, di panel pendaftar, dengan huruf seperti di KTP.",
            "The name has letters that a certificate can't bear. Correct it at the counter, in the applicant's panel, in letters as on the KTP.",
        ),
        "programTitle" => language.pick(
            "Judul program memuat huruf yang tidak dapat dicetak di sertifikat, misalnya emoji. Perbaiki judulnya di halaman Program.",
            "The program's title has characters that a certificate can't bear, an emoji perhaps. Correct it on the page of programs.",
        ),
        "institutionName" => language.pick(
            "Nama lembaga memuat huruf yang tidak dapat dicetak di sertifikat. Minta pengelola server memperbaikinya.",
            "The institution's name has characters that a certificate can't bear. Ask who runs the server to correct it.",
        ),
        "unitTitles" => language.pick(
            "Kode atau judul sebuah unit memuat huruf yang tidak dapat dicetak di sertifikat. Minta pengelola server memperbaikinya.",
            "A unit's code or title has characters that a certificate can't bear. Ask who runs the server to correct it.",
        ),
        _ => language.pick(
            "Judul memuat huruf yang tidak dapat dicetak di sertifikat, misalnya emoji. Tulis tanpa huruf itu.",
            "The title has characters that a certificate can't bear, an emoji perhaps. Write it without them.",
        ),
    }
}
