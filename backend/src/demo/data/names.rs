//! Parts of names. Who has one name only has it as a whole.

/// Women's first names.
pub(in crate::demo) const WOMEN: &[&str] = &[
    "Siti", "Nur", "Dewi", "Sri", "Rina", "Fitri", "Ayu", "Ratna", "Indah", "Wulan", "Maya",
    "Lina", "Yuni", "Tuti", "Endang", "Nina", "Rahma", "Aisyah", "Hana", "Mega", "Intan", "Putri",
    "Laras", "Citra", "Anisa", "Rosa", "Maria", "Yohana", "Ester", "Novi", "Dina", "Eka", "Tri",
    "Lestari", "Melati", "Kartika", "Salma", "Zahra", "Hesti", "Retno", "Widya", "Yanti",
];

/// Men's first names.
pub(in crate::demo) const MEN: &[&str] = &[
    "Agus", "Budi", "Andi", "Rizki", "Dedi", "Eko", "Joko", "Bambang", "Hendra", "Fajar", "Arif",
    "Yusuf", "Ahmad", "Muhammad", "Taufik", "Irfan", "Ilham", "Wahyu", "Bayu", "Dimas", "Galih",
    "Rendra", "Yoga", "Surya", "Teguh", "Slamet", "Tono", "Herman", "Petrus", "Yakob", "Markus",
    "Stefan", "Imam", "Ridwan", "Zainal", "Hasan", "Anton", "Doni", "Reza", "Gilang", "Satria",
    "Panji",
];

/// What follows the first name, as a second name or a family's.
pub(in crate::demo) const LAST: &[&str] = &[
    "Santoso",
    "Wibowo",
    "Setiawan",
    "Hidayat",
    "Kurniawan",
    "Saputra",
    "Nugroho",
    "Prasetyo",
    "Gunawan",
    "Susanto",
    "Firmansyah",
    "Hakim",
    "Rahman",
    "Siregar",
    "Nasution",
    "Simanjuntak",
    "Sitorus",
    "Harahap",
    "Lubis",
    "Tarigan",
    "Ginting",
    "Pane",
    "Manurung",
    "Sihombing",
    "Daeng",
    "Mappa",
    "Tamba",
    "Rumbiak",
    "Wanggai",
    "Kogoya",
    "Lewar",
    "Nahak",
    "Bria",
    "Manek",
    "Soares",
    "Latuconsina",
    "Pattinama",
    "Sahetapy",
    "Wenas",
    "Mamahit",
    "Lontoh",
    "Rompas",
    "Halim",
    "Salim",
    "Wijaya",
    "Tanjung",
    "Chaniago",
    "Koto",
    "Piliang",
    "Sikumbang",
    "Hasibuan",
    "Batubara",
    "Maulana",
    "Ramadhan",
    "Fauzi",
    "Syahputra",
    "Anwar",
    "Yulianto",
    "Handoko",
    "Purnomo",
];

/// A middle name now and then.
pub(in crate::demo) const MIDDLE: &[&str] = &[
    "Nur", "Dwi", "Tri", "Eka", "Adi", "Bagus", "Cahya", "Surya", "Indra", "Jaya", "Kirana",
    "Permata", "Bima", "Fajar", "Gita", "Laksmi",
];

/// The order of birth, which begins a Balinese name.
pub(in crate::demo) const BALINESE_ORDER: &[&str] =
    &["Wayan", "Putu", "Gede", "Made", "Kadek", "Nyoman", "Komang", "Ketut"];

/// Balinese women's names.
pub(in crate::demo) const BALINESE_WOMEN: &[&str] = &[
    "Ayu Lestari",
    "Suartini",
    "Sri Wahyuni",
    "Murniati",
    "Ari Puspita",
    "Dian Pertiwi",
    "Sukerti",
    "Widiantari",
    "Rai Astuti",
    "Trisna Dewi",
    "Sekarini",
    "Purnami",
    "Candra Kirana",
    "Juliani",
    "Mirah",
    "Padmawati",
    "Kusuma Sari",
    "Wiratni",
    "Anggreni",
    "Suryani",
    "Darmayanti",
    "Rusmini",
];

/// Balinese men's names.
pub(in crate::demo) const BALINESE_MEN: &[&str] = &[
    "Suardana",
    "Sudiarta",
    "Artawan",
    "Wirawan",
    "Budiasa",
    "Adnyana",
    "Sukerta",
    "Darmawan",
    "Mahendra",
    "Suastika",
    "Arimbawa",
    "Widana",
    "Yogi Pratama",
    "Krisna",
    "Parwata",
    "Sutama",
    "Jaya Kusuma",
    "Sentana",
    "Merta",
    "Ardika",
    "Gunarta",
    "Swastika",
];

/// Whole names of one word.
pub(in crate::demo) const SINGLE_WOMEN: &[&str] = &[
    "Sukarni",
    "Sulastri",
    "Suminah",
    "Ngatinem",
    "Partinah",
    "Kasiyem",
    "Juwariyah",
    "Mulyani",
    "Rohana",
    "Halimah",
    "Wagiyem",
    "Saodah",
    "Sumarni",
    "Tumini",
];

/// Whole names of one word.
pub(in crate::demo) const SINGLE_MEN: &[&str] = &[
    "Sukardi", "Suparman", "Sugeng", "Paijo", "Wagiman", "Suyatno", "Mulyono", "Ngadimin", "Kasim",
    "Tukiman", "Rusdi", "Saleh", "Sunaryo", "Giyanto",
];
