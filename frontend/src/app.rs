//! The applicants' app: its frame, its routes, and the document that the server puts around it.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::use_location;
use leptos_router::{SsrMode, path};

use crate::api::{Typed, WhoIsHere};
use crate::browser;
#[cfg(feature = "hydrate")]
use crate::components::here;
use crate::components::{Handed, footer, header, not_found};
use crate::load::{Refresh, fetch};
use crate::pages::applicant as pages;
#[cfg(feature = "hydrate")]
use crate::served::is_served;
use crate::visit::provide_visit;

/// The whole app, inside `<body>`.
#[component]
pub fn App() -> impl IntoView {
    #[cfg(feature = "ssr")]
    leptos_meta::provide_meta_context();
    provide_visit();
    Refresh::provide();
    Handed::provide();
    view! { <Router><Frame/></Router> }
}

/// What stays around every page. Pages are whole without scripts: hence `SsrMode::Async`.
#[component]
fn Frame() -> impl IntoView {
    let who = fetch(|| Typed::<WhoIsHere>::new(()));
    tell_of_new_pages();
    view! {
        {header(who)}
        <main id="content" tabindex="-1">
            <FlatRoutes fallback=other_page>
                <Route path=path!("/") view=pages::catalogue ssr=SsrMode::Async/>
                <Route path=path!("/program/:id") view=pages::program ssr=SsrMode::Async/>
                <Route path=path!("/sesi/:id") view=pages::session ssr=SsrMode::Async/>
                <Route path=path!("/profil") view=pages::profile ssr=SsrMode::Async/>
                <Route path=path!("/lamaran") view=pages::applications ssr=SsrMode::Async/>
                <Route path=path!("/lamaran/:id") view=pages::application ssr=SsrMode::Async/>
            </FlatRoutes>
        </main>
        {footer()}
    }
}

/// What is none of the app's pages: the server's own, or nothing.
fn other_page() -> AnyView {
    #[cfg(feature = "hydrate")]
    {
        let here = here();
        if is_served(&here) {
            browser::go_to(&here);
            return ().into_any();
        }
    }
    not_found()
}

/// Moves the focus to the content when another page is shown: a new document would do the same.
fn tell_of_new_pages() {
    let path = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            browser::focus_on("#content");
        }
        now
    });
}

#[cfg(feature = "ssr")]
pub use document::shell;

#[cfg(feature = "ssr")]
mod document {
    use leptos::nonce::use_nonce;
    use leptos::prelude::*;
    use leptos_meta::MetaTags;

    use leptos_router::components::{FlatRoutes, Route, Router};
    use leptos_router::{SsrMode, path};

    use super::App;
    use crate::api::{Typed, WhoIsHere};
    use crate::components::{Handed, footer, header, not_found};
    use crate::i18n::words_in;
    use crate::load::{Refresh, fetch};
    use crate::pages::served as pages;
    use crate::served::is_served;
    use crate::server::PageContext;
    use crate::visit::provide_visit;

    /// The whole document. The styles are in it; the app is fetched once the page is drawn.
    pub fn shell(page: PageContext) -> impl IntoView {
        let language = page.language.as_str();
        let styles = page.assets.critical_css.clone();
        let served = is_served(&page.path);
        let script = if served { keeper(&page) } else { loader(&page) };
        let w = words_in(page.language);
        let body = if served { Served().into_any() } else { App().into_any() };
        view! {
            <!DOCTYPE html>
            <html lang=language data-person=page.person.clone()>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta name="theme-color" content="#0B5D5B"/>
                    <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                    <link rel="manifest" href="/app.webmanifest"/>
                    <link rel="apple-touch-icon" href="/icon-192.png"/>
                    <style nonce=use_nonce() inner_html=styles></style>
                    <MetaTags/>
                </head>
                <body>
                    {body}
                    <p id="kept" class="kept" role="status" hidden>{w.kept}</p>
                    <p
                        id="unsent"
                        class="kept"
                        role="status"
                        hidden
                        data-waiting=w.unsent_waiting
                        data-cancel=w.unsent_cancel
                        data-signin=w.unsent_sign_in
                        data-to-signin=w.sign_in
                        data-sent=w.unsent_sent
                        data-refused=w.unsent_refused
                        data-see=w.unsent_see
                    ></p>
                    <script type="module" nonce=use_nonce() inner_html=script></script>
                    <script nonce=use_nonce() inner_html=[NEAR, SHARE].concat()></script>
                </body>
            </html>
        }
    }

    /// The pages that stay as the server rendered them: the same frame, and no app after it.
    #[component]
    fn Served() -> impl IntoView {
        leptos_meta::provide_meta_context();
        provide_visit();
        Refresh::provide();
        Handed::provide();
        view! { <Router><ServedFrame/></Router> }
    }

