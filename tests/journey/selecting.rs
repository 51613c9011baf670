//! Choosing sixteen of eighty by their points, and what each of them can see of it.

use crate::support::{Browser, Device, House, Scripts};

/// What the centre's spreadsheet would hold: the first who applied has the most points.
const FILLED: &str = "const done = arguments[0];
  const id = location.pathname.split('/').pop();
  fetch('/graphql', { method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'balai' },
    body: JSON.stringify({ variables: { id },
      query: 'query ($id: ID!) { node(id: $id) { ... on Session { selection { marksSheet } } } }' }) })
    .then(answer => answer.json())
    .then(answer => {
      const [head, ...rows] = answer.data.node.selection.marksSheet.trim().split('\\r\\n');
      const filled = rows.map((row, place) => {
        const [application, name] = row.split(';');
        return [application, name, `${(99 - place)},5`, place === 79 ? '-' : '70'].join(';');
      });
      const field = document.querySelector('#csv');
      field.value = [head, ...filled].join('\\r\\n');
      field.dispatchEvent(new Event('input', { bubbles: true }));
      done(filled.length);
    })";

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_of_eighty_are_chosen_by_their_points_and_each_sees_why() {
    // Registration for the workshop ends on the twelfth day.
    let house = House::begun_days_ago(13);
    let office = Browser::start(&house, Device::Office).await;
    office.open("/petugas").await;
    office.types_account("staff@demo.balai").await;
    office
        .presses_path(
            "//nav[contains(@class, 'sessions')]//a[contains(., 'Konversi Motor Listrik')]\
             [contains(., 'Pendaftaran ditutup')]",
        )
        .await;
    office.sees_in(".summary", "Konversi Motor Listrik").await;
    if !office.reads(".summary").await.contains("80 pelamar") {
        office
            .presses_path(
                "(//nav[contains(@class, 'sessions')]//a[contains(., 'Konversi Motor Listrik')]\
                 [contains(., 'Pendaftaran ditutup')])[2]",
            )
            .await;
    }
    office.sees_in(".summary", "80 pelamar").await;
    office.presses("Seleksi: nilai dan urutan").await;
    office.arrives_at("/petugas/seleksi/ses_").await;
    office.sees("80 pelamar belum lengkap nilainya.").await;
    let page = office.path().await;
    office.presses_path("//summary[contains(., 'Isi lewat lembar kerja')]").await;
    assert_eq!(office.asks_later(FILLED).await, 80);
    office.presses("Masukkan nilai").await;
    office.sees("160 nilai baru dimasukkan.").await;
    office.sees("16 ditawari kursi, 63 masuk daftar tunggu, 1 tidak diterima.").await;
    office.pictures("staff-selection").await;
    office.presses("Putuskan seleksi").await;
    office.presses("Ya, putuskan").await;
    office.sees("Urutannya tetap.").await;
    office.pictures("staff-selection-concluded").await;
    let session = page.rsplit('/').next().unwrap().to_owned();
    office.close().await;
    let phone = Browser::start(&house, Device::Phone(Scripts::Off)).await;
    phone.open("/masuk").await;
    phone.types_account("applicant1@demo.balai").await;
    phone.arrives_at("/lamaran").await;
    phone.open(&format!("/seleksi/{session}")).await;
    phone.sees("Hasil Anda").await;
    phone.sees("dari 80 pelamar").await;
    phone.sees("Tes tertulis").await;
    phone.sees("Jika nilai akhirnya sama").await;
    phone.pictures_whole("selection").await;
    phone.close().await;
}
