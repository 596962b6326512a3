//! From settings to open doors: what `main` does, so that a story can do it too.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::middleware::{self, Next};
use axum::response::Response;
use rustix::process::{Resource, Rlimit, getrlimit, setpriority_process, setrlimit};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::config::Serve;
use crate::hall::Hall;
use crate::http::caller::Peer;
use crate::pages::Pages;
use crate::{Clock, Trouble, http};

/// How long requests that were begun may take to end when the server goes down.
const FAREWELL: Duration = Duration::from_secs(5);

/// A city hall (開庁準備のできた市役所): everything that could fail has been tried, and the address is ours.
pub struct Ready {
    hall: Arc<Hall>,
    router: Router,
    listener: TcpListener,
    address: SocketAddr,
    shutdown: CancellationToken,
}

impl Ready {
    /// Gets a city hall ready to open. It is to close when `shutdown` is cancelled.
    ///
    /// # Errors
    /// What keeps it shut, in one sentence.
    pub async fn prepare(settings: Serve, clock: Clock, shutdown: CancellationToken) -> Result<Ready, Trouble> {
        settings.transport()?;
        raise_file_limit();
        // First of all the address: a second server that was started by mistake must not touch the ledger.
        let listener = TcpListener::bind(settings.listen).await.map_err(|why| Trouble::address(settings.listen, &why))?;
        let address = listener.local_addr().map_err(|why| Trouble::address(settings.listen, &why))?;
        let hall = Arc::new(Hall::open(&settings, clock, shutdown.clone()).await?);
        let pages = Arc::new(Pages::new(hall.city(), hall.forms().current(), &settings.folders.app_folder()?)?);
        compress_beside_the_serving(Arc::clone(&pages));
        let router = http::router(settings, Arc::clone(&hall), pages);
        Ok(Ready { hall, router, listener, address, shutdown })
    }

    /// Where it will be reached.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The city hall itself.
    pub fn hall(&self) -> &Arc<Hall> {
        &self.hall
    }

    /// Opens the doors; returns when all is closed, with everything on the disk.
    ///
    /// # Errors
    /// If connections cannot be taken any more.
    pub async fn serve(self) -> io::Result<()> {
        let router = self.router.layer(middleware::from_fn(introduce));
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let closing = self.shutdown.clone();
        let serving = axum::serve(self.listener, service).with_graceful_shutdown(closing.cancelled_owned());
        let overdue = async {
            self.shutdown.cancelled().await;
            tokio::time::sleep(FAREWELL).await;
        };
        let served = tokio::select! {
            served = serving => served,
            () = overdue => Ok(()),
        };
        self.hall.close().await;
        served
    }
}

/// Says who is at the other end of the connection.
async fn introduce(ConnectInfo(address): ConnectInfo<SocketAddr>, mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(Peer { address, secure: false });
    next.run(request).await
}

/// Some seconds of work that nobody waits for, not even the end of the program: until it is done, pages are sent as they are.
fn compress_beside_the_serving(pages: Arc<Pages>) {
    let work = move || {
        // On Linux this is the thread's own priority. If it cannot be lowered, requests are a little slower meanwhile.
        let _ = setpriority_process(None, 19);
        pages.compress();
    };
    if let Err(why) = std::thread::Builder::new().name("compress".into()).spawn(work) {
        tracing::warn!(%why, "the pages stay uncompressed");
    }
}

/// Every listener holds a connection open, and the usual soft limit of 1,024 files is soon reached; the hard limit is the operator's word.
fn raise_file_limit() {
    let limit = getrlimit(Resource::Nofile);
    if let Err(why) = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum }) {
        tracing::warn!(%why, "the limit of open files could not be raised");
    }
}
