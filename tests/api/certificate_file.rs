//! `GET /sertifikat/{number}.pdf` and `GET /sertifikat/{session}/semua.pdf`.

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
    response::Response,
};
use balai_shared::policy::Role;
use balai_tests::{
    Actor, TestApp, both,
    class::{ASSESS, UNITS},
};
use serde_json::json;
use tower::ServiceExt;

async fn ask(app: &TestApp, actor: &Actor, path: &str) -> Response {
    let mut request =
        Request::get(path).header(header::HOST, "balai.example").body(Body::empty()).unwrap();
    request.headers_mut().extend(actor.identity());
    app.router().oneshot(request).await.unwrap()
}

pub(crate) async fn fetch(app: &TestApp, actor: &Actor, path: &str) -> (StatusCode, Vec<u8>) {
    let response = ask(app, actor, path).await;
    let status = response.status();
    (status, to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
}

/// Whether the phone of who asks may keep the paper.
async fn may_keep(app: &TestApp, actor: &Actor, path: &str) -> bool {
    ask(app, actor, path).await.headers().contains_key("x-balai-own")
}

/// What the pages say, the spaces left out: where a line is broken is the page's affair.
pub(crate) fn words(pdf: &[u8]) -> (usize, String) {
    let document = lopdf::Document::load_mem(pdf).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    let text = document.extract_text(&pages).unwrap();
    (pages.len(), text.split_whitespace().collect())
}

both!(holder_and_centre_get_the_paper_and_nobody_else, async |app: &TestApp| {
    let class = app.class(2).await;
    class.finishes().await;
    let number = class.certifies().await[0].clone();
    let path = format!("/sertifikat/{number}.pdf");
    let holder = app.again(&class.people[0]).await;
    let (status, pdf) = fetch(app, &holder, &path).await;
    assert_eq!(status, StatusCode::OK);
    let (pages, said) = words(&pdf);
    assert_eq!(pages, 1);
    for part in
        ["WayanSukma", number.as_str(), "KonversiMotorListrik", "BalaiUji", "SERTIFIKATPELATIHAN"]
    {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert!(String::from_utf8_lossy(&pdf).contains("pdfaid"), "it says that it is PDF/A");
    assert_eq!(fetch(app, &class.admin, &path).await.1, pdf, "the same bytes for whoever asks");
    assert!(may_keep(app, &holder, &path).await, "the holder's phone keeps it");
    assert!(!may_keep(app, &class.admin, &path).await, "the centre's doesn't");
    assert!(!may_keep(app, &app.visitor(), &path).await);
    assert_eq!(fetch(app, &app.visitor(), &path).await.0, StatusCode::UNAUTHORIZED);
    let foreign = app.staff(app.centre().await, Role::Admin).await;
    for stranger in [&app.again(&class.people[1]).await, &foreign.browser] {
        assert_eq!(fetch(app, stranger, &path).await.0, StatusCode::NOT_FOUND);
    }
    assert_eq!(fetch(app, &class.admin, "/sertifikat/BLK-1.pdf").await.0, StatusCode::NOT_FOUND);
    let all = format!("/sertifikat/{}/semua.pdf", class.session);
    let (status, pdf) = fetch(app, &class.admin, &all).await;
    assert_eq!((status, words(&pdf).0), (StatusCode::OK, 2));
    assert_eq!(fetch(app, &holder, &all).await.0, StatusCode::NOT_FOUND);
    assert_eq!(fetch(app, &foreign.browser, &all).await.0, StatusCode::NOT_FOUND);
});

both!(units_stand_on_pages_of_their_own_and_long_names_fit, async |app: &TestApp| {
    let class = app.class(1).await;
    let page = "query ($id: ID!) { node(id: $id) { ... on Session { program { id } } } }";
    let found = class.admin.data(page, json!({ "id": class.session.to_string() })).await;
    let unit = |place: u32| json!({ "code": format!("C.29KMU02.{place:03}.1"), "title": "Memasang dan menguji pengendali motor listrik beserta kabel dan pengamannya sesuai prosedur" });
    let units: Vec<_> = (1..=30).map(unit).collect();
    let program = found["node"]["program"]["id"].clone();
    class.admin.data(UNITS, json!({ "input": { "programId": program, "units": units } })).await;
    let results: Vec<_> = units
        .iter()
        .map(|unit| json!({ "unitCode": unit["code"], "result": "KOMPETEN" }))
        .collect();
    class
        .admin
        .data(ASSESS, json!({ "input": { "applicationId": class.ids[0], "units": results } }))
        .await;
    let long = "Ida Ayu Komang Widyastuti Pradnyaparamita Kusumaningrum Dewi";
    app.execute(&format!("UPDATE accounts SET name = '{long}' WHERE name = 'Wayan Sukma'"))
        .await
        .unwrap();
    class.finishes().await;
    let number = class.certifies().await[0].clone();
    let (_, pdf) = fetch(app, &class.admin, &format!("/sertifikat/{number}.pdf")).await;
    let (pages, said) = words(&pdf);
    assert_eq!(pages, 4);
    assert!(said.contains("SERTIFIKATPELATIHAN") && said.contains("C.29KMU02.030.1"), "{said}");
    assert!(said.contains(&long.replace(' ', "")), "{said}");
});
