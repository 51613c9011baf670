//! `regions` and `vocations`.

use balai_tests::{TestApp, both, steps::text};
use serde_json::{Value, json};

const REGIONS: &str = "query ($parent: String) {
  regions(parentCode: $parent) { code name timeZone parent { code parent { code } } }
}";
const VOCATIONS: &str = "{ vocations { id name } }";

async fn regions(app: &TestApp, parent: Value) -> Vec<Value> {
    let data = app.visitor().data(REGIONS, json!({ "parent": parent })).await;
    data["regions"].as_array().unwrap().clone()
}

both!(provinces_come_without_a_parent, async |app: &TestApp| {
    let provinces = regions(app, Value::Null).await;
    assert_eq!(provinces.len(), 38);
    assert!(provinces.iter().all(|region| region["parent"].is_null()));
    let bali = json!({ "code": "51", "name": "Bali", "timeZone": "Asia/Makassar", "parent": null });
    assert!(provinces.contains(&bali));
});

both!(a_provinces_regencies_and_cities_come_by_its_code, async |app: &TestApp| {
    let bali = regions(app, json!("51")).await;
    let codes: Vec<_> = bali.iter().map(|region| text(&region["code"])).collect();
    let expected =
        ["51.01", "51.02", "51.03", "51.04", "51.05", "51.06", "51.07", "51.08", "51.71"];
    assert_eq!(codes, expected);
    assert_eq!(bali[8]["name"], "Kota Denpasar");
    assert_eq!(bali[8]["parent"], json!({ "code": "51", "parent": null }));
    for none in ["99", "51.71"] {
        assert_eq!(regions(app, json!(none)).await, Vec::<Value>::new());
    }
});

both!(the_three_time_zones_are_known, async |app: &TestApp| {
    for (code, zone) in [("31", "Asia/Jakarta"), ("51", "Asia/Makassar"), ("91", "Asia/Jayapura")] {
        let provinces = regions(app, Value::Null).await;
        let province = provinces.iter().find(|region| region["code"] == code).unwrap();
        assert_eq!(province["timeZone"], zone, "{code}");
    }
});

both!(a_code_that_is_none_is_told, async |app: &TestApp| {
    for code in ["Bali", "5", "51.7", ""] {
        let found = app.visitor().code(REGIONS, json!({ "parent": code })).await;
        assert_eq!(found, "VALIDATION_FAILED", "{code}");
    }
});

both!(vocations_come_in_the_ministrys_order_in_two_languages, async |app: &TestApp| {
    let english = app.visitor().data(VOCATIONS, json!({})).await["vocations"].clone();
    let indonesian =
        app.visitor().in_indonesian().data(VOCATIONS, json!({})).await["vocations"].clone();
    assert_eq!(english.as_array().unwrap().len(), 22);
    assert_eq!(indonesian[0]["name"], "Teknologi Informasi dan Komunikasi");
    assert_eq!(indonesian[21]["name"], "Kesehatan");
    assert_eq!((&english[2]["id"], &english[2]["name"]), (&json!("voc_las"), &json!("Welding")));
});
