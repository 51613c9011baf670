//! `POST /form/{operation}`: the door for who has no JavaScript, or whose app hasn't arrived yet.
//!
//! Runs the same registered document as the app and answers with a redirect: on where all went
//! well, back with what was wrong otherwise.

use std::collections::BTreeMap;

use axum::{
    body::{Body, to_bytes},
    extract::{Form, FromRequest, Path, Request, State},
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::Response,
};
use balai_frontend::{
    forms::{self, Effect, FormOperation},
    server::{Flash, FormError, sign_in_and_back_to},
};
use balai_shared::{error::ErrorCode, message};
use serde_json::Value;

use super::{
    Server,
    caller::{self, Speaks},
    cookies,
    execute::{self, Call, Payment, Scope},
    flash, form_token, guard, kept, local,
    params::Params,
    reply::{Outcome, Reply},
};
use crate::graphql::context::RequestContext;

/// The largest form, in bytes.
const MAX_FORM_BYTES: usize = 64 * 1024;

/// The handler.
pub(crate) async fn post(
    State(server): State<Server>,
    Path(name): Path<String>,
    request: Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let visitor = caller::visitor(&server, &parts, Speaks::Cookie);
    let Some(operation) = forms::find(&name) else {
        return refused(StatusCode::NOT_FOUND, ErrorCode::NotFound, &visitor, "/");
    };
    let Some(fields) = fields(&parts, body).await else {
        return refused(StatusCode::BAD_REQUEST, ErrorCode::InvalidQuery, &visitor, "/");
    };
    carry_out(&server, &parts, visitor, (operation, &fields)).await
}

/// Runs the form's operation, where it comes from our own page, and answers.
pub(super) async fn carry_out(
    server: &Server,
    parts: &Parts,
    visitor: RequestContext,
    (operation, fields): (&'static FormOperation, &BTreeMap<String, String>),
) -> Response {
    let back = fields.get("back").and_then(|back| local::path(back)).unwrap_or("/").to_owned();
    // For whom the page was rendered; it opens nothing, and only says whose words these are.
    let person = fields.get("person").map(String::as_str).unwrap_or_default();
    let token = fields.get("csrf").map(String::as_str).unwrap_or_default();
    let vault = server.app.services.vault();
    let values = operation.kept(fields);
    let fits = form_token::fits(vault, &parts.headers, token);
    // What another site wrote must not come back as if the person had: without the token, the browser
    // itself has to say that the form is ours.
    let names_its_site =
        ["origin", "sec-fetch-site"].iter().any(|name| parts.headers.contains_key(*name));
    if !guard::is_own_site(server.public_url(), &parts.headers) || !(fits || names_its_site) {
        return refused(StatusCode::FORBIDDEN, ErrorCode::Forbidden, &visitor, &back);
    }
    if !fits {
        // Nothing is done, but who sent it from our own page shall not type it again.
        let told = kept::flash(operation.name, values, kept::Cause::TooOld, visitor.language);
        let response = local::see_other(&back);
        return match operation.effect {
            Effect::ChangesPerson => with_flash(server, response, Some(told)),
            Effect::Creates | Effect::Changes => keeping(server, response, (&back, person), told),
        };
    }
    let (context, reply) = run(server, parts, visitor, (operation, fields)).await;
    server.metrics.operation(reply.outcome);
    let answer = reply.to_value();
    let mut response = match errors(&answer, &context) {
        None => {
            let next = fields.get("next").and_then(|next| local::path(next)).map(str::to_owned);
            let data = answer.get("data").unwrap_or(&Value::Null);
            let to = next.unwrap_or_else(|| (operation.destination)(data));
            let now = server.app.services.clock().now();
            let told = operation.handed_on(fields);
            let told = told.or_else(|| forms::shown_once(operation, data, now));
            with_flash(server, local::see_other(&to), told)
        }
        Some(errors) if was_signed_out(operation, &errors) => {
            let told =
                kept::flash(operation.name, values, kept::Cause::SignedOut, context.language);
            keeping(server, local::see_other(&sign_in_and_back_to(&back)), (&back, person), told)
        }
        Some(errors) => {
            let told = Flash { operation: operation.name.to_owned(), errors, values };
            with_flash(server, local::see_other(&back), Some(told))
        }
    };
    for (name, value) in cookies::changes(&context.take_change(), server.transport()) {
        response.headers_mut().append(name, value);
    }
    response
}

/// Whether the form needs a sign-in that isn't there. Forms that sign in are refused for what was
/// entered in them.
fn was_signed_out(operation: &FormOperation, errors: &[FormError]) -> bool {
    operation.effect != Effect::ChangesPerson
        && errors.iter().any(|error| error.code == ErrorCode::Unauthenticated.as_str())
}

/// The answer, and what was entered, for the page to show when it is seen again.
fn keeping(server: &Server, mut response: Response, whose: (&str, &str), told: Flash) -> Response {
    let vault = server.app.services.vault();
    let (name, value) = kept::set(vault, whose, told, server.transport());
    response.headers_mut().append(name, value);
    response
}

/// The answer, and what the form on the page that it leads to shows.
pub(super) fn with_flash(server: &Server, mut response: Response, told: Option<Flash>) -> Response {
    if let Some(told) = told {
        let (name, value) = flash::set(server.app.services.vault(), told, server.transport());
        response.headers_mut().append(name, value);
    }
    response
}

async fn run(
    server: &Server,
    parts: &Parts,
    visitor: RequestContext,
    (operation, fields): (&FormOperation, &BTreeMap<String, String>),
) -> (RequestContext, Reply) {
    let context = match caller::identify(server, &parts.headers, &visitor).await {
        Ok(context) => context,
        Err(error) => {
            let outcome = Outcome::Refused(error.code());
            let reply = Reply::refused(outcome, error.to_request_error(&visitor));
            return (visitor, reply);
        }
    };
    let request = operation.request(fields);
    let key = fields.get("idempotencyKey").filter(|key| !key.is_empty());
    let variables = match request.variables {
        Value::Object(variables) => variables,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            serde_json::Map::new()
        }
    };
    let params = Params {
        query: request.query,
        operation_name: request.operation_name,
        variables,
        ..Params::default()
    };
    let call = Call {
        params,
        key: key.map(|key| key.as_bytes().to_vec()),
        scope: Scope::Everything,
        payment: Payment::Free,
    };
    let reply = execute::run(server, &context, call).await;
    (context, reply)
}

