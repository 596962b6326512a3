//! A small load: connections that each ask, wait for the answer, and ask again.

use std::io::{BufRead, BufReader, Read};
use std::time::{Duration, Instant};

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The first `host:port` that a server prints.
pub fn address(printed: impl Read + Send + 'static) -> String {
    let mut lines = BufReader::new(printed).lines();
    let line = lines.by_ref().map(|line| line.expect("text")).find(|line| line.contains("http://127.0.0.1:")).expect("an address");
    // Somebody must go on reading, or the server stops when its pipe is full.
    std::thread::spawn(move || lines.for_each(drop));
    let from = line.find("127.0.0.1:").expect("just found");
    line[from..].chars().take_while(|c| c.is_ascii_digit() || ".:".contains(*c)).collect()
}

/// Sends submissions, each with a key of its own, from so many connections for so long; gives how many were acknowledged.
/// The keys of another `run` are others.
pub async fn submissions(address: &str, slip: &str, run: u32, connections: u32, time: Duration) -> usize {
    let end = Instant::now() + time;
    let keys = |connection| u128::from(run) << 96 | u128::from(connection) << 64;
    let all = (0..connections).map(|one| tokio::spawn(one_after_another(address.to_owned(), slip.to_owned(), keys(one), end)));
    let mut acknowledged = 0;
    for one in all.collect::<Vec<_>>() {
        acknowledged += one.await.expect("no panic in the load");
    }
    acknowledged
}

async fn one_after_another(address: String, slip: String, first_key: u128, end: Instant) -> usize {
    let mut socket = tokio::io::BufReader::new(TcpStream::connect(&address).await.expect("connected"));
    socket.get_ref().set_nodelay(true).expect("a socket");
    let mut acknowledged = 0;
    while Instant::now() < end {
        let body = format!("{{\"slip\":\"{slip}\",\"key\":\"{:032x}\"}}", first_key + acknowledged as u128);
        let request = format!(
            "POST /api/submit HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        socket.get_mut().write_all(request.as_bytes()).await.expect("sent");
        let (status, answer) = response(&mut socket).await;
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&answer));
        acknowledged += 1;
    }
    acknowledged
}

/// Reads one answer: its status and its body.
async fn response(socket: &mut tokio::io::BufReader<TcpStream>) -> (u16, Vec<u8>) {
    let (mut status, mut length, mut line) = (0, 0, String::new());
    loop {
        line.clear();
        assert!(socket.read_line(&mut line).await.expect("a line") > 0, "the server hung up");
        let lower = line.trim().to_ascii_lowercase();
        if let Some(rest) = lower.strip_prefix("http/1.1 ") {
            status = rest[..3].parse().expect("a status");
        } else if let Some(bytes) = lower.strip_prefix("content-length:") {
            length = bytes.trim().parse().expect("a length");
        } else if lower.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    socket.read_exact(&mut body).await.expect("the body");
    (status, body)
}

/// The middle of the numbers.
pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
