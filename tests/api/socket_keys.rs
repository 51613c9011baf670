//! The WebSocket's answer as some clients look for it, and an `Idempotency-Key` over it.

use std::time::Duration;

use balai_backend::http;
use balai_tests::{
    SessionPlan, Socket, TestApp, both,
    steps::{SUBMIT, applying_to, fields, text},
};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
};

async fn submits(socket: &mut Socket, input: Value, key: Value) -> Value {
    let extensions = json!({ "idempotencyKey": key });
    let payload = json!({ "query": SUBMIT, "variables": input, "extensions": extensions });
    socket.says(json!({ "type": "subscribe", "id": "1", "payload": payload })).await;
    let heard = socket.hears().await;
    if heard["type"] == "next" {
        assert_eq!(socket.hears().await["type"], "complete");
    }
    heard
}

/// The error of an answer, refused as a whole or at its field.
fn error(heard: &Value) -> &Value {
    let errors =
        if heard["type"] == "error" { &heard["payload"] } else { &heard["payload"]["errors"] };
    &errors[0]
}

fn code(heard: &Value) -> &str {
    text(&error(heard)["extensions"]["code"])
}

both!(the_same_key_gives_the_same_answer_over_a_socket, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let mut socket = Socket::of(app, &person.browser).await;
    let first = submits(&mut socket, applying_to(session), json!("k-1")).await;
    let again = submits(&mut socket, applying_to(session), json!("k-1")).await;
    let done = &first["payload"]["data"]["submitApplication"]["application"]["id"];
    assert!(done.is_string(), "{first}");
    assert_eq!(first["payload"]["data"], again["payload"]["data"]);
    assert_eq!(app.number("SELECT COUNT(*) FROM applications").await, 1);
    // One and the same key, whichever way it comes.
    let key = [("idempotency-key", "k-1")];
    let by_http = person.browser.send_with(SUBMIT, applying_to(session), &key).await;
    assert_eq!(by_http.headers["idempotent-replayed"], "true");
    assert_eq!(by_http.body["data"], first["payload"]["data"]);
    let other = submits(&mut socket, applying_to(session), json!("k-2")).await;
    assert_eq!(code(&other), "CONFLICT", "another key is another application");
});

both!(the_same_key_with_another_input_is_a_conflict_over_a_socket, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let mut socket = Socket::of(app, &person.browser).await;
    submits(&mut socket, applying_to(session), json!("k-1")).await;
    let bad = json!({ "input": { "sessionId": "none", "funding": "SELF" } });
    let refused = submits(&mut socket, bad, json!("k-1")).await;
    assert_eq!((&refused["type"], code(&refused)), (&json!("error"), "CONFLICT"));
    // As it is while the first request runs.
    app.execute("UPDATE idempotency_keys SET response = NULL").await.unwrap();
    let busy = submits(&mut socket, applying_to(session), json!("k-1")).await;
    assert_eq!(code(&busy), "CONFLICT");
    assert_eq!(error(&busy)["extensions"]["retryAfter"], 2);
});

both!(a_key_over_a_socket_is_visible_characters, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let mut socket = Socket::of(app, &person.browser).await;
    for (key, expected) in [("", "REQUIRED"), ("a b", "INVALID_FORMAT")] {
        let refused = submits(&mut socket, applying_to(session), json!(key)).await;
        assert_eq!(code(&refused), "VALIDATION_FAILED");
        let expected = [("Idempotency-Key".to_owned(), expected.to_owned())];
        assert_eq!(fields(error(&refused)), expected);
    }
    let refused = submits(&mut socket, applying_to(session), json!(7)).await;
    assert_eq!(code(&refused), "INVALID_QUERY");
    let without = submits(&mut socket, applying_to(session), Value::Null).await;
    assert_eq!(without["type"], "next", "{without}");
});

/// A server of its own, and what stops it.
struct Door {
    address: String,
    stop: oneshot::Sender<()>,
    ended: tokio::task::JoinHandle<()>,
}

async fn open(app: &TestApp) -> Door {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (stop, stopped) = oneshot::channel();
    let served = http::serve(listener, app.router(), async { drop(stopped.await) });
    Door { address, stop, ended: tokio::spawn(served) }
}

/// What stands in the answer's head, line by line.
async fn head(stream: &mut TcpStream) -> Vec<String> {
    let mut read = Vec::new();
    while !read.ends_with(b"\r\n\r\n") {
        read.push(stream.read_u8().await.unwrap());
    }
    String::from_utf8(read).unwrap().lines().map(str::to_owned).collect()
}

fn opening(address: &str, protocol: &str) -> String {
    format!(
        "GET /graphql HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\
         {protocol}: graphql-transport-ws\r\n\r\n"
    )
}

both!(the_protocol_is_named_as_the_client_spells_it, async |app: &TestApp| {
    let door = open(app).await;
    // Python's gql finds the first spelling alone.
    for name in ["Sec-WebSocket-Protocol", "sec-websocket-protocol"] {
        let mut stream = TcpStream::connect(&door.address).await.unwrap();
        stream.write_all(opening(&door.address, name).as_bytes()).await.unwrap();
        let head = head(&mut stream).await;
        assert_eq!(head[0], "HTTP/1.1 101 Switching Protocols");
        assert!(head.contains(&format!("{name}: graphql-transport-ws")), "{head:?}");
    }
});

both!(
    a_server_that_stops_finishes_what_is_under_way_and_takes_nothing_new,
    async |app: &TestApp| {
        let door = open(app).await;
        let body = r#"{"query":"{ __typename }"}"#;
        let length = body.len();
        let ask = format!(
            "POST /graphql HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\n\r\n",
            door.address
        );
        let mut idle = TcpStream::connect(&door.address).await.unwrap();
        idle.write_all(format!("{ask}{body}").as_bytes()).await.unwrap();
        assert_eq!(head(&mut idle).await[0], "HTTP/1.1 200 OK");
        let mut busy = TcpStream::connect(&door.address).await.unwrap();
        // Its body is still to come when the server is told to stop.
        busy.write_all(ask.as_bytes()).await.unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
        door.stop.send(()).unwrap();
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert!(!door.ended.is_finished(), "a request is under way");
        assert!(TcpStream::connect(&door.address).await.is_err(), "nothing new is taken");
        busy.write_all(body.as_bytes()).await.unwrap();
        let mut answer = String::new();
        busy.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
        let ended = tokio::time::timeout(Duration::from_secs(10), door.ended).await;
        ended.expect("an idle connection holds nothing up").unwrap();
    }
);
