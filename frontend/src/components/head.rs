//! A page's title and what a chat shows of a shared link.

/// Sets the page's title and description.
///
/// On the server they go into the head with the tags that a chat's preview reads; in the browser
/// only the tab's title changes.
pub fn head(title: &str, description: &str) {
    let title = format!("{title} · Balai");
    set_head(&title, description);
}

#[cfg(feature = "ssr")]
fn set_head(title: &str, description: &str) {
    use leptos::prelude::*;
    use leptos_meta::{Meta, Title};

    // Title text is put in as it is, attributes are escaped.
    let escaped = title.replace('&', "&amp;").replace('<', "&lt;");
    let short: String = description.chars().take(200).collect();
    // Rendering registers a tag with the head; what it gives to the body is nothing.
    let _ = view! {
        <Title text=escaped/>
        <Meta name="description" content=short.clone()/>
        <Meta property="og:title" content=title.to_owned()/>
        <Meta property="og:description" content=short/>
        <Meta property="og:type" content="website"/>
        <Meta property="og:site_name" content="Balai"/>
        <Meta property="og:locale" content=crate::visit::language().pick("id_ID", "en_US")/>
        <Meta name="twitter:card" content="summary"/>
    }
    .to_html();
}

#[cfg(not(feature = "ssr"))]
fn set_head(title: &str, _description: &str) {
    crate::browser::set_title(title);
}