/// The form's fields; of several with one name the last. `None` when it is no form, or too large.
pub(super) async fn fields(parts: &Parts, body: Body) -> Option<BTreeMap<String, String>> {
    let body = to_bytes(body, MAX_FORM_BYTES).await.ok()?;
    let request = Request::from_parts(parts.clone(), Body::from(body));
    let Form(pairs) = Form::<Vec<(String, String)>>::from_request(request, &()).await.ok()?;
    Some(pairs.into_iter().collect())
}

/// What is wrong, as the form shows it; `None` when nothing is.
pub(super) fn errors(answer: &Value, context: &RequestContext) -> Option<Vec<FormError>> {
    let text = |value: &Value, name: &str| value.get(name)?.as_str().map(str::to_owned);
    let errors = answer.get("errors").and_then(Value::as_array).filter(|list| !list.is_empty())?;
    let mut told = Vec::new();
    for error in errors {
        let extensions = error.get("extensions").unwrap_or(&Value::Null);
        let list =
            |name: &str| extensions.get(name).and_then(Value::as_array).into_iter().flatten();
        let code = text(extensions, "code").unwrap_or_else(|| ErrorCode::Internal.to_string());
        let fields = list("fields").map(|field| FormError {
            path: text(field, "path"),
            code: text(field, "code").unwrap_or_default(),
            message: text(field, "message").unwrap_or_default(),
        });
        let reasons = list("reasons").map(|reason| FormError {
            path: None,
            code: text(reason, "code").unwrap_or_default(),
            message: text(reason, "message").unwrap_or_default(),
        });
        let before = told.len();
        told.extend(fields.chain(reasons));
        if told.len() == before {
            let message = text(error, "message").unwrap_or_default();
            told.push(FormError { path: None, code, message });
        }
    }
    if told.is_empty() {
        let message = message::error(ErrorCode::Internal, context.language).to_owned();
        told.push(FormError { path: None, code: ErrorCode::Internal.to_string(), message });
    }
    Some(told)
}

/// A short page with the way back: the form itself can't be shown.
pub(super) fn refused(
    status: StatusCode,
    code: ErrorCode,
    visitor: &RequestContext,
    back: &str,
) -> Response {
    let language = visitor.language;
    let words = if code == ErrorCode::Forbidden {
        language.pick(
            "Halaman itu terlalu lama terbuka. Muat ulang, lalu kirim lagi.",
            "That page was open for too long. Reload it and send it again.",
        )
    } else {
        message::error(code, language)
    };
    let link = language.pick("Kembali", "Go back");
    let back = back.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let page = format!(
        "<!DOCTYPE html><html lang=\"{language}\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Balai</title>\
         <p>{words}</p><p><a href=\"{back}\">{link}</a></p></html>"
    );
    let mut response = Response::new(Body::from(page));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    headers.insert(header::CONTENT_TYPE, html);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use balai_shared::{language::Language, policy::Actor};
    use serde_json::json;

    use super::*;

    async fn sent(kind: &'static str, body: String) -> Option<BTreeMap<String, String>> {
        let mut request = Request::new(Body::empty());
        *request.method_mut() = axum::http::Method::POST;
        request.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        fields(&request.into_parts().0, Body::from(body)).await
    }

    #[tokio::test]
    async fn a_forms_fields_are_read_and_nothing_else() {
        const FORM: &str = "application/x-www-form-urlencoded";
        let body = "name=Ni+Ayu%20%C3%A9&phone=%2B62&empty=&name=Last".to_owned();
        let expected = [("name", "Last"), ("phone", "+62"), ("empty", "")];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(sent(FORM, body.clone()).await, Some(BTreeMap::from(expected)));
        assert_eq!(sent("text/plain", body).await, None);
        let large = format!("name={}", "x".repeat(MAX_FORM_BYTES));
        assert_eq!(sent(FORM, large).await, None);
    }

    #[test]
    fn every_wrong_field_and_reason_is_told_or_else_the_whole() {
        let context = RequestContext::new(Actor::Visitor, Language::Id, String::new(), None);
        let told = |answer: Value| errors(&answer, &context);
        assert_eq!(told(json!({"data": {"signOut": true}})), None);
        let fields = told(json!({"data": null, "errors": [{"message": "m", "extensions": {
            "code": "VALIDATION_FAILED", "fields": [
                {"path": "nik", "code": "REQUIRED", "message": "a"},
                {"path": "name", "code": "TOO_LONG", "message": "b"}]}}]}));
        let paths: Vec<_> = fields.unwrap().into_iter().map(|error| error.path.unwrap()).collect();
        assert_eq!(paths, ["nik", "name"]);
        let whole = told(json!({"errors": [{"message": "m", "extensions": {"code": "CONFLICT"}}]}));
        let expected =
            FormError { path: None, code: "CONFLICT".to_owned(), message: "m".to_owned() };
        assert_eq!(whole, Some(vec![expected]));
    }
}
