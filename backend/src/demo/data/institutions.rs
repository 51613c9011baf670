//! Where people are trained. The centres are invented; they stand where such centres may stand: a
//! central one (UPTP) in no province that had none, BLK Komunitas where there are many.

use balai_shared::session::InstitutionKind;

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
