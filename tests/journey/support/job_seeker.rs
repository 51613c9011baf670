//! Somebody who looks for training, and the steps that are the same with and without scripts.

use super::Browser;

/// On the card of the session whose seats go to whom comes first: nobody has applied there yet.
const ONE_BY_ONE: &str = "belum ada pendaftar";

/// Somebody who is new to the house and fits every condition.
#[derive(Clone, Copy, Debug)]
pub struct JobSeeker {
    pub name: &'static str,
    pub phone: &'static str,
    pub password: &'static str,
    pub nik: &'static str,
    pub kk: &'static str,
    pub birth_date: &'static str,
}

impl JobSeeker {
    pub const MADE: Self = Self {
        name: "Made Suryani",
        phone: "081299001122",
        password: "sepeda motor listrik",
        nik: "5171035708010907",
        kk: "5171031203100907",
        birth_date: "2001-08-17",
    };

    /// Finds the session of the electric motorcycles whose seats go one by one.
    pub async fn finds_the_session(browser: &Browser) {
        browser.open("/").await;
        browser.types("q", "Konversi Motor Listrik").await;
        browser.presses("Cari").await;
        browser.arrives_at("/?q=Konversi").await;
        browser
            .presses_path(&format!(
                "//a[contains(@class, 'card')][contains(., 'Konversi Motor Listrik')]\
                 [contains(., '{ONE_BY_ONE}')]"
            ))
            .await;
        browser.arrives_at("/sesi/ses_").await;
        browser.sees("Cara memilih:").await;
    }

    /// Makes an account, from the page that asks to sign in.
    pub async fn registers(self, browser: &Browser) {
        browser.arrives_at("/masuk").await;
        browser.presses("Buat akun").await;
        browser.arrives_at("/daftar").await;
        browser.types("name", self.name).await;
        browser.types("phone", self.phone).await;
        browser.types("password", self.password).await;
        browser.presses_at("main button[type=submit]").await;
        browser.arrives_at("/kode").await;
        browser.presses("Nanti saja").await;
    }

    /// Fills in all of the profile but the region, and doesn't send it.
    pub async fn tells_about_herself(self, browser: &Browser) {
        browser.types("nik", self.nik).await;
        browser.types("kk", self.kk).await;
        browser.picks_date("birthDate", self.birth_date).await;
        browser.chooses("sex", "FEMALE").await;
        browser.chooses("education", "SMA").await;
        browser.chooses("occupation", "SEEKING_WORK").await;
    }
}
