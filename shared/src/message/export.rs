//! Words for files that staff take along.

use crate::export::{ExportColumn, ExportList, ExportNote};
use crate::language::Language;

/// What a list is called.
#[must_use]
pub const fn export_list(list: ExportList, language: Language) -> &'static str {
    match list {
        ExportList::Applications => language.pick("Pendaftaran", "Applications"),
        ExportList::Participants => language.pick("Peserta", "Participants"),
        ExportList::Certificates => language.pick("Sertifikat", "Certificates"),
        ExportList::Sessions => language.pick("Sesi pelatihan", "Sessions"),
        ExportList::Report => language.pick("Laporan", "Report"),
    }
}

/// A column's heading.
#[must_use]
pub const fn export_column(column: ExportColumn, language: Language) -> &'static str {
    match column {
        ExportColumn::Application => language.pick("Nomor pendaftaran", "Application"),
        ExportColumn::Name => language.pick("Nama", "Name"),
        ExportColumn::Nik => language.pick("NIK (disamarkan)", "NIK (masked)"),
        ExportColumn::BirthDate => language.pick("Tanggal lahir", "Date of birth"),
        ExportColumn::Sex => language.pick("Jenis kelamin", "Sex"),
        ExportColumn::Education => language.pick("Pendidikan terakhir", "Highest education"),
        ExportColumn::Occupation => language.pick("Pekerjaan", "Occupation"),
        ExportColumn::Region => language.pick("Kabupaten atau kota", "Regency or city"),
        ExportColumn::Program => language.pick("Program", "Program"),
        ExportColumn::Vocation => language.pick("Kejuruan", "Field"),
        ExportColumn::StartsOn => language.pick("Hari pertama", "First day"),
        ExportColumn::EndsOn => language.pick("Hari terakhir", "Last day"),
        ExportColumn::SubmittedAt => language.pick("Dikirim", "Sent"),
        ExportColumn::State => language.pick("Status", "Status"),
        ExportColumn::Reason => {
            language.pick("Alasan (seperti dibaca pendaftar)", "Reason (as the applicant reads it)")
        }
        ExportColumn::WaitlistPosition => language.pick("Nomor tunggu", "Place in the list"),
        ExportColumn::OfferExpiresAt => language.pick("Batas ambil kursi", "Offer holds until"),
        ExportColumn::ChangedAt => language.pick("Terakhir berubah", "Last change"),
        ExportColumn::AttendancePercent => language.pick("Kehadiran (%)", "Attendance (%)"),
        ExportColumn::Verdict => language.pick("Kelulusan", "Completion"),
        ExportColumn::CertificateNumber => language.pick("Nomor sertifikat", "Certificate number"),
        ExportColumn::CertificateKind => language.pick("Jenis sertifikat", "Kind of certificate"),
        ExportColumn::IssuedOn => language.pick("Diterbitkan", "Issued"),
        ExportColumn::RevokedOn => language.pick("Dicabut", "Taken back"),
        ExportColumn::Session => language.pick("Nomor sesi", "Session"),
        ExportColumn::Mode => language.pick("Cara belajar", "Mode"),
        ExportColumn::Funding => language.pick("Biaya dari", "Funding"),
        ExportColumn::Method => language.pick("Cara memilih", "Selection"),
        ExportColumn::Seats => language.pick("Kursi", "Seats"),
        ExportColumn::SeatsTaken => language.pick("Kursi terisi", "Seats taken"),
        ExportColumn::Waiting => language.pick("Menunggu", "Waiting"),
        ExportColumn::Applicants => language.pick("Pendaftar", "Applicants"),
        ExportColumn::RegistrationOpens => language.pick("Pendaftaran dibuka", "Opens"),
        ExportColumn::RegistrationCloses => language.pick("Pendaftaran ditutup", "Closes"),
    }
}

/// What the file says of itself.
#[must_use]
pub const fn export_note(note: ExportNote, language: Language) -> &'static str {
    match note {
        ExportNote::About => language.pick("Keterangan", "About"),
        ExportNote::List => language.pick("Daftar", "List"),
        ExportNote::Institution => language.pick("Balai", "Centre"),
        ExportNote::Session => language.pick("Sesi", "Session"),
        ExportNote::States => language.pick("Status", "Status"),
        ExportNote::Searched => language.pick("Disaring menurut pencarian", "Narrowed by a search"),
        ExportNote::Period => language.pick("Sesi yang mulai", "Sessions that begin"),
        ExportNote::TimeZone => language.pick("Zona waktu", "Time zone"),
        ExportNote::TakenAt => language.pick("Diambil", "Taken"),
        ExportNote::Rows => language.pick("Jumlah baris", "Rows"),
        ExportNote::All => language.pick("semua", "all"),
        ExportNote::Yes => language.pick("ya", "yes"),
    }
}
