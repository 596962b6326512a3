//! One connection, from the greeting to its end.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
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
use tower::Service;

use super::{astray, socket};
use crate::http::caller::Peer;

/// How long the head of a request may take, and how long a connection may lie idle between two.
const HEAD: Duration = Duration::from_secs(30);
/// How long it may take to agree on a secret.
const HANDSHAKE: Duration = Duration::from_secs(10);
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
    router: Router,
    tls: Option<TlsAcceptor>,
    http1: Builder<TokioExecutor>,
    http2: Builder<TokioExecutor>,
}

impl Porch {
    /// A porch before these doors; with a certificate everybody talks TLS.
    pub fn new(router: Router, tls: Option<Arc<rustls::ServerConfig>>) -> Porch {
        let mut http1 = Builder::new(TokioExecutor::new()).http1_only();
        http1.http1().timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(HEAD_BYTES).half_close(false);
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
        Porch { router, tls: tls.map(TlsAcceptor::from), http1, http2 }
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
        let Some(Ok(Some(greeted))) = closing.run_until_cancelled(timeout(HANDSHAKE, greeting)).await else { return };
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
        let doors = service_fn(|mut request: Request<Incoming>| {
            request.extensions_mut().insert(peer);
            self.router.clone().call(request)
        });
        let mut talking = pin!(how.serve_connection(TokioIo::new(connection), doors));
        // How a conversation ends is the other side's affair: they hang up, fall silent or lose their network.
        let ended = closing.run_until_cancelled(talking.as_mut()).await;
        if ended.is_none() {
            talking.as_mut().graceful_shutdown();
            let _ = talking.await;
        }
    }
}
