//! The words of the week's timetable at the desk.

use balai_shared::language::Language;

/// Those words in one language. `{}` in a text is filled with a value.
pub struct TimetableWords {
    pub(crate) title: &'static str,
    pub(crate) link: &'static str,
    pub(crate) before: &'static str,
    pub(crate) after: &'static str,
    pub(crate) print: &'static str,
    pub(crate) room: &'static str,
    pub(crate) no_room: &'static str,
    pub(crate) places: &'static str,
    pub(crate) clash: &'static str,
    pub(crate) too_small: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) place_title: &'static str,
    pub(crate) place_hint: &'static str,
    pub(crate) session: &'static str,
    pub(crate) teachers: &'static str,
    pub(crate) teacher: &'static str,
    pub(crate) accept: &'static str,
    pub(crate) accept_hint: &'static str,
    pub(crate) place: &'static str,
    pub(crate) clash_with: &'static str,
    pub(crate) rooms: &'static str,
    pub(crate) which_room: &'static str,
    pub(crate) new_room: &'static str,
    pub(crate) room_name: &'static str,
    pub(crate) capacity: &'static str,
    pub(crate) closed: &'static str,
    pub(crate) save_room: &'static str,
}

/// Those words in this page's language.
#[must_use]
pub fn timetable_words() -> &'static TimetableWords {
    match crate::visit::language() {
        Language::Id => &ID,
        Language::En => &EN,
    }
}

static ID: TimetableWords = TimetableWords {
    link: "Jadwal",
    title: "Jadwal ruang dan instruktur",
    before: "‹ Pekan sebelumnya",
    after: "Pekan berikutnya ›",
    print: "Cetak jadwal",
    room: "Ruang",
    no_room: "Tanpa ruang",
    places: "{} tempat",
    clash: "Bentrok",
    too_small: "Ruang lebih kecil dari jumlah kursi",
    nothing: "Tidak ada pertemuan pekan ini.",
    place_title: "Tempatkan pertemuan",
    place_hint: "Ruang dan instruktur berlaku untuk semua pertemuan sesi ini.",
    session: "Sesi",
    teachers: "Instruktur",
    teacher: "Instruktur",
    accept: "Tetap tempatkan walau bentrok",
    accept_hint: "Siapa yang memutuskan dicatat.",
    place: "Tempatkan",
    clash_with: "Pada waktu yang sama sudah ada:",
    rooms: "Tambah atau ubah ruang",
    which_room: "Ruang yang diubah",
    new_room: "Ruang baru",
    room_name: "Nama ruang",
    capacity: "Jumlah tempat",
    closed: "Tidak dipakai lagi",
    save_room: "Simpan ruang",
};

static EN: TimetableWords = TimetableWords {
    link: "Timetable",
    title: "Timetable of rooms and instructors",
    before: "‹ Week before",
    after: "Week after ›",
    print: "Print the timetable",
    room: "Room",
    no_room: "Without a room",
    places: "{} places",
    clash: "Clash",
    too_small: "The room has fewer places than the session has seats",
    nothing: "There are no meetings this week.",
    place_title: "Place meetings",
    place_hint: "The room and instructors are for all meetings of this session.",
    session: "Session",
    teachers: "Instructors",
    teacher: "Instructor",
    accept: "Place them although they clash",
    accept_hint: "Who decided so is kept.",
    place: "Place them",
    clash_with: "At the same time there is already:",
    rooms: "Add or change a room",
    which_room: "The room to change",
    new_room: "A new room",
    room_name: "Name of the room",
    capacity: "Places",
    closed: "Not used any more",
    save_room: "Save the room",
};
