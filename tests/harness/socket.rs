//! A WebSocket to the app, as a client of `graphql-transport-ws` opens one.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, header};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Error, Message, client::IntoClientRequest},
};

use crate::{Actor, TestApp};

/// How long a word may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open connection.
pub struct Socket(WebSocketStream<TcpStream>);

impl Socket {
    /// Opens a connection with these headers; the status of the answer when it is refused.
    ///
    /// # Errors
    /// The refusal.
    pub async fn knock(app: &TestApp, headers: HeaderMap) -> Result<Self, u16> {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = app.router();
        tokio::spawn(balai_backend::http::serve(listener, router, std::future::pending()));
        let mut request = format!("ws://{address}/graphql").into_client_request().unwrap();
        request.headers_mut().extend(headers);
        let protocol = HeaderValue::from_static("graphql-transport-ws");
        request.headers_mut().insert(header::SEC_WEBSOCKET_PROTOCOL, protocol);
        let stream = TcpStream::connect(address).await.unwrap();
        let opened = client_async(request, stream).await;
        if let Err(Error::Http(refusal)) = &opened {
            return Err(refusal.status().as_u16());
        }
        Ok(Self(opened.unwrap().0))
    }

    /// Somebody's connection, past its first words.
    pub async fn of(app: &TestApp, actor: &Actor) -> Self {
        let mut socket = Self::knock(app, actor.identity()).await.unwrap();
        socket.says(json!({ "type": "connection_init" })).await;
        assert_eq!(socket.hears().await, json!({ "type": "connection_ack" }));
        socket
    }

    /// Says something.
    pub async fn says(&mut self, message: Value) {
        self.says_text(message.to_string()).await;
    }

    /// Says something that may be no message of the protocol.
    pub async fn says_text(&mut self, text: String) {
        self.0.send(Message::Text(text.into())).await.unwrap();
    }

    /// Sends an operation.
    pub async fn asks(&mut self, id: &str, query: &str) {
        let message = json!({ "type": "subscribe", "id": id, "payload": { "query": query } });
        self.says(message).await;
    }

    /// Waits until everything said so far was heard.
    pub async fn settles(&mut self) {
        self.says(json!({ "type": "ping" })).await;
        assert_eq!(self.hears().await, json!({ "type": "pong" }));
    }

    /// The next word.
    pub async fn hears(&mut self) -> Value {
        serde_json::from_str(self.next().await.to_text().expect("a text")).unwrap()
    }

    /// The code that the server ends the connection with.
    pub async fn ends(&mut self) -> u16 {
        let last = self.next().await;
        let Message::Close(Some(frame)) = last else { unreachable!("{last:?} is no end") };
        frame.code.into()
    }

    async fn next(&mut self) -> Message {
        let next = tokio::time::timeout(PATIENCE, self.0.next()).await;
        next.expect("a word in time").expect("a word").unwrap()
    }
}
