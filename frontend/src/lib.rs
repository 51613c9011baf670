//! Balai's pages. The server renders the applicants' pages (`ssr`), the browser takes them over
//! (`hydrate`); the staff's console is rendered by the browser alone (`csr`).

// rustdoc isn't given the flag and doesn't render.
#[cfg(not(any(erase_components, doc, doctest)))]
compile_error!(
    "the server and the browser must both be built with `--cfg erase_components`, as \
     .cargo/config.toml says; a RUSTFLAGS variable takes its place and must repeat it"
);

pub mod api;
pub mod app;
pub mod browser;
pub mod components;
pub mod forms;
pub mod i18n;
#[cfg(feature = "ssr")]
mod inline;
pub mod live;
pub mod load;
pub mod pages;
pub mod served;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(test)]
mod tokens;
pub mod visit;
