//! What is taught: farming, fisheries, processing, cooking.

use balai_shared::person::Education::{Sma, Smp};

use super::Course;

/// Every program of these.
pub(super) const COURSES: &[Course] = &[
    Course {
        key: "hidroponik",
        at: "lotim",
        vocation: "pertanian",
        title: "Sayuran Hidroponik",
        description: "Membangun rak, menyemai, meracik nutrisi, memanen, dan menjual selada \
                      serta pakcoy ke hotel dan pasar.",
        leads_to: None,
        hours: 80,
        price: 0,
        education: None,
        ages: (17, 40),
    },
    Course {
        key: "olah",
        at: "lotim",
        vocation: "processing",
        title: "Pengolahan Hasil Pertanian",
        description: "Mengeringkan, menggiling, mengemas, dan memberi label hasil panen sesuai \
                      aturan pangan rumah tangga.",
        leads_to: Some(("Pengolah Hasil Pertanian", 2)),
        hours: 120,
        price: 0,
        education: Some(Smp),
        ages: (17, 40),
    },
    Course {
        key: "ikan-asap",
        at: "kupang",
        vocation: "processing",
        title: "Ikan Asap dan Abon Ikan",
        description: "Memilih ikan segar, pengasapan yang bersih, membuat abon, dan kemasan yang \
                      tahan perjalanan antarpulau.",
        leads_to: None,
        hours: 80,
        price: 0,
        education: None,
        ages: (17, 40),
    },
    Course {
        key: "rumput-laut",
        at: "singaraja",
        vocation: "perikanan",
        title: "Budi Daya Rumput Laut",
        description: "Memilih bibit, mengikat dan menanam di tali, merawat dari lumut, memanen, \
                      dan mengeringkan sampai siap jual.",
        leads_to: None,
        hours: 80,
        price: 0,
        education: None,
        ages: (17, 40),
    },
    Course {
        key: "kopi",
        at: "lampung",
        vocation: "pertanian",
        title: "Budi Daya Kopi Robusta",
        description: "Pangkas, pupuk, petik merah, dan pascapanen kopi robusta, hingga cita rasa \
                      yang disukai pembeli dan barista.",
        leads_to: None,
        hours: 80,
        price: 0,
        education: None,
        ages: (17, 40),
    },
    Course {
        key: "barista",
        at: "denpasar",
        vocation: "boga",
        title: "Barista dan Penyajian Kopi",
        description: "Mengenal biji, menyetel giling, menarik espreso, membuat minuman susu, dan \
                      melayani tamu di bar kopi.",
        leads_to: Some(("Barista", 2)),
        hours: 120,
        price: 0,
        education: Some(Sma),
        ages: (17, 40),
    },
    Course {
        key: "roti",
        at: "singaraja",
        vocation: "boga",
        title: "Roti dan Pastri Dasar",
        description: "Adonan roti manis, donat, pai, dan kue hotel, dari menimbang bahan sampai \
                      menata etalase.",
        leads_to: Some(("Baker", 2)),
        hours: 160,
        price: 0,
        education: Some(Smp),
        ages: (17, 40),
    },
    Course {
        key: "kue",
        at: "praya",
        vocation: "boga",
        title: "Kue Kering dan Kemasan",
        description: "Resep yang tahan lama, oven kecil, izin rumah tangga, dan kemasan untuk \
                      oleh-oleh Lombok.",
        leads_to: None,
        hours: 80,
        price: 0,
        education: None,
        ages: (17, 40),
    },
];
