//! One connection, from the greeting to its end.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures::FutureExt;
use hyper::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

use super::{astray, socket};
use crate::http::Doors;
use crate::http::caller::Peer;

/// How long somebody is waited for (待つ時間).
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// How long the head of a request may take, and how long a connection may lie idle between two.
    pub head: Duration,
    /// How long it may take to agree on a secret.
    pub handshake: Duration,
}

impl Default for Patience {
    /// Longer than any network takes that people still use, shorter than an idle connection is worth keeping.
    fn default() -> Patience {
        Patience { head: Duration::from_secs(30), handshake: Duration::from_secs(10) }
    }
}

/// How often an HTTP/2 connection is asked whether it is still there, and how long it may think about it.
const PING: Duration = Duration::from_secs(20);
/// The longest head, and all that is read ahead of a request, in bytes.
const HEAD_BYTES: usize = 16 * 1024;
/// How many requests one HTTP/2 connection may make at once; browsers rarely come to twenty.
const STREAMS: u32 = 64;
/// How much of a body an HTTP/2 client may send unasked, in bytes: the longest one that is taken.
const WINDOW: u32 = 64 * 1024;
/// With this byte every TLS connection begins, and no HTTP request.
const TLS_BEGINS: u8 = 0x16;

/// The porch (玄関): where it is found out how somebody who comes wants to talk.
pub struct Porch {
    doors: Doors,
    tls: Option<TlsAcceptor>,
    handshake: Duration,
    http1: Builder<TokioExecutor>,
    http2: Builder<TokioExecutor>,
}

impl Porch {
    /// A porch before these doors; with a certificate everybody talks TLS.
    pub fn new(doors: Doors, tls: Option<Arc<rustls::ServerConfig>>, patience: Patience) -> Porch {
        let mut http1 = Builder::new(TokioExecutor::new()).http1_only();
        http1.http1().timer(TokioTimer::new()).header_read_timeout(patience.head).max_buf_size(HEAD_BYTES).half_close(false);
        let mut http2 = Builder::new(TokioExecutor::new()).http2_only();
        http2
            .http2()
            .timer(TokioTimer::new())
            .keep_alive_interval(PING)
            .keep_alive_timeout(PING)
            .max_concurrent_streams(STREAMS)
            .initial_stream_window_size(WINDOW)
            .initial_connection_window_size(4 * WINDOW)
            .max_send_buf_size(WINDOW as usize)
            .max_header_list_size(HEAD_BYTES as u32);
        Porch { doors, tls: tls.map(TlsAcceptor::from), handshake: patience.handshake, http1, http2 }
    }

    /// Talks with whoever is at the other end until they leave, or until `closing` and what they have asked for is answered.
    pub async fn receive(&self, connection: TcpStream, address: SocketAddr, closing: &CancellationToken) {
        // Without its options the connection would not last long either.
        if socket::prepare(&connection).is_err() {
            return;
        }
        let Some(tls) = &self.tls else {
            return self.talk(&self.http1, connection, Peer { address, secure: false }, closing).await;
        };
        let greeting = async {
            let mut first = [0];
            match connection.peek(&mut first).await {
                Ok(1) if first[0] == TLS_BEGINS => Some(Ok(tls.accept(connection).await.ok()?)),
                Ok(1) => Some(Err(connection)),
                _ => None,
            }
        };
        // Whoever does not greet in time, or leaves in the middle, has not asked for anything yet.
        let Some(Ok(Some(greeted))) = closing.run_until_cancelled(timeout(self.handshake, greeting)).await else { return };
        match greeted {
            Ok(secret) => {
                let by_http2 = secret.get_ref().1.alpn_protocol() == Some(b"h2");
                let builder = if by_http2 { &self.http2 } else { &self.http1 };
                self.talk(builder, secret, Peer { address, secure: true }, closing).await;
            }
            Err(plain) => astray::show_the_way(&self.http1, plain).await,
        }
    }

    async fn talk<C>(&self, how: &Builder<TokioExecutor>, connection: C, peer: Peer, closing: &CancellationToken)
    where
        C: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let doors = self.doors.clone();
        let doors = service_fn(move |request: Request<Incoming>| doors.answer(request, peer).map(Ok::<_, Infallible>));
        let mut talking = pin!(how.serve_connection(TokioIo::new(connection), doors));
        // How a conversation ends is the other side's affair: they hang up, fall silent or lose their network.
        let ended = closing.run_until_cancelled(talking.as_mut()).await;
        if ended.is_none() {
            talking.as_mut().graceful_shutdown();
            let _ = talking.await;
        }
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;
    use tokio::time::Instant;

    use super::*;

    /// People here have no time at all.
    const HURRY: Patience = Patience { head: Duration::from_millis(200), handshake: Duration::from_millis(100) };

    /// Says this to a porch; tells what comes back until the end, and how long it takes until then.
    async fn say(tls: Option<Arc<rustls::ServerConfig>>, words: &str) -> (String, Duration) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let mut caller = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        caller.write_all(words.as_bytes()).await.unwrap();
        let (connection, address) = listener.accept().await.unwrap();
        let doors = Doors::new(Router::new().route("/", get(async || "hello")));
        let porch = Porch::new(doors, tls, HURRY);
        let (began, closing, mut heard) = (Instant::now(), CancellationToken::new(), Vec::new());
        // Whether a connection ends politely or not is all the same here.
        let (_, ()) = tokio::join!(caller.read_to_end(&mut heard), porch.receive(connection, address, &closing));
        (String::from_utf8_lossy(&heard).into_owned(), began.elapsed())
    }

    #[tokio::test]
    async fn whoever_says_nothing_or_never_ends_is_sent_away() {
        for words in ["", "GET", "GET / HTTP/1.1\r\nhost: a\r\nx-never-ends: "] {
            let (heard, took) = say(None, words).await;
            assert!(!heard.contains("hello") && took >= HURRY.head, "{words:?}: {took:?}: {heard}");
        }
    }

    #[tokio::test]
    async fn whoever_was_answered_and_asks_nothing_more_makes_room() {
        let (heard, took) = say(None, "GET / HTTP/1.1\r\nhost: a\r\n\r\n").await;
        assert!(heard.ends_with("hello") && took >= HURRY.head, "{took:?}: {heard}");
    }

    #[tokio::test]
    async fn a_head_that_is_too_long_is_refused() {
        let (heard, _) = say(None, &format!("GET / HTTP/1.1\r\nhost: a\r\nx: {}\r\n\r\n", "a".repeat(2 * HEAD_BYTES))).await;
        assert!(heard.starts_with("HTTP/1.1 431"), "{heard}");
    }

    #[tokio::test]
    async fn a_handshake_that_never_ends_is_broken_off() {
        let data = tempfile::tempdir().unwrap();
        let settings = crate::config::Serve::parse_words(["--tls", "auto", "--data", &data.path().display().to_string()]).unwrap();
        let tls = crate::tls::Tls::prepare(&settings, settings.listen, &crate::Clock::of_the_machine()).unwrap();
        for words in ["", "\u{16}", "\u{16}\u{3}\u{1}"] {
            let (heard, took) = say(tls.config.clone(), words).await;
            assert!(heard.is_empty() && took >= HURRY.handshake, "{words:?}: {took:?}");
        }
    }
}
