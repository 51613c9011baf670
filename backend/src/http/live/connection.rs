//! One connection: what is said on it, and what runs.

use std::{collections::HashMap, time::Duration};

use axum::{
    extract::ws::{CloseFrame, Message, WebSocket},
    http::{HeaderMap, HeaderValue, header},
};
use balai_shared::{error::ErrorCode, policy::Actor};
use futures_util::{
    SinkExt, StreamExt,
    future::{AbortHandle, Abortable},
    stream::{self, BoxStream, SelectAll, SplitSink},
};
use serde_json::Value;

use super::message::{Ending, Said, acknowledged, answered, completed, pong};
use crate::{
    graphql::{context::RequestContext, error::request_error},
    http::{
        Server, caller,
        execute::{self, Call, Payment, Scope, Told},
        params::Params,
        reply::{Outcome, Reply},
    },
};

/// How long the first word may take.
const FIRST_WORD: Duration = Duration::from_secs(10);
/// How long a connection stays open: as long as an access token lives.
const LONGEST: Duration = Duration::from_secs(600);
/// How long a client may take to read a message: one that stopped reading is gone.
const READING: Duration = Duration::from_secs(10);
/// How many operations may run at once on one connection.
const AT_ONCE: usize = 20;

/// What is told with the operation's name; without it the operation is over.
type Event = (String, Option<Told>);

/// An operation that runs.
struct Running {
    abort: AbortHandle,
    /// Who sent it.
    actor: Actor,
}

struct Connection {
    server: Server,
    visitor: RequestContext,
    headers: HeaderMap,
    /// Who it is, after the first word.
    context: Option<RequestContext>,
    sink: SplitSink<WebSocket, Message>,
    running: HashMap<String, Running>,
    events: SelectAll<BoxStream<'static, Event>>,
}

/// Serves one connection to its end.
pub(super) async fn serve(
    socket: WebSocket,
    server: Server,
    visitor: RequestContext,
    headers: HeaderMap,
) {
    let (sink, mut source) = socket.split();
    let (context, running, events) = (None, HashMap::new(), SelectAll::new());
    let mut connection = Connection { server, visitor, headers, context, sink, running, events };
    let (first_word, longest) = (tokio::time::sleep(FIRST_WORD), tokio::time::sleep(LONGEST));
    tokio::pin!(first_word, longest);
    let ending = loop {
        let outcome = tokio::select! {
            message = source.next() => match message {
                Some(Ok(Message::Text(text))) => connection.hear(&text).await,
                Some(Ok(Message::Binary(_))) => Err(Some(Ending::Invalid)),
                // The library answers these itself.
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => Ok(()),
                Some(Ok(Message::Close(_)) | Err(_)) | None => Err(None),
            },
            Some(event) = connection.events.next(), if !connection.events.is_empty() => {
                connection.pass_on(event).await
            }
            () = &mut first_word, if connection.context.is_none() => Err(Some(Ending::Silent)),
            () = &mut longest => Err(Some(Ending::Over)),
        };
        if let Err(ending) = outcome {
            break ending;
        }
    };
    if let Some(ending) = ending {
        let (code, reason) = ending.told();
        let close = CloseFrame { code, reason: reason.into() };
        // Who is gone already needs no goodbye.
        let goodbye = connection.sink.send(Message::Close(Some(close)));
        drop(tokio::time::timeout(READING, goodbye).await);
    }
}

/// How one message went: `Err` ends the connection, with a word or because nobody is there.
type Heard = Result<(), Option<Ending>>;

impl Connection {
    async fn hear(&mut self, text: &str) -> Heard {
        match serde_json::from_str(text) {
            Ok(Said::ConnectionInit { payload }) => self.begin(payload).await,
            Ok(Said::Ping) => self.say(pong()).await,
            Ok(Said::Pong) => Ok(()),
            Ok(Said::Subscribe { id, payload }) => self.subscribe(id, &payload).await,
            Ok(Said::Complete { id }) => {
                self.end(&id);
                Ok(())
            }
            Err(_) => Err(Some(Ending::Invalid)),
        }
    }

