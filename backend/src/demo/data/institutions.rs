//! Where people are trained. The centres are invented; they stand where such centres may stand: a
//! central one (UPTP) in no province that had none, BLK Komunitas where there are many.

use balai_shared::{place::Point, session::InstitutionKind};

/// A centre or LPK.
pub(in crate::demo) struct Centre {
    /// What the other tables call it.
    pub key: &'static str,
    /// Who runs it.
    pub kind: InstitutionKind,
    /// Its name.
    pub name: &'static str,
    /// Kabupaten or kota.
    pub region: &'static str,
    /// Street and place.
    pub address: &'static str,
    /// For an LPK: its accreditation's number, and how many days from the demonstration's on it is
    /// valid (negative: it expired).
    pub accreditation: Option<(&'static str, i64)>,
}

const fn centre(
    key: &'static str,
    kind: InstitutionKind,
    name: &'static str,
    region: &'static str,
    address: &'static str,
) -> Centre {
    Centre { key, kind, name, region, address, accreditation: None }
}

const fn lpk(
    key: &'static str,
    name: &'static str,
    region: &'static str,
    address: &'static str,
    accreditation: (&'static str, i64),
) -> Centre {
    Centre {
        key,
        kind: InstitutionKind::Lpk,
        name,
        region,
        address,
        accreditation: Some(accreditation),
    }
}

/// Of which `staff@demo.balai` is reviewer and admin.
pub(in crate::demo) const DENPASAR: &str = "denpasar";
/// Of which `staff2@demo.balai` is reviewer and admin.
pub(in crate::demo) const SURABAYA: &str = "surabaya";
/// Whose the partner's key is.
pub(in crate::demo) const PARTNER: &str = "badung";

use InstitutionKind::{Blkk, Uptd, Uptp};

/// All of them; the order is that of their ids.
pub(in crate::demo) const CENTRES: &[Centre] = &[
    centre(
        DENPASAR,
        Uptd,
        "UPTD Balai Latihan Kerja Denpasar",
        "51.71",
        "Jalan Bakti Karya No. 12, Denpasar Timur",
    ),
    centre(
        "singaraja",
        Uptd,
        "UPTD Balai Latihan Kerja Singaraja",
        "51.08",
        "Jalan Pantai Indah No. 4, Singaraja",
    ),
    centre(
        "bekasi",
        Uptp,
        "Balai Besar Latihan Kerja Patriot",
        "32.75",
        "Jalan Industri Raya No. 30, Bekasi",
    ),
    centre(
        "semarang",
        Uptp,
        "Balai Besar Latihan Kerja Pandanaran",
        "33.74",
        "Jalan Kaligarang No. 18, Semarang",
    ),
    centre(
        "makassar",
        Uptp,
        "Balai Besar Latihan Kerja Losari",
        "73.71",
        "Jalan Taman Makam No. 7, Makassar",
    ),
    centre(
        "lotim",
        Uptp,
        "Balai Latihan Kerja Rinjani",
        "52.03",
        "Jalan Raya Selong KM 3, Lombok Timur",
    ),
    centre(
        "medan",
        Uptp,
        "Balai Besar Latihan Kerja Deli",
        "12.71",
        "Jalan Gatot Subroto Gang Karya No. 2, Medan",
    ),
    centre(
        "samarinda",
        Uptp,
        "Balai Latihan Kerja Mahakam",
        "64.72",
        "Jalan Untung Suropati No. 21, Samarinda",
    ),
    centre(
        SURABAYA,
        Uptd,
        "UPTD Balai Latihan Kerja Surabaya",
        "35.78",
        "Jalan Dukuh Karya No. 9, Surabaya",
    ),
    centre(
        "yogya",
        Uptd,
        "UPTD Balai Latihan Kerja Yogyakarta",
        "34.71",
        "Jalan Kyai Mojo No. 55, Yogyakarta",
    ),
    centre("kupang", Uptd, "UPTD Latihan Kerja Kupang", "53.71", "Jalan Timor Raya No. 61, Kupang"),
    centre(
        "jayapura",
        Uptd,
        "UPTD Balai Latihan Kerja Jayapura",
        "91.71",
        "Jalan Abepura Kotaraja No. 3, Jayapura",
    ),
    centre(
        "lampung",
        Uptd,
        "UPTD Balai Latihan Kerja Bandar Lampung",
        "18.71",
        "Jalan Pramuka No. 14, Bandar Lampung",
    ),
    centre(
        "batang",
        Blkk,
        "BLK Komunitas Pesantren Al-Barokah Batang",
        "33.25",
        "Dusun Kalisari RT 02 RW 03, Batang",
    ),
    centre(
        "pekalongan",
        Blkk,
        "BLK Komunitas Pesantren Nurul Falah Kedungwuni",
        "33.26",
        "Jalan Raya Kedungwuni No. 40, Pekalongan",
    ),
    centre(
        "kotapekalongan",
        Blkk,
        "BLK Komunitas Pesantren Darul Hikmah Buaran",
        "33.75",
        "Jalan Pelita Gang 2, Buaran, Pekalongan",
    ),
    centre(
        "pemalang",
        Blkk,
        "BLK Komunitas Pesantren Miftahul Ulum Comal",
        "33.27",
        "Jalan Stasiun Lama No. 6, Comal, Pemalang",
    ),
    centre(
        "praya",
        Blkk,
        "BLK Komunitas Pesantren Nurul Iman Praya",
        "52.02",
        "Jalan Pejanggik KM 2, Praya, Lombok Tengah",
    ),
    lpk(
        PARTNER,
        "LPK Samudra Karya Bali",
        "51.03",
        "Jalan Raya Kuta Gang Melati No. 8, Badung",
        ("LA-LPK/51/0417", 700),
    ),
    lpk(
        "gianyar",
        "LPK Citra Spa Gianyar",
        "51.04",
        "Jalan Raya Mas No. 21, Gianyar",
        ("LA-LPK/51/0388", 410),
    ),
    lpk(
        "jaksel",
        "LPK Ruang Digital Nusantara",
        "31.74",
        "Jalan Tebet Barat Dalam No. 33, Jakarta Selatan",
        ("LA-LPK/31/1206", 530),
    ),
    lpk(
        "tabanan",
        "LPK Wicara Tabanan",
        "51.02",
        "Jalan Pahlawan No. 17, Tabanan",
        ("LA-LPK/51/0152", -12),
    ),
];

/// Where they stand on the map: the middle of their towns. One hasn't entered it.
const PLACES: &[(&str, Point)] = &[
    (DENPASAR, Point { latitude: -865_000, longitude: 11_521_670 }),
    ("singaraja", Point { latitude: -811_200, longitude: 11_508_800 }),
    ("bekasi", Point { latitude: -623_830, longitude: 10_697_560 }),
    ("semarang", Point { latitude: -699_320, longitude: 11_042_030 }),
    ("makassar", Point { latitude: -514_770, longitude: 11_943_270 }),
    ("lotim", Point { latitude: -865_000, longitude: 11_653_000 }),
    ("medan", Point { latitude: 359_520, longitude: 9_867_220 }),
    ("samarinda", Point { latitude: -50_220, longitude: 11_715_360 }),
    (SURABAYA, Point { latitude: -725_750, longitude: 11_275_210 }),
    ("yogya", Point { latitude: -779_560, longitude: 11_036_950 }),
    ("kupang", Point { latitude: -1_017_720, longitude: 12_360_700 }),
    ("jayapura", Point { latitude: -259_160, longitude: 14_066_900 }),
    ("lampung", Point { latitude: -542_920, longitude: 10_526_100 }),
    ("batang", Point { latitude: -690_700, longitude: 10_973_000 }),
    ("pekalongan", Point { latitude: -703_000, longitude: 10_958_500 }),
    ("kotapekalongan", Point { latitude: -688_860, longitude: 10_967_530 }),
    ("praya", Point { latitude: -870_500, longitude: 11_627_000 }),
    (PARTNER, Point { latitude: -858_000, longitude: 11_517_700 }),
    ("gianyar", Point { latitude: -854_000, longitude: 11_532_600 }),
    ("jaksel", Point { latitude: -626_150, longitude: 10_681_060 }),
    ("tabanan", Point { latitude: -854_100, longitude: 11_512_500 }),
];

/// Where a centre stands, if it told.
pub(in crate::demo) fn place_of(key: &str) -> Option<Point> {
    PLACES.iter().find(|(known, _)| *known == key).map(|(_, place)| *place)
}
