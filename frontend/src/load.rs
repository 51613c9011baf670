//! Fetching what a page shows: loading, empty, error and retry in one place.
//!
//! The answer travels in the page as the JSON text that the API gave, so that there is one kind
//! of resource for all pages: each further kind would cost the browser some kilobytes.

use std::sync::Arc;

use balai_shared::error::ErrorCode;
use leptos::prelude::*;
use leptos::server::codee::string::FromToStringCodec;

use crate::api::{ApiError, GraphqlRequest, Read, Sender, Typed, answer};
use crate::components::{error_box, not_found, sign_in_first};

/// An answer of the API as JSON text.
pub type Fetched = Resource<String, FromToStringCodec>;

/// Counts what the person changed; every fetch looks again when it moves.
#[derive(Clone, Copy, Debug)]
pub struct Refresh(RwSignal<u32>);

impl Refresh {
    /// Makes a new counter known to everything below.
    pub fn provide() {
        provide_context(Self(RwSignal::new(0)));
    }

    /// The counter of this app.
    #[must_use]
    pub fn from_context() -> Self {
        use_context().unwrap_or_else(|| Self(RwSignal::new(0)))
    }

    /// Lets every fetch look again.
    pub fn all(self) {
        self.0.update(|count| *count += 1);
    }

    fn count(self) -> u32 {
        self.0.get()
    }
}

/// Fetches the request, and again whenever it changes.
///
/// Call it at the top of a page, never inside what depends on another fetch: the server and the
/// browser number the fetches in the order of these calls and must agree.
pub fn fetch<T: 'static>(request: impl Fn() -> Typed<T> + Send + Sync + 'static) -> Fetched {
    fetch_request(Arc::new(move || request().request))
}

fn fetch_request(request: Arc<dyn Fn() -> GraphqlRequest + Send + Sync>) -> Fetched {
    let sender = Sender::from_context();
    let refresh = Refresh::from_context();
    Resource::new_str(
        move || (refresh.count(), request()),
        move |(_, request)| {
            let sender = sender.clone();
            async move { sender.send(request, None).await }
        },
    )
}

/// Shows a fetch: the skeleton while it is under way, then what `show` makes of it, an error
/// with a retry, or the way to sign in.
pub fn loaded<T: Read + 'static>(
    fetched: Fetched,
    skeleton: fn() -> AnyView,
    show: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let read = move |texts: Vec<String>| match read_one::<T>(&texts, 0) {
        Ok(data) => show(data),
        Err(error) => refused(&error, fetched),
    };
    suspended(vec![fetched], skeleton, Arc::new(read))
}

/// Shows a fetch whose refusal is a normal answer too.
pub fn loaded_either<T: Read + 'static>(
    fetched: Fetched,
    skeleton: fn() -> AnyView,
    show: impl Fn(Result<T, ApiError>) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let read = move |texts: Vec<String>| show(read_one::<T>(&texts, 0));
    suspended(vec![fetched], skeleton, Arc::new(read))
}

/// Shows a fetch with a second one beside it, whose refusal is a normal answer too.
pub fn loaded_beside<T: Read + 'static, U: Read + 'static>(
    fetched: Fetched,
    beside: Fetched,
    skeleton: fn() -> AnyView,
    show: impl Fn(T, Result<U, ApiError>) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let read = move |texts: Vec<String>| match read_one::<T>(&texts, 0) {
        Ok(data) => show(data, read_one::<U>(&texts, 1)),
        Err(error) => refused(&error, fetched),
    };
    suspended(vec![fetched, beside], skeleton, Arc::new(read))
}

fn read_one<T: Read>(texts: &[String], place: usize) -> Result<T, ApiError> {
    answer(texts.get(place).map(String::as_str).unwrap_or_default())
}

fn refused(error: &ApiError, fetched: Fetched) -> AnyView {
    if error.code == ErrorCode::Unauthenticated {
        sign_in_first()
    } else if matches!(error.code, ErrorCode::NotFound | ErrorCode::ValidationFailed) {
        // A page fetches what its address says: an address that can't be is none.
        not_found()
    } else {
        error_box(error, move || fetched.refetch())
    }
}

fn suspended(
    fetched: Vec<Fetched>,
    skeleton: fn() -> AnyView,
    show: Arc<dyn Fn(Vec<String>) -> AnyView + Send + Sync>,
) -> AnyView {
    let pending = RwSignal::new(false);
    let children = move || {
        let (fetched, show) = (fetched.clone(), Arc::clone(&show));
        Suspend::new(async move {
            let mut texts = Vec::with_capacity(fetched.len());
            for one in fetched {
                texts.push(one.await);
            }
            show(texts)
        })
    };
    view! {
        <div class="loaded" class:pending=pending>
            <Transition fallback=skeleton set_pending=pending>{children}</Transition>
        </div>
    }
    .into_any()
}
