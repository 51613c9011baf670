//! The few things asked of the browser itself.

#[cfg(feature = "browser")]
mod line;

use std::collections::BTreeMap;

use balai_shared::language::Language;
use balai_shared::time::Instant;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

#[cfg(feature = "browser")]
pub use line::Line;

/// The browser's time.
#[must_use]
#[expect(
    clippy::cast_possible_truncation,
    clippy::as_conversions,
    reason = "the browser counts milliseconds as a float; they fit an i64 for ages"
)]
pub fn now() -> Instant {
    Instant::from_millis(js_sys::Date::now() as i64)
}

/// The language that the document says it is in.
#[must_use]
pub fn page_language() -> Language {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("lang"))
        .and_then(|tag| tag.parse().ok())
        .unwrap_or_default()
}

/// The account for which the document was rendered.
#[must_use]
pub fn person() -> String {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("data-person")).unwrap_or_default()
}

/// Leaves the app for a whole new page.
pub fn go_to(path: &str) {
    // Refused only while the page is being torn down.
    let _ = window().location().assign(path);
}

/// Leaves the app for a whole new page that takes this one's place in the history.
pub fn replace_with(path: &str) {
    // Refused only while the page is being torn down.
    let _ = window().location().replace(path);
}

/// A form that was sent.
pub struct SentForm(Option<web_sys::HtmlFormElement>);

impl SentForm {
    /// The form that this event is about.
    #[must_use]
    pub fn of(event: &SubmitEvent) -> Self {
        Self(event.target().and_then(|target| target.dyn_into().ok()))
    }

    /// Its filled-in fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<String, String> {
        let form = self.0.as_ref();
        let Some(data) = form.and_then(|form| web_sys::FormData::new_with_form(form).ok()) else {
            return BTreeMap::new();
        };
        let entries = js_sys::try_iter(&data).ok().flatten().into_iter().flatten();
        entries
            .filter_map(|entry| {
                let pair: js_sys::Array = entry.ok()?.dyn_into().ok()?;
                Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
            })
            .collect()
    }

    /// Lets the browser send it as if there were no app.
    pub fn send_to_server(&self) {
        if let Some(form) = &self.0 {
            // Refused only when the form is no longer part of the page.
            let _ = form.submit();
        }
    }
}

/// Sends the form that holds the field that changed.
pub fn send_form_of(event: &leptos::ev::Event) {
    let field = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let form = field.and_then(|field| field.closest("form").ok().flatten());
    if let Some(form) = form.and_then(|form| form.dyn_into::<web_sys::HtmlFormElement>().ok()) {
        // Refused only when a field is faulty; then the browser says so itself.
        let _ = form.request_submit();
    }
}

/// A form was sent and answered: empties the fields whose content is never shown again, and lets
/// `inline/typed.js` forget what was typed.
pub fn empty_secrets() {
    if let Ok(event) = web_sys::CustomEvent::new("balai-sent") {
        // Nobody cancels it.
        let _ = window().dispatch_event(&event);
    }
    let Ok(fields) = document().query_selector_all("input[data-secret]") else { return };
    for place in 0..fields.length() {
        let field = fields.get(place).and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        if let Some(field) = field {
            field.set_value("");
        }
    }
}

/// Moves the focus to the first element that the selector finds, once it is drawn.
pub fn focus_on(selector: &'static str) {
    request_animation_frame(move || {
        let found = document().query_selector(selector).ok().flatten();
        if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok())
        {
            // An element that can't be focused is left alone.
            let _ = element.focus();
        }
    });
}

/// Whether a person is at a field, or has opened a form to fill in.
#[must_use]
pub fn is_writing() -> bool {
    document()
        .query_selector(
            "main input:focus, main textarea:focus, main select:focus, details.withdraw[open]",
        )
        .is_ok_and(|found| found.is_some())
}

/// Shows the page from its top, once it is drawn.
pub fn to_top() {
    request_animation_frame(|| window().scroll_to_with_x_and_y(0.0, 0.0));
}

/// Brings the first element that the selector finds into sight, once it is drawn.
pub fn scroll_to(selector: &'static str) {
    request_animation_frame(move || {
        if let Some(element) = document().query_selector(selector).ok().flatten() {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// Hands a request to the page's queue, which sends it once there is a network.
pub fn keep_unsent(body: &str, key: &str) {
    let detail = serde_json::json!({ "body": body, "key": key }).to_string();
    let init = web_sys::CustomEventInit::new();
    init.set_detail(&detail.into());
    if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict("balai-unsent", &init) {
        // Nobody cancels it.
        let _ = window().dispatch_event(&event);
    }
}

/// 32 random hexadecimal digits.
#[must_use]
pub fn random_key() -> String {
    let mut bytes = [0_u8; 16];
    if let Ok(crypto) = window().crypto() {
        // Without randomness the key is all zeros: the server then sees one key used twice
        // and refuses the second, which is safe.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    let mut key = String::with_capacity(32);
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            key.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
    }
    key
}

/// Shows a page's title on the tab.
pub fn set_title(title: &str) {
    document().set_title(title);
}