    #[component]
    fn ServedFrame() -> impl IntoView {
        let who = fetch(|| Typed::<WhoIsHere>::new(()));
        view! {
            {header(who)}
            <main id="content" tabindex="-1">
                <FlatRoutes fallback=not_found>
                    <Route path=path!("/akun") view=pages::account ssr=SsrMode::Async/>
                    <Route path=path!("/akun/identitas") view=pages::identity ssr=SsrMode::Async/>
                    <Route path=path!("/akun/hapus") view=pages::delete_account ssr=SsrMode::Async/>
                    <Route path=path!("/data-saya") view=pages::own_data ssr=SsrMode::Async/>
                    <Route path=path!("/kode") view=pages::confirm ssr=SsrMode::Async/>
                    <Route path=path!("/daftar") view=pages::register ssr=SsrMode::Async/>
                    <Route path=path!("/masuk") view=pages::sign_in ssr=SsrMode::Async/>
                    <Route path=path!("/lupa-sandi") view=pages::forgot ssr=SsrMode::Async/>
                    <Route path=path!("/sandi-baru") view=pages::new_password ssr=SsrMode::Async/>
                    <Route path=path!("/manfaat") view=pages::benefits ssr=SsrMode::Async/>
                    <Route path=path!("/manfaat/:id/rekening") view=pages::payout_account ssr=SsrMode::Async/>
                    <Route path=path!("/manfaat/:id/survei/:number") view=pages::survey ssr=SsrMode::Async/>
                    <Route path=path!("/nilai/:id") view=pages::rating ssr=SsrMode::Async/>
                    <Route path=path!("/sertifikat") view=pages::certificate ssr=SsrMode::Async/>
                    <Route path=path!("/sertifikat/:number") view=pages::certificate ssr=SsrMode::Async/>
                    <Route path=path!("/kabari") view=pages::saved_searches ssr=SsrMode::Async/>
                    <Route path=path!("/kabari/baru") view=pages::save_search ssr=SsrMode::Async/>
                    <Route path=path!("/pesan") view=pages::messages ssr=SsrMode::Async/>
                    <Route path=path!("/lamar/:id") view=pages::applying ssr=SsrMode::Async/>
                    <Route path=path!("/lamar/:id/:step") view=pages::applying ssr=SsrMode::Async/>
                    <Route path=path!("/seleksi/:id") view=pages::selection ssr=SsrMode::Async/>
                    <Route path=path!("/tunda/:id") view=pages::defer ssr=SsrMode::Async/>
                </FlatRoutes>
            </main>
            {footer()}
        }
    }

    /// Sends what had no network before; after the load, so that it is in no one's way.
    const UNSENT: &str = r#"addEventListener("load",()=>setTimeout(()=>import("/queue.js"),0));"#;

    /// Lets the phone keep what it has seen, and says so when the network is gone.
    const KEEP: &str = r#"if("serviceWorker"in navigator)addEventListener("load",()=>navigator.serviceWorker.register("/sw.js").catch(()=>{}));const k=document.getElementById("kept");addEventListener("offline",()=>{k.hidden=false});addEventListener("online",()=>{k.hidden=true})"#;

    /// Puts the phone's position, to about a kilometre, in the place of the link's `0,0`, if the
    /// person allows it; the link is only shown where there is one to ask for.
    const NEAR: &str = r#"navigator.geolocation&&document.documentElement.classList.add("geo");addEventListener("click",e=>{const a=e.target.closest("a[data-near]");if(!a)return;e.preventDefault();a.ariaBusy="true";navigator.geolocation.getCurrentPosition(({coords:c})=>location.assign(a.href.replace("0%2C0",c.latitude.toFixed(2)+"%2C"+c.longitude.toFixed(2))),()=>{a.ariaBusy=null;a.textContent=a.dataset.near},{maximumAge:6e5,timeout:2e4})},true);"#;

    /// Shares a link by the phone's own sheet, or else copies it. It stands in the document, so that
    /// it works before the app has come; where there is neither, the link stays a link.
    const SHARE: &str = r#"addEventListener("click",e=>{const a=e.target.closest("[data-share]"),n=navigator;if(!a||!n.share&&!n.clipboard)return;e.preventDefault();n.share?n.share({title:document.title,url:a.href}).catch(()=>{}):n.clipboard.writeText(a.href).then(()=>a.textContent=a.dataset.share)},true)"#;

    /// Puts whoever is sent back to a form at what was wrong with it.
    const FAULT: &str =
        r#"document.querySelector("form [aria-invalid=true],form .form-message")?.focus();"#;

    /// What a page needs that stays as it is.
    fn keeper(page: &PageContext) -> String {
        format!("{FAULT}{UNSENT}{}", if page.save_data { "" } else { KEEP })
    }

    /// Fetches the app after the first paint, so that it doesn't compete with the page; under
    /// `Save-Data` only once the person asks for it.
    fn loader(page: &PageContext) -> String {
        let (script, wasm) = (&page.assets.script, &page.assets.wasm);
        if script.is_empty() {
            return String::new();
        }
        let start = if page.save_data {
            r#"document.getElementById("load-app")?.addEventListener("click",e=>{e.target.disabled=true;go()})"#
        } else {
            r#"const idle=()=>(window.requestIdleCallback||setTimeout)(go);document.readyState==="complete"?idle():addEventListener("load",idle)"#
        };
        // Under `Save-Data` nothing is fetched in advance, so nothing is kept either.
        let keep = keeper(page);
        format!(
            r#"const go=()=>import("{script}").then(m=>m.default({{module_or_path:"{wasm}"}})).then(()=>{{document.documentElement.dataset.app=""}});{start};{keep}"#
        )
    }
}
