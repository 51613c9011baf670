//! The words of the counter's form for applying; only the desk downloads them.

use balai_shared::language::Language;

/// Those words in one language.
pub struct AssistWords {
    pub(crate) open: &'static str,
    pub(crate) title: &'static str,
    pub(crate) intro: &'static str,
    pub(crate) nik: &'static str,
    pub(crate) birth_date: &'static str,
    pub(crate) name: &'static str,
    pub(crate) phone: &'static str,
    pub(crate) kk: &'static str,
    pub(crate) sex: &'static str,
    pub(crate) education: &'static str,
    pub(crate) occupation: &'static str,
    pub(crate) province: &'static str,
    pub(crate) regency: &'static str,
    pub(crate) motivation: &'static str,
    pub(crate) choose: &'static str,
    pub(crate) read_aloud: &'static str,
    pub(crate) agreed: &'static str,
    pub(crate) send: &'static str,
    pub(crate) sent: &'static str,
}

/// Those words in this page's language.
#[must_use]
pub fn assist_words() -> &'static AssistWords {
    match crate::visit::language() {
        Language::Id => &ID,
        Language::En => &EN,
    }
}

static ID: AssistWords = AssistWords {
    open: "Daftarkan di loket",
    title: "Mendaftar untuk orang di depan Anda",
    intro: "Hanya bila orangnya di depan Anda dengan KTP. Bila sudah punya akun, data yang sudah ada tidak berubah; yang kosong saja yang diisi. Bila belum, akunnya dibuat dan kode untuk kata sandi dikirim ke nomornya.",
    nik: "NIK dari KTP",
    birth_date: "Tanggal lahir dari KTP",
    name: "Nama dari KTP",
    phone: "Nomor HP",
    kk: "Nomor KK",
    sex: "Jenis kelamin",
    education: "Pendidikan terakhir",
    occupation: "Pekerjaan sekarang",
    province: "Provinsi",
    regency: "Kabupaten atau kota",
    motivation: "Alasan ikut (boleh kosong)",
    choose: "Pilih",
    read_aloud: "Bacakan kepada orangnya:",
    agreed: "Sudah dibacakan, dan orangnya setuju.",
    send: "Kirim pendaftaran",
    sent: "Pendaftaran dikirim. Pendaftar sudah diberi kabar.",
};

static EN: AssistWords = AssistWords {
    open: "Apply at the counter",
    title: "Apply for the person before you",
    intro: "Only with the person before you and the KTP at hand. Of who has an account, what is on record stays, and only what is missing is filled in. Who has none gets one, and a code for a password on the phone.",
    nik: "NIK from the KTP",
    birth_date: "Date of birth from the KTP",
    name: "Name from the KTP",
    phone: "Mobile number",
    kk: "Family card number (KK)",
    sex: "Sex",
    education: "Highest education",
    occupation: "Occupation now",
    province: "Province",
    regency: "Regency or city",
    motivation: "Motivation (may be empty)",
    choose: "Choose",
    read_aloud: "Read this to the person:",
    agreed: "It was read, and the person agrees.",
    send: "Send the application",
    sent: "The application was sent. The person is told.",
};
