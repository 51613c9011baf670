//! The doors: the API, the pages, the forms, and what operators look at.

mod answer;
#[cfg(feature = "web")]
mod assets;
mod calendar;
mod callback;
mod caller;
mod certificate_file;
mod cookies;
mod document_file;
#[cfg(feature = "web")]
mod document_form;
mod documents;
mod execute;
mod explorer;
mod export;
#[cfg(feature = "web")]
mod flash;
#[cfg(feature = "web")]
mod form;
#[cfg(feature = "web")]
mod form_token;
mod graphql;
mod guard;
mod health;
#[cfg(feature = "web")]
mod kept;
#[cfg(feature = "web")]
mod language;
mod live;
mod local;
mod lottery_proof;
#[cfg(feature = "web")]
mod mailbox;
mod metrics;
mod negotiation;
#[cfg(feature = "web")]
mod offline;
mod operation;
mod origin;
mod own_data;
#[cfg(feature = "web")]
mod pages;
mod params;
mod policy;
mod reply;
mod serve;
mod session_file;
mod shed;
mod status;
#[cfg(test)]
mod tests;
mod trace;
mod whole;

pub use serve::serve;

use std::sync::Arc;

#[cfg(feature = "web")]
use axum::extract::DefaultBodyLimit;
use axum::{
    Router,
    extract::State,
    http::{HeaderName, header},
    middleware,
    routing::{get, post},
};
use tower_http::{
    CompressionLevel,
    compression::{CompressionLayer, DefaultPredicate, Predicate, predicate::NotForContentType},
};

use crate::{
    config::Settings,
    graphql::{
        BalaiSchema,
        limits::{budget::Budgets, outline::Outline},
    },
    service::Services,
    sheet,
};

/// What the doors lead to. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The use cases.
    pub services: Services,
    /// The API.
    pub schema: BalaiSchema,
    /// What the operator decided.
    pub settings: Settings,
}

impl std::fmt::Debug for App {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("App").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// The app as it runs behind all doors.
pub(crate) type Server = Arc<Running>;

/// The app, and what the doors keep in mind.
pub(crate) struct Running {
    app: App,
    outline: Outline,
    sdl: String,
    budgets: Budgets,
    documents: documents::Documents,
    metrics: metrics::Metrics,
    health: health::Health,
    places: live::Places,
    exports: export::Running,
    #[cfg(feature = "web")]
    pages: pages::Pages,
}

impl Running {
    fn start(app: App) -> Self {
        let sdl = crate::graphql::sdl();
        let outline = Outline::parse(&sdl).unwrap_or_else(|error| {
            // A test keeps this from happening. Without it, answers come in the library's order.
            tracing::error!(%error, "our own schema does not parse");
            Outline::default()
        });
        Self {
            outline,
            sdl,
            budgets: Budgets::default(),
            documents: documents::Documents::default(),
            metrics: metrics::Metrics::default(),
            health: health::Health::default(),
            places: live::Places::default(),
            exports: export::Running::default(),
            #[cfg(feature = "web")]
            pages: pages::Pages::start(),
            app,
        }
    }

    /// Where people find the server, as the operator says.
    fn public_url(&self) -> Option<&str> {
        self.app.services.public_url.as_deref()
    }

    fn transport(&self) -> cookies::Transport {
        if self.app.settings.insecure_http {
            cookies::Transport::Plain
        } else {
            cookies::Transport::Tls
        }
    }
}

/// All doors. Serve it with connect info, or addresses are unknown. Must be called inside a Tokio
/// runtime.
pub fn router(app: App) -> Router {
    let server = Arc::new(Running::start(app));
    let doors = Router::new()
        .route("/graphql", get(graphql::get).post(graphql::post))
        .route("/graphiql", get(explorer::get))
        .route("/schema.graphql", get(schema))
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(metrics::get))
        .route("/sesi/{id}/kalender.ics", get(session_file::calendar_file))
        .route("/sesi/{id}/qr.svg", get(session_file::qr_code))
        .route("/seleksi/{id}/bukti.json", get(lottery_proof::get))
        .route("/dokumen/{id}", get(document_file::get))
        .route("/data-saya.json", get(own_data::get))
        .route("/sertifikat/{file}", get(certificate_file::one))
        .route("/sertifikat/{session}/semua.pdf", get(certificate_file::of_session))
        .route("/ekspor/{file}", get(export::get).post(export::post))
        .route("/callback/delivery", post(callback::delivery))
        .route("/robots.txt", get(robots))
        .route("/favicon.svg", get(favicon))
        .route("/favicon.ico", get(favicon));
    // HTML and JSON are small: a middle level costs a millisecond and most of the gain is there.
    // A workbook is pressed already.
    let worth = DefaultPredicate::new().and(NotForContentType::const_new(sheet::WORKBOOK));
    let compression =
        CompressionLayer::new().quality(CompressionLevel::Precise(4)).compress_when(worth);
    web(doors)
        .layer(compression)
        .layer(middleware::from_fn_with_state(Arc::clone(&server), shed::around))
        .layer(middleware::from_fn_with_state(Arc::clone(&server), trace::around))
        .with_state(server)
}

#[cfg(feature = "web")]
fn web(doors: Router<Server>) -> Router<Server> {
    doors
        .route("/form/{operation}", post(form::post))
        // The door counts for itself, and reads on so that it can say what is wrong.
        .route("/form/document", post(document_form::post).layer(DefaultBodyLimit::disable()))
        .route("/bahasa/{language}", get(language::switch))
        .route("/bahasa/{language}/{operation}", post(language::switch_while_typing))
        .route("/assets/{*name}", get(assets::get))
        .route("/perkecil.js", get(document_form::shrinking))
        .route("/undian.js", get(lottery_proof::checker))
        .route("/pindai.js", get(pages::scanner))
        .route("/sw.js", get(offline::worker))
        .route("/queue.js", get(offline::queue))
        .route("/catalogue.js", get(offline::catalogue))
        .route("/app.webmanifest", get(offline::manifest))
        .route("/icon-192.png", get(offline::small_icon))
        .route("/icon-512.png", get(offline::large_icon))
        .route("/kotak-surat", get(mailbox::get))
        .route("/petugas", get(pages::staff))
        .route("/petugas/{*path}", get(pages::staff))
        .fallback(pages::page)
}

#[cfg(not(feature = "web"))]
fn web(doors: Router<Server>) -> Router<Server> {
    doors
}

async fn schema(State(server): State<Server>) -> ([(HeaderName, &'static str); 1], String) {
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], server.sdl.clone())
}

/// Pages are for everybody; the rest means nothing to a search engine.
async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /graphql\nDisallow: /form/\nDisallow: /bahasa/\nDisallow: /petugas\nDisallow: /dokumen/\nDisallow: /ekspor/\nDisallow: /lamar/\nDisallow: /sertifikat/\n"
}

async fn favicon() -> ([(HeaderName, &'static str); 2], &'static str) {
    let headers =
        [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")];
    (headers, include_str!("favicon.svg"))
}
