//! A mail server and an SMS gateway of a few lines each, on the loopback.

use std::sync::{Arc, Mutex};

use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

/// What a listener was sent, one text a message; and whether it takes any more.
#[derive(Debug, Clone)]
pub struct Listener {
    /// Where it listens.
    pub port: u16,
    taken: Arc<Mutex<Vec<String>>>,
    refuses: Arc<Mutex<bool>>,
    says: Arc<Mutex<Option<String>>>,
}

impl Listener {
    /// A mail server.
    pub async fn smtp() -> Self {
        Self::start(|stream, listener| async move { smtp(stream, &listener).await.unwrap_or(()) })
            .await
    }

    /// An SMS gateway: it calls the first message `gw-1`, and so on.
    pub async fn http() -> Self {
        Self::start(|stream, listener| async move { http(stream, &listener).await.unwrap_or(()) })
            .await
    }

    /// The messages taken so far.
    #[must_use]
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }

    /// Whether it refuses messages from now on.
    pub fn refuse(&self, refuses: bool) {
        *self.refuses.lock().unwrap() = refuses;
    }

    /// What it answers from now on, over HTTP.
    pub fn say(&self, answer: &str) {
        *self.says.lock().unwrap() = Some(answer.to_owned());
    }

    fn refuses(&self) -> bool {
        *self.refuses.lock().unwrap()
    }

    /// Takes a message; how many it has now.
    fn take(&self, message: String) -> usize {
        let mut taken = self.taken.lock().unwrap();
        taken.push(message);
        taken.len()
    }

    async fn start<F>(talk: impl Fn(TcpStream, Self) -> F + Send + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let socket = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let port = socket.local_addr().unwrap().port();
        let (taken, refuses, says) = (Arc::default(), Arc::default(), Arc::default());
        let listener = Self { port, taken, refuses, says };
        let own = listener.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = socket.accept().await {
                tokio::spawn(talk(stream, own.clone()));
            }
        });
        listener
    }
}

async fn smtp(stream: TcpStream, listener: &Listener) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read).lines();
    write.write_all(b"220 uji ESMTP\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let answer = match line.split_whitespace().next().unwrap_or_default() {
            "DATA" => {
                write.write_all(b"354 go on\r\n").await?;
                let mut message = String::new();
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    message += &format!("{line}\n");
                }
                listener.take(message);
                "250 taken"
            }
            "RCPT" if listener.refuses() => "450 later",
            "QUIT" => "221 bye",
            _ => "250 good",
        };
        write.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}

async fn http(stream: TcpStream, listener: &Listener) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut head = String::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 || line == "\r\n" {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap_or_default();
        }
        head += &line;
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    let answer = if listener.refuses() {
        "HTTP/1.1 503 Busy\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_owned()
    } else {
        let number = listener.take(format!("{head}\n{}", String::from_utf8_lossy(&body)));
        let said = listener.says.lock().unwrap().clone();
        let told = said.unwrap_or_else(|| format!("{{\"id\":\"gw-{number}\"}}"));
        let length = told.len();
        format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{told}")
    };
    stream.write_all(answer.as_bytes()).await
}