    async fn begin(&mut self, payload: Option<Value>) -> Heard {
        if self.context.is_some() {
            return Err(Some(Ending::AgainFirst));
        }
        if let Some(key) = payload.as_ref().and_then(authorization) {
            let key = HeaderValue::from_str(key).map_err(|_| Some(Ending::Unauthorized))?;
            self.headers.insert(header::AUTHORIZATION, key);
        }
        self.context = Some(self.identify().await?);
        self.say(acknowledged()).await
    }

    /// Who it is now: a key may be withdrawn, a role lost, a device signed out meanwhile.
    async fn identify(&mut self) -> Result<RequestContext, Option<Ending>> {
        let known = tokio::select! {
            biased;
            () = self.server.app.services.store.away() => return Err(Some(Ending::Away)),
            known = caller::identify_as_is(&self.server, &self.headers, &self.visitor) => known,
        };
        known.map_err(|error| {
            let unknown = error.code() == ErrorCode::Unauthenticated;
            Some(if unknown { Ending::Unauthorized } else { Ending::Away })
        })
    }

    fn end(&mut self, id: &str) {
        if let Some(running) = self.running.remove(id) {
            running.abort.abort();
        }
    }

    async fn subscribe(&mut self, id: String, payload: &Value) -> Heard {
        if self.context.is_none() {
            return Err(Some(Ending::Unauthorized));
        }
        let context = self.identify().await?;
        if self.running.contains_key(&id) {
            return Err(Some(Ending::Twice));
        }
        let refused = |code: ErrorCode, details: &str| {
            let caller = (context.language, context.request_id.as_str());
            Reply::refused(Outcome::Refused(code), request_error(code, details, caller))
        };
        if self.running.len() >= AT_ONCE {
            let details = format!("at most {AT_ONCE} operations at once on one connection");
            let reply = refused(ErrorCode::RateLimited, &details);
            return self.say(answered(&id, &reply).0).await;
        }
        let params = match Params::from_body(payload.to_string().as_bytes()) {
            Ok(params) => params,
            Err(bad) => {
                let reply = refused(ErrorCode::InvalidQuery, &bad.to_string());
                return self.say(answered(&id, &reply).0).await;
            }
        };
        let (scope, payment) = (Scope::Everything, Payment::Budget);
        let key = params.idempotency_key.clone().map(String::into_bytes);
        self.run(id, context, Call { params, key, scope, payment });
        Ok(())
    }

    fn run(&mut self, id: String, context: RequestContext, call: Call) {
        let (abort, registration) = AbortHandle::new_pair();
        self.running.insert(id.clone(), Running { abort, actor: context.actor.clone() });
        let (server, name) = (self.server.clone(), id.clone());
        let replies = stream::once(async move { execute::stream(&server, context, call).await })
            .flatten()
            .map(move |told| (name.clone(), Some(told)));
        let events = replies.chain(stream::once(async move { (id, None) }));
        self.events.push(Abortable::new(events.boxed(), registration).boxed());
    }

    async fn pass_on(&mut self, (id, told): Event) -> Heard {
        // What was completed by the client meanwhile is not told any more.
        let Some(running) = self.running.get(&id) else { return Ok(()) };
        let actor = running.actor.clone();
        let Some(told) = told else {
            self.running.remove(&id);
            return self.say(completed(&id)).await;
        };
        // Long after it was asked for, it is told only to who may still ask.
        if told.watched && self.identify().await?.actor != actor {
            return Err(Some(Ending::Over));
        }
        let (text, is_last) = answered(&id, &told.reply);
        if is_last {
            self.end(&id);
        }
        self.say(text).await
    }

    async fn say(&mut self, text: String) -> Heard {
        let saying = self.sink.send(Message::Text(text.into()));
        let said = tokio::time::timeout(READING, saying).await;
        said.ok().and_then(Result::ok).ok_or(None)
    }
}

/// What a client says of itself in its first word, whatever the case of its key.
fn authorization(payload: &Value) -> Option<&str> {
    let (_, value) =
        payload.as_object()?.iter().find(|(name, _)| name.eq_ignore_ascii_case("authorization"))?;
    value.as_str()
}
