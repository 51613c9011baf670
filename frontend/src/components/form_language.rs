//! The language switch of a form without scripts: a button of the form itself, because a link would lose
//! what is typed. With scripts the page keeps it, whichever link is followed (`inline/typed.js`), and this
//! isn't there: browsers leave out what stands in `noscript`.

use leptos::prelude::*;

use crate::components::form::UNSEEN;
use crate::forms::FormOperation;

/// The button, for a form in which something is typed.
pub(super) fn language_button(operation: &'static FormOperation) -> AnyView {
    let typed = operation.fields.iter().any(|field| !UNSEEN.contains(field));
    if !typed {
        return ().into_any();
    }
    // As text, which the app doesn't walk through: browsers with scripts read it as such, too.
    view! { <noscript inner_html=button(operation)></noscript> }.into_any()
}

#[cfg(feature = "ssr")]
fn button(operation: &FormOperation) -> String {
    use balai_shared::language::Language;
    use leptos::nonce::use_nonce;

    let (tag, name) = match crate::visit::language() {
        Language::Id => ("en", "English"),
        Language::En => ("id", "Bahasa Indonesia"),
    };
    let nonce = use_nonce().map(|nonce| nonce.to_string()).unwrap_or_default();
    format!(
        "<style nonce=\"{nonce}\">.top .languages{{display:none}}</style>\
         <button class=\"link\" formaction=\"/bahasa/{tag}/{}\" lang=\"{tag}\">{name}</button>",
        operation.name
    )
}

#[cfg(not(feature = "ssr"))]
fn button(_: &FormOperation) -> String {
    String::new()
}
