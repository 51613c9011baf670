//! A line to PostgreSQL that a test can cut.

use std::net::SocketAddr;

use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
};

/// Connections through it end when it is cut, and new ones are refused until it is mended.
pub struct Line {
    pub(crate) address: SocketAddr,
    whole: watch::Sender<bool>,
}

impl Line {
    /// To a server at this address, `host:port`.
    pub(crate) async fn to(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let whole = watch::Sender::new(true);
        tokio::spawn(carry(listener, server, whole.subscribe()));
        Self { address, whole }
    }

    /// Ends all connections and refuses new ones.
    pub fn cut(&self) {
        self.whole.send_replace(false);
    }

    /// Lets connections through again.
    pub fn mend(&self) {
        self.whole.send_replace(true);
    }
}

async fn carry(mut listener: TcpListener, server: String, mut whole: watch::Receiver<bool>) {
    let address = listener.local_addr().unwrap();
    loop {
        let accepted = tokio::select! {
            cut = until(&mut whole, false) => {
                if cut.is_err() {
                    return;
                }
                None
            }
            accepted = listener.accept() => Some(accepted.unwrap().0),
        };
        if let Some(near) = accepted {
            tokio::spawn(join(near, server.clone(), whole.clone()));
            continue;
        }
        drop(listener);
        if until(&mut whole, true).await.is_err() {
            return;
        }
        listener = TcpListener::bind(address).await.unwrap();
    }
}

async fn join(mut near: TcpStream, server: String, mut whole: watch::Receiver<bool>) {
    let mut far = TcpStream::connect(&server).await.unwrap();
    tokio::select! {
        _ = copy_bidirectional(&mut near, &mut far) => {}
        _ = until(&mut whole, false) => {}
    }
}

/// Waits until the line is so; `Err` when the test is over.
async fn until(whole: &mut watch::Receiver<bool>, is: bool) -> Result<(), ()> {
    whole.wait_for(|whole| *whole == is).await.map(drop).map_err(drop)
}
