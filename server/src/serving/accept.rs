//! Takes connections as long as the city hall is open, whatever goes wrong with some of them.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use rustix::io::Errno;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::connection::Porch;

/// How long requests that were begun may take to end when the server goes down.
const FAREWELL: Duration = Duration::from_secs(5);
/// When the system has no room for another connection: the first pause, which doubles,
const SHORTEST_PAUSE: Duration = Duration::from_millis(10);
/// and the longest.
const LONGEST_PAUSE: Duration = Duration::from_secs(1);

/// The entrance (入口): one address, with so many seats behind it.
pub struct Entrance {
    listener: TcpListener,
    seats: Arc<Semaphore>,
    porch: Arc<Porch>,
}

impl Entrance {
    /// An entrance for at most so many connections at once. Whoever comes when all are taken waits before the door, in the
    /// system's own queue, and costs us nothing.
    pub fn new(listener: TcpListener, seats: usize, porch: Porch) -> Entrance {
        Entrance { listener, seats: Arc::new(Semaphore::new(seats.min(Semaphore::MAX_PERMITS))), porch: Arc::new(porch) }
    }

    /// Serves everybody who comes until `closing`; then whoever is inside may finish, within five seconds.
    pub async fn welcome_all(self, closing: &CancellationToken) {
        let mut inside = JoinSet::new();
        while let Some(Ok(seat)) = closing.run_until_cancelled(Arc::clone(&self.seats).acquire_owned()).await {
            let Some((connection, address)) = closing.run_until_cancelled(self.next()).await else { break };
            let (porch, closing) = (Arc::clone(&self.porch), closing.clone());
            inside.spawn(async move {
                porch.receive(connection, address, &closing).await;
                drop(seat);
            });
            // Those who have left are forgotten.
            while inside.try_join_next().is_some() {}
        }
        drop(self.listener);
        let farewell = async { while inside.join_next().await.is_some() {} };
        if timeout(FAREWELL, farewell).await.is_err() {
            tracing::warn!(connections = inside.len(), "cut off what did not end in time");
        }
    }

    /// The next connection, however long it takes until there is one.
    async fn next(&self) -> (TcpStream, SocketAddr) {
        let mut pause = SHORTEST_PAUSE;
        loop {
            match self.listener.accept().await {
                Ok(accepted) => return accepted,
                Err(why) if is_of_one_caller(&why) => {}
                Err(why) => {
                    tracing::warn!(%why, ?pause, "no room for another connection");
                    sleep(pause).await;
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }
}

/// Whether the caller has gone before we came to the door; the next one may be served at once.
fn is_of_one_caller(why: &io::Error) -> bool {
    let gone = [Errno::CONNABORTED, Errno::CONNRESET, Errno::PERM, Errno::PROTO, Errno::INTR, Errno::HOSTUNREACH, Errno::NETUNREACH];
    Errno::from_io_error(why).is_some_and(|errno| gone.contains(&errno))
}
