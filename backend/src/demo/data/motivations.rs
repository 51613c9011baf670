//! What applicants write: who they are, why this course, what comes after.

/// Who writes.
pub(in crate::demo) const BACKGROUND: &[&str] = &[
    "Saya lulus sekolah dua tahun lalu dan sejak itu bekerja serabutan.",
    "Selama tiga tahun saya bekerja di toko, lalu toko itu tutup.",
    "Saya ibu rumah tangga dengan dua anak dan ingin punya penghasilan sendiri.",
    "Sejak kontrak saya di hotel habis, saya membantu usaha orang tua.",
    "Saya anak pertama dan ikut menanggung biaya sekolah adik-adik.",
    "Sehari-hari saya mengemudi ojek daring sambil mencari pekerjaan tetap.",
    "Saya baru pulang merantau dan ingin memulai lagi di kampung sendiri.",
    "Waktu luang saya habis untuk belajar sendiri dari video, tetapi belum punya sertifikat.",
    "Saya pernah magang enam bulan di bidang ini dan merasa cocok.",
    "Di desa saya belum ada yang menguasai keterampilan ini.",
    "Saya lulusan SMK, namun belum pernah bekerja sesuai jurusan.",
    "Orang tua saya petani, dan saya ingin membantu dengan cara lain.",
];

/// Why this course.
pub(in crate::demo) const REASON: &[&str] = &[
    "Pelatihan ini saya pilih karena langsung praktik dan ada uji kompetensi.",
    "Materinya persis yang selalu diminta di lowongan yang saya baca.",
    "Seorang teman sudah ikut angkatan sebelumnya dan kini bekerja.",
    "Saya ingin belajar dari dasar dengan alat yang benar.",
    "Jadwalnya cocok sehingga saya bisa hadir penuh setiap hari.",
    "Saya sudah mencoba sendiri, tetapi sering gagal karena kurang ilmu.",
    "Tempatnya dekat dari rumah sehingga ongkos tidak memberatkan.",
    "Saya percaya bidang ini akan terus dibutuhkan.",
    "Petugas di balai menyarankan kelas ini setelah kami berbincang.",
    "Saya ingin keterampilan saya diakui dengan sertifikat.",
];

/// What comes after.
pub(in crate::demo) const GOAL: &[&str] = &[
    "Setelah lulus saya ingin membuka usaha kecil di rumah.",
    "Saya berharap bisa melamar ke perusahaan di kota ini.",
    "Cita-cita saya bekerja sambil mengajari pemuda di banjar.",
    "Saya siap mengikuti semua aturan dan datang tepat waktu.",
    "Kalau diterima, saya akan menyelesaikannya sampai uji kompetensi.",
    "Saya ingin mandiri dan tidak lagi bergantung pada keluarga.",
    "Nanti saya ingin bekerja sama dengan bengkel milik paman.",
    "Semoga saya diberi kesempatan, terima kasih.",
    "Target saya, dalam setahun sudah punya pekerjaan tetap.",
    "Saya ingin menjadi contoh bagi adik-adik saya.",
];

/// Those who want to turn motorcycles electric say why.
pub(in crate::demo) const ELECTRIC: &[&str] = &[
    "Saya mekanik motor bensin dan ingin mengerti baterai serta kontroler.",
    "Motor listrik mulai banyak di Denpasar, tetapi bengkelnya belum ada.",
    "Motor tua ayah saya ingin saya ubah menjadi motor listrik.",
    "Biaya bensin untuk mengantar barang sangat terasa, konversi bisa menguranginya.",
    "Saya pernah merakit sepeda listrik dan ingin naik ke motor.",
    "Saya ingin bekerja di bengkel konversi yang bersertifikat.",
    "Di kampung wisata kami, pengunjung meminta kendaraan yang tidak berisik.",
    "Saya tertarik pada kelistrikan sejak SMK dan ingin memakainya untuk transportasi bersih.",
];
