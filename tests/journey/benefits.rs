//! From a finished training to the money: rating, account, incentive, survey. The pages are the
//! server's own, on a phone with and without scripts.

use crate::support::{Browser, Device, House, Scripts};

#[tokio::test(flavor = "multi_thread")]
async fn a_graduate_is_paid() {
    let house = House::open();
    for (scripts, who, number) in
        [(Scripts::On, "applicant186", "1234500186"), (Scripts::Off, "applicant196", "1234500196")]
    {
        let phone = Browser::start(&house, Device::Phone(scripts)).await;
        signs_in(&phone, who).await;
        rates(&phone).await;
        gives_an_account(&phone, number).await;
        answers_a_survey(&phone).await;
        phone.close().await;
    }
}

/// A seat that is paid is given back and bought again: the figures that were told before are those that
/// stand afterwards, on every page. Without scripts, so that the pages are the server's.
#[tokio::test(flavor = "multi_thread")]
async fn a_seat_is_bought_for_what_was_told() {
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::Off)).await;
    signs_in(&phone, "applicant183").await;
    let held = balance(&phone).await;
    assert_eq!(held[0] + held[1] + held[2], 3_500_000, "all of it is somewhere: {held:?}");
    assert!(held[1] > 0, "a seat is held");
    phone.open("/lamaran").await;
    phone.presses_path("//main//a[contains(@href, '/lamaran/app_')]").await;
    phone.arrives_at("/lamaran/app_").await;
    let application = phone.path().await;
    phone.presses("Tarik pendaftaran ini").await;
    phone.arrives_at(&format!("{application}/tarik")).await;
    let [before, after] = told(&phone).await;
    assert_eq!((before, after), (held, [3_500_000, 0, 0]));
    let words = phone.reads(".notice").await;
    assert!(words.contains(", 23.59 WI") && !words.contains(", 00.00"), "by when: {words}");
    phone.pictures("seat-given-back").await;
    phone.presses("Ya, tarik pendaftaran").await;
    phone.arrives_at("/lamaran/app_").await;
    assert_eq!(balance(&phone).await, after);
    phone.open(&application).await;
    phone.presses("Lihat jadwal dan syaratnya").await;
    buys(&phone, (after, held)).await;
    phone.close().await;
}

/// The price, that it is a purchase, and the figures stand before the button.
async fn buys(phone: &Browser, (before, after): (Figures, Figures)) {
    phone.presses("Daftar sekarang").await;
    phone.arrives_at("/lamaran/app_").await;
    phone.presses("Ambil kursi").await;
    phone.sees("Ini pembelian").await;
    assert_eq!(told(phone).await, [before, after]);
    assert_eq!(rupiah(&phone.reads(".facts").await), [after[1]], "the price is named");
    phone.pictures("seat-bought").await;
    phone.presses("Ya, beli dan ambil kursi").await;
    phone.arrives_at("/lamaran/app_").await;
    phone.sees("Kursi Anda sudah pasti").await;
    assert_eq!(balance(phone).await, after);
    phone.open("/data-saya").await;
    let parts = rupiah(&phone.reads_path("(//dl[contains(., 'Saldo tersedia')])[last()]").await);
    assert_eq!(parts, after, "the same on every page");
}

/// What is available, held and spent.
type Figures = [i64; 3];

/// The balance on the page of benefits.
async fn balance(phone: &Browser) -> Figures {
    phone.open("/manfaat").await;
    let mut parts = rupiah(&phone.reads(".balance").await);
    parts.extend(rupiah(&phone.reads(".balance + .facts").await));
    parts.try_into().unwrap()
}

/// The balance before and after a step, as it is told before.
async fn told(phone: &Browser) -> [Figures; 2] {
    let cells = rupiah(&phone.reads("table.entries tbody").await);
    let each = |from: usize| -> Figures {
        let parts: Vec<i64> = cells.iter().skip(from).step_by(2).copied().collect();
        parts.try_into().unwrap()
    };
    [each(0), each(1)]
}

/// The amounts in a text, in their order.
fn rupiah(text: &str) -> Vec<i64> {
    let amounts = text.split("Rp").skip(1).map(|rest| {
        let is_of_it = |c: &char| c.is_ascii_digit() || *c == '.';
        let digits: String = rest.chars().take_while(is_of_it).filter(|c| *c != '.').collect();
        digits.parse().unwrap()
    });
    amounts.collect()
}

async fn signs_in(phone: &Browser, who: &str) {
    phone.open("/masuk?next=/manfaat").await;
    phone.types("identifier", &format!("{who}@demo.balai")).await;
    phone.types("password", "demo-balai-2026").await;
    phone.presses_at("main button[type=submit]").await;
    phone.arrives_at("/manfaat").await;
    phone.sees("Saldo tersedia").await;
}

/// The one main button leads to the form; without a star it says so at the stars.
async fn rates(phone: &Browser) {
    phone.presses("Beri penilaian").await;
    phone.arrives_at("/nilai/app_").await;
    phone.presses("Kirim penilaian").await;
    phone.sees_in("#f-stars-problem", "satu sampai lima bintang").await;
    phone.presses_at("input[name=stars][value='4']").await;
    phone.types("review", "Pengajarnya sabar.").await;
    phone.pictures("rating").await;
    phone.presses("Kirim penilaian").await;
    phone.arrives_at("/manfaat?tersimpan=nilai").await;
    phone.sees("Penilaian tersimpan").await;
}

/// The demonstration's bank refuses what ends in 000, and pays to any other.
async fn gives_an_account(phone: &Browser, number: &str) {
    phone.presses("Isi rekening").await;
    phone.arrives_at("/manfaat/ben_").await;
    phone.sees("bank contoh").await;
    phone.chooses("provider", "BNI").await;
    phone.types("number", "123").await;
    phone.presses("Simpan rekening").await;
    phone.sees_in("#f-number-problem", "10 angka").await;
    phone.types("number", &format!("{}000", &number[3..])).await;
    phone.presses("Simpan rekening").await;
    if phone.reads(".checklist").await.contains("sedang diverifikasi") {
        assert_eq!(phone.count("a[href$='/rekening'].main").await, 0, "it is being verified");
    }
    waits_for(phone, "NIK pemiliknya berbeda").await;
    phone.pictures("benefit-account-refused").await;
    phone.presses("Ganti rekening").await;
    phone.chooses("provider", "BCA").await;
    phone.types("number", number).await;
    phone.presses("Simpan rekening").await;
    waits_for(phone, "Isi survei 1").await;
    phone.sees("Dibayar").await;
    phone.pictures("benefit-paid").await;
}

async fn answers_a_survey(phone: &Browser) {
    phone.presses("Isi survei 1").await;
    phone.sees("Survei 1").await;
    phone.presses("Kirim survei").await;
    phone.sees_in("#f-employment-problem", "belum diisi").await;
    phone.chooses("employment", "EMPLOYED").await;
    phone.chooses("usesSkill", "DAILY").await;
    phone.pictures("survey").await;
    phone.presses("Kirim survei").await;
    phone.arrives_at("/manfaat?tersimpan=survei").await;
    phone.sees("Isi survei 2").await;
}

/// The bank is asked once a second; the page is loaded anew until it has answered.
async fn waits_for(phone: &Browser, text: &str) {
    for _ in 0..20 {
        phone.open("/manfaat").await;
        if phone.reads("main").await.contains(text) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
    panic!("the bank never answered: {text}");
}
