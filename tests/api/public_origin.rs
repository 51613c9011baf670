//! What leaves the pages bears our own address, or none: never a host that a request made up.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use balai_backend::config::Settings;
use balai_tests::{Actor, SessionPlan, TestApp, both};
use tower::ServiceExt;

use crate::certificate_file::words;

async fn get(router: &Router, host: Option<&str>, actor: &Actor, path: &str) -> (u16, Vec<u8>) {
    let mut request = Request::get(path).body(Body::empty()).unwrap();
    request.headers_mut().extend(actor.identity());
    if let Some(host) = host {
        request.headers_mut().insert(header::HOST, host.parse().unwrap());
    }
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    (status, to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec())
}

const PUBLIC: &str = "https://pelatihan.example";
const FORGED: [Option<&str>; 5] = [
    Some("evil.example"),
    Some("balai.example.evil.example"),
    Some("balai.example@evil.example"),
    Some("balai.example:81"),
    None,
];

both!(paper_bears_our_own_address_or_none, async |app: &TestApp| {
    let class = app.class(1).await;
    class.finishes().await;
    let path = format!("/sertifikat/{}.pdf", class.certifies().await[0]);
    let said = async |router: &Router, host| {
        let (status, pdf) = get(router, host, &class.admin, &path).await;
        assert_eq!(status, StatusCode::OK);
        words(&pdf).1
    };
    let plain = app.router();
    assert!(
        said(&plain, Some("balai.example")).await.contains("https://balai.example/sertifikat/")
    );
    for host in FORGED {
        let said = said(&plain, host).await;
        assert!(!said.contains("://") && !said.contains("evil"), "{host:?}: {said}");
        assert!(said.contains("situspenerbit/sertifikat"), "{said}");
    }
    let public = app.router_with(Some(PUBLIC), TestApp::settings());
    for host in [Some("balai.example"), Some("127.0.0.1:8080"), None].iter().chain(&FORGED) {
        let said = said(&public, *host).await;
        assert!(said.contains(&format!("{PUBLIC}/sertifikat/")), "{host:?}: {said}");
        assert_eq!(said.matches("://").count(), 1, "{host:?}: {said}");
    }
    let office =
        app.router_with(None, Settings { allowed_hosts: Vec::new(), ..TestApp::settings() });
    assert!(said(&office, Some("127.0.0.1:8080")).await.contains("http://127.0.0.1:8080/"));
    assert!(!said(&office, Some("balai.example")).await.contains("://"));
    let proxied = Settings { trusted_proxy: true, ..TestApp::settings() };
    let proxied = app.router_with(None, proxied);
    assert!(!said(&proxied, Some("127.0.0.1:8080")).await.contains("://"), "the proxy's way here");
});

both!(calendars_and_codes_bear_our_own_address_or_none, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let (calendar, code) =
        (format!("/sesi/{session}/kalender.ics"), format!("/sesi/{session}/qr.svg"));
    let visitor = app.visitor();
    let (plain, public) = (app.router(), app.router_with(Some(PUBLIC), TestApp::settings()));
    let (_, ours) = get(&public, Some("pelatihan.example"), &visitor, &code).await;
    for host in FORGED {
        let (status, file) = get(&plain, host, &visitor, &calendar).await;
        let file = String::from_utf8(file).unwrap();
        assert_eq!(status, 200);
        assert!(
            !file.contains("://") && !file.contains("evil") && !file.contains("URL:"),
            "{file}"
        );
        assert_eq!(file.matches("BEGIN:VEVENT").count(), 2);
        assert_eq!(get(&plain, host, &visitor, &code).await.0, 404);
        let (_, file) = get(&public, host, &visitor, &calendar).await;
        let file = String::from_utf8(file).unwrap().replace("\r\n ", "");
        assert!(file.contains(&format!("\r\nURL:{PUBLIC}/sesi/{session}\r\n")), "{file}");
        assert_eq!(get(&public, host, &visitor, &code).await, (200, ours.clone()));
    }
});
