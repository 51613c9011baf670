//! What is taught: tourism, the hotel trade, languages, beauty, health.

use balai_shared::person::Education::{Sma, Smp};

use super::Course;

/// Every program of these.
pub(super) const COURSES: &[Course] = &[
    Course {
        key: "kantor-depan",
        at: "denpasar",
        vocation: "perhotelan",
        title: "Kantor Depan Hotel",
        description: "Menerima tamu, pemesanan kamar, pembayaran, dan menangani keluhan dalam \
                      bahasa Indonesia dan Inggris.",
        leads_to: Some(("Front Office Agent", 2)),
        hours: 200,
        price: 0,
        education: Some(Sma),
        ages: (18, 35),
    },
    Course {
        key: "inggris",
        at: "denpasar",
        vocation: "bahasa",
        title: "Bahasa Inggris untuk Pariwisata",
        description: "Percakapan dengan tamu di hotel, restoran, dan perjalanan, dengan latihan \
                      berbicara setiap hari.",
        leads_to: None,
        hours: 120,
        price: 0,
        education: Some(Sma),
        ages: (17, 40),
    },
    Course {
        key: "spa",
        at: "denpasar",
        vocation: "kecantikan",
        title: "Terapis Spa Tradisional Bali",
        description: "Pijat Bali, lulur, dan perawatan kaki, dengan kebersihan, etika, dan \
                      pelayanan tamu.",
        leads_to: Some(("Spa Therapist", 2)),
        hours: 200,
        price: 0,
        education: Some(Smp),
        ages: (18, 40),
    },
    Course {
        key: "pemandu",
        at: "singaraja",
        vocation: "pariwisata",
        title: "Pemandu Wisata Lokal",
        description: "Bercerita tentang Bali utara, menyusun rute sehari, keselamatan rombongan, \
                      dan perizinan pemandu.",
        leads_to: Some(("Pemandu Wisata", 3)),
        hours: 120,
        price: 0,
        education: Some(Sma),
        ages: (18, 40),
    },
    Course {
        key: "tata-graha",
        at: "lotim",
        vocation: "perhotelan",
        title: "Tata Graha Hotel",
        description: "Menyiapkan kamar, mencuci linen, dan merawat ruang umum sesuai standar \
                      hotel di Mandalika.",
        leads_to: Some(("Room Attendant", 2)),
        hours: 160,
        price: 0,
        education: Some(Smp),
        ages: (18, 40),
    },
    Course {
        key: "lansia",
        at: "yogya",
        vocation: "kesehatan",
        title: "Pendamping Lansia",
        description: "Merawat orang tua di rumah: gizi, obat, gerak, kebersihan, dan pertolongan \
                      pertama, dengan hormat dan sabar.",
        leads_to: Some(("Pendamping Lansia", 3)),
        hours: 200,
        price: 0,
        education: Some(Sma),
        ages: (18, 40),
    },
    Course {
        key: "pramusaji",
        at: "badung",
        vocation: "perhotelan",
        title: "Pramusaji Restoran Hotel",
        description: "Menata meja, menyajikan makanan dan minuman, menjelaskan menu, dan menutup \
                      tagihan dengan ramah.",
        leads_to: Some(("Waiter", 2)),
        hours: 120,
        price: 1_800_000,
        education: Some(Sma),
        ages: (18, 40),
    },
    Course {
        key: "pesiar",
        at: "badung",
        vocation: "pariwisata",
        title: "Siap Kerja di Kapal Pesiar",
        description: "Pelayanan tamu antarbangsa, keselamatan dasar di laut, wawancara dalam \
                      bahasa Inggris, dan berkas yang diperlukan.",
        leads_to: None,
        hours: 200,
        price: 3_200_000,
        education: Some(Sma),
        ages: (18, 40),
    },
    Course {
        key: "jepang",
        at: "badung",
        vocation: "bahasa",
        title: "Bahasa Jepang Dasar N5",
        description: "Huruf, percakapan sehari-hari, dan tata krama kerja untuk calon peserta \
                      magang ke Jepang.",
        leads_to: None,
        hours: 150,
        price: 2_400_000,
        education: Some(Sma),
        ages: (18, 35),
    },
    Course {
        key: "spa-hotel",
        at: "gianyar",
        vocation: "kecantikan",
        title: "Perawatan Wajah dan Tubuh",
        description: "Perawatan wajah, pijat relaksasi, dan aromaterapi untuk spa hotel, dengan \
                      praktik pada tamu.",
        leads_to: Some(("Spa Therapist", 2)),
        hours: 90,
        price: 950_000,
        education: Some(Sma),
        ages: (18, 40),
    },
    Course {
        key: "percakapan",
        at: "tabanan",
        vocation: "bahasa",
        title: "Percakapan Bahasa Inggris Sehari-hari",
        description: "Berbicara tanpa takut salah: berkenalan, menawar, memberi arah, dan \
                      wawancara kerja.",
        leads_to: None,
        hours: 60,
        price: 750_000,
        education: None,
        ages: (17, 40),
    },
];
