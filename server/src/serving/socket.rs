//! What is asked of the system for every connection.

use std::io;
use std::time::Duration;

use rustix::net::sockopt;
use tokio::net::TcpStream;

/// How long what was sent may stay unread by the other side. A screen that has stopped reading, or whose network is gone,
/// is then cut off and comes back by itself when it can.
const UNREAD: Duration = Duration::from_secs(20);
/// After so much silence the other side is asked whether it is still there,
const QUIET: Duration = Duration::from_secs(30);
/// and again after each of these,
const ASK_AGAIN: Duration = Duration::from_secs(10);
/// so many times in all.
const ASKED: u32 = 3;

/// Sends at once what is written, and notices when nobody is there any more.
///
/// # Errors
/// If the connection is gone already.
pub fn prepare(connection: &TcpStream) -> io::Result<()> {
    connection.set_nodelay(true)?;
    sockopt::set_socket_keepalive(connection, true)?;
    sockopt::set_tcp_keepidle(connection, QUIET)?;
    sockopt::set_tcp_keepintvl(connection, ASK_AGAIN)?;
    sockopt::set_tcp_keepcnt(connection, ASKED)?;
    let milliseconds = u32::try_from(UNREAD.as_millis()).expect("some seconds");
    sockopt::set_tcp_user_timeout(connection, milliseconds)?;
    Ok(())
}
