//! What is taught: trade, clothing, creative work.

use balai_shared::person::Education::{Sma, Smp};

use super::Course;

/// Every program of these.
pub(super) const COURSES: &[Course] = &[
    Course {
        key: "kedai",
        at: "denpasar",
        vocation: "bisnis",
        title: "Mengelola Kedai Kopi Kecil",
        description: "Menghitung modal dan harga jual, mengatur stok, memilih barista, dan \
                      mencatat keuangan kedai setiap hari.",
        leads_to: None,
        hours: 80,
        price: 0,
        education: Some(Sma),
        ages: (17, 40),
    },
    Course {
        key: "pemasaran",
        at: "denpasar",
        vocation: "penjualan",
        title: "Pemasaran Digital untuk Usaha Kecil",
        description: "Foto produk dengan ponsel, toko daring, iklan berbiaya kecil, dan membaca \
                      hasilnya.",
        leads_to: Some(("Pemasaran Digital", 3)),
        hours: 90,
        price: 0,
        education: Some(Sma),
        ages: (17, 40),
    },
    Course {
        key: "garmen",
        at: "semarang",
        vocation: "garmen",
        title: "Operator Jahit Garmen",
        description: "Menjahit dengan mesin kecepatan tinggi, membaca lembar kerja, menjaga \
                      mutu, dan bekerja dalam lini.",
        leads_to: Some(("Operator Jahit", 2)),
        hours: 160,
        price: 0,
        education: Some(Smp),
        ages: (18, 35),
    },
    Course {
        key: "busana",
        at: "semarang",
        vocation: "busana",
        title: "Menjahit Busana Wanita",
        description: "Mengukur badan, membuat pola, memotong, menjahit, dan menyelesaikan blus, \
                      rok, dan kebaya sederhana.",
        leads_to: Some(("Pembuat Busana", 2)),
        hours: 240,
        price: 0,
        education: Some(Smp),
        ages: (17, 40),
    },
    Course {
        key: "kantor",
        at: "medan",
        vocation: "bisnis",
        title: "Administrasi Perkantoran",
        description: "Surat, arsip, lembar kerja, jadwal, dan menerima telepon di kantor modern.",
        leads_to: Some(("Administrasi Perkantoran", 2)),
        hours: 160,
        price: 0,
        education: Some(Sma),
        ages: (17, 40),
    },
    Course {
        key: "desain",
        at: "surabaya",
        vocation: "kreatif",
        title: "Desain Grafis",
        description: "Warna, huruf, tata letak, dan menyiapkan berkas cetak serta media sosial \
                      untuk pelanggan nyata.",
        leads_to: Some(("Desainer Grafis Muda", 4)),
        hours: 160,
        price: 0,
        education: Some(Sma),
        ages: (17, 40),
    },
    Course {
        key: "tenun",
        at: "kupang",
        vocation: "kreatif",
        title: "Tenun Ikat dan Pewarna Alam",
        description: "Mengikat motif, mewarnai dengan daun dan akar, menenun, dan menjual \
                      selendang dengan cerita asalnya.",
        leads_to: None,
        hours: 160,
        price: 0,
        education: None,
        ages: (17, 40),
    },
    Course {
        key: "seragam",
        at: "pekalongan",
        vocation: "busana",
        title: "Menjahit Seragam Sekolah",
        description: "Pola, potong, dan jahit seragam dalam jumlah banyak untuk pesanan sekolah \
                      dan pesantren.",
        leads_to: None,
        hours: 160,
        price: 0,
        education: None,
        ages: (17, 40),
    },
    Course {
        key: "batik",
        at: "kotapekalongan",
        vocation: "kreatif",
        title: "Batik Cap dan Pewarnaan",
        description: "Mengecap malam, mewarnai, melorod, dan mengolah limbahnya dengan benar, \
                      dengan motif pesisir.",
        leads_to: Some(("Pembatik Cap", 2)),
        hours: 120,
        price: 0,
        education: None,
        ages: (17, 40),
    },
    Course {
        key: "konten",
        at: "jaksel",
        vocation: "penjualan",
        title: "Menulis Konten Media Sosial",
        description: "Menyusun kalender, menulis naskah pendek, dan mengukur jangkauan untuk \
                      toko dan jasa.",
        leads_to: None,
        hours: 30,
        price: 900_000,
        education: Some(Sma),
        ages: (18, 40),
    },
];
