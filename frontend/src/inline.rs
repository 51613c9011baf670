//! The scripts that stand in the document: they work before the app has come, and without it.

use std::sync::LazyLock;

use crate::server::PageContext;

/// Answers the catalogue's quick filters while the app isn't there yet: shows the cards that fit at
/// once, and lets `/catalogue.js` fetch the link's page and put its list in the place of the old one.
/// So it does for a page that the phone had kept.
static FILTER: LazyLock<String> = LazyLock::new(|| squeezed(include_str!("inline/filter.js")));

/// Keeps what is typed into forms in the tab's own storage, by page, form and person, until it was sent and
/// answered: whatever leads away and back (the language, a sign-in, a reload), it stands there again. No
/// passwords, codes or files; signing out, or another person, empties it.
static TYPED: LazyLock<String> = LazyLock::new(|| squeezed(include_str!("inline/typed.js")));

/// A script without its indents; no text in ours goes over a line's end.
fn squeezed(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.starts_with("// "));
    lines.collect::<Vec<_>>().join("\n")
}

/// Sends what had no network before; after the load, so that it is in no one's way.
const UNSENT: &str = r#"addEventListener("load",()=>setTimeout(()=>import("/queue.js"),0));"#;

/// Lets the phone keep what it has seen, and says so when the network is gone.
const KEEP: &str = r#"if("serviceWorker"in navigator)addEventListener("load",()=>navigator.serviceWorker.register("/sw.js").catch(()=>{}));const k=document.getElementById("kept");addEventListener("offline",()=>{k.hidden=false});addEventListener("online",()=>{k.hidden=true})"#;

/// Puts the phone's position, to about a kilometre, in the place of the link's `0,0`, if the
/// person allows it; the link is only shown where there is one to ask for.
const NEAR: &str = r#"navigator.geolocation&&document.documentElement.classList.add("geo");addEventListener("click",e=>{const a=e.target.closest("a[data-near]");if(!a)return;e.preventDefault();a.ariaBusy="true";navigator.geolocation.getCurrentPosition(({coords:c})=>location.assign(a.href.replace("0%2C0",c.latitude.toFixed(2)+"%2C"+c.longitude.toFixed(2))),()=>{a.ariaBusy=null;a.textContent=a.dataset.near},{maximumAge:6e5,timeout:2e4})},true);"#;

/// Shares a link by the phone's own sheet, or else copies it. It stands in the document, so that
/// it works before the app has come; where there is neither, the link stays a link. The address begins
/// with the public one, where the operator has set it.
const SHARE: &str = r#"addEventListener("click",e=>{const a=e.target.closest("[data-share]"),n=navigator;if(!a||!n.share&&!n.clipboard)return;e.preventDefault();const u=(document.documentElement.dataset.home??location.origin)+a.pathname;n.share?n.share({title:document.title,url:u}).catch(()=>{}):n.clipboard.writeText(u).then(()=>a.textContent=a.dataset.share)},true)"#;

/// Puts whoever is sent back to a form at what was wrong with it.
const FAULT: &str =
    r#"document.querySelector("form [aria-invalid=true],form .form-message")?.focus();"#;

/// What works as soon as the page is there.
pub(crate) fn at_once(page: &PageContext) -> String {
    let is_catalogue = page.path.split('?').next() == Some("/");
    [NEAR, SHARE, if is_catalogue { FILTER.as_str() } else { "" }].join(";\n")
}

/// What a page needs that stays as it is.
pub(crate) fn keeper(page: &PageContext) -> String {
    let typed = TYPED.as_str();
    format!("{typed}{FAULT}{UNSENT}{}", if page.save_data { "" } else { KEEP })
}

/// Fetches the app after the first paint, so that it doesn't compete with the page; under
/// `Save-Data` only once the person asks for it. It takes over when no quick filter is under way.
pub(crate) fn loader(page: &PageContext) -> String {
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
        r#"const go=async()=>{{const w=window,[m,o]=await Promise.all([import("{script}"),WebAssembly.compileStreaming(fetch("{wasm}"))]);let s;while(s!==w.swapping)await(s=w.swapping);w.taken=1;await m.default({{module_or_path:o}});document.documentElement.dataset.app=""}};{start};{keep}"#
    )
}
