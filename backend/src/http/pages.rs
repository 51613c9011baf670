//! The applicants' pages, rendered from the same components as in the browser.
//!
//! A page is whole without scripts: it is sent when all of its data has come. Its documents run
//! in-process, on the same path as any other request, as the visitor who asked.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use any_spawner::Executor;
use axum::{
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use balai_frontend::{
    app,
    server::{Assets, Execute, GraphqlRequest, PageContext, staff_page},
};
use balai_shared::{error::ErrorCode, policy::Actor};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use leptos::{nonce::use_nonce, prelude::provide_context};
use tokio::sync::OnceCell;

use super::{
    Server,
    assets::{self, Bundle},
    caller::{self, Speaks},
    cookies,
    execute::{self, Call, Payment, Scope},
    flash, form_token, kept, local,
    params::Params,
    policy::{Sources, policy},
    status,
};
use crate::{
    auth::secret,
    error::{Error, Result},
    graphql::context::RequestContext,
    service::{Services, mailbox},
};

/// What all pages have in common, found out at the start.
#[derive(Debug)]
pub(crate) struct Pages {
    applicant: Arc<Assets>,
    staff: Assets,
    demonstration: OnceCell<bool>,
}

impl Pages {
    /// Reads the bundle's names and makes the pages' reactive runtime ready.
    pub(crate) fn start() -> Self {
        // Fails when it was done before, which is as good.
        drop(Executor::init_tokio());
        Self {
            applicant: Arc::new(assets::of(Bundle::Applicant)),
            staff: assets::of(Bundle::Staff),
            demonstration: OnceCell::new(),
        }
    }

    /// Asked once: data is made a demonstration before anybody looks at it.
    async fn is_demonstration(&self, services: &Services) -> Result<bool> {
        self.demonstration.get_or_try_init(|| mailbox::is_open(services)).await.copied()
    }
}

impl Pages {
    /// The applicants' bundle.
    pub(crate) fn applicant(&self) -> &Assets {
        &self.applicant
    }
}

/// Any path that is no other door's.
pub(crate) async fn page(State(server): State<Server>, request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let (parts, _) = request.into_parts();
    let visitor = caller::visitor(&server, &parts, Speaks::Cookie);
    let context = match caller::identify(&server, &parts.headers, &visitor).await {
        Ok(context) => context,
        Err(error) => return unavailable(&error, &visitor),
    };
    let csrf_cookie = cookies::read(&parts.headers, cookies::CSRF).map(str::to_owned);
    let vault = server.app.services.vault();
    let flash = flash::read(vault, &parts.headers);
    // It belongs to a form for who is signed in.
    let kept = match context.actor {
        Actor::Person { account, .. } => {
            let whose = account.to_string();
            kept::read(vault, &parts.headers, (parts.uri.path(), &whose))
        }
        Actor::Visitor | Actor::Partner { .. } | Actor::System => None,
    };
    let read = [(cookies::FLASH, flash.is_some()), (cookies::KEPT, kept.is_some())];
    let asked = Asked {
        path: parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
        save_data: parts.headers.get("save-data").is_some_and(|value| value == "on"),
        flash: flash.or(kept),
        csrf: csrf_cookie.clone(),
    };
    let request = Request::from_parts(parts, Body::empty());
    let (mut response, new_csrf) = match render(&server, &context, asked, request).await {
        Ok(rendered) => rendered,
        Err(error) => return unavailable(&error, &context),
    };
    let transport = server.transport();
    let mut changes = cookies::changes(&context.take_change(), transport);
    if csrf_cookie.is_none() {
        changes.push(cookies::set(cookies::CSRF, &new_csrf, None, transport));
    }
    for (name, _) in read.into_iter().filter(|(_, shown)| *shown) {
        changes.push(cookies::clear(name, transport));
    }
    let headers = response.headers_mut();
    for (name, value) in changes {
        headers.append(name, value);
    }
    // What was rendered for somebody must not be shown to the next person at the same computer.
    let cache = match context.actor {
        Actor::Visitor => "private, no-cache",
        Actor::Person { .. } | Actor::Partner { .. } | Actor::System => "private, no-store",
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(header::VARY, HeaderValue::from_static("Cookie, Accept-Language, Save-Data"));
    response
}

/// What a page is asked for.
struct Asked {
    path: String,
    save_data: bool,
    flash: Option<balai_frontend::server::Flash>,
    /// The forms' cookie that the browser has.
    csrf: Option<String>,
}

/// What the page says about its own answer.
#[derive(Debug, Default)]
struct Told {
    status: Option<StatusCode>,
    redirect: Option<String>,
}

/// The page, and the forms' cookie that its token fits.
async fn render(
    server: &Server,
    context: &RequestContext,
    asked: Asked,
    request: Request,
) -> Result<(Response, String)> {
    let csrf = match asked.csrf {
        Some(csrf) => csrf,
        None => random_text()?,
    };
    let told = Arc::new(Mutex::new(Told::default()));
    let page = PageContext {
        execute: executor(server, context),
        language: context.language,
        person: match &context.actor {
            Actor::Person { account, .. } => Some(account.to_string()),
            Actor::Visitor | Actor::Partner { .. } | Actor::System => None,
        },
        csrf: form_token::make(server.app.services.vault(), &csrf)?,
        idempotency_key: random_text()?,
        flash: asked.flash,
        now: server.app.services.clock().now(),
        path: asked.path,
        assets: Arc::clone(&server.pages.applicant),
        public_url: server.public_url().map(str::to_owned),
        save_data: asked.save_data,
        demonstration: server.pages.is_demonstration(&server.app.services).await?,
        set_status: {
            let told = Arc::clone(&told);
            Arc::new(move |status| lock(&told).status = StatusCode::from_u16(status).ok())
        },
        redirect: {
            let told = Arc::clone(&told);
            Arc::new(move |path: &str| lock(&told).redirect = Some(path.to_owned()))
        },
    };
    let nonce = Arc::new(OnceLock::new());
    let provide = {
        let (page, nonce) = (page.clone(), Arc::clone(&nonce));
        move || {
            provide_context(page.clone());
            // The first is the one of this page; there is no second.
            drop(nonce.set(use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default()));
        }
    };
    let draw =
        leptos_axum::render_app_async_with_context(provide, move || app::shell(page.clone()));
    let (parts, body) = draw(request).await.into_parts();
    // All of it is there by now. Read to its end, it also ends the page's reactive life.
    let body = to_bytes(body, usize::MAX).await;
    let body = body.map_err(|error| Error::Internal(format!("rendering: {error}")))?;
    let mut response = Response::from_parts(parts, Body::from(body));
    let told = std::mem::take(&mut *lock(&told));
    if let Some(to) = told.redirect {
        return Ok((local::see_other(&to), csrf));
    }
    if let Some(status) = told.status {
        *response.status_mut() = status;
    }
    let sources = Sources::nonce(nonce.get().map(String::as_str).unwrap_or_default());
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy(&sources));
    Ok((response, csrf))
}

fn lock(told: &Mutex<Told>) -> std::sync::MutexGuard<'_, Told> {
    told.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs a page's documents: queries only, for a page that is looked at changes nothing.
fn executor(server: &Server, context: &RequestContext) -> Execute {
    let (server, context) = (Arc::clone(server), context.clone());
    Arc::new(move |request: GraphqlRequest| {
        let (server, context) = (Arc::clone(&server), context.clone());
        let answer = async move {
            let variables = match request.variables {
                serde_json::Value::Object(variables) => variables,
                serde_json::Value::Null
                | serde_json::Value::Bool(_)
                | serde_json::Value::Number(_)
                | serde_json::Value::String(_)
                | serde_json::Value::Array(_) => serde_json::Map::new(),
            };
            let params = Params {
                query: request.query,
                operation_name: request.operation_name,
                variables,
                ..Params::default()
            };
            let call = Call { params, key: None, scope: Scope::Queries, payment: Payment::Free };
            let reply = execute::run(&server, &context, call).await;
            server.metrics.operation(reply.outcome);
            reply.to_value()
        };
        Box::pin(answer) as Pin<Box<dyn Future<Output = serde_json::Value> + Send>>
    })
}

/// Nothing can be rendered: in plain words.
fn unavailable(error: &Error, visitor: &RequestContext) -> Response {
    let told = error.to_graphql(visitor);
    let status = status::of(error.code());
    let text = format!("{}\n{}\n", told.message, visitor.request_id);
    let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (status, plain, text).into_response()
}

/// `GET /pindai.js`: reads participants' codes with the camera.
pub(crate) async fn scanner() -> ([(header::HeaderName, &'static str); 2], &'static str) {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, include_str!("scan.js"))
}

/// `GET /petugas` and below: the staff's console, rendered by the browser alone.
pub(crate) async fn staff(State(server): State<Server>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let visitor = caller::visitor(&server, &parts, Speaks::Cookie);
    let assets = &server.pages.staff;
    if assets.script.is_empty() {
        // A binary that was built without the bundle.
        return unavailable(&ErrorCode::Unavailable.into(), &visitor);
    }
    let nonce = match random_text() {
        Ok(nonce) => nonce,
        Err(error) => return unavailable(&error, &visitor),
    };
    let page = staff_page(assets, visitor.language, &nonce);
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_SECURITY_POLICY, policy(&Sources::nonce(&nonce))),
    ];
    (headers, page).into_response()
}

/// 128 random bits as text.
fn random_text() -> Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(secret::random::<16>()?))
}
