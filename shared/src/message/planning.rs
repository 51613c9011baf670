//! What the fields of programs, sessions, institutions and times for tests are called.

use crate::language::Language;

/// What a field is called; none for others.
pub(super) fn label(name: &str, language: Language) -> Option<&'static str> {
    Some(match name {
        "vocationId" => language.pick("Kejuruan", "The field of training"),
        "sector" => language.pick("Sektor", "The sector"),
        "skkniScheme" => language.pick("Skema SKKNI", "The SKKNI scheme"),
        "kkniLevel" => language.pick("Jenjang KKNI", "The KKNI level"),
        "minimumEducation" => language.pick("Pendidikan minimal", "Minimum education"),
        "mode" => language.pick("Cara belajar", "The way of teaching"),
        "selectionMethod" => language.pick("Cara memilih peserta", "The way of choosing"),
        "boarding" => language.pick("Menginap", "Living in"),
        "likeSessionId" => language.pick("Sesi contoh", "The earlier session"),
        "roomId" => language.pick("Ruang ini", "This room"),
        "instructorIds" => language.pick("Salah satu instruktur", "One of the instructors"),
        "meetingIds" => language.pick("Daftar pertemuan", "The list of meetings"),
        "slotId" => language.pick("Waktu ini", "This time"),
        "slots" => language.pick("Daftar waktu", "The list of times"),
        "startsAt" => language.pick("Waktu mulai", "The beginning"),
        "endsAt" => language.pick("Waktu selesai", "The end"),
        "place" => language.pick("Tempat", "The place"),
        "criterion" => language.pick("Kriteria", "The criterion"),
        "closesHoursBefore" => language.pick("Batas memilih", "The time to choose until"),
        "whatsapp" => language.pick("Nomor WhatsApp", "The WhatsApp number"),
        "openingHours" => language.pick("Jam buka", "The opening hours"),
        "meetingLink" => language.pick("Tautan pertemuan", "The meeting link"),
        "replacementUntil" => language.pick("Batas penggantian peserta", "The replacement day"),
        "offerHours" => language.pick("Lama tawaran", "The offer's hours"),
        "timetable" => language.pick("Hari dan jam", "The timetable"),
        _ => return None,
    })
}
