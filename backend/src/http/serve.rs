//! The connections: as `axum::serve` takes them, but that each client's spelling of its headers is kept,
//! which it has no option for.

use std::{net::SocketAddr, pin::pin};

use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    serve::Listener,
};
use hyper::{body::Incoming, server::conn::http1::Builder};
use hyper_util::{rt::TokioIo, service::TowerToHyperService};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
};
use tower::ServiceExt;

/// Serves until `stopped`, and then to the end of the requests under way.
pub async fn serve(mut listener: TcpListener, router: Router, stopped: impl Future<Output = ()>) {
    let stop = watch::Sender::new(());
    let mut stopped = pin!(stopped);
    loop {
        // By the trait, which waits where no more files can be opened.
        let (stream, peer) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            () = &mut stopped => break,
        };
        tokio::spawn(connection(stream, peer, router.clone(), stop.subscribe()));
    }
    drop(listener);
    stop.send_replace(());
    // Each connection has a receiver, for as long as it lives.
    stop.closed().await;
}

async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    mut stop: watch::Receiver<()>,
) {
    let service = router.map_request(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    });
    let connection = Builder::new()
        // What `live` answers a WebSocket with is spelt as its client spelt it.
        .preserve_header_case(true)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service))
        .with_upgrades();
    let mut connection = pin!(connection);
    tokio::select! {
        // One that breaks off is its client's affair.
        ended = connection.as_mut() => return drop(ended),
        _ = stop.changed() => connection.as_mut().graceful_shutdown(),
    }
    drop(connection.await);
}
