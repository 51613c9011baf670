//! Words for choosing people.

use crate::language::Language;
use crate::ranking::{Group, sheet::SheetFault};

/// People for whom seats are kept, in a few words.
#[must_use]
pub const fn group(group: Group, language: Language) -> &'static str {
    match group {
        Group::Women => language.pick("Perempuan", "Women"),
        Group::Disability => language.pick("Penyandang disabilitas", "People with disabilities"),
        Group::OwnRegion => {
            language.pick("Warga kabupaten/kota ini", "People of this regency or city")
        }
    }
}

/// What is wrong in a file of marks, and the way out.
#[must_use]
pub const fn sheet_fault(fault: SheetFault, language: Language) -> &'static str {
    match fault {
        SheetFault::UnknownColumn => language.pick(
            "Kolom ini tidak dikenal. Pakai judul kolom dari berkas contoh.",
            "This column isn't known. Use the column heads of the sample file.",
        ),
        SheetFault::MissingColumn => language.pick(
            "Kolom ini tidak ada di berkas. Tambahkan kolomnya.",
            "This column is missing in the file. Add it.",
        ),
        SheetFault::ColumnTwice => language.pick(
            "Kolom ini ada dua kali. Hapus satu saja.",
            "This column stands there twice. Remove one.",
        ),
        SheetFault::UnknownApplication => language.pick(
            "Pendaftaran ini tidak ada di sesi ini, atau sudah diputuskan.",
            "This application isn't one of this session, or it was decided.",
        ),
        SheetFault::ApplicationTwice => language.pick(
            "Pendaftaran ini ada dua kali. Hapus satu barisnya.",
            "This application stands there twice. Remove one of the lines.",
        ),
        SheetFault::InvalidPoints => language.pick(
            "Isi dengan angka, misalnya 87,5. Tulis - untuk yang tidak hadir.",
            "Enter a number, 87.5 for example. Write - for who didn't come.",
        ),
        SheetFault::TooManyPoints => language.pick(
            "Nilai ini lebih tinggi dari nilai tertinggi.",
            "This is more than the most points.",
        ),
        SheetFault::WrongLength => language.pick(
            "Di baris ini ada isi di luar kolom terakhir. Bila nilai memakai koma, simpan berkas dengan pemisah titik koma.",
            "This line has something behind the last column. Where marks have a comma, save the file with semicolons.",
        ),
        SheetFault::NewerMark => language.pick(
            "Sejak berkas ini dibuat, nilai lain sudah dimasukkan.",
            "Another mark was entered since this file was made.",
        ),
        SheetFault::LostDecimals => language.pick(
            "Koma desimalnya hilang saat berkas disimpan. Isi lagi nilainya dengan koma.",
            "Its decimal sign was lost when the file was saved. Enter the mark once more with it.",
        ),
    }
}

/// The link to the times of an application's tests and interviews.
#[must_use]
pub const fn choose_time(may_change: bool, language: Language) -> &'static str {
    if may_change {
        language.pick("Pilih waktu tes atau wawancara", "Choose the time of a test or interview")
    } else {
        language.pick("Waktu tes atau wawancara Anda", "The time of your test or interview")
    }
}
