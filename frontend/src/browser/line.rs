//! A WebSocket that tells of news.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MessageEvent, WebSocket};

/// One subscription over `graphql-transport-ws`; closed when it is dropped.
pub struct Line {
    socket: WebSocket,
    _opened: Closure<dyn FnMut()>,
    _told: Closure<dyn FnMut(MessageEvent)>,
}

impl Line {
    /// Opens a line for the subscription in `body` and calls `look` at each word of it; `None` where
    /// the browser refuses.
    pub fn open(body: &str, look: impl Fn() + 'static) -> Option<Self> {
        let place = web_sys::window()?.location();
        let scheme = if place.protocol().ok()? == "https:" { "wss" } else { "ws" };
        let address = format!("{scheme}://{}/graphql", place.host().ok()?);
        let socket = WebSocket::new_with_str(&address, "graphql-transport-ws").ok()?;
        let subscribe = format!(r#"{{"type":"subscribe","id":"1","payload":{body}}}"#);
        let ours = socket.clone();
        let opened = Closure::<dyn FnMut()>::new(move || {
            // A line that is closed by now is opened anew by whoever holds it.
            let _ = ours.send_with_str(r#"{"type":"connection_init"}"#);
            let _ = ours.send_with_str(&subscribe);
        });
        socket.set_onopen(Some(opened.as_ref().unchecked_ref()));
        let ours = socket.clone();
        let told = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string().unwrap_or_default();
            // The page may be older than the line: what happened between is looked for at once.
            if ["next", "connection_ack"]
                .iter()
                .any(|kind| text.contains(&format!(r#""type":"{kind}""#)))
            {
                look();
            } else {
                // Refused, or ended: looking now and then takes its place.
                let _ = ours.close();
            }
        });
        socket.set_onmessage(Some(told.as_ref().unchecked_ref()));
        Some(Self { socket, _opened: opened, _told: told })
    }

    /// Whether news can come.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.socket.ready_state() <= WebSocket::OPEN
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        // Closed already, it stays closed.
        let _ = self.socket.close();
    }
}
