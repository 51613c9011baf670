//! What a certificate says is what was so on the day of issue, wherever it is read.

use balai_backend::store::invariants;
use balai_migrations::{Migrator, MigratorTrait};
use balai_tests::{
    TestApp, both,
    class::{ASSESS, Class, UNITS},
};
use serde_json::{Value, json};

use crate::certificate_file::{fetch, words};

const CERTIFICATE: &str = "query ($number: String!) {
  certificate(number: $number) { name programTitle institutionName kind issuedOn }
}";

/// A class of one that is assessed; its session's program has one unit.
async fn assessed(app: &TestApp) -> Class {
    let class = app.class(1).await;
    let page = "query ($id: ID!) { node(id: $id) { ... on Session { program { id } } } }";
    let found = class.admin.data(page, json!({ "id": class.session.to_string() })).await;
    let units = json!([{ "code": "C.29KMU02.001.1", "title": "Memasang motor listrik" }]);
    let input = json!({ "programId": found["node"]["program"]["id"], "units": units });
    class.admin.data(UNITS, json!({ "input": input })).await;
    let results = json!([{ "unitCode": "C.29KMU02.001.1", "result": "KOMPETEN" }]);
    let input = json!({ "applicationId": class.ids[0], "units": results });
    class.admin.data(ASSESS, json!({ "input": input })).await;
    class.finishes().await;
    class
}

/// Everything that a certificate says becomes something else.
async fn changes(app: &TestApp) {
    for sql in [
        "UPDATE accounts SET name = 'Made Baru' WHERE name = 'Wayan Sukma'",
        "UPDATE programs SET title = 'Judul Baru', hours = 77",
        "UPDATE institutions SET name = 'Balai Baru', region_code = '32.73'",
        "UPDATE sessions SET starts_on = '2026-04-06', ends_on = '2026-04-07'",
        "UPDATE unit_results SET unit_title = 'Unit Baru', result = 'BELUM_KOMPETEN'",
    ] {
        assert!(app.execute(sql).await.unwrap() > 0, "{sql}");
    }
}

/// What everybody reads of a certificate: the check, the paper, the list, the own data.
async fn told(app: &TestApp, class: &Class, number: &str) -> (Value, String, String, Value) {
    let check = app.visitor().data(CERTIFICATE, json!({ "number": number })).await;
    let (_, pdf) = fetch(app, &class.admin, &format!("/sertifikat/{number}.pdf")).await;
    let list = format!("/ekspor/sertifikat.csv?balai={}", class.centre);
    let (_, list) = fetch(app, &class.admin, &list).await;
    let own = app.again(&class.people[0]).await;
    let (_, own) = fetch(app, &own, "/data-saya.json").await;
    let own: Value = serde_json::from_slice(&own).unwrap();
    let own = own["applications"][0]["certificates"].clone();
    (check, words(&pdf).1, String::from_utf8(list).unwrap(), own)
}

both!(what_was_certified_stays_whatever_changes_later, async |app: &TestApp| {
    let class = assessed(app).await;
    let number = class.certifies().await[0].clone();
    let before = told(app, &class, &number).await;
    let place = before.3[0]["place"].as_str().unwrap().to_owned();
    changes(app).await;
    let after = told(app, &class, &number).await;
    assert_eq!(before, after);
    let (check, paper, list, own) = after;
    let expected = json!({ "name": "Wayan Sukma", "programTitle": "Konversi Motor Listrik",
        "institutionName": "Balai Uji", "kind": "COMPETENCE", "issuedOn": "2026-03-11" });
    assert_eq!(check["certificate"], expected);
    let place: String = place.split_whitespace().collect();
    for part in ["40jampelajaran", "Maret2026", "Memasangmotorlistrik", "Kompeten", &place] {
        assert!(paper.contains(part), "{part} in {paper}");
    }
    assert!(list.contains(";Konversi Motor Listrik;2026-03-02;"), "{list}");
    assert_eq!(own[0]["units"][0]["title"], "Memasang motor listrik");
    let rows = class.issues(&class.ids).await;
    assert_eq!(rows[0]["certificate"]["number"], number, "asked again, it is the same one");
});

both!(what_is_kept_can_not_be_changed, async |app: &TestApp| {
    let class = assessed(app).await;
    class.certifies().await;
    for sql in [
        "UPDATE certificate_records SET program_title = 'Judul Baru'",
        "DELETE FROM certificate_records",
        "UPDATE certificate_units SET result = 'BELUM_KOMPETEN'",
        "DELETE FROM certificate_units",
    ] {
        assert!(app.execute(sql).await.is_err(), "{sql}");
    }
});

both!(those_from_before_keep_what_they_said_at_the_change, async |app: &TestApp| {
    let class = assessed(app).await;
    let number = class.certifies().await[0].clone();
    let steps = Migrator::migrations();
    let own = steps.iter().position(|step| step.name() == "m0025_certified").unwrap();
    let since = u32::try_from(steps.len() - own).unwrap();
    Migrator::down(app.services.store.read(), Some(since)).await.unwrap();
    app.execute("DELETE FROM certificate_texts").await.unwrap();
    Migrator::up(app.services.store.read(), None).await.unwrap();
    let before = told(app, &class, &number).await;
    changes(app).await;
    assert_eq!(before, told(app, &class, &number).await);
    assert_eq!(before.0["certificate"]["name"], "Wayan Sukma");
    assert_eq!(before.3[0]["units"].as_array().unwrap().len(), 1);
});

both!(one_without_what_it_said_is_found, async |app: &TestApp| {
    let class = assessed(app).await;
    class.certifies().await;
    app.execute("DELETE FROM certificate_texts").await.unwrap();
    let broken = invariants::check(app.services.store.read()).await.unwrap();
    assert_eq!(broken.len(), 1, "{broken:?}");
    assert!(broken[0].rule.starts_with("certificates: each keeps what it said"), "{broken:?}");
    app.execute("INSERT INTO certificate_texts (certificate_id, name) SELECT id, 'Wayan Sukma' FROM certificates")
        .await
        .unwrap();
});
