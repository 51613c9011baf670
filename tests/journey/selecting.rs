//! Choosing sixteen of eighty by their points, and what each of them can see of it.

use crate::support::{Browser, Device, House, Scripts};

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_of_eighty_are_chosen_by_their_points_and_each_sees_why() {
    // Registration for the workshop ends on the twelfth day.
    let house = House::begun_days_ago(13);
    let office = Browser::start(&house, Device::Office).await;
    office.opens_the_workshop("Pendaftaran ditutup").await;
    office.marks_everybody().await;
    let page = office.path().await;
    office.pictures("staff-selection").await;
    office.concludes_the_selection().await;
    office.pictures("staff-selection-concluded").await;
    let session = page.rsplit('/').next().unwrap().to_owned();
    office.close().await;
    let phone = Browser::start(&house, Device::Phone(Scripts::Off)).await;
    phone.open("/masuk").await;
    phone.types_account("applicant1@demo.balai").await;
    phone.arrives_at("/lamaran").await;
    phone.open(&format!("/seleksi/{session}")).await;
    phone.sees("Hasil Anda").await;
    phone.sees("dari 80 pendaftar").await;
    phone.sees("Tes tertulis").await;
    phone.sees("Jika nilai akhirnya sama").await;
    phone.pictures_whole("selection").await;
    phone.close().await;
}
