//! Words for a centre's figures.

use crate::language::Language;
use crate::report::{AgeBand, ReportMeasure, ReportStep, ReportTable, Rest, WaitBand};

/// How far an application came.
#[must_use]
pub const fn report_step(step: ReportStep, language: Language) -> &'static str {
    match step {
        ReportStep::Submitted => language.pick("Mendaftar", "Applied"),
        ReportStep::Offered => language.pick("Ditawari kursi", "Offered a seat"),
        ReportStep::Confirmed => language.pick("Mengambil kursi", "Took the seat"),
        ReportStep::Completed => language.pick("Menyelesaikan pelatihan", "Finished"),
        ReportStep::Certified => language.pick("Bersertifikat", "With a certificate"),
    }
}

/// Ages.
#[must_use]
pub const fn age_band(band: AgeBand, language: Language) -> &'static str {
    match band {
        AgeBand::Under18 => language.pick("di bawah 18 tahun", "below 18"),
        AgeBand::From18 => language.pick("18–24 tahun", "18–24"),
        AgeBand::From25 => language.pick("25–34 tahun", "25–34"),
        AgeBand::From35 => language.pick("35–44 tahun", "35–44"),
        AgeBand::From45 => language.pick("45–54 tahun", "45–54"),
        AgeBand::From55 => language.pick("55 tahun ke atas", "55 and above"),
    }
}

/// How long people waited.
#[must_use]
pub const fn wait_band(band: WaitBand, language: Language) -> &'static str {
    match band {
        WaitBand::Day => language.pick("kurang dari 1 hari", "less than a day"),
        WaitBand::ThreeDays => language.pick("1–3 hari", "1–3 days"),
        WaitBand::Week => language.pick("3–7 hari", "3–7 days"),
        WaitBand::TwoWeeks => language.pick("1–2 minggu", "1–2 weeks"),
        WaitBand::Longer => language.pick("lebih dari 2 minggu", "more than 2 weeks"),
    }
}

/// What a table is of.
#[must_use]
pub const fn report_table(table: ReportTable, language: Language) -> &'static str {
    match table {
        ReportTable::Funnel => {
            language.pick("Dari pendaftaran ke sertifikat", "From application on")
        }
        ReportTable::States => language.pick("Status pendaftaran", "Where applications stand"),
        ReportTable::Waits => language.pick("Lama menunggu keputusan", "Time to decision"),
        ReportTable::Programs => language.pick("Menurut program", "By program"),
        ReportTable::Sessions => language.pick("Menurut sesi", "By session"),
        ReportTable::Vocations => language.pick("Menurut kejuruan", "By field"),
        ReportTable::Sexes => language.pick("Menurut jenis kelamin", "By sex"),
        ReportTable::Ages => language.pick("Menurut umur", "By age"),
        ReportTable::Regions => language.pick("Menurut tempat tinggal", "By home region"),
    }
}

/// What is counted.
#[must_use]
pub const fn report_measure(measure: ReportMeasure, language: Language) -> &'static str {
    match measure {
        ReportMeasure::Group => language.pick("Kelompok", "Group"),
        ReportMeasure::Count => language.pick("Jumlah", "Count"),
        ReportMeasure::Applied => language.pick("Pendaftaran", "Applications"),
        ReportMeasure::Applicants => language.pick("Pendaftar", "Applicants"),
        ReportMeasure::PerSeat => language.pick("Pendaftar per kursi", "Applicants per seat"),
        ReportMeasure::Took => language.pick("Ambil kursi", "Took a seat"),
        ReportMeasure::Completed => language.pick("Selesai", "Finished"),
        ReportMeasure::Dropped => language.pick("Berhenti", "Dropped out"),
        ReportMeasure::DropOut => language.pick("Berhenti (%)", "Drop-out (%)"),
        ReportMeasure::Fill => language.pick("Kursi terisi (%)", "Seats taken (%)"),
        ReportMeasure::MedianDays => {
            language.pick("Hari sampai keputusan (median)", "Days to decision (median)")
        }
        ReportMeasure::Sessions => language.pick("Sesi", "Sessions"),
        ReportMeasure::Seats => language.pick("Kursi", "Seats"),
    }
}

/// Those that stand in no other group.
#[must_use]
pub const fn report_rest(rest: Rest, language: Language) -> &'static str {
    match rest {
        Rest::Others => language.pick("lainnya", "others"),
        Rest::Unknown => language.pick("belum diisi", "not given"),
    }
}

/// What stands in the place of a count that would tell of persons.
#[must_use]
pub const fn report_hidden(language: Language) -> &'static str {
    language.pick("tidak ditampilkan", "not shown")
}
