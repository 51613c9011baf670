//! Who asks, and how: what every resolver can find out about its request.

use std::sync::{Arc, Mutex, PoisonError};

use balai_shared::{device::DeviceLabel, id::DeviceId, language::Language, policy::Actor};

use crate::{
    auth::tokens::{DeviceMark, TokenPair},
    model::network::Network,
};

/// One request, whatever door it came through. Clones share what becomes of the cookies.
#[derive(Clone)]
pub struct RequestContext {
    /// Who asks.
    pub actor: Actor,
    /// The language of messages.
    pub language: Language,
    /// What an internal error is traced by.
    pub request_id: String,
    /// Where the request comes from; `None` where the door doesn't know.
    pub address: Option<Network>,
    /// The refresh token that came with the request: what signing out ends.
    pub refresh: Option<String>,
    /// On which device the person is signed in.
    pub device: Option<DeviceId>,
    /// What a person would call the device that asks.
    pub label: DeviceLabel,
    /// The secret of the device that asks, whoever is signed in there.
    pub mark: Option<DeviceMark>,
    cookies: Arc<Mutex<CookieChange>>,
}

/// Without the token: what is printed may end in a log.
impl std::fmt::Debug for RequestContext {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = formatter.debug_struct("RequestContext");
        shown.field("actor", &self.actor).field("language", &self.language);
        shown.field("request_id", &self.request_id).finish_non_exhaustive()
    }
}

/// What becomes of the browser's tokens with the answer.
#[derive(Debug, Clone, Default)]
pub enum CookieChange {
    /// Nothing.
    #[default]
    Keep,
    /// It gets these, and its mark.
    Issue(TokenPair, Option<DeviceMark>),
    /// It is to forget the tokens. A mark it keeps, or gets.
    Clear(Option<DeviceMark>),
}

impl RequestContext {
    /// A request of `actor` that changes no cookie so far.
    #[must_use]
    pub fn new(
        actor: Actor,
        language: Language,
        request_id: String,
        address: Option<Network>,
    ) -> Self {
        Self {
            actor,
            language,
            request_id,
            address,
            refresh: None,
            device: None,
            label: DeviceLabel::UNKNOWN,
            mark: None,
            cookies: Arc::default(),
        }
    }

    /// The same request, sent by a browser that names itself so.
    #[must_use]
    pub fn sent_by(self, user_agent: &str) -> Self {
        Self { label: DeviceLabel::from_user_agent(user_agent), ..self }
    }

    /// The same request, from the device with this secret.
    #[must_use]
    pub fn marked(self, mark: Option<DeviceMark>) -> Self {
        Self { mark, ..self }
    }

    /// The same request, by who is signed in on this device.
    #[must_use]
    pub fn on(self, device: Option<DeviceId>) -> Self {
        Self { device, ..self }
    }

    /// The same request, now known to be `actor`'s, who brought this refresh token.
    #[must_use]
    pub fn by(&self, actor: Actor, refresh: Option<&str>) -> Self {
        Self { actor, refresh: refresh.map(str::to_owned), ..self.clone() }
    }

    /// Signs the browser in on a device that is known from now on.
    pub fn begin(&self, pair: TokenPair, mark: DeviceMark) {
        self.change(CookieChange::Issue(pair, Some(mark)));
    }

    /// Gives the browser new tokens in place of the old ones.
    pub fn issue(&self, pair: TokenPair) {
        self.change(CookieChange::Issue(pair, None));
    }

    /// Signs the browser out.
    pub fn clear(&self) {
        self.change(CookieChange::Clear(None));
    }

    /// Signs the browser out on a device that is known from now on.
    pub fn clear_and_mark(&self, mark: DeviceMark) {
        self.change(CookieChange::Clear(Some(mark)));
    }

    /// What is to become of the cookies; `Keep` from then on.
    #[must_use]
    pub fn take_change(&self) -> CookieChange {
        std::mem::take(&mut *self.cookies.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn change(&self, change: CookieChange) {
        *self.cookies.lock().unwrap_or_else(PoisonError::into_inner) = change;
    }
}
