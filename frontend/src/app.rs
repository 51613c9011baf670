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
    use crate::inline;
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
        let script = if served { inline::keeper(&page) } else { inline::loader(&page) };
        let w = words_in(page.language);
        let body = if served { Served().into_any() } else { App().into_any() };
        view! {
            <!DOCTYPE html>
            <html lang=language data-person=page.person.clone() data-home=page.public_url.clone()>
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
                    <script nonce=use_nonce() inner_html=inline::at_once(&page)></script>
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
                    <Route path=path!("/balai/:id") view=pages::institution ssr=SsrMode::Async/>
                    <Route path=path!("/kode") view=pages::confirm ssr=SsrMode::Async/>
                    <Route path=path!("/daftar") view=pages::register ssr=SsrMode::Async/>
                    <Route path=path!("/masuk") view=pages::sign_in ssr=SsrMode::Async/>
                    <Route path=path!("/lupa-sandi") view=pages::forgot ssr=SsrMode::Async/>
                    <Route path=path!("/nomor-baru") view=pages::new_number ssr=SsrMode::Async/>
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
                    <Route path=path!("/lamaran/:id/dokumen") view=pages::documents ssr=SsrMode::Async/>
                    <Route path=path!("/lamaran/:id/jadwal") view=pages::appointment ssr=SsrMode::Async/>
                    <Route path=path!("/lamaran/:id/hadir") view=pages::check_in ssr=SsrMode::Async/>
                    <Route path=path!("/lamaran/:id/ambil") view=pages::take_seat ssr=SsrMode::Async/>
                    <Route path=path!("/lamaran/:id/tarik") view=pages::give_back_seat ssr=SsrMode::Async/>
                    <Route path=path!("/seleksi/:id") view=pages::selection ssr=SsrMode::Async/>
                    <Route path=path!("/tunda/:id") view=pages::defer ssr=SsrMode::Async/>
                </FlatRoutes>
            </main>
            {footer()}
        }
    }
}
